#include "sim/answers/money/money_sums.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "sim/answers/money/dearest_month.h"
#include "sim/answers/money/player_figures.h"
#include "sim/answers/slice_sums.h"
#include "sim/prices/rate.h"

namespace npcost {

namespace {

using Value = std::optional<double>;

/// Days that a player who came plays in his fifth year, by the power law that the last days of the table are on; nothing without one.
Value days_in_fifth_year(const std::vector<double>& returns) {
  if (returns.size() < 3) return std::nullopt;
  const std::size_t last = returns.size() - 1, before = std::max<std::size_t>(1, last / 2);
  if (before == last || !(returns[last] > 0)) return std::nullopt;
  const double b = std::log(returns[last] / returns[before]) / std::log(static_cast<double>(last) / static_cast<double>(before));
  double days = 0;
  for (std::size_t day = 4 * 365; day < 5 * 365; ++day) {
    if (day <= last) {
      days += returns[day];
    } else {
      days += std::min(1.0, returns[last] * std::pow(static_cast<double>(day) / static_cast<double>(last), b));
    }
  }
  return days;
}

}  // namespace

Value over(const Value& a, const Value& b) {
  if (!a || !b || !(*b > 0)) return std::nullopt;
  return *a / *b;
}

Value times(const Value& a, const Value& b) {
  if (!a || !b) return std::nullopt;
  return *a * *b;
}

MoneySums::MoneySums(const ModeSources& from, std::span<const Money> by_hour) : from_(from), by_hour_(by_hour) {
  const UsageLedger& ledger = from.rows.ledger();
  SegmentCounts players;
  for (const SegmentCounts& segment : ledger.segment) players += segment;
  TalkCounts talks;
  for (const TalkCounts& group : ledger.talk) talks += group;
  all = played_by(players, talks, from.scenario, from.scenario.duration);
  const std::vector<std::uint64_t> totals = ledger.totals();
  const Money whole = rate(std::span<const std::uint64_t>(totals), from.prices);
  talk = times(cost_per_mau_month(whole, players.players, players.player_months, from.scenario), revenue().studio_pays);
  fixed = fixed_per_mau_month(from.scenario, ledger, from.scale);
  if (talk) cost = *talk + fixed.value_or(0);
  net_ = net_revenue(revenue(), all);
}

Value MoneySums::net() const { return net_ ? Value(net_->net) : std::nullopt; }
Value MoneySums::gross() const { return net_ ? Value(net_->gross) : std::nullopt; }

Value MoneySums::allowed() const { return times(net(), revenue().npc_share.value_or(from_.scenario.viability.green)); }

Value MoneySums::required_uplift() const { return net_ ? over(cost, net_->before * revenue().margin_before) : std::nullopt; }

Value MoneySums::dearest_month() const {
  if (by_hour_.empty() || from_.scale.simulated == 0) return std::nullopt;
  const DearestMonth dearest = npcost::dearest_month(by_hour_);
  double sum = revenue().studio_pays * dearest.cost.approximate() * static_cast<double>(from_.scale.active) /
               static_cast<double>(from_.scale.simulated);
  if (from_.scenario.duration < mau_month)
    sum *= static_cast<double>(mau_month.count()) / static_cast<double>(from_.scenario.duration.count());
  return sum + fixed_per_month(from_.scenario);
}

Value MoneySums::cost_per_talk_hour() const { return over(times(talk, all.months), all.talk_hours); }

std::vector<double> MoneySums::players_costs(std::string_view metric) const {
  const std::vector<std::uint8_t> everybody(from_.scenario.players.segments.size(), 1);
  return player_figures(metric, from_.scenario, from_.rows, from_.prices, everybody);
}

Value MoneySums::per_buyer(const Value& per_month) const {
  return times(times(per_month, months_of_life(revenue(), all)), 1 - revenue().never_launched);
}

Value MoneySums::buyers_above() const {
  // Of those who play, and for what talk costs alone: his life's cost is more than X·R, both divided by the months of a life.
  const Value fits = over(per_buyer(allowed()), months_of_life(revenue(), all));
  if (!fits || !(revenue().studio_pays > 0)) return std::nullopt;
  return times(share_above(players_costs("cost.per_mau_month"), *fits / revenue().studio_pays), 1 - revenue().never_launched);
}

Value MoneySums::p99_owner() const {
  std::vector<double> costs = players_costs("cost.per_mau_month");
  return times(times(quantile_among(costs, 0.99), revenue().studio_pays), months_of_life(revenue(), all));
}

Value MoneySums::fifth_year() const {
  if (!from_.scenario.players.arrivals) return std::nullopt;
  const Value a_day = over(times(talk, all.months), all.days);
  return times(a_day, days_in_fifth_year(from_.scenario.players.returns));
}

Value MoneySums::margin(const Value& cost_per_month) const {
  if (!net_ || !cost_per_month) return std::nullopt;
  return (net_->net * revenue().margin_before - *cost_per_month) / net_->gross;
}

Value MoneySums::left_by_target() const {
  if (!net_) return std::nullopt;
  return net_->net * revenue().margin_before - revenue().target_margin * net_->gross;
}

Value MoneySums::heaviest_tenth() const {
  std::vector<double> costs = players_costs("cost.per_mau_month");
  const Value heaviest = times(mean_of_heaviest_tenth(costs), revenue().studio_pays);
  return heaviest ? Value(*heaviest + fixed.value_or(0)) : std::nullopt;
}

Value MoneySums::subscribers_above() const {
  const Value left = left_by_target();
  if (!left || !(revenue().studio_pays > 0)) return std::nullopt;
  return share_above(players_costs("cost.per_mau_month"), (*left - fixed.value_or(0)) / revenue().studio_pays);
}

Value MoneySums::per_unit(const Value& per_month) const {
  return over(times(per_month, all.months), units_of(revenue().unit, all));
}

Value MoneySums::p80_per_unit() const {
  const bool by_talk = revenue().unit == Revenue::Unit::conversation;
  std::vector<double> costs = players_costs(by_talk ? "cost.per_conversation" : "cost.per_turn");
  const Value own = times(quantile_among(costs, 0.8), revenue().studio_pays);
  return by_talk ? own : over(times(own, all.turns), units_of(revenue().unit, all));
}

Value MoneySums::minimum_price() const {
  // Net revenue of a unit grows with its price; what is left of it must be the target margin over the cost of the P80 player.
  const Value left = times(per_unit(net()), 1 - revenue().target_margin);
  return times(over(p80_per_unit(), left), revenue().price.money.approximate());
}

Value MoneySums::margin_of_net() const {
  const Value share = over(cost, net());
  return share ? Value(1 - *share) : std::nullopt;
}

Value MoneySums::units_for_fixed() const {
  const Value net_unit = per_unit(net()), talk_unit = per_unit(talk);
  if (!fixed || !net_unit || !talk_unit) return std::nullopt;
  return over(fixed_per_month(from_.scenario), *net_unit - *talk_unit);
}

}  // namespace npcost
