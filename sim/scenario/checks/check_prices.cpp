// Prices over the whole run: whatever a stage counts has one at every moment, or is a fee that an entry does not charge.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "sim/prices/price_kinds.h"
#include "sim/scenario/decoding/decode.h"
#include "sim/scenario/keys/lever_rules.h"
#include "sim/scenario/files/merge.h"
#include "sim/scenario/decoding/spread_facts.h"

namespace npcost {

namespace {

/// One of these meters must be priced for the stage to be billable.
struct Need {
  std::vector<Meter> any_of;
  std::string_view key;  ///< what to write
};

std::vector<Need> needs_of(Stage stage, bool hears, const PriceCard& card) {
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
              {{Meter::session_seconds, Meter::audio_output_tokens, Meter::audio_output_seconds}, "audio_output"},
              // Persona and world are text, and so is what is said unless the provider gives the transcript away.
              {{Meter::session_seconds, Meter::input_tokens}, "input"},
              {{Meter::session_seconds, card.transcript_billed ? Meter::output_tokens : Meter::audio_output_tokens}, "output"}};
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

/// The sets of a card that are in force at some time of the run.
std::vector<const PriceSet*> sets_of_run(const Scenario& scenario, const PriceCard& card) {
  std::vector<const PriceSet*> sets;
  for (const PriceSet& set : card.sets) {
    if (set.from < scenario.start + scenario.duration && set.until > scenario.start) sets.push_back(&set);
  }
  return sets;
}

/// What a run counts once the card has a cache: cached audio of a realtime history, and the cache writes that its time asks for. An entry
/// without their price would leave a hole in the bill.
void check_cache_prices(Decoding& decoding, const PriceCard& card, Stage stage, const JsonValue& reference,
                        const std::string& pointer) {
  const auto missing = [&](Meter meter, std::string_view key) {
    decoding.diagnostics.error(
        "E502", reference.place, pointer,
        fmt::format("model \"{}\" has a cache and no price \"{}\", which this stage needs", printable(card.name), key),
        fmt::format("add \"{}\": \"{}\", as the provider lists it", key, price_reading::example_price(meter)));
  };
  for (const PriceSet* set : sets_of_run(decoding.scenario, card)) {
    const bool cached_text = set->base.has(Meter::cached_input_tokens);
    const bool audio = stage == Stage::realtime && set->base.has(Meter::audio_input_tokens);
    if (audio && cached_text && !set->base.has(Meter::cached_audio_tokens))
      return missing(Meter::cached_audio_tokens, "cached_audio");
    const bool stored = card.cache.only_shared && (stage == Stage::llm || stage == Stage::realtime);
    if (stored && !cached_text) return missing(Meter::cached_input_tokens, "cached_input");
    if (stored && !set->base.has(Meter::cache_storage_token_hours))
      return missing(Meter::cache_storage_token_hours, "cache_storage");
    const Meter write = card.cache.write_meter;
    const bool writes = stage == Stage::llm && card.cache.has_write_price && write != Meter::cache_write_tokens;
    if (writes && !set->base.has(write))
      return missing(write, write == Meter::cache_write_1h_tokens ? "cache_write_1h" : "cache_write_12h");
  }
}

/// A tier that an entry in force does not have would be charged as standard without a word.
void check_service_tier(Decoding& decoding, const PriceCard& card, const JsonValue& reference,
                        const std::string& pointer) {
  if (card.service_tier.empty()) return;
  for (const PriceSet* set : sets_of_run(decoding.scenario, card)) {
    if (set->service(card.service_tier) != nullptr) continue;
    std::string names;
    for (const ServiceTier& tier : set->services) names += (names.empty() ? "" : ", ") + printable(tier.name);
    decoding.diagnostics.error(
        "E231", reference.place, pointer,
        fmt::format("model \"{}\" has no service tier \"{}\" while this run needs it", printable(card.name),
                    printable(card.service_tier)),
        names.empty() ? "remove \"service_tier\", or add the tier" : "tiers here: " + names);
    return;
  }
}

void check_stage_price(Decoding& decoding, const PriceCard& card, Stage stage, bool hears, const JsonValue& reference,
                       const std::string& pointer) {
  const Scenario& scenario = decoding.scenario;
  std::vector<Instant> moments = {scenario.start};
  for (const PriceSet& set : card.sets) {
    for (const Instant change : {set.from, set.until}) {
      if (change > scenario.start && change < scenario.start + scenario.duration) moments.push_back(change);
    }
  }
  for (const Need& need : needs_of(stage, hears, card)) {
    const auto missing =
        std::find_if(moments.begin(), moments.end(), [&](Instant when) { return !priced_at(card, need.any_of, when); });
    if (missing == moments.end()) continue;
    decoding.diagnostics.error("E502", reference.place, pointer,
                               fmt::format("model \"{}\" has no price \"{}\" on {}, and this stage needs one",
                                           printable(card.name), need.key, date_text(*missing)),
                               what_is_priced(card));
  }
}

/// Everything that a stage asks of the model that it names.
void check_card(Decoding& decoding, const PriceCard& card, Stage stage, bool hears, const JsonValue& reference,
                const std::string& pointer) {
  check_stage_price(decoding, card, stage, hears, reference, pointer);
  check_audio_rates(decoding, card, stage, hears, reference, pointer);
  check_cache_prices(decoding, card, stage, reference, pointer);
  check_service_tier(decoding, card, reference, pointer);
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
  const double prefix = (typical_mean(npc.persona) + typical_mean(npc.world)) * npc.token_scale;
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

/// The models that policies bring in: they hear where the llm that they stand in for does.
void check_policy_prices(Decoding& decoding, std::set<std::uint16_t>& looked_at) {
  const Scenario& scenario = decoding.scenario;
  for (const Policy& policy : scenario.policies) {
    if (!policy.to || !ever_holds(decoding.root, policy.name)) continue;
    const JsonMember* entry = entry_named(decoding.root, "policies", policy.name);
    const PriceCard& card = scenario.book.cards[*policy.to];
    const bool hears = policy.kind != Policy::Kind::batch &&
                       std::any_of(policy.pipelines.begin(), policy.pipelines.end(),
                                   [&](std::uint16_t pipeline) { return scenario.pipelines[pipeline].hears(); });
    check_card(decoding, card, Stage::llm, hears, *section(entry->value, "to"),
               child_pointer(child_pointer("/policies", policy.name), "to"));
    const JsonMember* model = entry_named(decoding.root, "models", card.name);
    if (model != nullptr && looked_at.insert(*policy.to).second) warn_if_stale(decoding, card, model->key_place);
  }
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
      if (!stage.placement.by_api) continue;  // a player's device sends no bill
      const std::string at = child_pointer(stages_at, std::to_string(i));
      const bool hears = stage.stage == Stage::llm && pipeline.hears();
      const auto check = [&](std::uint16_t index, std::string_view key) {
        const JsonValue* reference = section(stages->items[i], key);
        if (reference == nullptr || decoding.unread_models.contains(index)) return;
        const PriceCard& card = scenario.book.cards[index];
        check_card(decoding, card, stage.stage, hears, *reference, child_pointer(at, key));
        const JsonMember* model = entry_named(decoding.root, "models", card.name);
        if (model != nullptr && looked_at.insert(index).second) warn_if_stale(decoding, card, model->key_place);
      };
      check(stage.model, "model");
      if (stage.fallback) check(*stage.fallback, "fallback");
    }
  }
  check_policy_prices(decoding, looked_at);
  std::set<std::uint16_t> noted;
  for (const Npc& npc : scenario.npcs) {
    if (npc.pipeline >= scenario.pipelines.size()) continue;
    const PipelineStage* stage = scenario.pipelines[npc.pipeline].answering();
    if (stage == nullptr || !stage->placement.by_api) continue;
    if (decoding.unread_models.contains(stage->model) || noted.contains(stage->model)) continue;
    const PriceCard& card = scenario.book.cards[stage->model];
    const JsonMember* model = entry_named(decoding.root, "models", card.name);
    const std::size_t before = decoding.diagnostics.all().size();
    note_missing_cache(decoding, npc, card, model == nullptr ? Place{} : model->key_place);
    if (decoding.diagnostics.all().size() != before) noted.insert(stage->model);
  }
}

}  // namespace npcost
