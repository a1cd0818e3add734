#pragma once
// All players of a replication, advanced together second by second: the time-ordered schedule.
//
// Players between two sessions are 32 bytes each; a life is drawn again when its session begins and given up when it ends. Inside a whole
// second the order of players means nothing, since everybody's limits change at whole seconds: whoever is due lives on to the second's end.
//
// Memory    a player: Asleep, the ledger's row and a place in the wheel. A player in a session: a Seat more, 256 bytes, and a
//           Conversation while he is in a talk that lanes cannot live. Who has limits of his own or hears unasked talk has a Seat all the
//           time; a cache entry that outlives its session costs what a map's entry costs.

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "sim/engine/life.h"
#include "sim/engine/live/lane_talks.h"
#include "sim/engine/live/places.h"
#include "sim/engine/live/second_wheel.h"
#include "sim/engine/run.h"

namespace npcost {

class Everybody {
 public:
  static constexpr std::uint32_t nobody = ~std::uint32_t{0};
  explicit Everybody(const Plan& plan, std::uint32_t watched = nobody, Watcher* watcher = nullptr);

  /// Lives everything that happens before `until_ms`. Requires now_ms() <= until_ms <= the horizon.
  void advance(std::int64_t until_ms);
  /// The horizon is reached: what goes on ends.
  void finish();
  std::int64_t now_ms() const { return now_ms_; }
  /// Complete up to now_ms(): what talks have counted since they began is written first.
  const UsageLedger& ledger();
  /// The same but for the rows of players who are in a talk.
  const UsageLedger& sums();
  std::uint64_t online() const { return online_; }
  /// `since` in the kernel's time.
  std::vector<OpenSession> open_sessions() const;
  const std::array<std::uint64_t, mode_count>& talking() const { return talking_; }
  UsageLedger take_ledger() { return std::move(ledger_); }
  std::uint32_t awake() const { return awake_; }
  /// Bytes that are held beside the ledger.
  std::size_t bytes() const;

 private:
  static constexpr std::uint32_t is_asleep = 0x8000'0000u;   ///< in the wheel: the number of a player, else that of a place

  Life& life(std::uint32_t place) { return seats_[place].life; }
  OpenTalk& talk(std::uint32_t place) { return seats_[place].talk; }
  std::uint32_t player_of(const Life& one) const { return one.player_of_all(plan_); }
  Books books(std::uint32_t player);
  const SegmentPlan& segment_of(std::uint32_t player) const;
  std::uint32_t settle(Life life);
  std::uint32_t wake(std::uint32_t player);
  bool sleep(std::uint32_t place);
  void live_second(std::int64_t from_ms, std::int64_t until_ms);
  void live_due(std::size_t from, std::size_t to);
  void settle_talks();
  void go_on(std::uint32_t place);
  void note(std::uint32_t place);
  void put(std::uint32_t place);
  void fetch(std::uint32_t who) const;
  void fetch_life(std::uint32_t place) const;

  const Plan& plan_;
  UsageLedger ledger_;
  Tally tally_;
  SharedLimits shared_;
  BigVector<Asleep> asleep_;               ///< [player]
  std::unordered_map<std::uint32_t, CacheTimes> warm_;   ///< of sleepers whose next session finds something warm
  Places<Seat> seats_;
  std::vector<std::uint32_t> free_;          ///< places where nobody is
  std::uint32_t awake_ = 0;
  SecondWheel wheel_;
  LaneTalks talks_;
  std::vector<std::uint32_t> due_, others_;  ///< of the second at hand; those among them who are in no open talk
  std::int64_t until_ms_ = 0;                ///< of the second at hand
  std::int64_t now_ms_ = 0;
  std::uint64_t online_ = 0;
  std::array<std::uint64_t, mode_count> talking_{};
  std::uint32_t watched_;
  Watcher* watcher_;
};

}  // namespace npcost
