#include "sim/engine/compile/compile_npc.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "sim/base/latency_histogram.h"

namespace npcost {

namespace {

double unknown_in_plan(const Unknown& unknown, const void* plan) {
  return static_cast<const Plan*>(plan)->unknown(unknown);
}

/// Everything that a spread's table depends on.
std::string name_of(const Spread& spread) {
  std::string name(family_name(spread.family));
  for (const UnknownRole& role : spread.roles) {
    name += fmt::format(" {}={}{}", role_name(role.role), role.value.of.quantile(0.5), role.value.pointer);
  }
  if (spread.min) name += fmt::format(" min={}", *spread.min);
  if (spread.max) name += fmt::format(" max={}", *spread.max);
  return name;
}

/// Logistic in latency: half give up at `patience`, and the slope is a tenth of it (assumed, with the model's page).
SharedList<std::uint32_t> compile_patience(Milliseconds patience) {
  std::vector<std::uint32_t> chances(LatencyHistogram::bucket_count);
  const auto half = static_cast<double>(patience.count());
  for (std::uint32_t bucket = 0; bucket < chances.size(); ++bucket) {
    const double ms = LatencyHistogram::lower_bound(bucket);
    const double chance = 1 / (1 + std::exp(-(ms - half) / (half / 10)));
    chances[bucket] = static_cast<std::uint32_t>(std::min(chance * 4294967296.0, 4294967295.0));
  }
  return SharedList<std::uint32_t>(std::move(chances));
}

/// What a policy wants to be remembered stands above what the NPC says.
const Memory& memory_in_force(const Scenario& scenario, const Npc& source, std::uint16_t pipeline) {
  const Memory* memory = &source.memory;
  for (const Policy& policy : scenario.policies) {
    if (policy.kind == Policy::Kind::summarise && policy.enabled && is_about(policy, pipeline)) memory = &policy.memory;
  }
  return *memory;
}

MemoryPlan compile_memory(const Plan& plan, const Memory& memory, double token_scale) {
  MemoryPlan result;
  result.policy = memory.policy;
  result.keep_turns = memory.keep_turns;
  result.keep_tokens = memory.keep_tokens;
  result.fill_to_tokens = std::max(memory.fill_to_tokens, memory.keep_tokens);
  result.summarise_after = std::max(memory.summarise_after, memory.keep_turns + 1);
  result.summary_prompt_tokens = static_cast<std::uint32_t>(std::llround(memory.summary_prompt_tokens * token_scale));
  if (memory.policy == Memory::Policy::summarise) result.summary_tokens = compile_value(plan, memory.summary, token_scale);
  return result;
}

/// The smallest of the NPC's own maximum and those of policies; nothing if nobody cuts.
std::optional<std::uint32_t> longest_reply(const Scenario& scenario, const Npc& source, std::uint16_t pipeline) {
  std::optional<std::uint32_t> most = source.reply_max;
  for (const Policy& policy : scenario.policies) {
    if (policy.kind != Policy::Kind::cap_reply || !policy.enabled || !is_about(policy, pipeline)) continue;
    most = std::min(most.value_or(policy.reply_max), policy.reply_max);
  }
  return most;
}

DrawTable compile_reply(Plan& plan, const Npc& source, const std::optional<std::uint32_t>& longest) {
  const double scale = source.token_scale;
  if (!longest) return compile_table(plan, source.reply, 1, scale);
  Spread cut = source.reply;
  const double most = *longest / scale;  // max_tokens counts tokens as they are
  cut.max = cut.max ? std::min(*cut.max, most) : most;
  if (cut.fixed) cut.fixed = cut.fixed->clamped(std::nullopt, most);
  return compile_table(plan, cut, 1, scale);
}

/// A wait is known if every stage before it says how long it takes; an unknown one is never reported as 0.
void compile_known_waits(const Scenario& scenario, NpcPlan& npc) {
  npc.text_wait_known = true;
  npc.audio_wait_known = npc.spoken;
  for (const PipelineStage& stage : scenario.pipelines[npc.pipeline].stages) {
    const ModelSpeed& model = scenario.speeds[runner_of(npc, stage).model];
    const bool first_known = model.first_token.has_value();
    const bool is_llm = stage.stage == Stage::llm;
    const bool text_known = first_known && !(is_llm && model.thinks && !model.speed);
    if (stage.stage != Stage::tts && !text_known) npc.text_wait_known = false;
    if (!first_known || (is_llm && !model.speed)) npc.audio_wait_known = false;
  }
  npc.timed = npc.spoken ? npc.audio_wait_known : npc.text_wait_known;
  if (!npc.timed) npc.gives_up.clear();
}

NpcPlan compile_one(Plan& plan, const Scenario& scenario, std::size_t index) {
  const Way& way = scenario.ways[index];
  const Npc& source = scenario.npcs[way.npc];
  NpcPlan npc;
  npc.way = static_cast<std::uint16_t>(index);
  npc.npc = way.npc;
  npc.pipeline = way.pipeline;
  npc.device = way.device;
  const Pipeline& pipeline = scenario.pipelines[way.pipeline];
  npc.mode = pipeline.mode;
  npc.overhead_ms = static_cast<std::uint32_t>(pipeline.turn_overhead.count());
  npc.line = compile_table(plan, source.player_line, 0, source.token_scale);
  npc.reply = compile_reply(plan, source, longest_reply(scenario, source, way.pipeline));
  npc.think_ms = compile_table(plan, source.think_time);
  npc.recall = compile_table(plan, source.memory.recall, 0, source.token_scale);
  npc.spoken = pipeline.spoken();
  npc.hears = pipeline.hears() && pipeline.find(Stage::realtime) == nullptr;
  npc.realtime = pipeline.find(Stage::realtime) != nullptr;
  if (npc.spoken) {
    npc.speech_ms = compile_table(plan, source.player_speech);
    npc.interrupt = threshold(source.interrupt);
  }
  npc.memory = compile_memory(plan, memory_in_force(scenario, source, way.pipeline), source.token_scale);
  compile_stages(plan, scenario, source, npc);
  compile_more_calls(plan, scenario, source, npc);
  const auto tokens = [&](const Spread& spread) { return std::uint64_t{compile_value(plan, spread, source.token_scale)}; };
  const std::uint64_t fixed = tokens(source.persona) + tokens(source.world);
  npc.static_tokens = static_cast<std::uint32_t>(std::min(fixed, npc.context_tokens()));
  if (source.patience) {
    SharedList<std::uint32_t>& gives_up = plan.patience[source.patience->count()];
    if (gives_up.empty()) gives_up = compile_patience(*source.patience);
    npc.gives_up = gives_up;
  }
  compile_known_waits(scenario, npc);
  npc.draws_latency = npc.llm.latency.draws();
  for (const OtherLlm& other : npc.others) npc.draws_latency = npc.draws_latency || other.llm.latency.draws();
  npc.periods = static_cast<std::uint32_t>(plan.period_inside.size());
  return npc;
}

}  // namespace

DrawTable compile_table(Plan& plan, const Spread& spread, std::uint32_t lowest, double scale) {
  const auto compile = [&] { return DrawTable::compile(in_replication(spread, unknown_in_plan, &plan), lowest, scale); };
  if (spread.fixed) return compile();  // a listed sample has no short name
  const std::string name = fmt::format("{} {} {}", name_of(spread), lowest, scale);
  const auto known = plan.tables.find(name);
  return known != plan.tables.end() ? known->second : plan.tables.emplace(name, compile()).first->second;
}

double compile_share(const Plan& plan, const Spread& spread) {
  return in_replication(spread, unknown_in_plan, &plan).mean();
}

std::uint32_t compile_value(const Plan& plan, const Spread& spread, double scale) {
  return static_cast<std::uint32_t>(std::llround(std::clamp(compile_share(plan, spread) * scale, 0.0, 4e9)));
}

NpcPlan compile_way_of_npc(Plan& plan, const Scenario& scenario, std::uint16_t way, std::uint16_t setting) {
  NpcPlan npc = compile_one(plan, scenario, way);
  npc.setting = setting;
  return npc;
}

void compile_npcs(Plan& plan, const Scenario& scenario) {
  for (std::uint16_t i = 0; i < scenario.ways.size(); ++i) plan.ways.push_back(compile_way_of_npc(plan, scenario, i, 0));
}

}  // namespace npcost
