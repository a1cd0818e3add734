#pragma once
// A scenario and a ledger small enough to be worked out on paper.

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <utility>

#include "sim/answers/replication_summary.h"
#include "sim/scenario/read_scenario.h"
#include "tests/catch.h"

namespace npcost::hand {

inline Money money(std::string_view decimal_text) {
  const std::optional<Money> amount = Money::from_decimal(decimal_text);
  REQUIRE(amount.has_value());
  return *amount;
}

inline constexpr std::uint16_t guard = 0, bard = 1;  // NPCs: a guard who writes, a bard who speaks
inline constexpr std::uint16_t quiet = 0, loud = 1;  // segments: quiet players meet the guard only
inline constexpr std::uint32_t read_text = 0, write_text = 1, write_voice = 2, speak = 3;  // cells

/// Two days from midnight on 15 January 2025, UTC: a player's 30 days cost 15 times as much as the run.
inline Scenario scenario() {
  Scenario in;
  in.name = "two days at the gate";
  const std::optional<LocalTime> start = parse_local_time("2025-01-15");
  in.start = to_instant(*start, "UTC").instant;
  in.duration = Milliseconds{48LL * 3'600'000};
  for (const char* model : {"brain", "mouth"}) {
    PriceCard card;
    card.name = model;
    in.book.cards.push_back(card);
  }
  Pipeline chat;
  chat.name = "chat";
  Pipeline voice;
  voice.name = "voice";
  voice.mode = Mode::voice;
  voice.stages.resize(1);
  voice.stages[0].stage = Stage::tts;  // what makes a pipeline a spoken one
  in.pipelines = {chat, voice};
  Npc writer;
  writer.name = "guard";
  writer.pipeline = 0;
  Npc speaker;
  speaker.name = "bard";
  speaker.pipeline = 1;
  in.npcs = {writer, speaker};
  in.ways = {{guard, 0, false}, {bard, 1, false}};
  Segment few_words;
  few_words.name = "quiet";
  few_words.share = 0.5;
  few_words.npcs = {{guard, 1}};
  Segment many_words;
  many_words.name = "loud";
  many_words.share = 0.5;
  many_words.npcs = {{guard, 1}, {bard, 1}};
  in.players.segments = {few_words, many_words};
  in.sha256 = "hand";
  return in;
}

inline CellTable cells() {
  CellTable table;
  table.number({0, Meter::input_tokens, 0, 0, Stage::llm, 0});
  table.number({0, Meter::output_tokens, 0, 0, Stage::llm, 0});
  table.number({0, Meter::output_tokens, 0, 0, Stage::llm, 1});
  table.number({1, Meter::tts_chars, 0, 0, Stage::tts, 1});
  return table;
}

/// Prices a child could add up: 1 cent a token read, 2 cents a token written, 5 cents a character spoken.
inline CellPrices prices() { return {{money("0.01")}, {money("0.02")}, {money("0.02")}, {money("0.05")}}; }

inline UsageLedger ledger(std::uint32_t players, const Scenario& in = scenario()) {
  const auto hours = static_cast<std::uint32_t>((in.duration.count() + 3'599'999) / 3'600'000);
  return UsageLedger(
      {.cells = 4, .segments = 2, .ways = 2, .hours = hours, .days = hours / 24 + 1, .players = players});
}

struct Player {
  std::uint32_t number;
  std::uint16_t segment;
};

/// A player who lived through the run: `days` active days, `seconds` at play.
inline void lived(UsageLedger& ledger, Player player, std::uint16_t days, std::uint32_t seconds) {
  ledger.player_done[player.number] = 1;
  PlayerTotals& totals = ledger.player_totals[player.number];
  totals.segment = player.segment;
  totals.days = days;
  totals.play_seconds = seconds;
  SegmentCounts& counts = ledger.segment[player.segment];
  counts.players += 1;
  counts.player_days += days;
  counts.play_ms += std::uint64_t{seconds} * 1000;
}

/// Adds usage everywhere the engine adds it.
inline void used(UsageLedger& ledger, Player player, std::uint16_t npc, std::uint32_t hour,
                 std::initializer_list<std::pair<std::uint32_t, std::uint32_t>> counts) {
  const std::size_t cells_of_all = ledger.shape.cells;
  const std::size_t group = std::size_t{player.segment} * ledger.shape.ways + npc;
  for (const auto& [cell, count] : counts) {
    ledger.player_cells[player.number * cells_of_all + cell] += count;
    ledger.group_cells[group * cells_of_all + cell] += count;
    ledger.hour_cells[hour * cells_of_all + cell] += count;
  }
}

/// One conversation.
inline void talked(UsageLedger& ledger, Player player, std::uint16_t npc, std::uint32_t turns, std::uint64_t ms) {
  ledger.player_totals[player.number].conversations += 1;
  ledger.player_totals[player.number].turns += turns;
  TalkCounts& talk = ledger.talk[std::size_t{player.segment} * ledger.shape.ways + npc];
  talk.conversations += 1;
  talk.turns += turns;
  talk.conversation_ms += ms;
}

/// Four players, one dollar in all:
///   0 quiet, 1 day, 1 h: silent
///   1 quiet, 2 days, 2 h: guard, 2 turns, 10 read, 5 written                = 0.10 + 0.10 = $0.20, in hour 0
///   2 loud, 2 days, 1 h: guard, 1 turn, 20 read                             = $0.20, in hour 1
///                        bard, 3 turns, 2 min: 10 written, 8 spoken         = 0.20 + 0.40 = $0.60, in hour 1
///   3 loud: never came
inline UsageLedger four_players() {
  UsageLedger sums = ledger(4);
  lived(sums, {0, quiet}, 1, 3600);
  lived(sums, {1, quiet}, 2, 7200);
  lived(sums, {2, loud}, 2, 3600);
  lived(sums, {3, loud}, 0, 0);
  used(sums, {1, quiet}, guard, 0, {{read_text, 10}, {write_text, 5}});
  talked(sums, {1, quiet}, guard, 2, 60'000);
  used(sums, {2, loud}, guard, 1, {{read_text, 20}});
  talked(sums, {2, loud}, guard, 1, 30'000);
  used(sums, {2, loud}, bard, 1, {{write_voice, 10}, {speak, 8}});
  talked(sums, {2, loud}, bard, 3, 120'000);
  return sums;
}

inline WorkList standing_for(std::uint64_t active, std::uint32_t players) { return {active, players, 1}; }

inline ReplicationSummary summary_of(const Scenario& in, const UsageLedger& sums, std::uint64_t active) {
  return summarise(in, sums, cells(), prices(), standing_for(active, sums.shape.players));
}

inline const MetricValue& metric(const ReplicationSummary& summary, std::string_view name) {
  const std::vector<MetricInfo>& infos = metric_infos();
  for (std::size_t i = 0; i < infos.size(); ++i) {
    if (infos[i].name == name) return summary.metrics[i];
  }
  FAIL("no such metric");
  return summary.metrics.front();
}

/// Its mean; fails the test if it cannot be said.
inline double mean(const ReplicationSummary& summary, std::string_view name) {
  INFO(std::string(name));
  const std::optional<double> value = metric(summary, name).mean;
  REQUIRE(value.has_value());
  return *value;
}

}  // namespace npcost::hand
