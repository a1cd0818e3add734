#include "sim/answers/slice_sums.h"

#include "sim/answers/money/revenue.h"
#include "tests/answers/hand_ledger.h"

using namespace npcost;
using namespace npcost::hand;

namespace {

std::optional<double> asked(std::string metric_name, Stat stat, const BudgetSlice& where) {
  Scenario in = scenario();
  Budget budget;
  budget.metric = std::move(metric_name);
  budget.stat = stat;
  budget.where = where;
  in.budgets = {budget};
  return summary_of(in, four_players(), 8).budgets.front();
}

BudgetSlice segment(std::uint16_t index) { return {.segment = index, .npc = {}, .model = {}, .pipeline = {}}; }
BudgetSlice npc(std::uint16_t index) { return {.segment = {}, .npc = index, .model = {}, .pipeline = {}}; }
BudgetSlice model(std::uint16_t index) { return {.segment = {}, .npc = {}, .model = index, .pipeline = {}}; }
BudgetSlice pipeline(std::uint16_t index) { return {.segment = {}, .npc = {}, .model = {}, .pipeline = index}; }

constexpr double tight = 1e-14;

}  // namespace

TEST_CASE("a budget can ask for one segment of players", "[slices]") {
  // loud: two players, 0.80 in two days, 2 days, 1 h, 2 conversations, 4 turns.
  CHECK_THAT(asked("cost.per_mau_month", Stat::mean, segment(loud)).value(), WithinRel(6.0, tight));  // 0.80 × 15 ÷ 2
  CHECK_THAT(asked("cost.per_dau_day", Stat::mean, segment(loud)).value(), WithinRel(0.40, tight));
  CHECK_THAT(asked("cost.per_player_hour", Stat::mean, segment(loud)).value(), WithinRel(0.80, tight));
  CHECK_THAT(asked("cost.per_turn", Stat::mean, segment(loud)).value(), WithinRel(0.20, tight));
  CHECK_THAT(asked("cost.total", Stat::total, segment(loud)).value(), WithinRel(1.60, tight));  // × 8 ÷ 4
  CHECK_THAT(asked("turns.total", Stat::total, segment(loud)).value(), WithinRel(8.0, tight));
  // Their own costs: 0 and 0.80, times 15.
  CHECK_THAT(asked("cost.per_mau_month", Stat::p50, segment(loud)).value(), WithinRel(6.0, tight));
  CHECK_THAT(asked("cost.per_mau_month", Stat::max, segment(loud)).value(), WithinRel(12.0, tight));
  CHECK_THAT(asked("cost.per_mau_month", Stat::max, segment(quiet)).value(), WithinRel(3.0, tight));
}

TEST_CASE("a budget can ask for one NPC, one model or one pipeline", "[slices]") {
  // The bard: 0.60; three turns, one conversation; against all four players.
  CHECK_THAT(asked("cost.per_mau_month", Stat::mean, npc(bard)).value(), WithinRel(2.25, tight));  // 0.60 × 15 ÷ 4
  CHECK_THAT(asked("cost.per_turn", Stat::mean, npc(bard)).value(), WithinRel(0.20, tight));
  CHECK_THAT(asked("cost.per_turn", Stat::mean, npc(guard)).value(), WithinRel(0.40 / 3, tight));
  CHECK_THAT(asked("cost.per_conversation", Stat::mean, pipeline(1)).value(), WithinRel(0.60, tight));
  CHECK_THAT(asked("cost.per_voice_minute", Stat::mean, pipeline(1)).value(), WithinRel(0.30, tight));
  // The voice model alone: 8 × 0.05 = 0.40, over all six turns; over the two voice minutes.
  CHECK_THAT(asked("cost.per_turn", Stat::mean, model(1)).value(), WithinRel(0.40 / 6, tight));
  CHECK_THAT(asked("cost.per_voice_minute", Stat::mean, model(1)).value(), WithinRel(0.20, tight));
  CHECK_FALSE(asked("cost.per_voice_minute", Stat::mean, npc(guard)).has_value());  // the guard never speaks
  CHECK_FALSE(asked("cost.per_mau_month", Stat::p90, npc(bard)).has_value());       // percentiles per NPC are not kept
  CHECK_THAT(asked("cost.total", Stat::total, {.segment = loud, .npc = guard, .model = {}, .pipeline = {}}).value(),
             WithinRel(0.40, tight));  // 0.20 × 8 ÷ 4
}

TEST_CASE("a budget for everybody reads the same figures as the metrics", "[slices]") {
  CHECK_THAT(asked("cost.per_mau_month", Stat::mean, {}).value(), WithinRel(3.75, tight));
  CHECK_THAT(asked("cost.per_mau_month", Stat::p90, {}).value(), WithinRel(9.3, tight));
  CHECK_FALSE(asked("latency.first_audio", Stat::p90, {}).has_value());
}

TEST_CASE("the share of revenue is of what reaches the studio", "[slices]") {
  Scenario in = scenario();
  in.revenue.store_fee = 0.30;
  const auto share = [&] { return metric(summary_of(in, four_players(), 8), "cost.share_of_revenue").mean; };
  SECTION("free to play: 5 % pay 100 dollars a month, 70 % of it arrives: 3.50 per player") {
    in.revenue.model = Revenue::Model::free_to_play;
    in.revenue.conversion = 0.05;
    in.revenue.arppu.money = money("100");
    CHECK_THAT(share().value(), WithinRel(3.75 / 3.50, 1e-12));
    in.revenue.conversion = 0;
    CHECK_FALSE(share().has_value());  // no revenue: no share, not infinity
  }
  SECTION("subscription: 10 dollars a month, less fee and 10 % tax: 6.30") {
    in.revenue.model = Revenue::Model::subscription;
    in.revenue.price.money = money("10");
    in.revenue.tax = 0.10;
    CHECK_THAT(share().value(), WithinRel(3.75 / 6.30, 1e-12));
  }
  SECTION("a box is paid once and stands against the whole run, not against a month") {
    in.revenue.model = Revenue::Model::premium;
    in.revenue.price.money = money("10");
    in.revenue.tax = 0.10;
    CHECK_THAT(share().value(), WithinRel(0.25 / 6.30, 1e-12));  // 1.00 ÷ 4 players
  }
  SECTION("without a revenue model there is no share") { CHECK_FALSE(share().has_value()); }
}

TEST_CASE("a month is thirty days, whatever the run's length", "[slices]") {
  Scenario in = scenario();
  const auto factor = [&](std::int64_t hours) {
    in.duration = Milliseconds{hours * 3'600'000};
    const MonthFactor month = month_factor(in.duration);
    return month.times / month.by;
  };
  CHECK(factor(720) == 1);
  CHECK(factor(1440) == 0.5);
  CHECK(factor(168) == 30.0 / 7);
  CHECK(factor(1) == 720);
}
