// What would be if: settings tried together, sweeps, dates, single changes that make a mode affordable.

#include <algorithm>
#include <cmath>
#include <string>

#include "tests/window/studio/studio_world.h"

namespace npcost::window {
namespace {

/// The small scenario with revenue of 11 dollars a MAU-month, of which voice takes an eighth, and a price that halves each year.
std::string judged_text() {
  std::string text = small_text;
  const std::string budgets = "\"budgets\":";
  text.insert(text.find(budgets), "\"revenue\": { \"model\": \"free_to_play\", \"conversion\": \"4%\", \"arppu\": \"$275\" },\n  ");
  const std::string price = "\"price\": \"$20/1M chars\"";
  text.replace(text.find(price), price.size(), "\"price\": { \"now\": \"$20/1M chars\", \"halving\": \"12 mo\" }");
  return text;
}

TEST_CASE("settings that are tried together are one step of undo, and none is set if they cannot be read") {
  OnDisk on;
  on.studio->apply({"/models/mouth/price=$5/1M chars", "/npcs/crier/reply=20..60 tokens"});
  CHECK(on.screen().changed == 2);
  CHECK(on.parameter("/models/mouth/price").value == 5);
  on.studio->undo();
  CHECK(on.screen().changed == 0);
  on.studio->redo();
  CHECK(on.screen().changed == 2);
  on.studio->apply({"/models/mouth/price=$2/1M chars", "/npcs/crier/reply=twenty"});
  CHECK(on.parameter("/models/mouth/price").value == 5);
  CHECK(on.all_messages().find("cannot be tried") != std::string::npos);
  CHECK(on.parameter("/models/mouth/price").fault.empty());
  REQUIRE(on.studio->settle(60));
  CHECK(on.screen().result.has_value());
}

TEST_CASE("a setting that is tried replaces the value beside its remarks") {
  OnDisk on;
  on.studio->apply({"/npcs/oracle/reply=20..50 tokens"});
  REQUIRE(on.screen().changed == 1);
  CHECK(on.screen().command.find("/npcs/oracle/reply/value=20..50 tokens") != std::string::npos);
}

TEST_CASE("a sweep has the values of whole runs at its points, and a click on it is such a run") {
  OnDisk on;
  CHECK(on.screen().sweep.goals.size() == 2);   // the budget, and the cost of a month
  SweepWish wish;
  wish.x = {"/npcs/crier/reply", 30, 120};
  wish.y = {"/models/mouth/price", 5, 40};
  wish.steps = 3;
  on.studio->run_sweep(wish);
  REQUIRE(on.studio->settle(120));
  const SweepScreen sweep = on.screen().sweep;
  CHECK(sweep.fault.empty());
  CHECK_FALSE(sweep.running);
  REQUIRE(sweep.x.values.size() == 3);
  REQUIRE(sweep.y.values.size() == 3);
  CHECK(sweep.done == 9);
  CHECK_FALSE(sweep.sample);
  CHECK(sweep.replications == 3);
  // Between 5 and 40 half way in factors: √200 = 14.1.
  CHECK_THAT(sweep.y.values[1], WithinAbs(14.1, 0.05));
  CHECK(std::all_of(sweep.cells.begin(), sweep.cells.end(), [](SweepScreen::Cell cell) { return cell == SweepScreen::Cell::run; }));
  REQUIRE(sweep.of_goal[0].own.has_value());
  CHECK(*sweep.of_goal[0].own == on.screen().result->budgets[0].value.value());

  on.studio->apply({sweep.x.pointer + "=" + sweep.x.texts[2], sweep.y.pointer + "=" + sweep.y.texts[0]});
  REQUIRE(on.studio->settle(60));
  CHECK(on.screen().result->budgets[0].value.value() == sweep.of_goal[0].value[2]);
  CHECK_FALSE(on.screen().sweep.stale);
  on.studio->set("/players/active", "300 players");
  REQUIRE(on.studio->settle(60));
  CHECK(on.screen().sweep.stale);
}

TEST_CASE("a sweep that cannot be made says why") {
  OnDisk on;
  SweepWish wish;
  wish.x = {"/no/such/thing", 1, 2};
  wish.y = {"/models/mouth/price", 5, 40};
  on.studio->run_sweep(wish);
  REQUIRE(on.studio->settle(60));
  CHECK_FALSE(on.screen().sweep.fault.empty());
  CHECK_FALSE(on.screen().sweep.running);
}

TEST_CASE("a sweep that is stopped keeps what it has") {
  OnDisk on;
  SweepWish wish;
  wish.x = {"/npcs/crier/reply", 30, 120};
  wish.y = {"/players/active", 200, 4000};
  wish.steps = 20;
  wish.whole = true;
  on.studio->run_sweep(wish);
  on.studio->stop_sweep();
  REQUIRE(on.studio->settle(60));
  CHECK_FALSE(on.screen().sweep.running);
}

TEST_CASE("a forecast has a date for each mode; without revenue it asks about the budget, and without that it says why there is none") {
  OnDisk plain;
  plain.studio->run_forecast({});
  REQUIRE(plain.studio->settle(60));
  REQUIRE(plain.screen().when.dates.size() == 1);
  CHECK_FALSE(plain.screen().when.dates[0].goal.mode.has_value());
  CHECK(plain.screen().when.dates[0].goal.name == "an hour");
  CHECK(plain.screen().when.dates[0].goal.limit == 0.05);

  std::string unjudged = small_text;
  const std::string budgets = "  \"budgets\": { \"an hour\": { \"metric\": \"cost.per_player_hour\", \"max\": \"$0.05\" } },\n";
  unjudged.erase(unjudged.find(budgets), budgets.size());
  OnDisk neither(unjudged);
  neither.studio->run_forecast({});
  REQUIRE(neither.studio->settle(60));
  CHECK_FALSE(neither.screen().when.fault.empty());
  CHECK(neither.screen().when.start_text.empty());

  OnDisk on(judged_text());
  WhenWish wish;
  wish.years = 12;
  on.studio->run_forecast(wish);
  REQUIRE(on.studio->settle(120));
  const WhenScreen& when = on.screen().when;
  INFO(when.fault);
  CHECK(when.start_text == "2027-03-01");
  // 2027-03-01 to 2039-03-01: twelve years with the 29th of February 2028, 2032 and 2036.
  CHECK(when.until == (12 * 365 + 3) * 24.0);
  REQUIRE(when.dates.size() == 2);
  CHECK(when.draws == when.draws_asked);
  for (const WhenDate& date : when.dates) {
    CHECK(date.goal.mode.has_value());
    CHECK(date.by.size() == when.at.size());
    CHECK(date.goal.limit == 0.05);
  }
  const auto mouth = std::find_if(when.paths.begin(), when.paths.end(), [](const PricePathShown& path) { return path.name.starts_with("mouth"); });
  REQUIRE(mouth != when.paths.end());
  CHECK(mouth->stage == Stage::tts);
  CHECK(mouth->by == PricePathShown::By::written);
  // 2028-01-01 is 306 days on: 2^(−306 ÷ 365.25).
  REQUIRE(when.at[1] == 306 * 24.0);
  CHECK_THAT(mouth->p50[1], WithinAbs(std::exp2(-306 / 365.25), 0.002));
  CHECK_FALSE(when.stale);
  on.studio->set("/npcs/crier/reply", "20..60 tokens");
  REQUIRE(on.studio->settle(60));
  CHECK(on.screen().when.stale);
}

TEST_CASE("what would make a mode affordable is looked for after the whole run, and trying it makes it so") {
  OnDisk on(judged_text());
  const FlipSearch voice = on.screen().flips[static_cast<std::size_t>(Mode::voice)];
  REQUIRE(voice.state == FlipSearch::State::done);
  const ModeVerdict& verdict = *std::find_if(on.screen().result->verdicts.begin(), on.screen().result->verdicts.end(), [](const ModeVerdict& one) { return one.mode == "voice"; });
  REQUIRE(verdict.share_of_net_revenue.has_value());
  CHECK(voice.fits == (*verdict.share_of_net_revenue <= 0.05));
  if (voice.fits) FAIL("the scenario of this test has to be too dear: " << *verdict.share_of_net_revenue);
  REQUIRE_FALSE(voice.flips.empty());
  on.studio->apply(voice.flips.front().settings);
  REQUIRE(on.studio->settle(120));
  const FlipSearch& tried = on.screen().flips[static_cast<std::size_t>(Mode::voice)];
  CHECK(tried.fits);
  on.studio->undo();
  REQUIRE(on.studio->settle(120));
  CHECK_FALSE(on.screen().flips[static_cast<std::size_t>(Mode::voice)].fits);
}

}  // namespace
}  // namespace npcost::window
