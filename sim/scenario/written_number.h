#pragma once
// One known number as a scenario writes it, apart from what stands around it: "$0.15/1M tokens" is 0.15 between "$" and "/1M tokens".
//
// For       values that are made, not read: the steps between two ends of a sweep, the number that a search tries next. What is made
//           becomes text in the notation of its end and is then read, exactly and with every check, as if a person had written it.
// Digits    nine that matter, or all before the point of a number that is counted (tokens, turns, players). Nobody's luck hangs on the
//           tenth, and 0.1 + 0.2 is written 0.3.
// Source    numbers as in scenario language §3.

#include <optional>
#include <string>
#include <string_view>

#include "sim/reading/json_text.h"

namespace npcost {

struct WrittenNumber {
  double value = 0;            ///< in the unit that it is written in; k, M and B written out
  std::string before, behind;  ///< "$" and "/1M tokens"; "" and " tokens"; "" and "%"
  bool text = false;           ///< a JSON string, as everything with a unit; otherwise a JSON number
  bool whole = false;          ///< a unit that is counted: only whole numbers can be read
};

/// Also inside {"value": …}. Nothing for ranges, distributions, dates, words and tables.
std::optional<WrittenNumber> written_number(const JsonValue& value);
/// The same of JSON text, or of plain text as --set takes it.
std::optional<WrittenNumber> written_number(const std::string& text);

/// The number in the unit of `like`: "5 min" as 300 of "s". Nothing if they do not measure the same in a fixed ratio, or in two currencies.
std::optional<double> in_unit_of(const WrittenNumber& like, const WrittenNumber& number);

/// JSON text of a number in this notation, rounded as above, or to fewer digits.
std::string written(const WrittenNumber& like, double value, int digits = 9);
/// Of values between two ends: nobody means the seventh digit of a step, or the fifth of an equal ratio.
constexpr int digits_between(bool logarithmic) { return logarithmic ? 4 : 6; }
/// The nearest number that `written` writes whole, not below it or not above it.
double rounded(const WrittenNumber& like, double value, bool up);

/// What one step in the last of those digits is worth.
double next_digit(const WrittenNumber& like, double value);

/// From one end to the other: share 0 is `from` and 1 is `to`. Logarithmic requires ends of one sign, not 0.
double between(double from, double to, double share, bool logarithmic);

/// Whether a plain number at this pointer of a scenario is counted ("conversations": 2): only whole ones can be read.
bool counted_at(std::string_view pointer);

/// JSON text of a value as a person reads it, without the quotes around a string.
std::string shown_value(const std::string& json);

}  // namespace npcost
