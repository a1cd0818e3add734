// Calls beside the one that answers a turn: other models that may answer, tools, failed calls, memory that is written.

#include <algorithm>
#include <cmath>

#include "sim/base/check.h"
#include "sim/engine/compile/compile_npc.h"

namespace npcost {

namespace {

/// Models that policies or an outage may put in the place of the NPC's own, each once.
std::vector<std::uint16_t> other_models(const Scenario& scenario, const PipelineStage& llm, std::uint16_t pipeline) {
  std::vector<std::uint16_t> models;
  const auto add = [&](std::uint16_t model) {
    if (model != llm.model && std::find(models.begin(), models.end(), model) == models.end()) models.push_back(model);
  };
  if (llm.fallback) add(*llm.fallback);
  for (const Policy& policy : scenario.policies) {
    const bool cheaper = policy.is_limit() && policy.then == Policy::Then::cheaper_model;
    if ((policy.kind == Policy::Kind::route || cheaper) && policy.to && is_about(policy, pipeline)) add(*policy.to);
  }
  NPCOST_CHECK(models.size() < most_llms, "the reader allows at most four models for one NPC");
  return models;
}

/// A draw of many tokens may pass the window that typical ones fit into: what comes back is cut first.
void cut_tools(NpcPlan& npc) {
  if (npc.tools.share == 0 || npc.tools.rounds == 0) return;
  std::uint64_t window = npc.llm.context_tokens;
  for (const OtherLlm& other : npc.others) window = std::min(window, other.llm.context_tokens);
  const std::uint64_t most = window / npc.tools.rounds;
  npc.tools.call_tokens = static_cast<std::uint32_t>(std::min<std::uint64_t>(npc.tools.call_tokens, most));
  npc.tools.result_tokens = static_cast<std::uint32_t>(std::min<std::uint64_t>(npc.tools.result_tokens, most - npc.tools.call_tokens));
}

void compile_write(Plan& plan, const Scenario& scenario, const Npc& source, const PipelineStage& answering, NpcPlan& npc) {
  const Memory::Write& from = source.memory.write;
  WritePlan& write = npc.write;
  write.calls = static_cast<std::uint32_t>(std::floor(from.calls));
  write.one_more = threshold(from.calls - std::floor(from.calls));
  if (!write.wanted()) return;
  write.prompt_tokens = static_cast<std::uint32_t>(std::llround(from.prompt_tokens * source.token_scale));
  write.reads_history = !from.input.has_value();
  if (from.input) write.input_tokens = compile_value(plan, *from.input, source.token_scale);
  write.output_tokens = compile_value(plan, from.output, source.token_scale);
  const std::optional<std::uint16_t> batch = batch_model(scenario, npc.pipeline);
  if (!npc.llm.billed && !batch) return;  // the device writes it down
  NpcPlan like;
  like.pipeline = npc.pipeline;
  like.realtime = npc.realtime && write.reads_history && !batch;  // what such a model remembers is audio
  like.memory.policy = Memory::Policy::summarise;
  PipelineStage stage = answering;
  stage.stage = Stage::memory;
  OtherLlm writer = compile_other_llm(plan, scenario, stage, batch.value_or(answering.model), like);
  write.fresh = writer.llm.memory_fresh;
  write.output = writer.llm.memory_output;
  write.request = writer.llm.memory_request;
  write.context_tokens = writer.llm.context_tokens;
  write.tiers = std::move(writer.llm.tiers);
}

void state_hits(CachePlan& cache, std::uint64_t hit) {
  cache.stated = true;
  cache.stated_hit = hit;
}

}  // namespace

void compile_more_calls(Plan& plan, const Scenario& scenario, const Npc& source, NpcPlan& npc) {
  const PipelineStage& answering = *scenario.pipelines[npc.pipeline].answering();
  if (npc.llm.billed && !npc.realtime) {
    npc.other_models = other_models(scenario, answering, npc.pipeline);
    for (const std::uint16_t model : npc.other_models) {
      npc.others.push_back(compile_other_llm(plan, scenario, answering, model, npc));
    }
  }
  for (const Policy& policy : scenario.policies) {
    if (policy.kind != Policy::Kind::cache || policy.of != Policy::Of::prompt || !policy.enabled || !is_about(policy, npc.pipeline))
      continue;
    const std::uint64_t hit = threshold(std::clamp(compile_share(plan, policy.hit_rate), 0.0, 1.0));
    state_hits(npc.cache, hit);
    for (OtherLlm& other : npc.others) state_hits(other.cache, hit);
  }
  if (!npc.realtime) {
    npc.tools = {threshold(source.tools.share), source.tools.rounds, compile_value(plan, source.tools.call, source.token_scale),
                 compile_value(plan, source.tools.result, source.token_scale)};
    cut_tools(npc);
  }
  compile_write(plan, scenario, source, answering, npc);
  const double shared_by = std::max(1.0, compile_share(plan, source.shared_by));
  npc.own_share = threshold(1 / shared_by);
}

std::optional<std::uint16_t> batch_model(const Scenario& scenario, std::uint16_t pipeline) {
  for (const Policy& policy : scenario.policies) {
    if (policy.kind == Policy::Kind::batch && policy.enabled && policy.to && is_about(policy, pipeline)) return policy.to;
  }
  return std::nullopt;
}

}  // namespace npcost
