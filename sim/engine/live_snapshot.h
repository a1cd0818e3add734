#pragma once
// What somebody sees of a run while it goes on: a small copy of its sums, made at the ends of slices and handed over without a lock.
//
// Exact     every snapshot is the ledger's sums at its moment: all counts of one snapshot belong to the same `now`. What happened lately is
//           the difference to an earlier snapshot, and says how long ago that was. Rows of players are not in it: the ledger has them.
// Cost      of the engine: a few kilobytes a snapshot; it never waits. Of a reader: a copy; it never waits either, and sees the newest
//           snapshot that is complete.
// Threads   one thread publishes, one thread reads.

#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "sim/engine/run.h"

namespace npcost {

/// Counts that grow while a run goes on.
struct LiveCounts {
  std::uint64_t conversations = 0, turns = 0, degraded_turns = 0, refused_turns = 0, abandoned_turns = 0;
  std::uint64_t prompt_tokens = 0, cached_tokens = 0;
  std::vector<std::uint64_t> cells;       ///< [cell]: a stage's meters of a model, of everybody
  LiveCounts& operator+=(const LiveCounts& other);
  LiveCounts& operator-=(const LiveCounts& other);
  bool operator==(const LiveCounts&) const = default;
};

/// What happened between an earlier snapshot and this one.
struct LiveWindow {
  Milliseconds covers{0};                 ///< at least the window's length, unless the run is younger
  LiveCounts counts;
};

struct LiveSnapshot {
  Milliseconds now{0};                    ///< since the start of the counted run; below 0 in the warm-up
  bool finished = false;
  std::uint64_t number = 0;               ///< of the snapshot, from 1 on; 0 = none yet
  std::uint64_t online = 0;               ///< players in a session …
  std::array<std::uint64_t, mode_count> talking{};   ///< … and in a conversation, by mode
  LiveCounts total;                       ///< since the start
  LiveWindow second, minute, hour;        ///< the last ones
  std::vector<TalkCounts> talk;           ///< [segment × ways + way] since the start
  std::vector<std::uint64_t> group_cells; ///< [(segment × ways + way) × cells] since the start
  std::vector<PolicyCounts> policy;       ///< [policy]
};

/// Three places: one that is written, one that is the newest, one that is read. Writer and reader swap whole places.
template <typename T>
class TripleBuffer {
 public:
  /// The place to write into; the writer's until publish().
  T& back() { return places_[back_]; }
  void publish() { back_ = middle_.exchange(back_ | fresh, std::memory_order_acq_rel) & 3u; }
  /// Takes the newest, if there is one that was not taken yet; then front() is it.
  bool take() {
    if ((middle_.load(std::memory_order_relaxed) & fresh) == 0) return false;
    front_ = middle_.exchange(front_, std::memory_order_acq_rel) & 3u;
    return true;
  }
  const T& front() const { return places_[front_]; }

 private:
  static constexpr std::uint32_t fresh = 4;
  std::array<T, 3> places_;
  alignas(64) std::uint32_t back_ = 0;
  alignas(64) std::atomic<std::uint32_t> middle_{1};
  alignas(64) std::uint32_t front_ = 2;
};

/// Makes the snapshots of one live run. The run's thread calls take(); another one may call newest().
class LiveView {
 public:
  explicit LiveView(const LiveRun& run);
  /// A snapshot of the run as it is now, which is published. Call it at the ends of slices, as often as somebody looks.
  void take();
  /// The newest published snapshot, to be read until the next call. For one reading thread.
  const LiveSnapshot& newest();

 private:
  struct Mark {
    std::int64_t now_ms = 0;
    LiveCounts counts;
  };
  LiveCounts count() const;
  LiveWindow since(const std::deque<Mark>& marks, std::int64_t now_ms, std::int64_t length_ms) const;

  const LiveRun& run_;
  std::uint64_t number_ = 0;
  LiveCounts total_;
  std::deque<Mark> seconds_, minutes_;     ///< earlier totals: of the last minute, a second apart; of the last hour, a minute apart
  TripleBuffer<LiveSnapshot> buffer_;
};

}  // namespace npcost
