// {"now": …, "decline" | "halving" | "follows", "floor", "steps"} becomes a path.

#include "sim/reading/quantity_path.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "sim/reading/quantity_units.h"

namespace npcost {
namespace {

constexpr std::array<std::string_view, 3> speed_keys = {"decline", "halving", "follows"};
constexpr double ms_of_a_month = 30.4375 * 86'400'000;
constexpr double shortest_halving_ms = 86'400'000;              // a day
constexpr double longest_halving_ms = 1000 * 12 * ms_of_a_month;

/// One known number, or the normal distribution with these 5 % and 95 % points, whichever of the two is lower.
Distribution between(double a, std::optional<double> b) {
  if (!b || *b == a) return Distribution::constant(a);
  std::string why;
  const auto [low, high] = std::minmax(a, *b);
  const auto made = Distribution::make(Family::normal, {{Role::p5, low}, {Role::p95, high}}, &why);
  return made ? *made : Distribution::constant(a);
}

struct Shares {
  double low = 0;
  std::optional<double> high;
};

/// "30%/y", "-5..20%/y" as shares. What has no sign is read as any other quantity is.
std::optional<Shares> yearly_shares(const Field& field, std::string_view what, std::string_view example) {
  if (!field.is_text()) {
    field.error("E208", fmt::format("expected a yearly {}, found {}", what, field.found()),
                fmt::format("write for example {}", example));
    return std::nullopt;
  }
  if (!plain_characters(field)) return std::nullopt;
  const std::string_view text = field.value.text;
  std::string_view unit;
  Shares shares;
  if (text.find('-') == std::string_view::npos) {
    const auto parsed = parse_quantity(field, text);
    if (!parsed) return std::nullopt;
    unit = parsed->unit;
    shares.low = parsed->low.value / 100;
    if (parsed->high) shares.high = parsed->high->value / 100;
  } else {
    const auto fault = [&] {
      field.error("E204", fmt::format("expected a yearly {}, found {}", what, field.found()),
                  fmt::format("write for example {}", example));
      return std::nullopt;
    };
    const auto low = leading_number(text);
    if (!low || !number_slip(text).empty() || !std::isfinite(low->value)) return fault();
    unit = text.substr(low->text.size());
    shares.low = low->value / 100;
    if (unit.starts_with("..")) {
      const auto high = leading_number(unit.substr(2));
      if (!high || !number_slip(unit.substr(2)).empty() || !(high->value > low->value) || !std::isfinite(high->value)) return fault();
      shares.high = high->value / 100;
      unit.remove_prefix(2 + high->text.size());
    }
    if (unit.starts_with(' ')) unit.remove_prefix(1);
  }
  if (unit == "%/y") return shares;
  field.error("E202", fmt::format("a {} is a percentage a year, found {}", what, field.found()),
              fmt::format("write for example {}", example));
  return std::nullopt;
}

constexpr double largest_yearly = 1000;  // a thousandfold a year

std::optional<Distribution> read_decline(const Field& field) {
  const auto shares = yearly_shares(field, "decline", "\"20..50%/y\"");
  if (!shares) return std::nullopt;
  if (std::max(shares->low, shares->high.value_or(shares->low)) >= 1) {
    field.error("E210", fmt::format("a price cannot fall by 100% a year or more, found {}", field.found()));
    return std::nullopt;
  }
  if (shares->low < -largest_yearly) {
    field.error("E210", fmt::format("a price that rises more than a thousandfold a year, found {}", field.found()));
    return std::nullopt;
  }
  const auto halvings = [](double share) { return -std::log2(1 - share); };
  return between(halvings(shares->low), shares->high ? std::optional(halvings(*shares->high)) : std::nullopt);
}

/// "halving": "18 mo" or "8..24 mo". Months and years are mean ones: a trend knows no calendar.
std::optional<Distribution> read_halving(const Field& field) {
  if (!field.is_text()) {
    field.error("E208", fmt::format("expected the time in which the price halves, found {}", field.found()),
                "write for example \"8..24 mo\"");
    return std::nullopt;
  }
  if (!plain_characters(field)) return std::nullopt;
  const auto parsed = parse_quantity(field, field.value.text);
  if (!parsed) return std::nullopt;
  double each = 0;
  if (const auto months = calendar_months(parsed->unit)) each = *months * ms_of_a_month;
  if (const auto us = microseconds_in(parsed->unit)) each = static_cast<double>(*us) / 1000;
  if (each == 0) {
    field.error("E202", fmt::format("a halving time is a length of time, found {}", field.found()), "write for example \"8..24 mo\"");
    return std::nullopt;
  }
  const double low = parsed->low.value * each, high = parsed->high ? parsed->high->value * each : low;
  if (low < shortest_halving_ms || high > longest_halving_ms) {
    field.error("E210", fmt::format("a halving time is from a day to a thousand years, found {}", field.found()));
    return std::nullopt;
  }
  // The time is lognormal, and so is its inverse, with the ends swapped.
  const double year = days_of_a_year * 86'400'000;
  if (low == high) return Distribution::constant(year / low);
  return Distribution::lognormal_from_p5_p95(year / high, year / low);
}

std::optional<std::string> read_follows(const Field& field) {
  if (field.is_text() && !field.value.text.empty() && field.value.text.size() <= 80) return field.value.text;
  field.error("E208", fmt::format("expected the name of a class of models, found {}", field.found()),
              "write for example \"small text\"");
  return std::nullopt;
}

/// Of the price now, so that neither a currency nor an event has to be told of it.
std::optional<Distribution> read_floor(const Field& field, const Price* now, bool falls) {
  const auto floor = read_price(field.value, field.pointer, field.diagnostics);
  if (!floor || now == nullptr) return std::nullopt;
  if (floor->path != nullptr) {
    field.error("E235", "a floor is one price and has no path of its own", "write for example \"$0.05/1M tokens\"");
    return std::nullopt;
  }
  if (floor->per != now->per || floor->currency != now->currency) {
    field.error("E235", fmt::format("a floor has the unit and the currency of the price, found {}", field.found()),
                "write it as \"now\" is written");
    return std::nullopt;
  }
  const double of = static_cast<double>(now->exact.per_count.grains()), grains = static_cast<double>(floor->exact.per_count.grains());
  if (grains == 0) return Distribution::constant(0);
  if (falls && grains > of) {
    field.error("E235", fmt::format("a price that falls cannot fall to a floor above it, found {}", field.found()),
                "write a floor below \"now\", or a rising price: \"decline\": \"-10%/y\"");
    return std::nullopt;
  }
  if (!(of > 0)) return Distribution::constant(0);
  if (!floor->unknown) return Distribution::constant(grains / of);
  const double low = floor->unknown->of.quantile(0.05), high = floor->unknown->of.quantile(0.95);
  return Distribution::lognormal_from_p5_p95(grains / of * low, grains / of * high);
}

std::optional<PriceStep> read_step(const Field& field) {
  const auto fault = [&](const Field& at, std::string message, std::string hint) {
    at.error("E236", std::move(message), std::move(hint));
  };
  if (!field.is_object()) {
    fault(field, fmt::format("expected a step {{ \"at\", \"times\" }}, found {}", field.found()),
          "write for example { \"at\": \"2027-01-01\", \"times\": 2 }");
    return std::nullopt;
  }
  bool fine = read_notes(field, {"at", "times", "probability"}).has_value();
  PriceStep step;
  for (const std::string_view key : {"at", "times"}) {
    if (field.value.find(key) != nullptr) continue;
    fault(field, fmt::format("\"{}\" is missing in a step of a price", key), "write for example { \"at\": \"2027-01-01\", \"times\": 2 }");
    fine = false;
  }
  if (const JsonMember* at = field.value.find("at")) {
    const auto when = read_when(at->value, field.child(*at).pointer, field.diagnostics);
    if (when) step.at = *when;
    fine = fine && when;
  }
  if (const JsonMember* times = field.value.find("times")) {
    const Field found = field.child(*times);
    const auto number = read_constant(found, Dimension::number);
    if (number && !(*number >= 1e-6 && *number <= 1e6)) {
      fault(found, fmt::format("a step multiplies with 0.000001 to 1000000, found {}", found.found()), "write 2 for a price that doubles");
    }
    fine = fine && number && *number >= 1e-6 && *number <= 1e6;
    if (number) step.times = *number;
  }
  if (const JsonMember* chance = field.value.find("probability")) {
    const Field found = field.child(*chance);
    const auto share = read_ratio(chance->value, found.pointer, field.diagnostics);
    if (share && !(*share > 0)) fault(found, "a step that never happens", "remove it");
    fine = fine && share && *share > 0;
    if (share) step.probability = *share;
  }
  return fine ? std::optional(step) : std::nullopt;
}

std::optional<std::vector<PriceStep>> read_steps(const Field& field) {
  if (field.value.kind != JsonValue::Kind::array) {
    field.error("E236", fmt::format("expected a list of steps, found {}", field.found()),
                "write for example [{ \"at\": \"2027-01-01\", \"times\": 2 }]");
    return std::nullopt;
  }
  if (field.value.items.size() > max_price_steps) {
    field.error("E237", fmt::format("at most {} steps, found {}", max_price_steps, field.value.items.size()));
    return std::nullopt;
  }
  std::vector<PriceStep> steps;
  for (std::size_t i = 0; i < field.value.items.size(); ++i) {
    const auto step = read_step({field.value.items[i], fmt::format("{}/{}", field.pointer, i), field.diagnostics});
    if (step) steps.push_back(*step);
  }
  if (steps.size() != field.value.items.size()) return std::nullopt;
  std::stable_sort(steps.begin(), steps.end(), [](const PriceStep& a, const PriceStep& b) { return a.at < b.at; });
  return steps;
}

std::string written(const JsonValue& value) { return value.kind == JsonValue::Kind::string ? value.text : std::string(); }

/// How fast; false after a fault.
bool read_speed(const Field& object, PricePath& path) {
  std::vector<const JsonMember*> speeds;
  for (const std::string_view key : speed_keys) {
    if (const JsonMember* member = object.value.find(key)) speeds.push_back(member);
  }
  if (speeds.empty() && object.value.find("steps") != nullptr) return true;
  if (speeds.empty()) {
    object.error("E208", "\"decline\" is missing beside \"now\"",
                 "write \"decline\": \"20..50%/y\", \"halving\": \"8..24 mo\" or \"follows\": \"small text\"");
    return false;
  }
  bool fine = true;
  if (speeds.size() > 1) {
    object.child(*speeds[1])
        .error("E233", fmt::format("\"{}\" and \"{}\" both say how fast the price moves", speeds[0]->key, speeds[1]->key),
               "remove one of the two");
    fine = false;
  }
  for (const JsonMember* speed : speeds) {
    const Field field = object.child(*speed);
    if (speed->key == "follows") {
      const auto name = read_follows(field);
      if (name) path.follows = *name;
      fine = fine && name;
      continue;
    }
    path.halvings_per_year = speed->key == "decline" ? read_decline(field) : read_halving(field);
    path.speed_text = fmt::format("{} {}", speed->key, written(speed->value));
    fine = fine && path.halvings_per_year;
  }
  return fine;
}

}  // namespace

bool is_price_with_path(const JsonValue& object) {
  if (object.find("now") != nullptr) return true;
  return std::any_of(speed_keys.begin(), speed_keys.end(), [&](std::string_view key) { return object.find(key) != nullptr; });
}

std::shared_ptr<const PricePath> read_price_path(const Field& object, const Price* now) {
  auto path = std::make_shared<PricePath>();
  bool fine = read_speed(object, *path);
  if (const JsonMember* floor = object.value.find("floor")) {
    const bool falls = !path->halvings_per_year || path->halvings_per_year->quantile(0.5) > 0;
    path->floor_share = read_floor(object.child(*floor), now, falls);
    path->floor_text = written(floor->value);
    fine = fine && path->floor_share;
  }
  if (const JsonMember* steps = object.value.find("steps")) {
    auto read = read_steps(object.child(*steps));
    fine = fine && read;
    if (read) path->steps = std::move(*read);
  }
  return fine ? std::shared_ptr<const PricePath>(std::move(path)) : nullptr;
}

std::optional<Distribution> read_growth(const JsonValue& value, const std::string& pointer, Diagnostics& diagnostics) {
  const auto noted = without_notes({value, pointer, diagnostics});
  if (!noted) return std::nullopt;
  const auto shares = yearly_shares(noted->field, "growth", "\"0..20%/y\"");
  if (!shares) return std::nullopt;
  const double low = shares->low, high = shares->high.value_or(low);
  if (low > -1 && high <= largest_yearly) {
    return between(std::log2(1 + low), shares->high ? std::optional(std::log2(1 + high)) : std::nullopt);
  }
  noted->field.error("E210", fmt::format("a growth is above -100% a year and at most a thousandfold, found {}", noted->field.found()));
  return std::nullopt;
}

}  // namespace npcost
