#pragma once
// How wrong the fit has been so far: on the first day of every quarter the same fit is made with what was known on that day, and held
// against what happened until a later day. Private to sim/prices/history.
//
// Walk      fits and outcomes up to its last day. Everything of an earlier day is in it unchanged, so that a walk to today answers for
//           every day before: only fits and outcomes whose last day is not later are used.
// Overlap   fits of neighbouring quarters share months, classes share models and markets: these are far fewer independent
//           facts than their number.

#include <cstdint>
#include <vector>

#include "sim/prices/history/price_history.h"

namespace npcost {

/// Months after which an outcome is judged.
inline constexpr int horizons[] = {6, 12, 18, 24};

struct PastFit {
  std::size_t index = 0;  ///< of the class
  Day day{};
  double halvings_per_year = 0;
  double floor = 0;                  ///< 0 if none
  std::vector<double> lowest_after;  ///< [m]: the lowest price 1 … m + 1 months later, as far as known by the walk's last day
};

struct PastOutcome {
  std::size_t fit = 0;  ///< in Walk::fits
  Day known{};          ///< the first day on which it was known
  int months = 0;
  double halvings_per_year = 0;  ///< that would have led from the price of the fit's day to that of `known`
};

struct Walk {
  std::vector<PastFit> fits;  ///< by class, then ascending by day
  std::vector<PastOutcome> outcomes;
};
Walk walk_to(const PriceHistory& history, Day last);

/// The first days of quarters on which a price of the class is known, up to `last`.
std::vector<Day> quarters(const PriceHistory& history, std::size_t index, Day last);

}  // namespace npcost
