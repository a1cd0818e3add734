// Dates of forecasts against formulas.
#include <algorithm>
#include <cmath>
#include <cstdint>

#include "sim/answers/forecast/forecast_statistics.h"
#include "sim/answers/forecast/viable_date.h"
#include "tests/answers/forecast_support.h"

using namespace npcost;
using namespace npcost::forecast_test;
using scenario_test::edited;
using scenario_test::right;

namespace {

const LocalTime start = *parse_local_time("2025-01-31");

/// A day of the calendar so many years of 365.25 days after the start, rounded up: the first on which something has happened.
std::string years_later(double years) { return day_text(start, static_cast<std::int32_t>(std::ceil(years * 365.25))); }

}  // namespace

TEST_CASE("prices that fall 30 % a year make a bill of four times the target fit after ln 4 / -ln 0.7 years, to the day", "[forecast]") {
  const double years = std::log(4.0) / -std::log(0.7);   // 3.887 years, 1419.6 days: on the 1420th it fits
  CHECK(years_later(years) == "2028-12-21");
  const ForecastQuestionAnswer answer = when_it_falls_to(0.25, game(R"("decline": "30%/y")"));
  CHECK(answer.p50.day == "2028-12-21");
  CHECK(answer.p10.day == answer.p90.day);
  CHECK(answer.ever == 1);
  CHECK(answer.at_start == 0);
}

TEST_CASE("the 90th percentile over players has the same date as the mean when every price has the same path", "[forecast]") {
  CHECK(when_it_falls_to(0.25, game(R"("decline": "30%/y")"), Stat::p90).p50.day == "2028-12-21");
}

TEST_CASE("a price that halves every year to a floor of a tenth is a quarter after log2(0.9 / 0.15) years", "[forecast]") {
  // 0.1 + 0.9 · 2^-t = 0.25. The floors: $0.015 of $0.15, $0.06 of $0.60.
  std::string text = game(R"("halving": "12 mo", "floor": "$0.015/1M tokens")");
  text = edited(text, R"("now": "$0.60/1M tokens", "halving": "12 mo", "floor": "$0.015/1M tokens")",
                R"("now": "$0.60/1M tokens", "halving": "12 mo", "floor": "$0.06/1M tokens")");
  CHECK(when_it_falls_to(0.25, text).p50.day == years_later(std::log2(0.9 / 0.15)));
  const ForecastQuestionAnswer never = when_it_falls_to(0.1, text);
  CHECK(never.p10.day.empty());
  CHECK(never.ever == 0);
}

TEST_CASE("usage that grows 10 % a year takes back a part of what prices fall", "[forecast]") {
  const std::string text = game(R"("decline": "30%/y")", {}, R"("forecast": { "growth": "10%/y" },)");
  CHECK(when_it_falls_to(0.25, text).p50.day == years_later(std::log(4.0) / -std::log(0.7 * 1.1)));
}

TEST_CASE("what is cheap enough today is viable from the start, and what never falls never is", "[forecast]") {
  CHECK(when_it_falls_to(1.0, game(R"("decline": "30%/y")")).p90.day == "2025-01-31");
  const ForecastQuestionAnswer rising = when_it_falls_to(0.9, game(R"("decline": "-20%/y")"));
  CHECK(rising.p10.day.empty());
  CHECK(rising.by.back().probability == 0);
  CHECK(rising.by.back().interval.high > 0);   // a thousand draws do not make a certainty
}

TEST_CASE("a step that is as likely as not comes in about half of the draws, on its day", "[forecast]") {
  const ForecastQuestionAnswer answer =
      when_it_falls_to(0.5, game(R"("steps": [{ "at": "2027-03-10", "times": 0.5, "probability": "50%" }])"));
  // Two prices, each with a step of its own luck: both have to come. P = 1/4, and 1,000 draws know it to 0.25 ± 3 · 0.0137.
  CHECK_THAT(answer.ever, WithinAbs(0.25, 0.042));
  CHECK(answer.p10.day == "2027-03-10");
  CHECK(answer.p50.day.empty());
}

TEST_CASE("a date counts when the months behind it hold as well", "[forecast]") {
  const std::vector<std::int32_t> months = months_of_horizon(start, *parse_local_time("2026-01-31"));
  REQUIRE(months == std::vector<std::int32_t>{0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334, 365});
  std::vector<std::int32_t> asked;
  const auto between = [&](std::int32_t from, std::int32_t to) {
    return [&asked, from, to](std::int32_t day) {
      asked.push_back(day);
      return day >= from && day < to;
    };
  };
  CHECK(first_lasting_day(months, 3, between(100, 1000)) == 100);
  CHECK(first_lasting_day(months, 3, between(59, 1000)) == 59);
  CHECK(first_lasting_day(months, 3, between(-5, 1000)) == 0);
  CHECK(first_lasting_day(months, 3, between(100, 200)) == 100);        // days 120, 150 and 181
  CHECK_FALSE(first_lasting_day(months, 3, between(100, 181)));         // only 120 and 150
  CHECK(first_lasting_day(months, 3, between(300, 1000)) == 300);       // 303, 334, 365: just inside
  CHECK_FALSE(first_lasting_day(months, 3, between(304, 1000)));        // 334, 365: the third month lies outside
  CHECK(first_lasting_day(months, 1, between(304, 1000)) == 304);
  asked.clear();
  first_lasting_day(months, 3, between(100, 1000));
  std::sort(asked.begin(), asked.end());
  CHECK(std::adjacent_find(asked.begin(), asked.end()) == asked.end());  // no day twice
}

TEST_CASE("quantiles of dates are within their Monte-Carlo error over 200 seeds", "[forecast]") {
  // A decline of 20..50 %/y is normal in halvings a year with 5 % and 95 % points −log2 0.8 and −log2 0.5 = 1. A quarter is two halvings, so
  // the date is 2/h years, and its p-quantile belongs to the (1 − p)-quantile of h.
  const Scenario scenario = right(game(R"("decline": "20..50%/y")"));
  const MovingPrice price = PricePaths(scenario, {}).prices().front();
  const double low = -std::log2(0.8), mean = (low + 1) / 2, sd = (1 - low) / (2 * 1.6448536269514722);
  const std::vector<std::int32_t> months = months_of_horizon(start, *parse_local_time("2055-01-31"));
  for (const auto& [p, z] : {std::pair{0.1, 1.2815515655446004}, {0.5, 0.0}, {0.9, -1.2815515655446004}}) {
    const double true_days = 2 / (mean + z * sd) * 365.25;
    double sum = 0, squares = 0;
    constexpr int seeds = 200, draws = 400;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
      int before = 0;
      for (std::uint32_t k = 0; k < draws; ++k) {
        const DrawnPath path = drawn_path(price, seed, k);
        const auto day = first_lasting_day(months, 3, [&](std::int32_t at) { return factor_on(path, at) <= 0.25; });
        before += day && *day <= true_days + 0.5 ? 1 : 0;   // days are whole: the half is their rounding
      }
      const double error = (before / static_cast<double>(draws) - p) / std::sqrt(p * (1 - p) / draws);
      sum += error;
      squares += error * error;
    }
    INFO(p);
    CHECK(std::abs(sum / seeds) < 3.5 / std::sqrt(200.0));          // no bias: 0.25 of a standard error
    CHECK(std::abs(squares / seeds - 1) < 3.5 * std::sqrt(2.0 / 200));  // as wide as it should be
  }
}

TEST_CASE("what an interval says of a share is Wilson's, for the draws that there seem to be", "[forecast]") {
  // p = 0.5, n = 100: centre 0.5, half width 1.96 · √(0.25/100 + 1.96²/40000) / (1 + 1.96²/100) = 0.0962.
  CHECK_THAT(wilson(0.5, 100).low, WithinAbs(0.5 - 0.0962, 0.0001));
  CHECK_THAT(wilson(0, 100).high, WithinAbs(0.0370, 0.0001));   // z²/(n + z²)
  CHECK_THAT(wilson(0, 100).low, WithinAbs(0, 1e-12));
  // Ten replications that all say the same by themselves, half of them yes: a thousand draws are worth about ten.
  DrawnDates dates;
  for (int r = 0; r < 10; ++r) dates.push_back(std::vector<std::optional<std::int32_t>>(100, r % 2 == 0 ? std::optional(5) : std::nullopt));
  // Variance between: 10 · 0.25 / 9 = 0.2778, of the mean 0.02778; of 1000 independent draws 0.00025: worth 1000 / 111.1 = 9.
  CHECK_THAT(effective_draws(dates, 5), WithinRel(9.0, 1e-9));
  CHECK(quantile_day(dates, 0.5) == 5);
  CHECK_FALSE(quantile_day(dates, 0.51));
}

TEST_CASE("ranks of what is tied are their mean", "[forecast]") {
  CHECK_THAT(*rank_correlation({1, 2, 3, 4}, {10, 20, 30, 40}), WithinAbs(1, 1e-12));
  CHECK_THAT(*rank_correlation({1, 2, 3, 4}, {9, 7, 5, 3}), WithinAbs(-1, 1e-12));
  // Ranks 0 1 2 3 against 0.5 0.5 2.5 2.5: Σxy = 4, Σxx = 5, Σyy = 4: 4/√20.
  CHECK_THAT(*rank_correlation({1, 2, 3, 4}, {1, 1, 2, 2}), WithinAbs(4 / std::sqrt(20.0), 1e-12));
  CHECK_FALSE(rank_correlation({1, 2, 3}, {4, 4, 4}));
}
