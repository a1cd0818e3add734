#include "sim/prices/price_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "sim/base/check.h"
#include "sim/prices/price_kinds.h"

namespace npcost {
namespace {

struct ShownUnit {
  Per per;
  std::int64_t counts;
  std::string_view text;
};

/// The first unit in which an amount is a finite decimal is taken; of what is never finite, the first.
constexpr ShownUnit shown_units[] = {{Per::token, 1'000'000, "1M tokens"},
                                     {Per::character, 1'000'000, "1M chars"},
                                     {Per::millisecond, 60'000, "min"},
                                     {Per::millisecond, 3'600'000, "h"},
                                     {Per::request, 1'000, "1k requests"},
                                     {Per::image, 1, "image"},
                                     {Per::gpu_millisecond, 3'600'000, "gpu-h"},
                                     {Per::byte, 1'000'000'000, "GB"},
                                     {Per::token_millisecond, 3'600'000'000'000, "1M tokens/h"},
                                     {Per::month, 1, "mo"}};
constexpr ShownUnit messages{Per::request, 1'000, "1k messages"};
constexpr ShownUnit searches{Per::request, 1'000, "1k searches"};
constexpr ShownUnit spoken_bytes{Per::byte, 1'000'000, "1M bytes"};

/// A whole number of 10^-15, which decimal() shows without rounding.
bool is_finite_decimal(Money amount) { return amount.grains() % (Money::grain_per_unit / 1'000'000'000'000'000) == 0; }

const ShownUnit& unit_for(UnitPrice price, Per per) {
  const ShownUnit* first = nullptr;
  for (const ShownUnit& unit : shown_units) {
    if (unit.per != per) continue;
    if (first == nullptr) first = &unit;
    if (is_finite_decimal(price.per_count.times(unit.counts))) return unit;
  }
  NPCOST_CHECK(first != nullptr, "every price is shown in a unit");
  return *first;
}

const ShownUnit& unit_for(UnitPrice price, Meter meter) {
  switch (meter) {
    case Meter::text_messages: return messages;
    case Meter::web_searches: return searches;
    case Meter::tts_bytes: return spoken_bytes;
    default: return unit_for(price, price_reading::per_of(meter));
  }
}

/// "$0.50", "$15", "0.50 EUR": two digits behind the point where there is one, as people write prices.
std::string amount_in(Money amount, std::string_view currency) {
  std::string text = decimal(amount);
  const std::size_t point = text.find('.');
  const bool small_coins = currency != "KRW" && currency != "JPY";
  if (small_coins && point != std::string::npos && text.size() - point == 2) text += '0';
  if (currency == "USD") return text.insert(text.starts_with('-') ? 1 : 0, "$");
  return fmt::format("{} {}", text, currency);
}

PriceParts parts_in(UnitPrice price, const ShownUnit& unit, std::string_view currency) {
  return {amount_in(price.per_count.times(unit.counts), currency), std::string(unit.text)};
}

std::string joined(const PriceParts& parts) { return parts.amount + "/" + parts.unit; }

std::string clock_text(std::int32_t second_of_day) {
  const std::int32_t minutes = second_of_day / 60 % 60, seconds = second_of_day % 60;
  std::string text = fmt::format("{:02}:{:02}", second_of_day / 3600, minutes);
  if (seconds != 0) text += fmt::format(":{:02}", seconds);
  return text;
}

/// "Mon..Fri", "Sat, Sun"; "" for all seven.
std::string weekdays_text(std::uint8_t weekdays) {
  constexpr std::array<std::string_view, 7> names{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  if ((weekdays & 0x7F) == 0x7F) return {};
  std::string text;
  for (std::size_t day = 0; day < 7; ++day) {
    if ((weekdays >> day & 1) == 0) continue;
    std::size_t last = day;
    while (last < 6 && (weekdays >> (last + 1) & 1) != 0) ++last;
    if (!text.empty()) text += ", ";
    text += names[day];
    if (last > day) text.append(last > day + 1 ? ".." : ", ").append(names[last]);
    day = last;
  }
  return text.empty() ? "no weekday" : text;
}

std::string day_text(std::int32_t day) { return date_text(Instant(std::chrono::hours(24) * day)); }

}  // namespace

std::string price_text(UnitPrice price, Per per, std::string_view currency) {
  return joined(parts_in(price, unit_for(price, per), currency));
}

std::string price_text(UnitPrice price, Meter meter, std::string_view currency) {
  return joined(price_parts(price, meter, currency));
}

PriceParts price_parts(UnitPrice price, Meter meter, std::string_view currency) {
  return parts_in(price, unit_for(price, meter), currency);
}

std::string_view price_key_of(Meter meter, ModelKind kind) {
  for (const PriceKey& key : price_keys()) {
    if (key.type != PriceKeyType::price) continue;
    if (priced_meter(key.name, kind, price_reading::per_of(meter)) == meter) return key.name;
  }
  return meter_name(meter);
}

std::string times_text(Times times) {
  return decimal(Money::from_grains(Int128{times.millionths} * (Money::grain_per_unit / 1'000'000)));
}

std::string count_text(std::uint64_t count) {
  constexpr std::array<std::pair<std::uint64_t, char>, 3> steps{{{1'000'000'000, 'B'}, {1'000'000, 'M'}, {1'000, 'k'}}};
  for (const auto& [step, letter] : steps) {
    if (count >= step && count % step == 0) return std::to_string(count / step) + letter;
  }
  return std::to_string(count);
}

std::string tier_text(const ContextTier& tier) {
  const std::string tokens = count_text(tier.above_tokens) + " tokens";
  return tier.inclusive ? "from " + tokens + " on" : "above " + tokens;
}

std::string volume_text(const VolumeTier& step) {
  const auto text = [&](std::uint64_t counts, std::string_view unit) {
    return fmt::format("above {} {} a month", count_text(counts), unit);
  };
  switch (price_reading::per_of(step.meter)) {
    case Per::token: return text(step.above, "tokens");
    case Per::character: return text(step.above, "chars");
    case Per::byte: return text(step.above, "bytes");
    case Per::image: return text(step.above, "images");
    case Per::millisecond:
      if (step.above % 60'000 == 0) return text(step.above / 60'000, "min");
      return step.above % 1'000 == 0 ? text(step.above / 1'000, "s") : text(step.above, "ms");
    default: return text(step.above, "requests");
  }
}

std::string hours_text(const ScheduleEntry& entry, std::size_t most_exceptions) {
  std::vector<std::string> parts;
  std::string hours;
  for (const DailyHours& span : entry.hours) {
    hours += fmt::format("{}{}..{}", hours.empty() ? "" : ", ", clock_text(span.from_s), clock_text(span.to_s));
  }
  if (!hours.empty()) parts.push_back(hours + " " + entry.hours_in);
  const std::string weekdays = weekdays_text(entry.weekdays);
  const bool by_day = !weekdays.empty() || !entry.except.empty();
  if (by_day) {
    const bool same_zone = !hours.empty() && entry.days_in == entry.hours_in;
    parts.push_back((weekdays.empty() ? "every day" : weekdays) + (same_zone ? "" : " in " + entry.days_in));
  }
  const std::size_t named = std::min(most_exceptions, entry.except.size());
  for (std::size_t i = 0; i < named; ++i) {
    const DateRange& range = entry.except[i];
    std::string text = i == 0 ? "except " : "";
    text += day_text(range.first);
    if (range.last != range.first) text += ".." + day_text(range.last);
    parts.push_back(std::move(text));
  }
  if (entry.except.size() > named) parts.push_back(fmt::format("and {} more", entry.except.size() - named));
  std::string all;
  for (const std::string& part : parts) all += (all.empty() ? "" : ", ") + part;
  return all.empty() ? "always" : all;
}

}  // namespace npcost
