#pragma once
// What policies and events say about a conversation and a turn: compiled once per replication, asked before each turn.
//
// Time      milliseconds of the kernel (the warm-up begins at 0). A rule is looked up when a turn begins; a limit bites `lag` after
//           the use that reached it, so turns that begin before are served and counted as over the limit.
// Windows   days and months are those of the scenario's zone; a session is the player's own.
// Shared    limits of everybody together change only at whole seconds: a limit that is reached in a second closes after its end and the
//           lag. So the order of players inside a second, and with it any slicing of time, changes nothing.

#include <cstdint>
#include <vector>

#include "sim/base/draws.h"
#include "sim/dialogue/conversation.h"
#include "sim/dialogue/course.h"
#include "sim/dialogue/turn.h"
#include "sim/engine/usage_ledger.h"
#include "sim/people/play_clock.h"

namespace npcost {

class LimitUse;   // supposed/limit_use.h

inline constexpr std::int64_t for_ever = INT64_MAX;

struct Stretch {
  std::int64_t from = 0, until = for_ever;
  bool holds(std::int64_t ms) const { return ms >= from && ms < until; }
};

/// On or off, with what events make of it: the last one that holds decides.
struct SwitchPlan {
  struct Change {
    Stretch stretch;
    std::int64_t ramp_ms = 0;
    bool set = true;
    std::uint64_t share = std::uint64_t{1} << 32;   ///< threshold: of the players
  };
  bool on = true;
  std::vector<Change> changes;
  /// `place`: the player's place in a roll-out; the same for every switch, so that who is early is early everywhere.
  bool is_on(std::int64_t ms, std::uint32_t place) const;
  bool ever_on() const;
};

/// What a limit counts against.
struct LimitPlan {
  struct Change {
    Stretch stretch;
    std::uint64_t limit = 0;
  };
  std::uint16_t policy = 0;
  Policy::Measure measure = Policy::Measure::turns;
  Policy::Per per = Policy::Per::player_day;
  Policy::Then then = Policy::Then::scripted;
  std::uint64_t limit = 0;                     ///< global: of the simulated players' part
  std::vector<Change> changes;
  std::int64_t lag_ms = 2000;
  std::uint32_t shared = ~std::uint32_t{0};    ///< global: number among the shared states
  bool global() const { return shared != ~std::uint32_t{0}; }
  std::uint64_t limit_at(std::int64_t ms) const;
};

/// How much of a limit is used up.
struct LimitState {
  std::uint32_t window = ~std::uint32_t{0};
  std::uint64_t used = 0;
  std::int64_t reached_ms = for_ever;          ///< when it was: the limit bites lag_ms later
};

/// The limits of everybody together.
using SharedLimits = std::vector<LimitState>;

/// What concerns one way of meeting an NPC.
struct WayRules {
  struct Chance {
    std::uint64_t threshold = 0;
    std::uint16_t policy = 0;
    std::uint32_t block = 0;                   ///< of its draws: by kind and place among its kind
    std::uint8_t llm = 0;                      ///< routes: to which model
    Policy::By by = Policy::By::turn;
  };
  struct Limit {
    std::uint16_t limit = 0;                   ///< index in RulePlan::limits
    std::uint8_t llm = 0;                      ///< cheaper_model
  };
  struct Outage {
    Stretch stretch;
    std::uint8_t llm = 0;                      ///< which of the NPC's models is out
    bool voice = false;                        ///< a model that hears or speaks is: nothing can be said aloud
  };
  std::vector<Chance> replies, speech, routes;
  std::vector<Limit> limits;
  std::vector<Outage> outages;
  std::uint8_t fallback = 0;                   ///< answers while the own model is out; 0 = nobody does
  std::uint16_t prewarm = no_policy;           ///< the policy that fills the cache at the start of a session
  bool plain = true;                           ///< nothing to decide, and no shared, fast or recorded turns either

  static constexpr std::uint16_t no_policy = 0xffff;
};

/// Whether the rules of a way say nothing about any of its turns.
inline bool asks_nothing(const WayRules& rules, const NpcPlan& npc) {
  const bool asks = !rules.replies.empty() || !rules.speech.empty() || !rules.routes.empty() || !rules.limits.empty() ||
                    !rules.outages.empty();
  return !asks && npc.fast_path == 0 && npc.recorded == 0 && npc.own_share >> 32 != 0;
}

struct RulePlan {
  std::vector<SwitchPlan> policies;            ///< [policy]
  std::vector<SwitchPlan> pipelines;           ///< [pipeline]
  std::vector<LimitPlan> limits;
  std::vector<WayRules> ways;                  ///< [way]
  std::vector<std::uint32_t> day_of_hour, month_of_hour;   ///< local, of every hour of the run, warm-up included
  std::vector<UInt128> spend;                  ///< [cell] grains of money a count; only if some limit is in money …
  UInt128 grains_per_step = 1;                 ///< … which is counted in such steps (money_steps())
  std::uint32_t shared_limits = 0;
  bool prewarms = false;
  bool coupled() const { return shared_limits != 0; }
  bool has_player_limits() const { return limits.size() > shared_limits; }
};

/// Whom a rule is asked for.
struct Asker {
  PlayerKey key;
  std::uint32_t place;                         ///< in every roll-out
  std::uint32_t session;
  LimitState* own;                             ///< [limit], this player's; shared ones are unused
  SharedLimits* shared;                        ///< of everybody; nullptr in an uncoupled run …
  LimitUse* supposed = nullptr;                ///< … and in one in which it is supposed when they close
};

/// What a policy or an outage decided, with what it counts. Too large for two registers on purpose: it is written byte by byte, and to
/// return it in registers means to read those bytes together before they are in memory.
struct alignas(32) Decision {
  Course course;
  bool refused = false;                        ///< the turn is not answered and the talk ends
  std::uint16_t by_policy[3] = {WayRules::no_policy, WayRules::no_policy, WayRules::no_policy};  ///< whose doing it was
};

Decision decide(const RulePlan& rules, const NpcPlan& npc, const Conversation& talk, const Asker& asker, std::int64_t begin_ms);

/// Whether a limit took the voice away: a conversation that begins now is typed. Returns the policy, or no_policy.
std::uint16_t voice_taken(const RulePlan& rules, const WayRules& way, const Asker& asker, std::int64_t begin_ms);

/// Adds what a turn used to every limit of its way. It goes on until `until_ms`: with the pause behind it, unless the talk is over then.
/// `spent` in steps of money (money_steps()); `policy` is the ledger's, or nullptr in the warm-up.
void use_limits(const RulePlan& rules, const NpcPlan& npc, const Asker& asker, const TurnRecord& turn, std::int64_t begin_ms,
                std::int64_t until_ms, std::uint64_t spent, std::vector<PolicyCounts>* policy);

/// Whether a limit of everybody surely changes no turn that begins in [from_ms, until_ms), which lies in one second.
bool surely_open(const RulePlan& rules, std::uint16_t limit, const SharedLimits& shared, std::int64_t from_ms, std::int64_t until_ms);

/// The window of a limit of everybody at an hour of the run.
std::uint32_t window_at_hour(const RulePlan& rules, const LimitPlan& limit, std::uint32_t hour);

/// Adds to a limit of everybody what several turns of one second used. Requires that it was surely open.
void use_together(const RulePlan& rules, std::uint16_t limit, SharedLimits& shared, std::int64_t now_ms, std::uint64_t used,
                  std::vector<PolicyCounts>* policy);

/// Adds what was spent beside turns (open microphones, sessions, memory, a cache that is filled) to the limits in money. `now_ms`: of
/// what happens at hand, so that everybody's limits are met in the order of time.
void use_money(const RulePlan& rules, const WayRules& way, const Asker& asker, std::int64_t now_ms, std::uint64_t spent,
               std::vector<PolicyCounts>* policy);

}  // namespace npcost
