// What the gauges show of a budget is what the engine's result says of it.

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/answers/result.h"
#include "tests/window/studio/studio_world.h"

namespace npcost::window {
namespace {

constexpr auto text_mode = static_cast<std::size_t>(Mode::text);
constexpr auto voice_mode = static_cast<std::size_t>(Mode::voice);

/// Walkers can only meet the crier, seekers only the oracle.
std::string world(const std::string& budgets) {
  std::string text = small_text;
  const auto put = [&text](const std::string& old, const std::string& now) {
    const std::size_t at = text.find(old);
    REQUIRE(at != std::string::npos);
    text.replace(at, old.size(), now);
  };
  put(R"("oracle": 0.7, "crier": 0.3)", R"("oracle": 1)");
  put(R"({ "an hour": { "metric": "cost.per_player_hour", "max": "$0.05" } })", budgets);
  put(R"("replications": 3)", R"("replications": 1)");
  put(R"("npcost": 1,)", R"("npcost": 1, "revenue": { "model": "free_to_play", "arppu": "$200", "conversion": "5%" },)");
  return text;
}

const BudgetResult& judged(const Screen& screen, const std::string& name) {
  REQUIRE(screen.result.has_value());
  for (const BudgetResult& one : screen.result->budgets) {
    if (one.name == name) return one;
  }
  FAIL("the result has no budget " << name);
  return screen.result->budgets.front();
}

/// Each budget that the mode shows has the value that the result has for it. The names, in their order.
std::string compared(const Screen& screen, std::size_t mode) {
  std::string names;
  for (const BudgetFigure& one : screen.mode[mode].budgets) {
    INFO(one.name);
    const BudgetResult& result = judged(screen, one.name);
    CHECK(one.value == result.value);   // the same formula of the same counts: the same double
    CHECK(one.limit == result.max);
    CHECK(one.unit == result.unit);
    CHECK(one.where == result.where);
    CHECK(stat_name(one.stat) == result.stat);
    if (one.value) CHECK_THAT(one.used.value(), WithinRel(*one.value / one.limit, 1e-15));
    names += (names.empty() ? "" : ", ") + one.name;
  }
  return names;
}

TEST_CASE("at the end of the run a budget's gauge is the result of one replication of the same players, for every metric and slice") {
  const OnDisk on(world(R"({
    "share": { "metric": "cost.share_of_revenue", "where": { "segment": "seekers" }, "max": "1%" },
    "hour": { "metric": "cost.per_player_hour", "stat": "p95", "where": { "segment": "seekers" }, "max": "$100" },
    "day": { "metric": "cost.per_dau_day", "stat": "p50", "where": { "segment": "seekers" }, "max": "$0.01" },
    "month": { "metric": "cost.per_mau_month", "stat": "p90", "where": { "segment": "seekers" }, "max": "$0.50" },
    "spoken": { "metric": "cost.per_player_hour", "where": { "pipeline": "voice" }, "max": "$0.03" },
    "her month": { "metric": "cost.per_mau_month", "where": { "npc": "oracle" }, "max": "$0.03" },
    "her voice": { "metric": "cost.per_mau_month", "where": { "model": "mouth" }, "max": "$0.02" },
    "her turn": { "metric": "cost.per_turn", "where": { "npc": "oracle" }, "max": "$0.002" },
    "his month": { "metric": "cost.per_mau_month", "where": { "npc": "crier" }, "max": "$0.30" },
    "everybody": { "metric": "cost.per_mau_month", "max": "$0.90" },
    "the brain": { "metric": "cost.per_mau_month", "where": { "model": "brain" }, "max": "$0.90" },
    "all of it": { "metric": "cost.total", "where": { "npc": "oracle" }, "max": "$10" },
    "at least": { "metric": "cost.per_mau_month", "where": { "npc": "oracle" }, "min": "$0.001" }
  })"));
  const Screen& screen = on.screen();
  const std::string voice = compared(screen, voice_mode);
  for (const char* name : {"share", "hour", "day", "month", "spoken", "her month", "her voice", "her turn"}) CHECK(voice.find(name) != std::string::npos);
  CHECK(screen.mode[voice_mode].budgets.size() == 8);   // not of everybody, not of a model of both, not the total, nothing without a maximum
  CHECK(compared(screen, text_mode) == "his month");
}

TEST_CASE("the hardest budget stands first, and both sides of a limit are told") {
  // A limit of half and of twice what the result says: 200 % and 50 % of it.
  const OnDisk first(world(R"({ "share": { "metric": "cost.share_of_revenue", "where": { "segment": "seekers" }, "max": "5%" } })"));
  const double value = first.screen().mode[voice_mode].budgets.at(0).value.value();
  const auto percent = [](double share) { return fmt::format("{:.9f}%", share * 100); };
  const OnDisk on(world(R"({ "wide": { "metric": "cost.share_of_revenue", "where": { "segment": "seekers" }, "max": ")" + percent(value * 2) +
                        R"(" }, "narrow": { "metric": "cost.share_of_revenue", "where": { "segment": "seekers" }, "max": ")" +
                        percent(value / 2) + R"(" } })"));
  const std::vector<BudgetFigure>& budgets = on.screen().mode[voice_mode].budgets;
  REQUIRE(budgets.size() == 2);
  CHECK(budgets[0].name == "narrow");
  CHECK_THAT(budgets[0].used.value(), WithinRel(2.0, 1e-6));   // nine decimals of a percentage
  CHECK_THAT(budgets[1].used.value(), WithinRel(0.5, 1e-6));
  CHECK(budgets[0].p50 == std::nullopt);   // a share is one number for all players
}

TEST_CASE("a budget of everybody stands for each mode that has none of its own") {
  const OnDisk on(world(R"({ "everybody": { "metric": "cost.per_dau_day", "stat": "p95", "max": "$0.02" },
                              "his month": { "metric": "cost.per_mau_month", "where": { "npc": "crier" }, "max": "$0.30" } })"));
  CHECK(compared(on.screen(), voice_mode) == "everybody");
  CHECK(compared(on.screen(), text_mode) == "his month");
  const BudgetFigure& all = on.screen().mode[voice_mode].budgets[0];
  CHECK(all.where.empty());
  CHECK(all.p95 == all.value);
  CHECK(all.p50.value() <= all.p95.value());
}

TEST_CASE("players who come and go, a box that is bought once and a longer month are judged alike") {
  for (const bool box : {false, true}) {
    const Folder folder;
    const std::string path = folder.path() + "/small.npcost.json";
    write_text(path, world(R"({
      "share": { "metric": "cost.share_of_revenue", "where": { "segment": "seekers" }, "max": "1%" },
      "month": { "metric": "cost.per_mau_month", "stat": "p95", "where": { "segment": "seekers" }, "max": "$0.50" },
      "install": { "metric": "cost.per_install", "where": { "npc": "oracle" }, "max": "$0.50" } })"));
    std::vector<std::string> sets = {"/players/active=null", "/players/arrivals=20/d", "/players/retention=good_40_20_10", "/time/duration=33 d"};
    if (box) sets.push_back(R"(/revenue={"model": "premium", "price": "$30", "arppu": null, "conversion": null})");
    Studio studio(StudioOptions{path, sets, 2, 4000});
    REQUIRE(studio.settle(60));
    INFO((studio.screen().draft.problems.empty() ? "" : studio.screen().draft.problems[0].message));
    REQUIRE(studio.screen().grade == Grade::full);
    compared(studio.screen(), voice_mode);
    CHECK(studio.screen().mode[voice_mode].budgets.size() == 3);
  }
}

TEST_CASE("at a moment of the run a month is 30 days of what was used so far, and at its start nothing can be said") {
  OnDisk on(world(R"({ "month": { "metric": "cost.per_mau_month", "where": { "npc": "oracle" }, "max": "$0.30" },
                        "bill": { "metric": "cost.per_mau_month", "where": { "npc": "crier" }, "max": "$0.30" } })"));
  on.studio->seek(24);
  REQUIRE(on.studio->settle(60));
  // The bill of 30 days at the pace so far is of all 400 players: what one of them costs a month, times 400, by both NPCs.
  const double month = on.screen().mode[voice_mode].budgets.at(0).value.value() + on.screen().mode[text_mode].budgets.at(0).value.value();
  CHECK_THAT(month * 400, WithinRel(on.screen().monthly_bill.value.value(), 1e-12));
  on.studio->seek(0);
  CHECK(on.screen().mode[voice_mode].budgets.at(0).value == std::nullopt);
  CHECK(on.screen().mode[voice_mode].budgets.at(0).used == std::nullopt);
}

TEST_CASE("a price that is dragged moves the gauge at once, before any run") {
  OnDisk on(world(R"({ "her voice": { "metric": "cost.per_mau_month", "where": { "model": "mouth" }, "max": "$0.02" } })"));
  const double before = on.screen().mode[voice_mode].budgets.at(0).value.value();
  on.studio->drag("/models/mouth/price", 10);
  // Only the mouth is in the slice: half of its price is half of the cost.
  CHECK_THAT(on.screen().mode[voice_mode].budgets.at(0).value.value(), WithinRel(before / 2, 1e-12));
  on.studio->release();
}

TEST_CASE("a limit that is turned moves the gauge against the same value") {
  OnDisk on(world(R"({ "share": { "metric": "cost.share_of_revenue", "where": { "segment": "seekers" }, "max": "5%" } })"));
  const BudgetFigure before = on.screen().mode[voice_mode].budgets.at(0);
  on.studio->set("/budgets/share/max", "10%");
  REQUIRE(on.studio->settle(60));
  const BudgetFigure after = on.screen().mode[voice_mode].budgets.at(0);
  CHECK(after.value == before.value);
  CHECK_THAT(after.used.value(), WithinRel(before.used.value() / 2, 1e-12));
}

TEST_CASE("where half of the players cost nothing the mean heads the mode, with its course and its change") {
  OnDisk on;
  CHECK(on.screen().mode[voice_mode].headline_stat == Stat::p50);
  CHECK(on.screen().mode[voice_mode].headline.value == on.screen().mode[voice_mode].p50);
  on.studio->set("/players/segments/walkers/npcs", R"({"crier": 1, "oracle": 0.001})");   // 70 % can meet her and hardly ever do
  REQUIRE(on.studio->settle(60));
  const ModeFigures& voice = on.screen().mode[voice_mode];
  REQUIRE(voice.p50 == 0.0);
  CHECK(voice.headline_stat == Stat::mean);
  CHECK(voice.headline.value == voice.mean);
  REQUIRE(voice.headline.trace.size() == on.screen().track.mode[voice_mode].mean.size());
  for (std::size_t i = 1; i < voice.headline.trace.size(); ++i) CHECK(voice.headline.trace[i] == on.screen().track.mode[voice_mode].mean[i]);
  CHECK_THAT(static_cast<double>(on.screen().track.mode[voice_mode].mean.back()), WithinRel(voice.mean.value(), 1e-6));
  REQUIRE(voice.headline.change.has_value());
  CHECK(*voice.headline.change < 0);   // the same talks, and the hours of many more who could have had one
  const double shares = on.screen().mode[text_mode].share_of_bill + voice.share_of_bill;
  CHECK_THAT(shares, WithinRel(1.0, 1e-12));
}

TEST_CASE("hours taken together cost what they cost, by the hours that were played in them") {
  const OnDisk on;
  const Track& track = on.screen().track;
  for (const Part& part : on.screen().parts[text_mode]) {
    for (std::size_t b = 1; b < bucket_count; ++b) {
      const auto together = static_cast<std::size_t>(bucket_hours[b]);
      REQUIRE(part.coarse[b].size() == 48 / together);
      REQUIRE(track.coarse_hours[b].size() == 48 / together);
      CHECK(track.coarse_hours[b][0] == bucket_hours[b] / 2.0);
      // Weighted by player-hours both give the run's cost; an hour of one player online is a player-hour, told by whole minutes.
      double by_hours = 0, by_stretches = 0;
      for (std::size_t h = 0; h < 48; ++h) {
        const auto online = static_cast<double>(track.online[h]);
        if (!std::isnan(part.series[h])) by_hours += static_cast<double>(part.series[h]) * online;
        if (!std::isnan(part.coarse[b][h / together])) by_stretches += static_cast<double>(part.coarse[b][h / together]) * online;
      }
      CHECK_THAT(by_stretches, WithinRel(by_hours, 0.03));
      // Not a mean of means: a stretch lies between its hours, and at 24 h it is the day's cost ÷ the day's hours.
      if (b + 1 < bucket_count) continue;
      double cost = 0, hours = 0;
      for (std::size_t h = 0; h < 24; ++h) {
        if (std::isnan(part.series[h])) continue;
        cost += static_cast<double>(part.series[h]) * static_cast<double>(track.online[h]);
        hours += static_cast<double>(track.online[h]);
      }
      CHECK_THAT(static_cast<double>(part.coarse[b][0]), WithinRel(cost / hours, 0.03));
    }
  }
}

}  // namespace
}  // namespace npcost::window
