// Values that are one number: shares, whole numbers, speeds of speech.

#include <fmt/format.h>

#include <utility>

#include "sim/base/money.h"
#include "sim/reading/quantity_field.h"
#include "sim/reading/quantity_units.h"

namespace npcost {

std::optional<double> read_ratio(const JsonValue& value, const std::string& pointer, Diagnostics& diagnostics) {
  const auto noted = without_notes({value, pointer, diagnostics});
  if (!noted) return std::nullopt;
  return read_constant(noted->field, Dimension::ratio);
}

std::optional<SpeechRate> read_speech_rate(const JsonValue& value, const std::string& pointer,
                                           Diagnostics& diagnostics) {
  const auto noted = without_notes({value, pointer, diagnostics});
  if (!noted) return std::nullopt;
  const Field& field = noted->field;
  SpeechRate rate;
  const std::string_view chars_per_second = "chars/s";
  if (field.is_text() && field.value.text.ends_with(chars_per_second)) {
    if (!plain_characters(field)) return std::nullopt;
    const auto parsed = parse_quantity(field, field.value.text);
    if (!parsed) return std::nullopt;
    if (parsed->unit != chars_per_second) {
      field.error("E202", fmt::format("no unit is called {}", quote(parsed->unit.substr(0, 60))),
                  "write \"15 chars/s\"");
      return std::nullopt;
    }
    if (parsed->high) {
      field.error("E218", fmt::format("one speed is needed here, found the range {}", field.found()));
      return std::nullopt;
    }
    rate = {parsed->low.value * 60, false};
  } else {
    const auto words = read_constant(field, Dimension::speech_rate);
    if (!words) return std::nullopt;
    rate = {*words, true};
  }
  if (rate.per_minute > 0 && rate.per_minute <= largest_quantity) return rate;
  field.error("E210", fmt::format("a speed must lie above 0 and be finite, found {}", field.found()),
              "write for example \"150 wpm\"");
  return std::nullopt;
}

std::optional<std::int64_t> read_whole_number(const JsonValue& value, const std::string& pointer, std::int64_t low,
                                              std::int64_t high, Diagnostics& diagnostics) {
  const auto noted = without_notes({value, pointer, diagnostics});
  if (!noted) return std::nullopt;
  const Field& field = noted->field;
  // The number is read twice: as a count, for its unit and all faults of notation, and exactly, beyond 2^53.
  if (!field.is_number() && !field.is_text()) {
    field.error("E208", fmt::format("expected a whole number, found {}", field.found()),
                fmt::format("write for example {}", low));
    return std::nullopt;
  }
  if (field.is_text()) {
    if (!read_constant(field, Dimension::count)) return std::nullopt;
  }
  const auto number = leading_number(field.value.text);
  const WholeResult whole = number ? scaled_to_whole(number->exact, 0, 1) : WholeResult{Fit::too_fine, 0};
  if (whole.fit == Fit::yes && whole.value >= low && whole.value <= high) return static_cast<std::int64_t>(whole.value);
  field.error("E210", fmt::format("must be a whole number from {} to {}, found {}", low, high, field.found()));
  return std::nullopt;
}

}  // namespace npcost
