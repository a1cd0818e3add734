#pragma once
// What the laws of levers share: a talk in which no time passes but pauses, every turn of every player, and what each lever must keep.

#include <algorithm>

#include "sim/engine/plan_types.h"
#include "sim/engine/watch.h"
#include "tests/laws/support.h"

namespace npcost::laws {

inline constexpr std::int64_t day_ms = 86'400'000;

/// constant_talk with a model that answers at once: whatever answers instead moves no session and no talk. A turn takes 10 s of thought.
inline std::string calm_talk() {
  return with(constant_talk, R"("first_token": "500 ms", "speed": "100 tokens/s")", R"("first_token": "0 ms")");
}

/// The scenario with one more section.
inline std::string adding(const std::string& text, const std::string& section) {
  return with(text, "\"experiment\":", section + ", \"experiment\":");
}

/// The scenario with one more model: "tiny", as quick as "small", at half its price.
inline std::string with_tiny(const std::string& text) {
  return with(text, "\"models\": {",
              R"("models": { "tiny": { "kind": "llm", "input": "$0.075/1M tokens", "output": "$0.30/1M tokens", "first_token": "0 ms" },)");
}

struct HeardTurn {
  std::uint32_t player = 0, session = 0, talk = 0;
  std::int64_t ms = 0;
  std::uint16_t way = 0;
  TurnRecord turn;
  std::vector<std::pair<std::uint32_t, std::uint64_t>> counts;
};

/// Every turn of one player, in order, and how many talks there were.
class Listener final : public Watcher {
 public:
  explicit Listener(std::uint32_t player) : player_(player) {}
  void happened(const Happening& happening) override {
    if (happening.kind == Happening::Kind::session_begins) ++session_;
    if (happening.kind == Happening::Kind::talk_begins) ++talk_;
    if (happening.kind == Happening::Kind::refused) refused += happening.turns;
    if (happening.kind == Happening::Kind::turn)
      turns.push_back({player_, session_, talk_, happening.ms, happening.way, happening.turn, happening.counts});
  }
  std::vector<HeardTurn> turns;
  std::uint64_t refused = 0;

 private:
  std::uint32_t player_, session_ = 0, talk_ = 0;
};

inline std::vector<HeardTurn> turns_of(const Plan& plan, std::uint32_t player) {
  Listener listener(player);
  watch_player(plan, player, listener);
  return std::move(listener.turns);
}

/// Every turn of everybody, in the order of time.
inline std::vector<HeardTurn> turns_of_all(const Plan& plan) {
  std::vector<HeardTurn> all;
  for (std::uint32_t player = 0; player < plan.shape.players; ++player) {
    std::vector<HeardTurn> own = turns_of(plan, player);
    all.insert(all.end(), own.begin(), own.end());
  }
  std::stable_sort(all.begin(), all.end(), [](const HeardTurn& a, const HeardTurn& b) { return a.ms < b.ms; });
  return all;
}

/// Who played and who talked when.
inline void check_same_people(const Run& a, const Run& b) {
  CHECK(a.ledger.player_totals == b.ledger.player_totals);
  CHECK(a.ledger.day_players == b.ledger.day_players);
  CHECK(a.ledger.segment == b.ledger.segment);
  CHECK(a.ledger.online_change == b.ledger.online_change);
}

/// Everything but the list of what policies did.
inline UsageLedger without_policies(UsageLedger ledger) {
  ledger.shape.policies = 0;
  ledger.policy.clear();
  return ledger;
}

/// Both schedules, odd slices and several threads.
inline void check_schedules_agree(const Scenario& scenario) {
  const Run one = run_of(scenario);
  CHECK(run_of(scenario, 0, 3).ledger == one.ledger);
  CHECK(run_of(scenario, 0, 7).ledger == one.ledger);
  CHECK(live_run_of(scenario, std::chrono::minutes(433)).ledger == one.ledger);
  CHECK(live_run_of(scenario, std::chrono::milliseconds(1'234'567)).ledger == one.ledger);
}

/// Laws 1 and 2: by player, hour and way the same, and prompts are what was fresh, found and written. Calls of players' turns only.
inline void check_conserved(const Run& run) {
  const UsageLedger& ledger = run.ledger;
  const std::vector<std::uint64_t> by_group = ledger.totals();
  for (std::uint32_t cell = 0; cell < ledger.shape.cells; ++cell) {
    std::uint64_t players = 0, hours = 0;
    for (std::uint32_t player = 0; player < ledger.shape.players; ++player) players += ledger.player_cell(player, cell);
    for (std::uint32_t hour = 0; hour < ledger.shape.hours; ++hour) hours += ledger.hour_cells[std::size_t{hour} * ledger.shape.cells + cell];
    INFO("cell " << cell);
    CHECK(players == by_group[cell]);
    CHECK(hours == by_group[cell]);
  }
  std::uint64_t turns = 0, conversations = 0, days = 0, texts = 0;
  for (const PlayerTotals& player : ledger.player_totals) {
    turns += player.turns;
    conversations += player.conversations;
    days += player.days;
  }
  for (const LatencyHistogram& histogram : ledger.first_text) texts += histogram.total();
  const TalkCounts talk = talk_of(run);
  CHECK(talk.turns == turns);
  CHECK(talk.conversations == conversations);
  CHECK(texts <= turns);
  std::uint64_t segment_days = 0;
  for (const SegmentCounts& segment : ledger.segment) segment_days += segment.player_days;
  CHECK(segment_days == days);
  const std::uint64_t fresh = total_of(run, Stage::llm, Meter::input_tokens), cached = total_of(run, Stage::llm, Meter::cached_input_tokens);
  CHECK(fresh + cached + total_of(run, Stage::llm, Meter::cache_write_tokens) == talk.prompt_tokens);
  CHECK(cached == talk.cached_tokens);
}

/// No prompt over the window of the model that answered.
inline void check_windows(const Run& run) {
  for (const HeardTurn& heard : turns_of_all(*run.plan)) {
    if (!heard.turn.course.asks_model()) continue;
    REQUIRE(heard.turn.prompt_tokens <= run.plan->ways[heard.way].answering(heard.turn.course.llm).context_tokens);
    REQUIRE(heard.turn.prompt.fresh + heard.turn.prompt.cached + heard.turn.prompt.written == heard.turn.prompt_tokens);
  }
}

/// Tokens of one model.
inline std::uint64_t total_of(const Run& run, const Scenario& scenario, const std::string& model, Meter meter) {
  const std::vector<std::uint64_t> totals = run.ledger.totals();
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < totals.size(); ++i) {
    const Cell& cell = cell_table(*run.plan)[i];
    if (cell.meter == meter && scenario.book.cards[cell.model].name == model) sum += totals[i];
  }
  return sum;
}

}  // namespace npcost::laws
