// Paths of prices, as they are written.
#include <cmath>

#include "sim/reading/price_path.h"
#include "tests/reading/reading_helpers.h"

using namespace npcost;
using test::Read;

namespace {

struct PathRead {
  std::optional<Price> price;
  std::string fault;
};

PathRead read_path(const std::string& members) {
  Read read(R"({"now": "$0.40/1M tokens")" + members + "}");
  PathRead found;
  found.price = read_price(read.value, "/models/small/input", read.diagnostics);
  for (const Diagnostic& one : read.diagnostics.sorted_for_report()) found.fault += (found.fault.empty() ? "" : " ") + one.code + " " + one.pointer;
  return found;
}

PricePath path(const std::string& members) {
  const PathRead read = read_path(members);
  INFO(members << ": " << read.fault);
  REQUIRE(read.price.has_value());
  REQUIRE(read.price->path != nullptr);
  CHECK(read.price->declines);
  return *read.price->path;
}

std::string fault(const std::string& members) {
  const PathRead read = read_path(members);
  CHECK_FALSE(read.price.has_value());
  return read.fault;
}

const std::string at = " /models/small/input";

}  // namespace

TEST_CASE("a yearly decline is a speed in halvings, known or normal between the ends of its range", "[price][path]") {
  CHECK_THAT(path(R"(, "decline": "50%/y")").halvings_per_year->quantile(0.5), WithinRel(1.0, 1e-12));
  CHECK_THAT(path(R"(, "decline": "30%/y")").halvings_per_year->quantile(0.9), WithinRel(-std::log2(0.7), 1e-12));
  const Distribution speed = *path(R"(, "decline": "20..50%/y")").halvings_per_year;
  CHECK_THAT(speed.quantile(0.05), WithinRel(-std::log2(0.8), 1e-9));
  CHECK_THAT(speed.quantile(0.95), WithinRel(1.0, 1e-9));
  CHECK(path(R"(, "decline": "0%/y")").halvings_per_year->quantile(0.5) == 0);
  CHECK_THAT(path(R"(, "decline": "-100%/y")").halvings_per_year->quantile(0.5), WithinRel(-1.0, 1e-12));  // doubles
  CHECK(path(R"(, "decline": "-20..30%/y")").halvings_per_year->quantile(0.05) < 0);
}

TEST_CASE("a halving time becomes the same speed, lognormal between the ends of its range", "[price][path]") {
  CHECK_THAT(path(R"(, "halving": "1 y")").halvings_per_year->quantile(0.5), WithinRel(1.0, 1e-12));
  const Distribution speed = *path(R"(, "halving": "6..24 mo")").halvings_per_year;
  CHECK_THAT(speed.quantile(0.05), WithinRel(0.5, 1e-9));   // 24 months
  CHECK_THAT(speed.quantile(0.95), WithinRel(2.0, 1e-9));   // 6 months
  CHECK_THAT(speed.quantile(0.5), WithinRel(1.0, 1e-9));
}

TEST_CASE("a floor is a share of the price, whatever both cost", "[price][path]") {
  CHECK_THAT(path(R"(, "decline": "30%/y", "floor": "$0.04/1M tokens")").floor_share->quantile(0.5), WithinRel(0.1, 1e-12));
  const Distribution floor = *path(R"(, "decline": "30%/y", "floor": "$0.02..0.08/1M tokens")").floor_share;
  CHECK_THAT(floor.quantile(0.05), WithinRel(0.05, 1e-6));
  CHECK_THAT(floor.quantile(0.95), WithinRel(0.2, 1e-6));
  CHECK_FALSE(path(R"(, "decline": "30%/y")").floor_share.has_value());
  CHECK_THAT(path(R"(, "decline": "-10%/y", "floor": "$0.80/1M tokens")").floor_share->quantile(0.5), WithinRel(2.0, 1e-12));
}

TEST_CASE("steps stand in the order of their days, and need no trend beside them", "[price][path]") {
  const PricePath read = path(R"(, "steps": [{ "at": "2028-01-01", "times": 0.5, "probability": "60%" }, { "at": "2027-01-01", "times": 2 }])");
  CHECK_FALSE(read.halvings_per_year.has_value());
  REQUIRE(read.steps.size() == 2);
  CHECK(read.steps[0].at == *parse_local_time("2027-01-01"));
  CHECK(read.steps[0].times == 2);
  CHECK(read.steps[0].probability == 1);
  CHECK(read.steps[1].probability == 0.6);
  CHECK(path(R"(, "follows": "small text")").follows == "small text");
}

TEST_CASE("every fault of a path is reported, in its place", "[price][path]") {
  CHECK(fault(R"(, "decline": "30%/y", "halving": "18 mo")") == "E233" + at + "/halving");
  CHECK(fault(R"(, "decline": "100%/y")") == "E210" + at + "/decline");
  CHECK(fault(R"(, "decline": "30%")") == "E202" + at + "/decline");
  CHECK(fault(R"(, "decline": "-30%")") == "E202" + at + "/decline");
  CHECK(fault(R"(, "decline": "-5..-20%/y")") == "E204" + at + "/decline");
  CHECK(fault(R"(, "decline": "--5%/y")") == "E204" + at + "/decline");
  CHECK(fault(R"(, "halving": "2 h")") == "E210" + at + "/halving");
  CHECK(fault(R"(, "halving": "12 tokens")") == "E202" + at + "/halving");
  CHECK(fault(R"(, "halving": 12)") == "E208" + at + "/halving");
  CHECK(fault(R"(, "follows": "")") == "E208" + at + "/follows");
  CHECK(fault(R"(, "decline": "30%/y", "floor": "$4/1M tokens")") == "E235" + at + "/floor");
  CHECK(fault(R"(, "decline": "30%/y", "floor": "$0.01/min")") == "E235" + at + "/floor");
  CHECK(fault(R"(, "decline": "30%/y", "floor": "€0.01/1M tokens")") == "E235" + at + "/floor");
  CHECK(fault(R"(, "decline": "30%/y", "floor": { "now": "$0.01/1M tokens", "decline": "1%/y" })") == "E235" + at + "/floor");
  CHECK(fault(R"(, "steps": { "at": "2027-01-01", "times": 2 })") == "E236" + at + "/steps");
  CHECK(fault(R"(, "steps": [{ "at": "2027-01-01" }, { "times": 2 }])") == "E236" + at + "/steps/0 E236" + at + "/steps/1");
  CHECK(fault(R"(, "steps": [{ "at": "2027-01-01", "times": 0 }])") == "E236" + at + "/steps/0/times");
  CHECK(fault(R"(, "steps": [{ "at": "2027-02-30", "times": 2 }])") == "E214" + at + "/steps/0/at");
  CHECK(fault(R"(, "steps": [{ "at": "2027-01-01", "times": 2, "probability": "0%" }])") == "E236" + at + "/steps/0/probability");
  CHECK(fault(R"(, "decline": "30%", "floor": "$9/min", "steps": [{}])") ==
        "E202" + at + "/decline E235" + at + "/floor E236" + at + "/steps/0 E236" + at + "/steps/0");
  std::string many;
  for (int i = 0; i < 65; ++i) many += std::string(i == 0 ? "" : ",") + R"({ "at": "2027-01-01", "times": 1 })";
  CHECK(fault(R"(, "steps": [)" + many + "]") == "E237" + at + "/steps");
}

TEST_CASE("growth is read in doublings a year", "[price][path]") {
  const auto growth = [](const std::string& text) {
    Read read(text);
    return read_growth(read.value, "/growth", read.diagnostics);
  };
  CHECK_THAT(growth(R"("100%/y")")->quantile(0.5), WithinRel(1.0, 1e-12));
  CHECK_THAT(growth(R"("-50%/y")")->quantile(0.5), WithinRel(-1.0, 1e-12));
  CHECK_THAT(growth(R"("0..20%/y")")->quantile(0.95), WithinRel(std::log2(1.2), 1e-9));
  CHECK_FALSE(growth(R"("-100%/y")"));
  CHECK_FALSE(growth(R"("1e9%/y")"));
  CHECK_FALSE(growth("0.1"));
}
