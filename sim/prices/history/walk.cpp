#include "sim/prices/history/walk.h"

#include <algorithm>
#include <cmath>

#include "sim/prices/history/fit.h"

namespace npcost {
namespace {

/// A floor is held against two years of later prices.
std::vector<double> lowest_after(const PriceHistory& history, std::size_t index, Day day, Day last) {
  std::vector<double> lowest;
  for (int months = 1; months <= window_months && month_after(day, months) <= last; ++months) {
    const ClassPrice* price = cheapest(history, index, month_after(day, months));
    const double before = lowest.empty() ? INFINITY : lowest.back();
    lowest.push_back(price == nullptr ? before : std::min(before, price->price.approximate()));
  }
  return lowest;
}

void add_outcomes(const PriceHistory& history, Day last, Walk& walk) {
  const PastFit& fit = walk.fits.back();
  const double before = cheapest(history, fit.index, fit.day)->price.approximate();
  for (const int months : horizons) {
    const Day known = month_after(fit.day, months);
    if (known > last) break;
    const ClassPrice* after = cheapest(history, fit.index, known);
    if (after == nullptr) continue;
    const double halvings = std::log2(before / after->price.approximate());
    walk.outcomes.push_back({walk.fits.size() - 1, known, months, halvings * 12 / months});
  }
}

}  // namespace

std::vector<Day> quarters(const PriceHistory& history, std::size_t index, Day last) {
  std::vector<Day> days;
  if (history.prices[index].empty()) return days;
  const Day first = history.prices[index].front().from;
  const auto month = static_cast<unsigned>(std::chrono::year_month_day(first).month());
  Day day = month_after(first, -static_cast<int>((month - 1) % 3));
  for (; day <= last; day = month_after(day, 3)) {
    if (cheapest(history, index, day) != nullptr) days.push_back(day);
  }
  return days;
}

Walk walk_to(const PriceHistory& history, Day last) {
  Walk walk;
  for (std::size_t index = 0; index < history.classes.size(); ++index) {
    const std::vector<MonthlyPrice> all = monthly_cheapest(history, index, last);
    for (const Day day : quarters(history, index, last)) {
      // Months up to that day: a series up to a first of the month is the beginning of every longer one.
      const auto end = std::find_if(all.begin(), all.end(), [&](const MonthlyPrice& month) { return month.day > day; });
      const std::span<const MonthlyPrice> series(all.begin(), end);
      const auto fit = fit_log_linear(last_window(series));
      if (!fit) continue;
      walk.fits.push_back(
          {index, day, fit->halvings_per_year, fit_floor(series)->floor, lowest_after(history, index, day, last)});
      add_outcomes(history, last, walk);
    }
  }
  return walk;
}

}  // namespace npcost
