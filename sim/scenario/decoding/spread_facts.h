#pragma once
// Typical values of a spread, for checks and estimates before a run.

#include <string>

#include "sim/reading/quantity.h"

namespace npcost {

/// With every unknown at its median.
Distribution typical(const Spread& spread);
double typical_mean(const Spread& spread);
/// A large but usual value: p95, with every unknown at its own p95.
double typical_high(const Spread& spread);
/// The smallest and largest number that the spread names (p5 and p95 of an unknown), before clamping.
struct NamedRange {
  double low = 0, high = 0;
};
NamedRange named_range(const Spread& spread);

/// At most 4 significant digits, for sentences.
std::string rough_text(double value);

}  // namespace npcost
