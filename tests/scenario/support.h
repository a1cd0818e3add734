#pragma once
// What the tests of scenarios share: a small correct scenario, edits of it, and a readable list of what was reported.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/read_scenario.h"
#include "tests/catch.h"

namespace npcost::scenario_test {

/// Example 1 of the scenario language.
inline constexpr std::string_view tiny = R"({
  "$schema": "../schema/npcost-scenario-1.schema.json",
  "npcost": 1,
  "name": "One innkeeper, text only",
  "models": {
    // illustrative list price, not a quote
    "small": { "kind": "llm", "input": "$0.15/1M tokens", "output": "$0.60/1M tokens" }
  },
  "pipelines": { "text": { "kind": "text", "stages": [{ "do": "llm", "model": "small" }] } },
  "npcs": { "innkeeper": { "pipeline": "text", "persona": "600 tokens", "player_line": "18 tokens", "reply": "60..160 tokens" } },
  "players": {
    "active": "1k players",
    "segments": { "everyone": { "share": "100%", "sessions": "1/d", "conversations": 2, "turns": "4..12 turns", "npcs": { "innkeeper": 1 } } }
  },
  "budgets": { "cheap enough": { "metric": "cost.per_mau_month", "max": "$0.10" } }
})";

/// A spoken companion beside a written crowd, with unknowns, a cache and a memory.
inline constexpr std::string_view voice = R"({
  "npcost": 1, "name": "Spoken companion", "source": "made up for this test",
  "time": { "start": "2027-01-01", "duration": "7 d", "timezone": "Europe/Berlin" },
  "models": {
    "brain": { "kind": "llm", "input": "$0.40/1M tokens", "cached_input": "$0.10/1M tokens", "output": "$1.60..2.00/1M tokens",
               "first_token": "250..700 ms", "speed": "90..180 tokens/s", "thinks": "20 tokens" },
    "ears":  { "kind": "stt", "price": "$0.0043/min", "first_token": "120..350 ms" },
    "mouth": { "kind": "tts", "price": "$15/1M chars", "first_token": "90 ms" },
    "guard": { "kind": "moderation", "price": "$0.02/1k requests", "first_token": "40 ms" }
  },
  "pipelines": {
    "spoken":  { "kind": "voice", "turn_overhead": "200 ms", "silence_billed": true,
                 "stages": [{ "do": "stt", "model": "ears" }, { "do": "moderate", "model": "guard", "every": 2, "skip": "25%" },
                            { "do": "llm", "model": "brain", "stream": true }, { "do": "tts", "model": "mouth" }] },
    "written": { "kind": "text", "stages": [{ "do": "llm", "model": "brain" }] }
  },
  "npcs": {
    "companion": { "pipeline": "spoken", "persona": "1000..2000 tokens", "world": "2500 tokens", "player_line": "12 tokens",
                   "reply": "15..90 tokens", "reply_max": "120 tokens", "interrupt": "12%",
                   "memory": { "keep_turns": 6, "summarise_after": 10, "summary": "200 tokens", "recall": "100 tokens" } },
    "crowd":     { "pipeline": "written", "persona": "200 tokens", "player_line": "4..20 tokens", "reply": "10..40 tokens" }
  },
  "players": {
    "active": "10k..30k players", "daily_shape": "console_evening",
    "segments": {
      "silent":  { "share": "60%", "talks": "20%", "turns": "2..6 turns", "npcs": { "crowd": 0.8, "companion": 0.2 } },
      "talkers": { "share": "40%", "sessions": "5/w", "talks": "60..90%", "conversations": "1..3",
                   "turns": "4..16 turns", "npcs": { "companion": 1 } }
    }
  },
  "revenue": { "model": "premium", "price": "$69.99", "store_fee": "30%", "tax": "9%" },
  "budgets": { "quick": { "metric": "latency.first_audio", "stat": "p90", "max": "1.2 s" },
               "share": { "metric": "cost.share_of_revenue", "max": "8%", "severity": "warn" } },
  "experiment": { "seed": 7, "replications": 20, "warm_up": "1 d", "sample_players": "2k players" }
})";

/// The text with the first `from` replaced by `to`; `from` must be there.
inline std::string edited(std::string_view text, std::string_view from, std::string_view to) {
  std::string copy(text);
  const std::size_t at = copy.find(from);
  REQUIRE(at != std::string::npos);
  return copy.replace(at, from.size(), to);
}

inline ReadScenario read_text(std::string_view text) {
  return read_scenario_text("test.npcost.json", std::string(text));
}

/// "E101 /npcs/innkeeper/replly" for every error, in the order of the report.
inline std::vector<std::string> faults(const ReadScenario& read, Severity severity = Severity::error) {
  std::vector<std::string> list;
  for (const Diagnostic& d : read.diagnostics.sorted_for_report()) {
    if (d.severity == severity) list.push_back(d.code + " " + d.pointer);
  }
  return list;
}

inline std::vector<std::string> faults(std::string_view text) { return faults(read_text(text)); }

using Faults = std::vector<std::string>;

/// The only diagnostic with this code; the test fails if there is none.
inline Diagnostic found(const ReadScenario& read, std::string_view code) {
  for (const Diagnostic& d : read.diagnostics.all()) {
    if (d.code == code) return d;
  }
  FAIL("no " << code << " in:\n" << report_text(read.diagnostics));
  return {};
}

/// A scenario that must be right.
inline Scenario right(std::string_view text) {
  ReadScenario result = read_text(text);
  INFO(report_text(result.diagnostics));
  REQUIRE(result.scenario.has_value());
  return std::move(*result.scenario);
}

}  // namespace npcost::scenario_test
