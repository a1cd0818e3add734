// What sections ask of each other before anything runs: prices over the whole run, prompts that fit, work that can be
// done.
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "sim/scenario/decode.h"
#include "sim/scenario/merge.h"
#include "sim/scenario/spread_facts.h"

namespace npcost {

namespace {

/// One of these meters must be priced for the stage to be billable.
struct Need {
  std::vector<Meter> any_of;
  std::string_view key;  ///< what to write
};

std::vector<Need> needs_of(Stage stage, bool hears) {
  switch (stage) {
    case Stage::llm:
    case Stage::memory:
      if (!hears) return {{{Meter::input_tokens}, "input"}, {{Meter::output_tokens}, "output"}};
      return {{{Meter::input_tokens}, "input"},
              {{Meter::output_tokens}, "output"},
              {{Meter::audio_input_tokens, Meter::audio_input_seconds}, "audio_input"}};
    case Stage::stt: return {{{Meter::stt_seconds, Meter::requests, Meter::audio_input_tokens}, "price"}};
    case Stage::tts:
      return {{{Meter::tts_chars, Meter::tts_bytes, Meter::audio_output_seconds, Meter::audio_output_tokens, Meter::requests},
               "price"}};
    case Stage::realtime:
      return {{{Meter::session_seconds, Meter::audio_input_tokens, Meter::audio_input_seconds}, "audio_input"},
              {{Meter::session_seconds, Meter::audio_output_tokens, Meter::audio_output_seconds}, "audio_output"}};
    case Stage::vision: return {{{Meter::input_tokens, Meter::image_tokens, Meter::images}, "input"}};
    case Stage::moderation: return {{{Meter::requests, Meter::input_tokens}, "price"}};
  }
  return {};
}

bool priced_at(const PriceCard& card, const std::vector<Meter>& any_of, Instant when) {
  const PriceSet* set = card.at(when);
  return set != nullptr && std::any_of(any_of.begin(), any_of.end(), [&](Meter meter) {
           return set->base.has(meter);
         });
}

/// "input_tokens from 2024-05-13; output_tokens from 2024-05-13".
std::string what_is_priced(const PriceCard& card) {
  std::string list;
  for (int m = 0; m < meter_count; ++m) {
    const auto first = std::find_if(card.sets.begin(), card.sets.end(),
                                    [&](const PriceSet& set) { return set.base.has(static_cast<Meter>(m)); });
    if (first == card.sets.end()) continue;
    list += fmt::format("{}{}{}", list.empty() ? "" : ", ", meter_name(static_cast<Meter>(m)),
                        first->from == Instant::min() ? std::string(" always") : " from " + date_text(first->from));
  }
  return list.empty() ? "nothing here is priced" : "priced here: " + list;
}

/// Audio that is billed in tokens needs to know how many a second is.
void check_audio_rates(Decoding& decoding, const PriceCard& card, Stage stage, bool hears, const JsonValue& reference,
                       const std::string& pointer) {
  const auto need = [&](bool needed, Meter meter, const std::optional<std::uint32_t>& rate, std::string_view key) {
    if (!needed || rate || !card.ever_prices(meter)) return;
    decoding.diagnostics.error("E504", reference.place, pointer,
                               fmt::format("model \"{}\" bills {} and does not say how many a second of audio is",
                                           printable(card.name), meter_name(meter)),
                               fmt::format("add \"{}\": \"10 tokens/s\" to the model, as its provider counts", key));
  };
  const bool realtime = stage == Stage::realtime;
  need(realtime || stage == Stage::stt || hears, Meter::audio_input_tokens, card.audio_rates.input, "audio_input_rate");
  need(realtime || stage == Stage::tts, Meter::audio_output_tokens, card.audio_rates.output, "audio_output_rate");
}

void check_stage_price(Decoding& decoding, const PriceCard& card, Stage stage, bool hears, const JsonValue& reference,
                       const std::string& pointer) {
  const Scenario& scenario = decoding.scenario;
  std::vector<Instant> moments = {scenario.start};
  for (const PriceSet& set : card.sets) {
    if (set.from > scenario.start && set.from < scenario.start + scenario.duration) moments.push_back(set.from);
  }
  for (const Need& need : needs_of(stage, hears)) {
    const auto missing =
        std::find_if(moments.begin(), moments.end(), [&](Instant when) { return !priced_at(card, need.any_of, when); });
    if (missing == moments.end()) continue;
    decoding.diagnostics.error("E502", reference.place, pointer,
                               fmt::format("model \"{}\" has no price \"{}\" on {}, and this stage needs one",
                                           printable(card.name), need.key, date_text(*missing)),
                               what_is_priced(card));
  }
}

constexpr std::int64_t stale_days = 90;

void warn_if_stale(Decoding& decoding, const PriceCard& card, const Place& place) {
  const PriceSet* set = card.at(decoding.scenario.start);
  if (set == nullptr) return;
  const std::string& as_of = set->as_of.empty() ? card.as_of : set->as_of;
  const auto read_on = parse_local_time(as_of);
  if (!read_on) return;
  const auto age =
      std::chrono::floor<std::chrono::days>(decoding.scenario.start.time_since_epoch() - read_on->time_since_epoch())
          .count();
  if (age <= stale_days) return;
  decoding.diagnostics.warning(
      "W701", place, card.pointer,
      fmt::format("price of \"{}\" is {} days old when the run begins (as_of {})", printable(card.name), age, as_of),
      "look the price up again, and write the new \"as_of\"");
}

/// A prefix that a cache would keep, sent with every turn at full price: somebody probably forgot the cache price.
void note_missing_cache(Decoding& decoding, const Npc& npc, const PriceCard& card, const Place& place) {
  if (card.cache.enabled || card.kind != ModelKind::llm) return;
  const double prefix = typical_mean(npc.persona) + typical_mean(npc.world);
  if (prefix < card.cache.min_tokens) return;
  Diagnostic note;
  note.severity = Severity::note;
  note.code = "W703";
  note.place = place;
  note.pointer = card.pointer;
  note.message = fmt::format(
      "\"{}\" has no \"cached_input\": the same as \"input\", so no prompt cache is simulated, though \"{}\" sends {} "
      "tokens "
      "that never change with each turn",
      printable(card.name), printable(npc.name), rough_text(prefix));
  note.hint = "add \"cached_input\" if the provider has a cache price";
  decoding.diagnostics.add(std::move(note));
}

const JsonMember* entry_named(const JsonValue& root, std::string_view section_name, const std::string& name) {
  const JsonValue* map = section(root, section_name);
  return map == nullptr || map->kind != JsonValue::Kind::object ? nullptr : map->find(name);
}

const PipelineStage* llm_stage(const Pipeline& pipeline) {
  const auto found = std::find_if(pipeline.stages.begin(), pipeline.stages.end(),
                                  [](const PipelineStage& s) { return s.stage == Stage::llm || s.stage == Stage::realtime; });
  return found == pipeline.stages.end() ? nullptr : &*found;
}

}  // namespace

void check_prices(Decoding& decoding) {
  const Scenario& scenario = decoding.scenario;
  std::set<std::uint16_t> looked_at;
  for (const Pipeline& pipeline : scenario.pipelines) {
    if (!decoding.used_pipelines.contains(pipeline.name)) continue;
    const JsonMember* entry = entry_named(decoding.root, "pipelines", pipeline.name);
    const std::string stages_at = child_pointer(child_pointer("/pipelines", pipeline.name), "stages");
    const JsonValue* stages = entry == nullptr ? nullptr : section(entry->value, "stages");
    for (std::size_t i = 0; stages != nullptr && i < stages->items.size(); ++i) {
      const PipelineStage& stage = pipeline.stages[i];
      const JsonValue* reference = section(stages->items[i], "model");
      if (reference == nullptr || decoding.unread_models.contains(stage.model)) continue;
      const PriceCard& card = scenario.book.cards[stage.model];
      const std::string at = child_pointer(child_pointer(stages_at, std::to_string(i)), "model");
      const bool hears = stage.stage == Stage::llm && pipeline.hears();
      check_stage_price(decoding, card, stage.stage, hears, *reference, at);
      check_audio_rates(decoding, card, stage.stage, hears, *reference, at);
      const JsonMember* model = entry_named(decoding.root, "models", card.name);
      if (model != nullptr && looked_at.insert(stage.model).second) warn_if_stale(decoding, card, model->key_place);
    }
  }
  std::set<std::uint16_t> noted;
  for (const Npc& npc : scenario.npcs) {
    if (npc.pipeline >= scenario.pipelines.size()) continue;
    const PipelineStage* stage = llm_stage(scenario.pipelines[npc.pipeline]);
    if (stage == nullptr || decoding.unread_models.contains(stage->model) || noted.contains(stage->model)) continue;
    const PriceCard& card = scenario.book.cards[stage->model];
    const JsonMember* model = entry_named(decoding.root, "models", card.name);
    const std::size_t before = decoding.diagnostics.all().size();
    note_missing_cache(decoding, npc, card, model == nullptr ? Place{} : model->key_place);
    if (decoding.diagnostics.all().size() != before) noted.insert(stage->model);
  }
}

void check_prompts(Decoding& decoding) {
  const Scenario& scenario = decoding.scenario;
  for (const Npc& npc : scenario.npcs) {
    const JsonMember* entry = entry_named(decoding.root, "npcs", npc.name);
    if (npc.pipeline >= scenario.pipelines.size() || entry == nullptr) continue;
    const PipelineStage* stage = llm_stage(scenario.pipelines[npc.pipeline]);
    if (stage == nullptr || decoding.unread_models.contains(stage->model)) continue;
    const PriceCard& card = scenario.book.cards[stage->model];
    const double persona = typical_high(npc.persona), world = typical_high(npc.world),
                 recall = typical_high(npc.memory.recall);
    const bool summarises = npc.memory.policy == Memory::Policy::summarise;
    const double summary = summarises ? typical_high(npc.memory.summary) : 0, line = typical_high(npc.player_line);
    const double prompt = persona + world + recall + summary + line;
    // A hair of slack: the p95 of a fitted distribution is the written number only to the last bits.
    if (prompt <= static_cast<double>(card.context_tokens) * (1 + 1e-9)) continue;
    decoding.diagnostics.error(
        "E405", entry->key_place, child_pointer("/npcs", npc.name),
        fmt::format("the prompt needs about {} tokens before anything is remembered, but \"{}\" reads {} tokens",
                    rough_text(prompt), printable(card.name), card.context_tokens),
        fmt::format("persona {} + world {} + recall {} + summary {} + player_line {}, each at its p95",
                    rough_text(persona), rough_text(world), rough_text(recall), rough_text(summary), rough_text(line)));
  }
}

void check_work(Decoding& decoding) {
  constexpr double memory_limit = 16.0 * 1024 * 1024 * 1024;
  const Scenario& scenario = decoding.scenario;
  const JsonValue* players_value = section(decoding.root, "players");
  if (players_value == nullptr) return;
  const JsonValue* active_value = section(*players_value, "active");
  const Place place = active_value == nullptr ? opening_of(*players_value) : opening_of(*active_value);
  const auto players_at = [&](auto&& typical_of) {
    double players = typical_of(scenario.players.active);
    if (scenario.experiment.sample_players)
      players = std::min(players, std::max(1.0, typical_of(*scenario.experiment.sample_players)));
    return players;
  };
  const double days = static_cast<double>((scenario.duration + scenario.experiment.warm_up).count()) / 86'400'000.0;
  double turns_a_day = 0;
  for (const Segment& s : scenario.players.segments) {
    turns_a_day += s.share * typical_mean(s.talks) * typical_mean(s.sessions) * typical_mean(s.conversations) *
                   typical_mean(s.turns);
  }
  const double turns = players_at(typical_mean) * turns_a_day * days * scenario.experiment.replications;
  if (turns > decoding.max_work) {
    const double fitting = std::floor(players_at(typical_mean) * decoding.max_work / turns);
    decoding.diagnostics.error(
        "E501", place, "/players/active",
        fmt::format("this would simulate about {:.1e} turns (limit {:.0e})", turns, decoding.max_work),
        fmt::format("\"experiment\": {{ \"sample_players\": \"{:.0f} players\" }} brings it under the limit; or raise "
                    "--max-work",
                    std::max(1.0, fitting)));
  }
  // As the ledger keeps them: 4 bytes a cell and 16 bytes for each player, 24 bytes a minute.
  double cells = 0;
  for (const Pipeline& pipeline : scenario.pipelines) {
    for (const PipelineStage& stage : pipeline.stages) {
      const auto& sets = scenario.book.cards[stage.model].sets;
      std::size_t tiers = 1;
      for (const PriceSet& set : sets) tiers = std::max(tiers, set.tiers.size() + 1);
      const double meters = stage.stage == Stage::llm || stage.stage == Stage::realtime ? 9 : 3;
      cells += meters * static_cast<double>(tiers) * static_cast<double>(std::max<std::size_t>(1, sets.size()));
    }
  }
  const double bytes = players_at(typical_high) * (4 * cells + 16) + days * 1440 * 24;
  if (bytes > memory_limit) {
    decoding.diagnostics.error(
        "E503", place, "/players/active",
        fmt::format("one replication would need about {:.0f} GiB of memory (limit {:.0f} GiB)",
                    std::ceil(bytes / (1024.0 * 1024 * 1024)), memory_limit / (1024.0 * 1024 * 1024)),
        "add \"experiment\": { \"sample_players\": \"1M players\" }");
  }
}

}  // namespace npcost
