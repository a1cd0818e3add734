// What goes on behind the window, in one line.

#include <algorithm>

#include "ui/window/panels/panel.h"

namespace npcost::window {

using draw::Align;
using draw::Face;
using draw::px;
using draw::Rect;
using draw::Status;
using draw::theme;

namespace {

struct Item {
  std::string text;
  ImU32 colour = 0;
  std::optional<draw::Icon> icon;
  ImU32 icon_colour = 0;
};

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
          icon_of(status), theme().words(status)};
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
    items.push_back(
        {p.say("status.pace", charts::short_number(s.transport.turns_per_second), pace_text(s.transport.pace)),
         theme().text3,
         {},
         0});
    if (const std::string grade = grade_text(p); !grade.empty()) items.push_back({grade, theme().text3, {}, 0});
    items.push_back(problems_item(p));
    items.push_back({p.say("status.players", whole_text(static_cast<double>(s.simulated_players)),
                           whole_text(static_cast<double>(s.active_players))),
                     theme().text3,
                     {},
                     0});
    items.push_back({p.say("status.seed", s.seed), theme().text3, {}, 0});
    if (!s.prices_text.empty()) items.push_back({p.say("status.prices", shown_name(s.prices_text)), theme().text3, {}, 0});
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
    x = from + p.ui.line(Face::small, {{from, box.low.y}, {std::max(from, rest.high.x), box.high.y}}, Align::left, item.colour, item.text);
    first = false;
  }
}

}  // namespace npcost::window
