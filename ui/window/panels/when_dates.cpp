// Dates and probabilities, on one time axis.

#include <algorithm>
#include <cmath>

#include "ui/window/charts/spans.h"
#include "ui/window/panels/goal_words.h"
#include "ui/window/panels/when_parts.h"

namespace npcost::window {

namespace {

constexpr float names = 116, figures = 186;
constexpr std::array<int, 4> horizons{5, 10, 15, 25};

/// At the chosen date, between the two samples around it.
std::optional<double> value_at(const WhenScreen& when, const std::vector<double>& course, double hours) {
  const std::size_t size = std::min(when.at.size(), course.size());
  if (size == 0) return std::nullopt;
  const auto end = when.at.begin() + static_cast<std::ptrdiff_t>(size);
  const auto above = static_cast<std::size_t>(std::upper_bound(when.at.begin(), end, hours) - when.at.begin());
  if (above == 0) return course[0];
  if (above >= size) return course[size - 1];
  const double from = when.at[above - 1], to = when.at[above], part = to > from ? (hours - from) / (to - from) : 0.0;
  return course[above - 1] * (1.0 - part) + course[above] * part;
}

charts::Span span_of(const Panel& p, std::size_t index) {
  const WhenScreen& when = p.screen.when;
  const WhenDate& date = when.dates[index];
  charts::Span span;
  span.name = name_of(p, date), span.colour = colour_of_date(when, index);
  if (date.now) span.note = p.say("when.today", goal_amount(p, date.goal, *date.now));
  span.low = date.p10, span.middle = date.p50, span.high = date.p90;
  const auto words = [&](const std::optional<double>& hours) {
    return !hours ? p.say("when.later") : *hours <= 0.0 ? p.say("when.now") : month_text(p, *hours);
  };
  if (!date.why_unknown.empty()) {
    span.value = "–";
    span.instead = shown_name(date.why_unknown);
  } else if (!date.p10) {
    span.value = date.ever > 0.0 ? p.say("when.hardly") : p.say("when.never");
    span.aside = p.say("when.ever_share", charts::percent(date.ever));
    span.instead = p.say(date.ever > 0.0 ? WordKey("when.hardly_words") : WordKey("when.never_words"), date_text(when, when.until));
  } else {
    span.value = words(date.p50);
    span.aside = date.p90 && *date.p90 <= 0.0 ? p.say("when.stays") : words(date.p10) + " – " + words(date.p90);
  }
  return span;
}

void choose_by_keys(Panel& p, const std::string& id) {
  const WhenScreen& when = p.screen.when;
  if (!(p.ui.focus.item(id) && p.ui.focus.visible()) || when.at.empty()) return;
  const std::ptrdiff_t step = ImGui::GetIO().KeyShift ? 12 : 1;
  auto at = static_cast<std::ptrdiff_t>(charts::nearest(when.at, p.view.when.by));
  const bool left = p.ui.key(ImGuiKey_LeftArrow), right = p.ui.key(ImGuiKey_RightArrow), home = p.ui.key(ImGuiKey_Home),
             end = p.ui.key(ImGuiKey_End);
  const auto last = static_cast<std::ptrdiff_t>(when.at.size()) - 1;
  if (left) at -= step;
  if (right) at += step;
  if (home) at = 0;
  if (end) at = last;
  if (!left && !right && !home && !end) return;
  p.ui.keys_used = true;
  p.view.when.by = when.at[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at, 0, last))];
}

charts::XyChart probability_chart(const Panel& p) {
  const WhenScreen& when = p.screen.when;
  charts::XyChart chart;
  chart.id = "when.probability";
  chart.x = date_axis(p);
  chart.y = charts::percent_axis();
  chart.y.whole = charts::Range{0.0, 1.0};
  chart.y.ticks = 4;
  const auto whole = [&](const std::vector<double>& course) { return course.size() == when.at.size(); };
  for (std::size_t i = 0; i < when.dates.size(); ++i) {
    const WhenDate& date = when.dates[i];
    if (!whole(date.by_low) || !whole(date.by_high)) continue;
    charts::Series band = charts::band_series(name_of(p, date), colour_of_date(when, i), when.at, date.by_low, date.by_high, -1);
    band.in_table = false;
    chart.series.push_back(std::move(band));
  }
  for (std::size_t i = 0; i < when.dates.size(); ++i) {
    const WhenDate& date = when.dates[i];
    if (!whole(date.by)) continue;
    charts::Series line = charts::line_series(name_of(p, date), colour_of_date(when, i), when.at, date.by, -1);
    line.thickness = 2.25f;
    chart.series.push_back(std::move(line));
  }
  chart.flags.push_back({p.view.when.by, date_text(when, p.view.when.by)});
  chart.words = chart_words(p.ui.language);
  chart.empty_reason = no_forecast_reason(p);
  chart.left = names, chart.right = figures, chart.top = 27;
  return chart;
}

/// What the chosen date is worth for each mode, beside the curves.
void draw_read_out(Panel& p, const Rect& box) {
  const WhenScreen& when = p.screen.when;
  Rect rest = box;
  p.ui.line(Face::small, take_top(rest, 18, 2), Align::right, theme().text3, p.say("when.by", date_text(when, p.view.when.by)));
  for (std::size_t i = 0; i < when.dates.size(); ++i) {
    const WhenDate& date = when.dates[i];
    if (rest.height() < px(20)) return;
    Rect row = take_top(rest, 22);
    const std::optional<double> by = value_at(when, date.by, p.view.when.by), low = value_at(when, date.by_low, p.view.when.by),
                                high = value_at(when, date.by_high, p.view.when.by);
    if (low && high) {
      const std::string range = "[" + charts::percent(*low) + ", " + charts::percent(*high) + "]";
      p.ui.line(Face::small, take_right(row, 76, 4), Align::right, theme().text3, range);
    }
    const std::string text = by ? charts::percent(*by) : "–";
    p.ui.line(Face::semi, row, Align::right, theme().text, text);
    row.high.x -= draw::measure(Face::semi, text).x + px(8);
    p.ui.line(Face::small, row, Align::right, colour_of_date(when, i), name_of(p, date));
  }
}

void draw_controls(Panel& p, const Rect& box) {
  ImVec2 corner = card_corner(box);
  const WhenScreen& when = p.screen.when;
  const bool open = !p.screen.file.empty() && p.screen.draft.readable;
  const ButtonWords words = when.running ? ButtonWords{p.say("sweep.stop"), Icon::stop, p.say("when.stop_tip")}
                                         : ButtonWords{p.say("when.run"), Icon::play, p.say("when.run_tip"), ButtonLook::primary, open};
  const float width = button_width(words);
  const Rect at{{draw::snap(corner.x - width), corner.y - px(15)}, {draw::snap(corner.x), corner.y + px(15)}};
  if (button(p.ui, when.running ? "when.stop" : "when.run", at, words)) {
    when.running ? p.actions.stop_forecast() : p.actions.run_forecast(p.view.when.wish);
  }
  corner.x -= width + px(10);
  std::vector<std::string> labels;
  int chosen = 1;
  for (std::size_t i = 0; i < horizons.size(); ++i) {
    labels.push_back(p.say("when.years", horizons[i]));
    if (horizons[i] == p.view.when.wish.years) chosen = static_cast<int>(i);
  }
  p.view.when.wish.years = horizons[static_cast<std::size_t>(segments(p.ui, "when.horizon", corner, labels, chosen))];
  corner.x -= segments_width(labels) + px(10);
  if (when.stale) {
    const ChipWords chip_words{p.say("sweep.stale"), Status::warn, Icon::reload};
    chip(p.ui, "when.stale", {corner.x - chip_width(chip_words), corner.y}, chip_words, p.say("sweep.stale_tip"));
  }
}

/// What has to hold, if it is the same for all modes: "share of revenue ≤ 5%".
std::string question_of(const Panel& p) {
  const auto text = [&p](const WhenDate& date) { return goal_metric(p, date.goal) + " ≤ " + goal_limit_amount(p, date.goal); };
  const auto& dates = p.screen.when.dates;
  const std::string first = text(dates.front());
  const bool one = std::all_of(dates.begin(), dates.end(), [&](const WhenDate& date) { return text(date) == first; });
  return one ? first : p.say("when.own_limits");
}

std::string aside_of(const Panel& p) {
  const WhenScreen& when = p.screen.when;
  if (when.draws == 0) return when.running ? p.say("status.running") : std::string();
  const std::string draws =
      when.draws < when.draws_asked ? p.say("when.draws_of", when.draws, when.draws_asked) : p.say("when.draws", when.draws);
  const std::string question = when.dates.empty() ? std::string() : question_of(p) + " · ";
  return question + p.say("when.stays_months", when.stays_months) + " · " + draws;
}

}  // namespace

void draw_dates(Panel& p, const Rect& box) {
  const WhenScreen& when = p.screen.when;
  Rect inner = card(p.ui, "when.dates", box, p.say("when.title"), aside_of(p), 400);
  draw_controls(p, box);
  if (when.running && when.draws_asked > 0) {
    const Rect bar{{inner.low.x, inner.low.y - px(6)}, {inner.high.x, inner.low.y - px(3)}};
    ImDrawList* const list = ImGui::GetWindowDrawList();
    const float part = static_cast<float>(std::min(1.0, static_cast<double>(when.draws) / when.draws_asked));
    list->AddRectFilled(bar.low, bar.high, theme().border, px(1.5f));
    list->AddRectFilled(bar.low, {bar.low.x + bar.width() * part, bar.high.y}, theme().accent, px(1.5f));
  }
  if (!when.dates.empty()) {
    charts::SpanChart spans;
    spans.id = "when.spans";
    spans.x = date_axis(p);
    for (std::size_t i = 0; i < when.dates.size(); ++i) spans.spans.push_back(span_of(p, i));
    spans.cursor = p.view.when.by;
    spans.names = names, spans.figures = figures;
    const Rect rows = take_top(inner, 44 * static_cast<float>(when.dates.size()), 0);
    const charts::SpanAnswer answer = charts::draw_spans(ImGui::GetWindowDrawList(), rows, spans, p.view.when.time);
    if (answer.clicked) p.view.when.by = std::clamp(*answer.clicked, 0.0, when.until);
  }
  const charts::XyChart chart = probability_chart(p);
  choose_by_keys(p, chart.id);
  inner.high.y += px(4);
  const charts::XyAnswer answer = charts::draw_xy(ImGui::GetWindowDrawList(), inner, chart, p.view.when.probability, p.view.when.time);
  if (p.ui.focus.name() == chart.id && p.ui.focus.visible()) draw_ring(ImGui::GetWindowDrawList(), answer.plot, px(4));
  if (answer.clicked) p.view.when.by = std::clamp(answer.clicked->x, 0.0, when.until);
  if (answer.empty) return;
  const Rect above{{inner.low.x, answer.plot.low.y - px(26)}, {answer.plot.low.x, answer.plot.low.y - px(8)}};
  p.ui.line(Face::small, above, Align::left, theme().text3, p.say("when.probability"));
  draw_read_out(p, {{answer.plot.high.x + px(12), answer.plot.low.y - px(26)}, {inner.high.x, answer.plot.high.y}});
}

}  // namespace npcost::window
