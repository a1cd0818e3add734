#include "ui/window/model/recording.h"

#include <algorithm>

#include "sim/engine/plan.h"

namespace npcost::window {
namespace {

constexpr std::int64_t hour_ms = 3'600'000, minute_ms = 60'000;

LedgerShape without_time(LedgerShape shape) {
  shape.hours = shape.days = shape.policies = 0;
  return shape;
}

std::uint32_t whole_seconds(std::uint64_t ms) { return static_cast<std::uint32_t>((ms + 500) / 1000); }

/// Milliseconds that a session has lasted.
std::uint64_t so_far(const OpenSession& open, Milliseconds now) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>((now - open.since).count(), 0));
}

bool is_spoken(Mode mode) { return mode == Mode::voice || mode == Mode::speech_to_speech; }

/// Whole hours between two marks, or whole minutes of a run that is short.
std::int64_t step_between(std::int64_t length_ms, std::uint32_t marks) {
  const std::int64_t even = (length_ms + marks - 1) / marks;
  const std::int64_t unit = even > hour_ms ? hour_ms : minute_ms;
  return std::max(unit, (even + unit - 1) / unit * unit);
}

std::uint32_t marks_that_fit(const LedgerShape& shape, std::uint32_t wanted) {
  const std::size_t each = std::size_t{shape.players} * (shape.cells * sizeof(std::uint32_t) + sizeof(PlayerTotals) + 1) +
                           std::size_t{shape.segments} * shape.ways * (shape.cells * sizeof(std::uint64_t) + sizeof(TalkCounts)) + 1;
  return static_cast<std::uint32_t>(std::clamp<std::size_t>(most_bytes / each, 12, wanted));
}

}  // namespace

std::vector<std::uint64_t> played_so_far(const Scenario& scenario, const LiveRun& run) {
  const UsageLedger& ledger = run.sums();
  std::vector<std::uint64_t> played;
  for (std::size_t s = 0; s < scenario.players.segments.size(); ++s) played.push_back(ledger.segment[s].play_ms);
  for (const OpenSession& open : run.open_sessions()) played[ledger.player_totals[open.player].segment] += so_far(open, run.now());
  return played;
}

Mark::Mark(const Scenario& scenario, const LiveRun& run)
    : at(run.now()),
      rows(without_time(run.ledger().shape)),
      played_ms(played_so_far(scenario, run)),
      online(run.online()),
      talking(run.talking()) {
  take(scenario, run.sums());   // the rows were made complete above
  for (std::size_t s = 0; s < played_ms.size(); ++s) rows.segment[s].play_ms = played_ms[s];
  for (const OpenSession& open : run.open_sessions()) {
    PlayerTotals& row = rows.player_totals[open.player];
    row.play_seconds = whole_seconds(std::uint64_t{row.play_seconds} * 1000 + so_far(open, at));
  }
  index_.emplace(rows);
}

Mark::Mark(const Scenario& scenario, const UsageLedger& ledger) : at(scenario.duration), rows(without_time(ledger.shape)) {
  take(scenario, ledger);
  for (const SegmentCounts& segment : ledger.segment) played_ms.push_back(segment.play_ms);
  index_.emplace(rows);
}

void Mark::take(const Scenario& scenario, const UsageLedger& ledger) {
  rows.player_cells = ledger.player_cells;
  rows.wide = ledger.wide;
  rows.player_totals = ledger.player_totals;
  rows.group_cells = ledger.group_cells;
  rows.talk = ledger.talk;
  rows.segment = ledger.segment;
  std::fill(rows.player_done.begin(), rows.player_done.end(), std::uint8_t{1});
  cells = ledger.totals();
  for (std::size_t group = 0; group < ledger.talk.size(); ++group) {
    const TalkCounts& talk = ledger.talk[group];
    turns += talk.turns;
    if (is_spoken(scenario.pipelines[scenario.ways[group % ledger.shape.ways].pipeline].mode)) voice_turns += talk.turns;
    prompt_tokens += talk.prompt_tokens;
    cached_tokens += talk.cached_tokens;
  }
}

std::size_t Recording::mark_index(Milliseconds at) const {
  const auto after = std::upper_bound(marks.begin(), marks.end(), at, [](Milliseconds ms, const auto& mark) { return ms < mark->at; });
  return static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - marks.begin(), 1) - 1);
}

std::shared_ptr<const Scenario> with_players(const Scenario& scenario, std::uint32_t most_players) {
  auto smaller = std::make_shared<Scenario>(scenario);
  std::optional<Spread>& sample = smaller->experiment.sample_players;
  if (!sample || !sample->is_constant() || sample->value() > most_players) sample = Spread::constant(most_players, Dimension::count);
  smaller->experiment.load_by_minute = false;
  return smaller;
}

std::uint32_t players_for(const Scenario& scenario, std::uint32_t most_players, double most_turns) {
  constexpr std::uint32_t fewest = 60;
  const std::shared_ptr<const Plan> plan = compile_plan(*with_players(scenario, most_players), 0);
  const double turns = expected_turns(*plan);
  if (turns <= most_turns) return most_players;
  const double share = most_turns / turns * work_list(*plan).players;
  return std::max(std::min(fewest, most_players), static_cast<std::uint32_t>(share));
}

std::shared_ptr<const Recording> record(std::shared_ptr<const Scenario> scenario, std::uint32_t marks, const KeepGoing& keep_going) {
  if (!keep_going(0)) return nullptr;
  const std::shared_ptr<const Plan> plan = compile_plan(*scenario, 0);
  LiveRun run(plan);
  const LedgerShape shape = ledger_shape(*plan);
  auto recording = std::make_shared<Recording>(Recording{scenario, plan, work_list(*plan), scenario->duration, {}, UsageLedger({}), {}});
  const std::int64_t end_ms = scenario->duration.count();
  const std::int64_t step_ms = step_between(end_ms, marks_that_fit(shape, marks));
  run.advance_to(Milliseconds(0));
  recording->marks.push_back(std::make_shared<const Mark>(*scenario, run));
  std::vector<std::uint64_t> played_before = recording->marks.back()->played_ms;
  for (std::int64_t now_ms = 0, mark_ms = step_ms; now_ms < end_ms;) {
    const std::int64_t hour_end = (now_ms / hour_ms + 1) * hour_ms;
    now_ms = std::min({hour_end, mark_ms, end_ms});
    run.advance_to(Milliseconds(now_ms));
    if (now_ms == hour_end || now_ms == end_ms) {
      std::vector<std::uint64_t> played = played_so_far(*scenario, run);
      for (std::size_t s = 0; s < played.size(); ++s) recording->hour_played_ms.push_back(played[s] - played_before[s]);
      played_before = std::move(played);
    }
    if (now_ms == mark_ms || now_ms == end_ms) {
      recording->marks.push_back(std::make_shared<const Mark>(*scenario, run));
      mark_ms += step_ms;
    }
    if (!keep_going(static_cast<double>(now_ms) / static_cast<double>(end_ms))) return nullptr;
  }
  recording->whole = run.ledger();
  return recording;
}

}  // namespace npcost::window
