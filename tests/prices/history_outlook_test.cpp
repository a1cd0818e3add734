// Outlooks: what they are made of, that they see nothing of the future, and how often they were right.

#include <algorithm>
#include <cmath>

#include "sim/base/atomic_file.h"
#include "sim/prices/history/back_test.h"
#include "sim/prices/history/outlook_from.h"
#include "tests/prices/history_samples.h"

using namespace npcost;
using namespace npcost::samples;

namespace {

const PriceHistory& shipped() {
  static const PriceHistory history = [] {
    SourceTexts texts;
    Diagnostics diagnostics;
    const std::string path = NPCOST_SOURCE_DIR "/scenarios/prices/history.npcost-history.json";
    auto read = read_price_history(texts.add(path, read_whole_file(path, 1u << 22)), diagnostics);
    INFO(report_text(diagnostics));
    REQUIRE(read.has_value());
    return *read;
  }();
  return history;
}

/// What anybody could know on `day`: no later point; and that a model would be withdrawn later was not known either.
PriceHistory known_on(const PriceHistory& history, Day day) {
  PriceHistory known = history;
  for (auto& prices : known.prices) {
    std::erase_if(prices, [&](const ClassPrice& one) { return one.from > day; });
    for (ClassPrice& one : prices) {
      if (one.until && *one.until >= day) one.until.reset();
    }
  }
  return known;
}

}  // namespace

TEST_CASE("before anything is known the assumed speeds stand alone", "[history_outlook]") {
  const PriceHistory history = monthly_history("2024-01-01", 1, [](double) { return 2.0; });
  const auto outlook = outlook_of(history, "made", day("2024-01-01"));
  REQUIRE(outlook.has_value());
  CHECK(std::equal(outlook->halvings_per_year.begin(), outlook->halvings_per_year.end(), assumed_speeds().begin(),
                   assumed_speeds().end()));
  CHECK(outlook->floor_share == std::vector<double>{0});
  CHECK(outlook->as_of == "2024-01-01");
  CHECK(outlook->price_class == "made");
}

TEST_CASE("there is no outlook for a class that does not exist, or of which nothing is sold", "[history_outlook]") {
  PriceHistory history = monthly_history("2024-01-01", 12, [](double) { return 2.0; });
  CHECK_FALSE(outlook_of(history, "mad", day("2024-06-01")).has_value());
  CHECK_FALSE(outlook_of(history, "made", day("2023-12-31")).has_value());
  history.prices[0].back().until = day("2024-12-31");
  CHECK(outlook_of(history, "made", day("2024-12-31")).has_value());
  CHECK_FALSE(outlook_of(history, "made", day("2025-01-01")).has_value());
}

TEST_CASE("a class that always fell by 30 % a year is expected to go on, and only what is assumed spreads",
          "[history_outlook]") {
  // Every earlier fit was right: three quarters of the values are −log2 0.7 = 0.5146, and the median is.
  const PriceHistory history = monthly_history("2018-01-01", 97, [](double years) { return 4 * std::pow(0.7, years); });
  const auto outlook = outlook_of(history, "made", day("2026-01-01"));
  REQUIRE(outlook.has_value());
  const auto& speeds = outlook->halvings_per_year;
  REQUIRE(std::is_sorted(speeds.begin(), speeds.end()));
  const auto right =
      std::count_if(speeds.begin(), speeds.end(), [](double speed) { return std::abs(speed + std::log2(0.7)) < 0.01; });
  CHECK_THAT(static_cast<double>(right) / static_cast<double>(speeds.size()), WithinAbs(0.75, 0.02));
  CHECK_THAT(price_share(*outlook, 1, 0.5), WithinAbs(0.7, 0.001));
  CHECK_THAT(price_share(*outlook, 2, 0.5), WithinAbs(0.49, 0.001));
  CHECK(speeds.front() == assumed_speeds().front());
  CHECK(speeds.back() <= assumed_speeds().back());
}

TEST_CASE("a share of a price is floor plus what is left above it, over all pairs", "[history_outlook]") {
  const ClassOutlook outlook{"c", "2024-01-01", {-1, 0, 1}, {0, 0.5}, ""};
  // After a year: 2, 1, 0.5 without a floor and 1.5, 1, 0.75 with one at a half: 0.5 0.75 1 1 1.5 2
  CHECK_THAT(price_share(outlook, 1, 0), WithinAbs(0.5, 1e-12));
  CHECK_THAT(price_share(outlook, 1, 0.2), WithinAbs(0.75, 1e-12));
  CHECK_THAT(price_share(outlook, 1, 0.5), WithinAbs(1, 1e-12));
  CHECK_THAT(price_share(outlook, 1, 0.9), WithinAbs(1.75, 1e-12));
  CHECK_THAT(price_share(outlook, 1, 1), WithinAbs(2, 1e-12));
  CHECK(price_share(outlook, 0, 0.1) == 1);
}

TEST_CASE("an outlook sees nothing of what came after its day", "[history_outlook]") {
  const std::string days[] = {"2018-02-01", "2020-10-01", "2023-01-15", "2024-06-01",
                              "2024-12-31", "2025-01-31", "2025-08-22", "2026-03-17"};
  for (const std::string& text : days) {
    const PriceHistory then = known_on(shipped(), day(text));
    for (const PriceClass& one : shipped().classes) {
      INFO(text << " " << one.name);
      const auto now = outlook_of(shipped(), one.name, day(text)), past = outlook_of(then, one.name, day(text));
      REQUIRE(now.has_value() == past.has_value());
      if (!now) continue;
      CHECK(now->halvings_per_year == past->halvings_per_year);
      CHECK(now->floor_share == past->floor_share);
      CHECK(now->source == past->source);
    }
  }
}

TEST_CASE("the outlooks of all classes are those of each, without classes of which nothing was sold",
          "[history_outlook]") {
  const auto all = outlooks_of(shipped(), day("2025-01-31"));
  CHECK(all.size() == shipped().classes.size() - 1);  // "text of index 34" begins with GPT-5 in August
  for (const ClassOutlook& one : all) {
    const auto alone = outlook_of(shipped(), one.price_class, day("2025-01-31"));
    REQUIRE(alone.has_value());
    CHECK(alone->halvings_per_year == one.halvings_per_year);
    CHECK(alone->floor_share == one.floor_share);
  }
  CHECK(outlooks_of(shipped(), day("2017-10-31")).empty());
}

TEST_CASE("a walk that went further answers for an earlier day as one that ended there", "[history_outlook]") {
  const Walk walk = walk_to(shipped(), day("2026-11-23"));
  for (const std::string text : {"2022-07-01", "2024-04-01", "2025-10-01"}) {
    for (std::size_t index = 0; index < shipped().classes.size(); ++index) {
      const auto far = outlook_from(shipped(), walk, index, day(text)),
                 near = outlook_of(shipped(), shipped().classes[index].name, day(text));
      REQUIRE(far.has_value() == near.has_value());
      if (!far) continue;
      CHECK(far->halvings_per_year == near->halvings_per_year);
      CHECK(far->floor_share == near->floor_share);
    }
  }
}

TEST_CASE("what came before its day does move an outlook", "[history_outlook]") {
  // The test of no look-ahead can fail: a point one day earlier is seen.
  PriceHistory other = shipped();
  const std::size_t small = other.find("small text").value();
  ClassPrice point = other.prices[small].front();
  point.model = "made";
  point.price = Money::from_grains(Int128{Money::grain_per_unit} / 1000);
  point.from = day("2025-01-31");
  const auto at = std::find_if(other.prices[small].begin(), other.prices[small].end(),
                               [&](const ClassPrice& one) { return one.from > point.from; });
  other.prices[small].insert(at, point);
  CHECK(outlook_of(other, "small text", day("2025-01-31"))->halvings_per_year !=
        outlook_of(shipped(), "small text", day("2025-01-31"))->halvings_per_year);
  CHECK(outlook_of(other, "small text", day("2025-01-30"))->halvings_per_year ==
        outlook_of(shipped(), "small text", day("2025-01-30"))->halvings_per_year);
}

TEST_CASE("outlooks are ascending, finite, never empty, and floors lie below the price", "[history_outlook]") {
  for (const PriceClass& one : shipped().classes) {
    for (const std::string text : {"2019-01-01", "2023-04-01", "2025-01-31", "2026-11-23"}) {
      const auto outlook = outlook_of(shipped(), one.name, day(text));
      if (!outlook) continue;
      INFO(one.name << " " << text);
      for (const auto* values : {&outlook->halvings_per_year, &outlook->floor_share}) {
        REQUIRE_FALSE(values->empty());
        CHECK(std::is_sorted(values->begin(), values->end()));
        CHECK(std::all_of(values->begin(), values->end(), [](double value) { return std::isfinite(value); }));
      }
      CHECK(outlook->floor_share.front() >= 0);
      CHECK(outlook->floor_share.back() < 1);
      CHECK_FALSE(outlook->source.empty());
    }
  }
}

TEST_CASE("a back-test of a price that never changes finds every outcome at its own price", "[back_test]") {
  // 2018-01-01 … 2022-01-01 is 17 quarters. 6 months later is known for 15 of them, 12 for 13, 18 for 11, 24 for 9: 48 pairs.
  const PriceHistory history = monthly_history("2018-01-01", 49, [](double) { return 3.0; });
  const BackTest test = back_test(history, day("2022-01-01"));
  REQUIRE(test.pairs.size() == 48);
  CHECK(test.coverage[0].of == "all pairs");
  CHECK(test.coverage[0].pairs == 48);
  CHECK(test.coverage[0].inside == 48);
  CHECK(test.coverage[1].pairs == 15);
  CHECK(test.coverage[4].pairs == 9);
  for (const BackTestPair& pair : test.pairs) {
    CHECK(pair.outcome == 1);
    CHECK(pair.price == 3);
  }
  // Without overlap: 8 of 6 months (…, 2021-07), 4 of 12, 2 of 18 and 2 of 24.
  CHECK(test.coverage[5].of == "without overlap");
  CHECK(test.coverage[5].pairs == 16);
  CHECK(test.by_class.size() == 1);
}

TEST_CASE("a jump that nobody could foresee is outside, on the side to which it went", "[back_test]") {
  // Three years at 8, then 0.01: no speed assumed or seen reaches a fall to 1/800 in two years.
  const PriceHistory history = monthly_history("2018-01-01", 61, [](double years) { return years < 3 ? 8.0 : 0.01; });
  const BackTest test = back_test(history, day("2023-01-01"));
  std::size_t lower = 0;
  for (const BackTestPair& pair : test.pairs) {
    const bool across = pair.day < day("2021-01-01") && month_after(pair.day, pair.months) >= day("2021-01-01");
    CHECK(pair.lower() == across);
    lower += across ? 1 : 0;
  }
  CHECK(lower == 2 + 4 + 6 + 8);  // quarters before the jump that end behind it, by horizon
  CHECK(test.coverage[0].lower == lower);
}

TEST_CASE("the shipped history holds at least twenty pairs, and its 80 % interval most of them", "[back_test]") {
  const BackTest test = back_test(shipped(), day("2026-11-23"));
  for (const Coverage& row : test.coverage) {
    UNSCOPED_INFO(row.of << ": " << row.inside << " of " << row.pairs << ", lower " << row.lower << ", higher "
                         << row.higher);
  }
  REQUIRE(test.coverage[0].pairs >= 20);
  CHECK(test.coverage[0].share() >= 0.70);
  CHECK(test.coverage[0].share() <= 0.90);
  CHECK(test.coverage[5].pairs >= 20);
}
