#pragma once
// How distributions are read from {"dist": …} and {"uncertain": …}. Private to sim/reading.

#include <optional>
#include <string>

#include "sim/reading/quantity_field.h"

namespace npcost {

/// The distribution whose 5 % and 95 % points are the ends of a bare range: beta for ratios, else lognormal.
/// Reports E212 (a range that starts at 0, a beta that touches 0 or 1) and W702 (a very wide one).
std::optional<Distribution> range_distribution(const Field& field, Dimension dimension, const Quantity& range);

/// {"uncertain": X}: one value that nobody knows. `pointer` is the name of the unknown in the scenario.
std::optional<Unknown> read_uncertain(const Field& object, const std::string& pointer, Dimension dimension);

/// {"dist": …}: family, roles or values, and clamps; roles may be unknown if `unknowns_allowed`. Notes are included.
std::optional<Spread> read_dist(const Field& object, Dimension dimension, bool unknowns_allowed);

/// A spread without unknowns as one distribution, clamps included.
Distribution as_distribution(const Spread& spread);

/// A value in base units as people read it, three significant digits: "510 tokens", "1.5 min", "15%".
std::string short_text(double value, Dimension dimension);

/// Bounds that a dimension has by nature, for families that would leave them.
void add_natural_clamps(Spread& spread);

}  // namespace npcost
