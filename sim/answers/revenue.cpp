#include "sim/answers/revenue.h"

namespace npcost {

std::optional<NetRevenue> net_revenue(const Revenue& revenue) {
  const double kept = (1 - revenue.store_fee) * (1 - revenue.tax);
  NetRevenue net;
  switch (revenue.model) {
    case Revenue::Model::none:
    case Revenue::Model::pay_per_use: return std::nullopt;
    case Revenue::Model::free_to_play:
      net.per_player = revenue.conversion * revenue.arppu.money.approximate() * kept;
      break;
    case Revenue::Model::subscription: net.per_player = revenue.price.money.approximate() * kept; break;
    case Revenue::Model::premium:
      net.per_player = revenue.price.money.approximate() * kept;
      net.once = true;
      break;
  }
  if (!(net.per_player > 0)) return std::nullopt;
  return net;
}

std::optional<double> share_of_net_revenue(const Revenue& revenue, double per_run, double per_month) {
  const std::optional<NetRevenue> net = net_revenue(revenue);
  if (!net) return std::nullopt;
  return (net->once ? per_run : per_month) / net->per_player;
}

}  // namespace npcost
