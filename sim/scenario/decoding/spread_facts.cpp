#include "sim/scenario/decoding/spread_facts.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace npcost {

namespace {

double at_median(const Unknown& unknown, const void*) { return unknown.of.quantile(0.5); }
double at_p95(const Unknown& unknown, const void*) { return unknown.of.quantile(0.95); }

/// Roles that say where values lie; sd and shape say how they are spread.
bool is_location(Role role) { return role != Role::sd && role != Role::shape; }

}  // namespace

Distribution typical(const Spread& spread) { return in_replication(spread, at_median, nullptr); }
double typical_mean(const Spread& spread) { return typical(spread).mean(); }

double typical_high(const Spread& spread) {
  const Distribution high = in_replication(spread, at_p95, nullptr);
  return high.is_constant() ? high.mean() : high.quantile(0.95);
}

NamedRange named_range(const Spread& spread) {
  NamedRange range{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
  const auto include = [&](const Distribution& of) {
    range.low = std::min(range.low, of.is_constant() ? of.mean() : of.quantile(0.05));
    range.high = std::max(range.high, of.is_constant() ? of.mean() : of.quantile(0.95));
  };
  if (spread.fixed) include(*spread.fixed);
  for (const UnknownRole& role : spread.roles) {
    if (is_location(role.role)) include(role.value.of);
  }
  if (spread.min) range.low = std::max(range.low, *spread.min);
  if (spread.max) range.high = std::min(range.high, *spread.max);
  return range;
}

std::string rough_text(double value) {
  const double size = std::abs(value);
  if (size >= 1e15 || (value != 0 && size < 1e-4)) return fmt::format("{:.2e}", value);
  if (size >= 1000) return fmt::format("{:.0f}", value);
  return fmt::format("{:.4g}", value);
}

}  // namespace npcost
