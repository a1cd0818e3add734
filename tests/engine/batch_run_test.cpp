#include "sim/engine/run.h"

#include <algorithm>

#include "tests/laws/support.h"

using namespace npcost;
using namespace npcost::laws;

TEST_CASE("a run that is stopped keeps whole players only, of every segment alike", "[run]") {
  // 3,000 players make six units of work; the run may begin three of them.
  const Scenario scenario = scenario_of(with(rich_world, "\"active\": \"300 players\"", "\"active\": \"3000 players\""));
  const std::shared_ptr<const Plan> plan = compile_plan(scenario, 0);
  REQUIRE(work_list(*plan).units == 6);
  OneWorker worker;
  std::uint32_t asked = 0;
  const ReplicationRun run = run_batch(*plan, worker, [&] { return ++asked <= 3; });
  CHECK(run.units_done == 3);
  std::uint64_t done = 0;
  for (const std::uint8_t finished : run.ledger.player_done) done += finished;
  CHECK(done == 1'500);
  std::vector<std::uint64_t> players;
  for (const SegmentCounts& segment : run.ledger.segment) players.push_back(segment.players);
  std::sort(players.begin(), players.end());
  CHECK(players == std::vector<std::uint64_t>{450, 1'050});  // 30 % and 70 % of 1,500
}

TEST_CASE("the expected number of turns is about the number that is lived", "[run]") {
  const Scenario scenario = scenario_of(rich_world);
  const Run run = run_of(scenario);
  // Sessions that begin before the run and talks that the end cuts off are missing: a few per cent.
  CHECK_THAT(static_cast<double>(talk_of(run).turns), WithinRel(expected_turns(*run.plan), 0.06));
}

TEST_CASE("a price that changes during the run is charged from its day on", "[run]") {
  // Two periods: output costs $1 per 1M tokens until 20 January and $3 from then on; 30 days from 5 January: 15 each.
  const std::string dated = with(constant_talk, "\"input\": \"$0.15/1M tokens\", \"output\": \"$0.60/1M tokens\"",
                                 R"("prices": { "2026-01-01": { "input": "$0/1M tokens", "output": "$1/1M tokens" },
                                               "2026-01-20": { "input": "$0/1M tokens", "output": "$3/1M tokens" } })");
  const Scenario scenario = scenario_of(dated);
  const Run run = run_of(scenario);
  std::uint64_t before = 0, after = 0;
  for (std::size_t i = 0; i < cell_table(*run.plan).size(); ++i) {
    const Cell& cell = cell_table(*run.plan)[i];
    if (cell.meter == Meter::output_tokens) (cell.period == 0 ? before : after) += run.ledger.totals()[i];
  }
  CHECK(before > 0);
  CHECK_THAT(static_cast<double>(before), WithinRel(static_cast<double>(after), 0.1));
  CHECK(cost_of(run, scenario.book) == Money::from_decimal("0.000001")->times(before) + Money::from_decimal("0.000003")->times(after));
  // And hour by hour: 15 days of 24 hours lie before the change (midnight UTC).
  for (std::uint32_t hour = 0; hour < run.ledger.shape.hours; ++hour) {
    for (std::size_t i = 0; i < cell_table(*run.plan).size(); ++i) {
      const bool used = run.ledger.hour_cells[std::size_t{hour} * run.ledger.shape.cells + i] != 0;
      if (used) CHECK(cell_table(*run.plan)[i].period == (hour < 15 * 24 ? 0 : 1));
    }
  }
}

TEST_CASE("an uncertain price is drawn once a replication and is exact from then on", "[run]") {
  const Scenario scenario = scenario_of(with(constant_talk, "\"output\": \"$0.60/1M tokens\"", "\"output\": \"$0.30..1.20/1M tokens\""));
  const Run first = run_of(scenario, 0), second = run_of(scenario, 1);
  const CellPrices now = cell_prices(*first.plan, scenario.book), later = cell_prices(*second.plan, scenario.book);
  CHECK(now != later);
  CHECK(cell_prices(*first.plan, scenario.book) == now);
}

TEST_CASE("a sample of players keeps every segment's share and the traffic of all", "[run]") {
  const Scenario all = scenario_of(with(rich_world, "\"active\": \"300 players\"", "\"active\": \"20k players\""));
  const Scenario sample = scenario_of(with(with(rich_world, "\"active\": \"300 players\"", "\"active\": \"20k players\""),
                                           "\"seed\": 11", "\"seed\": 11, \"sample_players\": \"1k players\""));
  const Run some = run_of(sample);
  CHECK(work_list(*some.plan).players == 1'000);
  CHECK(work_list(*some.plan).active_players == 20'000);
  CHECK(work_list(*compile_plan(all, 0)).players == 20'000);
  // The first players of each segment are the same people in both.
  const Run everybody = run_of(all);
  CHECK(everybody.ledger.player_totals[0] == some.ledger.player_totals[0]);
}
