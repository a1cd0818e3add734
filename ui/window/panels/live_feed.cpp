// Turns as they happen: who, how much, how fast, for how many dollars.

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "ui/window/panels/live_cards.h"

namespace npcost::window {

namespace {

constexpr float row_height = 24;

std::string clock_of(const Screen& screen, double hour) {
  const double since = hour + screen.track.start_hour;
  const double seconds = std::floor((since - 24.0 * std::floor(since / 24.0)) * 3600.0 + 0.5);
  const int s = std::isfinite(seconds) ? static_cast<int>(seconds) % 86400 : 0;
  return fmt::format("{:02}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
}

/// Columns from the right: cost, wait, output, cached, fresh; the name has the rest.
struct Columns {
  Rect time, who, turn, fresh, cached, output, wait, cost;
};

Columns columns_of(const Rect& row) {
  Columns c;
  Rect rest = row;
  const bool roomy = row.width() > px(500);
  c.cost = take_right(rest, 66, 8);
  c.wait = take_right(rest, 50, 6);
  c.output = take_right(rest, 34, 6);
  c.cached = take_right(rest, 46, 6);
  c.fresh = take_right(rest, 42, 6);
  c.turn = take_right(rest, roomy ? 34.0f : 0.0f, roomy ? 6.0f : 0.0f);
  c.time = take_left(rest, roomy ? 60.0f : 0.0f, roomy ? 8.0f : 0.0f);
  c.who = rest;
  return c;
}

void draw_head(Panel& p, const Rect& row) {
  const Columns c = columns_of(row);
  const auto head = [&](const Rect& box, Align align, const std::string& text) { p.ui.line(Face::small, box, align, theme().text3, text); };
  if (c.time.width() > 1.0f) head(c.time, Align::left, p.say("feed.time"));
  head(c.who, Align::left, p.say("feed.who"));
  if (c.turn.width() > 1.0f) head(c.turn, Align::right, p.say("feed.turn"));
  head(c.fresh, Align::right, p.say("feed.fresh"));
  head(c.cached, Align::right, p.say("feed.cached"));
  head(c.output, Align::right, p.say("feed.output"));
  head(c.wait, Align::right, p.say("feed.wait"));
  head(c.cost, Align::right, p.say("feed.cost"));
}

void draw_turn(Panel& p, const Rect& row, const FeedTurn& turn, int decimals) {
  const Columns c = columns_of(row);
  const auto number = [](std::uint64_t n) {
    return n < 100'000 ? charts::count(static_cast<double>(n)) : charts::short_number(static_cast<double>(n));
  };
  if (c.time.width() > 1.0f) p.ui.line(Face::small, c.time, Align::left, theme().text3, clock_of(p.screen, turn.hour));
  Rect who = c.who;
  const Rect dot = take_left(who, 8, 7);
  ImGui::GetWindowDrawList()->AddCircleFilled({dot.centre().x, row.centre().y}, px(3.5f), colour_of_mode(turn.mode), 16);
  p.ui.line(Face::small, who, Align::left, theme().text, shown_name(turn.npc));
  if (c.turn.width() > 1.0f) p.ui.line(Face::small, c.turn, Align::right, theme().text3, number(turn.turn));
  p.ui.line(Face::small, c.fresh, Align::right, theme().text2, number(turn.fresh));
  p.ui.line(Face::small, c.cached, Align::right, theme().text3, number(turn.cached));
  p.ui.line(Face::small, c.output, Align::right, theme().text2, number(turn.output));
  p.ui.line(Face::small, c.wait, Align::right, theme().text2, turn.wait_known ? wait_text(turn.first_ms) : "–");
  p.ui.line(Face::small_semi, c.cost, Align::right, turn.cost ? theme().text : theme().text3,
            turn.cost ? fixed_or_dash(turn.cost, decimals, p.money) : p.say("feed.unpriced"));
  p.ui.tip(row, p.say("feed.tip", clock_of(p.screen, turn.hour), turn.player, shown_name(turn.npc), turn.turn,
                      mode_text(p.ui.language, turn.mode), shown_name(turn.way)));
}

}  // namespace

void draw_feed(Panel& p, const Rect& box, bool shared) {
  Rect inner = card(p.ui, "live.feed", box, p.say("feed.title"), p.say("feed.aside"), shared ? place_switch_width(p) : 0.0f);
  if (shared) place_switch(p, box);
  if (p.screen.feed.empty()) {
    draw::text_wrapped(ImGui::GetWindowDrawList(), Face::small, {inner.low.x, inner.low.y + px(8)}, inner.width(),
                       theme().text3, nothing_reason(p), 3);
    return;
  }
  draw_head(p, take_top(inner, 20, 2));
  double typical = 0;
  for (const FeedTurn& turn : p.screen.feed) typical = std::max(typical, turn.cost.value_or(0.0));
  const int decimals = std::min(5, column_decimals(typical, p.money) + 1);
  const int rows = static_cast<int>(inner.height() / px(row_height)), count = static_cast<int>(p.screen.feed.size());
  for (int i = 0; i < std::min(rows, count); ++i) {
    const Rect row = take_top(inner, row_height);
    if (i % 2 == 1)
      ImGui::GetWindowDrawList()->AddRectFilled({row.low.x - px(6), row.low.y}, {row.high.x + px(6), row.high.y},
                                                draw::faded(theme().hover, 0.45f), px(4));
    draw_turn(p, row, p.screen.feed[static_cast<std::size_t>(i)], decimals);
  }
}

}  // namespace npcost::window
