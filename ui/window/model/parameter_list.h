#pragma once
// Every number of a scenario that a slider can turn, found by the one table of keys.
//
// Which     quantities, prices, money, shares, lengths of time, whole numbers, limits, as the resolved scenario has them, defaults
//           included; and prices that come from a catalog, as they are when the run begins. Not: mixing weights, shapes of the day, tables
//           of prices by date, hour or volume, and what this version does not simulate.
// Order     groups as in the file; inside a group as in the file, then its defaults.

#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/read_scenario.h"
#include "ui/window/model/screen.h"

namespace npcost::window {

struct ListedParameter {
  Parameter shown;          ///< `file_value`, `file_text`, `changed` and `fault` are left to the caller
  std::string target;       ///< what a setting replaces: shown.pointer, or the "value" in it that has remarks
  JsonValue value;          ///< at `target`, as written
};

/// Requires a scenario that was read with_origins and without errors.
std::vector<ListedParameter> list_parameters(const ReadScenario& read);

/// The text of a setting that puts the parameter's slider to `value`, inside the key's limits.
std::string text_at(const ListedParameter& parameter, double value);

}  // namespace npcost::window
