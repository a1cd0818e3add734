// Variants from the run to the screen and the files.
#include <nlohmann/json.hpp>

#include "tests/catch.h"
#include "tests/ui/captured.h"
#include "tests/ui/made_result.h"
#include "ui/report/write_csv.h"
#include "ui/report/write_json.h"
#include "ui/running/simulate.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/progress.h"
#include "ui/terminal/summary.h"

using namespace npcost;
using captured::Folder;
using captured::Ran;
using nlohmann::json;

namespace {

const Style utf8{};
const Style ascii{.color = false, .utf8 = false, .terminal = false, .width = 80};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

VariantResult variant(std::string name, double cost, double relative, double half, double degraded) {
  VariantResult result;
  result.name = std::move(name);
  result.metrics = {made::metric("cost.per_mau_month", "USD", "", cost, {}, cost, cost),
                    made::metric("quality.degraded_turns", "ratio", "", degraded, {}, degraded, degraded)};
  MetricDifference difference;
  difference.metric = "cost.per_mau_month";
  difference.unit = "USD";
  difference.mean = cost - 0.066;
  difference.interval = Interval{0.95, cost - 0.067, cost - 0.065, "mean difference"};
  difference.relative = relative;
  difference.relative_interval = Interval{0.95, relative - half, relative + half, "relative change"};
  result.differences = {difference};
  return result;
}

/// The tavern ($0.0660 a player and month, 4.90 % of turns degraded) with two variants and without one policy.
Result tavern_with_variants() {
  Result result = made::tavern();
  result.variants = {variant("tiny model", 0.033, -0.5, 0.004, 0.049), variant("대장장이 두 명", 0.0825, 0.25, 0.03, 0.06),
                     variant("without daily quota", 0.0754, 0.1424, 0.01, 0)};
  result.variants[2].policy = "daily quota";
  result.variants[2].saving = Saving{0.1247, Interval{0.95, 0.1167, 0.1327, "saving"}};
  return result;
}

/// One scenario with two variants, read.
ReadScenario read_two_variants(const std::string& replications = "3") {
  std::string text = captured::scenario_text("", replications);
  const std::string variants = R"("experiment": { "variants": {
      "long persona": { "npcs": { "innkeeper": { "persona": "1200 tokens" } } }, "same": { "description": "as it is" } },)";
  text.replace(text.find("\"experiment\": {"), 15, variants);
  ReadScenario read = read_scenario_text("v.npcost.json", text);
  INFO(report_text(read.diagnostics));
  REQUIRE(read.scenario.has_value());
  REQUIRE(read.variants.size() == 2);
  return read;
}

/// Runs it and stops before the n-th unit of work; each world of a replication is one unit.
Simulated stopped_before(const ReadScenario& read, int unit) {
  OneWorker workers;
  Progress progress(false, utf8, 3, [](std::string_view) {});
  int units = 0;
  bool between = true;  // simulate() asks once before each replication, run_batch() before each unit
  return simulate(*read.scenario, read.variants, workers, progress, [&] {
    if (between && units % 3 == 0) {
      between = false;
      return units >= unit;
    }
    between = true;
    return ++units > unit;
  });
}

}  // namespace

TEST_CASE("the summary shows what each variant changes and what players lose by it", "[summary][variants]") {
  CHECK(variants_section(tavern_with_variants(), utf8) ==
        "  VARIANTS\n"
        "    the same players and the same luck; per MAU-month, change with its 95% CI\n"
        "    tiny model                          $0.0330  -50.0 % ±0.400 %\n"
        "    대장장이 두 명                      $0.0825  +25.0 % ±3.00 %\n"
        "        degraded 4.90 % → 6.00 %\n"
        "    daily quota saves 12.5 % ±0.800 % ($0.00940 per MAU-month)\n"
        "        players: degraded 0 % → 4.90 %\n");
  CHECK(contains(variants_section(tavern_with_variants(), ascii), "saves 12.5 % +-0.800 %"));
  CHECK(contains(summary_text(tavern_with_variants(), {}, utf8), "  VARIANTS\n"));
  CHECK(variants_section(made::tavern(), utf8).empty());
}

TEST_CASE("a policy that makes things dearer, or loses nothing, is said to", "[summary][variants]") {
  Result result = tavern_with_variants();
  VariantResult& quota = result.variants[2];
  quota.saving = Saving{-0.02, std::nullopt};
  quota.metrics[1].mean = 0.049;
  CHECK(contains(variants_section(result, utf8), "    daily quota adds 2.00 % ($0.00940 per MAU-month)\n"
                                                 "        players: nothing that is counted changes\n"));
  quota.saving.reset();
  CHECK(contains(variants_section(result, utf8), "daily quota: nothing can be said of what it saves"));
}

TEST_CASE("refused turns are shown once results have them", "[summary][variants]") {
  Result result = tavern_with_variants();
  result.metrics.push_back(made::metric("quality.refused_turns", "ratio", "", 0.031, {}, 0.03, 0.032));
  result.variants[2].metrics.push_back(made::metric("quality.refused_turns", "ratio", "", 0, {}, 0, 0));
  CHECK(contains(variants_section(result, utf8), "degraded 0 % → 4.90 % · refused 0 % → 3.10 %"));
}

TEST_CASE("no line about variants is wider than 80 columns", "[summary][variants]") {
  Result result = tavern_with_variants();
  for (VariantResult& one : result.variants) {
    one.name = std::string(80, 'n');
    if (one.automatic()) one.policy = std::string(80, 'p');
    one.metrics[0].mean = -123456.789;
    one.metrics[0].unit = result.currency = "CHF";
    one.differences[0].relative = -123.456;
    one.differences[0].mean = -123456.7;
    one.differences[0].relative_interval = Interval{0.95, -1e3, 1e3, "relative change"};
    if (one.saving) one.saving = Saving{-1234.5, Interval{0.95, -1e5, 1e5, "saving"}};
  }
  const std::string text = variants_section(result, utf8);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    INFO(text.substr(at, end - at));
    CHECK(display_width(text.substr(at, end - at)) <= 80);
    at = end + 1;
  }
}

TEST_CASE("the JSON result holds each variant with its metrics and differences", "[report][json][variants]") {
  const json variants = json::parse(result_json(tavern_with_variants()))["variants"];
  REQUIRE(variants.size() == 3);
  CHECK(variants["tiny model"]["automatic"] == false);
  CHECK(variants["tiny model"]["without_policy"].is_null());
  CHECK(variants["tiny model"]["saving"].is_null());
  CHECK(variants["tiny model"]["metrics"]["cost.per_mau_month"]["mean"] == 0.033);
  const json& difference = variants["tiny model"]["differences"]["cost.per_mau_month"];
  CHECK(difference["mean"] == 0.033 - 0.066);
  CHECK(difference["relative"] == -0.5);
  CHECK(difference["interval"]["low"] == 0.033 - 0.067);
  CHECK(difference["interval"]["of"] == "mean difference");
  CHECK(difference["relative_interval"]["high"] == -0.5 + 0.004);
  CHECK(variants["without daily quota"]["automatic"] == true);
  CHECK(variants["without daily quota"]["without_policy"] == "daily quota");
  CHECK(variants["without daily quota"]["saving"]["share"] == 0.1247);
  CHECK(json::parse(result_json(made::tavern()))["variants"].empty());
}

TEST_CASE("the CSV result has a row for each figure of a variant", "[report][csv][variants]") {
  const std::string csv = result_csv(tavern_with_variants());
  CHECK(contains(csv, "\r\nvariant,tiny model,cost.per_mau_month,mean,0.033,USD,,0.033,0.033,0.95\r\n"));
  CHECK(contains(csv, "\r\nvariant,tiny model,cost.per_mau_month,relative,-0.5,ratio,,"));
  CHECK(contains(csv, "\r\nvariant,without daily quota,,without_policy,daily quota,,,,,\r\n"));
  CHECK(contains(csv, "\r\nvariant,without daily quota,cost.per_mau_month,saving,0.1247,ratio,cost without the policy,0.1167,0.1327,0.95\r\n"));
}

TEST_CASE("a run compares each variant with its scenario", "[program][variants]") {
  const Folder folder;
  std::string text = captured::scenario_text(captured::budget_text("$1"));
  text.replace(text.find("\"experiment\": {"), 15, R"("experiment": { "variants": {
      "twice the price": { "models": { "small": { "input": "$0.30/1M tokens", "output": "$1.20/1M tokens" } } },
      "same": { "description": "as it is" } },)");
  const Ran ran = captured::npcost({"run", folder.write("a.json", text), "--json"});
  INFO(ran.err);
  REQUIRE(ran.code == 0);
  const json result = json::parse(ran.out);
  const json& twice = result["variants"]["twice the price"]["differences"];
  // Exactly twice in every replication: however different they are, no doubt is left.
  CHECK_THAT(twice["cost.total"]["relative"].get<double>(), WithinRel(1.0, 1e-12));
  CHECK_THAT(twice["cost.per_mau_month"]["mean"].get<double>(),
             WithinRel(result["metrics"]["cost.per_mau_month"]["mean"].get<double>(), 1e-12));
  CHECK_THAT(twice["cost.per_mau_month"]["relative_interval"]["high"].get<double>(), WithinRel(1.0, 1e-12));
  CHECK(twice["turns.total"]["mean"] == 0);
  for (const auto& [metric, difference] : result["variants"]["same"]["differences"].items()) {
    INFO(metric);
    if (!difference["mean"].is_null()) CHECK(difference["mean"] == 0);
  }
  // The scenario's own numbers do not depend on its variants.
  const json alone = json::parse(captured::npcost({"run", folder.file("a.json"), "--json", "--set", "/experiment/variants=null"}).out);
  CHECK(alone["metrics"] == result["metrics"]);
  CHECK(alone["cost"] == result["cost"]);
  CHECK(alone["budgets"] == result["budgets"]);
  CHECK(alone["variants"].empty());
  const Ran shown = captured::npcost({"run", folder.file("a.json")});
  CHECK(contains(shown.out, "twice the price"));
  CHECK(contains(shown.out, "+100 % ±0 %"));
}

TEST_CASE("the threads of a run change nothing in its variants", "[program][variants]") {
  const Folder folder;
  std::string text = captured::scenario_text();
  text.replace(text.find("\"experiment\": {"), 15, R"("experiment": { "variants": { "v": { "npcs": { "innkeeper": { "reply": "9 tokens" } } } },)");
  const std::string file = folder.write("a.json", text);
  CHECK(captured::npcost({"run", file, "--json", "--jobs", "1"}).out == captured::npcost({"run", file, "--json", "--jobs", "3"}).out);
}

TEST_CASE("a replication counts once the scenario and all its variants are done", "[program][variants]") {
  // Three worlds a replication, a unit each: 0 1 2 | 3 4 5 | 6 7 8.
  const ReadScenario read = read_two_variants();
  for (const int unit : {3, 4, 5}) {
    const Simulated one = stopped_before(read, unit);
    CHECK(one.stopped);
    CHECK(one.replications.count() == 1);
    CHECK(one.partial_why == "interrupted after 1 of 3 replications");
    REQUIRE(one.variants.size() == 2);
    CHECK(one.variants[0].result().metrics[0].mean.has_value());
    CHECK_FALSE(one.variants[0].result().metrics[0].interval.has_value());  // one replication, like the scenario
  }
  const Simulated all = stopped_before(read, 1000);
  CHECK_FALSE(all.stopped);
  CHECK(all.replications.count() == 3);
  CHECK(result_of(all, {}).variants.size() == 2);
}

TEST_CASE("a first replication that ends before its variants leaves the scenario's own result", "[program][variants]") {
  const ReadScenario read = read_two_variants();
  for (const int unit : {1, 2}) {
    const Simulated part = stopped_before(read, unit);
    CHECK(part.replications.count() == 1);
    CHECK(part.partial_why == "interrupted in the first replication, before its variants were done");
    CHECK(result_of(part, {}).variants.empty());
  }
  CHECK(stopped_before(read, 0).replications.count() == 0);
}

TEST_CASE("the expected work of a run is that of the scenario and its variants", "[program][variants]") {
  const ReadScenario read = read_two_variants();
  CHECK_THAT(expected_work(*read.scenario, read.variants), WithinRel(3 * expected_work(*read.scenario, {}), 1e-9));
  const Folder folder;
  std::string text = captured::scenario_text();
  text.replace(text.find("\"experiment\": {"), 15, R"("experiment": { "variants": { "v": { "npcs": { "innkeeper": { "reply": "9 tokens" } } } },)");
  const Ran ran = captured::npcost({"run", folder.write("a.json", text), "--max-work", "20000", "--replications", "2"});
  CHECK(ran.code == 2);
  CHECK(contains(ran.err, "turns with its 1 variant, more than --max-work 20000"));
}

TEST_CASE("each policy is taken away once, so that what it saves stands beside what players lose", "[program][variants]") {
  const Folder folder;
  const std::string file = folder.write("a.json", captured::scenario_text(
      R"(, "policies": { "quota": { "kind": "quota", "limit": "5 turns", "then": "scripted" }, "off": { "kind": "cap_reply", "max": "9 tokens", "enabled": false } })"));
  const Ran ran = captured::npcost({"run", file, "--json"});
  INFO(ran.err);
  REQUIRE(ran.code == 0);
  const json result = json::parse(ran.out);
  REQUIRE(result["variants"].size() == 1);
  const json& without = result["variants"]["without quota"];
  CHECK(without["automatic"] == true);
  // Two talks of 4 to 12 turns on a day played: most turns come after the fifth.
  CHECK(without["saving"]["share"].get<double>() > 0.2);
  CHECK(without["metrics"]["quality.degraded_turns"]["mean"] == 0);
  CHECK(result["metrics"]["quality.degraded_turns"]["mean"].get<double>() > 0.2);
  const double with_it = result["metrics"]["cost.per_mau_month"]["mean"], alone = without["metrics"]["cost.per_mau_month"]["mean"];
  CHECK_THAT(without["saving"]["share"].get<double>(), WithinRel(1 - with_it / alone, 1e-9));
  CHECK(contains(captured::npcost({"run", file}).out, "    quota saves "));
  CHECK(json::parse(captured::npcost({"run", file, "--json", "--quick"}).out)["variants"].empty());
}
