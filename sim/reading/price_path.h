#pragma once
// How one price is expected to move, as a scenario says it: {"now": "$0.40/1M tokens", "halving": "8..24 mo", "floor": "$0.05/1M tokens"}.
//
// Meaning   p(t) = floor + (now − floor) · 2^(−halvings a year · years since t0), t0 the day that the forecast begins, times the steps
//           that have happened by t. A year has 365.25 days.
// Speed     "decline": "30%/y" is −log2(1 − 0.3) halvings a year; 0 and negative declines (a price that rises) are allowed. "halving" is
//           the time in which the distance to the floor halves. "follows" takes speed, and the floor where none is written, from the dated
//           history of a class of models. With steps alone the price is held between them.
// Spread    a range is one value that nobody knows, as a 90 % interval: one draw per draw of the forecast, never one per month. A range of
//           declines is lognormal in what is left after a year, a range of halving times in the time.
// Errors    E208 without any of them, E233 two speeds, E235 floors, E236 steps, E237 too many steps, and those of the quantities.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/base/distribution.h"
#include "sim/reading/quantity.h"

namespace npcost {

/// Of a forecast, on average over leap years.
inline constexpr double days_of_a_year = 365.25;

/// What a provider has announced, or what somebody wants to try: from that day on the price is multiplied.
struct PriceStep {
  LocalTime at{};
  double times = 1;         ///< from 1e-6 to 1e6; 2 doubles
  double probability = 1;   ///< that it happens, drawn once per draw; above 0
};
inline constexpr std::size_t max_price_steps = 64;

struct PricePath {
  std::optional<Distribution> halvings_per_year;  ///< negative: it rises; absent: `follows`, or held between steps
  std::string follows;                            ///< a class of the price history, or ""
  std::optional<Distribution> floor_share;        ///< of the price now, at least 0; absent: what the class says, or 0
  std::vector<PriceStep> steps;                   ///< in the order of their days
  std::string speed_text, floor_text;             ///< as written: "decline 20..50%/y", "$0.05/1M tokens"; or ""
};

/// "20%/y" or "-5..20%/y": how quantities grow, in doublings a year (log2(1 + rate); normal between the ends of a range). Negative ones
/// shrink; −100 % and less are refused (E210).
std::optional<Distribution> read_growth(const JsonValue& value, const std::string& pointer, Diagnostics& diagnostics);

}  // namespace npcost
