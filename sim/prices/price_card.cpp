#include "sim/prices/price_card.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "sim/prices/price_kinds.h"
#include "sim/prices/read_fields.h"
#include "sim/prices/read_price_set.h"

namespace npcost {
namespace {

using namespace price_reading;

constexpr std::uint64_t most_tokens = 1'000'000'000;
constexpr Milliseconds most_ttl = std::chrono::hours(24 * 366);
constexpr Milliseconds most_billing_step = std::chrono::hours(24);

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

std::optional<std::uint64_t> read_token_rule(const JsonValue& object, const std::string& pointer, std::string_view key,
                                             std::uint64_t low, Diagnostics& diagnostics) {
  const JsonMember* member = object.find(key);
  if (member == nullptr) return std::nullopt;
  return read_tokens(member->value, child_pointer(pointer, key), low, most_tokens, diagnostics);
}

void read_duration_rule(const JsonValue& object, const std::string& pointer, std::string_view key, Milliseconds low,
                        Milliseconds high, Milliseconds& rule, Diagnostics& diagnostics) {
  const JsonMember* member = object.find(key);
  if (member == nullptr) return;
  const std::string at = child_pointer(pointer, key);
  const std::optional<Milliseconds> value = read_duration(member->value, at, Instant{}, "UTC", diagnostics);
  if (!value) return;
  if (*value < low || *value > high) {
    diagnostics.error("E228", member->value.place, at,
                      fmt::format("\"{}\" must lie between {} ms and {} h", key, low.count(),
                                  std::chrono::duration_cast<std::chrono::hours>(high).count()));
    return;
  }
  rule = *value;
}

void read_rules(const JsonValue& object, const std::string& pointer, PriceCard& card, Diagnostics& diagnostics) {
  if (const auto tokens = read_token_rule(object, pointer, "context", 1, diagnostics)) card.context_tokens = *tokens;
  if (const auto tokens = read_token_rule(object, pointer, "min_cache", 0, diagnostics)) {
    card.cache.min_tokens = static_cast<std::uint32_t>(*tokens);
  }
  if (const auto tokens = read_token_rule(object, pointer, "cache_block", 1, diagnostics)) {
    card.cache.block_tokens = static_cast<std::uint32_t>(*tokens);
  }
  if (const JsonMember* refresh = object.find("cache_refresh")) {
    const std::string at = child_pointer(pointer, "cache_refresh");
    card.cache.refreshed_by_hits = read_boolean(refresh->value, at, diagnostics).value_or(true);
  }
  read_duration_rule(object, pointer, "cache_ttl", Milliseconds{1}, most_ttl, card.cache.ttl, diagnostics);
  read_duration_rule(object, pointer, "minimum", Milliseconds{0}, most_billing_step, card.billing_minimum, diagnostics);
  read_duration_rule(object, pointer, "increment", Milliseconds{1}, most_billing_step, card.billing_increment,
                     diagnostics);
}

std::vector<std::string> dated_keys() {
  std::vector<std::string> known;
  for (const PriceKey& key : price_keys()) {
    if (key.inside_dated) known.emplace_back(key.name);
  }
  return known;
}

/// One entry of "prices"; nothing if its date is wrong, for then it has no place among the others.
std::optional<PriceSet> read_dated_set(const JsonMember& entry, const PriceObject& model, const PriceCard& card,
                                       Diagnostics& diagnostics) {
  const std::string pointer = child_pointer(child_pointer(model.pointer, "prices"), entry.key);
  const std::optional<LocalTime> from = parse_local_time(entry.key);
  if (!from) {
    diagnostics.error(
        "E214", entry.key_place, pointer,
        fmt::format("prices are entered under the date from which they hold, found \"{}\"", printable(entry.key)),
        "write it like \"2025-02-08\"");
  }
  if (!expect_kind(entry.value, JsonValue::Kind::object, pointer, "the prices of a date", diagnostics))
    return std::nullopt;
  refuse_unknown_keys(entry.value, pointer, dated_keys(), diagnostics);
  const Instant start = from ? Instant(from->time_since_epoch()) : Instant::min();
  PriceSet set = read_price_set({entry.value, pointer, model.kind, model.currency}, start, diagnostics);
  if (!states_a_price(entry.value)) {
    diagnostics.error("E223", entry.key_place, pointer,
                      "an entry of \"prices\" is complete by itself, found no price in it",
                      "write every price that holds from this date on");
  }
  const Remarks own = read_remarks(entry.value, pointer, diagnostics);
  const bool has_source = !own.source.empty();
  set.source = has_source ? own.source : card.source;
  set.as_of = own.as_of.empty() ? card.as_of : own.as_of;
  set.confidence = own.confidence.empty() ? card.confidence : own.confidence;
  set.provenance = own.provenance.empty() ? card.provenance : own.provenance;
  set.why = own.why;
  set.notes = own.notes;
  if (!from) return std::nullopt;
  return set;
}

void read_dated_sets(const PriceObject& model, PriceCard& card, Diagnostics& diagnostics) {
  const JsonMember* dated = model.json.find("prices");
  if (dated == nullptr) return;
  const std::string at = child_pointer(model.pointer, "prices");
  if (!expect_kind(dated->value, JsonValue::Kind::object, at, "\"prices\"", diagnostics)) return;
  if (dated->value.members.empty()) {
    diagnostics.error("E223", opening(dated->value), at, "\"prices\" must hold at least one date, found none",
                      R"(write { "2025-02-08": { "input": "$0.27/1M tokens", "output": "$1.10/1M tokens" } })");
  }
  if (dated->value.members.size() > max_dated_entries) {
    diagnostics.error(
        "E229", opening(dated->value), at,
        fmt::format("a model has at most {} dated entries, found {}", max_dated_entries, dated->value.members.size()));
    return;
  }
  struct Dated {
    Instant from;
    const JsonMember* entry;
  };
  std::vector<Dated> seen;
  for (const JsonMember& entry : dated->value.members) {
    std::optional<PriceSet> set = read_dated_set(entry, model, card, diagnostics);
    if (!set) continue;
    seen.push_back({set->from, &entry});
    card.sets.push_back(std::move(*set));
  }
  std::stable_sort(card.sets.begin(), card.sets.end(),
                   [](const PriceSet& a, const PriceSet& b) { return a.from < b.from; });
  std::stable_sort(seen.begin(), seen.end(), [](const Dated& a, const Dated& b) { return a.from < b.from; });
  for (std::size_t i = 1; i < seen.size(); ++i) {
    if (seen[i].from != seen[i - 1].from) continue;
    const LineColumn first = line_column(seen[i - 1].entry->key_place);
    diagnostics
        .error("E224", seen[i].entry->key_place, child_pointer(at, seen[i].entry->key),
               fmt::format("two entries hold from the same moment on: \"{}\" and \"{}\"", seen[i - 1].entry->key,
                           seen[i].entry->key),
               "keep one of them")
        .note = fmt::format("first at {}:{}", first.line, first.column);
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

bool prices_meter(const PriceSet& set, Meter meter) {
  const auto index = static_cast<std::size_t>(meter);
  return set.base[index] || std::any_of(set.tiers.begin(), set.tiers.end(),
                                        [&](const PriceSet::Tier& tier) { return tier.price[index].has_value(); });
}

bool ever_priced(const PriceCard& card, Meter meter) {
  return std::any_of(card.sets.begin(), card.sets.end(), [&](const PriceSet& set) { return prices_meter(set, meter); });
}

}  // namespace

std::uint8_t PriceSet::tier_of(std::uint64_t prompt_tokens) const {
  const auto beyond =
      std::find_if(tiers.begin(), tiers.end(), [&](const Tier& t) { return prompt_tokens < t.first_tokens(); });
  return static_cast<std::uint8_t>(beyond - tiers.begin());
}

const PriceSet* PriceCard::at(Instant when) const {
  const auto later =
      std::upper_bound(sets.begin(), sets.end(), when, [](Instant t, const PriceSet& set) { return t < set.from; });
  return later == sets.begin() ? nullptr : &*(later - 1);
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
  const PriceObject model{object, pointer, kind, currency};
  read_undated_set(model, card, diagnostics);
  read_dated_sets(model, card, diagnostics);
  if (diagnostics.error_count() != errors_before) return std::nullopt;
  card.cache.enabled = ever_priced(card, Meter::cached_input_tokens);
  card.cache.has_write_price = ever_priced(card, Meter::cache_write_tokens);
  return card;
}

std::optional<PriceCard> read_price_card(const std::string& name, const JsonValue& object, const std::string& pointer,
                                         Diagnostics& diagnostics) {
  return price_reading::read_card(name, object, pointer, "", diagnostics);
}

}  // namespace npcost
