// Scales, views, ticks.

#include <cmath>

#include "tests/catch.h"
#include "tests/window/window_bench.h"
#include "ui/window/charts/axis.h"

using namespace npcost::charts;
using npcost::test::infinite;
using npcost::test::nan_value;

TEST_CASE("a linear scale is a rule of three, a logarithmic one of its exponents", "[charts]") {
  const Scale linear{Steps::linear, {10, 30}, 100.0f, 300.0f};
  CHECK_THAT(static_cast<double>(linear.pixel(15)), WithinAbs(150.0, 1e-4));
  CHECK_THAT(linear.value(150.0f), WithinAbs(15.0, 1e-9));
  const Scale log{Steps::log, {0.01, 100}, 400.0f, 0.0f};  // upwards, as y axes
  CHECK_THAT(static_cast<double>(log.pixel(1)), WithinAbs(200.0, 1e-4));
  CHECK_THAT(log.value(300.0f), WithinRel(0.1, 1e-9));
}

TEST_CASE("pixels of a scale are finite for every value", "[charts]") {
  for (const Steps steps : {Steps::linear, Steps::log}) {
    const Scale scale{steps, {1, 2}, 0.0f, 100.0f};
    for (const double v : {0.0, -1.0, 1e300, -1e300, 1e-300, infinite, -infinite, nan_value}) {
      CHECK(std::isfinite(scale.pixel(v)));
      CHECK(std::fabs(scale.pixel(v)) <= 100100.0f);
    }
  }
}

TEST_CASE("zooming keeps the value under the cursor where it is", "[charts]") {
  // 0 … 100, cursor at 25, factor 0.8: 25 − 25·0.8 = 5 to 25 + 75·0.8 = 85.
  View view;
  zoom(view, {0, 100}, Steps::linear, 0.8, 25);
  REQUIRE(view.seen);
  CHECK_THAT(view.seen->low, WithinAbs(5, 1e-9));
  CHECK_THAT(view.seen->high, WithinAbs(85, 1e-9));
  // Back by 1/0.8 is everything again.
  zoom(view, {0, 100}, Steps::linear, 1.25, 25);
  CHECK_FALSE(view.seen);
  // Logarithmic: 1 … 10,000, cursor at 100, factor 0.5: one decade to each side.
  zoom(view, {1, 10000}, Steps::log, 0.5, 100);
  REQUIRE(view.seen);
  CHECK_THAT(view.seen->low, WithinRel(10, 1e-9));
  CHECK_THAT(view.seen->high, WithinRel(1000, 1e-9));
}

TEST_CASE("neither zoom nor pan leaves the whole range, whatever is done", "[charts]") {
  npcost::test::Noise noise{5};
  for (const Steps steps : {Steps::linear, Steps::log}) {
    const Range whole = steps == Steps::log ? Range{0.001, 1000} : Range{-50, 70};
    View view;
    for (int i = 0; i < 3000; ++i) {
      if (noise.below(3) == 0)
        pan(view, whole, steps, noise.between(-3, 3));
      else
        zoom(view, whole, steps, noise.between(0.01, 3), noise.between(-100, 100));
      const Range seen = seen_of(view, whole, steps);
      CHECK(seen.drawable());
      CHECK(seen.low >= whole.low - std::fabs(whole.low) * 1e-9);
      CHECK(seen.high <= whole.high + std::fabs(whole.high) * 1e-9);
    }
  }
  View view{Range{nan_value, 3}};
  CHECK(seen_of(view, {0, 1}, Steps::linear) == Range{0, 1});
  zoom(view, {0, 1}, Steps::linear, 0.0, 0.5);
  zoom(view, {0, 1}, Steps::linear, nan_value, 0.5);
  CHECK(seen_of(view, {0, 1}, Steps::linear) == Range{0, 1});
}

TEST_CASE("panning moves what is seen by a part of it", "[charts]") {
  View view{Range{20, 40}};
  pan(view, {0, 100}, Steps::linear, 0.25);  // 5 of 20
  CHECK_THAT(view.seen->low, WithinAbs(25, 1e-9));
  pan(view, {0, 100}, Steps::linear, 10);
  CHECK_THAT(view.seen->high, WithinAbs(100, 1e-9));  // stops at the end
  CHECK_THAT(view.seen->low, WithinAbs(80, 1e-9));    // as wide as before
}

TEST_CASE("linear ticks are 1, 2 or 5 of a power of ten, inside the range and evenly apart", "[charts]") {
  npcost::test::Noise noise{9};
  for (int i = 0; i < 2000; ++i) {
    const double width = std::pow(10.0, noise.between(-12, 15)), low = noise.between(-1, 1) * width * 3;
    const Range range{low, low + width};
    const Ticks ticks = linear_ticks(range, 5);
    REQUIRE(ticks.at.size() >= 2);
    CHECK(ticks.at.size() <= 9);  // a step is at most √2.5 smaller than wanted: 5·1.58 + 1
    const double mantissa = ticks.step / std::pow(10.0, std::floor(std::log10(ticks.step) + 1e-9));
    CHECK((std::fabs(mantissa - 1) < 1e-6 || std::fabs(mantissa - 2) < 1e-6 || std::fabs(mantissa - 5) < 1e-6));
    for (const double at : ticks.at) {
      CHECK(at >= range.low - width * 1e-6);
      CHECK(at <= range.high + width * 1e-6);
      CHECK(std::fabs(at / ticks.step - std::round(at / ticks.step)) < 1e-6);
    }
  }
}

TEST_CASE("ticks are round in the currency that is shown", "[charts]") {
  // $0 … $0.42 at ₩1390 is ₩0 … ₩583.8; 583.8 / 5 = 116.8, nearest is 100.
  const Ticks won = linear_ticks({0, 0.42}, 5, 1390);
  REQUIRE(won.at.size() == 6);
  for (std::size_t i = 0; i < 6; ++i) CHECK_THAT(won.at[i] * 1390, WithinAbs(100.0 * static_cast<double>(i), 1e-9));
  const Ticks dollars = linear_ticks({0, 0.42}, 5);  // 0.084: nearest is 0.1
  REQUIRE(dollars.at.size() == 5);
  CHECK_THAT(dollars.at[4], WithinAbs(0.4, 1e-12));
  const Ticks log = log_ticks({0.01, 0.5}, 5, 1390);  // ₩13.9 … ₩695: 20, 50, 100, 200, 500
  REQUIRE(log.at.size() == 5);
  CHECK_THAT(log.at[0] * 1390, WithinRel(20, 1e-12));
  CHECK_THAT(log.at[4] * 1390, WithinRel(500, 1e-12));
}

TEST_CASE("logarithmic ticks thin out to powers of ten, and become linear when little is seen", "[charts]") {
  const Ticks wide = log_ticks({1e-9, 1e9}, 6);  // 18 decades: every third
  REQUIRE(wide.at.size() == 7);
  CHECK_THAT(wide.at[0], WithinRel(1e-9, 1e-12));
  CHECK_THAT(wide.at[1], WithinRel(1e-6, 1e-12));
  const Ticks narrow = log_ticks({10, 13}, 5);  // 3/5 = 0.6: 0.5 apart
  REQUIRE(narrow.at.size() == 7);
  CHECK(narrow.at[1] == 10.5);
  CHECK(log_ticks({0, 1}, 5).at.empty());
  CHECK(log_ticks({-3, 1}, 5).at.empty());
}

TEST_CASE("ranges that cannot be drawn have no ticks, and none has too many", "[charts]") {
  for (const Range range :
       {Range{1, 1}, Range{2, 1}, Range{nan_value, 1}, Range{0, infinite}, Range{-infinite, infinite}}) {
    CHECK(linear_ticks(range, 5).at.empty());
    CHECK(log_ticks(range, 5).at.empty());
    CHECK(time_ticks(range, 5).at.empty());
  }
  CHECK(linear_ticks({1e18, 1e18 + 4096}, 5).at.size() <= 200);
  CHECK(linear_ticks({-1.7e308, 1.7e308}, 5).at.empty());  // its width is no number
  CHECK(linear_ticks({0, 1}, 1000000).at.size() <= 200);
}

TEST_CASE("time has ticks at seconds, minutes, hours and days that people use", "[charts]") {
  const Ticks day = time_ticks({0, 24}, 8);
  REQUIRE(day.at.size() == 9);
  CHECK(day.step == 3);
  CHECK(day.at[8] == 24);
  CHECK(time_ticks({0, 24}, 4).step == 6);
  CHECK_THAT(time_ticks({9.5, 10.0}, 5).step, WithinRel(10.0 / 60, 1e-9));    // 6 minutes wanted
  CHECK_THAT(time_ticks({9.5, 9.51}, 4).step, WithinRel(10.0 / 3600, 1e-9));  // 36 s: 9 s wanted
  CHECK(time_ticks({0, 24 * 30}, 8).step == 24 * 7);                          // 3.75 days wanted
}

TEST_CASE("with a date, months begin on their first day", "[charts]") {
  using namespace std::chrono;
  const sys_days start = year{2027} / 1 / 15;
  const Ticks ticks = time_ticks({0, 24 * 150}, 5, start);  // to the 14th of June
  REQUIRE(ticks.at.size() == 5);
  CHECK(ticks.at[0] == 24 * 17);         // 1 February
  CHECK(ticks.at[1] == 24 * (17 + 28));  // 1 March
  CHECK(ticks.at[4] == 24 * (17 + 28 + 31 + 30 + 31));
  CHECK(ticks.step == 0);
}

TEST_CASE("a fitted range holds its values, has a width and begins at 0 where that is honest", "[charts]") {
  npcost::test::Noise noise{21};
  for (const Steps steps : {Steps::linear, Steps::log}) {
    Axis axis = number_axis();
    axis.steps = steps;
    for (int i = 0; i < 2000; ++i) {
      const double a = std::pow(10.0, noise.between(-250, 250)) *
                       (steps == Steps::linear && noise.below(2) == 0 ? -1 : 1),
                   b = a * noise.between(-3, 3);
      const double low = std::min(a, b), high = std::max(a, b);
      const Range range = fitted(low, high, axis);
      CHECK(range.drawable());
      if (steps == Steps::log && low <= 0) continue;
      CHECK(range.low <= low);
      CHECK(range.high >= high);
    }
    for (const auto& [low, high] :
         {std::pair{0.0, 0.0}, std::pair{5.0, 5.0}, std::pair{-5.0, -5.0}, std::pair{infinite, -infinite},
          std::pair{nan_value, nan_value}, std::pair{1e-308, 1e308}, std::pair{-1.7e308, 1.7e308},
          std::pair{5e-324, 5e-324}}) {
      INFO(low << " " << high);
      CHECK(fitted(low, high, axis).drawable());
    }
  }
  CHECK(fitted(0.2, 0.3, number_axis()).low == 0.0);
  Axis close = number_axis();
  close.from_zero = false;
  CHECK(fitted(0.2, 0.3, close).low > 0.1);
  CHECK(fitted(-3, -1, number_axis()).high == 0.0);
}
