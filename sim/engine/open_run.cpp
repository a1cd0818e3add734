#include "sim/engine/open_run.h"

#include <algorithm>

#include "sim/engine/ahead/lane_plan.h"

namespace npcost {

namespace {

/// Between the moment to which a limit counts a use and the hour in which its cells stand there is at most a turn without its pause.
std::int64_t longest_delay_ms(const NpcPlan& npc) {
  const auto longest_wait = [](const ModelLatency& latency, std::uint64_t tokens) {
    const std::uint32_t slowest = latency.per_second.smallest();
    const std::uint64_t writing = slowest == 0 ? 0 : (tokens + latency.reasoning.largest()) * 2 * 1000 * speed_scale / slowest;
    return latency.first_ms.largest() + writing;
  };
  std::uint64_t model = longest_wait(npc.llm.latency, npc.reply.largest());
  for (const OtherLlm& other : npc.others) model = std::max(model, longest_wait(other.llm.latency, npc.reply.largest()));
  std::uint64_t ms = npc.overhead_ms + model * (npc.tools.rounds + 5);   // tool rounds, and a call that fails three times
  for (const ModerationPlan& stage : npc.moderation) ms += stage.first_ms.largest();
  if (npc.vision.present) ms += npc.vision.first_ms.largest();
  if (!npc.spoken) return static_cast<std::int64_t>(ms);
  ms += std::uint64_t{npc.speech_ms.largest()} + npc.stt.latency.first_ms.largest() + npc.tts.latency.first_ms.largest();
  return static_cast<std::int64_t>(ms + (std::uint64_t{npc.reply.largest()} * npc.tts.ms_per_token_q16 >> 16));
}

bool are_tokens(Meter meter) {
  return meter <= Meter::video_tokens;
}

/// Whether every turn under a limit is a request of the hour's load.
bool turns_are_requests(const Plan& plan) {
  for (std::size_t way = 0; way < plan.ways.size(); ++way) {
    const WayRules& rules = plan.rules.ways[way];
    if (!rules.limits.empty() && (plan.ways[way].fast_path != 0 || !rules.replies.empty())) return false;
  }
  return plan.counts_load;
}

bool can_be_told(const Plan& plan, const LimitPlan& limit) {
  if (limit.measure == Policy::Measure::time) return false;
  return limit.measure != Policy::Measure::turns || turns_are_requests(plan);
}

/// What was used in an hour at most, by everybody and with whatever way.
UInt128 used_in_hour(const Plan& plan, const UsageLedger& ledger, const LimitPlan& limit, std::uint32_t hour) {
  const std::uint64_t* cells = &ledger.hour_cells[std::size_t{hour} * ledger.shape.cells];
  UInt128 used = 0;
  switch (limit.measure) {
    case Policy::Measure::turns:
      for (std::uint32_t minute = hour * 60; minute < (hour + 1) * 60; ++minute) used += ledger.minute_requests[minute];
      return used;
    case Policy::Measure::tokens:
      for (std::uint32_t cell = 0; cell < ledger.shape.cells; ++cell) {
        if (are_tokens(plan.cells[cell].meter)) used += cells[cell];
      }
      return used;
    case Policy::Measure::money:
      for (std::uint32_t cell = 0; cell < ledger.shape.cells; ++cell) used += plan.rules.spend[cell] * cells[cell];
      return used / plan.rules.grains_per_step + 1;
    case Policy::Measure::time: break;
  }
  return used;
}

/// Uses that were rounded up to a whole step of money, over the whole run: of turns, ends of talks and calls that only fill a cache.
UInt128 roundings(const UsageLedger& ledger) {
  UInt128 events = 0;
  for (const TalkCounts& talk : ledger.talk) events += talk.turns + 2 * talk.conversations + talk.npc_lines + talk.memory_calls;
  return events;
}

}  // namespace

std::optional<Plan> plan_without_limits(const Plan& plan) {
  const RulePlan& rules = plan.rules;
  if (rules.has_player_limits() || plan.warm_up_ms != 0 || !plan.settings.empty() || !plan.ambient.empty()) return std::nullopt;
  const auto changes = [&](const LimitPlan& limit) {
    return limit.limit == 0 || !limit.changes.empty() || !rules.policies[limit.policy].changes.empty();
  };
  if (std::any_of(rules.limits.begin(), rules.limits.end(), changes)) return std::nullopt;
  std::optional<Plan> open(plan);
  open->rules.limits.clear();
  open->rules.spend.clear();
  open->rules.shared_limits = 0;
  for (std::size_t way = 0; way < open->ways.size(); ++way) {
    open->rules.ways[way].limits.clear();
    open->rules.ways[way].plain = asks_nothing(open->rules.ways[way], open->ways[way]);
    if (open->rules.ways[way].plain) open->ways[way].others.clear();   // only limits led to them
  }
  constexpr std::uint32_t players_a_unit = 64, most_units = 256;
  open->work.units = std::clamp(open->work.players / players_a_unit, 1u, most_units);
  open->lanes = compile_lanes(*open);
  return open;
}

bool hours_can_tell(const Plan& plan) {
  const std::vector<LimitPlan>& limits = plan.rules.limits;
  return std::all_of(limits.begin(), limits.end(), [&](const LimitPlan& limit) { return can_be_told(plan, limit); }) &&
         std::all_of(plan.ways.begin(), plan.ways.end(), [](const NpcPlan& npc) { return longest_delay_ms(npc) <= ms_per_hour; });
}

bool never_reached(const Plan& plan, const UsageLedger& ledger) {
  const UInt128 rounded = roundings(ledger);
  for (const LimitPlan& limit : plan.rules.limits) {
    if (!plan.rules.policies[limit.policy].on) continue;
    // A window's uses stand in its own hours or in the first hour behind it.
    UInt128 used = limit.measure == Policy::Measure::money ? rounded : 0;
    const UInt128 at_first = used;
    std::uint32_t window = window_at_hour(plan.rules, limit, 0);
    for (std::uint32_t hour = 0; hour < ledger.shape.hours; ++hour) {
      const UInt128 here = used_in_hour(plan, ledger, limit, hour);
      used += here;
      const std::uint32_t next = window_at_hour(plan.rules, limit, hour);
      if (next == window) continue;
      if (used >= limit.limit) return false;   // `here` counts for the window before, too
      window = next;
      used = at_first + here;
    }
    if (used >= limit.limit) return false;
  }
  return true;
}

std::optional<ReplicationRun> run_while_open(const Plan& plan, Workers& workers, const std::function<bool()>& keep_going) {
  const std::optional<Plan> open = plan_without_limits(plan);
  if (!open || !hours_can_tell(plan)) return std::nullopt;
  ReplicationRun run = run_batch(*open, workers, keep_going);
  if (run.units_done < open->work.units) return ReplicationRun{UsageLedger(plan.shape), 0};
  if (!never_reached(plan, run.ledger)) return std::nullopt;
  run.units_done = plan.work.units;
  return run;
}

}  // namespace npcost
