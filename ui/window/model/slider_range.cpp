#include "ui/window/model/slider_range.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "sim/scenario/files/json_write.h"

namespace npcost::window {
namespace {

/// Base units in one of the unit that the number is written in; nothing where nobody can say ("mo").
std::optional<double> base_units(const Key& key, const std::string& unit) {
  Dimension dimension = key.dimension;
  if (key.type == KeyType::duration) dimension = Dimension::duration;
  if (key.type == KeyType::ratio) dimension = Dimension::ratio;
  const bool measured = key.type == KeyType::quantity || key.type == KeyType::duration || key.type == KeyType::ratio;
  if (unit.empty() || !measured) return 1;
  const bool attached = unit == "%" || unit.starts_with('/');
  const JsonValue one = json_text_value(attached ? "1" + unit : "1 " + unit);
  Diagnostics none;
  const std::optional<Spread> spread = read_spread(one, "", dimension, Level::run, none);
  if (!spread || !spread->is_constant() || spread->value() <= 0) return std::nullopt;
  return spread->value();
}

bool is_share(const Key& key) {
  return key.type == KeyType::ratio || (key.type == KeyType::quantity && key.dimension == Dimension::ratio);
}

bool is_counted(const Key& key) {
  if (key.type == KeyType::whole) return true;
  const bool counts = key.dimension == Dimension::tokens || key.dimension == Dimension::chars || key.dimension == Dimension::count;
  return key.type == KeyType::quantity && counts;
}

}  // namespace

void set_slider(Parameter& parameter, const Key& key, const WrittenNumber& number) {
  const std::optional<double> known = base_units(key, parameter.unit);
  const double base = known.value_or(1);
  const bool has_limits = key.type == KeyType::quantity || key.type == KeyType::whole || key.type == KeyType::duration ||
                          key.type == KeyType::signed_number;
  const bool bounded = has_limits && known.has_value();
  const double least = is_share(key) ? 0 : bounded ? key.low / base : 0;
  const double most = is_share(key) ? 1 / base : bounded ? key.high / base : 1e15;
  const double value = number.middle;
  parameter.whole = is_counted(key) && !number.varies;
  if (is_share(key)) {
    parameter.low = 0;
    parameter.high = most;
  } else if (value > 0) {
    parameter.logarithmic = true;
    parameter.low = std::clamp(value / 20, std::min(least, value), value);
    parameter.high = std::clamp(value * 5, value, std::max(most, value));
    if (parameter.whole) parameter.low = std::min(value, std::max(1.0, std::ceil(parameter.low)));
  } else {
    parameter.low = std::min(least, value);
    parameter.high = std::min(most, parameter.unit == "tokens" ? 1000.0 : 10.0);
  }
  parameter.least = least;
  parameter.most = most;
}

double within_limits(const ListedParameter& parameter, double value) {
  const std::optional<WrittenNumber> number = written_number(parameter.value);
  const Parameter& shown = parameter.shown;
  if (!number || number->middle == 0) return std::clamp(value, shown.least, std::max(shown.least, shown.most));
  const double up = number->high / number->middle, down = number->low / number->middle;
  if (up > 0) value = std::min(value, shown.most / up);
  if (down > 0) value = std::max(value, shown.least / down);
  return value;
}

}  // namespace npcost::window
