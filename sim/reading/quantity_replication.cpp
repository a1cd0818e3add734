// From what a scenario says to the one distribution of one replication.

#include <utility>
#include <vector>

#include "sim/base/check.h"
#include "sim/reading/quantity_spread.h"

namespace npcost {
namespace {

double known_value(const Unknown& unknown, const void*) { return unknown.of.mean(); }

std::optional<Distribution> made(const Spread& spread, const std::vector<double>& values) {
  std::vector<RoleValue> roles;
  for (std::size_t i = 0; i < spread.roles.size(); ++i) roles.push_back({spread.roles[i].role, values[i]});
  std::string why;
  return Distribution::make(spread.family, roles, &why);
}

/// The drawn values moved towards the medians of the unknowns, as little as needed to be possible. The medians are
/// possible: read_spread has tried them. Halving the way 40 times settles the share of it to 1e-12, the same everywhere.
Distribution nearest_possible(const Spread& spread, const std::vector<double>& drawn) {
  std::vector<double> median;
  for (const UnknownRole& role : spread.roles) {
    median.push_back(role.value.known() ? role.value.of.mean() : role.value.of.quantile(0.5));
  }
  std::optional<Distribution> best = made(spread, median);
  NPCOST_CHECK(best.has_value(), "the medians of a spread's unknowns are possible");
  double possible = 0, impossible = 1;
  for (int halving = 0; halving < 40; ++halving) {
    const double share = (possible + impossible) / 2;
    std::vector<double> values;
    for (std::size_t i = 0; i < drawn.size(); ++i) values.push_back(median[i] + share * (drawn[i] - median[i]));
    if (auto distribution = made(spread, values)) {
      best = std::move(distribution);
      possible = share;
    } else {
      impossible = share;
    }
  }
  return *best;
}

Distribution unclamped(const Spread& spread, double (*value_of)(const Unknown&, const void*), const void* context) {
  if (spread.fixed) return *spread.fixed;
  std::vector<double> values;
  for (const UnknownRole& role : spread.roles) {
    values.push_back(role.value.known() ? role.value.of.mean() : value_of(role.value, context));
  }
  if (spread.family == Family::constant) {
    NPCOST_CHECK(values.size() == 1, "a constant spread has one role");
    return Distribution::constant(values[0]);
  }
  if (auto distribution = made(spread, values)) return *distribution;
  return nearest_possible(spread, values);
}

}  // namespace

Distribution in_replication(const Spread& spread, double (*value_of)(const Unknown&, const void*),
                            const void* context) {
  const Distribution distribution = unclamped(spread, value_of, context);
  if (!spread.min && !spread.max) return distribution;
  return distribution.clamped(spread.min, spread.max);
}

Distribution as_distribution(const Spread& spread) { return in_replication(spread, known_value, nullptr); }

}  // namespace npcost
