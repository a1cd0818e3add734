// Money in: what the file says of it, and what it may not say.
#include "tests/scenario/support.h"

using namespace npcost;
using namespace npcost::scenario_test;

namespace {

std::string with(const std::string& sections) { return edited(tiny, R"("npcost": 1,)", R"("npcost": 1, )" + sections + ","); }

Scenario read(const std::string& sections) {
  const ReadScenario found = read_text(with(sections));
  INFO(report_text(found.diagnostics));
  REQUIRE(found.scenario.has_value());
  return *found.scenario;
}

Faults faults_of(const std::string& sections) { return faults(read_text(with(sections))); }

std::string hint_of(const std::string& sections) {
  const ReadScenario found = read_text(with(sections));
  REQUIRE(found.diagnostics.all().size() == 1);
  return found.diagnostics.all().front().hint;
}

}  // namespace

TEST_CASE("a box says how long it is played, how many never are, and what comes back", "[scenario][money]") {
  const Revenue revenue = read(R"("revenue": { "model": "premium", "price": "$60", "lifetime": "35 h", "never_launched": "37%", "refunds": "6%",
                                               "store_fee": "30%", "margin_before": "70%", "uplift": { "buyers": "4%" } })").revenue;
  CHECK(revenue.model == Revenue::Model::premium);
  CHECK(revenue.lifetime == Milliseconds{35LL * 3'600'000});
  CHECK(revenue.never_launched == 0.37);
  CHECK(revenue.refunds == 0.06);
  CHECK(revenue.margin_before == 0.70);
  CHECK(revenue.uplift.buyers == 0.04);
  CHECK(revenue.uplift.spending == 0);
}

TEST_CASE("pay per use sells turns, conversations, minutes or hours", "[scenario][money]") {
  const Revenue revenue = read(R"("revenue": { "model": "pay_per_use", "price": "$0.05", "unit": "conversation", "charged": "80%",
                                               "breakage": "15%", "target_margin": "50%" })").revenue;
  CHECK(revenue.model == Revenue::Model::pay_per_use);
  CHECK(revenue.unit == Revenue::Unit::conversation);
  CHECK(revenue.charged == 0.80);
  CHECK(revenue.breakage == 0.15);
  CHECK(revenue.target_margin == 0.50);
  CHECK(read(R"("revenue": { "model": "pay_per_use", "price": "$0.05", "unit": "hour" })").revenue.charged == 1);
}

TEST_CASE("a margin that nobody wrote is listed as assumed where it is used, and nowhere else", "[scenario][money]") {
  const auto lists_margin = [](const std::string& sections) {
    for (const Assumption& one : read(sections).assumptions) {
      if (one.pointer == "/revenue/target_margin") return one.value + " " + one.provenance;
    }
    return std::string();
  };
  CHECK(lists_margin(R"("revenue": { "model": "subscription", "price": "$9.99" })").ends_with("assumed"));
  CHECK(lists_margin(R"("revenue": { "model": "premium", "price": "$60" })").empty());
}

TEST_CASE("regions have what they say and the scenario's fee and tax otherwise", "[scenario][money]") {
  const Revenue revenue = read(R"("revenue": { "model": "subscription", "price": "$10", "store_fee": "30%", "regions": {
      "Korea": { "share": "40%", "spending": 1.6 }, "SEA": { "share": "60%", "store_fee": "15%", "tax": "7%" } } })").revenue;
  REQUIRE(revenue.regions.size() == 2);
  CHECK(revenue.regions[0].name == "Korea");
  CHECK(revenue.regions[0].share == 0.4);
  CHECK(revenue.regions[0].spending == 1.6);
  CHECK_FALSE(revenue.regions[0].store_fee.has_value());
  CHECK(revenue.regions[1].spending == 1);
  CHECK(revenue.regions[1].store_fee == 0.15);
  CHECK(revenue.regions[1].tax == 0.07);
  const std::string half = R"("revenue": { "model": "subscription", "price": "$10", "regions": { "Korea": { "share": ")";
  CHECK(faults_of(half + R"(99.9%" } } })") == Faults{"E401 /revenue/regions"});
  CHECK(faults_of(half + R"(100%" } } })").empty());
  CHECK(faults_of(half + R"(100%", "spending": -1 } } })").size() == 1);
}

TEST_CASE("who pays decides how much stays with the studio", "[scenario][money]") {
  const std::string box = R"("revenue": { "model": "premium", "price": "$60")";
  CHECK(read(box + "}").revenue.studio_pays == 1);
  CHECK(read(box + R"(, "paid_by": "own_key" })").revenue.studio_pays == 0);
  const Revenue shared = read(box + R"(, "paid_by": "platform", "studio_pays": "20%" })").revenue;
  CHECK(shared.payer == Payer::platform);
  CHECK(shared.studio_pays == 0.2);
  CHECK(faults_of(box + R"(, "studio_pays": "20%" })") == Faults{"E109 /revenue/studio_pays"});
  CHECK(faults_of(box + R"(, "paid_by": "studio", "studio_pays": "20%" })") == Faults{"E109 /revenue/studio_pays"});
}

TEST_CASE("a key that means nothing for a model is refused, all of them at once", "[scenario][money]") {
  const auto refused = [](const std::string& model, const std::string& keys) {
    return faults_of(R"("revenue": { "model": ")" + model + "\", " + keys + " }");
  };
  CHECK(refused("free_to_play", R"("conversion": "3%", "arppu": "$14", "lifetime": "35 h", "unit": "turn")") ==
        Faults{"E109 /revenue/lifetime", "E109 /revenue/unit"});
  CHECK(refused("premium", R"("price": "$60", "target_margin": "60%")") == Faults{"E109 /revenue/target_margin"});
  CHECK(refused("subscription", R"("price": "$10", "breakage": "5%")") == Faults{"E109 /revenue/breakage"});
  CHECK(refused("pay_per_use", R"("price": "$1", "unit": "turn", "uplift": { "buyers": "4%" })") == Faults{"E109 /revenue/uplift"});
  CHECK(refused("pay_per_use", R"("price": "$1")") == Faults{"E109 /revenue"});
  CHECK(refused("none", R"("regions": { "Korea": { "share": "100%" } })") == Faults{"E109 /revenue/regions"});
  CHECK(refused("none", R"("store_fee": "30%")").empty());   // files of before may say it
}

TEST_CASE("shares that leave nothing to divide by are refused", "[scenario][money]") {
  CHECK(faults_of(R"("revenue": { "model": "premium", "price": "$60", "never_launched": "100%" })") == Faults{"E422 /revenue/never_launched"});
  CHECK(faults_of(R"("revenue": { "model": "premium", "price": "$60", "never_launched": "99.9%" })").empty());
  CHECK(faults_of(R"("revenue": { "model": "pay_per_use", "price": "$1", "unit": "turn", "breakage": "100%" })") ==
        Faults{"E422 /revenue/breakage"});
  CHECK(faults_of(R"("revenue": { "model": "subscription", "price": "$1", "target_margin": "100%" })") ==
        Faults{"E422 /revenue/target_margin"});
}

TEST_CASE("fixed costs come every month or are written off over whole months", "[scenario][money]") {
  const std::vector<FixedCost> costs = read(R"("fixed_costs": { "search": { "amount": "$70", "every": "month" },
      "fine-tuning": { "amount": "$6000", "over": "12 mo" }, "voices": { "amount": "$900", "over": "90 d" },
      "training": { "amount": "$1M", "over": "2 y" } })").fixed_costs;
  REQUIRE(costs.size() == 4);
  CHECK(costs[0].monthly);
  CHECK(decimal(costs[0].amount.money) == "70");
  CHECK_FALSE(costs[1].monthly);
  CHECK(costs[1].months == 12);   // however many days they have
  CHECK(costs[2].months == 3);
  CHECK(costs[3].months == 24);
  CHECK(faults_of(R"("fixed_costs": { "a": { "amount": "$70" } })") == Faults{"E421 /fixed_costs/a"});
  CHECK(faults_of(R"("fixed_costs": { "a": { "amount": "$70", "every": "month", "over": "3 mo" } })") == Faults{"E421 /fixed_costs/a"});
  CHECK(faults_of(R"("fixed_costs": { "a": { "amount": "70 KRW", "every": "month" } })") == Faults{"E402 /fixed_costs/a/amount"});
  CHECK(faults_of(R"("fixed_costs": { "a": { "every": "month" } })") == Faults{"E103 /fixed_costs/a"});
}

TEST_CASE("bands are in order and above 0, and what is not written is the rule of thumb", "[scenario][money]") {
  const Viability bands = read(R"("viability": { "green": "3%", "launch_budget": "$50k" })").viability;
  CHECK(bands.green == 0.03);
  CHECK(bands.amber == 0.20);
  CHECK(bands.red == 0.33);
  CHECK(decimal(bands.launch_budget.value().money) == "50000");
  CHECK(read(R"("viability": { "green": "20%" })").viability.green == 0.20);   // amber of no width
  CHECK(faults_of(R"("viability": { "green": "20.1%" })") == Faults{"E420 /viability/green"});
  CHECK(hint_of(R"("viability": { "green": "25%" })") == R"(lower "green" to at most 20%, or write "amber" of at least 25%)");
  CHECK(faults_of(R"("viability": { "green": "0%" })") == Faults{"E420 /viability/green"});
  CHECK(faults_of(R"("viability": { "amber": "4%" })") == Faults{"E420 /viability/amber"});
  CHECK(faults_of(R"("viability": { "green": "50%", "amber": "40%", "red": "30%" })") ==
        Faults{"E420 /viability/green", "E420 /viability/amber"});
  CHECK(faults_of(R"("viability": { "red": "101%" })").size() == 1);   // of all that comes in: beyond is black by any measure
}

TEST_CASE("no band is an assumption about the world, and every region's spending is", "[scenario][money]") {
  const Scenario in = read(R"("viability": { "green": "3%" }, "revenue": { "model": "premium", "price": "$60",
      "regions": { "all": { "share": "100%", "spending": 2 } } })");
  bool spending = false;
  for (const Assumption& one : in.assumptions) {
    CHECK_FALSE(one.pointer.starts_with("/viability"));
    spending = spending || one.pointer == "/revenue/regions/all/spending";
  }
  CHECK(spending);
}
