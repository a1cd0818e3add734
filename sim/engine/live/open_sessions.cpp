// Who is in a session, for those who look at a run between two moments of it.
#include "sim/engine/live/everybody.h"

namespace npcost {

std::vector<OpenSession> Everybody::open_sessions() const {
  std::vector<OpenSession> open;
  for (std::uint32_t place = 0; place < seats_.size(); ++place) {
    const Life& one = seats_[place].life;   // nobody's life is away
    if (one.online()) open.push_back({player_of(one), Milliseconds(one.session_began_ms())});
  }
  return open;
}

}  // namespace npcost
