// What a scenario says of a forecast, and what of it cannot be answered.
#include "sim/reading/price_path.h"
#include "sim/scenario/questions.h"
#include "tests/scenario/support.h"

using namespace npcost;
using namespace npcost::scenario_test;

namespace {

std::string asking(const std::string& forecast, const std::string& time = R"("start": "2026-11-01")") {
  return edited(tiny, R"("npcost": 1,)", R"("npcost": 1, "time": { )" + time + R"( }, "experiment": { "forecast": { )" + forecast + " } },");
}

const std::string here = " /experiment/forecast";

}  // namespace

TEST_CASE("a forecast is read with its defaults, and a run has nothing against it", "[scenario][forecast]") {
  const ReadScenario read = read_text(asking(R"("until": "2031-12-31", "by": "2029-01-01", "growth": "5%/y",
      "viable_when": { "metric": "cost.per_player_hour", "stat": "p90", "max": "$0.01" })"));
  INFO(report_text(read.diagnostics));
  REQUIRE(read.scenario.has_value());
  CHECK(read.not_simulated.empty());
  const auto& forecast = read.scenario->experiment.questions->forecast;
  REQUIRE(forecast.has_value());
  CHECK(forecast->until == parse_local_time("2031-12-31"));
  CHECK(forecast->by == parse_local_time("2029-01-01"));
  CHECK(forecast->draws == 1000);
  CHECK(forecast->stays_months == 3);
  CHECK(forecast->growth_text == "5%/y");
  REQUIRE(forecast->viable_when.has_value());
  CHECK(forecast->viable_when->stat == Stat::p90);
  CHECK(forecast->viable_when->max == 0.01);
  CHECK_FALSE(right(tiny).experiment.questions->forecast.has_value());
}

TEST_CASE("what a forecast cannot answer is said in its place", "[scenario][forecast]") {
  CHECK(faults(asking(R"("until": "2020-01-01")")) == Faults{"E238" + here + "/until"});
  CHECK(faults(asking(R"("until": "2026-11-01")")) == Faults{"E238" + here + "/until"});
  CHECK(faults(asking(R"("until": "2101-01-01")")) == Faults{"E238" + here + "/until"});
  CHECK(faults(asking(R"("until": "2100-12-31")")).empty());
  CHECK(faults(asking(R"("until": "day 400")")) == Faults{"E238" + here + "/until"});
  CHECK(faults(asking(R"("until": "2027-02-01")")) == Faults{"E238" + here + "/until"});   // three months are 93 days at most
  CHECK(faults(asking(R"("until": "2027-02-02")")).empty());
  CHECK(faults(asking(R"("until": "2030-01-01", "by": "2030-01-02")")) == Faults{"E238" + here + "/by"});
  CHECK(faults(asking(R"("by": "2026-01-01")")) == Faults{"E238" + here + "/by"});
  CHECK(faults(asking(R"("step": "1 w")")) == Faults{"E238" + here + "/step"});
  CHECK(faults(asking(R"("step": "1 mo")")).empty());
  CHECK(faults(asking(R"("metric": "cost.total")")) == Faults{"E238" + here + "/metric"});
  CHECK(faults(asking(R"("metric": "cost.total", "viable_when": { "metric": "cost.per_turn", "max": "$1" })")) == Faults{"E238" + here + "/metric"});
  CHECK(faults(asking(R"("viable_when": { "metric": "turns.total", "max": 5 })")) == Faults{"E238" + here + "/viable_when"});
  CHECK(faults(asking(R"("viable_when": { "metric": "cost.per_turn", "min": "$1" })")) == Faults{"E238" + here + "/viable_when"});
  CHECK(faults(asking(R"("viable_when": { "metric": "cost.per_trun", "max": "$1" })")) == Faults{"E406" + here + "/viable_when/metric"});
  CHECK(faults(asking(R"("growth": "10%")")) == Faults{"E202" + here + "/growth"});
  CHECK(faults(asking(R"("until": "2046-11-01", "growth": "100%/y")")) == Faults{"E238" + here + "/growth"});   // 2^20 > 10^6
  CHECK(faults(asking(R"("until": "2045-11-01", "growth": "100%/y")")).empty());                                 // 2^19
  CHECK(faults(asking(R"("draws": 9)")) == Faults{"E210" + here + "/draws"});
  CHECK(faults(asking(R"("stays": 0)")) == Faults{"E210" + here + "/stays"});
  CHECK(faults(asking(R"("untill": "2031-12-31")")) == Faults{"E101" + here + "/untill"});
}

TEST_CASE("a run holds a price that has a path, and says so once a model", "[scenario][forecast]") {
  const std::string falling = edited(tiny, R"("$0.15/1M tokens")", R"({ "now": "$0.15/1M tokens", "decline": "10..40%/y" })");
  const ReadScenario read = read_text(falling);
  REQUIRE(read.scenario.has_value());
  CHECK(faults(read, Severity::warning) == Faults{"W733 /models/small"});
  CHECK(read.not_simulated.empty());
}

TEST_CASE("a model that follows a class gives every price of its own no path that way", "[scenario][forecast]") {
  const Scenario scenario = right(edited(edited(tiny, R"("output": "$0.60/1M tokens")", R"("output": { "now": "$0.60/1M tokens", "decline": "30%/y" })"),
                                         R"("kind": "llm",)", R"("kind": "llm", "follows": "large text",)"));
  const MeterPrices& prices = scenario.book.cards.front().sets.front().base;
  REQUIRE(prices.find(Meter::input_tokens)->path != nullptr);
  CHECK(prices.find(Meter::input_tokens)->path->follows == "large text");
  CHECK(prices.find(Meter::output_tokens)->path->follows.empty());
}

TEST_CASE("names of draws of price paths follow no name and no order", "[scenario][forecast]") {
  const auto names = [](const std::string& text) { return right(text).experiment.questions->path_names; };
  const std::string falling = edited(tiny, R"("$0.15/1M tokens")", R"({ "now": "$0.15/1M tokens", "decline": "10..40%/y" })");
  const auto before = names(falling);
  REQUIRE(before.size() == 1);
  CHECK(before.front().first == "/models/small/input");
  std::string renamed = edited(falling, R"("small": {)", R"("aardvark": { "kind": "llm", "input": "$1/1M tokens", "output": "$1/1M tokens" }, "tiny": {)");
  renamed = edited(renamed, R"("model": "small")", R"("model": "tiny")");
  const auto after = names(renamed);
  REQUIRE(after.size() == 1);
  CHECK(after.front().first == "/models/tiny/input");
  CHECK(after.front().second == before.front().second);
}
