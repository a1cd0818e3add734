#include "sim/answers/money/verdict.h"

#include <algorithm>
#include <cstddef>

#include "sim/answers/money/mode_costs.h"
#include "sim/answers/percentiles.h"
#include "sim/answers/replications.h"
#include "sim/base/estimate.h"

namespace npcost {

namespace {

std::optional<double> mean_if_any(const std::vector<double>& values) {
  if (values.empty()) return std::nullopt;
  return mean_of(values);
}

Judged judged(std::string of, const std::vector<double>& values, const Viability& bands, std::string note) {
  Judged one;
  one.share = mean_if_any(values);
  one.band = band_of(one.share, bands);
  one.interval = replication_interval(values, shown_level, of);
  one.of = std::move(of);
  one.note = std::move(note);
  return one;
}

Judged judged_bill(std::vector<double> shares, const Viability& bands) {
  Judged one;
  one.of = "bill_p90";
  if (shares.size() >= fewest_for_bill) {
    std::sort(shares.begin(), shares.end());
    one.share = quantile_of_sorted(shares, 0.9);
    one.note = "quantile over replications";
  } else {
    one.note = "a quantile over replications: needs at least 10";
  }
  one.band = band_of(one.share, bands);
  return one;
}

std::vector<Judged> all_judged(const ModeValues& values, const Scenario& scenario, bool device) {
  const Viability& bands = scenario.viability;
  std::vector<Judged> all = {judged("mean", values.share, bands, {})};
  if (values.share.empty()) return all;
  const bool by_unit = scenario.revenue.model == Revenue::Model::pay_per_use;
  std::string no_player, peak;
  if (values.p95_share.empty())
    no_player = device ? "what a player used on the device is not kept apart" : "what a player used of one mode and unit is not kept apart";
  if (values.peak_share.empty())
    peak = device ? "the months of devices are not kept apart" : "players pay as they use: a dear month is one that brings in as much more";
  else if (!has_peak_month(scenario))
    peak = "the run is shorter than 60 days: the mean";
  if (by_unit && no_player.empty()) no_player = "the P95 of players' own cost a unit";
  all.push_back(judged("p95_player", values.p95_share, bands, std::move(no_player)));
  all.push_back(judged("peak_month", values.peak_share, bands, std::move(peak)));
  all.push_back(judged_bill(values.share, bands));
  return all;
}

/// Stages that cost something, and the fixed costs, as shares of what is judged; heaviest first.
std::vector<CostComponent> parts_of(const ModeValues& values, const Revenue& revenue) {
  Money whole;
  for (const Money part : values.by_stage) whole += part;
  const double fixed = mean_if_any(values.fixed_per_mau_month).value_or(0);
  const double talk = mean_if_any(values.cost_per_mau_month).value_or(0) * revenue.studio_pays;
  // Without fixed costs the shares are those of the bill, whoever pays it.
  const double of_talk = fixed > 0 ? talk / (talk + fixed) : 1;
  std::vector<CostComponent> parts;
  for (std::size_t s = 0; s < values.by_stage.size(); ++s) {
    if (!(values.by_stage[s] > Money{})) continue;
    CostComponent part;
    part.name = stage_name(static_cast<Stage>(s));
    part.share = of_talk * (values.by_stage[s].approximate() / whole.approximate());
    parts.push_back(std::move(part));
  }
  if (fixed > 0) {
    CostComponent part;
    part.name = fixed_costs_name;
    part.share = 1 - of_talk;
    parts.push_back(std::move(part));
  }
  std::stable_sort(parts.begin(), parts.end(), [](const CostComponent& a, const CostComponent& b) { return a.share > b.share; });
  return parts;
}

}  // namespace

std::string_view band_of(const std::optional<double>& share_of_net_revenue, const Viability& bands) {
  if (!share_of_net_revenue) return unknown_band;
  constexpr double rounding = 1 + 1e-12;  // 5 % is green, whatever the last bit of a quotient says
  if (*share_of_net_revenue <= bands.green * rounding) return "green";
  if (*share_of_net_revenue <= bands.amber * rounding) return "amber";
  if (*share_of_net_revenue <= bands.red * rounding) return "red";
  return beyond_bands;
}

ModeVerdict mode_verdict(std::string_view mode, const ModeValues& values, const Scenario& scenario) {
  ModeVerdict verdict;
  verdict.mode = mode;
  verdict.cost_per_mau_month = mean_if_any(values.cost_per_mau_month);
  verdict.fixed_per_mau_month = mean_if_any(values.fixed_per_mau_month);
  verdict.share_of_net_revenue = mean_if_any(values.share);
  verdict.band = band_of(verdict.share_of_net_revenue, scenario.viability);
  verdict.judged = all_judged(values, scenario, mode == device_mode_name);
  verdict.components = parts_of(values, scenario.revenue);
  if (verdict.components.empty()) return verdict;  // a mode that costs nothing is bound by nothing
  verdict.binding_component = verdict.components.front().name;
  verdict.binding_share = verdict.components.front().share;
  if (!verdict.share_of_net_revenue) return verdict;
  for (CostComponent& part : verdict.components) {
    part.green_without = band_of(*verdict.share_of_net_revenue * (1 - part.share), scenario.viability) == "green";
    part.green_alone = band_of(*verdict.share_of_net_revenue * part.share, scenario.viability) == "green";
  }
  return verdict;
}

}  // namespace npcost
