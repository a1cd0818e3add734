#pragma once
// From trials to a plane that can be drawn: ratios, what stands between cells that were run, ranges to begin with.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/window/model/screen.h"

namespace npcost::window {

/// What a goal's values are measured against: its limit, or what the scenario itself has. Nothing: neither is known and above 0.
std::optional<double> against(const SweepScreen& sweep, std::size_t goal);

struct SweepPlane {
  std::vector<double> ratios;             ///< [cell] value ÷ against(); NaN: nobody knows
  std::vector<std::uint8_t> guessed;      ///< [cell] 1: still to come, and read between its neighbours
  double octaves = 1;                     ///< doublings that the colours need, 0.5 … 5
};

/// Cells to come are interpolated, along rows that have trials and then between those, in logarithms: a lattice that gets finer looks
/// like the whole plane from its first dozen trials on. All NaN if no trial is through.
SweepPlane plane_of(const SweepScreen& sweep, std::size_t goal);

/// The screen's parameter of that pointer; null if there is none.
const Parameter* parameter_at(const Screen& screen, std::string_view pointer);
/// A range around where a parameter stands: a third to three times as much, or all of a slider that begins at 0.
SweepWish::Side side_around(const Parameter& parameter);
/// The goal that the scenario is farthest from keeping; the first if nothing is known.
std::size_t hardest_goal(const SweepScreen& sweep);
/// A pair to begin with: the price of what weighs most in the dearest mode, and a reply's length; any two else. Empty pointers if there are
/// none.
SweepWish first_wish(const Screen& screen);

/// As it is typed: four digits, no exponent; and back, with k, M and B. Nothing: it is no number.
std::string typed_number(double value);
std::optional<double> number_typed(std::string_view text);

/// Why a side cannot be tried, as a key of the words; nothing: it can.
enum class SideFault : std::uint8_t { none, no_parameter, no_number, not_ascending, out_of_limits };
SideFault fault_of(const Screen& screen, const SweepWish::Side& side, const std::string& low, const std::string& high);

}  // namespace npcost::window
