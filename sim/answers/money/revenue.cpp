#include "sim/answers/money/revenue.h"

#include <algorithm>
#include <cmath>

#include "sim/answers/slice_sums.h"

namespace npcost {

namespace {

constexpr double hour_ms = 3'600'000;

/// What is paid in the scenario's own terms, per MAU-month, before regions and uplift; 0 or not finite if that cannot be said.
double gross_per_month(const Revenue& revenue, const Played& played) {
  const double price = revenue.price.money.approximate();
  switch (revenue.model) {
    case Revenue::Model::none: return 0;
    case Revenue::Model::free_to_play: return revenue.conversion * revenue.arppu.money.approximate();
    case Revenue::Model::subscription: return price;
    case Revenue::Model::premium: {
      const std::optional<double> months = months_of_life(revenue, played);
      return months ? price / *months / (1 - revenue.never_launched) : 0;
    }
    case Revenue::Model::pay_per_use: {
      if (!(played.months > 0)) return 0;
      return price * revenue.charged / (1 - revenue.breakage) * units_of(revenue.unit, played) / played.months;
    }
  }
  return 0;
}

double kept(const Revenue& revenue, double store_fee, double tax) { return (1 - store_fee) * (1 - tax) * (1 - revenue.refunds); }

struct Part {
  double gross = 1, net = 1;   ///< of the scenario's gross
};

Part part_of(const Region& region, const Revenue& revenue) {
  return {region.spending,
          region.spending * kept(revenue, region.store_fee.value_or(revenue.store_fee), region.tax.value_or(revenue.tax))};
}

std::optional<NetRevenue> made_of(double gross, const Part& part, const Revenue& revenue) {
  NetRevenue result{gross * part.gross * revenue.uplift.factor(), gross * part.net * revenue.uplift.factor(), gross * part.net};
  if (!(result.before > 0) || !std::isfinite(result.net)) return std::nullopt;
  return result;
}

}  // namespace

Played played_by(const SegmentCounts& players, const TalkCounts& talk, const Scenario& scenario, Milliseconds length) {
  Played played;
  played.players = static_cast<double>(players.players);
  if (scenario.players.arrivals) {
    const MonthFactor factor = month_length_factor(length);
    played.months = static_cast<double>(players.player_months) * factor.by / factor.times;
  } else {
    const MonthFactor factor = month_factor(length);
    played.months = played.players * factor.by / factor.times;
  }
  played.days = static_cast<double>(players.player_days);
  played.hours = static_cast<double>(players.play_ms) / hour_ms;
  played.turns = static_cast<double>(talk.turns);
  played.conversations = static_cast<double>(talk.conversations);
  played.talk_hours = static_cast<double>(talk.conversation_ms) / hour_ms;
  return played;
}

double units_of(Revenue::Unit unit, const Played& played) {
  switch (unit) {
    case Revenue::Unit::turn: return played.turns;
    case Revenue::Unit::conversation: return played.conversations;
    case Revenue::Unit::minute: return played.talk_hours * 60;
    case Revenue::Unit::hour: return played.talk_hours;
  }
  return 0;
}

std::optional<double> months_of_life(const Revenue& revenue, const Played& played) {
  if (!(played.months > 0)) return std::nullopt;
  if (!revenue.lifetime) return played.players > 0 ? std::optional(played.months / played.players) : std::nullopt;
  if (!(played.hours > 0)) return std::nullopt;
  return static_cast<double>(revenue.lifetime->count()) / hour_ms * played.months / played.hours;
}

std::optional<NetRevenue> net_revenue(const Revenue& revenue, const Played& played) {
  Part world{1, kept(revenue, revenue.store_fee, revenue.tax)};
  if (!revenue.regions.empty()) {
    world = {0, 0};
    for (const Region& region : revenue.regions) {
      const Part part = part_of(region, revenue);
      world.gross += region.share * part.gross;
      world.net += region.share * part.net;
    }
  }
  return made_of(gross_per_month(revenue, played), world, revenue);
}

std::optional<NetRevenue> net_revenue_in(const Region& region, const Revenue& revenue, const Played& played) {
  return made_of(gross_per_month(revenue, played), part_of(region, revenue), revenue);
}

std::optional<double> share_of_net_revenue(const Revenue& revenue, const Played& played, double cost_per_mau_month) {
  const std::optional<NetRevenue> net = net_revenue(revenue, played);
  if (!net) return std::nullopt;
  return revenue.studio_pays * cost_per_mau_month / net->net;
}

double fixed_per_month(const Scenario& scenario) {
  double sum = 0;
  for (const FixedCost& cost : scenario.fixed_costs) sum += cost.amount.money.approximate() / (cost.monthly ? 1 : cost.months);
  return sum;
}

}  // namespace npcost
