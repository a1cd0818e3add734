#pragma once
// How fast the cheapest price of a class fell: straight lines through logarithms of monthly prices.
//
// Units     speed in halvings a year: 1 halves the price every year, 0 keeps it, −1 doubles it. Ten times cheaper a year is 3.32.
// Input     monthly_cheapest(): plateaus and rises weigh as much as falls, unlike a fit of record lows.
// Errors    none: too short a series has no fit. A series of one price has the speed 0.
// Source    least squares on log2(price), as published estimates of the fall of model prices do; the floor is ours.

#include <optional>
#include <span>

#include "sim/prices/history/price_history.h"

namespace npcost {

/// Fewer months say nothing of a speed.
inline constexpr std::size_t fewest_months = 7;
/// Two years: what older months say of today's speed is little.
inline constexpr int window_months = 24;

/// price(t) = now · 2^(−halvings_per_year · years since the last day)
struct LogLinearFit {
  double halvings_per_year = 0;
  double now = 0;           ///< the line on the last day; the price itself may differ
  double r_squared = 0;     ///< share of the variance of the logarithms; 0 for a constant price
  std::size_t months = 0;
};
std::optional<LogLinearFit> fit_log_linear(std::span<const MonthlyPrice> series);

/// price(t) = floor + (now − floor) · 2^(−halvings_per_year · years since the last day)
struct FloorFit {
  double floor = 0;  ///< below the lowest price; 0 if none explains the series better, or if nothing falls towards it
  double halvings_per_year = 0;
  double now = 0;
};
std::optional<FloorFit> fit_floor(std::span<const MonthlyPrice> series);

/// The months of the last two years, up to the last one.
std::span<const MonthlyPrice> last_window(std::span<const MonthlyPrice> series);

}  // namespace npcost
