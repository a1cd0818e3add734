#pragma once
// What the tests of policies share: a scenario with some.

#include "tests/scenario/support.h"

namespace npcost::scenario_test {

/// The spoken companion with a second model, a way to type and these policies. Pipelines: 0 spoken, 1 written.
/// Models: 0 brain, 1 ears, 2 mouth, 3 tiny, 4 guard.
inline std::string with(const std::string& policies) {
  const std::string models = edited(
      voice, R"("guard": {)",
      R"("tiny": { "kind": "llm", "input": "$0.04/1M tokens", "output": "$0.10/1M tokens" }, "guard": {)");
  const std::string typed = edited(models, R"("kind": "voice",)", R"("kind": "voice", "otherwise": "written",)");
  return edited(typed, R"("revenue")", R"("policies": { )" + policies + R"( }, "revenue")");
}

inline Policy only(const std::string& policy) {
  const Scenario scenario = right(with(R"("p": )" + policy));
  REQUIRE(scenario.policies.size() == 1);
  CHECK(scenario.policies[0].name == "p");
  return scenario.policies[0];
}

inline Faults wrong(const std::string& policy) { return faults(with(R"("p": )" + policy)); }

using Pipelines = std::vector<std::uint16_t>;

}  // namespace npcost::scenario_test
