// Law 9: changing one NPC's model moves no arrival and no line length.
// Law 13: renaming, reordering keys, comments: same numbers.

#include <algorithm>

#include "tests/laws/support.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

/// Everything about who played and who talked when, without what it used.
bool same_people(const UsageLedger& a, const UsageLedger& b) {
  return a.player_totals == b.player_totals && a.day_players == b.day_players && a.segment == b.segment;
}

/// The ledger's numbers without the order in which segments, NPCs and cells are listed.
std::vector<std::uint64_t> sorted_cells(const UsageLedger& ledger) {
  std::vector<std::uint64_t> cells = ledger.totals();
  std::sort(cells.begin(), cells.end());
  return cells;
}

}  // namespace

TEST_CASE("another model for one NPC moves no session, no talk and no line", "[law9]") {
  // Equally quick models: a slower one would, rightly, make talks longer.
  const std::string quick = with(rich_world, "\"first_token\": \"1 s\", \"speed\": \"40 tokens/s\", \"thinks\": \"50..400 tokens\"",
                                 "\"first_token\": \"350..900 ms\", \"speed\": \"70..140 tokens/s\"");
  const Run a = run_of(scenario_of(quick));
  const Run b = run_of(scenario_of(with(quick, "\"do\": \"llm\", \"model\": \"sage\"", "\"do\": \"llm\", \"model\": \"brain\"")));
  CHECK(same_people(a.ledger, b.ledger));
  // Replies of all NPCs together are as long as before: same draws, whoever computes them.
  CHECK(total_of(a, Stage::llm, Meter::output_tokens) == total_of(b, Stage::llm, Meter::output_tokens));
  CHECK(total_of(a, Meter::cached_input_tokens) < total_of(b, Meter::cached_input_tokens));  // brain has a cache, sage has none
}

TEST_CASE("a price moves nothing but money", "[law9]") {
  const Run a = run_of(scenario_of(rich_world));
  const Run b = run_of(scenario_of(with(rich_world, "$15/1M chars", "$30/1M chars")));
  CHECK(a.ledger == b.ledger);
}

TEST_CASE("a longer persona moves tokens of its own NPC only", "[law9]") {
  const Scenario before = scenario_of(rich_world);
  const Run a = run_of(before);
  const Run b = run_of(scenario_of(with(rich_world, "\"persona\": \"1200 tokens\"", "\"persona\": \"1300 tokens\"")));
  CHECK(same_people(a.ledger, b.ledger));
  const auto oracle = static_cast<std::size_t>(
      std::find_if(before.npcs.begin(), before.npcs.end(), [](const Npc& npc) { return npc.name == "oracle"; }) - before.npcs.begin());
  const std::size_t npcs = a.ledger.shape.ways;
  for (std::size_t group = 0; group < a.ledger.talk.size(); ++group) {
    const bool changed = !(a.ledger.talk[group] == b.ledger.talk[group]);
    CHECK(changed == (group % npcs == oracle && a.ledger.talk[group].turns > 0));
  }
}

TEST_CASE("renaming everything changes no number", "[law13]") {
  std::string renamed = rich_world;
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"\"innkeeper\"", "\"여관 주인\""}, {"\"oracle\"", "\"aaa oracle\""}, {"\"friend\"", "\"zz friend\""}, {"\"brain\"", "\"zzz\""},
           {"\"guard\"", "\"a guard\""}, {"\"readers\"", "\"zz readers\""}, {"\"chat\"", "\"z chat\""}, {"\"rich\"", "\"poor\""}}) {
    renamed = with(renamed, from, to);
  }
  const Run a = run_of(scenario_of(rich_world)), b = run_of(scenario_of(renamed));
  CHECK(same_people(a.ledger, b.ledger));
  CHECK(sorted_cells(a.ledger) == sorted_cells(b.ledger));
  CHECK(cost_of(a, scenario_of(rich_world).book) == cost_of(b, scenario_of(renamed).book));
}

TEST_CASE("reordering keys and adding comments changes no number", "[law13]") {
  const std::string readers_first = rich_world;
  // Move the second segment before the first, and the last NPC before the first.
  const auto move_before = [](std::string text, const std::string& key, const std::string& before) {
    const std::size_t at = text.find(key);
    REQUIRE(at != std::string::npos);
    const std::size_t line_end = text.find('\n', at);
    std::string line = text.substr(at, line_end - at);
    text.erase(at, line_end - at);
    const std::size_t comma = text.rfind(',', at);
    text.erase(comma, 1);
    const std::size_t target = text.find(before);
    REQUIRE(target != std::string::npos);
    return text.insert(target, line + ", // moved\n      ");
  };
  std::string reordered = move_before(readers_first, "\"talkers\":", "\"readers\":");
  reordered = move_before(reordered, "\"friend\": {", "\"innkeeper\": {");
  const Run a = run_of(scenario_of(rich_world)), b = run_of(scenario_of("/* hello */" + reordered));
  CHECK(a.ledger.day_players == b.ledger.day_players);
  CHECK(sorted_cells(a.ledger) == sorted_cells(b.ledger));
  CHECK(cost_of(a, scenario_of(rich_world).book) == cost_of(b, scenario_of(reordered).book));
}

TEST_CASE("an uncertain input draws the same value whatever it is called", "[law13]") {
  const std::string uncertain = with(rich_world, "\"persona\": \"1500 tokens\"", "\"persona\": \"1000..2000 tokens\"");
  const Run a = run_of(scenario_of(uncertain)), b = run_of(scenario_of(with(uncertain, "\"friend\"", "\"aa friend\"")));
  CHECK(sorted_cells(a.ledger) == sorted_cells(b.ledger));
  CHECK_FALSE(sorted_cells(a.ledger) == sorted_cells(run_of(scenario_of(uncertain), 1).ledger));
}
