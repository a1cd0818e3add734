#pragma once
// When sessions start: presets of the day and the week, and lists of weights.
//
// Presets   assumed shapes, smooth with a trough at night: a von Mises day exp(k cos(2π(h − peak)/24)) written down
//           as whole percents, times a weekend factor. What they aim at is the published ratio of peak to mean:
//           1.6–2.2 in one region, 1.2–1.4 world-wide (facts/players.md §1, an assumption there too).

#include <optional>
#include <string>
#include <vector>

#include "sim/reading/diagnostic.h"
#include "sim/reading/json_text.h"

namespace npcost {

struct DayShape {
  std::string name;                  ///< "flat", a preset's name, or "own weights"
  std::vector<double> hour_of_week;  ///< 168 weights with mean 1, Monday 00:00 first
};

/// A preset's name, or a list of 24 or 168 weights of at least 0 (E104, E106, E208).
std::optional<DayShape> read_day_shape(const JsonValue& value, const std::string& pointer, Diagnostics& diagnostics);
DayShape flat_day();
std::vector<std::string> day_shape_names();

/// A mixing weight: a number of at least 0 or a percentage.
std::optional<double> read_weight(const JsonValue& value, const std::string& pointer, Diagnostics& diagnostics);

}  // namespace npcost
