#pragma once
// What the dated history of a class of models says about how its price will move, as far as it was known on a day.
//
// Class     models of about one quality ("small text", "streaming speech to text"); what is followed is the cheapest price listed in it.
// Meaning   p(t) = floor + (now − floor) · 2^(−halvings a year · years since now); a negative speed is a rise. The values are equally
//           likely, in ascending order: how fast the class fell, widened by how wrong the same fit would have been on every earlier day.

#include <string>
#include <vector>

namespace npcost {

struct ClassOutlook {
  std::string price_class;
  std::string as_of;                        ///< YYYY-MM-DD: nothing later was used
  std::vector<double> halvings_per_year;    ///< never empty
  std::vector<double> floor_share;          ///< of the price on that day, in [0, 1); never empty
  std::string source;                       ///< what it was fitted from, in a sentence
};

}  // namespace npcost
