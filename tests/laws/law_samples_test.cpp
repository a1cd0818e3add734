// A sample of the players stands for all of them: the same lives, exact scaling, and intervals that hold what they promise.

#include "sim/answers/replication_summary.h"
#include "sim/answers/replications.h"
#include "tests/laws/lever_support.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

std::string sampled(const std::string& text, const std::string& players) {
  return with(text, R"("experiment": { )", R"("experiment": { "sample_players": ")" + players + R"( players", )");
}

ReplicationSummary summary_of(const Scenario& scenario, const Run& run) {
  return summarise(scenario, run.ledger, cell_table(*run.plan), cell_prices(*run.plan, scenario.book), work_list(*run.plan));
}

/// Unequal talkers: what a few players do matters.
std::string small_world(int seed) {
  std::string text = with(one_turn_talks(), R"("conversations": 1,)", R"("conversations": "1..4", "talk_sigma": 0.8, )");
  text = with(with(text, R"("40 players")", R"("1000 players")"), R"("30 d")", R"("10 d")");
  return with(text, R"("seed": 7)", R"("seed": )" + std::to_string(seed));
}

Metric per_month(const Scenario& scenario, std::uint32_t replications) {
  Replications all(scenario);
  for (std::uint32_t r = 0; r < replications; ++r) all.add(summary_of(scenario, run_of(scenario, r)));
  for (const Metric& metric : all.estimate_so_far()) {
    if (metric.name == "cost.per_mau_month") return metric;
  }
  FAIL("a metric is gone");
  return {};
}

}  // namespace

TEST_CASE("95 % intervals of a sample cover what all players cost", "[levers][samples]") {
  // 80 worlds, each as a sample of 40 of 1,000 players in 6 replications. At 95 % the number of 80 that cover is binomial, mean 76 and
  // standard deviation 1.95: fewer than 69 in 0.2 % of cases. The truth is the mean of 16 full runs, whose own error is
  // sqrt(40·6/1000/16) = 12 % of a sample's.
  double truth = 0;
  for (int seed = 0; seed < 8; ++seed) truth += *per_month(scenario_of(small_world(1000 + seed)), 2).mean / 8;
  int covered = 0;
  double widths = 0;
  for (int seed = 1; seed <= 80; ++seed) {
    const Metric metric = per_month(scenario_of(sampled(small_world(seed), "40")), 6);
    REQUIRE(metric.interval.has_value());
    covered += metric.interval->low <= truth && truth <= metric.interval->high ? 1 : 0;
    widths += (metric.interval->high - metric.interval->low) / truth / 80;
  }
  INFO("covered " << covered << ", mean width " << widths);
  CHECK(covered >= 69);
  CHECK(covered < 80);    // by chance in 1.7 % of cases: too wide an interval would hold them all
  CHECK(widths < 0.4);    // an interval that holds everything proves nothing
  CHECK(widths > 0.02);   // and one of no width would be luck
}

TEST_CASE("totals of a sample are scaled exactly", "[levers][samples]") {
  // 250 of 1,000 players: four times what they used, to the last grain; and each of 7 of 1,000 stands for 1000/7, rounded once.
  const Scenario quarter = scenario_of(sampled(small_world(3), "250"));
  const Run run = run_of(quarter);
  const ReplicationSummary summary = summary_of(quarter, run);
  CHECK(summary.scale.active == 1000);
  CHECK(summary.scale.simulated == 250);
  CHECK(summary.cost.total == cost_of(run, quarter.book));
  CHECK(scaled(summary.cost.total, summary.scale) == summary.cost.total.times(4));
  Replications one(quarter);
  one.add(summary);
  CHECK(one.result().cost.total == decimal(summary.cost.total.times(4)));
  const Scenario seven = scenario_of(sampled(small_world(3), "7"));
  const Run few = run_of(seven);
  const Money own = cost_of(few, seven.book), all = scaled(own, {1000, 7});
  const Int128 error = all.grains() * 7 - own.grains() * 1000;
  CHECK((error <= 3 && error >= -3));   // half a grain, times 7
}

TEST_CASE("who is in the sample lives the life of the whole run", "[levers][samples][law9]") {
  const Scenario whole = scenario_of(rich_world), part = scenario_of(sampled(rich_world, "100"));
  const Run all = run_of(whole), some = run_of(part);
  REQUIRE(some.ledger.shape.players == 100);
  for (const SegmentPlan& segment : some.plan->segments) {
    const SegmentPlan& same = *std::find_if(all.plan->segments.begin(), all.plan->segments.end(), [&](const SegmentPlan& s) { return s.segment == segment.segment; });
    // A sample holds the same part of each segment.
    CHECK(std::abs(static_cast<double>(segment.players) - same.players / 3.0) <= 1);
    for (std::uint32_t player = 0; player < segment.players; ++player) {
      const std::uint32_t here = segment.first_player + player, there = same.first_player + player;
      CHECK(some.ledger.player_totals[here] == all.ledger.player_totals[there]);
      for (std::uint32_t cell = 0; cell < all.ledger.shape.cells; ++cell) {
        CHECK(some.ledger.player_cell(here, cell) == all.ledger.player_cell(there, cell));
      }
    }
  }
  check_conserved_and_metered(some);
}

TEST_CASE("a sample of everybody, or of more than there are, is the run without one", "[levers][samples]") {
  const UsageLedger all = run_of(scenario_of(rich_world)).ledger;
  CHECK(run_of(scenario_of(sampled(rich_world, "300"))).ledger == all);
  CHECK(run_of(scenario_of(sampled(rich_world, "5000"))).ledger == all);
}

TEST_CASE("a sample of players who come and go gives the same bytes under every schedule, and the same picture", "[levers][samples][law3]") {
  const std::string coming = with(rich_world, R"("active": "300 players")", R"("arrivals": "300/d", "retention": "good_35_15_5")");
  const Scenario part = scenario_of(sampled(coming, "1200")), whole = scenario_of(coming);
  check_every_schedule_agrees(part);
  const ReplicationSummary some = summary_of(part, run_of(part)), all = summary_of(whole, run_of(whole));
  CHECK(some.scale.active == 4200);
  CHECK(some.scale.simulated == 1200);
  const auto units = [](Money money) { return static_cast<double>(money.grains()); };
  // Costs of players who come and go have a standard deviation of about 1.5 times their mean: 1.5/sqrt(1200)·sqrt(1 − 1200/4200) = 3.7 %.
  CHECK_THAT(units(scaled(some.cost.total, some.scale)), WithinRel(units(all.cost.total), 3.29 * 0.037));
}
