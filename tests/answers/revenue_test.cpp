#include "sim/answers/money/revenue.h"

#include "tests/answers/hand_ledger.h"

using namespace npcost;
using namespace npcost::hand;

namespace {

/// Ten players for two months: 300 hours of play, 60 of talk in 900 turns and 120 conversations.
Played played() {
  Played all;
  all.months = 20;
  all.players = 10;
  all.days = 200;
  all.hours = 300;
  all.turns = 900;
  all.conversations = 120;
  all.talk_hours = 60;
  return all;
}

Revenue earning(Revenue::Model model, const char* price) {
  Revenue revenue;
  revenue.model = model;
  revenue.price.money = money(price);
  revenue.store_fee = 0.30;
  return revenue;
}

double net(const Revenue& revenue) { return net_revenue(revenue, played()).value().net; }

}  // namespace

TEST_CASE("net revenue is gross less store fee, tax and refunds, one after the other", "[revenue]") {
  Revenue revenue = earning(Revenue::Model::subscription, "10");
  CHECK_THAT(net(revenue), WithinRel(7.0, 1e-14));  // 10 × 0.7
  revenue.tax = 0.10;
  CHECK_THAT(net(revenue), WithinRel(6.3, 1e-14));  // × 0.9
  revenue.refunds = 0.05;
  CHECK_THAT(net(revenue), WithinRel(5.985, 1e-14));  // × 0.95
  CHECK_THAT(net_revenue(revenue, played())->gross, WithinRel(10.0, 1e-14));
}

TEST_CASE("free to play earns what payers pay, spread over all players", "[revenue]") {
  Revenue revenue = earning(Revenue::Model::free_to_play, "0");
  revenue.conversion = 0.035;
  revenue.arppu.money = money("14");
  CHECK_THAT(net(revenue), WithinRel(0.343, 1e-12));  // 0.035 × 14 × 0.7
  revenue.conversion = 0;
  CHECK_FALSE(net_revenue(revenue, played()).has_value());  // nothing to divide by: unknown, not infinity
}

TEST_CASE("what NPCs add multiplies spending, retention and buyers, and is told apart", "[revenue]") {
  Revenue revenue = earning(Revenue::Model::subscription, "10");
  revenue.uplift = {0.10, 0.20, 0.50};
  CHECK_THAT(net(revenue), WithinRel(7 * 1.1 * 1.2 * 1.5, 1e-14));
  CHECK_THAT(net_revenue(revenue, played())->before, WithinRel(7.0, 1e-14));
}

TEST_CASE("a box pays once for a life, and a run without a lifetime is that life", "[revenue]") {
  Revenue revenue = earning(Revenue::Model::premium, "60");
  CHECK_THAT(net(revenue), WithinRel(21.0, 1e-14));  // 60 × 0.7 over two months
  // 45 h at 300 ÷ 20 = 15 h a month are three months.
  revenue.lifetime = Milliseconds{45LL * 3'600'000};
  CHECK_THAT(months_of_life(revenue, played()).value(), WithinRel(3.0, 1e-14));
  CHECK_THAT(net(revenue), WithinRel(14.0, 1e-14));
  // Every fourth buyer never plays and costs nothing: those who play have paid for four thirds.
  revenue.never_launched = 0.25;
  CHECK_THAT(net(revenue), WithinRel(14.0 / 0.75, 1e-14));
  Played silent = played();
  silent.hours = 0;
  CHECK_FALSE(net_revenue(revenue, silent).has_value());
}

TEST_CASE("pay per use earns by the unit used, free units and units never used counted", "[revenue]") {
  Revenue revenue = earning(Revenue::Model::pay_per_use, "0.50");
  revenue.charged = 0.8;
  revenue.breakage = 0.2;
  // 0.50 × 0.8 ÷ 0.8 × 0.7 = 0.35 a unit; 20 months.
  revenue.unit = Revenue::Unit::turn;
  CHECK_THAT(net(revenue), WithinRel(0.35 * 900 / 20, 1e-14));
  revenue.unit = Revenue::Unit::conversation;
  CHECK_THAT(net(revenue), WithinRel(0.35 * 120 / 20, 1e-14));
  revenue.unit = Revenue::Unit::minute;
  CHECK_THAT(net(revenue), WithinRel(0.35 * 3600 / 20, 1e-14));
  revenue.unit = Revenue::Unit::hour;
  CHECK_THAT(net(revenue), WithinRel(0.35 * 60 / 20, 1e-14));
  Played silent = played();
  silent.talk_hours = 0;
  CHECK_FALSE(net_revenue(revenue, silent).has_value());
}

TEST_CASE("regions pay by their own spending, fee and tax, and the world is their mean", "[revenue]") {
  Revenue revenue = earning(Revenue::Model::subscription, "10");
  revenue.tax = 0.10;
  revenue.regions = {{"Korea", 0.4, 1.5, {}, {}}, {"SEA", 0.6, 0.5, 0.15, 0.0}};
  const double korea = 10 * 1.5 * 0.7 * 0.9, sea = 10 * 0.5 * 0.85;  // 9.45 and 4.25
  CHECK_THAT(net_revenue_in(revenue.regions[0], revenue, played())->net, WithinRel(korea, 1e-14));
  CHECK_THAT(net_revenue_in(revenue.regions[1], revenue, played())->net, WithinRel(sea, 1e-14));
  CHECK_THAT(net(revenue), WithinRel(0.4 * korea + 0.6 * sea, 1e-14));
  CHECK_THAT(net_revenue(revenue, played())->gross, WithinRel(9.0, 1e-14));  // 10 × (0.4 × 1.5 + 0.6 × 0.5)
}

TEST_CASE("only the studio's part of the cost stands against its revenue", "[revenue]") {
  Revenue revenue = earning(Revenue::Model::subscription, "10");
  CHECK_THAT(share_of_net_revenue(revenue, played(), 1.4).value(), WithinRel(0.2, 1e-14));
  revenue.payer = Payer::players;
  revenue.studio_pays = 0.25;
  CHECK_THAT(share_of_net_revenue(revenue, played(), 1.4).value(), WithinRel(0.05, 1e-14));
  revenue.studio_pays = 0;
  CHECK(share_of_net_revenue(revenue, played(), 1.4) == 0.0);
}

TEST_CASE("fixed costs come every month, or are written off over some", "[revenue]") {
  Scenario in = scenario();
  CHECK(fixed_per_month(in) == 0);
  in.fixed_costs = {{"vector search", {money("70"), "USD"}, true, 1}, {"fine-tuning", {money("6000"), "USD"}, false, 12}};
  CHECK_THAT(fixed_per_month(in), WithinRel(570.0, 1e-14));  // 70 + 6000 ÷ 12
}

// Hours of conversation a month (of a box: in a life) that X of net revenue buys, at a fee of 30 %. Each is net × X ÷ cost of an hour.
TEST_CASE("what a share of revenue buys is the worked table of text and voice", "[revenue]") {
  struct Line {
    double gross, x, cents;   ///< net × X in cents
    double text, voice;       ///< hours at $0.0175 and at $0.60
  };
  for (const Line& line : {Line{0.05 * 30, 0.05, 5.25, 3.0, 0.0875}, Line{0.15 * 30, 0.10, 31.5, 18.0, 0.525},
                           Line{0.50 * 30, 0.10, 105, 60.0, 1.75}, Line{1.00 * 30, 0.10, 210, 120.0, 3.5},
                           Line{9.99, 0.20, 139.86, 79.92, 2.331}, Line{70, 0.05, 245, 140.0, 4.08333333333333},
                           Line{30, 0.10, 210, 120.0, 3.5}}) {
    Revenue revenue = earning(Revenue::Model::free_to_play, "0");
    revenue.conversion = 1;
    revenue.arppu.money = Money::from_grains(static_cast<Int128>(line.gross * 1e6 + 0.5) * (Money::grain_per_unit / 1'000'000));
    const double bought = net(revenue) * line.x;
    CHECK_THAT(bought, WithinRel(line.cents / 100, 1e-9));
    CHECK_THAT(bought / 0.0175, WithinRel(line.text, 1e-9));
    CHECK_THAT(bought / 0.60, WithinRel(line.voice, 1e-9));
  }
}
