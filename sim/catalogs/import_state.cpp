#include "sim/catalogs/import_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "sim/prices/price_card.h"
#include "sim/reading/utf8.h"

namespace npcost::catalogs {
namespace {

constexpr std::size_t max_name_length = 80;  // code points: what a price book accepts
constexpr std::uint64_t most_tokens = 1'000'000'000;

/// What stands there, short enough for a sentence.
std::string found(const JsonValue& value) {
  switch (value.kind) {
    case JsonValue::Kind::null: return "null";
    case JsonValue::Kind::boolean: return value.boolean ? "true" : "false";
    case JsonValue::Kind::number: return printable(value.text.substr(0, 40));
    case JsonValue::Kind::string: return fmt::format("\"{}\"", printable(std::string_view(value.text).substr(0, 40)));
    case JsonValue::Kind::array: return "a list";
    case JsonValue::Kind::object: return "an object";
  }
  return "something else";
}

/// The whole of a scalar; of a list or an object, which may span many lines, the first bracket.
Place opening(const JsonValue& value) {
  Place place = value.place;
  if (value.kind == JsonValue::Kind::array || value.kind == JsonValue::Kind::object) place.length = 1;
  return place;
}

std::string_view kind_phrase(JsonValue::Kind kind) {
  switch (kind) {
    case JsonValue::Kind::object: return "an object";
    case JsonValue::Kind::array: return "a list";
    case JsonValue::Kind::string: return "a text";
    default: return "a number";
  }
}

/// A write that costs less than reading the same tokens afresh is a storage fee in disguise: billing it as the price of the
/// tokens would lose the tokens themselves. Without it, writing is billed as fresh input.
void drop_cheap_cache_write(PricePeriod& period, CatalogModel& model) {
  const PriceLine* write = find_line(period.prices, Slot::cache_write);
  const PriceLine* input = find_line(period.prices, Slot::input);
  if (write == nullptr || input == nullptr || write->amount >= input->amount) return;
  const auto is_write = [](const PriceLine& line) { return line.slot == Slot::cache_write; };
  std::erase_if(period.prices, is_write);
  for (TierPrices& tier : period.tiers) std::erase_if(tier.prices, is_write);
  for (WindowPrices& window : period.schedule) std::erase_if(window.prices, is_write);
  for (ServiceTierPrices& service : period.service_tiers) {
    std::erase_if(service.prices, is_write);
    for (TierPrices& tier : service.tiers) std::erase_if(tier.prices, is_write);
  }
  if (period.cache_write_field.value != nullptr) period.kept.push_back(period.cache_write_field);
  model.changed.emplace_back(
      "cache writes cheaper than fresh input: taken as a storage fee, writing is billed as fresh input");
}

/// Removes what has no price under standard conditions: a discount on nothing.
void drop_baseless(PriceLines& lines, const PriceLines& base, std::string_view where, CatalogModel& model) {
  const auto baseless = [&](const PriceLine& line) { return find_line(base, line.slot) == nullptr; };
  for (const PriceLine& line : lines) {
    if (!baseless(line)) continue;
    model.changed.push_back(
        fmt::format("{} of {} without such a price elsewhere: left out", slot_key(line.slot), where));
  }
  std::erase_if(lines, baseless);
}

void drop_baseless(PricePeriod& period, CatalogModel& model) {
  const auto is_empty = [](const auto& part) { return part.prices.empty(); };
  for (TierPrices& tier : period.tiers) drop_baseless(tier.prices, period.prices, "long prompts", model);
  for (WindowPrices& window : period.schedule) drop_baseless(window.prices, period.prices, "certain hours", model);
  std::erase_if(period.tiers, is_empty);
  std::erase_if(period.schedule, is_empty);
  for (ServiceTierPrices& service : period.service_tiers) {
    std::erase_if(service.tiers,
                  [&](const TierPrices& tier) { return is_empty(tier) || !has_tier(period.tiers, tier.above); });
  }
  std::erase_if(period.service_tiers, is_empty);
  for (const ServiceTierPrices& service : period.service_tiers) {
    if (!service.tiers.empty() || period.tiers.empty()) continue;
    model.changed.push_back(
        fmt::format("{} states no prices for long prompts: the standard ones are billed", service.name));
  }
}

/// A transcription or a voice has no prompt whose length could decide.
void drop_meaningless_tiers(PricePeriod& period, CatalogModel& model) {
  if (takes_rule("tiers", model.kind)) return;
  bool any = !std::exchange(period.tiers, {}).empty();
  for (ServiceTierPrices& service : period.service_tiers) any = !std::exchange(service.tiers, {}).empty() || any;
  if (any) model.changed.emplace_back("prices for long prompts of a model without a prompt: left out");
}

bool fits_a_model(const CatalogModel& model) {
  const auto fits = [](const PricePeriod& p) {
    return p.tiers.size() <= max_tiers && p.schedule.size() <= max_schedule_entries;
  };
  return model.periods.size() <= max_dated_entries && std::all_of(model.periods.begin(), model.periods.end(), fits);
}

std::string_view why_unpriced(const CatalogModel& model) {
  const auto keeps = [](const PricePeriod& period) { return !period.kept.empty(); };
  if (std::any_of(model.periods.begin(), model.periods.end(), keeps))
    return "only prices that npcost does not understand";
  return model.zeros.empty() ? "no price is stated"
                             : "all prices are 0: free or unknown, the catalog does not say which";
}

std::size_t count_prices(const PricePeriod& period) {
  std::size_t count = period.prices.size();
  for (const TierPrices& tier : period.tiers) count += tier.prices.size();
  for (const WindowPrices& window : period.schedule) count += window.prices.size();
  for (const ServiceTierPrices& service : period.service_tiers) {
    count += service.prices.size();
    for (const TierPrices& tier : service.tiers) count += tier.prices.size();
  }
  return count;
}

}  // namespace

std::string Path::text() const {
  if (parent == nullptr) return {};
  return parent->text() + "/" + escape_pointer_token(key);
}

void NoteCounter::add(std::string_view what, std::string_view example) {
  const auto [at, is_new] = index_.try_emplace(std::string(what), notes_.size());
  if (is_new) notes_.push_back({std::string(what), 0, {}});
  ImportNote& note = notes_[at->second];
  ++note.count;
  if (note.examples.size() < 3 && (note.examples.empty() || note.examples.back() != example))
    note.examples.emplace_back(example);
}

std::vector<ImportNote> NoteCounter::sorted() const {
  std::vector<ImportNote> sorted = notes_;
  std::sort(sorted.begin(), sorted.end(), [](const ImportNote& a, const ImportNote& b) {
    return a.count != b.count ? a.count > b.count : a.what < b.what;
  });
  return sorted;
}

void ImportState::error(std::string_view code, const JsonValue& at, const Path& path, std::string message,
                        std::string hint) {
  diagnostics.error(std::string(code), opening(at), path.text(), std::move(message), std::move(hint));
}

bool ImportState::expect(const JsonValue& value, JsonValue::Kind kind, std::string_view what, const Path& path) {
  if (value.kind == kind) return true;
  error("E242", value, path, fmt::format("{} must be {}, found {}", what, kind_phrase(kind), found(value)));
  return false;
}

std::optional<ExactDecimal> ImportState::number(const JsonValue& value, const Path& path) {
  std::optional<ExactDecimal> number;
  if (value.kind == JsonValue::Kind::number || value.kind == JsonValue::Kind::string)
    number = exact_decimal(value.text);
  if (!number)
    error("E241", value, path, fmt::format("expected a number, found {}", found(value)), "write for example 1.5e-07");
  return number;
}

std::optional<PriceLine> ImportState::price(const JsonValue& value, Slot slot, const Scale& scale,
                                            std::string_view field, const Path& path, CatalogModel& model) {
  if (value.kind == JsonValue::Kind::null) return std::nullopt;
  const std::optional<ExactDecimal> stated = number(value, path);
  if (!stated) return std::nullopt;
  if (stated->zero()) {
    model.zeros.push_back(field);
    return std::nullopt;
  }
  if (stated->negative) {
    error("E241", value, path, fmt::format("a price is never negative, found {}", found(value)));
    return std::nullopt;
  }
  const Fixed fixed = to_fixed(scaled(*stated, scale.power, scale.times), unit_places(scale.unit));
  if (fixed.fit == FixedFit::too_large || fixed.fit == FixedFit::too_small) {
    const bool large = fixed.fit == FixedFit::too_large;
    error("E241", value, path,
          fmt::format("a price is {}, found {}", large ? "below $1000000000 a unit" : "0 or at least 1e-15 USD a count",
                      found(value)));
    return std::nullopt;
  }
  const PriceLine line{slot, scale.unit, fixed.value};
  if (fixed.fit == FixedFit::rounded)
    model.roundings.push_back(fmt::format("{} → {}", printable(value.text), price_text(line)));
  return line;
}

std::optional<std::uint64_t> ImportState::tokens(const JsonValue& value, const Path& path) {
  if (value.kind == JsonValue::Kind::null) return std::nullopt;
  std::optional<std::uint64_t> count;
  if (value.kind == JsonValue::Kind::number || value.kind == JsonValue::Kind::string) {
    if (const auto stated = exact_decimal(value.text)) count = whole_number(*stated);
  }
  if (!count || *count > most_tokens) {
    error("E242", value, path,
          fmt::format("expected a whole number of tokens up to {}, found {}", most_tokens, found(value)));
    return std::nullopt;
  }
  return *count == 0 ? std::nullopt : count;
}

void ImportState::two_tiers(const JsonValue& second, const Path& path, std::uint64_t above) {
  error("E242", second, path, fmt::format("two tiers begin at {} tokens", above), "keep one of them");
}

std::optional<std::uint64_t> ImportState::threshold(const JsonValue& value, const Path& path, CatalogModel& model) {
  const std::size_t errors_before = diagnostics.error_count();
  const auto least = tokens(value, path);
  if (!least && diagnostics.error_count() == errors_before)
    model.cannot = "a tier from 0 tokens on: it and the base price would hold at once";
  return least;
}

void ImportState::skip(const CatalogModel& model, std::string_view reason) { reasons_.add(reason, model.name); }

bool ImportState::accept(CatalogModel& model) {
  ++entries;
  const std::size_t length = count_code_points(model.name);
  if (!names_.insert(model.name).second) {
    diagnostics.error("E242", model.place, "", fmt::format("model \"{}\" is listed twice", printable(model.name)),
                      "remove one of them");
    return false;
  }
  for (PricePeriod& period : model.periods) {
    drop_meaningless_tiers(period, model);
    drop_cheap_cache_write(period, model);
    drop_baseless(period, model);
  }
  const auto empty = [](const PricePeriod& period) { return period.prices.empty(); };
  std::string_view reason = model.cannot;
  if (reason.empty()) {
    if (length == 0 || length > max_name_length) {
      reason = "a name that is empty or longer than 80 characters";
    } else if (std::all_of(model.periods.begin(), model.periods.end(), empty)) {
      reason = why_unpriced(model);
    } else if (std::any_of(model.periods.begin(), model.periods.end(), empty)) {
      reason = "dated prices of which one period has none";
    } else if (!fits_a_model(model)) {
      reason = too_many_parts;
    }
  }
  if (reason.empty()) return true;
  skip(model, reason);
  return false;
}

void ImportState::note(const CatalogModel& model) {
  ++models;
  book_entries += 1 + model.periods.size();
  for (const PricePeriod& period : model.periods) {
    prices += count_prices(period);
    for (const KeptField& field : period.kept) kept.add(field.name, model.name);
  }
  const auto lacks = [&](const PricePeriod& period) { return lacks_cached_audio(period, model.kind); };
  if (std::any_of(model.periods.begin(), model.periods.end(), lacks))
    unpriced_.add("cached audio has no price: it is unpriced", model.name);
  for (const std::string_view field : model.zeros)
    changed_.add(fmt::format("{} is 0: taken as not stated", printable(field)), model.name);
  for (const std::string_view field : model.ignored) ignored_.add(field, model.name);
  for (const std::string& what : model.changed) changed_.add(what, model.name);
  for (const std::string& what : model.roundings) roundings_.add(what, model.name);
}

ImportReport ImportState::report() const {
  ImportReport report;
  report.entries = entries;
  report.models = models;
  report.skipped = entries - models;
  report.prices = prices;
  report.reasons = reasons_.sorted();
  report.kept = kept.sorted();
  report.ignored = ignored_.sorted();
  report.changed = changed_.sorted();
  report.unpriced = unpriced_.sorted();
  report.roundings = roundings_.sorted();
  report.other = other;
  return report;
}

}  // namespace npcost::catalogs
