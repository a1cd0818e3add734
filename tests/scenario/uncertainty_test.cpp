// stop_when, nested, correlations and sensitivity: what is read, and what is refused.
#include "sim/scenario/questions.h"
#include "tests/scenario/support.h"

using namespace npcost;
using namespace npcost::scenario_test;

namespace {

/// The spoken scenario with further keys in its experiment; its unknowns: /players/active, prices, a persona, a share.
std::string experiment(const std::string& keys) { return edited(voice, R"("replications": 20)", R"("replications": 20, )" + keys); }

Faults faults_with(const std::string& keys) { return faults(experiment(keys)); }

const std::string active = R"("/players/active")", output = R"("/models/brain/output")", persona = R"("/npcs/companion/persona")";

std::string pair(const std::string& a, const std::string& b, const std::string& rank) {
  return R"({ "between": [)" + a + ", " + b + R"(], "rank": )" + rank + " }";
}

std::string correlations(const std::string& pairs) { return R"("correlations": [)" + pairs + "]"; }

}  // namespace

TEST_CASE("stop_when is read, with its defaults", "[scenario][uncertainty]") {
  const Scenario scenario = right(experiment(R"("stop_when": { "metric": "cost.total", "half_width": "1.5%" })"));
  REQUIRE(scenario.experiment.stop_when.has_value());
  CHECK(scenario.experiment.stop_when->metric == "cost.total");
  CHECK(scenario.experiment.stop_when->half_width == 0.015);
  CHECK(scenario.experiment.stop_when->confidence == 0.95);
  CHECK(scenario.experiment.stop_when->max_replications == 2000);
  CHECK(scenario.experiment.replications == 20);
}

TEST_CASE("stop_when names a metric that has a value, a width and a number of replications that can be", "[scenario][uncertainty]") {
  CHECK(faults_with(R"("stop_when": { "metric": "cost.totl", "half_width": "2%" })") == Faults{"E406 /experiment/stop_when/metric"});
  CHECK(faults_with(R"("stop_when": { "metric": "fleet.peak_gpus", "half_width": "2%" })") == Faults{"E456 /experiment/stop_when/metric"});
  CHECK(faults_with(R"("load_by_minute": false, "stop_when": { "metric": "load.peak_tokens_per_min", "half_width": "2%" })") ==
        Faults{"E456 /experiment/stop_when/metric"});
  CHECK(faults_with(R"("stop_when": { "metric": "cost.total", "half_width": "0%" })") == Faults{"E106 /experiment/stop_when/half_width"});
  CHECK(faults_with(R"("stop_when": { "metric": "cost.total", "half_width": 2 })") == Faults{"E211 /experiment/stop_when/half_width"});
  CHECK(faults_with(R"("stop_when": { "metric": "cost.total", "half_width": "2%", "confidence": "40%" })") ==
        Faults{"E106 /experiment/stop_when/confidence"});
  CHECK(faults_with(R"("stop_when": { "metric": "cost.total", "half_width": "2%", "max_replications": 19 })") ==
        Faults{"E455 /experiment/stop_when/max_replications"});
  CHECK(faults_with(R"("stop_when": { "metric": "cost.total", "half_width": "2%", "max_replications": 20 })").empty());
  CHECK(faults_with(R"("stop_when": { "half_width": "2%" })") == Faults{"E103 /experiment/stop_when"});
}

TEST_CASE("nested replications are whole draws, two at least", "[scenario][uncertainty]") {
  CHECK(right(experiment(R"("nested": 4)")).experiment.lucks == 4);
  CHECK(right(voice).experiment.lucks == 1);
  CHECK(faults_with(R"("nested": 3)") == Faults{"E454 /experiment/nested"});
  CHECK(found(read_text(experiment(R"("nested": 3)")), "E454").hint == R"(write "replications": 21)");
  CHECK(faults_with(R"("nested": 20)") == Faults{"E454 /experiment/nested"});  // one draw
  CHECK(right(experiment(R"("nested": 10)")).experiment.lucks == 10);
  CHECK(faults_with(R"("nested": 1)").size() == 1);
}

TEST_CASE("correlations are read with the names of both draws", "[scenario][uncertainty]") {
  const Scenario scenario = right(experiment(correlations(pair(active, output, "-0.6"))));
  REQUIRE(scenario.experiment.correlations.size() == 1);
  const Correlation& only = scenario.experiment.correlations.front();
  CHECK(only.a == "/players/active");
  CHECK(only.b == "/models/brain/output");
  CHECK(only.rank == -0.6);
  for (const auto& [pointer, name] : scenario.unknown_names) {
    if (pointer == only.a) CHECK(name == only.name_a);
    if (pointer == only.b) CHECK(name == only.name_b);
  }
  CHECK(only.name_a != only.name_b);
}

TEST_CASE("a correlation is between two different unknowns", "[scenario][uncertainty]") {
  CHECK(faults_with(correlations(pair(active, active, "0.5"))) == Faults{"E450 /experiment/correlations/0/between"});
  CHECK(faults_with(R"("correlations": [{ "between": ["/players/active"], "rank": 0.5 }])") == Faults{"E450 /experiment/correlations/0/between"});
  const ReadScenario misspelt = read_text(experiment(correlations(pair(R"("/players/activ")", output, "0.5"))));
  CHECK(faults(misspelt) == Faults{"E451 /experiment/correlations/0/between/0"});
  CHECK(found(misspelt, "E451").hint == "did you mean \"/players/active\"?");
  const ReadScenario known = read_text(experiment(correlations(pair(active, R"("/models/brain/input")", "0.5"))));
  CHECK(faults(known) == Faults{"E451 /experiment/correlations/0/between/1"});
  CHECK(faults_with(correlations(pair(active, "3", "0.5"))) == Faults{"E208 /experiment/correlations/0/between/1"});
}

TEST_CASE("a rank correlation lies between −1 and 1, and each pair has one", "[scenario][uncertainty]") {
  CHECK(faults_with(correlations(pair(active, output, "1"))) == Faults{"E106 /experiment/correlations/0/rank"});
  CHECK(faults_with(correlations(pair(active, output, "-1"))) == Faults{"E106 /experiment/correlations/0/rank"});
  CHECK(faults_with(correlations(pair(active, output, "0.5") + ", " + pair(output, active, "0.2"))) ==
        Faults{"E452 /experiment/correlations/1/between"});
}

TEST_CASE("correlations that contradict each other are refused with what would be possible", "[scenario][uncertainty]") {
  const ReadScenario read = read_text(experiment(correlations(pair(active, output, "0.9") + ", " + pair(output, persona, "0.9"))));
  CHECK(faults(read) == Faults{"E453 /experiment/correlations"});
  // All times 0.76684 would just be possible (tests/base/correlated_test.cpp).
  CHECK(found(read, "E453").hint.starts_with("all ranks times 0.76 would be possible"));
  CHECK(faults_with(correlations(pair(active, output, "0.9") + ", " + pair(output, persona, "0.9") + ", " + pair(active, persona, "0.9"))).empty());
}

TEST_CASE("every fault of several correlations is reported", "[scenario][uncertainty]") {
  CHECK(faults_with(correlations(pair(active, active, "0.5") + ", " + pair(R"("/x")", R"("/y")", "2"))).size() == 4);
}

TEST_CASE("where nothing is unknown, a correlation says so", "[scenario][uncertainty]") {
  const ReadScenario read = read_text(edited(tiny, R"("npcost": 1,)", R"("npcost": 1, "experiment": { )" + correlations(pair(active, output, "0.5")) + " },"));
  CHECK(found(read, "E451").hint.starts_with("no value of this scenario is unknown"));
}

TEST_CASE("what a study asks is read", "[scenario][uncertainty]") {
  const Scenario scenario = right(experiment(R"("sensitivity": { "metric": "cost.total", "method": "sobol", "samples": 512 })"));
  const auto& asked = scenario.experiment.questions->sensitivity;
  REQUIRE(asked.has_value());
  CHECK(asked->metric == "cost.total");
  CHECK(asked->method == Sensitivity::Method::sobol);
  CHECK(asked->samples == 512);
  CHECK_FALSE(right(voice).experiment.questions->sensitivity.has_value());
}

TEST_CASE("a study that cannot be made is refused", "[scenario][uncertainty]") {
  CHECK(faults_with(R"("sensitivity": { "metric": "cost.total", "method": "sobol", "samples": 31 })") == Faults{"E457 /experiment/sensitivity/samples"});
  CHECK(faults_with(R"("sensitivity": { "metric": "fleet.peak_gpus", "method": "tornado" })") == Faults{"E456 /experiment/sensitivity/metric"});
  CHECK(faults_with(R"("sensitivity": { "metric": "costs", "method": "tornado" })") == Faults{"E406 /experiment/sensitivity/metric"});
  CHECK(faults_with(R"("sensitivity": { "metric": "cost.total", "method": "tornado", "samples": 0 })").size() == 1);
  const ReadScenario morris = read_text(experiment(R"("sensitivity": { "metric": "cost.total", "method": "morris" })"));
  REQUIRE(morris.not_simulated.size() == 1);
  CHECK(morris.not_simulated.front().first == "/experiment/sensitivity/method");
}
