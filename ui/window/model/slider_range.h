#pragma once
// From where to where a slider goes, and what may not be passed.
//
// Prices, rates, counts and times go from a twentieth of today's value to five times it, on a logarithmic scale; shares from 0 to 1; both
// inside what the key allows. Today's value is always inside.

#include "sim/scenario/keys/key_table.h"
#include "ui/window/model/notation.h"
#include "ui/window/model/parameter_list.h"

namespace npcost::window {

/// Sets low, high, logarithmic and whole of a parameter whose unit and value are set.
void set_slider(Parameter& parameter, const Key& key, const WrittenNumber& number);
/// The value, so far inside the key's limits that both ends of a range are.
double within_limits(const ListedParameter& parameter, double value);

}  // namespace npcost::window
