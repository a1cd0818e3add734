// The part of the screen that depends on the playhead: figures, breakdown, feed, transport.
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "sim/base/calendar.h"
#include "ui/window/model/studio_parts.h"

namespace npcost::window {
namespace {

constexpr std::size_t feed_length = 40;

std::optional<double> change_of(const std::optional<double>& now, const std::optional<double>& before) {
  if (!now || !before || *before == 0) return std::nullopt;
  return *now / *before - 1;
}

/// The figures of a billing at a moment.
FiguresAt figures_at(const Billed& billed, Milliseconds at) { return billed.billing->figures(billed.billing->recording().mark_at(at)); }

/// Figures of the marks that are not after `at`.
template <typename Of>
std::vector<float> trace_of(const Billed& billed, Milliseconds at, const Of& of) {
  std::vector<float> trace;
  const auto& marks = billed.billing->recording().marks;
  for (std::size_t i = 0; i < billed.mark.size() && marks[billed.mark[i]]->at <= at; ++i) {
    trace.push_back(static_cast<float>(of(billed.at_marks[i]).value_or(std::numeric_limits<double>::quiet_NaN())));
  }
  return trace;
}

/// Of the mode's own budget, or of everybody's.
const Budget* budget_of(const Scenario& scenario, Mode mode) {
  const Budget* everybodys = nullptr;
  for (const Budget& budget : scenario.budgets) {
    if (budget.metric != "cost.per_player_hour" || !budget.max) continue;
    const BudgetSlice& where = budget.where;
    if (where.pipeline && !where.segment && !where.npc && !where.model && scenario.pipelines[*where.pipeline].mode == mode) return &budget;
    if (!where.pipeline && !where.segment && !where.npc && !where.model && everybodys == nullptr) everybodys = &budget;
  }
  return everybodys;
}

void show_mode(ModeFigures& figures, const FiguresOfMode& now) {
  figures.p50 = now.p50;
  figures.p95 = now.p95;
  figures.mean = now.mean;
  figures.binding = now.binding;
  figures.binding_share = now.binding_share;
}

void show_transport(Transport& transport, const Recording& recording, const Mark& mark, double now_ms) {
  const Scenario& scenario = *recording.scenario;
  const auto at = Milliseconds(static_cast<std::int64_t>(now_ms));
  transport.now = now_ms / 3'600'000.0;
  const LocalMoment moment = local_moment(scenario.start + at, scenario.timezone);
  const LocalMoment start = local_moment(scenario.start, scenario.timezone);
  const int second = moment.second_of_day;
  transport.clock_text = fmt::format("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
  transport.day_text = fmt::format("Day {}", moment.day - start.day + 1);
  const double scale = static_cast<double>(recording.work.active_players) / std::max(1.0, static_cast<double>(recording.work.players));
  std::int64_t online = 0;
  const auto& changes = recording.whole.online_change;
  const auto minute = static_cast<std::size_t>(std::max<std::int64_t>(at.count() - 1, 0) / 60'000);
  for (std::size_t m = 0; m <= minute && m < changes.size(); ++m) online += changes[m];
  transport.online = static_cast<double>(online) * scale;
  for (std::size_t m = 0; m < mode_count; ++m) transport.talking[m] = static_cast<double>(mark.talking[m]) * scale;
}

}  // namespace

void Studio::Parts::show_moment() {
  ++screen.number;
  screen.transport.playing = playing;
  screen.transport.speed = speed;
  if (shown.billed == nullptr) return;
  const Billed& billed = *shown.billed;
  const Recording& recording = shown.recording();
  const Milliseconds at = this->now();
  const Mark& mark = mark_now();
  const FiguresAt now = billed.billing->figures(mark);
  // Changes are between two marks of one time: the baseline's world is not lived any more.
  std::optional<FiguresAt> then, before;
  if (baseline != nullptr) {
    then = figures_at(billed, at);
    before = figures_at(*baseline, at);
  }
  for (const Mode mode : all_modes) {
    const auto m = static_cast<std::size_t>(mode);
    ModeFigures& figures = screen.mode[m];
    figures.occurs = billed.billing->occurs(mode);
    show_mode(figures, now.mode[m]);
    figures.change = before ? change_of(then->mode[m].p50, before->mode[m].p50) : std::nullopt;
    figures.trace = trace_of(billed, at, [m](const FiguresAt& one) { return one.mode[m].p50; });
    const Budget* budget = budget_of(shown.edition->scenario(), mode);
    figures.budget = budget == nullptr ? std::nullopt : budget->max;
    figures.budget_name = budget == nullptr ? "" : budget->name;
    for (Part& part : screen.parts[m]) {
      part.per_player_hour = now.mode[m].part[static_cast<std::size_t>(part.kind)];
      part.share = now.mode[m].share[static_cast<std::size_t>(part.kind)];
    }
  }
  const auto figure = [&](Figure& shown_as, std::optional<double> FiguresAt::*of) {
    shown_as.value = now.*of;
    shown_as.change = before ? change_of((*then).*of, (*before).*of) : std::nullopt;
    shown_as.trace = trace_of(billed, at, [of](const FiguresAt& one) { return one.*of; });
  };
  figure(screen.per_turn, &FiguresAt::per_turn);
  figure(screen.monthly_bill, &FiguresAt::monthly_bill);
  figure(screen.cache_hits, &FiguresAt::cache_hits);
  screen.voice_share = now.voice_share;
  screen.feed = feed_at(*shown.seen, recording, billed.billing->prices(), at, feed_length);
  show_transport(screen.transport, recording, mark, now_ms);
}

}  // namespace npcost::window
