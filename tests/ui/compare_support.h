#pragma once
// Pairs of small scenarios that are compared in memory.

#include <cstdint>
#include <random>
#include <stdexcept>
#include <string>

#include "tests/catch.h"
#include "tests/ui/captured.h"
#include "ui/running/compare_run.h"
#include "ui/terminal/progress.h"

namespace npcost::compare_test {

/// A scenario from text, by the way of files: with its tree, beside another if there is one.
inline ReadScenario read(const std::string& name, const std::string& text, const ReadScenario* beside = nullptr) {
  ScenarioRequest request;
  request.files = {name};
  request.drafts = {{name, text}};
  request.keeps_tree = true;
  if (beside != nullptr) request.beside = beside->tree.get();
  ReadScenario scenario = read_scenario(request);
  INFO(text << "\n" << report_text(scenario.diagnostics));
  REQUIRE(scenario.scenario.has_value());
  return scenario;
}

inline Simulated run(const Scenario& scenario, const std::vector<Variant>& variants) {
  OneWorker workers;
  Progress progress(false, Style{}, scenario.experiment.replications, [](std::string_view) {});
  return simulate(scenario, variants, workers, progress, [] { return false; });
}

inline Comparison compared(const ReadScenario& a, const ReadScenario& b) {
  const ComparedWorlds worlds(a, b);
  return comparison_of(*a.scenario, worlds, run(*a.scenario, worlds.variants));
}

inline Comparison compared(const std::string& text_of_a, const std::string& text_of_b) {
  const ReadScenario a = read("a.npcost.json", text_of_a);
  const ReadScenario b = read("b.npcost.json", text_of_b, &a);
  return compared(a, b);
}

inline Result result_of_text(const std::string& text) {
  const ReadScenario one = read("one.npcost.json", text);
  return result_of(run(*one.scenario, {}), {});
}

inline const ComparedMetric& metric(const Comparison& comparison, std::string_view name) {
  for (const ComparedMetric& one : comparison.metrics) {
    if (one.name == name) return one;
  }
  FAIL("no such metric");
  return comparison.metrics.front();
}

/// Throws if there is nothing to replace, so that no test can silently test nothing; also before any test runs.
inline std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::logic_error("nothing to replace: " + from);
  return text.replace(at, from.size(), to);
}

/// One of two values of everything that sections hold: models that one file has and the other not, NPCs that are met or not, a policy, an
/// event, talk that nobody asks for, another month.
inline std::string random_world(std::mt19937& luck) {
  const auto pick = [&](const std::string& one, const std::string& other) { return luck() % 2 == 0 ? one : other; };
  const std::string used = pick("big", "small"), phone = pick("api", R"(on_device", "device_share": "45%)");
  const bool second = luck() % 2 == 0, guest = luck() % 2 == 0, device = luck() % 3 == 0;
  std::string text = R"({ "npcost": 1, "name": "made", "time": { "duration": ")" + pick("2 d", "3 d") + R"(" }, "models": { )";
  text += R"("small": { "kind": "llm", "input": ")" + pick("$0.15", "$0.07") + R"(/1M tokens", "output": "$0.60/1M tokens", "speed": ")" +
          pick("80", "40..90") + R"( tokens/s" })";
  if (second) text += R"(, "big": { "kind": "llm", "input": "$3/1M tokens", "output": ")" + pick("$15", "$0.333333") + R"(/1M tokens" })";
  text += R"( }, )";
  if (device) text += R"("serving": { "phone": { "kind": ")" + phone + R"(" } }, )";
  text += R"("pipelines": { "text": { "kind": "text", "stages": [{ "do": "llm", "model": ")" + (second ? used : "small") + R"(")" +
          (device ? R"(, "serving": "phone")" : "") + R"( }] } }, )";
  text += R"("npcs": { "innkeeper": { "pipeline": "text", "persona": ")" + pick("600", "200..900") + R"( tokens", "player_line": "18 tokens", "reply": "60..160 tokens" })";
  if (guest) text += R"(, "guest": { "pipeline": "text", "persona": "150 tokens", "player_line": "9 tokens", "reply": ")" + pick("30", "70") + R"( tokens" })";
  text += R"( }, "players": { "active": ")" + pick("20", "23") + R"( players", "segments": { "everyone": { "share": "100%", "sessions": "1/d", "conversations": )" +
          pick("1", "2") + R"(, "turns": "2..6 turns", "npcs": { "innkeeper": 1)" + (guest ? R"(, "guest": 0.5)" : "") + R"( } } } })";
  if (luck() % 2 == 0) text += R"(, "policies": { "daily": { "kind": "quota", "limit": ")" + pick("3", "6") + R"( turns", "per": "player/d" } })";
  if (second && used == "big" && (!device || phone == "api") && luck() % 2 == 0) text += R"(, "events": { "cut": { "at": "2026-11-02", "do": "price", "target": "/models/big", "times": 0.5 } })";
  if (guest && luck() % 2 == 0) text += R"(, "ambient": { "gossip": { "do": "npc_to_npc", "npc": "guest", "rate": "2/h", "turns": 2 } })";
  return text + R"(, "experiment": { "seed": 5, "replications": 3 } })";
}

}  // namespace npcost::compare_test
