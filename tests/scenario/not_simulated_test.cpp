#include "tests/scenario/support.h"

using namespace npcost;
using namespace npcost::scenario_test;

namespace {

Faults refused(const ReadScenario& read) {
  INFO(report_text(read.diagnostics));
  CHECK(read.scenario.has_value());
  Faults pointers;
  for (const auto& [pointer, what] : read.not_simulated) {
    CHECK_FALSE(what.empty());
    pointers.push_back(pointer);
  }
  CHECK(faults(read, Severity::warning).size() == pointers.size());
  return pointers;
}

Faults refused(const std::string& text) { return refused(read_text(text)); }

Faults with(const std::string& section) {
  return refused(edited(tiny, R"("npcost": 1,)", R"("npcost": 1, )" + section + ","));
}

}  // namespace

TEST_CASE("what this version does not simulate is read, checked and refused by name, entry by entry",
          "[scenario][not_simulated]") {
  CHECK(with(R"("experiment": { "sensitivity": { "metric": "cost.total", "method": "morris" } })") == Faults{"/experiment/sensitivity/method"});
  CHECK(with(R"("time": { "step": "30 min" })") == Faults{"/time/step"});
  CHECK(refused(
            edited(tiny, R"("share": "100%",)", R"("share": "100%", "pays": "4%", "spend": "$12", "churn": "0.02/d",)")) ==
        Faults{"/players/segments/everyone/pays", "/players/segments/everyone/spend",
               "/players/segments/everyone/churn"});
  CHECK(refused(edited(tiny, R"("cost.per_mau_month", "max": "$0.10")", R"("fleet.peak_gpus", "max": 400)")) ==
        Faults{"/budgets/cheap enough/metric"});
}

TEST_CASE("a fault inside of what is not simulated is still a fault", "[scenario][not_simulated]") {
  const auto broken = [](const std::string& section) {
    return faults(edited(tiny, R"("npcost": 1,)", R"("npcost": 1, )" + section + ","));
  };
  CHECK(broken(R"("experiment": { "forecast": { "until": "2027-02-30" } })") ==
        Faults{"E214 /experiment/forecast/until"});
  CHECK(broken(R"("experiment": { "sensitivity": { "metric": "cost.total", "method": "sobolev" } })") ==
        Faults{"E104 /experiment/sensitivity/method"});
  CHECK(broken(R"("experiment": { "variants": { "a": { "npcs": { "innkeeper": { "replly": 1 } } } } })") ==
        Faults{"E101 /experiment/variants/a/npcs/innkeeper/replly"});
  CHECK(broken(R"("experiment": { "variants": { "a": { "models": { "small": { "input": 3 } } } } })") ==
        Faults{"E201 /experiment/variants/a/models/small/input"});
}

TEST_CASE("a fleet is refused where a used stage names it, and nowhere else", "[scenario][not_simulated]") {
  const std::string fleet =
      R"("serving": { "farm": { "kind": "fleet", "gpu": "H100", "gpu_price": "$2.40/gpu-h" }, "cloud": { "kind": "api" } })";
  CHECK(with(fleet).empty());
  const std::string defined = edited(tiny, R"("npcost": 1,)", R"("npcost": 1, )" + fleet + ",");
  CHECK(refused(edited(defined, R"("model": "small" })", R"("model": "small", "serving": "cloud" })")).empty());
  const std::string second = edited(
      defined, R"("pipelines": {)",
      R"("pipelines": { "own": { "kind": "text", "stages": [{ "do": "llm", "model": "small", "serving": "farm" }] },)");
  CHECK(refused(second).empty());  // nobody uses it
  CHECK(refused(edited(second, R"("pipeline": "text")", R"("pipeline": "own")")) ==
        Faults{"/pipelines/own/stages/0/serving"});
}

TEST_CASE("a realtime model that bills audio in tokens says how many a second is once an NPC uses it",
          "[scenario][not_simulated]") {
  const std::string live = edited(
      edited(
          tiny, R"("small": {)",
          R"("live": { "kind": "realtime", "input": "$1/1M tokens", "output": "$2/1M tokens", "audio_input": "$10/1M tokens", "audio_output": "$20/1M tokens" }, "small": {)"),
      R"("pipelines": {)",
      R"("pipelines": { "duplex": { "kind": "speech_to_speech", "stages": [{ "do": "realtime", "model": "live" }] },)");
  CHECK(faults(live).empty());  // nobody uses it
  const std::string used = edited(live, R"("pipeline": "text")", R"("pipeline": "duplex")");
  CHECK(faults(used) == Faults(2, "E504 /pipelines/duplex/stages/0/model"));  // heard, and spoken
  CHECK(refused(edited(used, R"("kind": "realtime",)",
                       R"("kind": "realtime", "audio_input_rate": "10 tokens/s", "audio_output_rate": "20 tokens/s",)"))
            .empty());
}

TEST_CASE("a mix of serving other than one device and then one API is refused where a used stage names it", "[scenario][not_simulated]") {
  const auto mixed = [](const std::string& routes) {
    return edited(edited(tiny, R"("npcost": 1,)",
                         R"("npcost": 1, "serving": { "cloud": { "kind": "api" }, "farm": { "kind": "fleet" },
        "device": { "kind": "on_device", "device_share": "30%" }, "mix": { "kind": "hybrid", "routes": [)" +
                             routes + "] } },"),
                  R"("model": "small" }] })",
                  R"("model": "small", "serving": "mix" }] }, "spare": { "kind": "text", "stages": [{ "do": "llm", "model": "small" }] })");
  };
  const Faults refusal = {"/pipelines/text/stages/0/serving"};
  CHECK(refused(mixed(R"({ "to": "device", "when": "device_capable" }, { "to": "cloud", "when": "fallback" })")).empty());
  CHECK(refused(mixed(R"({ "to": "device" }, { "to": "cloud" })")).empty());
  CHECK(refused(mixed(R"({ "to": "cloud" }, { "to": "device" })")) == refusal);
  CHECK(refused(mixed(R"({ "to": "device" }, { "to": "farm" })")) == refusal);
  CHECK(refused(mixed(R"({ "to": "device" }, { "to": "cloud", "share": "80%" })")) == refusal);
  CHECK(refused(mixed(R"({ "to": "device", "when": "overload" }, { "to": "cloud" })")) == refusal);
  CHECK(refused(mixed(R"({ "to": "device" }, { "to": "cloud", "when": "peak" })")) == refusal);
  CHECK(refused(mixed(R"({ "to": "device" }, { "to": "cloud" }, { "to": "farm" })")) == refusal);
  CHECK(refused(mixed(R"({ "to": "device" })")) == refusal);
}

TEST_CASE("stages that must run on every turn cannot be skipped in this version", "[scenario][not_simulated]") {
  CHECK(refused(edited(tiny, R"("model": "small" })", R"("model": "small", "every": 1, "skip": "0%" })")).empty());
  CHECK(refused(edited(tiny, R"("model": "small" })", R"("model": "small", "skip": "10%" })")).empty());
  CHECK(refused(edited(voice, R"("model": "ears" })", R"("model": "ears", "skip": "10%" })")) ==
        Faults{"/pipelines/spoken/stages/0/skip"});
  CHECK(refused(edited(tiny, R"("model": "small" })", R"("model": "small", "every": 3 })")) ==
        Faults{"/pipelines/text/stages/0/every"});
}
