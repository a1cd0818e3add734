#pragma once
// A number that can be turned: its name, its value and unit, a slider with a tick at the file's value.
//
// Mouse     drag the slider; click the value to type it; click the dot of a changed one to reset it.
// Keyboard  one Tab stop: ← → turn it by a hundredth of its range, Enter types, Delete resets.
// Faults    what was typed and is not taken stays in red with a sign, and the sentence in the tip; the row keeps its height.

#include <string>

#include "ui/window/model/screen.h"
#include "ui/window/widgets/ui.h"

namespace npcost::window {

inline constexpr float parameter_row_height = 46;  ///< design pixels

/// The row whose value is being typed; one at a time.
struct Typing {
  std::string pointer, text;
  bool fresh = false;
};

struct ParameterRow {
  const Parameter* parameter = nullptr;
  std::string label, value, unit;        ///< as shown
};

struct ParameterAnswer {
  std::optional<double> dragged;         ///< a new value of the slider
  bool released = false;
  std::optional<std::string> typed;
  bool reset = false;
};

/// `name`: "params" gives marks "params/npcs/x/reply", "….slider", "….value".
ParameterAnswer parameter_row(Ui& ui, const std::string& name, const draw::Rect& box, const ParameterRow& row, Typing& typing);

/// Where a value stands on its slider, 0…1, and back: clamped, rounded to three digits or whole numbers.
float part_of(const Parameter& parameter, double value);
double value_at(const Parameter& parameter, float part);

}  // namespace npcost::window
