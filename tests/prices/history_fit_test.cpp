// The fit of a class's monthly prices, against series whose speed and floor are known.

#include <cmath>

#include "sim/prices/history/fit.h"
#include "tests/prices/history_samples.h"

using namespace npcost;
using namespace npcost::samples;

namespace {

std::vector<MonthlyPrice> made_series(const std::string& first, int months, double (*price)(double years)) {
  std::vector<MonthlyPrice> series;
  for (int i = 0; i < months; ++i) {
    const Day on = month_after(day(first), i);
    series.push_back({on, price(years_between(day(first), on))});
  }
  return series;
}

}  // namespace

TEST_CASE("a price that falls by exactly 30 % a year is found to do so", "[history_fit]") {
  // p = 4 · 0.7^t: halvings a year = −log2 0.7 = 0.514573…; the line on the last day is the last price.
  const auto series = made_series("2022-01-01", 30, [](double years) { return 4 * std::pow(0.7, years); });
  const auto fit = fit_log_linear(series);
  REQUIRE(fit.has_value());
  CHECK_THAT(fit->halvings_per_year, WithinAbs(-std::log2(0.7), 1e-9));
  CHECK_THAT(fit->now, WithinRel(series.back().price, 1e-9));
  CHECK_THAT(fit->r_squared, WithinAbs(1, 1e-9));
  CHECK(fit->months == 30);
  const auto floored = fit_floor(series);
  REQUIRE(floored.has_value());
  CHECK(floored->floor == 0);  // nothing is explained by a floor
  CHECK_THAT(floored->halvings_per_year, WithinAbs(-std::log2(0.7), 1e-9));
}

TEST_CASE("a fall through dated prices of a history is recovered as well as exact money allows", "[history_fit]") {
  // A grain is 1/9 · 10^-15 of a dollar: prices of dollars are exact to 16 digits, and the fit to nine places.
  const PriceHistory history = monthly_history("2022-01-01", 30, [](double years) { return 4 * std::pow(0.7, years); });
  const auto fit = fit_log_linear(monthly_cheapest(history, 0, day("2024-06-01")));
  REQUIRE(fit.has_value());
  CHECK_THAT(fit->halvings_per_year, WithinAbs(-std::log2(0.7), 1e-9));
}

TEST_CASE("a price that falls towards a floor shows both", "[history_fit]") {
  // p = 0.2 + 3 · 2^(−2t): after three years 0.2 + 3/64 = 0.246875
  const auto series = made_series("2021-01-01", 37, [](double years) { return 0.2 + 3 * std::exp2(-2 * years); });
  const auto fit = fit_floor(series);
  REQUIRE(fit.has_value());
  CHECK_THAT(fit->floor, WithinRel(0.2, 1e-6));
  CHECK_THAT(fit->halvings_per_year, WithinRel(2.0, 1e-6));
  CHECK_THAT(fit->now, WithinRel(series.back().price, 1e-6));
}

TEST_CASE("prices that rise or stand still have a speed, and no floor", "[history_fit]") {
  const auto rising = made_series("2022-01-01", 24, [](double years) { return std::exp2(years); });
  REQUIRE(fit_floor(rising).has_value());
  CHECK_THAT(fit_log_linear(rising)->halvings_per_year, WithinAbs(-1, 1e-9));
  CHECK(fit_floor(rising)->floor == 0);
  const auto still = made_series("2022-01-01", 24, [](double) { return 16.0; });
  CHECK_THAT(fit_log_linear(still)->halvings_per_year, WithinAbs(0, 1e-12));
  CHECK(fit_log_linear(still)->r_squared == 0);
  CHECK(fit_floor(still)->floor == 0);
}

TEST_CASE("six months are too few for a fit, seven are enough", "[history_fit]") {
  const auto price = [](double years) { return std::exp2(-years); };
  CHECK_FALSE(fit_log_linear(made_series("2022-01-01", 6, price)).has_value());
  CHECK_FALSE(fit_floor(made_series("2022-01-01", 6, price)).has_value());
  CHECK(fit_log_linear(made_series("2022-01-01", 7, price)).has_value());
  CHECK(fit_floor(made_series("2022-01-01", 7, price)).has_value());
}

TEST_CASE("the window is two years, the first day of the month two years ago included", "[history_fit]") {
  const auto series = made_series("2020-01-01", 61, [](double) { return 1.0; });  // to 2025-01-01
  const auto window = last_window(series);
  REQUIRE(window.size() == 25);
  CHECK(day_text(window.front().day) == "2023-01-01");
  CHECK(last_window(std::span<const MonthlyPrice>()).empty());
}
