#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "sim/prices/price_kinds.h"
#include "sim/prices/read_price_set.h"

namespace npcost {
namespace {

using namespace price_reading;

std::vector<std::string> kind_names() {
  std::vector<std::string> names;
  for (int i = 0; i < model_kind_count; ++i) names.emplace_back(model_kind_name(static_cast<ModelKind>(i)));
  return names;
}

std::optional<ModelKind> read_kind(const JsonValue& object, const std::string& pointer, Diagnostics& diagnostics) {
  const std::vector<std::string> names = kind_names();
  const std::string accepted = fmt::format("{}", fmt::join(names, ", "));
  const JsonMember* member = object.find("kind");
  if (member == nullptr) {
    diagnostics.error("E221", opening(object), pointer, "a model must say what kind it is, found no \"kind\"",
                      fmt::format("add \"kind\": \"llm\" (or {})", accepted));
    return std::nullopt;
  }
  const std::string at = child_pointer(pointer, "kind");
  if (!expect_kind(member->value, JsonValue::Kind::string, at, "\"kind\"", diagnostics)) return std::nullopt;
  const std::optional<ModelKind> kind = model_kind_from_name(member->value.text);
  if (!kind) {
    const std::string& word = member->value.text;
    const std::string meant = word.size() <= 80 ? did_you_mean(word, names) : std::string{};
    diagnostics.error("E221", member->value.place, at,
                      fmt::format("\"kind\" must be one of {}, found \"{}\"", accepted, printable(word)),
                      meant.empty() ? std::string{} : fmt::format("did you mean \"{}\"?", meant));
  }
  return kind;
}

/// Keys that mean nothing for this kind would be ignored, and an ignored billing rule is a wrong bill.
void refuse_misplaced_rules(const JsonValue& object, const std::string& pointer, ModelKind kind,
                            Diagnostics& diagnostics) {
  for (const JsonMember& member : object.members) {
    const PriceKey* key = find_price_key(member.key);
    // Prices and tiers are judged where they are read, in dated entries too.
    if (key == nullptr || key->type == PriceKeyType::price || key->type == PriceKeyType::tiers) continue;
    if (fits_kind(*key, kind)) continue;
    diagnostics.error("E222", member.key_place, child_pointer(pointer, member.key),
                      fmt::format("\"{}\" means nothing for a model of kind {}", member.key, model_kind_name(kind)),
                      fmt::format("remove it; it says: {}", key->help));
  }
}

/// The prices that stand in the model itself: the only ones, or those before the first date.
void read_undated_set(const PriceObject& model, PriceCard& card, Diagnostics& diagnostics) {
  PriceSet set = read_price_set(model, Instant::min(), diagnostics);
  if (states_a_price(model.json)) {
    set.source = card.source;
    set.as_of = card.as_of;
    set.confidence = card.confidence;
    set.provenance = card.provenance;
    card.sets.push_back(std::move(set));
  } else if (model.json.find("prices") == nullptr) {
    diagnostics.error("E223", opening(model.json), model.pointer,
                      fmt::format("model \"{}\" has no price", printable(card.name)),
                      model.kind.value_or(ModelKind::llm) == ModelKind::llm
                          ? R"(add "input": "$0.15/1M tokens", "output": "$0.60/1M tokens")"
                          : R"(add "price": "…" with its unit, or "prices" by date)");
  }
}

/// A tier that no set has would be charged at the standard price without a word.
void check_service_tier(const JsonValue& object, const std::string& pointer, const PriceCard& card,
                        Diagnostics& diagnostics) {
  if (card.service_tier.empty() || card.sets.empty()) return;
  std::vector<std::string> names;
  for (const PriceSet& set : card.sets) {
    for (const ServiceTier& tier : set.services) {
      if (tier.name == card.service_tier) return;
      if (std::find(names.begin(), names.end(), tier.name) == names.end()) names.push_back(tier.name);
    }
  }
  const JsonMember* member = object.find("service_tier");
  if (member == nullptr || object.find("catalog") != nullptr) return;  // a catalog's card is judged when it is taken
  diagnostics.error("E231", member->value.place, child_pointer(pointer, "service_tier"),
                    fmt::format("this model has no service tier \"{}\"", printable(card.service_tier)),
                    names.empty() ? R"(add "service_tiers": { "batch": { "times": 0.5 } })"
                                  : fmt::format("tiers here: {}", fmt::join(names, ", ")));
}

}  // namespace

void choose_cache_write(PriceCard& card) {
  using std::chrono::hours;
  CacheRules& cache = card.cache;
  cache.write_meter = Meter::cache_write_tokens;
  if (cache.ttl >= hours(1) && card.ever_prices(Meter::cache_write_1h_tokens)) {
    cache.write_meter = Meter::cache_write_1h_tokens;
  }
  if (cache.ttl >= hours(12) && card.ever_prices(Meter::cache_write_12h_tokens)) {
    cache.write_meter = Meter::cache_write_12h_tokens;
  }
  cache.has_write_price = card.ever_prices(cache.write_meter);
}

std::optional<PriceCard> price_reading::read_card(const std::string& name, const JsonValue& object,
                                                  const std::string& pointer, const std::string& currency,
                                                  Diagnostics& diagnostics) {
  if (!expect_kind(object, JsonValue::Kind::object, pointer, "a model", diagnostics)) return std::nullopt;
  const std::size_t errors_before = diagnostics.error_count();
  PriceCard card;
  card.name = name;
  card.place = object.place;
  card.pointer = pointer;
  const Remarks remarks = read_remarks(object, pointer, diagnostics);
  card.source = remarks.source;
  card.as_of = remarks.as_of;
  card.why = remarks.why;
  card.confidence = remarks.confidence;
  card.provenance = remarks.provenance;
  card.notes = remarks.notes;
  const std::optional<ModelKind> kind = read_kind(object, pointer, diagnostics);
  if (kind) {
    card.kind = *kind;
    refuse_misplaced_rules(object, pointer, *kind, diagnostics);
  }
  read_rules(object, pointer, card, diagnostics);
  if (const JsonMember* until = object.find("until")) {
    diagnostics.error("E224", until->key_place, child_pointer(pointer, "until"),
                      "\"until\" belongs into an entry of \"prices\": prices beside it hold always",
                      R"(write "prices": { "2026-01-01": { …, "until": "2026-12-31" } })");
  }
  const PriceObject model{object, pointer, kind, currency};
  read_undated_set(model, card, diagnostics);
  read_dated_sets(model, card, diagnostics);
  check_service_tier(object, pointer, card, diagnostics);
  if (diagnostics.error_count() != errors_before) return std::nullopt;
  card.cache.enabled = card.ever_prices(Meter::cached_input_tokens);
  choose_cache_write(card);
  return card;
}

std::optional<PriceCard> read_price_card(const std::string& name, const JsonValue& object, const std::string& pointer,
                                         Diagnostics& diagnostics) {
  return price_reading::read_card(name, object, pointer, "", diagnostics);
}

}  // namespace npcost
