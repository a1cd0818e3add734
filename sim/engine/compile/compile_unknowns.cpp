// What nobody knows, drawn once for a replication: each unknown by its own name, some of them high or low together, some held.
#include <algorithm>
#include <vector>

#include "sim/base/check.h"
#include "sim/base/correlated.h"
#include "sim/base/draws.h"
#include "sim/engine/compile/compile_parts.h"

namespace npcost {
namespace {

double own_draw(const Plan& plan, std::uint32_t name) {
  return unit_interval(draw({plan.seed, plan.unknown_replication, 0, 0}, Purpose::unknown, name, 0).w[0]);
}

const HeldUnknown* held_at(const Scenario& scenario, const std::string& pointer) {
  for (const HeldUnknown& held : scenario.experiment.held) {
    if (held.pointer == pointer) return &held;
  }
  return nullptr;
}

/// Draws by name, ascending: names outlive renaming and reordering, so which of two follows the other does, too.
std::vector<std::uint32_t> correlated_names(const Scenario& scenario) {
  std::vector<std::uint32_t> names;
  for (const Correlation& pair : scenario.experiment.correlations) {
    names.push_back(pair.name_a);
    names.push_back(pair.name_b);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

/// The draws of those that are correlated, by the order of their names. One that a variant lacks is drawn all the same, so that the others
/// are what they are in its base.
std::vector<double> correlated_draws(const Plan& plan, const Scenario& scenario, const std::vector<std::uint32_t>& names) {
  const auto place = [&names](std::uint32_t name) {
    return static_cast<std::size_t>(std::lower_bound(names.begin(), names.end(), name) - names.begin());
  };
  std::vector<RankCorrelation> pairs;
  for (const Correlation& pair : scenario.experiment.correlations) pairs.push_back({place(pair.name_a), place(pair.name_b), pair.rank});
  const auto copula = Copula::of(names.size(), pairs);
  NPCOST_CHECK(copula.has_value(), "the correlations of a scenario are possible together");
  std::vector<double> draws;
  for (const std::uint32_t name : names) draws.push_back(own_draw(plan, name));
  std::vector<unsigned char> fixed(names.size(), 0);
  for (const auto& [pointer, name] : scenario.unknown_names) {
    const HeldUnknown* held = held_at(scenario, pointer);
    const std::size_t at = place(name);
    if (held == nullptr || at == names.size() || names[at] != name) continue;
    draws[at] = held->quantile;
    fixed[at] = 1;
  }
  copula->correlate(draws, fixed);
  return draws;
}

}  // namespace

void draw_unknowns(Plan& plan, const Scenario& scenario) {
  const std::vector<std::uint32_t> names = correlated_names(scenario);
  const std::vector<double> together = names.empty() ? std::vector<double>() : correlated_draws(plan, scenario, names);
  for (const auto& [pointer, name] : scenario.unknown_names) {
    const auto found = std::lower_bound(names.begin(), names.end(), name);
    double quantile = 0;
    if (found != names.end() && *found == name) {
      quantile = together[static_cast<std::size_t>(found - names.begin())];
    } else if (const HeldUnknown* held = held_at(scenario, pointer)) {
      quantile = held->quantile;
    } else {
      quantile = own_draw(plan, name);
    }
    plan.unknowns.emplace_back(pointer, quantile);
  }
  std::sort(plan.unknowns.begin(), plan.unknowns.end());
}

}  // namespace npcost
