#pragma once
// A number as a scenario writes it, turned by a slider: "60..160 tokens" becomes "75..200 tokens", and stays what it was otherwise.
//
// Middle    of a constant: itself; of a range: the geometric mean of its ends (the median of a lognormal), or the plain one if it begins
//           at 0; of {"dist": …}: median, mean, value or mode, or what lies between its percentiles.
// Turned    every end, percentile, mean and clamp is multiplied alike, so that the spread keeps its shape. Remarks beside it stay.
// Digits    three, or all that stand before the point: nobody means the fourth. As many more as two ends need to differ.

#include <optional>
#include <string>

#include "sim/reading/json_text.h"

namespace npcost::window {

struct WrittenNumber {
  double middle = 0;        ///< in the unit it is written in, k M B written out
  double low = 0, high = 0; ///< the ends of all its numbers; a constant's are its middle
  std::string sign;         ///< in front of it: "$", ""
  std::string unit;         ///< "tokens", "/1M tokens", "%", ""
  bool varies = false;      ///< a range or a distribution
};

/// Nothing if it is no number that can be turned: a word, a table, a mixture.
std::optional<WrittenNumber> written_number(const JsonValue& value);
/// The same value with its middle at `middle`, as text that `--set` takes. `whole`: its numbers are whole ones. Requires that
/// written_number() gives one; a middle of 0 can only be turned if it is a constant.
std::string turned(const JsonValue& value, double middle, bool whole);
/// Plain text of a value: a string's own text, other values as compact JSON, without remarks.
std::string plain_text(const JsonValue& value);
/// Digits as above.
std::string number_text(double value, bool whole);

}  // namespace npcost::window
