#pragma once
// What the laws share: a scenario from text, a run of one replication, sums by meter.

#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "sim/engine/run.h"
#include "sim/prices/rate.h"
#include "sim/reading/diagnostic.h"
#include "sim/scenario/read_scenario.h"
#include "tests/catch.h"

namespace npcost::laws {

/// Requires that the text has no fault; a fault fails the test with its report.
inline Scenario scenario_of(const std::string& text) {
  ReadScenario read = read_scenario_text("law.npcost.json", text);
  INFO(report_text(read.diagnostics));
  REQUIRE(read.scenario.has_value());
  return std::move(*read.scenario);
}

/// As many threads as asked, each taking every n-th job: an unfair order on purpose.
class Threads final : public Workers {
 public:
  explicit Threads(std::uint32_t count) : count_(count) {}
  std::uint32_t workers() const override { return count_; }
  void for_each(std::uint32_t jobs, const std::function<void(std::uint32_t, std::uint32_t)>& job) override {
    std::vector<std::thread> threads;
    for (std::uint32_t worker = 0; worker < count_; ++worker) {
      threads.emplace_back([&, worker] {
        for (std::uint32_t i = worker; i < jobs; i += count_) job(jobs - 1 - i, worker);
      });
    }
    for (std::thread& thread : threads) thread.join();
  }

 private:
  std::uint32_t count_;
};

struct Run {
  std::shared_ptr<const Plan> plan;
  UsageLedger ledger;
};

inline Run run_of(const Scenario& scenario, std::uint32_t replication = 0, std::uint32_t threads = 1) {
  std::shared_ptr<const Plan> plan = compile_plan(scenario, replication);
  Threads workers(threads);
  ReplicationRun run = run_batch(*plan, workers, [] { return true; });
  REQUIRE(run.units_done == work_list(*plan).units);
  return {std::move(plan), std::move(run.ledger)};
}

inline Run live_run_of(const Scenario& scenario, Milliseconds slice, std::uint32_t replication = 0) {
  std::shared_ptr<const Plan> plan = compile_plan(scenario, replication);
  LiveRun live(plan);
  while (!live.finished()) live.advance_to(live.now() + slice);
  return {std::move(plan), live.ledger()};
}

inline std::uint64_t total_of(const Run& run, Meter meter) {
  const std::vector<std::uint64_t> totals = run.ledger.totals();
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < totals.size(); ++i) {
    if (cell_table(*run.plan)[i].meter == meter) sum += totals[i];
  }
  return sum;
}

inline std::uint64_t total_of(const Run& run, Stage stage, Meter meter) {
  const std::vector<std::uint64_t> totals = run.ledger.totals();
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < totals.size(); ++i) {
    const Cell& cell = cell_table(*run.plan)[i];
    if (cell.meter == meter && cell.stage == stage) sum += totals[i];
  }
  return sum;
}

inline Money cost_of(const Run& run, const PriceBook& book) {
  const std::vector<std::uint64_t> totals = run.ledger.totals();
  return rate(std::span<const std::uint64_t>(totals), cell_prices(*run.plan, book));
}

inline TalkCounts talk_of(const Run& run) {
  TalkCounts sum;
  for (const TalkCounts& talk : run.ledger.talk) sum += talk;
  return sum;
}

/// Text with every `from` replaced by `to`; fails if there is none, so that a test cannot silently test nothing.
inline std::string with(std::string text, const std::string& from, const std::string& to) {
  std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  for (; at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
  return text;
}

/// One NPC, constants only: system 1,200, line 20, reply 50, full history.
inline const std::string constant_talk = R"({
  "npcost": 1, "name": "constants",
  "time": { "start": "2026-01-05", "duration": "30 d", "timezone": "UTC" },
  "models": { "small": { "kind": "llm", "input": "$0.15/1M tokens", "output": "$0.60/1M tokens", "first_token": "500 ms", "speed": "100 tokens/s" } },
  "pipelines": { "text": { "kind": "text", "stages": [ { "do": "llm", "model": "small" } ] } },
  "npcs": { "innkeeper": { "pipeline": "text", "persona": "1200 tokens", "player_line": "20 tokens", "reply": "50 tokens", "think_time": "10 s" } },
  "players": { "active": "40 players", "segments": { "all": { "share": "100%", "sessions": "1/d", "session_length": "30 min", "conversations": 1, "turns": "30 turns", "npcs": { "innkeeper": 1 } } } },
  "experiment": { "seed": 7, "replications": 2 }
})";

/// Everything at once: two segments, text and voice, cache, window and summary, moderation, spread everywhere.
inline const std::string rich_world = R"({
  "npcost": 1, "name": "rich",
  "time": { "start": "2026-03-02", "duration": "14 d", "timezone": "Europe/Berlin" },
  "models": {
    "brain": { "kind": "llm", "input": "$0.15/1M tokens", "cached_input": "$0.075/1M tokens", "output": "$0.60/1M tokens", "context": "16k tokens", "min_cache": "1024 tokens", "cache_ttl": "5 min", "first_token": "350..900 ms", "speed": "70..140 tokens/s" },
    "sage": { "kind": "llm", "input": "$0.55/1M tokens", "output": "$2.19/1M tokens", "context": "4k tokens", "first_token": "1 s", "speed": "40 tokens/s", "thinks": "50..400 tokens" },
    "ears": { "kind": "stt", "price": "$0.0043/min", "increment": "1 s", "first_token": "200 ms" },
    "mouth": { "kind": "tts", "price": "$15/1M chars", "first_token": "150 ms" },
    "guard": { "kind": "moderation", "price": "$0.02/1k requests", "first_token": "40 ms" }
  },
  "pipelines": {
    "chat": { "kind": "text", "stages": [ { "do": "moderate", "model": "guard" }, { "do": "llm", "model": "brain" } ] },
    "oracle": { "kind": "text", "stages": [ { "do": "llm", "model": "sage" } ] },
    "aloud": { "kind": "voice", "stages": [ { "do": "stt", "model": "ears" }, { "do": "llm", "model": "brain", "stream": true }, { "do": "tts", "model": "mouth" } ] }
  },
  "npcs": {
    "innkeeper": { "pipeline": "chat", "persona": "800 tokens", "world": "900 tokens", "player_line": "4..45 tokens", "reply": "25..160 tokens", "memory": { "keep_turns": 8, "summarise_after": 12, "summary": "180 tokens" } },
    "oracle": { "pipeline": "oracle", "persona": "1200 tokens", "player_line": "5..60 tokens", "reply": "40..300 tokens", "memory": { "keep_turns": 6, "recall": "100..400 tokens" } },
    "friend": { "pipeline": "aloud", "persona": "1500 tokens", "player_line": "6..40 tokens", "reply": "15..90 tokens", "player_speech": "1.2..6 s", "interrupt": "12%" }
  },
  "players": {
    "active": "300 players", "daily_shape": "mobile_evening",
    "segments": {
      "readers": { "share": "70%", "sessions": "1.5/d", "session_length": "20..60 min", "talks": "80%", "conversations": "1..3", "turns": { "dist": "geometric", "mean": 6 }, "npcs": { "innkeeper": 0.7, "oracle": 0.3 } },
      "talkers": { "share": "30%", "sessions": "2/d", "session_length": "30..90 min", "conversations": 2, "turns": "3..20 turns", "npcs": { "friend": 0.8, "innkeeper": 0.2 } }
    }
  },
  "experiment": { "seed": 11, "replications": 2 }
})";

}  // namespace npcost::laws
