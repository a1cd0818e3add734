#pragma once
// Who is due in which second: a calendar queue for the time-ordered schedule.
//
// The next 1,024 seconds have a list each; what is further away waits in lists of 1,024 seconds and is handed out when its turn comes.
// Putting and taking cost a few nanoseconds whatever the number of players, and a second's list is read from front to back, so that what
// comes next can be fetched ahead.
//
// Order     inside a second: unspecified, and without meaning (everybody's limits change at whole seconds).
// Memory    4 bytes for who is due soon, 6 for the others, and the slack of the lists. Lists of near seconds are chains of small chunks out
//           of large pages: a thousand growing arrays are a thousand pages to be looked for, one for nearly every put.

#include <array>
#include <cstdint>
#include <vector>

#include "sim/engine/live/places.h"

namespace npcost {

class SecondWheel {
 public:
  /// `seconds`: of the run; what is due later must not be put.
  explicit SecondWheel(std::int64_t seconds);

  /// Requires that the second is not before the one at hand.
  void put(std::uint32_t who, std::int64_t second) {
    if (second - now_ < near_seconds) {
      put_near(who, near_[static_cast<std::size_t>(second) & (near_seconds - 1)]);
    } else {
      put_far(who, second);
    }
  }
  /// Moves on to a second, not more than one at a time.
  void move_to(std::int64_t second);
  /// Takes those who are due in the second at hand. Who is put into it again afterwards is taken by the next call.
  void take(std::vector<std::uint32_t>& due);
  std::size_t bytes() const;

 private:
  static constexpr std::int64_t near_seconds = 1024;
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  struct Chunk {
    std::uint32_t next = none, count = 0;
    std::array<std::uint32_t, 84> who;
    std::array<std::uint16_t, 84> second;   ///< inside the far list's stretch
  };
  struct NearChunk {
    static constexpr std::uint32_t room = 63;
    std::uint32_t next = none;
    std::array<std::uint32_t, room> who;
  };
  struct Near {
    std::uint32_t first = none, count = 0;   ///< the newest chunk; of all
  };
  void put_near(std::uint32_t who, Near& list) {
    const std::uint32_t at = list.count % NearChunk::room;
    if (at == 0) begin_chunk(list);
    near_chunks_[list.first].who[at] = who;
    ++list.count;
  }
  void begin_chunk(Near& list);
  void put_far(std::uint32_t who, std::int64_t second);

  std::int64_t now_ = 0;
  std::vector<Near> near_;                  ///< [second % 1024]
  Places<NearChunk> near_chunks_;
  std::uint32_t free_near_ = none;
  std::vector<std::uint32_t> far_;          ///< [second / 1024] first chunk
  std::vector<Chunk> chunks_;
  std::uint32_t free_ = none;
};

}  // namespace npcost
