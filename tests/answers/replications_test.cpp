#include "sim/answers/replications.h"

#include <random>

#include "tests/answers/hand_ledger.h"

using namespace npcost;
using namespace npcost::hand;

namespace {

const Metric& metric_of(const std::vector<Metric>& metrics, std::string_view name) {
  for (const Metric& candidate : metrics) {
    if (candidate.name == name) return candidate;
  }
  FAIL("no such metric");
  return metrics.front();
}

Money sum_of(const std::vector<NamedAmount>& parts) {
  Money sum;
  for (const NamedAmount& part : parts) sum += money(part.amount);
  return sum;
}

/// One player who read so many tokens at a cent each.
ReplicationSummary one_reader(const Scenario& in, std::uint32_t tokens, std::uint64_t active = 1) {
  UsageLedger sums = ledger(1, in);
  lived(sums, {0, quiet}, 1, 3600);
  used(sums, {0, quiet}, guard, 0, {{read_text, tokens}});
  return summary_of(in, sums, active);
}

}  // namespace

TEST_CASE("a metric is the mean over replications with Student's interval", "[replications]") {
  // 100, 200 and 300 cents per day: mean 2, half-width 4.302653 ÷ √3 = 2.484138.
  const Scenario in = scenario();
  Replications replications(in);
  for (const std::uint32_t tokens : {100u, 200u, 300u}) replications.add(one_reader(in, tokens));
  CHECK(replications.count() == 3);
  const Metric day = metric_of(replications.estimate_so_far(), "cost.per_dau_day");
  CHECK(day.unit == "USD");
  CHECK_FALSE(day.denominator.empty());
  CHECK_THAT(day.mean.value(), WithinRel(2.0, 1e-14));
  CHECK_THAT(day.percentiles.at("p90"), WithinRel(2.0, 1e-14));  // one player each: the mean of 1, 2, 3
  CHECK(day.percentiles.size() == 6);
  CHECK(day.interval.value().level == 0.95);
  CHECK(day.interval.value().of == "mean");
  CHECK_THAT(day.interval.value().low, WithinAbs(2 - 2.484138, 1e-6));
  CHECK_THAT(day.interval.value().high, WithinAbs(2 + 2.484138, 1e-6));
  // Each percentile has one of its own; with one player they are the mean's.
  CHECK(day.percentile_intervals.size() == 6);
  CHECK(day.percentile_intervals.at("p90").of == "p90");
  CHECK_THAT(day.percentile_intervals.at("p90").low, WithinAbs(2 - 2.484138, 1e-6));
  CHECK_THAT(day.percentile_intervals.at("p90").high, WithinAbs(2 + 2.484138, 1e-6));
}

TEST_CASE("the first replication already gives a result, without intervals", "[replications]") {
  Scenario in = scenario();
  in.experiment.replications = 10;
  Budget budget;
  budget.name = "cheap";
  budget.metric = "cost.per_dau_day";
  budget.max = 5;
  in.budgets = {budget};
  Replications replications(in);
  replications.add(one_reader(in, 100));
  const Result result = replications.result("interrupted after 1 of 10 replications");
  CHECK(result.audit.partial);
  CHECK(result.audit.partial_why == "interrupted after 1 of 10 replications");
  CHECK(result.audit.replications == 1);
  CHECK(result.audit.replications_asked == 10);
  CHECK(result.cost.total == "1");
  CHECK_FALSE(metric_of(result.metrics, "cost.per_dau_day").interval.has_value());
  CHECK(metric_of(result.metrics, "cost.per_dau_day").percentile_intervals.empty());
  CHECK(result.budgets.front().verdict == BudgetResult::Verdict::inconclusive);
}

TEST_CASE("nothing simulated gives an empty result, not a wrong one", "[replications]") {
  const Scenario in = scenario();
  const Result result = Replications(in).result("interrupted before the first replication");
  CHECK(result.cost.total.empty());
  CHECK(result.usage.empty());
  CHECK(result.series.hour.empty());
  CHECK(result.metrics.size() == metric_infos().size());
  for (const Metric& metric : result.metrics) CHECK_FALSE(metric.mean.has_value());
}

TEST_CASE("totals are the mean over replications, as exact decimals", "[replications]") {
  // $1, $2 and $3 for one player who stands for one, two and three: 1 + 4 + 9 = 14; ÷ 3 = 4.66666…7.
  const Scenario in = scenario();
  Replications replications(in);
  for (const std::uint32_t k : {1u, 2u, 3u}) replications.add(one_reader(in, 100 * k, k));
  const Result result = replications.result();
  CHECK_FALSE(result.audit.partial);
  CHECK(result.cost.total == "4.666666666666667");
  CHECK(result.series.cost.at(0) == "4.666666666666667");
  CHECK(result.series.cost.at(1) == "0");
  CHECK(result.usage.at("brain").at("input_tokens") == "466.666666666666667");  // 1400 ÷ 3
  CHECK(result.active_players == 2);
  CHECK(result.simulated_players == 1);
}

TEST_CASE("a result lists what was counted, by name", "[replications]") {
  const Scenario in = scenario();
  Replications replications(in);
  replications.add(summary_of(in, four_players(), 8));
  const Result result = replications.result();
  CHECK(result.cost.total == "2");
  REQUIRE(result.cost.by_stage.size() == 2);
  CHECK(result.cost.by_stage[0].name == "llm");
  CHECK(result.cost.by_stage[0].amount == "1.2");
  CHECK_THAT(result.cost.by_stage[0].approximate, WithinRel(1.2, 1e-14));
  CHECK(result.cost.by_stage[1].name == "tts");
  CHECK(result.cost.by_model[1].name == "mouth");
  CHECK(result.cost.by_model[1].amount == "0.8");
  CHECK(result.cost.by_npc[0].name == "guard");
  CHECK(result.cost.by_npc[0].amount == "0.8");
  CHECK(result.cost.by_segment[1].name == "loud");
  CHECK(result.cost.by_segment[1].amount == "1.6");
  CHECK(result.cost.by_pipeline[1].amount == "1.2");
  REQUIRE(result.cost.by_meter.size() == 3);
  CHECK(result.cost.by_meter[2].name == "tts_chars");
  CHECK(result.usage.at("mouth").at("tts_chars") == "16");
  CHECK(result.usage.at("brain").at("output_tokens") == "30");  // (5 + 10) × 2
  REQUIRE(result.verdicts.size() == 2);
  CHECK(result.verdicts[1].mode == "voice");
  CHECK(result.verdicts[1].binding_component == "tts");
  CHECK(result.period_text == "2025-01-15 … 2 d, UTC");
}

TEST_CASE("times are shown in seconds, to the millisecond", "[replications]") {
  const Scenario in = scenario();
  CellTable table;
  table.number({0, Meter::stt_seconds, 0, 0, Stage::stt, 1});
  UsageLedger sums({.cells = 1, .segments = 2, .ways = 2, .hours = 48, .days = 2, .players = 1});
  lived(sums, {0, loud}, 1, 60);
  used(sums, {0, loud}, bard, 0, {{0, 1234}});
  Replications replications(in);
  replications.add(summarise(in, sums, table, {{money("0.001")}}, standing_for(1, 1)));
  CHECK(replications.result().usage.at("brain").at("stt_seconds") == "1.234");
}

TEST_CASE("parts and hours add up to the total to the last digit, whatever the players, prices and scales",
          "[replications]") {
  std::mt19937 random(11);
  const auto below = [&](std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); };
  Scenario in = scenario();
  in.duration = Milliseconds{5 * 3'600'000};
  for (int round = 0; round < 1000; ++round) {
    CellPrices awkward;
    for (int i = 0; i < 4; ++i)
      awkward.push_back({Money::from_grains(static_cast<Int128>(random()) * (1 + below(1000)) + 1)});
    Replications replications(in);
    const std::uint32_t runs = 1 + below(4);
    for (std::uint32_t run = 0; run < runs; ++run) {
      const std::uint32_t players = 1 + below(7);
      UsageLedger sums = ledger(players, in);
      for (std::uint32_t p = 0; p < players; ++p) {
        const Player player{p, static_cast<std::uint16_t>(below(2))};
        lived(sums, player, 1, below(7200));
        used(sums, player, static_cast<std::uint16_t>(below(2)), below(5),
             {{read_text, below(90'000)}, {write_text, below(300)}, {write_voice, below(3)}, {speak, below(2000)}});
      }
      replications.add(summarise(in, sums, cells(), awkward, standing_for(1 + below(3'000'000), players)));
    }
    const Result result = replications.result();
    const Money total = money(result.cost.total);
    CHECK(sum_of(result.cost.by_stage) == total);
    CHECK(sum_of(result.cost.by_model) == total);
    CHECK(sum_of(result.cost.by_npc) == total);
    CHECK(sum_of(result.cost.by_segment) == total);
    CHECK(sum_of(result.cost.by_meter) == total);
    CHECK(sum_of(result.cost.by_pipeline) == total);
    Money hours;
    for (const std::string& hour : result.series.cost) hours += money(hour);
    CHECK(hours == total);
    CHECK_THAT(metric_of(result.metrics, "cost.total").mean.value(), WithinRel(total.approximate(), 1e-12));
  }
}

TEST_CASE("players online are the mean over the hour, scaled and averaged", "[replications]") {
  Scenario in = scenario();
  in.duration = Milliseconds{90 * 60'000};  // the second hour has 30 minutes
  Replications replications(in);
  for (const int arrivals : {1, 3}) {
    UsageLedger sums = ledger(4, in);
    for (std::uint32_t p = 0; p < 4; ++p) lived(sums, {p, quiet}, 1, 60);
    sums.online_change[30] = arrivals;  // 30 of 60 minutes, then all of the last 30
    sums.online_change[90] = -arrivals;
    replications.add(summary_of(in, sums, 8));
  }
  const Result result = replications.result();
  REQUIRE(result.series.players.size() == 2);
  CHECK_THAT(result.series.players[0], WithinRel(2.0, 1e-14));  // (1 + 3) ÷ 2 players × ½ hour × 2
  CHECK_THAT(result.series.players[1], WithinRel(4.0, 1e-14));  // × all of what is left
  CHECK(result.series.hour == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("a replication without any turn leaves the cost of a turn to the others", "[replications]") {
  const Scenario in = scenario();
  Replications replications(in);
  replications.add(summary_of(in, four_players(), 8));
  replications.add(one_reader(in, 100));  // usage, but no turn was counted
  const std::vector<Metric> metrics = replications.estimate_so_far();
  CHECK_THAT(metric_of(metrics, "cost.per_turn").mean.value(), WithinRel(1.0 / 6, 1e-14));
  CHECK_FALSE(metric_of(metrics, "cost.per_turn").interval.has_value());
}
