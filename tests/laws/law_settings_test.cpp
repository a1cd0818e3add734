// Policies that shorten, remember, put off or state a hit rate, switched by events: a talk is as the policies are when it begins.

#include "tests/laws/lever_runs.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

constexpr std::int64_t from = 10 * day_ms, until = 12 * day_ms;

std::string world() {
  const std::string text = with(calm_talk(), R"("output": "$0.60/1M tokens")", R"("output": "$0.60/1M tokens", "cached_input": "$0.015/1M tokens")");
  return with_tiny(with(text, R"("think_time": "10 s")", R"("think_time": "10 s", "memory": { "write": "90 tokens" })"));
}

std::string policy(const std::string& what) { return adding(world(), R"("policies": { "p": { )" + what + " } }"); }

std::string switched(const std::string& text, const std::string& set) {
  return adding(text, R"("events": { "e": { "at": "day 10", "for": "2 d", "do": "policy", "target": "/policies/p", "set": )" + set + " } }");
}

bool same_turn(const HeardTurn& a, const HeardTurn& b) {
  return a.ms == b.ms && a.turn.prompt_tokens == b.turn.prompt_tokens && a.turn.reply_tokens == b.turn.reply_tokens &&
         a.turn.prompt.cached == b.turn.prompt.cached && a.turn.summary.input_tokens == b.turn.summary.input_tokens;
}

/// With the policy on for two days only, or off for two days only, each turn is that of the run in which it always is what it was when
/// the turn's talk began.
void check_switch(const std::string& what) {
  INFO(what);
  const std::string on = policy(what), off = policy(what + R"(, "enabled": false)");
  const Run always = run_of(scenario_of(on)), never = run_of(scenario_of(off));
  const Run during = run_of(scenario_of(switched(off, "true"))), but = run_of(scenario_of(switched(on, "false")));
  std::uint64_t differ = 0;
  for (std::uint32_t player = 0; player < 40; ++player) {
    const std::vector<HeardTurn> with_it = turns_of(*always.plan, player), without = turns_of(*never.plan, player);
    const std::vector<HeardTurn> some = turns_of(*during.plan, player), others = turns_of(*but.plan, player);
    REQUIRE((some.size() == with_it.size() && others.size() == with_it.size() && without.size() == with_it.size()));
    std::uint32_t talk = 0;
    bool inside = false;
    for (std::size_t i = 0; i < some.size(); ++i) {
      if (some[i].talk != talk) inside = some[i].ms >= from && some[i].ms < until;
      talk = some[i].talk;
      REQUIRE(same_turn(some[i], inside ? with_it[i] : without[i]));
      REQUIRE(same_turn(others[i], inside ? without[i] : with_it[i]));
      differ += inside && !same_turn(with_it[i], without[i]) ? 1u : 0u;
    }
  }
  CHECK(differ > 500);
  check_same_people(during, never);
}

}  // namespace

TEST_CASE("shorter replies, other memories and stated hits hold for the talks that begin while they are on", "[law7][law9]") {
  check_switch(R"("kind": "cap_reply", "max": "30 tokens")");
  check_switch(R"("kind": "summarise", "memory": { "keep_turns": 4, "summarise_after": 12, "summary": "180 tokens" })");
  check_switch(R"("kind": "cache", "of": "prompt", "hit_rate": 0.3)");
}

TEST_CASE("a batch takes the memories of the talks that begin while it is on", "[law7]") {
  const Scenario scenario = scenario_of(switched(policy(R"("kind": "batch", "to": "tiny", "enabled": false)"), "true"));
  const Run run = run_of(scenario), never = run_of(scenario_of(policy(R"("kind": "batch", "to": "tiny", "enabled": false)")));
  std::uint64_t talks = 0;
  for (std::uint32_t player = 0; player < 40; ++player) {
    std::uint32_t talk = 0;
    for (const HeardTurn& heard : turns_of(*run.plan, player)) {
      talks += heard.talk != talk && heard.ms >= from && heard.ms < until ? 1u : 0u;
      talk = heard.talk;
    }
  }
  CHECK(talks > 50);
  CHECK(total_of(run, scenario, "tiny", Meter::output_tokens) == 90 * talks);
  CHECK(total_of(run, Stage::memory, Meter::output_tokens) == total_of(never, Stage::memory, Meter::output_tokens));
  CHECK(total_of(run, Stage::memory, Meter::input_tokens) == total_of(never, Stage::memory, Meter::input_tokens));
  check_same_people(run, never);
}

TEST_CASE("a switch that says what is so already, or never comes, is not there", "[law9]") {
  const std::string cap = policy(R"("kind": "cap_reply", "max": "30 tokens")");
  CHECK(run_of(scenario_of(switched(cap, "true"))).ledger == run_of(scenario_of(cap)).ledger);
  CHECK(run_of(scenario_of(with(switched(cap, "false"), R"("do": "policy")", R"("do": "policy", "probability": 0)"))).ledger ==
        run_of(scenario_of(cap)).ledger);
}

TEST_CASE("with several switches and NPCs that talk by themselves both schedules agree", "[law3][law1]") {
  const std::string text = adding(rich_world, R"("policies": {
      "cap": { "kind": "cap_reply", "max": "60 tokens", "enabled": false }, "short": { "kind": "summarise", "memory": { "keep_turns": 2 } },
      "night": { "kind": "batch", "to": "sage", "applies_to": ["chat"], "enabled": false } },
    "ambient": { "gossip": { "do": "npc_to_npc", "npc": "innkeeper", "rate": "6/h", "turns": 4 } },
    "events": {
      "a": { "at": "day 3", "for": "4 d", "do": "policy", "target": "/policies/cap", "set": true },
      "b": { "at": "day 5", "do": "policy", "target": "/policies/short", "set": false },
      "c": { "at": "day 2", "for": "6 d", "do": "policy", "target": "/policies/night", "set": true } })");
  const Scenario scenario = scenario_of(text);
  const Run run = run_of(scenario);
  check_schedules_agree(scenario);
  check_conserved(run);
  check_windows(run);
  // Lines among NPCs are the other model's from the second to the eighth day: that one has no other talk than the oracle's.
  const Run never = run_of(scenario_of(with(text, R"("target": "/policies/night", "set": true)", R"("target": "/policies/night", "set": false)")));
  CHECK(total_of(run, scenario, "sage", Meter::output_tokens) > total_of(never, scenario, "sage", Meter::output_tokens));
  CHECK(talk_of(run).npc_lines > 1000);
}
