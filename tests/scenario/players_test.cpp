// Players who come and go, the curve of a launch, talk that wears off, platforms, and what a segment says of its players.
#include <cmath>

#include "tests/scenario/people_text.h"
#include "tests/scenario/support.h"

using namespace npcost;
using namespace npcost::scenario_test;

namespace {

std::string players_with(const std::string& keys) { return edited(tiny, R"("active": "1k players")", keys); }
std::vector<double> returns_of(const std::string& retention) {
  return right(players_with(R"("arrivals": "2k/d", "retention": )" + retention)).players.returns;
}
std::string segment_with(const std::string& keys) { return edited(tiny, R"("share": "100%",)", R"("share": "100%", )" + keys + ","); }

/// The tiny scenario with this curve, read as if it lay beside the broken examples.
ReadScenario beside_the_examples(const std::string& curve) {
  const std::string folder = std::string(NPCOST_SOURCE_DIR) + "/scenarios/broken/";
  return read_scenario_text(folder + "test.npcost.json", players_with(R"("active": "1k players", "curve": )" + curve));
}

}  // namespace

TEST_CASE("players are so many all the time, or come and go", "[scenario][players]") {
  const Players there = right(tiny).players;
  CHECK(there.active.value() == 1000);
  CHECK_FALSE(there.arrivals.has_value());
  CHECK(there.returns.empty());
  const Players coming = right(players_with(R"("arrivals": "14k/w")")).players;
  REQUIRE(coming.arrivals.has_value());
  CHECK(coming.arrivals->value() == 2000);  // a day
  CHECK(coming.returns.empty());            // nobody leaves
  CHECK(faults(players_with(R"("active": "1k players", "arrivals": "2k/d")")) == Faults{"E109 /players/arrivals"});
  CHECK(faults(edited(tiny, R"("active": "1k players",)", "")) == Faults{"E103 /players"});
}

TEST_CASE("a preset of retention is its power law, once a day of warm-up and run", "[scenario][players]") {
  const std::vector<double> days = returns_of(R"("good_40_20_10")");
  REQUIRE(days.size() == 30);
  CHECK(days[0] == 1);
  CHECK_THAT(days[1], WithinAbs(0.411, 1e-12));
  CHECK_THAT(days[7], WithinAbs(0.186886, 1e-6));  // 0.411 · e^(−0.405 · 1.945910)
  const Players longer = right(edited(players_with(R"("arrivals": "2k/d", "retention": "mobile_median")"), R"("budgets")",
                                      R"("experiment": { "warm_up": "36 h" }, "budgets")"))
                             .players;
  CHECK(longer.returns.size() == 32);  // 31.5 days
  CHECK_THAT(longer.returns[10], WithinAbs(0.0233748, 1e-7));  // 0.237 · 10^(−1.006)
  for (const char* name : {"mobile_top_quarter", "good_35_15_5", "pc_55_25_15"}) CHECK(returns_of('"' + std::string(name) + '"').size() == 30);
}

TEST_CASE("between the points of a retention lies a power law, and the last one goes on", "[scenario][players]") {
  const std::string text = edited(players_with(R"("arrivals": "2k/d", "retention": { "d1": "40%", "d7": "20%", "d30": "10%" })"),
                                  R"("budgets")", R"("time": { "duration": "61 d" }, "budgets")");
  const std::vector<double> days = right(text).players.returns;
  REQUIRE(days.size() == 61);
  CHECK_THAT(days[1], WithinAbs(0.4, 1e-12));
  CHECK_THAT(days[3], WithinAbs(0.270462, 1e-6));  // 0.4 · 3^(ln 0.5 / ln 7)
  CHECK_THAT(days[7], WithinAbs(0.2, 1e-12));
  CHECK_THAT(days[30], WithinAbs(0.1, 1e-12));
  CHECK_THAT(days[60], WithinAbs(0.0718821, 1e-6));  // 0.1 · 2^(ln 0.5 / ln(30/7))
  // Two points are one law: 0.4 at 1 and 0.1 at 30 give 0.4 · 7^(ln 0.25 / ln 30) = 0.4 · e^(−0.793131).
  CHECK_THAT(returns_of(R"({ "d1": "40%", "d30": "10%" })")[7], WithinAbs(0.4 * std::exp(-0.793131), 1e-6));
  // Level is allowed, more is not.
  CHECK_THAT(returns_of(R"({ "d1": "40%", "d7": "40%" })")[20], WithinAbs(0.4, 1e-12));
}

TEST_CASE("a law of one's own is cut at everybody, and its exponent is not above 0", "[scenario][players]") {
  const std::vector<double> days = returns_of(R"({ "a": 2, "b": { "value": -1, "source": "us" } })");
  CHECK(days[1] == 1);
  CHECK(days[2] == 1);
  CHECK_THAT(days[4], WithinAbs(0.5, 1e-12));
  const auto law = [](const std::string& b) { return faults(players_with(R"("arrivals": "2k/d", "retention": { "a": 0.4, "b": )" + b + " }")); };
  CHECK(law("0").empty());
  CHECK(law("-0").empty());
  CHECK(law("-10").empty());
  CHECK(law("-10.1") == Faults{"E106 /players/retention/b"});
  CHECK(law("0.1") == Faults{"E106 /players/retention/b"});
  CHECK(law(R"("-0.4..-0.2")").size() == 1);
  CHECK(law("\"0.1..0.2\"") == Faults{"E218 /players/retention/b"});
  CHECK(law("-1e999").size() == 1);
  CHECK(law("[]").size() == 1);
}

TEST_CASE("a launch has a peak, a half-life and a floor, from a preset or written", "[scenario][players]") {
  const auto curve = [](const std::string& json) { return right(players_with(R"("active": "1k players", "curve": )" + json)).players.curve; };
  const LaunchCurve spike = curve(R"("launch_spike")");
  CHECK(spike.kind == LaunchCurve::Kind::launch);
  CHECK(spike.peak_day.value() == 0);
  CHECK(spike.half_life.value() == 7 * 86'400'000.0);
  CHECK(spike.floor.value() == 0.3);
  CHECK(curve(R"("steady")").kind == LaunchCurve::Kind::flat);
  CHECK(right(tiny).players.curve.kind == LaunchCurve::Kind::flat);
  // A preset with one value of one's own; the others stay the preset's.
  const LaunchCurve slower = curve(R"({ "kind": "aaa_launch", "half_life": "14..28 d" })");
  CHECK(slower.peak_day.value() == 3);
  CHECK(slower.half_life.has_unknown());
  CHECK(slower.floor.value() == 0.12);
  const LaunchCurve written = curve(R"({ "kind": "launch", "half_life": "2 d", "floor": "5%" })");
  CHECK(written.peak_day.value() == 0);
  CHECK(written.half_life.value() == 2 * 86'400'000.0);
  CHECK(written.floor.value() == 0.05);
  CHECK(faults(players_with(R"("active": "1k players", "curve": { "kind": "launch", "from": "x.csv", "half_life": "2 d", "floor": "5%" })")) ==
        Faults{"E109 /players/curve/from"});
  CHECK(faults(players_with(R"("active": "1k players", "curve": { "kind": "csv" })")) == Faults{"E103 /players/curve", "E103 /players/curve"});
}

TEST_CASE("a curve may be a column of a table, whose content and not whose name is part of the scenario", "[scenario][players]") {
  const ReadScenario read = beside_the_examples(R"({ "kind": "csv", "from": "parts/players.csv", "column": "players" })");
  INFO(report_text(read.diagnostics));
  REQUIRE(read.scenario.has_value());
  const LaunchCurve& curve = read.scenario->players.curve;
  CHECK(curve.kind == LaunchCurve::Kind::table);
  CHECK(curve.table == std::vector<double>{1200, 2400, 1800, 1500});
  CHECK(curve.table_step == std::chrono::hours(24));
  const ReadScenario roundabout = beside_the_examples(R"({ "kind": "csv", "from": "parts/../parts/players.csv", "column": "players" })");
  REQUIRE(roundabout.scenario.has_value());
  CHECK(roundabout.scenario->sha256 == read.scenario->sha256);
  const ReadScenario hourly = beside_the_examples(R"({ "kind": "csv", "from": "parts/players.csv", "column": "players", "step": "60 min" })");
  REQUIRE(hourly.scenario.has_value());
  CHECK(hourly.scenario->players.curve.table_step == std::chrono::hours(1));
  CHECK(hourly.scenario->sha256 != read.scenario->sha256);
  CHECK(faults(beside_the_examples(R"({ "kind": "csv", "from": "../../../x.csv", "column": "players" })")) == Faults{"E601 /players/curve/from"});
}

TEST_CASE("talk wears off from the first day on", "[scenario][players]") {
  CHECK_FALSE(right(tiny).players.novelty.has_value());
  const auto novelty = right(players_with(R"("active": "1k players", "novelty": { "half_life": "1 w", "floor": "30%" })")).players.novelty;
  REQUIRE(novelty.has_value());
  CHECK(novelty->half_life.value() == 7 * 86'400'000.0);
  CHECK(novelty->floor.value() == 0.3);
}

TEST_CASE("platforms divide the players and say which devices can", "[scenario][players]") {
  const auto platforms = [](const std::string& entries) {
    return players_with(R"("active": "1k players", "platforms": {)" + entries + "}");
  };
  const Players two = right(platforms(R"("pc": { "share": "60%", "device_capable": "50%" }, "phone": { "share": 0.4 })")).players;
  REQUIRE(two.platforms.size() == 2);
  CHECK(two.platforms[0].name == "pc");
  CHECK(two.platforms[0].share == 0.6);
  CHECK(two.platforms[0].device_capable.value() == 0.5);
  CHECK(two.platforms[1].device_capable.value() == 0);
  CHECK(faults(platforms(R"("pc": { "share": "60%" }, "phone": { "share": "39.98%" })")) == Faults{"E401 /players/platforms"});
  CHECK(faults(platforms(R"("pc": { "share": "60%" }, "phone": { "share": "39.99%" })")).empty());
  CHECK(faults(platforms(R"("pc": { "share": "100%" }, "phone": { "share": "0%" })")) == Faults{"E401 /players/platforms/phone/share"});
  CHECK(faults(platforms(R"("pc": {})")) == Faults{"E103 /players/platforms/pc"});
}

TEST_CASE("a segment says how unequal its players are, who speaks, on what and where they live", "[scenario][players]") {
  const Segment plain = right(tiny).players.segments[0];
  CHECK(plain.talk_sigma.value() == 0);
  CHECK(plain.voice == 1);
  CHECK_FALSE(plain.device_capable.has_value());
  CHECK(plain.timezone.empty());
  const Segment said =
      right(segment_with(R"("talk_sigma": 1.9, "voice": "60%", "device_capable": "35%", "timezone": "Asia/Seoul")")).players.segments[0];
  CHECK(said.talk_sigma.value() == 1.9);
  CHECK(said.voice == 0.6);
  REQUIRE(said.device_capable.has_value());
  CHECK(said.device_capable->value() == 0.35);
  CHECK(said.timezone == "Asia/Seoul");
  CHECK(right(segment_with(R"("talk_sigma": "1.2..2.2")")).players.segments[0].talk_sigma.has_unknown());
  CHECK(faults(segment_with(R"("talk_sigma": 3.01)")) == Faults{"E106 /players/segments/everyone/talk_sigma"});
  CHECK(faults(segment_with(R"("timezone": "Seoul")")) == Faults{"E409 /players/segments/everyone/timezone"});
}

TEST_CASE("the work of players who come and go is that of their days", "[scenario][players]") {
  // 2 conversations a day of 8 turns, with "retention" that nobody loses: who came d days ago has played d + 1 days.
  // 1,000 a day for 30 days: 1,000 · 30 · 31 / 2 = 465,000 days · 16 turns = 7.44e6 turns in one replication.
  const std::string text = edited(edited(tiny, R"("active": "1k players")", R"("arrivals": "1k/d")"), R"("4..12 turns")", R"("8 turns")");
  ScenarioRequest request;
  request.files = {std::string(NPCOST_SOURCE_DIR) + "/scenarios/tiny.npcost.json"};
  request.settings = {"/players/active=null", "/players/arrivals=1k/d", "/players/segments/everyone/turns=8 turns",
                      "/players/segments/everyone/conversations=2", "/players/segments/everyone/sessions=1/d",
                      "/players/segments/everyone/talks=100%", "/experiment/replications=1"};
  request.max_work = 7.45e6;
  const ReadScenario enough = read_scenario(request);
  INFO(report_text(enough.diagnostics));
  CHECK(enough.scenario.has_value());
  request.max_work = 7.43e6;
  CHECK(faults(read_scenario(request)) == Faults{"E501 /players/arrivals"});
  // Half of them come back once: 1,000 · (30 + 29 · 0.5) days, less than a tenth.
  request.settings.push_back(R"(/players/retention={ "a": 0.5, "b": -10 })");
  CHECK(read_scenario(request).scenario.has_value());
  CHECK(right(text).players.arrivals->value() == 1000);
}
