// Law 9 for variants: they meet the players of their scenario. What a patch does not change happens as it would have happened.

#include <algorithm>

#include "tests/laws/support.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

struct Pair {
  Scenario base, variant;
};

/// `world` and its variant with this patch.
Pair pair_of(const std::string& world, const std::string& patch) {
  const std::string text = with(world, "\"experiment\": {", R"("experiment": { "variants": { "v": )" + patch + " },");
  ReadScenario read = read_scenario_text("law.npcost.json", text);
  INFO(report_text(read.diagnostics));
  REQUIRE(read.scenario.has_value());
  REQUIRE(read.variants.size() == 1);
  return {std::move(*read.scenario), std::move(read.variants.front().scenario)};
}

std::size_t npc_named(const Scenario& scenario, const std::string& name) {
  std::size_t n = 0;
  while (n < scenario.npcs.size() && scenario.npcs[n].name != name) ++n;
  REQUIRE(n < scenario.npcs.size());
  return n;
}

std::size_t segment_named(const Scenario& scenario, const std::string& name) {
  std::size_t n = 0;
  while (n < scenario.players.segments.size() && scenario.players.segments[n].name != name) ++n;
  REQUIRE(n < scenario.players.segments.size());
  return n;
}

const TalkCounts& talk_of(const Run& run, std::size_t segment, std::size_t npc) {
  return run.ledger.talk[segment * run.ledger.shape.ways + npc];
}

/// Rows of one segment's players, in order: turns, conversations, days, seconds at play.
std::vector<PlayerTotals> players_of(const Run& run, std::size_t segment) {
  std::vector<PlayerTotals> rows;
  for (PlayerTotals row : run.ledger.player_totals) {
    if (row.segment != segment) continue;
    row.segment = 0;
    rows.push_back(row);
  }
  return rows;
}

/// All text models are equally quick and sittings are long: whoever is met, nobody's talk moves anybody's next session.
std::string calm_world() {
  const std::string quick = with(rich_world, "\"first_token\": \"1 s\", \"speed\": \"40 tokens/s\", \"thinks\": \"50..400 tokens\"",
                                 "\"first_token\": \"350..900 ms\", \"speed\": \"70..140 tokens/s\"");
  return with(quick, "\"session_length\": \"20..60 min\"", "\"session_length\": \"3 h\"");
}

}  // namespace

TEST_CASE("a variant that is the scenario in all that matters differs by exactly nothing", "[law9]") {
  const auto same = [](const std::string& patch) {
    const Pair pair = pair_of(rich_world, patch);
    for (const std::uint32_t r : {0u, 1u}) {
      const Run a = run_of(pair.base, r), b = run_of(pair.variant, r);
      CHECK(a.ledger == b.ledger);
      CHECK(cost_of(a, pair.base.book) == cost_of(b, pair.variant.book));
    }
  };
  same(R"({ "description": "the same" })");
  same(R"({ "npcs": { "innkeeper": { "persona": "0.8k tokens" } } })");
  // Weights that mean the same, and a default that is written out.
  same(R"({ "players": { "segments": { "readers": { "npcs": { "innkeeper": 7, "oracle": 3 } } } } })");
  same(R"({ "players": { "segments": { "talkers": { "talks": "100%" } } } })");
}

TEST_CASE("a longer persona in a variant moves no arrival and no line of anybody", "[law9]") {
  const Pair pair = pair_of(rich_world, R"({ "npcs": { "innkeeper": { "persona": "4k tokens" } } })");
  const Run a = run_of(pair.base), b = run_of(pair.variant);
  CHECK(a.ledger.player_totals == b.ledger.player_totals);
  CHECK(a.ledger.segment == b.ledger.segment);
  CHECK(a.ledger.online_change == b.ledger.online_change);
  for (const char* name : {"oracle", "friend"}) {
    const std::size_t npc = npc_named(pair.base, name);
    for (std::size_t s = 0; s < 2; ++s) CHECK(talk_of(a, s, npc) == talk_of(b, s, npc));
  }
  const std::size_t innkeeper = npc_named(pair.base, "innkeeper"), readers = segment_named(pair.base, "readers");
  CHECK(talk_of(a, readers, innkeeper).turns == talk_of(b, readers, innkeeper).turns);
  CHECK(talk_of(a, readers, innkeeper).prompt_tokens < talk_of(b, readers, innkeeper).prompt_tokens);
  CHECK(total_of(a, Stage::llm, Meter::output_tokens) == total_of(b, Stage::llm, Meter::output_tokens));
}

TEST_CASE("a patch that would change every canonical order changes no player", "[law9]") {
  // The talkers become the larger segment and the innkeeper the rarer acquaintance. In a scenario of its own all draws would be others.
  const std::string patch = R"({ "players": { "segments": { "readers": { "share": "30%" }, "talkers": { "share": "70%" } } } })";
  const Pair pair = pair_of(rich_world, patch);
  const Run a = run_of(pair.base), b = run_of(pair.variant);
  for (const char* name : {"readers", "talkers"}) {
    const std::vector<PlayerTotals> before = players_of(a, segment_named(pair.base, name));
    const std::vector<PlayerTotals> after = players_of(b, segment_named(pair.variant, name));
    const std::size_t both = std::min(before.size(), after.size());  // 90 of 210 readers, 90 of 90 talkers
    REQUIRE(both == 90);
    CHECK(std::equal(before.begin(), before.begin() + 90, after.begin()));
  }
  const Scenario alone = scenario_of(with(with(rich_world, "\"share\": \"70%\"", "\"share\": \"29.99%\""), "\"share\": \"30%\"", "\"share\": \"70.01%\""));
  const std::vector<PlayerTotals> before = players_of(a, segment_named(pair.base, "talkers"));
  const std::vector<PlayerTotals> others = players_of(run_of(alone), segment_named(alone, "talkers"));
  CHECK_FALSE(std::equal(before.begin(), before.begin() + 90, others.begin()));
}

TEST_CASE("a segment that is taken away leaves the others as they were", "[law9]") {
  const Pair pair = pair_of(rich_world, R"({ "players": { "active": "90 players", "segments": { "readers": null, "talkers": { "share": "100%" } } } })");
  const Run a = run_of(pair.base), b = run_of(pair.variant);
  const std::size_t before = segment_named(pair.base, "talkers"), after = segment_named(pair.variant, "talkers");
  REQUIRE(b.ledger.player_totals.size() == 90);
  CHECK(players_of(a, before) == players_of(b, after));
  for (const char* name : {"friend", "innkeeper"}) {
    const TalkCounts& one = talk_of(a, before, npc_named(pair.base, name));
    const TalkCounts& other = talk_of(b, after, npc_named(pair.variant, name));
    CHECK(one.turns == other.turns);
    CHECK(one.conversation_ms == other.conversation_ms);
    CHECK(one.prompt_tokens == other.prompt_tokens);
  }
}

TEST_CASE("an NPC that is taken away gives its talks to others, and no other talk moves", "[law9]") {
  // Three acquaintances of a segment; the one in the middle goes. Whoever met the others meets them still, as often and at the same time.
  const std::string three = with(calm_world(), "\"npcs\": { \"innkeeper\": 0.7, \"oracle\": 0.3 }",
                                 "\"npcs\": { \"innkeeper\": 0.4, \"oracle\": 0.3, \"cook\": 0.3 }");
  const std::string cast = with(three, "\"npcs\": {\n    \"innkeeper\": {", "\"npcs\": {\n    \"cook\": { \"extends\": \"oracle\", \"persona\": \"600 tokens\" },\n    \"innkeeper\": {");
  const Pair pair = pair_of(cast, R"({ "players": { "segments": { "readers": { "npcs": { "oracle": null } } } } })");
  const Run a = run_of(pair.base), b = run_of(pair.variant);
  for (std::size_t segment = 0; segment < 2; ++segment) {
    CHECK(a.ledger.segment[segment].sessions == b.ledger.segment[segment].sessions);
    CHECK(a.ledger.segment[segment].player_days == b.ledger.segment[segment].player_days);
  }
  CHECK(a.ledger.day_players == b.ledger.day_players);
  const std::size_t readers = segment_named(pair.base, "readers"), talkers = segment_named(pair.base, "talkers");
  const TalkCounts& gone = talk_of(a, readers, npc_named(pair.base, "oracle"));
  REQUIRE(gone.conversations > 0);
  CHECK(talk_of(b, readers, npc_named(pair.variant, "oracle")).conversations == 0);
  std::uint64_t won = 0;
  for (const char* name : {"innkeeper", "cook"}) {
    const TalkCounts& one = talk_of(a, readers, npc_named(pair.base, name));
    const TalkCounts& other = talk_of(b, readers, npc_named(pair.variant, name));
    REQUIRE(other.conversations >= one.conversations);
    won += other.conversations - one.conversations;
  }
  CHECK(won == gone.conversations);
  for (const char* name : {"friend", "innkeeper"})
    CHECK(talk_of(a, talkers, npc_named(pair.base, name)).turns == talk_of(b, talkers, npc_named(pair.variant, name)).turns);
  // Each player has as many talks and turns as before, one by one. (A sitting that ends with a talk ends a little sooner or later.)
  const std::vector<PlayerTotals> before = players_of(a, readers), after = players_of(b, readers);
  REQUIRE(before.size() == after.size());
  const auto differ = std::mismatch(before.begin(), before.end(), after.begin(), [](const PlayerTotals& x, const PlayerTotals& y) {
    return x.turns == y.turns && x.conversations == y.conversations && x.days == y.days;
  });
  CHECK(differ.first - before.begin() == 210);  // 70 % of 300: all of them
}

TEST_CASE("what nobody knows is the same in a variant, replication by replication", "[law9]") {
  const std::string uncertain = with(with(rich_world, "\"persona\": \"1500 tokens\"", "\"persona\": \"1000..2000 tokens\""),
                                     "\"active\": \"300 players\"", "\"active\": \"200..400 players\"");
  const Pair pair = pair_of(uncertain, R"({ "npcs": { "friend": { "pipeline": "chat" }, "oracle": { "persona": "900..1500 tokens" } } })");
  for (const std::uint32_t r : {0u, 1u}) {
    const Run a = run_of(pair.base, r), b = run_of(pair.variant, r);
    CHECK(work_list(*a.plan).players == work_list(*b.plan).players);
    const std::size_t innkeeper = npc_named(pair.base, "innkeeper"), readers = segment_named(pair.base, "readers");
    CHECK(talk_of(a, readers, innkeeper).turns == talk_of(b, readers, innkeeper).turns);
  }
}
