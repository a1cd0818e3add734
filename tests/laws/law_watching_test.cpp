// Law 10 for one player: what a watcher is told adds up to the player's row, and watching changes nothing.

#include <map>

#include "sim/engine/watch.h"
#include "tests/laws/lever_support.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

/// Everything that counts: text, voice and a realtime model, tools, failed calls, memory, images, shared and unasked talk, caches that are
/// filled ahead, fast paths, devices, people who type.
const std::string everything = R"({
  "npcost": 1, "name": "everything",
  "time": { "start": "2026-03-27", "duration": "4 d", "timezone": "Europe/Berlin" },
  "models": {
    "brain": { "kind": "llm", "input": "$0.15/1M tokens", "cached_input": "$0.075/1M tokens", "cache_write": "$0.1875/1M tokens", "output": "$0.60/1M tokens", "context": "16k tokens", "cache_ttl": "5 min", "first_token": "350..900 ms", "speed": "70..140 tokens/s" },
    "tiny": { "kind": "llm", "input": "$0.05/1M tokens", "output": "$0.20/1M tokens", "context": "16k tokens", "first_token": "300 ms", "speed": "140 tokens/s" },
    "duplex": { "kind": "realtime", "input": "$0.60/1M tokens", "output": "$2.40/1M tokens", "audio_input": "$10/1M tokens", "audio_output": "$20/1M tokens", "cached_audio": "$0.30/1M tokens", "cached_input": "$0.30/1M tokens", "audio_input_rate": "10 tokens/s", "audio_output_rate": "20 tokens/s", "first_token": "500 ms" },
    "ears": { "kind": "stt", "price": "$0.0043/min", "increment": "1 s", "first_token": "200 ms" },
    "mouth": { "kind": "tts", "price": "$15/1M chars", "first_token": "150 ms" },
    "guard": { "kind": "moderation", "price": "$0.02/1k requests", "first_token": "40 ms" }
  },
  "serving": { "cloud": { "kind": "api" }, "phone": { "kind": "on_device", "device_share": "30%" },
               "mix": { "kind": "hybrid", "routes": [ { "to": "phone" }, { "to": "cloud" } ] } },
  "pipelines": {
    "chat": { "kind": "text", "stages": [ { "do": "moderate", "model": "guard" }, { "do": "llm", "model": "brain", "retry": "5%", "skip": "10%" } ] },
    "aloud": { "kind": "voice", "otherwise": "chat", "silence_billed": true, "stages": [ { "do": "stt", "model": "ears" }, { "do": "llm", "model": "brain", "serving": "mix" }, { "do": "tts", "model": "mouth", "skip": "20%" } ] },
    "live": { "kind": "speech_to_speech", "otherwise": "chat", "stages": [ { "do": "realtime", "model": "duplex" } ] }
  },
  "npcs": {
    "innkeeper": { "pipeline": "chat", "persona": "800 tokens", "world": "900 tokens", "player_line": "4..45 tokens", "reply": "25..160 tokens", "tool_calls": "30%", "tool_rounds": 2, "memory": { "keep_turns": 4, "summarise_after": 8, "summary": "180 tokens", "write": "90 tokens", "write_calls": 0.5 } },
    "friend": { "pipeline": "aloud", "persona": "1500 tokens", "player_line": "6..40 tokens", "reply": "15..90 tokens", "player_speech": "1.2..6 s", "interrupt": "12%", "shared_by": 2 },
    "bard": { "pipeline": "live", "persona": "500 tokens", "player_line": "18 tokens", "player_speech": "2..5 s", "reply": "15..60 tokens" }
  },
  "ambient": {
    "hello": { "do": "proactive", "npc": "friend", "rate": "4/h", "line": "10..30 tokens" },
    "gossip": { "do": "npc_to_npc", "npc": "innkeeper", "rate": "2/h", "turns": "4..9 turns", "idle_stop": "5 min" },
    "mind": { "do": "world_tick", "npc": "innkeeper", "rate": "6/d" }
  },
  "policies": {
    "warm": { "kind": "prewarm" },
    "small": { "kind": "route", "to": "tiny", "share": "25%", "applies_to": ["chat"] },
    "known": { "kind": "cache", "of": "replies", "hit_rate": "15%", "applies_to": ["chat"] },
    "cap": { "kind": "quota", "limit": "LIMIT", "per": "PER", "then": "block", "applies_to": ["chat"] }
  },
  "players": {
    "active": "70 players", "daily_shape": "mobile_evening",
    "segments": {
      "readers": { "share": "60%", "sessions": "1.5/d", "session_length": "20..60 min", "talks": "80%", "conversations": "1..3", "turns": { "dist": "geometric", "mean": 6 }, "npcs": { "innkeeper": 0.7, "friend": 0.3 } },
      "talkers": { "share": "40%", "sessions": "2/d", "session_length": "30..90 min", "conversations": 2, "turns": "3..15 turns", "voice": "70%", "npcs": { "friend": 0.5, "innkeeper": 0.2, "bard": 0.3 } }
    }
  },
  "experiment": { "seed": 11, "replications": 2, "warm_up": "1 d" }
})";

std::string uncoupled() { return with(with(everything, "LIMIT", "40 turns"), "PER", "player/d"); }
std::string coupled() { return with(with(everything, "LIMIT", "600 turns"), "PER", "global/d"); }

class Sum final : public Watcher {
 public:
  void happened(const Happening& it) override {
    for (const auto& [cell, count] : it.counts) counts[cell] += count;
    if (!it.counted) CHECK((it.counts.empty() || it.kind == Happening::Kind::talk_ends));
    if (!it.counted) return;
    ++kinds[static_cast<int>(it.kind)];
  }
  std::uint32_t number_of(Happening::Kind kind) const {
    const auto found = kinds.find(static_cast<int>(kind));
    return found == kinds.end() ? 0 : found->second;
  }
  std::map<std::uint32_t, std::uint64_t> counts;
  std::map<int, std::uint32_t> kinds;
};

/// What a watched player was told against the row of the whole run.
void check_told(const Run& run, std::uint32_t player, const Sum& told) {
  INFO("player " << player);
  for (std::uint32_t cell = 0; cell < run.ledger.shape.cells; ++cell) {
    const auto found = told.counts.find(cell);
    CHECK((found == told.counts.end() ? 0 : found->second) == run.ledger.player_cell(player, cell));
  }
  CHECK(told.number_of(Happening::Kind::turn) == run.ledger.player_totals[player].turns);
  CHECK(told.number_of(Happening::Kind::talk_begins) == run.ledger.player_totals[player].conversations);
}

}  // namespace

TEST_CASE("everything that a watched player is told adds up to the player's row", "[levers][law10]") {
  const Run run = run_of(scenario_of(uncoupled()));
  std::uint32_t kinds[8] = {};
  std::uint64_t sessions = 0;
  for (std::uint32_t player = 0; player < run.ledger.shape.players; ++player) {
    Sum told;
    const UsageLedger own = watch_player(*run.plan, player, told);
    check_told(run, player, told);
    for (int kind = 0; kind < 8; ++kind) kinds[kind] += told.number_of(static_cast<Happening::Kind>(kind));
    sessions += told.number_of(Happening::Kind::session_begins);
    // The ledger of one life: only its row, as in the run of all.
    CHECK(own.player_totals[player] == run.ledger.player_totals[player]);
    for (std::uint32_t other = 0; other < run.ledger.shape.players; ++other) CHECK(own.player_done[other] == (other == player ? 1 : 0));
    for (std::uint32_t cell = 0; cell < run.ledger.shape.cells; ++cell) CHECK(own.player_cell(player, cell) == run.ledger.player_cell(player, cell));
  }
  for (const std::uint32_t kind : kinds) CHECK(kind > 0);   // it all happened
  CHECK(sessions == run.ledger.segment[0].sessions + run.ledger.segment[1].sessions);
  const TalkCounts talk = talk_of(run);
  CHECK(kinds[static_cast<int>(Happening::Kind::turn)] == talk.turns);
  CHECK(kinds[static_cast<int>(Happening::Kind::npc_line)] + kinds[static_cast<int>(Happening::Kind::prewarm)] == talk.npc_lines);
  CHECK(talk.device_turns > 0);
  CHECK(talk.tool_calls > 0);
  CHECK(talk.retries > 0);
  CHECK(talk.memory_calls > 0);
}

TEST_CASE("the ledgers of all watched lives are the ledger of the run", "[levers][law10]") {
  const Run run = run_of(scenario_of(uncoupled()));
  UsageLedger sum(run.ledger.shape);
  for (std::uint32_t player = 0; player < run.ledger.shape.players; ++player) {
    Sum told;
    sum.merge(watch_player(*run.plan, player, told));
  }
  for (std::size_t segment = 0; segment < sum.segment.size(); ++segment) {
    sum.segment[segment].players = run.ledger.segment[segment].players;   // of a whole run
  }
  CHECK(sum == run.ledger);
}

TEST_CASE("in a coupled run everybody lives, one is told, and the ledger is the run's to the last byte", "[levers][law10]") {
  const Run run = run_of(scenario_of(coupled()));
  CHECK(run.ledger.policy.back().turns > 0);   // the limit of everybody bites
  for (std::uint32_t player = 0; player < run.ledger.shape.players; ++player) {
    Sum told;
    UsageLedger watched = watch_player(*run.plan, player, told);
    check_told(run, player, told);
    CHECK(watched.player_done[player] == 1);
    watched.player_done = run.ledger.player_done;
    CHECK(watched == run.ledger);
  }
}

TEST_CASE("everything at once is conserved and gives the same bytes under every schedule", "[levers][law1][law3]") {
  check_every_schedule_agrees(scenario_of(uncoupled()));
  check_every_schedule_agrees(scenario_of(coupled()));
  const Run run = run_of(scenario_of(uncoupled()));
  const std::vector<std::uint64_t> totals = run.ledger.totals();
  for (std::uint32_t cell = 0; cell < run.ledger.shape.cells; ++cell) {
    std::uint64_t players = 0, hours = 0;
    for (std::uint32_t player = 0; player < run.ledger.shape.players; ++player) players += run.ledger.player_cell(player, cell);
    for (std::uint32_t hour = 0; hour < run.ledger.shape.hours; ++hour) hours += run.ledger.hour_cells[std::size_t{hour} * run.ledger.shape.cells + cell];
    CHECK(players == totals[cell]);
    CHECK(hours == totals[cell]);
  }
}
