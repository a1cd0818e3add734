// A limit of everybody that is never reached costs nothing: the run is lived in batch, with the bytes of the run in the order of time. And
// what cannot be proven is not supposed.

#include "sim/engine/open_run.h"
#include "tests/laws/lever_runs.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

std::string fused(const std::string& rest) {
  return adding(with_tiny(with(calm_talk(), "40 players", "60 players")), R"("policies": { "f": { "kind": "degrade", )" + rest + " } }");
}

/// The batch run under the limit, held against the run in the order of time; returns whether it could be proven that nothing is reached.
bool proven(const std::string& rest) {
  INFO(rest);
  const std::shared_ptr<const Plan> plan = compile_plan(scenario_of(fused(rest)), 0);
  REQUIRE(plan->rules.coupled());
  OneWorker worker;
  const auto always = [] { return true; };
  const ReplicationRun in_order = run_in_time_order(*plan, always);
  CHECK(run_batch(*plan, worker, always).ledger == in_order.ledger);
  const std::optional<ReplicationRun> open = run_while_open(*plan, worker, always);
  if (open) CHECK(open->ledger.policy[0].windows == 0);
  if (open) CHECK(in_order.ledger.policy[0].windows == 0);
  return open.has_value();
}

/// Tokens of the busiest day, prompt and reply: from every turn of a run without limits.
std::uint64_t busiest_day() {
  const Run run = run_of(scenario_of(with_tiny(with(calm_talk(), "40 players", "60 players"))));
  std::map<std::int64_t, std::uint64_t> used;
  for (const HeardTurn& heard : turns_of_all(*run.plan)) used[heard.ms / day_ms] += std::uint64_t{heard.turn.prompt_tokens} + heard.turn.reply_tokens;
  std::uint64_t most = 0;
  for (const auto& [day, tokens] : used) most = std::max(most, tokens);
  return most;
}

}  // namespace

TEST_CASE("a limit far away is proven to be never reached, in each measure that hours can tell", "[open-run]") {
  CHECK(proven(R"("limit": "$100000", "per": "global/d")"));
  CHECK(proven(R"("limit": "100000000 tokens", "per": "global/d")"));
  CHECK(proven(R"("limit": "10000000 turns", "per": "global/mo")"));
}

TEST_CASE("a limit that is reached is never taken for one that is not", "[open-run]") {
  const std::uint64_t most = busiest_day();
  REQUIRE(most > 10'000);
  // At the use of the busiest day it is reached with that day's last turn; one token above it is not, and the run still is right.
  CHECK_FALSE(proven(R"("limit": ")" + std::to_string(most) + R"( tokens", "per": "global/d")"));
  CHECK_FALSE(proven(R"("limit": ")" + std::to_string(most / 2) + R"( tokens", "per": "global/d")"));
  proven(R"("limit": ")" + std::to_string(most + 1) + R"( tokens", "per": "global/d")");
  // A day's uses may stand in the hour behind it, so the proof needs some room: twice the busiest day is enough.
  CHECK(proven(R"("limit": ")" + std::to_string(2 * most) + R"( tokens", "per": "global/d")"));
}

TEST_CASE("what hours cannot tell is lived in the order of time", "[open-run]") {
  CHECK_FALSE(proven(R"("limit": "8000 h", "per": "global/d")"));
  const std::string warm = with(fused(R"("limit": "$100000", "per": "global/d")"), R"("seed": 7)", R"("seed": 7, "warm_up": "1 d")");
  CHECK_FALSE(plan_without_limits(*compile_plan(scenario_of(warm), 0)).has_value());
}
