// Logo, file, tabs, and how it is looked at.

#include <algorithm>

#include "ui/window/panels/panel.h"

namespace npcost::window {

namespace {

void draw_logo(const Rect& bar, float& x) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  const float side = px(26), y = draw::snap(bar.centre().y - side * 0.5f);
  x = draw::snap(x);
  list->AddRectFilled({x, y}, {x + side, y + side}, theme().accent, px(7));
  const float foot = y + side - px(6);
  int i = 0;
  for (const float high : {6.0f, 10.0f, 14.0f}) {
    const float left = draw::snap(x + px(6) + px(5) * static_cast<float>(i++));
    list->AddRectFilled({left, foot - px(high)}, {left + px(3.5f), foot}, theme().dark ? draw::rgb(0xFFFFFF) : theme().on_accent, px(1));
  }
  x += side + px(9);
  x += draw::text(list, Face::title, {x, bar.centre().y - draw::line_height(Face::title) * 0.5f}, theme().text, "npcost") + px(18);
}

struct FileState {
  ImU32 colour;
  std::string text;
};

FileState file_state(const Panel& p) {
  const Draft& draft = p.screen.draft;
  if (draft.conflict == Draft::Conflict::vanished) return {theme().fill(Status::bad), p.say("file.vanished")};
  if (draft.conflict == Draft::Conflict::changed_outside) return {theme().fill(Status::warn), p.say("file.conflict")};
  const bool broken = std::any_of(draft.problems.begin(), draft.problems.end(),
                                  [](const Diagnostic& d) { return d.severity == Severity::error; });
  if (broken) return {theme().fill(Status::bad), p.say("file.broken")};
  if (has_unsaved(p.screen)) return {theme().fill(Status::warn), p.say("file.unsaved")};
  return {theme().fill(Status::ok), p.say("file.saved")};
}

void draw_file_chip(Panel& p, const Rect& bar, float width, float& x) {
  const Rect box{{draw::snap(x), bar.centre().y - px(15)}, {draw::snap(x + width), bar.centre().y + px(15)}};
  const Touch touched = p.ui.touch("top.file", box, "top");
  ImDrawList* const list = ImGui::GetWindowDrawList();
  const bool open = p.view.overlay.open == "menu.file";
  list->AddRectFilled(box.low, box.high, draw::laid_over(theme().inset, touched.hovered || open ? theme().hover : 0u), px(6));
  compat::rect(list, box.low, box.high, open ? theme().accent : theme().border_strong, px(6), theme().hairline());
  if (touched.focused) draw_ring(list, box, px(6));
  if (touched.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  Rect inner = inset(box, 10, 0);
  draw::icon(list, Icon::chevron_down, take_right(inner, 12, 8).centre(), px(9), theme().text3);
  draw::icon(list, Icon::file, take_left(inner, 14, 8).centre(), px(14), theme().text3);
  if (p.screen.file.empty()) {
    p.ui.line(Face::semi, inner, Align::left, theme().text2, p.say("file.none"));
  } else {
    const FileState state = file_state(p);
    const float said = draw::measure(Face::small, state.text).x + px(14), most = inner.width() - said - px(8);
    const float name = p.ui.line(Face::semi, {inner.low, {inner.low.x + std::max(most, px(40)), inner.high.y}},
                                 Align::left, theme().text, file_name(p.screen.file));
    const float dot = inner.low.x + name + px(13);
    list->AddCircleFilled({dot, box.centre().y}, px(3.5f), state.colour, 16);
    p.ui.line(Face::small, {{dot + px(9), inner.low.y}, inner.high}, Align::left, theme().text3, state.text);
  }
  p.ui.tip_of(touched, box, shown_name(p.screen.file));
  if (touched.pressed) open ? p.view.overlay.close() : p.view.overlay.show("menu.file");
  x = box.high.x + px(14);
}

void draw_currency(Panel& p, const Rect& bar, float& right) {
  const std::optional<Currency> own = currency_named(p.screen.currency);
  const std::optional<Currency> shown = own && p.view.kept.currency ? p.view.kept.currency : own;
  const std::string text = shown ? std::string(facts_of(*shown).code) : shown_name(p.screen.currency);
  const std::string symbol = shown ? std::string(facts_of(*shown).symbol.substr(facts_of(*shown).symbol.size() > 3 ? 2 : 0)) : "";
  float widest = 0;
  for (const CurrencyFacts& one : currencies)
    widest = std::max(widest, draw::measure(Face::small_semi, std::string(one.symbol) + " " + std::string(one.code)).x);
  const float width = draw::snap(widest + px(38));
  const Rect box{{draw::snap(right - width), bar.centre().y - px(14)}, {draw::snap(right), bar.centre().y + px(14)}};
  const Touch touched = own ? p.ui.touch("top.currency", box, "top") : Touch{};
  const bool open = p.view.overlay.open == "menu.currency";
  ImDrawList* const list = ImGui::GetWindowDrawList();
  list->AddRectFilled(box.low, box.high, draw::laid_over(theme().inset, touched.hovered || open ? theme().hover : 0u), px(7));
  compat::rect(list, box.low, box.high, open ? theme().accent : theme().border, px(7), theme().hairline());
  if (touched.focused) draw_ring(list, box, px(7));
  if (touched.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  Rect inner = inset(box, 10, 0);
  if (own) draw::icon(list, Icon::chevron_down, take_right(inner, 10, 6).centre(), px(8), theme().text3);
  p.ui.line(Face::small_semi, inner, Align::left, theme().text, symbol.empty() ? text : symbol + " " + text);
  p.ui.tip_of(touched, box, p.say("currency.tip"));
  if (touched.pressed) open ? p.view.overlay.close() : p.view.overlay.show("menu.currency");
  right = box.low.x - px(10);
}

void draw_right(Panel& p, const Rect& bar, float& right, bool narrow) {
  const ButtonWords words{narrow ? std::string() : p.say("top.export"), Icon::export_file, p.say("top.export_tip"), ButtonLook::primary};
  const float width = narrow ? px(34) : button_width(words);
  if (button(p.ui, "top.export",
             {{draw::snap(right - width), bar.centre().y - px(15)}, {draw::snap(right), bar.centre().y + px(15)}},
             words, "top"))
    p.view.kept.tab = Tab::exports;
  right = draw::snap(right - width) - px(8);
  const bool dark = p.view.kept.dark;
  if (icon_button(p.ui, "top.theme", {right - px(15), bar.centre().y}, dark ? Icon::sun : Icon::moon,
                  p.say(dark ? WordKey("top.to_light") : WordKey("top.to_dark"))))
    p.view.kept.dark = !dark;
  right -= px(30);
  if (icon_button(p.ui, "top.help", {right - px(15), bar.centre().y}, Icon::info, p.say("top.help"))) p.view.overlay.show("dialog.help");
  right -= px(38);
  const std::array<std::string, 2> languages{"EN", "한"};
  const int language = segments(p.ui, "top.language", {right, bar.centre().y}, languages, static_cast<int>(p.view.kept.language));
  p.view.kept.language = static_cast<Language>(language);
  right = draw::snap(right - segments_width(languages)) - px(10);
  draw_currency(p, bar, right);
}

/// "preview", with how far the run is.
void draw_grade(Panel& p, const Rect& bar, float x, float right) {
  if (p.screen.grade != Grade::preview) return;
  const ChipWords words{p.say("top.preview"), Status::warn, Icon::reload};
  if (right - chip_width(words) < x) return;
  chip(p.ui, "top.preview", {right - chip_width(words), bar.centre().y}, words, p.say("top.preview_tip"));
}

}  // namespace

void draw_top_bar(Panel& p, const Rect& box) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  list->AddRectFilled(box.low, box.high, theme().rail);
  list->AddRectFilled({box.low.x, box.high.y - theme().hairline()}, box.high, theme().border);
  const bool narrow = box.width() < px(1300);
  float x = box.low.x + px(16), right = box.high.x - px(16);
  draw_logo(box, x);
  draw_file_chip(p, box, narrow ? px(244) : px(300), x);
  const std::array<std::string, tab_count> labels{p.say("tab.live"), p.say("tab.compare"),  p.say("tab.sweep"),
                                                 p.say("tab.when"), p.say("tab.scenario"), p.say("tab.export")};
  p.view.kept.tab = static_cast<Tab>(tabs(p.ui, "top.tab", box, labels, static_cast<int>(p.view.kept.tab), x));
  draw_right(p, box, right, narrow);
  draw_grade(p, box, x + px(8), right);
}

}  // namespace npcost::window
