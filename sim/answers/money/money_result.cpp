// What replications say about money in, as a part of the result.
#include <cstddef>

#include "sim/answers/money/money_figures.h"
#include "sim/answers/replications.h"
#include "sim/answers/money/revenue.h"

namespace npcost {

namespace {

void keep(std::vector<double>& values, const std::optional<double>& value) {
  if (value) values.push_back(*value);
}

std::optional<double> mean_if_any(const std::vector<double>& values) {
  if (values.empty()) return std::nullopt;
  return mean_of(values);
}

std::string_view word_of(Revenue::Model model) {
  switch (model) {
    case Revenue::Model::none: return "none";
    case Revenue::Model::free_to_play: return "free_to_play";
    case Revenue::Model::premium: return "premium";
    case Revenue::Model::subscription: return "subscription";
    case Revenue::Model::pay_per_use: return "pay_per_use";
  }
  return "none";
}

std::string_view word_of(Payer payer) {
  switch (payer) {
    case Payer::studio: return "studio";
    case Payer::players: return "players";
    case Payer::own_key: return "own_key";
    case Payer::platform: return "platform";
  }
  return "studio";
}

MoneyFigure figure_of(const MoneyFigureInfo& info, const std::vector<double>& values, const std::string& currency) {
  MoneyFigure figure;
  figure.name = info.name;
  figure.label = info.label;
  figure.unit = info.unit == "USD" ? currency : std::string(info.unit);
  figure.denominator = info.denominator;
  figure.value = mean_if_any(values);
  figure.interval = replication_interval(values, shown_level, "mean");
  if (!figure.value) figure.why_absent = info.why_absent;
  return figure;
}

}  // namespace

void Replications::add_money(const ReplicationSummary& summary) {
  money_.resize(summary.money.size());
  for (std::size_t i = 0; i < money_.size(); ++i) keep(money_[i], summary.money[i]);
  regions_.resize(summary.regions.size());
  for (std::size_t i = 0; i < regions_.size(); ++i) {
    keep(regions_[i].net, summary.regions[i].net_per_mau_month);
    keep(regions_[i].share, summary.regions[i].share_of_net_revenue);
  }
}

std::optional<MoneyResult> Replications::money() const {
  const Scenario& in = *scenario_;
  const bool asked = in.revenue.model != Revenue::Model::none || !in.fixed_costs.empty() || in.viability.launch_budget;
  if (!asked) return std::nullopt;
  MoneyResult result;
  result.model = word_of(in.revenue.model);
  result.paid_by = word_of(in.revenue.payer);
  result.studio_pays = in.revenue.studio_pays;
  const std::vector<MoneyFigureInfo> infos = money_figures(in.revenue.model);
  for (std::size_t i = 0; i < infos.size(); ++i) {
    result.figures.push_back(figure_of(infos[i], i < money_.size() ? money_[i] : std::vector<double>{}, in.currency));
  }
  for (std::size_t i = 0; i < in.revenue.regions.size(); ++i) {
    RegionResult region;
    region.name = in.revenue.regions[i].name;
    region.share = in.revenue.regions[i].share;
    if (i < regions_.size()) {
      region.net_per_mau_month = mean_if_any(regions_[i].net);
      region.share_of_net_revenue = mean_if_any(regions_[i].share);
      region.interval = replication_interval(regions_[i].share, shown_level, "mean");
    }
    region.band = band_of(region.share_of_net_revenue, in.viability);
    result.regions.push_back(std::move(region));
  }
  for (const FixedCost& cost : in.fixed_costs)
    result.fixed_costs.push_back({cost.name, cost.amount.money.approximate() / (cost.monthly ? 1 : cost.months)});
  if (in.viability.launch_budget) {
    result.launch_budget = in.viability.launch_budget->money.approximate();
    for (const MoneyFigure& figure : result.figures) {
      if (figure.name == "dearest_30_days" && figure.value)
        result.launch_fits = *figure.value <= *result.launch_budget * (1 + 1e-12);
    }
  }
  return result;
}

}  // namespace npcost
