#include "sim/engine/ahead/lane_plan.h"

#include <algorithm>

#include "sim/dialogue/lanes/classify.h"
#include "sim/engine/plan_types.h"

namespace npcost {

namespace {

bool never_changes(const SwitchPlan& on_or_off) { return on_or_off.changes.empty(); }

/// Whether a talk follows from its draws and its beginning alone.
bool talks_are_their_own(const Plan& plan) {
  const RulePlan& rules = plan.rules;
  const bool ruled = !rules.limits.empty() || !rules.spend.empty() || rules.prewarms;
  const bool changing = !plan.settings.empty() || plan.arrivals.active || !plan.novelty.empty() || !plan.ambient.empty();
  const bool content = std::any_of(plan.segments.begin(), plan.segments.end(),
                                   [](const SegmentPlan& segment) { return !segment.content.empty(); });
  return !ruled && !changing && !content && std::all_of(rules.pipelines.begin(), rules.pipelines.end(), never_changes);
}

MeterSet meters_of(const NpcPlan& npc) {
  MeterSet set;
  const auto bill = [&](std::uint32_t field, const CellRange& cells, std::uint32_t times = 1) {
    if (cells.counted()) set.entries.push_back({field, cells.base, times});
  };
  if (npc.llm.billed) {
    bill(TalkSum::fresh, npc.llm.fresh);
    bill(TalkSum::cached, npc.llm.cached);
    bill(TalkSum::written, npc.llm.written);
    bill(TalkSum::reply, npc.llm.output);
    bill(TalkSum::reasoning, npc.llm.reasoning);
    bill(TalkSum::turns, npc.llm.request);
    if (npc.memory.policy == Memory::Policy::summarise) {
      bill(TalkSum::memory_tokens, npc.llm.memory_fresh);
      bill(TalkSum::memory_calls, npc.llm.memory_output, npc.memory.summary_tokens);
      bill(TalkSum::memory_calls, npc.llm.memory_request);
    }
  }
  if (npc.spoken) {
    bill(TalkSum::stt_ms, npc.stt.time);
    bill(TalkSum::line, npc.stt.transcript);
    bill(TalkSum::turns, npc.stt.request);
    bill(TalkSum::chars, npc.tts.chars);
    bill(TalkSum::bytes, npc.tts.bytes);
    bill(TalkSum::reply_ms, npc.tts.time);
    bill(TalkSum::reply, npc.tts.text);
    bill(TalkSum::turns, npc.tts.request);
  }
  for (const ModerationPlan& stage : npc.moderation) {
    bill(TalkSum::turns, stage.request);
    bill(stage.of_reply ? TalkSum::reply : TalkSum::line, stage.input);
  }
  set.writes_billed = npc.cache.enabled && npc.cache.writes_billed;
  set.second_half = npc.spoken || npc.memory.policy == Memory::Policy::summarise ||
                    !npc.llm.latency.reasoning.is_constant() || npc.llm.latency.reasoning.constant_value() != 0;
  return set;
}

template <typename T>
std::uint16_t place_of(std::vector<T>& list, const T& value) {
  const auto found = std::find(list.begin(), list.end(), value);
  const auto place = static_cast<std::uint16_t>(found - list.begin());
  if (found == list.end()) list.push_back(value);
  return place;
}

/// NPCs that differ in nothing that lanes see share a class, and so fuller groups.
template <typename Fits>
void compile_ways(const Plan& plan, LanePlan& lanes, const Fits& fits) {
  std::vector<const NpcPlan*> patient;   // whose chances of giving up stand for equal ones
  for (std::size_t way = 0; way < plan.ways.size(); ++way) {
    const NpcPlan& npc = plan.ways[way];
    lanes.ways.emplace_back();
    std::optional<TalkClass> talk_class = fits(way) ? talk_class_of(npc) : std::nullopt;
    if (!talk_class) continue;
    if (talk_class->gives_up != nullptr) {
      auto alike = std::find_if(patient.begin(), patient.end(), [&](const NpcPlan* other) { return other->gives_up == npc.gives_up; });
      if (alike == patient.end()) alike = patient.insert(patient.end(), &npc);
      talk_class->gives_up = (*alike)->gives_up.data();
    }
    const CachePlan& cache = npc.cache;
    const bool always_lucky = !cache.shared_luck.empty() && std::all_of(cache.shared_luck.begin(), cache.shared_luck.end(),
                                                                        [](std::uint64_t luck) { return luck >> 32 != 0; });
    const MeterSet meters = meters_of(npc);
    lanes.ways.back() = {.talk_class = place_of(lanes.classes, *talk_class),
                         .meters = place_of(lanes.meters, meters),
                         .second_half = meters.second_half,
                         .writes_billed = meters.writes_billed,
                         .spoken = npc.spoken,
                         .listens = npc.spoken && npc.stt.whole_conversation,
                         .may_be_cold = cache.enabled && !always_lucky,
                         .first_cached = talk_class->first_cached,
                         .ttl_ms = cache.ttl_ms};
  }
}

void compile_pieces(const Plan& plan, LanePlan& lanes) {
  const auto hours = static_cast<std::uint32_t>(plan.day_of_hour.size());
  auto edge = std::upper_bound(plan.period_edges_ms.begin(), plan.period_edges_ms.end(), plan.warm_up_ms);
  const auto begin_piece = [&](std::int64_t at, std::uint32_t hour) {
    lanes.edges_ms.push_back(at);
    lanes.hour.push_back(hour);
    lanes.period.push_back(plan.period_at(at));
  };
  for (std::uint32_t hour = 0; hour < hours; ++hour) {
    const std::int64_t from = plan.warm_up_ms + std::int64_t{hour} * ms_per_hour;
    const std::int64_t until = std::min(from + ms_per_hour, plan.horizon_ms);
    lanes.first_of_hour.push_back(static_cast<std::uint32_t>(lanes.edges_ms.size()));
    begin_piece(from, hour);
    for (; edge != plan.period_edges_ms.end() && *edge < until; ++edge) {
      if (*edge > from) begin_piece(*edge, hour);
    }
  }
  lanes.edges_ms.push_back(plan.horizon_ms);
}

}  // namespace

std::shared_ptr<const LanePlan> compile_lanes(const Plan& plan) {
  if (!talks_are_their_own(plan)) return nullptr;
  auto lanes = std::make_shared<LanePlan>();
  compile_ways(plan, *lanes, [&](std::size_t way) { return plan.rules.ways[way].plain; });
  if (lanes->classes.empty()) return nullptr;
  compile_pieces(plan, *lanes);
  return lanes;
}

std::shared_ptr<const LanePlan> compile_turn_lanes(const Plan& plan) {
  auto lanes = std::make_shared<LanePlan>();
  compile_ways(plan, *lanes, [&](std::size_t way) {
    const WayRules& rules = plan.rules.ways[way];
    const bool decided_by_turn = !rules.replies.empty() || !rules.speech.empty() || !rules.routes.empty() || !rules.outages.empty();
    const bool by_player = std::any_of(rules.limits.begin(), rules.limits.end(),
                                       [&](const WayRules::Limit& limit) { return !plan.rules.limits[limit.limit].global(); });
    return !decided_by_turn && !by_player && plan.ways[way].cache.ttl_ms < most_lane_ms;
  });
  compile_pieces(plan, *lanes);
  return lanes;
}

}  // namespace npcost
