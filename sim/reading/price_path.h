#pragma once
// How one price is expected to move, as a scenario says it: {"now": "$0.40/1M tokens", "halving": "8..24 mo", "floor": "$0.05/1M tokens"}.
//
// Meaning   p(t) = floor + (now − floor) · 2^(−(t − t0) / halving), t0 the day that the forecast begins, times the steps that have happened by t.
//           A yearly decline δ is a halving time of ln 2 / −ln(1 − δ) years; 0 and negative declines (a price that rises) are allowed.
//           "follows" takes speed and floor from the dated history of a class of models instead.
// Spread    a range is one value that nobody knows: one draw per draw of the forecast, never one per month.

#include <optional>
#include <string>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/base/distribution.h"
#include "sim/reading/quantity.h"

namespace npcost {

/// What a provider has announced, or what somebody wants to try: from that day on the price is multiplied.
struct PriceStep {
  LocalTime at{};
  double times = 1;         ///< above 0; 2 doubles
  double probability = 1;   ///< that it happens, drawn once per draw
};

struct PricePath {
  std::optional<Unknown> decline;   ///< share a year, below 1, may be negative; exactly one of decline, halving and follows
  std::optional<Unknown> halving;   ///< ms; above 0
  std::string follows;              ///< a class of the price history, or ""
  std::optional<Price> floor;       ///< same unit as the price; absent: what the class says, or 0
  std::vector<PriceStep> steps;
};

}  // namespace npcost
