#pragma once
// A world that was lived once, kept so that any moment of it can be looked at and billed again without living it again.
//
// Mark      what had been counted at a moment: the row of every player, with the time of a session that goes on, and sums. Marks are
//           spread evenly over the run; the first is its start, the last its end.
// Memory    a mark: 4 bytes a cell and 21 bytes, for each player, and 8 bytes a cell for each segment and way. There are as
//           many marks as fit into most_bytes, at most most_marks.
// Same      the same scenario, replication and players give the same recording, to the last byte.

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "sim/answers/row_prices.h"
#include "sim/engine/run.h"
#include "sim/scenario/scenario.h"

namespace npcost::window {

inline constexpr std::uint32_t most_marks = 240;
inline constexpr std::size_t most_bytes = std::size_t{64} << 20;

class Mark {
 public:
  /// The run as it is now.
  Mark(const Scenario& scenario, const LiveRun& run);
  /// A whole run.
  Mark(const Scenario& scenario, const UsageLedger& ledger);
  Mark(const Mark&) = delete;
  Mark& operator=(const Mark&) = delete;

  Milliseconds at{0};                       ///< since the start of the run
  UsageLedger rows;                         ///< of players and of groups; what was played includes sessions that go on
  std::vector<std::uint64_t> cells;         ///< [cell] of everybody
  std::vector<std::uint64_t> played_ms;     ///< [segment] likewise with sessions that go on
  std::uint64_t turns = 0, voice_turns = 0; ///< of players; of them: spoken
  std::uint64_t prompt_tokens = 0, cached_tokens = 0;
  std::uint64_t online = 0;
  std::array<std::uint64_t, mode_count> talking{};
  const LedgerRows& index() const { return *index_; }

 private:
  void take(const Scenario& scenario, const UsageLedger& ledger);
  std::optional<LedgerRows> index_;         ///< of `rows`
};

/// Hours that players have played so far, by segment, with sessions that go on.
std::vector<std::uint64_t> played_so_far(const Scenario& scenario, const LiveRun& run);

struct Recording {
  std::shared_ptr<const Scenario> scenario; ///< as it was simulated: with the sample of players that was asked for
  std::shared_ptr<const Plan> plan;
  WorkList work;
  Milliseconds length{0};
  std::vector<std::shared_ptr<const Mark>> marks;
  UsageLedger whole;                        ///< at the end; its rows are the last mark's
  std::vector<std::uint64_t> hour_played_ms;   ///< [hour × segments + segment] played inside that hour

  std::size_t hours() const { return whole.shape.hours; }
  /// The last mark that is not after `at`.
  const Mark& mark_at(Milliseconds at) const { return *marks[mark_index(at)]; }
  std::size_t mark_index(Milliseconds at) const;
};

/// The scenario with at most so many simulated players; fewer if it says so itself.
std::shared_ptr<const Scenario> with_players(const Scenario& scenario, std::uint32_t most_players);

/// How many players a first look at the scenario has: at most so many, and fewer if they would have more turns than that.
std::uint32_t players_for(const Scenario& scenario, std::uint32_t most_players, double most_turns);

/// Told between two pieces of work: how much of it is done, 0 to 1. False stops it.
using KeepGoing = std::function<bool(double done)>;

/// Lives the first replication. Nothing if it was stopped.
std::shared_ptr<const Recording> record(std::shared_ptr<const Scenario> scenario, std::uint32_t marks, const KeepGoing& keep_going);

}  // namespace npcost::window
