#include "sim/scenario/written_number.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "sim/reading/diagnostic.h"
#include "sim/reading/quantity_number.h"
#include "sim/reading/quantity_units.h"
#include "sim/scenario/files/json_write.h"
#include "sim/scenario/keys/key_table.h"

namespace npcost {

namespace {

std::string_view without_space(std::string_view text) { return text.starts_with(' ') ? text.substr(1) : text; }

bool is_counted(std::string_view behind) {
  const UnitInfo* unit = find_unit(without_space(behind));
  if (unit == nullptr || unit->name.empty()) return false;
  return unit->dimension == Dimension::tokens || unit->dimension == Dimension::chars || unit->dimension == Dimension::count;
}

std::optional<WrittenNumber> number_in(std::string_view text) {
  std::size_t begin = 0;
  const auto may_stand_before = [](char c) {
    return (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != ' ' && c != '.' && c != ',';
  };
  while (begin < text.size() && may_stand_before(text[begin]) && text[begin] != '-' && text[begin] != '+') ++begin;
  const auto number = leading_number(text.substr(begin));
  if (!number || number->magnitude != ParsedNumber::Magnitude::fine) return std::nullopt;
  const std::string_view behind = text.substr(begin + number->text.size());
  const bool goes_on = !behind.empty() && std::string_view(".,-:T_").find(behind.front()) != std::string_view::npos;
  if (goes_on) return std::nullopt;  // a range, a date, a time of day, a slip
  return WrittenNumber{number->value, std::string(text.substr(0, begin)), std::string(behind), true, is_counted(behind)};
}

/// What one of the unit is in what both have in common, and what that is.
struct Measure {
  double base_units = 1;
  std::string of;
};

std::optional<Measure> measure_of(const WrittenNumber& number) {
  const std::string_view behind = without_space(number.behind);
  const std::size_t slash = behind.find('/');
  const bool is_price = !number.before.empty() || is_currency(behind.substr(0, 3));
  if (is_price && slash != std::string_view::npos) {
    const PerInfo* per = find_per(without_space(behind.substr(slash + 1)));
    if (per == nullptr) return std::nullopt;
    std::string currency = number.before + std::string(behind.substr(0, slash));
    std::erase(currency, ' ');
    return Measure{1 / (std::pow(10.0, per->power) * per->factor), fmt::format("{} per {}", currency, static_cast<int>(per->per))};
  }
  const UnitInfo* unit = find_unit(behind);
  if (!number.before.empty() || unit == nullptr) return std::nullopt;
  return Measure{unit->times / unit->over, std::to_string(static_cast<int>(unit->dimension))};
}

std::string plain_digits(double value, bool whole, int digits) {
  if (whole || value == 0) return fmt::format("{:.0f}", value == 0 ? 0.0 : value);
  const int before_point = static_cast<int>(std::floor(std::log10(std::abs(value)))) + 1;
  std::string text = fmt::format("{:.{}f}", value, std::clamp(digits - before_point, 0, 40));
  if (text.find('.') == std::string::npos) return text;
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

}  // namespace

std::optional<WrittenNumber> written_number(const JsonValue& value) {
  if (value.kind == JsonValue::Kind::string) return number_in(value.text);
  if (value.kind == JsonValue::Kind::number) {
    auto number = number_in(value.text);
    if (!number || !number->behind.empty() || !number->before.empty()) return std::nullopt;
    number->text = false;
    return number;
  }
  const JsonMember* inner = value.kind == JsonValue::Kind::object ? value.find("value") : nullptr;
  return inner == nullptr ? std::nullopt : written_number(inner->value);
}

std::optional<WrittenNumber> written_number(const std::string& text) {
  const SourceText source{"", text};
  Diagnostics no_json;
  const JsonValue value = read_json(source, no_json);
  return no_json.has_errors() ? number_in(text) : written_number(value);
}

std::optional<double> in_unit_of(const WrittenNumber& like, const WrittenNumber& number) {
  const bool same = like.before == number.before && without_space(like.behind) == without_space(number.behind);
  if (same) return number.value;
  const auto theirs = measure_of(like), own = measure_of(number);
  if (!theirs || !own || theirs->of != own->of) return std::nullopt;
  return number.value * own->base_units / theirs->base_units;
}

std::string written(const WrittenNumber& like, double value, int digits) {
  const std::string number = plain_digits(value, like.whole, digits);
  return like.text ? json_string(like.before + number + like.behind) : number;
}

double next_digit(const WrittenNumber& like, double value) {
  if (like.whole || value == 0) return 1;
  constexpr int all_digits = 9;
  return std::pow(10.0, std::floor(std::log10(std::abs(value))) - (all_digits - 1));
}

double rounded(const WrittenNumber& like, double value, bool up) {
  const double step = next_digit(like, value);
  // A number that is written with so many digits is not moved by the last bit of its quotient.
  const double steps = value / step;
  const double nearest = std::round(steps);
  if (std::abs(steps - nearest) < 1e-4 && !like.whole) return nearest * step;
  return (up ? std::ceil(steps) : std::floor(steps)) * step;
}

double between(double from, double to, double share, bool logarithmic) {
  if (share <= 0) return from;
  if (share >= 1) return to;
  return logarithmic ? from * std::pow(to / from, share) : from + (to - from) * share;
}

bool counted_at(std::string_view pointer) {
  const Key* key = key_at(pointer);
  return key != nullptr && (key->type == KeyType::whole || (key->type == KeyType::quantity && key->dimension == Dimension::count));
}

std::string shown_value(const std::string& json) {
  const SourceText source{"", json};
  Diagnostics no_json;
  const JsonValue value = read_json(source, no_json);
  if (no_json.has_errors()) return json;
  if (value.kind == JsonValue::Kind::string) return value.text;
  const JsonValue plain = without_remarks(value);
  return plain.kind == JsonValue::Kind::string ? plain.text : compact_json(plain);
}

}  // namespace npcost
