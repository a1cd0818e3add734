// The When tab: from which date on talking NPCs pay.

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "ui/window/panels/goal_words.h"
#include "ui/window/panels/when_parts.h"

namespace npcost::window {

using draw::Component;

namespace {

std::optional<std::chrono::sys_days> start_of(const WhenScreen& when) { return date_of(when.start_text); }

Component component_of(Stage stage) {
  switch (stage) {
    case Stage::llm: return Component::llm_input;
    case Stage::stt: return Component::speech_to_text;
    case Stage::tts: return Component::text_to_speech;
    case Stage::moderation: return Component::network;
    case Stage::memory: return Component::gpu;
    case Stage::realtime: return Component::text_to_speech;
    case Stage::vision: return Component::llm_cached;
  }
  return Component::network;
}

}  // namespace

ImU32 colour_of_path(const WhenScreen& when, std::size_t path) {
  std::size_t before = 0;
  for (std::size_t i = 0; i < path; ++i) before += when.paths[i].stage == when.paths[path].stage ? 1 : 0;
  const bool further = when.paths[path].stage == Stage::llm && before > 0;
  const Component component = !further          ? component_of(when.paths[path].stage)
                              : before % 2 == 1 ? Component::llm_output
                                                : Component::llm_cached;
  const ImU32 colour = theme().of(component);
  return before < 2 ? colour : draw::mixed(colour, theme().text, 0.18f * static_cast<float>(std::min<std::size_t>(before, 4)));
}

ImU32 colour_of_date(const WhenScreen& when, std::size_t date) {
  const std::optional<Mode> mode = when.dates[date].goal.mode;
  return mode ? colour_of_mode(*mode) : theme().series[date % theme().series.size()];
}

std::string name_of(const Panel& p, const WhenDate& date) {
  if (date.goal.mode) return mode_text(p.ui.language, *date.goal.mode);
  return date.goal.name.empty() ? goal_metric(p, date.goal) : shown_name(date.goal.name);
}

std::string date_text(const WhenScreen& when, double hours) {
  const auto start = start_of(when);
  if (!start || !std::isfinite(hours) || std::fabs(hours) > 24.0 * 366 * 200) return "–";
  const std::chrono::year_month_day date(*start + std::chrono::days(static_cast<int>(std::floor(hours / 24.0 + 1e-9))));
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string month_text(const Panel& p, double hours) {
  const auto start = start_of(p.screen.when);
  return start ? charts::time_tick(hours, 0.0, {start, p.korean(), false}) : std::string("–");
}

charts::Axis date_axis(const Panel& p) {
  const WhenScreen& when = p.screen.when;
  const double until = when.until > 0.0 && std::isfinite(when.until) ? when.until : 24.0 * 365;
  const auto start = start_of(when);
  charts::Axis axis = charts::time_axis({0.0, until}, {start, p.korean(), false});
  axis.value_label = [&when](double hours, double) { return date_text(when, hours); };
  axis.tick_label = [start, korean = p.korean(), long_one = until > 24.0 * 365 * 3](double hours, double step) {
    if (start && step == 0.0 && long_one) {
      const std::chrono::year_month_day date(*start + std::chrono::days(static_cast<int>(std::floor(hours / 24.0 + 1e-9))));
      if (date.month() == std::chrono::January) return fmt::format("{}{}", static_cast<int>(date.year()), korean ? "년" : "");
    }
    return charts::time_tick(hours, step, {start, korean, false});
  };
  return axis;
}

std::string no_forecast_reason(const Panel& p) {
  const WhenScreen& when = p.screen.when;
  if (p.screen.file.empty() || !p.screen.draft.readable) return nothing_reason(p);
  if (!when.fault.empty()) return shown_name(when.fault);
  return when.running ? p.say("nothing.running") : p.say("when.press_run");
}

void draw_when(Panel& p, const Rect& box) {
  WhenView& view = p.view.when;
  const WhenScreen& when = p.screen.when;
  if (view.start != when.start_text + std::to_string(when.until)) {   // another forecast: two years on, at the first of a January
    view.start = when.start_text + std::to_string(when.until);
    view.time = {};
    view.by = std::min(when.until * 0.5, 2.0 * 365.25 * 24.0);
    if (const auto start = start_of(when)) {
      const std::chrono::year_month_day around(*start + std::chrono::days(static_cast<int>(view.by / 24.0)) + std::chrono::days(182));
      const std::chrono::sys_days january = std::chrono::year_month_day(around.year(), std::chrono::January, std::chrono::day(1));
      const double hours = static_cast<double>((january - *start).count()) * 24.0;
      if (hours > 0.0 && hours < when.until) view.by = hours;
    }
  }
  Rect rest = inset(box, 12, 12);
  const float rows = static_cast<float>(std::max<std::size_t>(when.dates.size(), 2));
  const float upper = std::max(44 + rows * 44 + 150, rest.height() / theme().scale * 0.5f);
  draw_dates(p, take_top(rest, upper, 12));
  const Rect left = take_left(rest, rest.width() / theme().scale * (rest.width() < px(1100) ? 0.46f : 0.5f), 12);
  draw_paths(p, left);
  draw_movers(p, rest);
}

}  // namespace npcost::window
