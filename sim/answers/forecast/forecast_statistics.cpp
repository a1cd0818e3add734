#include "sim/answers/forecast/forecast_statistics.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

#include "sim/base/check.h"

namespace npcost {

namespace {

constexpr double z95 = 1.959963984540054;

std::vector<double> mean_ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (std::size_t from = 0; from < order.size();) {
    std::size_t to = from;
    while (to < order.size() && values[order[to]] == values[order[from]]) ++to;
    for (std::size_t i = from; i < to; ++i) ranks[order[i]] = static_cast<double>(from + to - 1) / 2;
    from = to;
  }
  return ranks;
}

}  // namespace

std::optional<std::int32_t> quantile_day(const DrawnDates& dates, double share) {
  std::vector<std::int32_t> come;
  std::size_t all = 0;
  for (const auto& replication : dates) {
    all += replication.size();
    for (const auto& date : replication) {
      if (date) come.push_back(*date);
    }
  }
  NPCOST_CHECK(all > 0 && share > 0 && share <= 1, "there are draws to ask");
  // A hair less, so that 0.1 of 1,000 draws are 100 and not 101.
  const auto wanted = std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(share * static_cast<double>(all) * (1 - 1e-12))));
  if (wanted > come.size()) return std::nullopt;
  std::nth_element(come.begin(), come.begin() + static_cast<std::ptrdiff_t>(wanted - 1), come.end());
  return come[wanted - 1];
}

double share_by(const DrawnDates& dates, std::int32_t day) {
  std::size_t all = 0, come = 0;
  for (const auto& replication : dates) {
    all += replication.size();
    come += static_cast<std::size_t>(
        std::count_if(replication.begin(), replication.end(), [&](const auto& date) { return date && *date <= day; }));
  }
  return all == 0 ? 0 : static_cast<double>(come) / static_cast<double>(all);
}

double effective_draws(const DrawnDates& dates, std::int32_t day) {
  std::vector<double> shares;
  double all = 0;
  for (const auto& replication : dates) {
    if (replication.empty()) continue;
    all += static_cast<double>(replication.size());
    shares.push_back(share_by({replication}, day));
  }
  const double p = share_by(dates, day);
  if (shares.size() < 2 || !(p > 0 && p < 1)) return all;
  const double between = sample_variance(shares) / static_cast<double>(shares.size()), independent = p * (1 - p) / all;
  return all / std::max(1.0, between / independent);
}

Interval wilson(double p, double n) {
  NPCOST_CHECK(n > 0, "a share is of something");
  const double z2 = z95 * z95, middle = (p + z2 / (2 * n)) / (1 + z2 / n);
  const double half = z95 / (1 + z2 / n) * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
  // The share itself is inside, whatever the last bit says of shares of 0 and 1.
  return {0.95, std::clamp(middle - half, 0.0, p), std::clamp(middle + half, p, 1.0), "probability"};
}

std::optional<double> rank_correlation(const std::vector<double>& a, const std::vector<double>& b) {
  NPCOST_CHECK(a.size() == b.size(), "ranks are of the same draws");
  if (a.size() < 2) return std::nullopt;
  const std::vector<double> x = mean_ranks(a), y = mean_ranks(b);
  const double middle = static_cast<double>(a.size() - 1) / 2;
  double xy = 0, xx = 0, yy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xy += (x[i] - middle) * (y[i] - middle);
    xx += (x[i] - middle) * (x[i] - middle);
    yy += (y[i] - middle) * (y[i] - middle);
  }
  if (!(xx > 0) || !(yy > 0)) return std::nullopt;
  return xy / std::sqrt(xx * yy);
}

}  // namespace npcost
