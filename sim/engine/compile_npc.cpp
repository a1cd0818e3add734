#include "sim/engine/compile_npc.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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

std::uint32_t q16(double value) { return static_cast<std::uint32_t>(std::llround(value * 65536.0)); }

bool priced(const PriceCard& card, Meter meter) {
  return card.ever_prices(meter);
}

std::uint32_t tier_count(const PriceCard& card) {
  std::size_t most = 0;
  for (const PriceSet& set : card.sets) most = std::max(most, set.tiers.size());
  return static_cast<std::uint32_t>(most) + 1;
}

/// Numbers the cells of one stage of one pipeline.
class CellNumbers {
 public:
  CellNumbers(Plan& plan, std::uint16_t model, std::uint16_t pipeline, std::uint32_t tiers)
      : plan_(plan), model_(model), pipeline_(pipeline), tiers_(tiers) {}

  CellRange range(Stage stage, Meter meter) {
    const auto periods = static_cast<std::uint32_t>(plan_.period_inside.size());
    CellRange result;
    for (std::uint32_t tier = 0; tier < tiers_; ++tier) {
      for (std::uint32_t period = 0; period < periods; ++period) {
        const std::uint32_t number = plan_.cells.number({model_, meter, static_cast<std::uint8_t>(tier),
                                                         static_cast<std::uint16_t>(period), stage, pipeline_});
        if (!result.counted()) result.base = number;
      }
    }
    return result;
  }
  CellRange range_if(bool wanted, Stage stage, Meter meter) { return wanted ? range(stage, meter) : CellRange{}; }

 private:
  Plan& plan_;
  std::uint16_t model_, pipeline_;
  std::uint32_t tiers_;
};

ModelLatency compile_latency(Plan& plan, const ModelSpeed& speed) {
  ModelLatency latency;
  if (speed.first_token) latency.first_ms = compile_table(plan, *speed.first_token);
  if (speed.speed) latency.per_second = compile_table(plan, *speed.speed, 1, speed_scale);
  if (speed.thinks) latency.reasoning = compile_table(plan, *speed.thinks);
  return latency;
}

/// Where each tier begins, per price period: the first prompt length that is billed in it.
std::vector<TierStarts> compile_tiers(const Plan& plan, const PriceCard& card) {
  std::vector<TierStarts> result;
  for (const Instant inside : plan.period_inside) {
    TierStarts starts;
    if (const PriceSet* set = card.at(inside)) {
      for (const PriceSet::Tier& tier : set->tiers) starts.push_back(tier.above_tokens + (tier.inclusive ? 0u : 1u));
    }
    result.push_back(std::move(starts));
  }
  return result;
}

void compile_llm(Plan& plan, const Scenario& scenario, const PipelineStage& stage, NpcPlan& npc) {
  const PriceCard& card = scenario.book.cards[stage.model];
  LlmPlan& llm = npc.llm;
  llm.context_tokens = card.context_tokens;
  llm.tiers = compile_tiers(plan, card);
  llm.latency = compile_latency(plan, scenario.speeds[stage.model]);
  llm.stream = stage.stream;

  npc.cache.enabled = card.cache.enabled;
  npc.cache.refreshed_by_hits = card.cache.refreshed_by_hits;
  npc.cache.writes_billed = card.cache.enabled && card.cache.has_write_price;
  npc.cache.min_tokens = card.cache.min_tokens;
  npc.cache.block_tokens = std::max(1u, card.cache.block_tokens);
  npc.cache.ttl_ms = card.cache.ttl.count();

  CellNumbers cells(plan, stage.model, npc.pipeline, tier_count(card));
  const bool per_request = priced(card, Meter::requests);
  llm.fresh = cells.range(Stage::llm, Meter::input_tokens);
  llm.cached = cells.range_if(npc.cache.enabled, Stage::llm, Meter::cached_input_tokens);
  llm.written = cells.range_if(npc.cache.writes_billed, Stage::llm, Meter::cache_write_tokens);
  llm.output = cells.range(Stage::llm, Meter::output_tokens);
  const bool thinks = !llm.latency.reasoning.is_constant() || llm.latency.reasoning.constant_value() != 0;
  llm.reasoning = cells.range_if(thinks, Stage::llm, Meter::reasoning_tokens);
  llm.request = cells.range_if(per_request, Stage::llm, Meter::requests);
  const bool summarises = npc.memory.policy == Memory::Policy::summarise;
  llm.memory_fresh = cells.range_if(summarises, Stage::memory, Meter::input_tokens);
  llm.memory_output = cells.range_if(summarises, Stage::memory, Meter::output_tokens);
  llm.memory_request = cells.range_if(summarises && per_request, Stage::memory, Meter::requests);
}

void compile_stt(Plan& plan, const Scenario& scenario, const Pipeline& pipeline, const PipelineStage& stage,
                 NpcPlan& npc) {
  const PriceCard& card = scenario.book.cards[stage.model];
  CellNumbers cells(plan, stage.model, npc.pipeline, 1);
  npc.stt.time = cells.range_if(priced(card, Meter::stt_seconds), Stage::stt, Meter::stt_seconds);
  npc.stt.request = cells.range_if(priced(card, Meter::requests), Stage::stt, Meter::requests);
  npc.stt.minimum_ms = static_cast<std::uint32_t>(card.billing_minimum.count());
  npc.stt.increment_ms = std::max(1u, static_cast<std::uint32_t>(card.billing_increment.count()));
  npc.stt.whole_conversation = pipeline.silence_billed;
  npc.stt.latency = compile_latency(plan, scenario.speeds[stage.model]);
}

void compile_tts(Plan& plan, const Scenario& scenario, const Npc& source, const PipelineStage& stage, NpcPlan& npc) {
  const PriceCard& card = scenario.book.cards[stage.model];
  CellNumbers cells(plan, stage.model, npc.pipeline, 1);
  npc.tts.chars = cells.range_if(priced(card, Meter::tts_chars), Stage::tts, Meter::tts_chars);
  npc.tts.request = cells.range_if(priced(card, Meter::requests), Stage::tts, Meter::requests);
  npc.tts.chars_per_token_q16 = q16(source.chars_per_token);
  const double per_minute = source.reply_speed.per_minute;
  const double ms_per_token = source.reply_speed.words ? 60'000.0 / (per_minute * source.tokens_per_word)
                                                       : 60'000.0 * source.chars_per_token / per_minute;
  npc.tts.ms_per_token_q16 = q16(ms_per_token);
  npc.tts.latency = compile_latency(plan, scenario.speeds[stage.model]);
}

void compile_moderation(Plan& plan, const Scenario& scenario, const PipelineStage& stage, NpcPlan& npc) {
  const PriceCard& card = scenario.book.cards[stage.model];
  CellNumbers cells(plan, stage.model, npc.pipeline, 1);
  ModerationPlan moderation;
  moderation.request = cells.range_if(priced(card, Meter::requests), Stage::moderation, Meter::requests);
  moderation.input = cells.range_if(priced(card, Meter::input_tokens), Stage::moderation, Meter::input_tokens);
  moderation.every = std::max(1u, stage.every);
  moderation.skip = stage.skip > 0 ? threshold(stage.skip) : 0;
  const std::optional<Spread>& takes = scenario.speeds[stage.model].first_token;
  if (takes) moderation.first_ms = compile_table(plan, *takes);
  moderation.draws = moderation.skip != 0 || !moderation.first_ms.is_constant();
  npc.moderation.push_back(std::move(moderation));
}

/// Logistic in latency: half give up at `patience`, and the slope is a tenth of it (assumed, with the model's page).
std::vector<std::uint32_t> compile_patience(Milliseconds patience) {
  std::vector<std::uint32_t> chances(LatencyHistogram::bucket_count);
  const auto half = static_cast<double>(patience.count());
  for (std::uint32_t bucket = 0; bucket < chances.size(); ++bucket) {
    const double ms = LatencyHistogram::lower_bound(bucket);
    const double chance = 1 / (1 + std::exp(-(ms - half) / (half / 10)));
    chances[bucket] = static_cast<std::uint32_t>(std::min(chance * 4294967296.0, 4294967295.0));
  }
  return chances;
}

MemoryPlan compile_memory(const Plan& plan, const Memory& memory) {
  MemoryPlan result;
  result.policy = memory.policy;
  result.keep_turns = memory.keep_turns;
  result.keep_tokens = memory.keep_tokens;
  result.fill_to_tokens = std::max(memory.fill_to_tokens, memory.keep_tokens);
  result.summarise_after = std::max(memory.summarise_after, memory.keep_turns + 1);
  result.summary_prompt_tokens = memory.summary_prompt_tokens;
  if (memory.policy == Memory::Policy::summarise) result.summary_tokens = compile_value(plan, memory.summary);
  return result;
}

DrawTable compile_reply(Plan& plan, const Npc& source) {
  if (!source.reply_max) return compile_table(plan, source.reply, 1);
  Spread cut = source.reply;
  const double most = *source.reply_max;
  cut.max = cut.max ? std::min(*cut.max, most) : most;
  if (cut.fixed) cut.fixed = cut.fixed->clamped(std::nullopt, most);
  return compile_table(plan, cut, 1);
}

void compile_stages(Plan& plan, const Scenario& scenario, const Npc& source, NpcPlan& npc) {
  const Pipeline& pipeline = scenario.pipelines[npc.pipeline];
  for (const PipelineStage& stage : pipeline.stages) {
    switch (stage.stage) {
      case Stage::llm:
      case Stage::memory: compile_llm(plan, scenario, stage, npc); break;
      case Stage::stt: compile_stt(plan, scenario, pipeline, stage, npc); break;
      case Stage::tts: compile_tts(plan, scenario, source, stage, npc); break;
      case Stage::moderation: compile_moderation(plan, scenario, stage, npc); break;
    }
  }
}

/// A wait is known if every stage before it says how long it takes; an unknown one is never reported as 0.
void compile_known_waits(const Scenario& scenario, NpcPlan& npc) {
  npc.text_wait_known = true;
  npc.audio_wait_known = npc.mode == Mode::voice;
  for (const PipelineStage& stage : scenario.pipelines[npc.pipeline].stages) {
    const ModelSpeed& model = scenario.speeds[stage.model];
    const bool first_known = model.first_token.has_value();
    const bool is_llm = stage.stage == Stage::llm;
    const bool text_known = first_known && !(is_llm && model.thinks && !model.speed);
    if (stage.stage != Stage::tts && !text_known) npc.text_wait_known = false;
    if (!first_known || (is_llm && !model.speed)) npc.audio_wait_known = false;
  }
  const bool known = npc.mode == Mode::voice ? npc.audio_wait_known : npc.text_wait_known;
  if (!known) npc.gives_up.clear();
}

NpcPlan compile_one(Plan& plan, const Scenario& scenario, std::size_t index) {
  const Npc& source = scenario.npcs[index];
  NpcPlan npc;
  npc.npc = static_cast<std::uint16_t>(index);
  npc.pipeline = source.pipeline;
  npc.mode = scenario.pipelines[source.pipeline].mode;
  npc.overhead_ms = static_cast<std::uint32_t>(scenario.pipelines[source.pipeline].turn_overhead.count());
  npc.line = compile_table(plan, source.player_line);
  npc.reply = compile_reply(plan, source);
  npc.think_ms = compile_table(plan, source.think_time);
  npc.recall = compile_table(plan, source.memory.recall);
  if (npc.mode == Mode::voice) {
    npc.speech_ms = compile_table(plan, source.player_speech);
    npc.interrupt = threshold(source.interrupt);
  }
  npc.memory = compile_memory(plan, source.memory);
  compile_stages(plan, scenario, source, npc);
  const std::uint64_t fixed = std::uint64_t{compile_value(plan, source.persona)} + compile_value(plan, source.world);
  npc.static_tokens = static_cast<std::uint32_t>(std::min(fixed, npc.llm.context_tokens));
  npc.gives_up = compile_patience(source.patience);
  compile_known_waits(scenario, npc);
  npc.draws_latency = npc.llm.latency.draws();
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

std::uint32_t compile_value(const Plan& plan, const Spread& spread) {
  const Distribution value = in_replication(spread, unknown_in_plan, &plan);
  return static_cast<std::uint32_t>(std::llround(std::clamp(value.mean(), 0.0, 4e9)));
}

void compile_npcs(Plan& plan, const Scenario& scenario) {
  for (std::size_t i = 0; i < scenario.npcs.size(); ++i) plan.npcs.push_back(compile_one(plan, scenario, i));
}

}  // namespace npcost
