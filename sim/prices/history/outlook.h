#pragma once
// What the dated history of a class of models says about how its price will move, as far as it was known on a day.
//
// Class     models of about one quality ("small text", "streaming speech to text"); what is followed is the cheapest price listed in it.
// Meaning   p(t) = floor + (now − floor) · 2^(−halvings a year · years since now); a negative speed is a rise. The values are equally
//           likely, in ascending order: how fast the class fell, widened by how wrong the same fit would have been on every earlier day.
// Method    the speed of the last two years, plus and minus the errors that the same fit made on the first day of every earlier
//           quarter, on all classes, as far as the outcomes 6 to 24 months later were known; errors are measured in parts of the speed
//           itself (plus a quarter of a halving). A quarter of the values is assumed (`assumed_speeds`): they carry an early day on
//           which nothing else is known. No value is faster or rises faster than a class has for two years, or than those assumed.
//           A class too young for a fit takes the speeds that all classes have had. Floors: the floor that explains the class's
//           months best, lowered by how far prices went below such floors later.
// Limits    one speed for all time to come: a range for two years; further out it says only what would be if that speed went on.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/prices/history/price_history.h"

namespace npcost {

struct ClassOutlook {
  std::string price_class;
  std::string as_of;                        ///< YYYY-MM-DD: nothing later was used
  std::vector<double> halvings_per_year;    ///< never empty
  std::vector<double> floor_share;          ///< of the price on that day, in [0, 1); never empty
  std::string source;                       ///< what it was fitted from, in a sentence
};

/// Nothing if there is no such class, or none of its models was sold on that day.
std::optional<ClassOutlook> outlook_of(const PriceHistory& history, std::string_view class_name, Day as_of);

/// Those of all classes of which something was sold on that day, in the order of the history.
std::vector<ClassOutlook> outlooks_of(const PriceHistory& history, Day as_of);

/// Halvings a year before anything is known: from a rise by two fifths a year to a fall to a tenth. Assumed.
std::span<const double> assumed_speeds();

/// What part of today's price will be asked `years` later: quantile p of every speed with every floor, each pair equally likely.
/// Requires years >= 0 and 0 <= p <= 1.
double price_share(const ClassOutlook& outlook, double years, double p);

}  // namespace npcost
