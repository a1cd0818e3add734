// What stands in for something bills what it stands in for: other models see and hear, and a lever's price is counted whole.

#include <cmath>

#include "tests/laws/lever_runs.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

/// A model that sees: 1,000 tokens an image at $10 a million, beside text at the prices of "small".
const std::string eyes = R"("kind": "llm", "input": "$0.15/1M tokens", "output": "$0.60/1M tokens", "image_input": "$10/1M tokens", "first_token": "0 ms")";

std::string seeing(const std::string& more) {
  std::string text = with(calm_talk(), R"("small": {)", R"("owl": { )" + eyes + R"( }, "eagle": { )" + eyes + R"( }, "small": {)");
  text = with(text, R"("kind": "text", "stages": [ { "do": "llm", "model": "small" } ])",
              R"("kind": "vision", "stages": [ { "do": "vision", "model": "owl", "tokens": "1000 tokens" }, { "do": "llm", "model": "owl" } ])");
  return more.empty() ? text : adding(text, more);
}

std::uint64_t scripted_turns(const Run& run) { return talk_of(run).degraded_turns; }

const std::string out_all_month = R"("do": "outage", "at": "day 0", "for": "30 d", "target": "/models/)";

}  // namespace

TEST_CASE("images cost the same whichever of two equal models looks", "[levers][route]") {
  const Scenario own = scenario_of(seeing("")), routed = scenario_of(seeing(R"("policies": { "r": { "kind": "route", "to": "eagle", "share": "100%" } })"));
  const Run a = run_of(own), b = run_of(routed);
  REQUIRE(talk_of(b).other_model_turns == talk_of(b).turns);
  // Every turn has an image: turns × 1,000 tokens.
  CHECK(total_of(a, Meter::image_tokens) == 1000 * talk_of(a).turns);
  CHECK(total_of(b, Meter::image_tokens) == 1000 * talk_of(b).turns);
  CHECK(cost_of(a, own.book) == cost_of(b, routed.book));
}

TEST_CASE("when a model to which turns are led is out, the NPC's own answers, and the route gets no credit", "[levers][outage]") {
  const std::string routed = adding(with_tiny(calm_talk()), R"("policies": { "r": { "kind": "route", "to": "tiny", "share": "100%" } })");
  const Run down = run_of(scenario_of(adding(routed, R"("events": { "out": { )" + out_all_month + R"(tiny" } })")));
  const Run plain = run_of(scenario_of(with_tiny(calm_talk())));
  CHECK(scripted_turns(down) == 0);
  CHECK(talk_of(down).other_model_turns == 0);
  CHECK(down.ledger.policy[0].turns == 0);
  CHECK(cost_of(down, scenario_of(routed).book) == cost_of(plain, scenario_of(with_tiny(calm_talk())).book));
  // Both out: nobody is left.
  const Run dark = run_of(scenario_of(adding(routed, R"("events": { "a": { )" + out_all_month + R"(tiny" }, "b": { )" + out_all_month + R"(small" } })")));
  CHECK(scripted_turns(dark) == talk_of(dark).turns);
}

TEST_CASE("a refusal counts with all the turns that it takes", "[levers][quota]") {
  const Run run = run_of(scenario_of(adding(calm_talk(), R"("policies": { "q": { "kind": "quota", "limit": "10 turns", "per": "session", "then": "block", "lag": "0 s" } })")));
  // A talk of 30 turns a session: ten are served, the other twenty refused.
  CHECK(talk_of(run).refused_turns == 2 * talk_of(run).turns);
  CHECK(run.ledger.policy[0].turns == talk_of(run).refused_turns);
}

TEST_CASE("players who are added to a segment are counted against that segment", "[levers][events]") {
  const std::string two = with(calm_talk(), R"("all": { "share": "100%")", R"("half": { "share": "50%", "turns": "1 turns", "npcs": { "innkeeper": 1 } }, "all": { "share": "50%")");
  const Run before = run_of(scenario_of(two));
  const Run after = run_of(scenario_of(adding(two, R"("events": { "e": { "at": "day 0", "do": "players", "add": "40 players", "target": "/players/segments/half" } })")));
  // 40 players beside 20: three times the sessions, within 3.29 standard errors of a Poisson count.
  const double sessions = static_cast<double>(before.ledger.segment[0].sessions), more = static_cast<double>(after.ledger.segment[0].sessions);
  CHECK(std::abs(more - 3 * 20 * 30) <= 3.29 * std::sqrt(3.0 * 20 * 30));
  CHECK(sessions < 800);
  CHECK(after.ledger.segment[1] == before.ledger.segment[1]);
}

TEST_CASE("the order of two events in the file decides nothing", "[levers][events][law13]") {
  const std::string text = with_tiny(calm_talk());
  const std::string x = R"("x": { "at": "day 5", "do": "price", "target": "/models/small", "times": 3, "probability": "50%" })";
  const std::string y = R"("y": { "at": "day 5", "do": "price", "target": "/models/tiny", "times": 3, "probability": "50%" })";
  const std::string routed = adding(text, R"("policies": { "r": { "kind": "route", "to": "tiny", "share": "50%" } })");
  for (std::uint32_t replication = 0; replication < 8; ++replication) {
    const Scenario xy = scenario_of(adding(routed, R"("events": { )" + x + ", " + y + " }")), yx = scenario_of(adding(routed, R"("events": { )" + y + ", " + x + " }"));
    CHECK(cost_of(run_of(xy, replication), xy.book) == cost_of(run_of(yx, replication), yx.book));
  }
}

TEST_CASE("a limit in money sees what each count is too cheap to show", "[levers][quota]") {
  // A token at $0.0000001/1M tokens is a tenth of a step of money: 1,220 and more of them a turn are not.
  const std::string cheap = with(calm_talk(), R"("input": "$0.15/1M tokens", "output": "$0.60/1M tokens")", R"("input": "$0.0000001/1M tokens", "output": "$0/1M tokens")");
  const Run run = run_of(scenario_of(adding(cheap, R"("policies": { "q": { "kind": "quota", "limit": "$0.000001", "per": "player/mo", "then": "block", "lag": "0 s" } })")));
  CHECK(talk_of(run).refused_turns == 0);   // a month of one player: 900 turns of some 2,200 tokens are $0.0000002
  const std::string dearer = with(cheap, "$0.0000001/1M", "$0.0000009/1M");
  const Run closed = run_of(scenario_of(adding(dearer, R"("policies": { "q": { "kind": "quota", "limit": "$0.000001", "per": "player/mo", "then": "block", "lag": "0 s" } })")));
  CHECK(talk_of(closed).refused_turns > 0);
}
