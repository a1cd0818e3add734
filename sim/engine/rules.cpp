#include "sim/engine/rules.h"

#include <algorithm>

#include "sim/engine/supposed/limit_use.h"

namespace npcost {

namespace {

constexpr std::int64_t ms_per_second = 1000;

std::uint32_t window_at(const RulePlan& rules, const LimitPlan& limit, std::uint32_t session, std::int64_t ms) {
  const auto hour = std::min(static_cast<std::size_t>(ms / ms_per_hour), rules.day_of_hour.size() - 1);
  switch (limit.per) {
    case Policy::Per::session: return session;
    case Policy::Per::player_day:
    case Policy::Per::global_day: return rules.day_of_hour[hour];
    case Policy::Per::player_month:
    case Policy::Per::global_month: return rules.month_of_hour[hour];
  }
  return 0;
}

LimitState& state_of(const RulePlan& rules, std::uint16_t limit, const Asker& asker) {
  const LimitPlan& plan = rules.limits[limit];
  return plan.global() ? (*asker.shared)[plan.shared] : asker.own[limit];
}

/// The state in the window at hand: a new window starts empty.
LimitState& current(const RulePlan& rules, std::uint16_t limit, const Asker& asker, std::int64_t ms) {
  LimitState& state = state_of(rules, limit, asker);
  const std::uint32_t window = window_at(rules, rules.limits[limit], asker.session, ms);
  if (state.window != window) state = {window, 0, for_ever};
  return state;
}

bool closed(const RulePlan& rules, std::uint16_t limit, const Asker& asker, std::int64_t ms) {
  const LimitPlan& plan = rules.limits[limit];
  if (!rules.policies[plan.policy].is_on(ms, asker.place)) return false;
  if (plan.global() && asker.supposed != nullptr) return asker.supposed->closed(limit, ms);
  const LimitState& state = current(rules, limit, asker, ms);
  if (state.used < plan.limit_at(ms)) return false;
  // Reached long ago, or only because the limit itself has come down: then it holds at once.
  return state.reached_ms == for_ever || ms >= state.reached_ms + plan.lag_ms;
}

/// The most severe rule of those that hold: a turn that is refused needs no script.
int severity(Policy::Then then) {
  switch (then) {
    case Policy::Then::block: return 4;
    case Policy::Then::scripted: return 3;
    case Policy::Then::pay: return 2;
    case Policy::Then::cheaper_model: return 1;
    case Policy::Then::text_only: return 0;
  }
  return 0;
}

bool chance_holds(const WayRules::Chance& chance, const RulePlan& rules, const Conversation& talk, const Asker& asker,
                  std::int64_t ms) {
  if (!rules.policies[chance.policy].is_on(ms, asker.place)) return false;
  const std::uint32_t block = chance.block << 24;
  switch (chance.by) {
    case Policy::By::turn:
      return happens(draw(asker.key, Purpose::course, talk.number, talk.turn | block).w[0], chance.threshold);
    case Policy::By::conversation:
      return happens(draw(asker.key, Purpose::course, talk.number, block).w[1], chance.threshold);
    case Policy::By::player: return happens(draw(asker.key, Purpose::player, 1, block).w[0], chance.threshold);
  }
  return false;
}

const WayRules::Outage* outage_of(const WayRules& way, std::uint8_t llm, bool voice, std::int64_t ms) {
  for (const WayRules::Outage& outage : way.outages) {
    if (outage.voice == voice && (voice || outage.llm == llm) && outage.stretch.holds(ms)) return &outage;
  }
  return nullptr;
}

/// Nothing that was decided before changes this turn, and nobody pays for it.
void scripted(Decision& decision) {
  decision.course.answer = Course::Answer::scripted;
  decision.course.recorded_voice = true;
  decision.course.paid = false;
  std::fill(std::begin(decision.by_policy), std::end(decision.by_policy), WayRules::no_policy);
}

void blame(Decision& decision, int slot, std::uint16_t policy) { decision.by_policy[slot] = policy; }

/// Caches and routes: what they decide is no loss to the player.
void ordinary_rules(const RulePlan& rules, const NpcPlan& npc, const WayRules& way, const Conversation& talk,
                    const Asker& asker, std::int64_t ms, Decision& decision) {
  Course& course = decision.course;
  if ((npc.fast_path | npc.recorded) != 0 || npc.own_share >> 32 == 0) {
    const Words words = draw(asker.key, Purpose::course, talk.number, talk.turn);
    if (happens(words.w[0], npc.fast_path)) course.answer = Course::Answer::fast_path;
    course.recorded_voice = happens(words.w[1], npc.recorded);
    course.carried = !happens(words.w[2], npc.own_share);
  }
  for (const WayRules::Chance& cache : way.replies) {
    if (!course.asks_model() || !chance_holds(cache, rules, talk, asker, ms)) continue;
    course.answer = Course::Answer::reused;
    blame(decision, 0, cache.policy);
  }
  for (const WayRules::Chance& cache : way.speech) {
    if (course.recorded_voice || !chance_holds(cache, rules, talk, asker, ms)) continue;
    course.recorded_voice = true;
    blame(decision, 1, cache.policy);
  }
  for (const WayRules::Chance& route : way.routes) {
    if (!course.asks_model() || course.llm != 0 || !npc.llm.billed || !chance_holds(route, rules, talk, asker, ms)) continue;
    course.llm = route.llm;
    blame(decision, 0, route.policy);
  }
}

void limit_rules(const RulePlan& rules, const NpcPlan& npc, const WayRules& way, const Asker& asker, std::int64_t ms,
                 Decision& decision) {
  const WayRules::Limit* worst = nullptr;
  for (const WayRules::Limit& limit : way.limits) {
    const Policy::Then then = rules.limits[limit.limit].then;
    const bool worse = worst == nullptr || severity(then) > severity(rules.limits[worst->limit].then);
    if (then != Policy::Then::text_only && worse && closed(rules, limit.limit, asker, ms)) worst = &limit;
  }
  if (worst == nullptr) return;
  const LimitPlan& plan = rules.limits[worst->limit];
  if (plan.then == Policy::Then::cheaper_model) {
    if (!decision.course.asks_model() || !npc.llm.billed || decision.course.llm == worst->llm) return;  // it is cheap already
    decision.course.llm = worst->llm;
    blame(decision, 0, WayRules::no_policy);   // a route is overruled
  }
  decision.refused = plan.then == Policy::Then::block;
  decision.course.paid = plan.then == Policy::Then::pay;
  if (plan.then == Policy::Then::scripted) scripted(decision);
  blame(decision, 2, plan.policy);
}

void outage_rules(const WayRules& way, const NpcPlan& npc, std::int64_t ms, Decision& decision) {
  Course& course = decision.course;
  if (decision.refused || course.answer == Course::Answer::scripted) return;
  if (npc.spoken && outage_of(way, 0, true, ms) != nullptr) return scripted(decision);
  if (!course.asks_model() || outage_of(way, course.llm, false, ms) == nullptr) return;
  blame(decision, 0, WayRules::no_policy);   // what a route or a limit wanted does not come to pass
  if (course.llm != 0 && !course.paid) blame(decision, 2, WayRules::no_policy);
  const std::uint8_t led_to = course.llm;
  const auto is_up = [&](std::uint8_t llm) { return llm != led_to && outage_of(way, llm, false, ms) == nullptr; };
  if (is_up(0)) {
    course.llm = 0;
  } else if (way.fallback != 0 && is_up(way.fallback)) {
    course.llm = way.fallback;
  } else {
    scripted(decision);
  }
}

std::uint64_t used_by(const NpcPlan& npc, const TurnRecord& turn, Policy::Measure measure, std::int64_t open_ms, std::uint64_t spent) {
  switch (measure) {
    case Policy::Measure::turns: return turn.course.answer == Course::Answer::scripted ? 0 : 1;
    case Policy::Measure::time: return static_cast<std::uint64_t>(std::max<std::int64_t>(0, open_ms));
    case Policy::Measure::tokens:
      return tokens_of(npc, turn);
    case Policy::Measure::money: return spent;
  }
  return 0;
}

void use(const RulePlan& rules, const WayRules::Limit& one, const Asker& asker, std::int64_t now_ms, std::uint64_t used,
         std::vector<PolicyCounts>* policy) {
  const LimitPlan& plan = rules.limits[one.limit];
  if (used == 0 || !rules.policies[plan.policy].is_on(now_ms, asker.place)) return;
  if (plan.global() && asker.supposed != nullptr) return asker.supposed->add(one.limit, now_ms, used);
  const bool bites = closed(rules, one.limit, asker, now_ms);  // then what goes on is what the policy wants
  LimitState& state = current(rules, one.limit, asker, now_ms);
  const std::uint64_t limit = plan.limit_at(now_ms);
  const std::uint64_t before = state.used;
  state.used += used;
  if (policy != nullptr && !bites && state.used > limit) (*policy)[plan.policy].over += state.used - std::max(limit, before);
  if (before < limit && state.used >= limit) {
    if (policy != nullptr) ++(*policy)[plan.policy].windows;
    // Everybody's limit is seen at the end of the second, in which the order of players means nothing.
    state.reached_ms = plan.global() ? (now_ms / ms_per_second + 1) * ms_per_second : now_ms;
  }
}

}  // namespace

bool SwitchPlan::is_on(std::int64_t ms, std::uint32_t place) const {
  bool now = on;
  for (const Change& change : changes) {
    if (!change.stretch.holds(ms)) continue;
    std::uint64_t share = change.share;
    const std::int64_t since = ms - change.stretch.from;
    if (since < change.ramp_ms) {
      share = static_cast<std::uint64_t>(static_cast<UInt128>(share) * static_cast<std::uint64_t>(since) /
                                         static_cast<std::uint64_t>(change.ramp_ms));
    }
    if (place < share) now = change.set;
  }
  return now;
}

bool SwitchPlan::ever_on() const {
  return on || std::any_of(changes.begin(), changes.end(), [](const Change& change) { return change.set; });
}

std::uint64_t LimitPlan::limit_at(std::int64_t ms) const {
  std::uint64_t now = limit;
  for (const Change& change : changes) {
    if (change.stretch.holds(ms)) now = change.limit;
  }
  return now;
}

Decision decide(const RulePlan& rules, const NpcPlan& npc, const Conversation& talk, const Asker& asker, std::int64_t begin_ms) {
  const WayRules& way = rules.ways[npc.way];
  Decision decision;
  if (way.plain) return decision;
  ordinary_rules(rules, npc, way, talk, asker, begin_ms, decision);
  if (!decision.course.carried) limit_rules(rules, npc, way, asker, begin_ms, decision);
  outage_rules(way, npc, begin_ms, decision);
  return decision;
}

std::uint16_t voice_taken(const RulePlan& rules, const WayRules& way, const Asker& asker, std::int64_t begin_ms) {
  for (const WayRules::Limit& limit : way.limits) {
    const LimitPlan& plan = rules.limits[limit.limit];
    if (plan.then == Policy::Then::text_only && closed(rules, limit.limit, asker, begin_ms)) return plan.policy;
  }
  return WayRules::no_policy;
}

void use_limits(const RulePlan& rules, const NpcPlan& npc, const Asker& asker, const TurnRecord& turn, std::int64_t begin_ms,
                std::int64_t until_ms, std::uint64_t spent, std::vector<PolicyCounts>* policy) {
  if (turn.course.paid || turn.course.carried) return;
  for (const WayRules::Limit& one : rules.ways[npc.way].limits) {
    use(rules, one, asker, begin_ms, used_by(npc, turn, rules.limits[one.limit].measure, until_ms - begin_ms, spent), policy);
  }
}

bool surely_open(const RulePlan& rules, std::uint16_t limit, const SharedLimits& shared, std::int64_t from_ms, std::int64_t until_ms) {
  const LimitPlan& plan = rules.limits[limit];
  const SwitchPlan& policy = rules.policies[plan.policy];
  if (!policy.changes.empty() || !plan.changes.empty()) return false;   // asked turn by turn
  if (!policy.on || plan.then == Policy::Then::text_only) return true;  // what is typed is decided when a talk begins
  const LimitState& state = shared[plan.shared];
  if (state.window != window_at(rules, plan, 0, from_ms)) return plan.limit != 0;
  if (state.used < plan.limit) return true;
  return state.reached_ms != for_ever && until_ms <= state.reached_ms + plan.lag_ms;
}

std::uint32_t window_at_hour(const RulePlan& rules, const LimitPlan& limit, std::uint32_t hour) {
  return window_at(rules, limit, 0, std::int64_t{hour} * ms_per_hour);
}

void use_together(const RulePlan& rules, std::uint16_t limit, SharedLimits& shared, std::int64_t now_ms, std::uint64_t used,
                  std::vector<PolicyCounts>* policy) {
  const PlayerKey nobody{};
  use(rules, {limit, 0}, {nobody, 0, 0, nullptr, &shared}, now_ms, used, policy);
}

void use_money(const RulePlan& rules, const WayRules& way, const Asker& asker, std::int64_t now_ms, std::uint64_t spent,
               std::vector<PolicyCounts>* policy) {
  for (const WayRules::Limit& one : way.limits) {
    if (rules.limits[one.limit].measure == Policy::Measure::money) use(rules, one, asker, now_ms, spent, policy);
  }
}

}  // namespace npcost
