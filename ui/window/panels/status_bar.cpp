// What goes on behind the window, in one line.

#include <algorithm>
#include <utility>

#include "ui/window/panels/panel.h"

namespace npcost::window {

namespace {

struct Item {
  std::string text = {};
  ImU32 colour = 0;
  std::optional<draw::Icon> icon = {};
  ImU32 icon_colour = 0;
  bool leads = false;                     ///< to the problems
};

Item plain(std::string text) { return {std::move(text), theme().text3}; }

Item engine_item(const Panel& p) {
  const Screen& s = p.screen;
  if (s.file.empty()) return {p.say("status.nothing"), theme().text3, draw::Icon::dot, theme().fill(Status::neutral)};
  if (s.transport.playing) return {p.say("status.playing"), theme().text2, draw::Icon::dot, theme().fill(Status::ok)};
  if (s.running) return {p.say("status.running"), theme().text2, draw::Icon::dot, theme().accent};
  return {p.say("status.idle"), theme().text2, draw::Icon::dot, theme().fill(Status::neutral)};
}

Item problems_item(const Panel& p) {
  std::size_t errors = 0, warnings = 0;
  for (const Diagnostic& d : p.screen.draft.problems) {
    if (d.severity == Severity::error) ++errors;
    else ++warnings;
  }
  const Status status = errors > 0 ? Status::bad : warnings > 0 ? Status::warn : Status::ok;
  return {p.say("status.problems", errors, warnings), status == Status::ok ? theme().text3 : theme().words(status),
          icon_of(status), theme().words(status), true};
}

std::string grade_text(const Panel& p) {
  const Screen& s = p.screen;
  if (s.running && !s.work_text.empty()) return work_text(p.ui.language, shown_name(s.work_text)) + " · " + charts::percent(s.progress);
  if (s.result) return p.say("status.replications", s.result->audit.replications);
  if (s.grade == Grade::preview) return p.say("top.preview");
  return {};
}

std::vector<Item> items_of(const Panel& p) {
  const Screen& s = p.screen;
  std::vector<Item> items{engine_item(p)};
  if (!s.file.empty()) {
    const Transport& t = s.transport;
    items.push_back(plain(p.say("status.pace", charts::short_number(t.turns_per_second), pace_text(t.pace))));
    if (const std::string grade = grade_text(p); !grade.empty()) items.push_back(plain(grade));
    items.push_back(problems_item(p));
    const auto players = static_cast<double>(s.simulated_players), active = static_cast<double>(s.active_players);
    items.push_back(plain(p.say("status.players", whole_text(players), whole_text(active))));
    items.push_back(plain(p.say("status.seed", s.seed)));
    if (!s.prices_text.empty()) items.push_back(plain(p.say("status.prices", shown_name(s.prices_text))));
  }
  return items;
}

float width_of(const Item& item) { return draw::measure(Face::small, item.text).x + (item.icon ? px(17) : 0.0f); }

}  // namespace

void draw_status_bar(Panel& p, const Rect& box) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  list->AddRectFilled(box.low, box.high, theme().bg);
  list->AddRectFilled(box.low, {box.high.x, box.low.y + theme().hairline()}, theme().border);
  draw::mark("status", box);
  Rect rest = inset(box, 20, 0);
  const float renderer = std::min(draw::measure(Face::small, p.view.renderer).x, rest.width() * 0.25f);
  if (renderer > 0.0f)
    p.ui.line(Face::small, take_right(rest, renderer / theme().scale + 1, 16), Align::right, theme().text3,
              p.view.renderer);
  if (!p.screen.messages.empty()) {
    const std::string words = p.say("status.messages", p.screen.messages.size());
    if (link(p.ui, "status.messages", {rest.high.x, box.centre().y}, words)) p.view.overlay.show("dialog.messages");
    take_right(rest, link_width(words) / theme().scale, 16);
  }
  float x = rest.low.x;
  bool first = true;
  for (const Item& item : items_of(p)) {
    const float gap = first ? 0.0f : px(25), room = rest.high.x - x - gap;
    if (room < px(60) && width_of(item) > room) break;
    if (!first)
      list->AddRectFilled({draw::snap(x + px(12)), box.centre().y - px(6)},
                          {draw::snap(x + px(12)) + theme().hairline(), box.centre().y + px(6)}, theme().border_strong);
    x += gap;
    if (item.icon)
      draw::icon(list, *item.icon, {x + px(6), box.centre().y}, *item.icon == draw::Icon::dot ? px(13) : px(11),
                 item.icon_colour);
    const float from = x + (item.icon ? px(17) : 0.0f);
    const float item_left = x;
    x = from + p.ui.line(Face::small, {{from, box.low.y}, {std::max(from, rest.high.x), box.high.y}}, Align::left, item.colour, item.text);
    if (item.leads) {
      const Rect box_of{{item_left - px(4), box.low.y + px(3)}, {std::min(x + px(4), rest.high.x), box.high.y - px(3)}};
      const Touch touched = p.ui.touch("status.problems", box_of);
      if (touched.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
      if (touched.focused) draw_ring(list, box_of, px(4));
      p.ui.tip_of(touched, box_of, p.say("status.problems_tip"));
      if (touched.pressed) p.view.kept.tab = Tab::scenario;
    }
    first = false;
  }
}

}  // namespace npcost::window
