// Several rules about one turn: the most severe limit holds, what is overruled has changed nothing, and tokens are those of all calls.

#include "tests/laws/lever_runs.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

const std::string twelve = R"("kind": "quota", "limit": "12 turns", "per": "session", "lag": "0 s")";

Run run_with(const std::string& policies, const std::string& more = "") {
  return run_of(scenario_of(adding(with_tiny(calm_talk()), R"("policies": { )" + policies + " }" + more)));
}

}  // namespace

TEST_CASE("the most severe of several limits holds, in whatever order they stand", "[law7]") {
  // Twelve turns to a cheaper model, another limit of twelve that is paid by the player: he pays for the model that he knows.
  const std::string cheaper = R"("a": { )" + twelve + R"(, "then": "cheaper_model", "to": "tiny" })";
  const std::string pay = R"("b": { )" + twelve + R"(, "then": "pay" })", block = R"("c": { )" + twelve + R"(, "then": "block" })";
  const std::string script = R"("d": { )" + twelve + " }";
  const Run one = run_with(cheaper + ", " + pay), other = run_with(pay + ", " + cheaper), only = run_with(pay);
  for (const Run* run : {&one, &other}) {
    CHECK(run->ledger.talk == only.ledger.talk);
    CHECK(talk_of(*run).other_model_turns == 0);
    CHECK(cost_of(*run, scenario_of(adding(with_tiny(calm_talk()), R"("policies": { )" + cheaper + " }")).book) ==
          cost_of(only, scenario_of(with_tiny(calm_talk())).book));
  }
  CHECK(one.ledger.policy[0].turns == 0);
  CHECK(one.ledger.policy[1].turns == talk_of(one).paid_turns);
  const Run blocked = run_with(block), scripted = run_with(script);
  CHECK(run_with(script + ", " + block + ", " + pay).ledger.talk == blocked.ledger.talk);
  CHECK(run_with(pay + ", " + block + ", " + script).ledger.talk == blocked.ledger.talk);
  CHECK(run_with(pay + ", " + script).ledger.talk == scripted.ledger.talk);
  CHECK(run_with(script + ", " + pay).ledger.talk == scripted.ledger.talk);
}

TEST_CASE("what a limit or an outage overrules has changed nothing", "[law1]") {
  const std::string cache = R"("c": { "kind": "cache", "of": "replies", "hit_rate": 1 })";
  const Run run = run_with(cache + R"(, "q": { )" + twelve + " }");
  CHECK(run.ledger.policy[0].turns == talk_of(run).reused_turns);
  CHECK(run.ledger.policy[1].turns == talk_of(run).degraded_turns);
  CHECK(talk_of(run).reused_turns + talk_of(run).degraded_turns == talk_of(run).turns);
  // A reply that is found again needs no cheaper model.
  const Run found = run_with(cache + R"(, "q": { )" + twelve + R"(, "then": "cheaper_model", "to": "tiny" })");
  CHECK(found.ledger.policy[1].turns == 0);
  CHECK(talk_of(found).reused_turns == talk_of(found).turns);
  // Nobody pays for a script; and turns that a route would lead to what is out are answered by the NPC's own model.
  const std::string out = R"(, "events": { "e": { "at": "day 10", "for": "2 d", "do": "outage", "target": "/models/small" } })";
  const Run pay = run_with(R"("q": { )" + twelve + R"(, "then": "pay" })", out);
  CHECK(run_with(R"("q": { )" + twelve + R"(, "then": "pay" })").ledger.policy[0].turns > pay.ledger.policy[0].turns);
  CHECK(pay.ledger.policy[0].turns == talk_of(pay).paid_turns);
  std::uint64_t paid = 0;
  for (const HeardTurn& heard : turns_of_all(*pay.plan)) {
    if (heard.turn.course.answer == Course::Answer::scripted) REQUIRE_FALSE(heard.turn.course.paid);
    paid += heard.turn.course.paid ? 1u : 0u;
  }
  CHECK(paid == talk_of(pay).paid_turns);
  const std::string lost = with(out, "/models/small", "/models/tiny");
  const Run route = run_with(R"("r": { "kind": "route", "to": "tiny", "share": 0.5 })", lost);
  CHECK(route.ledger.policy[0].turns == talk_of(route).other_model_turns);
  CHECK(talk_of(route).degraded_turns == 0);
}

TEST_CASE("a limit in tokens counts those of tool calls, failed calls and summaries", "[law7]") {
  // Turn n reads p = 1220 + 70·n; two rounds of 30 + 60 tokens read p + 90 and p + 180 and write 30 each; 50 are the reply.
  const std::string tools = with(calm_talk(), R"("think_time": "10 s")", R"("think_time": "10 s", "tool_calls": "100%", "tool_rounds": 2)");
  const std::string quota = adding(tools, R"("policies": { "q": { "kind": "quota", "limit": "40k tokens", "per": "session", "lag": "0 s" } })");
  std::uint64_t used = 0;
  std::uint32_t most = 0;
  while (used < 40'000) {
    used += 3 * (1220 + 70ull * most) + 90 + 180 + 2 * 30 + 50;
    ++most;
  }
  const Run run = run_of(scenario_of(quota));
  REQUIRE(run.ledger.policy[0].windows == talk_of(run).conversations);
  CHECK(talk_of(run).degraded_turns == talk_of(run).turns - most * talk_of(run).conversations);
  CHECK(run.ledger.policy[0].over == (used - 40'000) * talk_of(run).conversations);
  // What all limits saw is what all minutes saw.
  const std::string rich = adding(with(with(rich_world, R"("pipeline": "chat",)", R"("pipeline": "chat", "tool_calls": "30%",)"),
                                       R"("do": "llm", "model": "brain" })", R"("do": "llm", "model": "brain", "retry": "10%" })"),
                                  R"("policies": { "q": { "kind": "degrade", "limit": "1 tokens", "per": "player/mo", "lag": "1 d" } })");
  const Run all = run_of(scenario_of(with(rich, R"("lag": "1 d")", R"("lag": "0 s", "then": "cheaper_model", "to": "brain")")));
  std::uint64_t minutes = 0;
  for (const std::uint64_t minute : all.ledger.minute_tokens) minutes += minute;
  std::uint64_t turns = 0;
  for (const HeardTurn& heard : turns_of_all(*all.plan)) turns += tokens_of(all.plan->ways[heard.way], heard.turn);
  CHECK(turns == minutes);
}
