// The Live tab: figures in a row, cost over time, viability, where the money goes, turns.

#include <algorithm>

#include "ui/window/charts/spark.h"
#include "ui/window/panels/live_cards.h"

namespace npcost::window {

namespace {

struct Kpi {
  std::string label, value, tip;
  std::optional<double> change;
  bool absent = false;                    ///< the scenario has no such thing
  bool less_is_better = true;
  ImU32 colour = 0;                       ///< of the trace
  std::span<const double> trace;
};

/// Change against the baseline: an arrow, so much, and in words what it is against.
void draw_change(Panel& p, const Rect& box, const Kpi& kpi) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  if (!kpi.change) {
    if (kpi.absent) {
      p.ui.line(Face::small, box, Align::left, theme().text3, p.say("kpi.absent"));
      return;
    }
    const bool unknown = kpi.value == "–" && p.screen.track.simulated > 0.0;
    p.ui.line(Face::small, box, Align::left, theme().text3,
              unknown                          ? p.say("kpi.unknown")
              : p.screen.baseline_text.empty() ? p.say("kpi.no_baseline")
                                               : p.say("kpi.no_change"));
    return;
  }
  const double change = *kpi.change;
  const bool still = change > -0.0005 && change < 0.0005;
  const Status status = still ? Status::neutral : (change < 0.0) == kpi.less_is_better ? Status::ok : Status::bad;
  float x = box.low.x;
  if (!still) {
    draw::icon(list, change < 0.0 ? draw::Icon::arrow_down : draw::Icon::arrow_up, {x + px(5), box.centre().y}, px(9),
               theme().words(status));
    x += px(14);
  }
  const std::string text = change_text(kpi.change);
  x += draw::text(list, Face::small_semi, {x, box.centre().y - draw::line_height(Face::small_semi) * 0.5f},
                  theme().words(status), text) +
       px(6);
  const std::string against = p.say("kpi.against", baseline_text(p.ui.language, shown_name(p.screen.baseline_text)));
  if (box.high.x - x > px(40)) p.ui.line(Face::small, {{x, box.low.y}, box.high}, Align::left, theme().text3, against);
}

void draw_kpi(Panel& p, const std::string& name, const Rect& box, const Kpi& kpi) {
  card(p.ui, name, box, {});
  const bool narrow = box.width() < px(216);
  Rect inner = inset(box, narrow ? 13 : 16, 11);
  p.ui.line(Face::small, take_top(inner, 18, 0), Align::left, theme().text2, kpi.label);
  const Rect figure = take_top(inner, 32, 2);
  const Face face = draw::measure(Face::kpi, kpi.value).x <= figure.width() ? Face::kpi : Face::big;
  const float width = p.ui.line(face, figure, Align::left, kpi.value == "–" ? theme().text3 : theme().text, kpi.value);
  Rect spark{{figure.low.x + width + px(18), figure.low.y + px(8)}, {box.high.x - px(16), box.high.y - px(20)}};
  Rect change = inner;
  if (!narrow && spark.width() > px(84)) spark.low.x = spark.high.x - px(84);
  if (spark.width() >= px(40) && !kpi.trace.empty() && !kpi.absent) {
    // Beside the figure only where a card is narrow: the words below it need the width.
    if (narrow) spark.high.y = figure.high.y;
    charts::draw_spark(ImGui::GetWindowDrawList(), spark, kpi.trace, kpi.colour);
    if (!narrow) change.high.x = spark.low.x - px(8);
  }
  draw_change(p, change, kpi);
  p.ui.tip(box, kpi.tip);
}

Kpi kpi_of_mode(const Panel& p, Mode mode) {
  const ModeFigures& figures = p.screen.mode[static_cast<std::size_t>(mode)];
  Kpi kpi;
  const bool by_mean = figures.headline_stat == Stat::mean;
  kpi.label = by_mean ? p.say("kpi.mode_mean", mode_text(p.ui.language, mode)) : p.say("kpi.mode", mode_text(p.ui.language, mode));
  kpi.value = money_or_dash(figures.headline.value, p.money);
  kpi.tip = figures.occurs
                ? p.say("kpi.mode_tip", money_or_dash(figures.mean, p.money), money_or_dash(figures.p95, p.money))
                : p.say("kpi.mode_absent");
  if (figures.occurs && by_mean) kpi.tip += "\n" + p.say("kpi.mean_tip");
  kpi.change = figures.headline.change;
  kpi.absent = !figures.occurs && p.screen.track.simulated > 0.0;
  kpi.colour = colour_of_mode(mode);
  kpi.trace = p.view.data.mode[static_cast<std::size_t>(mode)].trace;
  return kpi;
}

void draw_kpis(Panel& p, const Rect& row) {
  const std::vector<Mode> modes = modes_in_cards(p.screen);
  const std::size_t occur = modes_shown(p.screen).size();
  const auto at = [&](int n) { return column(row, 5, n, 12); };
  for (int n = 0; n < 2; ++n) {
    Kpi kpi = kpi_of_mode(p, modes[static_cast<std::size_t>(n)]);
    if (occur > 2) kpi.tip += "\n" + p.say("kpi.others", occur);
    draw_kpi(p, "live.kpi." + std::to_string(n), at(n), kpi);
  }
  const Screen& s = p.screen;
  draw_kpi(p, "live.kpi.2", at(2),
           {p.say("kpi.turn"), money_or_dash(s.per_turn.value, p.money), p.say("kpi.turn_tip"), s.per_turn.change, false, true,
            theme().text3, p.view.data.per_turn});
  const std::string share = charts::percent(s.voice_share);
  draw_kpi(p, "live.kpi.3", at(3),
           {p.say("kpi.bill", share), money_or_dash(s.monthly_bill.value, p.money),
            p.say("kpi.bill_tip", whole_text(static_cast<double>(s.active_players))), s.monthly_bill.change, false, true,
            theme().text3, p.view.data.monthly_bill});
  const std::string hits = s.cache_hits.value ? charts::percent(*s.cache_hits.value, 1) : "–";
  draw_kpi(p, "live.kpi.4", at(4),
           {p.say("kpi.cache"), hits, p.say("kpi.cache_tip"), s.cache_hits.change, false, false, theme().text3,
            p.view.data.cache_hits});
}

void draw_lower(Panel& p, const Rect& lower) {
  const bool wide = lower.width() >= px(820);
  if (wide) {
    Rect rest = lower;
    const Rect left = take_left(rest, lower.width() / draw::theme().scale * 0.49f, 12);
    draw_breakdown(p, left, false);
    draw_feed(p, rest, false);
  } else if (p.view.kept.turns_in_front) {
    draw_feed(p, lower, true);
  } else {
    draw_breakdown(p, lower, true);
  }
}

std::array<std::string, 2> place_labels(const Panel& p) { return {p.say("live.show_parts"), p.say("live.show_turns")}; }

}  // namespace

float place_switch_width(const Panel& p) { return segments_width(place_labels(p)) / theme().scale; }

void place_switch(Panel& p, const Rect& box) {
  p.view.kept.turns_in_front = segments(p.ui, "live.place", card_corner(box), place_labels(p), p.view.kept.turns_in_front ? 1 : 0) == 1;
}

std::vector<Mode> modes_in_cards(const Screen& screen) {
  std::vector<Mode> modes = modes_shown(screen);
  const auto share = [&](Mode mode) { return screen.mode[static_cast<std::size_t>(mode)].share_of_bill; };
  std::stable_sort(modes.begin(), modes.end(), [&](Mode a, Mode b) { return share(a) > share(b); });
  if (modes.size() == 1) modes.push_back(modes[0] == Mode::text ? Mode::voice : Mode::text);
  modes.resize(2);
  std::sort(modes.begin(), modes.end());
  return modes;
}

void draw_live(Panel& p, const Rect& box) {
  Rect rest = inset(box, 12, 12);
  draw_kpis(p, take_top(rest, 92, 12));
  const float side = rest.width() < px(1000) ? 308.0f : rest.width() < px(1500) ? 340.0f : 400.0f;
  const Rect right = take_right(rest, side, 12);
  const float lower = std::max(196.0f, rest.height() / theme().scale * 0.40f);
  const Rect below = take_bottom(rest, lower, 12);
  draw_cost(p, rest);
  draw_viability(p, right);
  draw_lower(p, below);
}

}  // namespace npcost::window
