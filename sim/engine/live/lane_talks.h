#pragma once
// Talks whose turns are lived in vector lanes, in the order of time: due turns of one class and segment wait for each other until a group
// is full or the second's players are through.
//
// The order of players inside a second means nothing, and a player's own turns follow one another: a talk waits for one turn at a time.
// What a lane cannot do (a full context window, the end of the run, a limit that has closed) is handed back, and the life lives it.
//
// Memory    a talk is 128 bytes: what its turn needs in one cache line, what it has counted so far in the next; and next to it its player's
//           life.

#include <cstdint>
#include <memory>
#include <vector>

#include "sim/dialogue/lanes/kernel.h"
#include "sim/engine/ahead/lane_plan.h"
#include "sim/engine/life.h"
#include "sim/engine/live/places.h"
#include "sim/engine/live/second_wheel.h"

namespace npcost {

/// One talk between two turns.
struct alignas(128) OpenTalk {
  static constexpr std::uint16_t closed = 0xffff;
  static constexpr std::uint8_t no_mode = 0xff;
  std::int64_t next_ms = 0;               ///< its next turn begins
  std::int64_t cache_ms = 0;
  std::int64_t began_ms = 0;
  std::uint32_t player = 0, number = 0;   ///< in the segment; of the player's talks
  std::uint32_t turn = 0, turns = 0;
  std::uint32_t history = 0, prefix = 0, first_kept = 0;
  std::uint32_t row = 0;                  ///< player among all
  std::uint16_t queue = closed;           ///< class and segment
  std::uint16_t way = 0;
  std::uint16_t period = 0;               ///< of what is counted
  std::uint8_t mode = no_mode;            ///< of the player's talk, open or not, as Everybody counts it
  bool online : 1 = false;                ///< … and whether he plays
  bool begun : 1 = false;                 ///< that the talk began is not yet in the row
  bool served : 1 = false;                ///< some turn was more than a script
  TalkSum counted = {};                   ///< not yet in the row; turns 0: nothing
  bool open() const { return queue != closed; }
};

/// Who is awake, beside his open talk: finding its page is the better half of what a look at a rarely seen place costs.
struct alignas(256) Seat {
  OpenTalk talk;
  Life life;
};

class LaneTalks {
 public:
  /// `seats`: by place. `wheel`: talks whose next turn is due later are put into it by place.
  LaneTalks(const Plan& plan, UsageLedger& ledger, SharedLimits& shared, Places<Seat>& seats, SecondWheel& wheel);

  /// Takes the talk at hand of a life, if lanes can live its turns; the room it had goes to the tally.
  bool open(std::uint32_t place, Tally& tally);
  /// Gives it back: the life is as if it had lived the talk itself; what was counted is in the ledger.
  void give_back(std::uint32_t place, Tally& tally);
  /// What a talk has counted is added to the player's row.
  void write(OpenTalk& talk);
  /// What all talks have counted is added to the sums.
  void write_sums();

  /// Turns that begin in [from_ms, until_ms), which lies in one second, follow.
  void begin(std::int64_t from_ms, std::int64_t until_ms);
  /// Whether the limits of the talk's way let a lane live its turn.
  bool may_live(const OpenTalk& talk) const;
  /// Lives the next turn of an open talk, now or with others.
  void live(std::uint32_t place);
  /// Lives the turns that still wait for others.
  void live_waiting();
  std::uint32_t waiting() const { return waiting_; }
  /// All turns of the second are lived: limits of everybody learn what was used.
  void end();

  struct Ended {
    std::uint32_t place;
    std::int64_t end_ms;
  };
  std::vector<Ended> ended;                ///< talks that are over …
  std::vector<std::uint32_t> odd;          ///< … whose next turn the life must live …
  std::vector<std::uint32_t> again;        ///< … or is due before until_ms; the caller empties the lists

 private:
  struct Queue {
    std::uint16_t talk_class = 0, segment = 0;   ///< in the plan's order
    std::uint32_t waiting = 0;
    std::uint32_t place[most_lanes] = {};
    TurnSteps steps;
  };
  struct Together {
    std::uint64_t counted = 0, before = 0;   ///< in the counted run; in the warm-up
  };
  void live_group(Queue& queue);
  bool take(Queue& queue, std::uint32_t lane);
  void warm_by_others(const Queue& queue, const OpenTalk& talk, std::int64_t call_ms, TalkSum& turn) const;
  void count(const Queue& queue, OpenTalk& talk, std::uint32_t lane, std::int64_t call_ms);
  void count_waits(const TalkClass& talk_class, const NpcPlan& npc, const TurnSteps& steps, std::uint32_t lane);
  struct Times {
    std::int64_t begin_ms, call_ms, until_ms;
    bool counted;
  };
  void use(const OpenTalk& talk, const TalkSum& turn, const Times& times);
  std::uint64_t spent(const OpenTalk& talk, const TalkSum& turn, std::uint32_t period) const;
  void turn_to(std::uint32_t piece);
  void write_group(std::size_t group);

  const Plan& plan_;
  std::shared_ptr<const LanePlan> lanes_;
  const LaneKernel& kernel_;
  UsageLedger& ledger_;
  SharedLimits& shared_;
  Places<Seat>& seats_;
  SecondWheel& wheel_;
  std::vector<std::unique_ptr<Queue>> queues_;   ///< [class × segments + segment]
  std::uint32_t waiting_ = 0;              ///< in all queues
  std::int64_t until_ms_ = 0;
  std::vector<std::uint8_t> open_;         ///< [limit] changes nothing in this second
  std::vector<Together> together_;         ///< [limit] used in this second
  std::uint32_t piece_ = 0;                ///< of time, that the sums below belong to
  std::vector<TalkSum> by_group_;          ///< [segment × ways + way], not yet in the ledger
};

}  // namespace npcost
