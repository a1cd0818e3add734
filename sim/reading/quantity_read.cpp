// A JSON number or string becomes a quantity in base units: the unit must exist and must fit the field.

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "sim/reading/quantity_field.h"
#include "sim/reading/quantity_units.h"

namespace npcost {
namespace {

void wrong_type(const Field& field, Dimension dimension) {
  field.error("E208", fmt::format("expected {}, found {}", dimension_phrase(dimension), field.found()),
              fmt::format("write for example {}", dimension_example(dimension)));
}

/// "600" or 600 where a unit is needed; the edit is only named where one unit is the obvious one.
void missing_unit(const Field& field, Dimension dimension, std::string_view number) {
  const std::string code = field.is_number() ? "E208" : "E202";
  const std::string message = fmt::format("{} needs a unit, found {}", dimension_phrase(dimension), field.found());
  switch (dimension) {
    case Dimension::tokens: return field.error_write(code, message, fmt::format("\"{} tokens\"", number));
    case Dimension::chars: return field.error_write(code, message, fmt::format("\"{} chars\"", number));
    case Dimension::frequency: return field.error_write(code, message, fmt::format("\"{}/d\"", number));
    case Dimension::token_rate: return field.error_write(code, message, fmt::format("\"{} tokens/s\"", number));
    case Dimension::speech_rate: return field.error_write(code, message, fmt::format("\"{} wpm\"", number));
    case Dimension::duration:
      return field.error(code, message,
                         fmt::format("write \"{0} ms\", \"{0} s\", \"{0} min\", \"{0} h\" or \"{0} d\"", number));
    case Dimension::ratio:
      return field.error(code, message,
                         fmt::format("write \"{0}%\", or a number between 0 and 1 without quotes", number));
    default: return field.error(code, message);
  }
}

void unknown_unit(const Field& field, const ParsedQuantity& parsed, Dimension dimension) {
  const std::string number =
      field.value.text.substr(0, static_cast<std::size_t>(parsed.unit.data() - field.value.text.data()));
  if (parsed.unit == "m" || parsed.unit == "/m") {
    const std::string slash = parsed.unit == "m" ? "" : "/";
    return field.error("E205", fmt::format("{} is ambiguous: minutes or months?", quote(field.value.text)),
                       fmt::format("write \"{0}{1}min\" or \"{0}{1}mo\"", number, slash));
  }
  if (calendar_months(parsed.unit) && dimension == Dimension::duration) {
    return field.error(
        "E207",
        fmt::format("calendar months and years differ in length, so they cannot stand here, found {}", field.found()),
        "write days or weeks: \"30 d\"");
  }
  const std::string near = nearest_unit(parsed.unit, dimension);
  const std::string message = parsed.unit.empty() ? "" : fmt::format("no unit is called {}", quote(parsed.unit));
  if (near.empty()) {
    return field.error("E202", message,
                       fmt::format("{} is written {}", dimension_phrase(dimension), dimension_example(dimension)));
  }
  field.error_write("E202", message, quote(number + near));
}

bool is_share(const Field& field, double low, double high) {
  if (low >= 0 && high <= 1) return true;
  const bool percent_meant = field.is_number() && high <= 100;
  const std::string edit = fmt::format("\"{}%\"", field.value.text);
  field.error("E211",
              fmt::format("a share must lie between 0 and 1, found {}",
                          field.is_number() ? field.value.text.substr(0, 60) : field.found()),
              percent_meant ? fmt::format("did you mean {}?", edit) : "", percent_meant ? edit : "");
  return false;
}

std::optional<Quantity> checked(const Field& field, Dimension dimension, Quantity quantity) {
  const double top = quantity.high.value_or(quantity.low);
  if (dimension == Dimension::ratio && !is_share(field, quantity.low, top)) return std::nullopt;
  if (!(top <= largest_quantity)) {
    field.error("E210", fmt::format("{} is more than npcost can count", field.found()));
    return std::nullopt;
  }
  quantity.whole = std::floor(quantity.low) == quantity.low;
  return quantity;
}

std::optional<Quantity> from_json_number(const Field& field, Dimension dimension) {
  const auto number = leading_number(field.value.text);
  if (!number || number->text.size() != field.value.text.size()) {  // read_json has proved the grammar
    wrong_type(field, dimension);
    return std::nullopt;
  }
  const bool unitless =
      dimension == Dimension::number || dimension == Dimension::count || dimension == Dimension::ratio;
  if (!unitless) {
    missing_unit(field, dimension, field.value.text.substr(0, 40));
    return std::nullopt;
  }
  using Magnitude = ParsedNumber::Magnitude;
  if (number->magnitude != Magnitude::fine) {
    field.error("E210", fmt::format("{} is too {}", field.found(),
                                    number->magnitude == Magnitude::too_large ? "large" : "small to be told from 0"));
    return std::nullopt;
  }
  if (number->exact.negative) {
    field.error("E210", fmt::format("must not be negative, found {}", field.found()));
    return std::nullopt;
  }
  return checked(field, dimension, {number->value, std::nullopt, true});
}

}  // namespace

std::optional<Quantity> read_quantity(const Field& field, Dimension dimension) {
  if (field.is_number()) return from_json_number(field, dimension);
  if (!field.is_text()) {
    wrong_type(field, dimension);
    return std::nullopt;
  }
  if (!plain_characters(field)) return std::nullopt;
  const auto parsed = parse_quantity(field, field.value.text);
  if (!parsed) return std::nullopt;
  double times = 1, over = 1;
  if (parsed->unit.empty()) {
    if (dimension != Dimension::number && dimension != Dimension::count) {
      missing_unit(field, dimension, field.value.text);
      return std::nullopt;
    }
  } else {
    const UnitInfo* unit = find_unit(parsed->unit);
    if (unit == nullptr) {
      unknown_unit(field, *parsed, dimension);
      return std::nullopt;
    }
    if (unit->dimension != dimension) {
      field.error("E207",
                  fmt::format("expected {}, found {}: {}", dimension_phrase(dimension),
                              dimension_phrase(unit->dimension), field.found()),
                  fmt::format("write for example {}", dimension_example(dimension)));
      return std::nullopt;
    }
    times = unit->times, over = unit->over;
  }
  Quantity quantity{parsed->low.value * times / over, std::nullopt, true};
  if (parsed->high) quantity.high = parsed->high->value * times / over;
  return checked(field, dimension, quantity);
}

std::optional<double> read_constant(const Field& field, Dimension dimension) {
  const auto quantity = read_quantity(field, dimension);
  if (!quantity) return std::nullopt;
  if (!quantity->constant()) {
    field.error("E218", fmt::format("one value is needed here, found the range {}", quote(field.value.text)));
    return std::nullopt;
  }
  return quantity->low;
}

}  // namespace npcost
