#include "sim/answers/studies/nested.h"

#include <algorithm>
#include <boost/math/distributions/fisher_f.hpp>
#include <cmath>

namespace npcost {
namespace {

using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

/// Replications by draw.
std::vector<std::span<const double>> by_draw(const ReplicationValues& all, std::uint32_t lucks) {
  std::vector<std::span<const double>> draws;
  const std::span<const double> values = all.values;
  for (std::size_t from = 0, to = 0; from < values.size(); from = to) {
    while (to < values.size() && all.of[to] / lucks == all.of[from] / lucks) ++to;
    draws.push_back(values.subspan(from, to - from));
  }
  return draws;
}

Interval share_interval(double ratio, double between, double inside, double n, double level) {
  const boost::math::fisher_f_distribution<double, Policy> f(between, inside);
  const double tail = (1 - level) / 2;
  const auto share = [n](double quotient) { return std::clamp((quotient - 1) / (quotient + n - 1), 0.0, 1.0); };
  return {level, share(ratio / boost::math::quantile(boost::math::complement(f, tail))), share(ratio / boost::math::quantile(f, tail)),
          "share of what nobody knows"};
}

}  // namespace

std::vector<double> draw_means(const ReplicationValues& values, std::uint32_t lucks) {
  if (lucks <= 1) return values.values;
  std::vector<double> means;
  for (const std::span<const double>& draw : by_draw(values, lucks)) means.push_back(mean_of(draw));
  return means;
}

std::optional<SpreadParts> spread_parts(const ReplicationValues& values, std::uint32_t lucks, double level) {
  const std::vector<std::span<const double>> draws = by_draw(values, std::max(1u, lucks));
  const double all = static_cast<double>(values.values.size()), groups = static_cast<double>(draws.size());
  if (draws.size() < 2 || values.values.size() <= draws.size()) return std::nullopt;
  const double mean = mean_of(values.values);
  double inside = 0, between = 0, squared_sizes = 0;
  for (const std::span<const double>& draw : draws) {
    const double size = static_cast<double>(draw.size()), own = mean_of(draw);
    inside += sample_variance(draw) * (size - 1);
    between += size * (own - mean) * (own - mean);
    squared_sizes += size * size;
  }
  const double inside_square = inside / (all - groups), between_square = between / (groups - 1);
  const double n = (all - squared_sizes / all) / (groups - 1);
  SpreadParts parts;
  parts.draws = draws.size();
  parts.lucks = all / groups;
  parts.luck = inside_square;
  parts.unknown = std::max(0.0, (between_square - inside_square) / n);
  if (!(parts.unknown + parts.luck > 0)) return std::nullopt;
  parts.unknown_share = parts.unknown / (parts.unknown + parts.luck);
  if (inside_square > 0) parts.share_interval = share_interval(between_square / inside_square, groups - 1, all - groups, n, level);
  return parts;
}

}  // namespace npcost
