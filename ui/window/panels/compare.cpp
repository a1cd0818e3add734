// The Compare tab: the same players in other scenarios and variants.

#include <algorithm>
#include <cmath>

#include "ui/window/charts/ink.h"
#include "ui/window/panels/charts_of.h"

namespace npcost::window {

namespace {

constexpr float row_height = 44;

struct Columns {
  Rect name, mean, p95, month, interval, difference, state, remove;
};

Columns columns_of(const Rect& row) {
  Columns c;
  Rect rest = inset(row, 10, 0);
  const bool roomy = row.width() > px(1000);
  c.remove = take_right(rest, 26, 6);
  c.state = take_right(rest, roomy ? 130.0f : 96.0f, 10);
  c.difference = take_right(rest, roomy ? 190.0f : 150.0f, 10);
  c.interval = take_right(rest, roomy ? 170.0f : 0.0f, roomy ? 10.0f : 0.0f);
  c.month = take_right(rest, 92, 10);
  c.p95 = take_right(rest, 82, 10);
  c.mean = take_right(rest, 82, 10);
  c.name = rest;
  return c;
}

void draw_head(Panel& p, const Rect& row) {
  const Columns c = columns_of(row);
  const auto head = [&](const Rect& box, Align align, const std::string& text) { p.ui.line(Face::small, box, align, theme().text3, text); };
  head(c.name, Align::left, p.say("compare.who"));
  head(c.mean, Align::right, p.say("compare.mean"));
  head(c.p95, Align::right, p.say("viable.p95"));
  head(c.month, Align::right, p.say("compare.month"));
  if (c.interval.width() > 1.0f) head(c.interval, Align::right, p.say("compare.interval"));
  head(c.difference, Align::right, p.say("compare.difference"));
  head(c.state, Align::right, p.say("compare.state"));
}

std::string range_text(const std::optional<Interval>& interval, const charts::MoneyStyle& money) {
  return interval ? "[" + charts::money(interval->low, money) + ", " + charts::money(interval->high, money) + "]" : std::string();
}

void draw_difference(Panel& p, const Rect& box, const Contender& one) {
  if (one.current) {
    p.ui.line(Face::small, box, Align::right, theme().text3, p.say("compare.current"));
    return;
  }
  if (!one.difference) {
    p.ui.line(Face::small, box, Align::right, theme().text3, "–");
    return;
  }
  const auto& i = one.difference_interval;
  const bool sure = i && (i->low > 0.0 || i->high < 0.0);
  const Status status = !sure ? Status::neutral : *one.difference < 0.0 ? Status::ok : Status::bad;
  std::string range;
  if (i) range = " [" + charts::percent(i->low, 1, true) + ", " + charts::percent(i->high, 1, true) + "]";
  const float wide = draw::measure(Face::small, range).x;
  Rect rest = box;
  if (!range.empty() && wide < box.width() * 0.72f) {
    p.ui.line(Face::small, take_right(rest, wide / theme().scale + 1), Align::right, theme().text3, range);
  }
  p.ui.line(Face::small_semi, rest, Align::right, theme().words(status), change_text(one.difference));
}

void draw_state(Panel& p, const Rect& box, const Contender& one) {
  if (!one.fault.empty()) {
    ChipWords words{p.say("compare.fault"), Status::bad, Icon::cross};
    chip(p.ui, {}, {box.high.x - chip_width(words), box.centre().y}, words, shown_name(one.fault));
  } else if (one.progress > 0.0 && one.progress < 1.0) {
    const float y = draw::snap(box.centre().y), left = box.high.x - px(84);
    ImDrawList* const list = ImGui::GetWindowDrawList();
    list->AddRectFilled({left, y - px(2)}, {box.high.x, y + px(2)}, theme().border, px(2));
    list->AddRectFilled({left, y - px(2)}, {left + (box.high.x - left) * static_cast<float>(one.progress), y + px(2)},
                        theme().accent, px(2));
    p.ui.tip(box, charts::percent(one.progress));
  } else {
    const std::string words = one.grade == Grade::full      ? p.say("compare.full")
                              : one.grade == Grade::preview ? p.say("top.preview")
                                                            : p.say("compare.to_run");
    p.ui.line(Face::small, box, Align::right, theme().text3, words);
  }
}

void draw_row(Panel& p, const Rect& row, const Contender& one, std::size_t index, Mode mode) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  if (one.current) list->AddRectFilled(row.low, row.high, theme().accent_dim, px(6));
  const Columns c = columns_of(row);
  const Contender::OfMode& costs = one.mode[static_cast<std::size_t>(mode)];
  Rect name = c.name;
  Rect first = one.detail.empty() ? name : take_top(name, 24);
  if (!one.detail.empty()) first.low.y += px(4), first.high.y += px(2);
  p.ui.line(Face::semi, first, Align::left, theme().text, shown_name(one.name));
  if (!one.detail.empty())
    p.ui.line(Face::small, {{name.low.x, name.low.y - px(3)}, {name.high.x, name.high.y - px(5)}}, Align::left,
              theme().text3, shown_name(one.detail));
  p.ui.line(Face::small_semi, c.mean, Align::right, theme().text, money_or_dash(costs.mean, p.money));
  p.ui.line(Face::small_semi, c.p95, Align::right, theme().text2, money_or_dash(costs.p95, p.money));
  p.ui.line(Face::small_semi, c.month, Align::right, theme().text, money_or_dash(one.per_mau_month, p.money));
  if (c.interval.width() > 1.0f) p.ui.line(Face::small, c.interval, Align::right, theme().text3, range_text(one.interval, p.money));
  draw_difference(p, c.difference, one);
  draw_state(p, c.state, one);
  if (!one.current && icon_button(p.ui, "compare.remove." + std::to_string(index), c.remove.centre(), Icon::cross,
                                  p.say("compare.remove")))
    p.actions.remove_contender(index);
}

void draw_table(Panel& p, const Rect& box, Mode mode) {
  Rect inner = card(p.ui, "compare.table", box, p.say("compare.table"), p.say("compare.table_aside"));
  inner.low.x -= px(10), inner.high.x += px(10);
  draw_head(p, take_top(inner, 22, 4));
  if (p.screen.contenders.empty()) {
    p.ui.line(Face::body, take_top(inner, 32), Align::left, theme().text3, "  " + p.say("compare.none"));
    return;
  }
  ImGui::SetCursorScreenPos(inner.low);
  compat::begin_child("compare.list", {inner.width(), inner.height()}, false, ImGuiWindowFlags_NoMove);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const auto& all = p.screen.contenders;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const float y = draw::snap(origin.y + px(row_height) * static_cast<float>(i));
    draw_row(p, {{inner.low.x, y}, {inner.high.x, y + px(row_height) - px(2)}}, all[i], i, mode);
  }
  ImGui::SetCursorScreenPos(origin);
  ImGui::Dummy({1, px(row_height) * static_cast<float>(all.size())});
  ImGui::EndChild();
}

/// Which colour is which part.
void draw_key(Panel& p, const Rect& box, Mode mode) {
  std::vector<Part::Kind> kinds;
  for (const Contender& one : p.screen.contenders) {
    for (const auto& [kind, cost] : one.mode[static_cast<std::size_t>(mode)].parts) {
      if (cost > 0.0 && std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(kind);
    }
  }
  std::sort(kinds.begin(), kinds.end());
  float x = box.low.x;
  for (const Part::Kind kind : kinds) {
    const std::string name = part_text(p.ui.language, kind);
    const float width = draw::measure(Face::small, name).x + px(17);
    if (x + width > box.high.x) break;
    ImGui::GetWindowDrawList()->AddRectFilled({x, box.centre().y - px(5)}, {x + px(10), box.centre().y + px(5)},
                                              colour_of_part(kind), px(3));
    draw::text(ImGui::GetWindowDrawList(), Face::small,
               {x + px(17), box.centre().y - draw::line_height(Face::small) * 0.5f}, theme().text2, name);
    x += width + px(18);
  }
}

/// As many bars as fit, on one scale for all; the wheel goes to the others.
void draw_bars_in(Panel& p, const Rect& room, Mode mode) {
  charts::BarChart chart = comparison_chart(p.screen, reading_of(p), mode);
  if (room.width() < px(700)) chart.names = 132;
  const int count = static_cast<int>(chart.bars.size());
  const int fit = std::max(1, static_cast<int>((room.height() - px(chart.bottom)) / px(chart.row)));
  int& first = p.view.first_bar;
  if (count > fit && mouse_over(room) && ImGui::GetIO().MouseWheel != 0.0f) first -= ImGui::GetIO().MouseWheel > 0.0f ? 1 : -1;
  first = std::clamp(first, 0, std::max(0, count - fit));
  Rect area = room;
  if (count > fit) {
    double most = chart.budget ? chart.budget->y : 0.0;
    for (const charts::Bar& bar : chart.bars) {
      double total = 0.0;
      for (const charts::BarPart& part : bar.parts) total += part.value;
      most = std::max({most, total, bar.whisker.value_or(0.0)});
    }
    if (most > 0.0) chart.x.whole = charts::fitted(0.0, most, chart.x);
    chart.bars.erase(chart.bars.begin(), chart.bars.begin() + first);
    chart.bars.resize(static_cast<std::size_t>(fit));
    const Rect track = take_right(area, 4, 8);
    const float high = track.height() * static_cast<float>(fit) / static_cast<float>(count),
                low = track.low.y + track.height() * static_cast<float>(first) / static_cast<float>(count);
    ImGui::GetWindowDrawList()->AddRectFilled({track.low.x, low}, {track.high.x, low + high}, theme().border_strong, px(2));
  }
  charts::draw_bars(ImGui::GetWindowDrawList(), area, chart);
}

void draw_chart(Panel& p, const Rect& box, Mode mode, const std::vector<Mode>& modes) {
  std::vector<std::string> names;
  for (const Mode one : modes) names.push_back(mode_text(p.ui.language, one));
  const bool open = !p.screen.file.empty();
  const ButtonWords run{p.say("compare.run"), Icon::play, p.say("compare.run_tip"), ButtonLook::primary,
                        open && !p.screen.contenders.empty()};
  const ButtonWords add{p.say("compare.add"), Icon::plus, {}, ButtonLook::plain, open};
  const float controls = segments_width(names) + button_width(run) + button_width(add) + px(24);
  const BudgetFigure* const budget = hour_budget(p.screen.mode[static_cast<std::size_t>(mode)]);
  const std::string aside = budget != nullptr ? p.say("compare.aside_budget", limit_amount(budget->limit, p.money))
                                              : p.say("compare.aside");
  Rect inner = card(p.ui, "compare.chart", box, p.say("compare.title"), aside, controls / theme().scale);
  ImVec2 corner = card_corner(box);
  const auto place = [&](const ButtonWords& words) {
    const float width = button_width(words);
    const Rect at{{draw::snap(corner.x - width), corner.y - px(15)}, {draw::snap(corner.x), corner.y + px(15)}};
    corner.x -= width + px(8);
    return at;
  };
  if (button(p.ui, "compare.run", place(run), run, "compare")) p.actions.run_contenders();
  if (button(p.ui, "compare.add", place(add), add, "compare")) {
    p.view.path_field.clear(), p.view.path_begin = true;
    p.view.overlay.show("dialog.contender");
  }
  corner.x -= px(6);
  const int chosen = static_cast<int>(std::find(modes.begin(), modes.end(), mode) - modes.begin());
  const int now = names.size() < 2 ? chosen : segments(p.ui, "compare.mode", corner, names, chosen);
  if (now != chosen) p.view.kept.mode = modes[static_cast<std::size_t>(now)];
  draw_key(p, take_bottom(inner, 22, 6), mode);
  inner.low.x -= px(8), inner.high.x += px(8);
  draw_bars_in(p, inner, mode);
}

}  // namespace

void draw_compare(Panel& p, const Rect& box) {
  Rect rest = inset(box, 12, 12);
  const Mode mode = mode_in_view(p.screen, p.view.kept.mode);
  const float rows = static_cast<float>(std::max<std::size_t>(p.screen.contenders.size(), 3));
  const float wanted = 44 + rows * 46 + 64, most = rest.height() / theme().scale * 0.55f;
  draw_chart(p, take_top(rest, std::clamp(wanted, 230.0f, std::max(230.0f, most)), 12), mode, modes_shown(p.screen));
  draw_table(p, rest, mode);
}

}  // namespace npcost::window
