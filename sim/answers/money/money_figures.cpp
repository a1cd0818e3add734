#include "sim/answers/money/money_figures.h"

#include <array>
#include <cmath>
#include <cstddef>

#include "sim/answers/money/dearest_month.h"
#include "sim/answers/money/money_sums.h"
#include "sim/answers/money/player_figures.h"
#include "sim/answers/money/revenue.h"

namespace npcost {

namespace {

using Value = std::optional<double>;

/// A figure, and how it follows from the sums.
struct Formula : MoneyFigureInfo {
  Value (*value)(const MoneySums&);
};

constexpr std::string_view mau = "player and 30 days (MAU)", needs_net = "nothing reaches the studio, or nobody played";
constexpr std::string_view needs_talk = "nobody talked, or the studio pays for none of it";

constexpr std::array common = {
    Formula{{"net_per_mau_month", "net revenue", "USD", mau, needs_net}, [](const MoneySums& s) { return s.net(); }},
    Formula{{"cost_per_mau_month", "the studio's cost", "USD", mau, "nobody was simulated"}, [](const MoneySums& s) { return s.cost; }},
    Formula{{"fixed_per_mau_month", "of it, fixed costs", "USD", mau, "there are no fixed costs"},
            [](const MoneySums& s) { return s.fixed; }},
    Formula{{"share_of_net_revenue", "share that NPCs take", "ratio", "net revenue", needs_net},
            [](const MoneySums& s) { return over(s.cost, s.net()); }},
    Formula{{"dearest_30_days", "dearest 30 days", "USD", "all active players", "nobody was simulated"},
            [](const MoneySums& s) { return s.dearest_month(); }}};

constexpr std::array free_to_play = {
    Formula{{"cost_per_dau_day", "the studio's cost", "USD", "player and day played (DAU)", "nobody played"},
            [](const MoneySums& s) { return over(times(s.cost, s.all.months), s.all.days); }},
    Formula{{"arpdau", "ARPDAU", "USD", "player and day played (DAU)", needs_net},
            [](const MoneySums& s) { return over(times(s.gross(), s.all.months), s.all.days); }},
    Formula{{"dau_per_mau", "DAU/MAU", "ratio", "the days of a month", "nobody played"},
            [](const MoneySums& s) { return over(s.all.days, 30 * s.all.months); }},
    Formula{{"break_even_arpdau", "break-even ARPDAU", "USD", "player and day played (DAU)", needs_net},
            [](const MoneySums& s) { return over(times(over(times(s.cost, s.all.months), s.all.days), s.gross()), s.allowed()); }},
    Formula{{"required_uplift", "uplift that would pay for it", "ratio", "net revenue without NPCs and its margin", needs_net},
            [](const MoneySums& s) { return s.required_uplift(); }},
    Formula{{"cost_per_payer", "the studio's cost", "USD", "payer and 30 days", "nobody pays"},
            [](const MoneySums& s) { return over(s.cost, s.revenue().conversion); }}};

constexpr std::array premium = {
    Formula{{"net_per_buyer", "net revenue", "USD", "buyer", needs_net}, [](const MoneySums& s) { return s.per_buyer(s.net()); }},
    Formula{{"cost_per_buyer", "the studio's cost", "USD", "buyer, over his life", "nobody played"},
            [](const MoneySums& s) { return s.per_buyer(s.cost); }},
    Formula{{"cost_per_talk_hour", "the studio's cost", "USD", "hour of conversation", needs_talk},
            [](const MoneySums& s) { return s.cost_per_talk_hour(); }},
    Formula{{"hours_budget", "hours of conversation that fit", "h", "buyer, over his life", needs_talk},
            [](const MoneySums& s) { return over(s.per_buyer(s.allowed()), s.cost_per_talk_hour()); }},
    Formula{{"hours_per_buyer", "hours of conversation", "h", "buyer, over his life", "nobody played"},
            [](const MoneySums& s) { return s.per_buyer(over(s.all.talk_hours, s.all.months)); }},
    Formula{{"buyers_above_budget", "buyers who cost more than fits", "ratio", "all buyers", needs_net},
            [](const MoneySums& s) { return s.buyers_above(); }},
    Formula{{"p99_owner_cost", "P99 owner", "USD", "owner who plays, over his life", "nobody played"},
            [](const MoneySums& s) { return s.p99_owner(); }},
    Formula{{"service_year_cost", "a year of service", "USD", "player who stays, without a new sale", "nobody was simulated"},
            [](const MoneySums& s) { return times(s.talk, 365.0 / 30); }},
    Formula{{"year_5_cost", "his fifth year", "USD", "player who came, without a new sale",
             "needs `arrivals` with a `retention` that says who still plays"},
            [](const MoneySums& s) { return s.fifth_year(); }}};

constexpr std::array subscription = {
    Formula{{"gross_margin", "gross margin", "ratio", "the price", needs_net}, [](const MoneySums& s) { return s.margin(s.cost); }},
    Formula{{"heaviest_tenth_margin", "margin of the heaviest tenth", "ratio", "the price", needs_net},
            [](const MoneySums& s) { return s.margin(s.heaviest_tenth()); }},
    Formula{{"cost_per_talk_hour", "the studio's cost", "USD", "hour of conversation", needs_talk},
            [](const MoneySums& s) { return s.cost_per_talk_hour(); }},
    Formula{{"break_even_hours", "hours of conversation that fit", "h", "subscriber and month", needs_talk},
            [](const MoneySums& s) { return over(s.left_by_target(), s.cost_per_talk_hour()); }},
    Formula{{"hours_per_subscriber", "hours of conversation", "h", "subscriber and month", "nobody was simulated"},
            [](const MoneySums& s) { return over(s.all.talk_hours, s.all.months); }},
    Formula{{"subscribers_above", "those who cost more than fits", "ratio", "all subscribers", needs_net},
            [](const MoneySums& s) { return s.subscribers_above(); }}};

constexpr std::array pay_per_use = {
    Formula{{"net_per_unit", "net revenue", "USD", "unit used", "no unit was used, or none is paid"},
            [](const MoneySums& s) { return s.per_unit(s.net()); }},
    Formula{{"cost_per_unit", "the studio's cost", "USD", "unit used", "no unit was used"},
            [](const MoneySums& s) { return s.per_unit(s.cost); }},
    Formula{{"p80_cost_per_unit", "the studio's cost, P80 player", "USD", "unit used", "no unit was used"},
            [](const MoneySums& s) { return s.p80_per_unit(); }},
    Formula{{"minimum_price", "minimum price at P80", "USD", "unit bought", "no unit was used, or none is paid"},
            [](const MoneySums& s) { return s.minimum_price(); }},
    Formula{{"gross_margin", "gross margin", "ratio", "net revenue", "no unit was used, or none is paid"},
            [](const MoneySums& s) { return s.margin_of_net(); }},
    Formula{{"units_for_fixed_costs", "units that pay the fixed costs", "1", "month, all players",
             "there are no fixed costs, or no unit leaves anything for them"},
            [](const MoneySums& s) { return s.units_for_fixed(); }}};

template <std::size_t n>
std::vector<Formula> with_common(const std::array<Formula, n>& own) {
  std::vector<Formula> all(common.begin(), common.end());
  all.insert(all.end(), own.begin(), own.end());
  return all;
}

const std::vector<Formula>& formulas(Revenue::Model model) {
  static const std::vector<Formula> none(common.begin(), common.end()), f2p = with_common(free_to_play), box = with_common(premium),
                                    monthly = with_common(subscription), use = with_common(pay_per_use);
  switch (model) {
    case Revenue::Model::none: break;
    case Revenue::Model::free_to_play: return f2p;
    case Revenue::Model::premium: return box;
    case Revenue::Model::subscription: return monthly;
    case Revenue::Model::pay_per_use: return use;
  }
  return none;
}

}  // namespace

std::vector<MoneyFigureInfo> money_figures(Revenue::Model model) {
  const std::vector<Formula>& all = formulas(model);
  return {all.begin(), all.end()};
}

std::vector<Value> money_values(const ModeSources& from, std::span<const Money> by_hour) {
  const MoneySums sums(from, by_hour);
  std::vector<Value> values;
  for (const Formula& formula : formulas(from.scenario.revenue.model)) {
    values.push_back(formula.value(sums));
    if (values.back() && !std::isfinite(*values.back())) values.back().reset();
  }
  return values;
}

std::vector<ReplicationSummary::OfRegion> region_values(const ModeSources& from) {
  const MoneySums sums(from, {});
  std::vector<ReplicationSummary::OfRegion> values;
  for (const Region& region : from.scenario.revenue.regions) {
    const std::optional<NetRevenue> net = net_revenue_in(region, from.scenario.revenue, sums.all);
    values.emplace_back();
    if (net) values.back() = {net->net, over(sums.cost, net->net)};
  }
  return values;
}

}  // namespace npcost
