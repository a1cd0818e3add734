#include "sim/prices/history/fit.h"

#include <algorithm>
#include <cmath>

namespace npcost {
namespace {

struct Line {
  double slope = 0, at_end = 0;  ///< of log2(price − floor), per year
  double error = 0;              ///< sum of squared differences of log2(price), the floor put back
};

/// Requires a floor below every price and at least two days.
Line line_above(std::span<const MonthlyPrice> series, double floor) {
  const Day last = series.back().day;
  const double n = static_cast<double>(series.size());
  double years = 0, logs = 0;
  for (const MonthlyPrice& month : series) {
    years += years_between(last, month.day);
    logs += std::log2(month.price - floor);
  }
  years /= n;
  logs /= n;
  double both = 0, squares = 0;
  for (const MonthlyPrice& month : series) {
    const double from_mean = years_between(last, month.day) - years;
    both += from_mean * (std::log2(month.price - floor) - logs);
    squares += from_mean * from_mean;
  }
  Line line;
  line.slope = both / squares;
  line.at_end = logs - line.slope * years;
  for (const MonthlyPrice& month : series) {
    const double said = floor + std::exp2(line.at_end + line.slope * years_between(last, month.day));
    const double off = std::log2(said) - std::log2(month.price);
    line.error += off * off;
  }
  return line;
}

double lowest_price(std::span<const MonthlyPrice> series) {
  double lowest = series.front().price;
  for (const MonthlyPrice& month : series) lowest = std::min(lowest, month.price);
  return lowest;
}

/// The floor in [low, high] whose line errs least: golden section, on which a smooth error has one valley.
double best_floor(std::span<const MonthlyPrice> series, double low, double high) {
  constexpr double golden = 0.6180339887498949;
  constexpr int steps = 60;  // 0.618^60 of the range: beyond what a double tells apart
  for (int i = 0; i < steps; ++i) {
    const double left = high - golden * (high - low), right = low + golden * (high - low);
    if (line_above(series, left).error <= line_above(series, right).error) {
      high = right;
    } else {
      low = left;
    }
  }
  return (low + high) / 2;
}

}  // namespace

std::optional<LogLinearFit> fit_log_linear(std::span<const MonthlyPrice> series) {
  if (series.size() < fewest_months) return std::nullopt;
  const Line line = line_above(series, 0);
  double mean = 0, variance = 0;
  for (const MonthlyPrice& month : series) mean += std::log2(month.price) / static_cast<double>(series.size());
  for (const MonthlyPrice& month : series) variance += std::pow(std::log2(month.price) - mean, 2);
  LogLinearFit fit;
  fit.months = series.size();
  fit.halvings_per_year = -line.slope;
  fit.now = std::exp2(line.at_end);
  fit.r_squared = variance > 1e-18 ? std::max(0.0, 1 - line.error / variance) : 0;
  return fit;
}

std::optional<FloorFit> fit_floor(std::span<const MonthlyPrice> series) {
  if (series.size() < fewest_months) return std::nullopt;
  const Line without = line_above(series, 0);
  FloorFit fit{0, -without.slope, std::exp2(without.at_end)};
  constexpr int steps = 20;
  constexpr double highest = 0.95;  // of the lowest price: nearer, one month alone decides
  const double step = lowest_price(series) * highest / steps;
  int best = 0;
  double least = without.error;
  for (int i = 1; i <= steps; ++i) {
    const double error = line_above(series, i * step).error;
    if (error >= least) continue;
    least = error;
    best = i;
  }
  // A hundredth better is chance, and a constant price fits every floor.
  if (best == 0 || least > 0.99 * without.error || without.error < 1e-12) return fit;
  const double floor = best_floor(series, (best - 1) * step, std::min(best + 1, steps) * step);
  const Line above = line_above(series, floor);
  if (above.slope >= 0) return fit;
  return FloorFit{floor, -above.slope, floor + std::exp2(above.at_end)};
}

std::span<const MonthlyPrice> last_window(std::span<const MonthlyPrice> series) {
  if (series.empty()) return series;
  constexpr auto longest = std::chrono::days(731);  // two years, of which one may be a leap year
  const Day from = series.back().day - longest;
  const auto first =
      std::find_if(series.begin(), series.end(), [&](const MonthlyPrice& month) { return month.day >= from; });
  return series.subspan(static_cast<std::size_t>(first - series.begin()));
}

}  // namespace npcost
