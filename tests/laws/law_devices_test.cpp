// What the player's device computes costs the studio nothing, stage by stage; a hybrid's bill falls with the share of devices; players
// without one do without the NPC, or meet what stands in for it.

#include "tests/laws/lever_support.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

/// A spoken NPC and models that take no time. `EARS`, `BRAIN` and `MOUTH` stand where a stage says what serves it.
const std::string spoken = R"({
  "npcost": 1, "name": "devices",
  "time": { "start": "2026-01-05", "duration": "4 d", "timezone": "UTC" },
  "models": {
    "small": { "kind": "llm", "input": "$0.15/1M tokens", "output": "$0.60/1M tokens" },
    "ears": { "kind": "stt", "price": "$0.0043/min" },
    "mouth": { "kind": "tts", "price": "$15/1M chars" }
  },
  "serving": {
    "cloud": { "kind": "api" },
    "phone": { "kind": "on_device", "device_share": "40%" },
    "mix": { "kind": "hybrid", "routes": [ { "to": "phone", "when": "device_capable" }, { "to": "cloud", "when": "fallback" } ] }
  },
  "pipelines": {
    "aloud": { "kind": "voice", "stages": [
      { "do": "stt", "model": "ears", "serving": "EARS" }, { "do": "llm", "model": "small", "serving": "BRAIN" },
      { "do": "tts", "model": "mouth", "serving": "MOUTH" } ] },
    "typed": { "kind": "text", "stages": [ { "do": "llm", "model": "small" } ] }
  },
  "npcs": {
    "friend": { "pipeline": "aloud", "persona": "400 tokens", "player_line": "20 tokens", "reply": "50 tokens", "player_speech": "3 s",
                "chars_per_token": 4, "think_time": "10 s" }
  },
  "players": { "active": "1500 players", "segments": {
    "all": { "share": "100%", "sessions": "1/d", "session_length": "30 min", "conversations": 1, "turns": "4 turns", "npcs": { "friend": 1 } } } },
  "experiment": { "seed": 7, "replications": 2 }
})";

std::string served(const std::string& ears, const std::string& brain, const std::string& mouth) {
  return with(with(with(spoken, "EARS", ears), "BRAIN", brain), "MOUTH", mouth);
}
std::string by_api() { return served("cloud", "cloud", "cloud"); }

std::string share(const std::string& text, const std::string& percent) {
  return with(text, R"("device_share": "40%")", R"("device_share": ")" + percent + '"');
}

std::uint64_t used(const Run& run, Stage stage) {
  std::uint64_t sum = 0;
  const std::vector<std::uint64_t> totals = run.ledger.totals();
  for (std::size_t i = 0; i < totals.size(); ++i) sum += cell_table(*run.plan)[i].stage == stage ? totals[i] : 0;
  return sum;
}

/// What a player costs, exactly.
std::vector<Money> costs_of_players(const Run& run, const PriceBook& book) {
  const CellPrices prices = cell_prices(*run.plan, book);
  std::vector<Money> costs;
  for (std::uint32_t player = 0; player < run.ledger.shape.players; ++player) {
    Money cost;
    for (std::uint32_t cell = 0; cell < run.ledger.shape.cells; ++cell) {
      cost += prices[cell].per_count.times(static_cast<Int128>(run.ledger.player_cell(player, cell)));
    }
    costs.push_back(cost);
  }
  return costs;
}

}  // namespace

TEST_CASE("what the device does is in no cell of the server's, and what it does not do is as ever", "[levers][devices]") {
  const Run api = run_of(scenario_of(by_api()));
  REQUIRE(used(api, Stage::stt) > 0);
  for (unsigned which = 1; which < 8; ++which) {
    const auto where = [&](unsigned bit) { return std::string((which >> bit & 1u) != 0 ? "mix" : "cloud"); };
    const Run run = run_of(scenario_of(share(served(where(0), where(1), where(2)), "100%")));
    INFO("on the device: " << which);
    CHECK(used(run, Stage::stt) == ((which & 1u) != 0 ? 0 : used(api, Stage::stt)));
    CHECK(used(run, Stage::llm) == ((which & 2u) != 0 ? 0 : used(api, Stage::llm)));
    CHECK(used(run, Stage::tts) == ((which & 4u) != 0 ? 0 : used(api, Stage::tts)));
    check_same_lives(run, api);
    check_conserved_and_metered(run);
    const TalkCounts talk = talk_of(run);
    CHECK(talk.device_turns == ((which & 2u) != 0 ? talk.turns : 0));
    std::uint64_t requests = 0;
    for (const std::uint64_t minute : run.ledger.minute_requests) requests += minute;
    CHECK(requests == talk.turns - talk.device_turns);
  }
}

TEST_CASE("a hybrid's bill is the API's bill without the players whose device can", "[levers][devices]") {
  // Each player is on the device altogether or not at all: a row is empty or the API's. So the cost is (1 − share) of the API's in
  // expectation, and the same players move over first: more devices, fewer payers, none of them new.
  const Scenario scenario = scenario_of(by_api());
  const Run api = run_of(scenario);
  const std::vector<Money> all = costs_of_players(api, scenario.book);
  std::vector<Money> before = all;
  for (const auto& [text, probability] : {std::pair{"15%", 0.15}, std::pair{"40%", 0.4}, std::pair{"75%", 0.75}}) {
    const Scenario mixed = scenario_of(share(served("mix", "mix", "mix"), text));
    const Run run = run_of(mixed);
    const std::vector<Money> costs = costs_of_players(run, mixed.book);
    std::uint64_t who_pays = 0, moved = 0, other = 0, back = 0;
    Money paid;
    for (std::size_t player = 0; player < all.size(); ++player) {
      if (all[player] == Money{}) continue;   // never talked
      ++who_pays;
      moved += costs[player] == Money{} ? 1u : 0u;
      other += costs[player] != Money{} && costs[player] != all[player] ? 1u : 0u;
      back += costs[player] != Money{} && before[player] == Money{} ? 1u : 0u;
      paid += costs[player];
    }
    CHECK(other == 0);
    CHECK(back == 0);
    check_share(moved, who_pays, probability);
    CHECK(cost_of(run, mixed.book) == paid);
    check_same_lives(run, api);
    check_conserved_and_metered(run);
    before = costs;
  }
}

TEST_CASE("a hybrid that no device can take part in is the API, row by row", "[levers][devices]") {
  const Run api = run_of(scenario_of(by_api())), none = run_of(scenario_of(share(served("mix", "mix", "mix"), "0%")));
  CHECK(none.ledger.player_cells == api.ledger.player_cells);
  CHECK(none.ledger.hour_cells == api.ledger.hour_cells);
  CHECK(none.ledger.minute_requests == api.ledger.minute_requests);
  CHECK(talk_of(none) == talk_of(api));
  check_same_lives(none, api);
}

TEST_CASE("on devices only, the others' talks are unserved and cost nothing", "[levers][devices]") {
  const Run api = run_of(scenario_of(by_api())), run = run_of(scenario_of(served("phone", "phone", "phone")));
  const TalkCounts talk = talk_of(run);
  // A talk that nobody has cannot outlast its sitting, so time at play may be less; who sits down, and for how many talks, is the same.
  CHECK(talk.conversations + talk.unserved_talks == talk_of(api).conversations);
  CHECK(run.ledger.segment[0].sessions == api.ledger.segment[0].sessions);
  CHECK(run.ledger.day_players == api.ledger.day_players);
  CHECK(cost_of(run, scenario_of(by_api()).book) == Money{});
  CHECK(talk.device_turns == talk.turns);
  std::uint64_t with_talks = 0, served_players = 0;
  for (std::size_t player = 0; player < api.ledger.player_totals.size(); ++player) {
    with_talks += api.ledger.player_totals[player].conversations != 0 ? 1u : 0u;
    const std::uint32_t conversations = run.ledger.player_totals[player].conversations;
    CHECK((conversations == 0 || conversations == api.ledger.player_totals[player].conversations));
    served_players += conversations != 0 ? 1u : 0u;
  }
  check_share(served_players, with_talks, 0.4);
}

TEST_CASE("on devices only, with something that stands in, the others meet that", "[levers][devices]") {
  const std::string text = with(served("phone", "phone", "phone"), R"("aloud": { "kind": "voice",)", R"("aloud": { "kind": "voice", "otherwise": "typed",)");
  const Run api = run_of(scenario_of(by_api())), run = run_of(scenario_of(text));
  const TalkCounts talk = talk_of(run);
  CHECK(talk.unserved_talks == 0);
  CHECK(talk.conversations == talk_of(api).conversations);
  CHECK(total_of(run, Stage::llm, Meter::output_tokens) == 50 * (talk.turns - talk.device_turns));
  CHECK(used(run, Stage::tts) + used(run, Stage::stt) == 0);
  CHECK(talk.degraded_turns == 0);
  check_conserved_and_metered(run);
}

TEST_CASE("what another model sees and what a guard reads is billed wherever the llm runs", "[levers][devices]") {
  const std::string seeing = R"({
    "npcost": 1, "name": "seeing", "time": { "start": "2026-01-05", "duration": "4 d", "timezone": "UTC" },
    "models": { "small": { "kind": "llm", "input": "$0.15/1M tokens", "output": "$0.60/1M tokens" },
                "eyes": { "kind": "llm", "input": "$1/1M tokens", "output": "$2/1M tokens" }, "guard": { "kind": "moderation", "price": "$0.02/1k requests" } },
    "serving": { "cloud": { "kind": "api" }, "phone": { "kind": "on_device", "device_share": "100%" },
                 "mix": { "kind": "hybrid", "routes": [ { "to": "phone" }, { "to": "cloud" } ] } },
    "pipelines": { "look": { "kind": "vision", "stages": [ { "do": "moderate", "model": "guard", "serving": "GUARD" },
      { "do": "vision", "model": "eyes", "tokens": "500 tokens", "caption": "60 tokens", "serving": "EYES" }, { "do": "llm", "model": "small", "serving": "BRAIN" } ] } },
    "npcs": { "friend": { "pipeline": "look", "persona": "400 tokens", "player_line": "20 tokens", "reply": "50 tokens", "think_time": "10 s" } },
    "players": { "active": "100 players", "segments": { "all": { "share": "100%", "session_length": "30 min", "conversations": 1, "turns": "4 turns", "npcs": { "friend": 1 } } } },
    "experiment": { "seed": 7, "replications": 2 } })";
  const auto at = [&](const std::string& guard, const std::string& eyes, const std::string& brain) {
    return run_of(scenario_of(with(with(with(seeing, "GUARD", guard), "EYES", eyes), "BRAIN", brain)));
  };
  const Run api = at("cloud", "cloud", "cloud"), brain = at("cloud", "cloud", "mix"), eyes = at("cloud", "mix", "cloud"), guard = at("mix", "cloud", "cloud");
  const std::uint64_t turns = talk_of(api).turns;
  CHECK(total_of(api, Stage::moderation, Meter::requests) == turns);
  CHECK(used(api, Stage::vision) == 560 * turns);
  CHECK(used(brain, Stage::vision) == 560 * turns);
  CHECK(used(brain, Stage::moderation) == turns);
  CHECK(used(brain, Stage::llm) == 0);
  CHECK(used(eyes, Stage::vision) == 0);
  CHECK(used(eyes, Stage::llm) == used(api, Stage::llm));
  CHECK(used(guard, Stage::moderation) == 0);
  CHECK(used(guard, Stage::vision) == 560 * turns);
}

TEST_CASE("platforms say how many devices can, a segment can say otherwise, and what nobody knows is drawn once a run", "[levers][devices]") {
  // 60 % on PC of which 50 % can, 40 % on phones of which 10 % can: 34 %.
  std::string text = with(served("mix", "mix", "mix"), R"(, "device_share": "40%")", "");
  const std::string platforms = R"("platforms": { "pc": { "share": "60%", "device_capable": "50%" }, "phone": { "share": "40%", "device_capable": "10%" } }, "segments")";
  text = with(text, R"("segments")", platforms);
  const auto moved_in = [](const std::string& of, std::uint32_t replication) {
    const Run run = run_of(scenario_of(of), replication);
    std::uint64_t on_device = 0, talkers = 0;
    for (std::uint32_t player = 0; player < run.ledger.shape.players; ++player) {
      if (run.ledger.player_totals[player].turns == 0) continue;
      ++talkers;
      bool pays = false;
      for (std::uint32_t cell = 0; cell < run.ledger.shape.cells; ++cell) pays = pays || run.ledger.player_cell(player, cell) != 0;
      on_device += pays ? 0u : 1u;
    }
    return std::pair{on_device, talkers};
  };
  const auto [on_device, talkers] = moved_in(text, 0);
  check_share(on_device, talkers, 0.34);
  const auto [own, all] = moved_in(with(text, R"("sessions": "1/d")", R"("sessions": "1/d", "device_capable": "20%")"), 0);
  check_share(own, all, 0.2);
  // A range is drawn per replication and weighs with its platform: the shares of two replications differ by more than their dice.
  const std::string unknown = with(text, R"("50%")", R"("5..95%")");
  const auto [first, of_first] = moved_in(unknown, 0);
  const auto [second, of_second] = moved_in(unknown, 1);
  const double p = static_cast<double>(first) / static_cast<double>(of_first), q = static_cast<double>(second) / static_cast<double>(of_second);
  CHECK(std::abs(p - q) > 0.06);   // one standard error of a share is 0.013
}

TEST_CASE("devices, stand-ins and servers give the same bytes under every schedule", "[levers][devices][law3]") {
  std::string text = with(served("mix", "phone", "cloud"), R"("aloud": { "kind": "voice",)", R"("aloud": { "kind": "voice", "otherwise": "typed",)");
  text = with(text, R"("turns": "4 turns")", R"("turns": "2..9 turns")");
  text = with(text, R"("sessions": "1/d")", R"("sessions": "1.4/d", "voice": "70%")");
  const Scenario scenario = scenario_of(text);
  check_every_schedule_agrees(scenario);
  check_conserved_and_metered(run_of(scenario));
}
