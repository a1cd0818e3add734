// The part of the screen that depends on the playhead: figures, breakdown, feed, transport.
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "sim/base/calendar.h"
#include "ui/window/model/mode_budgets.h"
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

/// As ModeFigures has it.
std::vector<BudgetFigure> budget_figures(Mode mode, const Shown& shown, const Mark& mark) {
  std::vector<BudgetFigure> figures;
  const Scenario& scenario = shown.edition->scenario();
  const CellTable& cells = cell_table(*shown.recording().plan);
  for (const Budget* budget : budgets_of_mode(mode, scenario, cells)) {
    figures.push_back(budget_figure(*budget, scenario, cells, shown.billed->billing->prices(), mark));
  }
  hardest_first(figures);
  return figures;
}

void show_mode(ModeFigures& figures, const FiguresOfMode& now) {
  figures.p50 = now.p50;
  figures.p95 = now.p95;
  figures.mean = now.mean;
  figures.binding = now.binding;
  figures.binding_share = now.binding_share;
  figures.share_of_bill = now.share_of_bill;
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
    // Which one heads the mode is settled at the end of the run: a headline that changes its meaning on the way is none.
    const bool by_median = !figures.occurs || billed.at_marks.back().mode[m].p50.value_or(0) > 0;
    figures.headline_stat = by_median ? Stat::p50 : Stat::mean;
    const auto headline = [m, by_median](const FiguresAt& one) { return by_median ? one.mode[m].p50 : one.mode[m].mean; };
    figures.headline.value = headline(now);
    figures.headline.change = before ? change_of(headline(*then), headline(*before)) : std::nullopt;
    figures.headline.trace = trace_of(billed, at, headline);
    figures.budgets = figures.occurs ? budget_figures(mode, shown, mark) : std::vector<BudgetFigure>();
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
