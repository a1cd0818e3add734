#pragma once
// The outlooks of earlier days against what happened: how often the 80 % interval held the price.
//
// Pairs     every class on the first day of every quarter, and the price 6, 12, 18 and 24 months later where it is known. A walk
//           forward: the outlook of a day is made as outlook_of() would have made it on that day.
// Dependent neighbouring quarters share most of their months, classes share models. `apart` holds pairs of which none overlaps
//           another of its class and horizon: still not independent, for one market stands behind all classes.
// Chosen    the method was chosen by its loss on outcomes known before `method_chosen()`; the candidates were drawn up with later pairs
//           in sight. docs/back-test.md tells what was seen when, so the later pairs are reported by themselves and are no blind test.

#include <optional>
#include <string>
#include <vector>

#include "sim/prices/history/outlook.h"

namespace npcost {

/// Outcomes known by this day had a say in the choice of the method.
Day method_chosen();

struct BackTestPair {
  std::size_t index = 0;  ///< of the class
  Day day{};
  int months = 0;
  double price = 0;               ///< per unit on that day
  double low = 0, middle = 0, high = 0;  ///< p10, p50, p90 of the later price as a share of that day's
  double outcome = 0;             ///< the later price as a share of that day's
  bool fitted = false;            ///< the class was old enough for a fit of its own
  bool apart = false;             ///< overlaps no earlier pair that is apart, of the same class and horizon
  bool lower() const { return outcome < low * (1 - 1e-9); }
  bool higher() const { return outcome > high * (1 + 1e-9); }
  bool inside() const { return !lower() && !higher(); }
};

/// How many of some pairs held.
struct Coverage {
  std::string of;  ///< "all pairs", "6 months", …
  std::size_t pairs = 0, inside = 0, lower = 0, higher = 0;
  double width = 0;       ///< median of p90 ÷ p10: an interval that holds everything says nothing
  double middle_off = 0;  ///< median of p50 ÷ outcome, or of outcome ÷ p50 where that is larger: at least 1; both 0 for no pairs
  /// 0 for no pairs.
  double share() const { return pairs == 0 ? 0 : static_cast<double>(inside) / static_cast<double>(pairs); }
};

struct BackTest {
  std::string as_of;  ///< outcomes up to this day
  std::vector<BackTestPair> pairs;   ///< by class, day, months
  std::vector<Coverage> coverage;    ///< all; by horizon; apart; by whether the method was chosen on them; by whether fitted
  std::vector<Coverage> by_class;    ///< in the order of the history, of all pairs
};

/// All classes, or one (an unknown one has no pairs).
BackTest back_test(const PriceHistory& history, Day as_of, std::optional<std::size_t> only = {});

}  // namespace npcost
