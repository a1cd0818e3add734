// What the stages of a pipeline cost and how long they take: cells, rates and rules, compiled for one NPC.

#include <algorithm>
#include <cmath>

#include "sim/engine/compile/compile_npc.h"

namespace npcost {

namespace {

bool priced(const PriceCard& card, Meter meter) { return card.ever_prices(meter); }

/// Saturates: a token that takes longer than a minute is a minute long.
std::uint32_t q16(double value) { return static_cast<std::uint32_t>(std::llround(std::min(value * 65536.0, 4294967295.0))); }

std::uint32_t tier_count(const Plan& plan, const Scenario& scenario, std::uint16_t model) {
  std::size_t most = 0;
  for (const PriceSet& set : scenario.book.cards[model].sets) most = std::max(most, set.tiers.size());
  for (const TierStarts& starts : plan.tier_starts[model]) most = std::max(most, starts.size());
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

void compile_cache(const PriceCard& card, CachePlan& cache) {
  cache.enabled = card.cache.enabled || priced(card, Meter::cached_audio_tokens);
  cache.refreshed_by_hits = card.cache.refreshed_by_hits;
  cache.only_shared = card.cache.only_shared;
  cache.writes_billed = card.cache.enabled && card.cache.has_write_price && !card.cache.only_shared;
  cache.min_tokens = card.cache.min_tokens;
  cache.block_tokens = std::max(1u, card.cache.block_tokens);
  cache.ttl_ms = card.cache.ttl.count();
}

/// Cells that every prompt has, whoever answers: an llm, or a realtime model.
void compile_prompt_cells(CellNumbers& cells, const PriceCard& card, Stage stage, NpcPlan& npc) {
  LlmPlan& llm = npc.llm;
  const bool text = priced(card, Meter::input_tokens);
  const bool per_request = priced(card, Meter::requests);
  llm.fresh = cells.range_if(text, stage, Meter::input_tokens);
  llm.cached = cells.range_if(text && npc.cache.enabled, stage, Meter::cached_input_tokens);
  llm.written = cells.range_if(npc.cache.writes_billed, stage, card.cache.write_meter);
  llm.output = cells.range_if(priced(card, Meter::output_tokens), stage, Meter::output_tokens);
  llm.request = cells.range_if(per_request, stage, Meter::requests);
  const bool stored = npc.cache.only_shared && priced(card, Meter::cache_storage_token_hours);
  llm.storage = cells.range_if(stored, stage, Meter::cache_storage_token_hours);
  const bool summarises = npc.memory.policy == Memory::Policy::summarise;
  // What a realtime model is asked to sum up is audio.
  const bool audio = npc.realtime && priced(card, Meter::audio_input_tokens);
  llm.memory_fresh = cells.range_if(summarises && (audio || text), Stage::memory,
                                    audio ? Meter::audio_input_tokens : Meter::input_tokens);
  llm.memory_output =
      cells.range_if(summarises && priced(card, Meter::output_tokens), Stage::memory, Meter::output_tokens);
  llm.memory_request = cells.range_if(summarises && per_request, Stage::memory, Meter::requests);
}

void compile_audio_cells(CellNumbers& cells, const PriceCard& card, Stage stage, NpcPlan& npc) {
  LlmPlan& llm = npc.llm;
  const bool heard = priced(card, Meter::audio_input_tokens);
  llm.audio_fresh = cells.range_if(heard, stage, Meter::audio_input_tokens);
  // A line that an llm hears is heard once; only a realtime history is audio.
  llm.audio_cached = cells.range_if(npc.realtime && heard && npc.cache.enabled, stage, Meter::cached_audio_tokens);
  llm.audio_input_time =
      cells.range_if(priced(card, Meter::audio_input_seconds), stage, Meter::audio_input_seconds);
  npc.audio.input_rate = card.audio_rates.input.value_or(0);
  if (!npc.realtime) return;
  llm.audio_output =
      cells.range_if(priced(card, Meter::audio_output_tokens), stage, Meter::audio_output_tokens);
  llm.audio_output_time =
      cells.range_if(priced(card, Meter::audio_output_seconds), stage, Meter::audio_output_seconds);
  npc.audio.output_rate = card.audio_rates.output.value_or(0);
}

void compile_llm(Plan& plan, const Scenario& scenario, const PipelineStage& stage, NpcPlan& npc) {
  const PriceCard& card = scenario.book.cards[stage.model];
  const Runner runner = runner_of(npc, stage);
  LlmPlan& llm = npc.llm;
  llm.billed = runner.billed;
  llm.context_tokens = card.context_tokens;
  llm.tiers = plan.tier_starts[stage.model];
  llm.latency = compile_latency(plan, scenario.speeds[runner.model]);
  llm.stream = stage.stream;
  npc.fast_path = threshold(stage.skip);
  npc.retry = threshold(stage.retry);
  if (!llm.billed) return;  // the device keeps its own cache, and nobody counts it
  compile_cache(card, npc.cache);
  CellNumbers cells(plan, stage.model, npc.pipeline, tier_count(plan, scenario, stage.model));
  compile_prompt_cells(cells, card, stage.stage, npc);
  const bool thinks = !llm.latency.reasoning.is_constant() || llm.latency.reasoning.constant_value() != 0;
  llm.reasoning = cells.range_if(thinks, stage.stage, Meter::reasoning_tokens);
  if (npc.hears || npc.realtime) compile_audio_cells(cells, card, stage.stage, npc);
}

double ms_per_token(const Npc& source) {
  const double per_minute = source.reply_speed.per_minute;
  return source.reply_speed.words ? 60'000.0 / (per_minute * source.tokens_per_word)
                                  : 60'000.0 * source.chars_per_token / per_minute;
}

void compile_realtime(Plan& plan, const Scenario& scenario, const Npc& source, const Pipeline& pipeline,
                      const PipelineStage& stage, NpcPlan& npc) {
  const PriceCard& card = scenario.book.cards[stage.model];
  compile_llm(plan, scenario, stage, npc);
  npc.cache.writes_billed = false;
  npc.audio.pauses_heard = pipeline.silence_billed;
  npc.tts.ms_per_token_q16 = q16(ms_per_token(source));
  npc.transcript_billed = card.transcript_billed;
  const std::uint64_t part = card.context_tokens * card.truncate_to_thousandths / 1000;
  if (card.truncate_to_thousandths < 1000) npc.truncate_to_tokens = static_cast<std::uint32_t>(part);
  CellNumbers cells(plan, stage.model, npc.pipeline, 1);
  SessionPlan& session = npc.session;
  session.time = cells.range_if(priced(card, Meter::session_seconds), stage.stage, Meter::session_seconds);
  session.standby = cells.range_if(priced(card, Meter::standby_seconds), stage.stage, Meter::standby_seconds);
  session.minimum_ms = static_cast<std::uint32_t>(card.billing_minimum.count());
  session.increment_ms = std::max(1u, static_cast<std::uint32_t>(card.billing_increment.count()));
  session.cap_ms = static_cast<std::uint32_t>(card.session_cap.count());
}

void compile_stt(Plan& plan, const Scenario& scenario, const Pipeline& pipeline, const PipelineStage& stage,
                 NpcPlan& npc) {
  const PriceCard& card = scenario.book.cards[stage.model];
  const Runner runner = runner_of(npc, stage);
  npc.stt.latency = compile_latency(plan, scenario.speeds[runner.model]);
  if (!runner.billed) return;
  CellNumbers cells(plan, stage.model, npc.pipeline, 1);
  npc.stt.time = cells.range_if(priced(card, Meter::stt_seconds), Stage::stt, Meter::stt_seconds);
  npc.stt.audio = cells.range_if(priced(card, Meter::audio_input_tokens), Stage::stt, Meter::audio_input_tokens);
  npc.stt.transcript = cells.range_if(priced(card, Meter::output_tokens), Stage::stt, Meter::output_tokens);
  npc.stt.request = cells.range_if(priced(card, Meter::requests), Stage::stt, Meter::requests);
  npc.stt.minimum_ms = static_cast<std::uint32_t>(card.billing_minimum.count());
  npc.stt.increment_ms = std::max(1u, static_cast<std::uint32_t>(card.billing_increment.count()));
  npc.stt.whole_conversation = npc.stt.time.counted() && (pipeline.silence_billed || card.billed_while_open);
  npc.audio.input_rate = card.audio_rates.input.value_or(0);
}

void compile_tts(Plan& plan, const Scenario& scenario, const Npc& source, const PipelineStage& stage, NpcPlan& npc) {
  const PriceCard& card = scenario.book.cards[stage.model];
  const Runner runner = runner_of(npc, stage);
  TtsPlan& tts = npc.tts;
  npc.recorded = threshold(stage.skip);
  tts.chars_per_token_q16 = q16(source.chars_per_token);
  tts.ms_per_token_q16 = q16(ms_per_token(source));
  tts.latency = compile_latency(plan, scenario.speeds[runner.model]);
  if (!runner.billed) return;
  CellNumbers cells(plan, stage.model, npc.pipeline, 1);
  tts.chars = cells.range_if(priced(card, Meter::tts_chars), Stage::tts, Meter::tts_chars);
  tts.bytes = cells.range_if(priced(card, Meter::tts_bytes), Stage::tts, Meter::tts_bytes);
  tts.time = cells.range_if(priced(card, Meter::audio_output_seconds), Stage::tts, Meter::audio_output_seconds);
  tts.audio = cells.range_if(priced(card, Meter::audio_output_tokens), Stage::tts, Meter::audio_output_tokens);
  tts.text = cells.range_if(priced(card, Meter::input_tokens), Stage::tts, Meter::input_tokens);
  tts.request = cells.range_if(priced(card, Meter::requests), Stage::tts, Meter::requests);
  tts.billed_chars_q16 = q16(source.chars_per_token * (card.double_ideographs ? 1 + source.ideographs : 1));
  tts.bytes_per_token_q16 = q16(source.chars_per_token * source.bytes_per_char);
  npc.audio.output_rate = card.audio_rates.output.value_or(0);
}

/// A price for whole images is instead of one for their tokens.
bool by_image(const PriceCard& card) { return priced(card, Meter::images); }
bool by_image_tokens(const PriceCard& card) {
  return !by_image(card) && (priced(card, Meter::image_tokens) || priced(card, Meter::input_tokens));
}

/// Images inside the prompt of the llm itself.
void compile_own_eyes(Plan& plan, const Scenario& scenario, const PipelineStage& stage, NpcPlan& npc) {
  const PriceCard& card = scenario.book.cards[stage.model];
  CellNumbers cells(plan, stage.model, npc.pipeline, tier_count(plan, scenario, stage.model));
  npc.llm.image = cells.range_if(by_image_tokens(card), Stage::vision, Meter::image_tokens);
  npc.llm.images = CellNumbers(plan, stage.model, npc.pipeline, 1).range_if(by_image(card), Stage::vision, Meter::images);
}

void compile_vision(Plan& plan, const Scenario& scenario, const PipelineStage& stage, NpcPlan& npc) {
  const PriceCard& card = scenario.book.cards[stage.model];
  const PipelineStage* llm = scenario.pipelines[npc.pipeline].find(Stage::llm);
  VisionPlan& vision = npc.vision;
  vision.present = true;
  vision.own_call = llm->model != stage.model;
  vision.every = std::max(1u, stage.every);
  vision.skip = stage.skip > 0 ? threshold(stage.skip) : 0;
  vision.image_tokens = compile_table(plan, stage.image_tokens);
  if (!vision.own_call) return compile_own_eyes(plan, scenario, stage, npc);
  const Runner runner = runner_of(npc, stage);
  vision.caption_tokens = compile_table(plan, stage.caption);
  if (const auto& first = scenario.speeds[runner.model].first_token) vision.first_ms = compile_table(plan, *first);
  vision.billed = runner.billed;
  if (!runner.billed) return;
  CellNumbers cells(plan, stage.model, npc.pipeline, 1);
  vision.image = cells.range_if(by_image_tokens(card), Stage::vision, Meter::image_tokens);
  vision.images = cells.range_if(by_image(card), Stage::vision, Meter::images);
  vision.output = cells.range_if(priced(card, Meter::output_tokens), Stage::vision, Meter::output_tokens);
  vision.request = cells.range_if(priced(card, Meter::requests), Stage::vision, Meter::requests);
}

void compile_moderation(Plan& plan, const Scenario& scenario, const PipelineStage& stage, bool of_reply, NpcPlan& npc) {
  const PriceCard& card = scenario.book.cards[stage.model];
  const Runner runner = runner_of(npc, stage);
  CellNumbers cells(plan, stage.model, npc.pipeline, 1);
  ModerationPlan moderation;
  moderation.of_reply = of_reply;
  const bool requests = runner.billed && priced(card, Meter::requests), tokens = runner.billed && priced(card, Meter::input_tokens);
  moderation.request = cells.range_if(requests, Stage::moderation, Meter::requests);
  moderation.input = cells.range_if(tokens, Stage::moderation, Meter::input_tokens);
  moderation.every = std::max(1u, stage.every);
  moderation.skip = stage.skip > 0 ? threshold(stage.skip) : 0;
  const std::optional<Spread>& takes = scenario.speeds[runner.model].first_token;
  if (takes) moderation.first_ms = compile_table(plan, *takes);
  moderation.draws = moderation.skip != 0 || !moderation.first_ms.is_constant();
  npc.moderation.push_back(std::move(moderation));
}

}  // namespace

Runner runner_of(const NpcPlan& npc, const PipelineStage& stage) {
  if (!npc.device || !stage.placement.on_device) return {stage.model, true};
  return {stage.placement.device_model.value_or(stage.model), false};
}

OtherLlm compile_other_llm(Plan& plan, const Scenario& scenario, const PipelineStage& stage, std::uint16_t model,
                           const NpcPlan& like) {
  PipelineStage other = stage;
  other.model = model;
  NpcPlan npc;
  npc.pipeline = like.pipeline;
  npc.hears = like.hears;
  npc.realtime = like.realtime;
  npc.memory = like.memory;
  compile_llm(plan, scenario, other, npc);
  if (like.vision.present && !like.vision.own_call) {  // what stands in looks with its own eyes
    PipelineStage eyes = *scenario.pipelines[like.pipeline].find(Stage::vision);
    eyes.model = model;
    compile_own_eyes(plan, scenario, eyes, npc);
  }
  return {std::move(npc.llm), std::move(npc.cache), npc.audio.input_rate};
}

void compile_stages(Plan& plan, const Scenario& scenario, const Npc& source, NpcPlan& npc) {
  const Pipeline& pipeline = scenario.pipelines[npc.pipeline];
  bool answered = false;  // what stands behind the model that answers judges its reply
  for (const PipelineStage& stage : pipeline.stages) {
    switch (stage.stage) {
      case Stage::llm:
      case Stage::memory: compile_llm(plan, scenario, stage, npc); break;
      case Stage::stt: compile_stt(plan, scenario, pipeline, stage, npc); break;
      case Stage::tts: compile_tts(plan, scenario, source, stage, npc); break;
      case Stage::moderation: compile_moderation(plan, scenario, stage, answered, npc); break;
      case Stage::realtime: compile_realtime(plan, scenario, source, pipeline, stage, npc); break;
      case Stage::vision: compile_vision(plan, scenario, stage, npc); break;
    }
    answered = answered || stage.stage == Stage::llm || stage.stage == Stage::realtime;
  }
}

}  // namespace npcost
