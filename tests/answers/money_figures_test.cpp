#include "sim/answers/money/money_figures.h"

#include <algorithm>
#include <cmath>

#include "sim/answers/money/dearest_month.h"
#include "sim/answers/money/player_figures.h"
#include "sim/answers/replications.h"
#include "tests/answers/hand_ledger.h"

using namespace npcost;
using namespace npcost::hand;

// Four players in two days (hand_ledger.h): $1.00 in all, 5 days, 4 h of play, 6 turns, 3 conversations, 3.5 minutes of talk. A month costs
// 15 × as much as the run, so a MAU-month costs 15 ÷ 4 = 3.75, and single players 0, 3, 12 and 0. They stand for eight.

namespace {

Scenario earning(Revenue::Model model, const char* price) {
  Scenario in = scenario();
  in.revenue.model = model;
  in.revenue.price.money = money(price);
  in.revenue.store_fee = 0.30;
  return in;
}

std::optional<double> figure(const Scenario& in, std::string_view name, const UsageLedger& sums = four_players()) {
  const std::vector<MoneyFigureInfo> infos = money_figures(in.revenue.model);
  const ReplicationSummary summary = summary_of(in, sums, 8);
  REQUIRE(summary.money.size() == infos.size());
  for (std::size_t i = 0; i < infos.size(); ++i) {
    if (infos[i].name == name) return summary.money[i];
  }
  FAIL("no such figure");
  return std::nullopt;
}

double value(const Scenario& in, std::string_view name) {
  INFO(std::string(name));
  const std::optional<double> found = figure(in, name);
  REQUIRE(found.has_value());
  return *found;
}

constexpr double tight = 1e-12;

}  // namespace

TEST_CASE("free to play: what a day may cost, and the uplift that would pay for it", "[money]") {
  Scenario in = earning(Revenue::Model::free_to_play, "0");
  in.revenue.conversion = 0.05;
  in.revenue.arppu.money = money("100");
  CHECK_THAT(value(in, "net_per_mau_month"), WithinRel(3.5, tight));             // 0.05 × 100 × 0.7
  CHECK_THAT(value(in, "share_of_net_revenue"), WithinRel(3.75 / 3.5, tight));
  CHECK_THAT(value(in, "cost_per_dau_day"), WithinRel(0.20, tight));             // 1.00 ÷ 5
  CHECK_THAT(value(in, "dau_per_mau"), WithinRel(0.625, tight));                 // 5 days ÷ (4 players × 2 days)
  CHECK_THAT(value(in, "arpdau"), WithinRel(5.0 / 30 / 0.625, tight));           // gross a month ÷ days played in it
  CHECK_THAT(value(in, "break_even_arpdau"), WithinRel(0.20 / (0.05 * 0.7), tight));
  CHECK_THAT(value(in, "required_uplift"), WithinRel(3.75 / 3.5, tight));
  CHECK_THAT(value(in, "cost_per_payer"), WithinRel(75.0, tight));               // 3.75 ÷ 0.05
  in.revenue.margin_before = 0.5;
  in.revenue.uplift.spending = 0.25;
  in.revenue.npc_share = 0.10;
  CHECK_THAT(value(in, "required_uplift"), WithinRel(3.75 / (3.5 * 0.5), tight));   // of what is there without NPCs
  CHECK_THAT(value(in, "net_per_mau_month"), WithinRel(3.5 * 1.25, tight));
  CHECK_THAT(value(in, "break_even_arpdau"), WithinRel(0.20 / (0.10 * 0.7), tight));
}

TEST_CASE("a box: hours that fit into its price, and who needs more", "[money]") {
  Scenario in = earning(Revenue::Model::premium, "10");
  CHECK_THAT(value(in, "net_per_buyer"), WithinRel(7.0, tight));
  CHECK_THAT(value(in, "cost_per_buyer"), WithinRel(0.25, tight));  // the run is his life
  // 10 h of life at 0.25 an hour of play; a fifth never launches.
  in.revenue.lifetime = Milliseconds{10LL * 3'600'000};
  in.revenue.never_launched = 0.20;
  CHECK_THAT(value(in, "net_per_buyer"), WithinRel(7.0, tight));
  CHECK_THAT(value(in, "cost_per_buyer"), WithinRel(2.0, tight));
  CHECK_THAT(value(in, "share_of_net_revenue"), WithinRel(2.0 / 7, tight));
  const double an_hour = 1.0 / (3.5 / 60);  // of conversation
  CHECK_THAT(value(in, "cost_per_talk_hour"), WithinRel(an_hour, tight));
  CHECK_THAT(value(in, "hours_budget"), WithinRel(0.05 * 7 / an_hour, tight));
  CHECK_THAT(value(in, "hours_per_buyer"), WithinRel(3.5 / 60 / 4 * 10 * 0.8, tight));
  // 10 h at 15 h a month are 2/3 of a month: lives of 0, 2, 8 and 0. Two of four are above 0.35, if they launch.
  CHECK_THAT(value(in, "buyers_above_budget"), WithinRel(0.4, tight));
  in.revenue.npc_share = 0.30;                                                 // 2.10: only the one of 8 is above
  CHECK_THAT(value(in, "buyers_above_budget"), WithinRel(0.2, tight));
  CHECK_THAT(value(in, "p99_owner_cost"), WithinRel((3 + 0.97 * 9) * 2 / 3, tight));  // P99 of 0, 0, 3, 12
  CHECK_THAT(value(in, "service_year_cost"), WithinRel(3.75 * 365 / 30, tight));
  CHECK_FALSE(figure(in, "year_5_cost").has_value());  // nobody says who stays
}

TEST_CASE("a box: who came costs in his fifth year what his retention says", "[money]") {
  Scenario in = earning(Revenue::Model::premium, "10");
  in.players.arrivals = Spread::constant(1, Dimension::frequency);
  // 4 ÷ n of them play on day n: 4 × (H(1824) − H(1459)), which is 4 × ln(1824.5 ÷ 1459.5) up to 1e-8.
  in.players.returns = {1.0};
  for (int day = 1; day < 60; ++day) in.players.returns.push_back(std::min(1.0, 4.0 / day));
  UsageLedger sums = four_players();
  for (SegmentCounts& segment : sums.segment) segment.player_months = 2;
  const std::optional<double> year = figure(in, "year_5_cost", sums);
  REQUIRE(year.has_value());
  CHECK_THAT(*year, WithinRel(0.20 * 4 * std::log(1824.5 / 1459.5), 1e-6));  // 0.20 a day played
}

TEST_CASE("a subscription: margin, its heaviest tenth, and hours until the target is gone", "[money]") {
  Scenario in = earning(Revenue::Model::subscription, "10");
  CHECK_THAT(value(in, "gross_margin"), WithinRel(0.325, tight));             // (7 − 3.75) ÷ 10
  CHECK_THAT(value(in, "heaviest_tenth_margin"), WithinRel(-0.5, tight));     // (7 − 12) ÷ 10
  const double an_hour = 1.0 / (3.5 / 60);
  CHECK_THAT(value(in, "break_even_hours"), WithinRel((7 - 6) / an_hour, tight));   // target 60 %
  CHECK_THAT(value(in, "hours_per_subscriber"), WithinRel(3.5 / 60 * 15 / 4, tight));
  CHECK_THAT(value(in, "subscribers_above"), WithinRel(0.5, tight));          // 3 and 12 are more than 1
  in.revenue.target_margin = 0.40;                                            // 3: the one who costs 3 is not above it
  CHECK_THAT(value(in, "subscribers_above"), WithinRel(0.25, tight));
  in.revenue.margin_before = 0.9;
  CHECK_THAT(value(in, "gross_margin"), WithinRel(0.255, tight));             // (6.3 − 3.75) ÷ 10
}

TEST_CASE("pay per use: the price at which a long talk still leaves the margin", "[money]") {
  Scenario in = earning(Revenue::Model::pay_per_use, "0.50");
  in.revenue.unit = Revenue::Unit::turn;
  in.revenue.charged = 0.8;
  in.revenue.breakage = 0.2;
  CHECK_THAT(value(in, "net_per_unit"), WithinRel(0.35, tight));              // 0.50 × 0.8 ÷ 0.8 × 0.7
  CHECK_THAT(value(in, "cost_per_unit"), WithinRel(1.0 / 6, tight));
  CHECK_THAT(value(in, "share_of_net_revenue"), WithinRel(1.0 / 6 / 0.35, tight));
  CHECK_THAT(value(in, "gross_margin"), WithinRel(1 - 1.0 / 6 / 0.35, tight));
  CHECK_THAT(value(in, "p80_cost_per_unit"), WithinRel(0.18, tight));         // of 0.10 and 0.20
  CHECK_THAT(value(in, "minimum_price"), WithinRel(0.18 * 0.50 / (0.35 * 0.4), tight));
  CHECK_FALSE(figure(in, "units_for_fixed_costs").has_value());
  in.fixed_costs = {{"search", {money("8"), "USD"}, true, 1}};
  CHECK_THAT(value(in, "units_for_fixed_costs"), WithinRel(8 / (0.35 - 1.0 / 6), tight));
  in.revenue.unit = Revenue::Unit::minute;                                    // six turns in 3.5 minutes
  CHECK_THAT(value(in, "p80_cost_per_unit"), WithinRel(0.18 * 6 / 3.5, tight));
  in.revenue.unit = Revenue::Unit::conversation;                              // players' own: 0.20 and 0.40
  CHECK_THAT(value(in, "p80_cost_per_unit"), WithinRel(0.36, tight));
}

TEST_CASE("fixed costs are borne by everybody in equal parts, and always by the studio", "[money]") {
  Scenario in = earning(Revenue::Model::subscription, "10");
  in.fixed_costs = {{"search", {money("8"), "USD"}, true, 1}};
  CHECK_THAT(value(in, "fixed_per_mau_month"), WithinRel(1.0, tight));        // 8 ÷ 8 players
  CHECK_THAT(value(in, "cost_per_mau_month"), WithinRel(4.75, tight));
  in.revenue.payer = Payer::own_key;
  in.revenue.studio_pays = 0;
  CHECK_THAT(value(in, "cost_per_mau_month"), WithinRel(1.0, tight));
  CHECK_FALSE(figure(in, "break_even_hours").has_value());                    // talk costs the studio nothing: no number of hours
  CHECK_FALSE(figure(in, "subscribers_above").has_value());
}

TEST_CASE("the dearest 30 days are everybody's, and a shorter run counts by its pace", "[money]") {
  Scenario in = earning(Revenue::Model::subscription, "10");
  in.fixed_costs = {{"search", {money("8"), "USD"}, true, 1}};
  CHECK_THAT(value(in, "dearest_30_days"), WithinRel(1.0 * 8 / 4 * 15 + 8, tight));
}

TEST_CASE("the dearest month is a window that begins whole days after the run", "[money]") {
  std::vector<Money> hours(60 * 24);
  hours[0] = money("2");
  hours[30 * 24] = money("3");      // first hour after the first window: with hour 0 in none
  hours[59 * 24 + 23] = money("1");
  const DearestMonth dearest = dearest_month(hours);
  CHECK(dearest.cost == money("4"));                 // days 30 to 59 hold both
  CHECK(dearest.first_hour == 30 * 24);
  CHECK(dearest.hours == 720);
  hours[30 * 24] = money("0.5");
  CHECK(dearest_month(hours).cost == money("2"));    // the first window
  CHECK(dearest_month(std::span(hours).first(24)).cost == money("2"));
  CHECK(dearest_month({}).cost == Money{});
}

TEST_CASE("regions cost the same and pay otherwise", "[money]") {
  Scenario in = earning(Revenue::Model::subscription, "10");
  in.revenue.regions = {{"Korea", 0.5, 10, {}, {}}, {"SEA", 0.5, 0.2, {}, {}}};
  Replications replications(in);
  replications.add(summary_of(in, four_players(), 8));
  const std::optional<MoneyResult> result = replications.result().money;
  REQUIRE(result.has_value());
  REQUIRE(result->regions.size() == 2);
  CHECK_THAT(result->regions[0].share_of_net_revenue.value(), WithinRel(3.75 / 70, tight));
  CHECK(result->regions[0].band == "amber");
  CHECK_THAT(result->regions[1].share_of_net_revenue.value(), WithinRel(3.75 / 1.4, tight));
  CHECK(result->regions[1].band == "black");
}

TEST_CASE("a launch fits its budget or not, to the last cent", "[money]") {
  Scenario in = earning(Revenue::Model::subscription, "10");
  const auto fits = [&](const char* budget) {
    in.viability.launch_budget = Amount{money(budget), "USD"};
    Replications replications(in);
    replications.add(summary_of(in, four_players(), 8));   // 1.00 × 8 ÷ 4 × 15 = 30
    return replications.result().money->launch_fits.value();
  };
  CHECK(fits("30"));
  CHECK_FALSE(fits("29.99"));
}

TEST_CASE("without revenue, fixed costs and a launch budget nothing is said of money", "[money]") {
  const Scenario in = scenario();
  Replications replications(in);
  replications.add(summary_of(in, four_players(), 8));
  CHECK_FALSE(replications.result().money.has_value());
}

TEST_CASE("what cannot be said of money is nothing, with the reason", "[money]") {
  const Scenario in = earning(Revenue::Model::free_to_play, "0");   // nobody pays
  Replications replications(in);
  replications.add(summary_of(in, four_players(), 8));
  const MoneyResult result = replications.result().money.value();
  for (const MoneyFigure& one : result.figures) {
    INFO(one.name);
    CHECK(one.value.has_value() == one.why_absent.empty());
    if (one.name == "share_of_net_revenue" || one.name == "cost_per_payer") CHECK_FALSE(one.value.has_value());
  }
}

TEST_CASE("quantiles, shares above a limit and the heaviest tenth of players' figures", "[money]") {
  std::vector<double> values;
  for (int i = 20; i >= 1; --i) values.push_back(i);
  CHECK_THAT(quantile_among(values, 0.8).value(), WithinRel(16.2, tight));        // type 7: 1 + 0.8 × 19
  CHECK_THAT(mean_of_heaviest_tenth(values).value(), WithinRel(19.5, tight));     // 20 and 19
  CHECK_THAT(share_above(values, 15).value(), WithinRel(0.25, tight));            // 16 to 20; 15 itself is not above
  CHECK(share_above(values, 20) == 0.0);
  std::vector<double> none;
  CHECK_FALSE(quantile_among(none, 0.5).has_value());
  CHECK_FALSE(share_above(none, 0).has_value());
  CHECK_FALSE(mean_of_heaviest_tenth(none).has_value());
}
