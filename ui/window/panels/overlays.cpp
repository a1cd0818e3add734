// Menus of the top bar, and dialogs.

#include <algorithm>

#include "ui/window/panels/draw_window.h"
#include "ui/window/panels/panel.h"

namespace npcost::window {

namespace {

Rect anchor_of(const char* name) {
  const draw::Mark* const mark = draw::ground().marks.find(name);
  return mark != nullptr ? mark->rect : Rect{};
}

/// Another scenario; what is not saved of the one before is asked about first.
void open_other(Panel& p, const std::string& file) {
  p.view.overlay.close();
  if (!has_unsaved(p.screen)) return p.actions.open(file);
  p.view.to_open = file;
  p.view.overlay.show("dialog.leave");
}

void file_menu(Panel& p) {
  const auto& recent = p.view.kept.recent;
  const float height = 12 + 32 * 4 + (recent.empty() ? 0.0f : 30 + 32 * static_cast<float>(recent.size()));
  Rect room;
  if (!begin_menu(p.ui, p.view.overlay, "menu.file", anchor_of("top.file"), 380, height, false, room)) return;
  const bool open = !p.screen.file.empty();
  const auto dialog = [&](const char* name, const std::string& text) {
    p.view.path_field = text, p.view.path_begin = true;
    p.view.overlay.show(name);
  };
  if (menu_row(p.ui, "menu.file.open", room, {p.say("file.open"), "Ctrl+O", Icon::file})) dialog("dialog.open", p.screen.file);
  if (menu_row(p.ui, "menu.file.save", room, {p.say("file.save"), "Ctrl+S", Icon::check, false, open}))
    p.actions.save(), p.view.overlay.close();
  if (menu_row(p.ui, "menu.file.save_as", room, {p.say("file.save_as"), {}, Icon::copy, false, open}))
    dialog("dialog.save_as", p.screen.file);
  if (menu_row(p.ui, "menu.file.quit", room, {p.say("file.quit"), "Ctrl+Q"}))
    p.view.overlay.close(), ask_to_end(p.view, p.screen);
  if (!recent.empty()) p.ui.line(Face::small, inset(take_top(room, 30), 10, 0), Align::left, theme().text3, p.say("file.recent"));
  const std::string now = p.view.open_file.empty() ? p.screen.file : p.view.open_file;
  for (std::size_t i = 0; i < recent.size(); ++i) {
    const std::string file = recent[i];
    if (menu_row(p.ui, "menu.file.recent." + std::to_string(i), room, {file_name(file), shown_name(file), {}, file == now})) {
      open_other(p, file);
      break;
    }
  }
  end_overlay(p.ui);
}

void currency_menu(Panel& p) {
  Rect room;
  if (!begin_menu(p.ui, p.view.overlay, "menu.currency", anchor_of("top.currency"), 300, 12 + 32 * currency_count + 46, true, room)) return;
  const std::optional<Currency> own = currency_named(p.screen.currency);
  const std::optional<Currency> shown = p.view.kept.currency ? p.view.kept.currency : own;
  for (std::size_t i = 0; i < currency_count; ++i) {
    const auto one = static_cast<Currency>(i);
    const CurrencyFacts& facts = currencies[i];
    const std::string rate = own == one ? p.say("currency.own")
                             : own ? charts::short_number(facts.per_dollar / facts_of(*own).per_dollar, 4) + " / " +
                                         std::string(facts_of(*own).code)
                                   : "";
    if (menu_row(p.ui, "menu.currency." + std::string(facts.code), room,
                 {std::string(facts.code) + "  " + std::string(facts.symbol), rate, {}, shown == one})) {
      p.view.kept.currency = own == one ? std::nullopt : std::optional(one);
      p.view.overlay.close();
    }
  }
  draw::text_wrapped(ImGui::GetWindowDrawList(), Face::small, {room.low.x + px(10), room.low.y + px(6)},
                     room.width() - px(20), theme().text3, p.say("currency.pinned", rates_of), 2);
  end_overlay(p.ui);
}

/// Buttons at the lower right, the first one outermost; which was pressed, −1 none.
int answers(Panel& p, const Rect& room, const std::vector<std::pair<std::string, ButtonWords>>& buttons) {
  float right = room.high.x;
  int pressed = -1;
  for (std::size_t i = 0; i < buttons.size(); ++i) {
    const float width = button_width(buttons[i].second);
    const Rect at{{draw::snap(right - width), room.high.y - px(34)}, {draw::snap(right), room.high.y}};
    if (button(p.ui, buttons[i].first, at, buttons[i].second, "answers")) pressed = static_cast<int>(i);
    right -= width + px(8);
  }
  return pressed;
}

/// A dialog with one path; answers it when it is meant.
std::optional<std::string> ask_path(Panel& p, const std::string& name, const std::string& title,
                                    const std::string& words, const std::string& yes) {
  Rect room;
  if (!begin_dialog(p.ui, p.view.overlay, name, title, 560, 196, true, room)) return std::nullopt;
  p.ui.line(Face::small, take_top(room, 20, 6), Align::left, theme().text3, words);
  FieldLook look;
  look.hint = "scenarios/tavern.npcost.json";
  look.begin = p.view.path_begin;
  p.view.path_begin = false;
  const FieldAnswer typed = field(p.ui, name + ".path", take_top(room, 34, 10), p.view.path_field, look);
  const int pressed = answers(p, room,
                              {{name + ".yes", {yes, {}, {}, ButtonLook::primary, !p.view.path_field.empty()}},
                               {name + ".no", {p.say("dialog.cancel")}}});
  std::optional<std::string> path;
  if ((pressed == 0 || typed.entered) && !p.view.path_field.empty()) path = p.view.path_field;
  if (path || pressed == 1) p.view.overlay.close();
  end_overlay(p.ui);
  return path;
}

void path_dialogs(Panel& p) {
  if (const auto path =
          ask_path(p, "dialog.open", p.say("file.open_yes"), p.say("file.open_words"), p.say("file.open_yes")))
    open_other(p, *path);
  if (const auto path =
          ask_path(p, "dialog.save_as", p.say("file.save_as_title"), p.say("file.save_as_words"), p.say("params.save")))
    p.actions.save_as(*path);
  if (const auto path =
          ask_path(p, "dialog.contender", p.say("compare.add"), p.say("compare.add_words"), p.say("compare.add_yes")))
    p.actions.add_contender(*path);
}

void command_dialog(Panel& p) {
  Rect room;
  if (!begin_dialog(p.ui, p.view.overlay, "dialog.command", p.say("command.title"), 720, 300, true, room)) return;
  p.ui.line(Face::small, take_top(room, 20, 8), Align::left, theme().text3, p.say("command.words"));
  const Rect foot = room;
  Rect box = room;
  take_bottom(box, 34, 12);
  ImGui::GetWindowDrawList()->AddRectFilled(box.low, box.high, theme().inset, px(6));
  const std::string& command = p.screen.command;
  draw::text_wrapped(ImGui::GetWindowDrawList(), Face::mono, {box.low.x + px(14), box.low.y + px(10)},
                     box.width() - px(28), theme().text, command.empty() ? "–" : shown_name(command), 7);
  const int pressed =
      answers(p, foot,
              {{"dialog.command.copy", {p.say("command.copy"), Icon::copy, {}, ButtonLook::primary, !command.empty()}},
               {"dialog.command.close", {p.say("dialog.close")}}});
  if (pressed == 0) {
    ImGui::SetClipboardText(command.c_str());
    p.view.toasts.say(p.say("command.copied"), Status::ok);
  }
  if (pressed >= 0) p.view.overlay.close();
  end_overlay(p.ui);
}

void help_dialog(Panel& p) {
  Rect room;
  if (!begin_dialog(p.ui, p.view.overlay, "dialog.help", p.say("help.title"), 600, 520, true, room)) return;
  const std::vector<std::pair<std::string, std::string>> keys = {
      {"Space", p.say("help.play")}, {"→", p.say("help.step")}, {"1 … 6", p.say("help.tabs")}, {"Ctrl+Z   Ctrl+Y", p.say("help.undo")},
      {"Ctrl+S", p.say("help.save")}, {"Ctrl+O", p.say("help.open")}, {"Ctrl+E", p.say("help.export")},
      {"Ctrl+Q", p.say("help.quit")}, {"L", p.say("help.language")},
      {"T", p.say("help.theme")}, {"Tab   Shift+Tab", p.say("help.tab")}, {"Enter   ← →", p.say("help.enter")}, {"?", p.say("help.this")}};
  for (const auto& [key, what] : keys) {
    Rect row = take_top(room, 27);
    p.ui.line(Face::small_semi, take_left(row, 150, 10), Align::left, theme().text, key);
    p.ui.line(Face::small, row, Align::left, theme().text2, what);
  }
  take_top(room, 8);
  Rect scale = take_top(room, 32);
  p.ui.line(Face::body, take_left(scale, 150, 10), Align::left, theme().text2, p.say("help.scale"));
  constexpr std::array<double, 5> scales{0, 1, 1.25, 1.5, 2};
  const std::array<std::string, 5> labels{p.say("help.scale_auto"), "100%", "125%", "150%", "200%"};
  int chosen = 0;
  for (int i = 0; i < 5; ++i) {
    if (scales[static_cast<std::size_t>(i)] == p.view.kept.scale) chosen = i;
  }
  chosen = segments(p.ui, "dialog.help.scale", {scale.low.x + segments_width(labels), scale.centre().y}, labels, chosen);
  p.view.kept.scale = scales[static_cast<std::size_t>(chosen)];
  if (answers(p, room, {{"dialog.help.close", {p.say("dialog.close")}}}) == 0) p.view.overlay.close();
  end_overlay(p.ui);
}

/// Before the window closes, or another scenario takes this one's place: what is to become of what was not saved.
void leave_dialog(Panel& p) {
  Rect room;
  if (!begin_dialog(p.ui, p.view.overlay, "dialog.leave", p.say("leave.title"), 560, 168, true, room)) return;
  Focus& focus = p.ui.focus;   // Enter answers at once, also when the question comes a second time
  const bool inside = focus.name().starts_with("dialog.leave.");
  if (focus.over_window() && !(inside && focus.visible())) focus.take(inside ? focus.name() : "dialog.leave.save", true);
  const std::string words = p.say("leave.words", file_name(p.screen.file));
  draw::text_wrapped(ImGui::GetWindowDrawList(), Face::body, room.low, room.width(), theme().text2, words, 2);
  const int pressed = answers(p, room,
                              {{"dialog.leave.save", {p.say("params.save"), {}, {}, ButtonLook::primary}},
                               {"dialog.leave.discard", {p.say("leave.discard")}},
                               {"dialog.leave.cancel", {p.say("dialog.cancel")}}});
  // What cannot be saved is said by a message, and the question stays.
  const bool done = pressed == 1 || (pressed == 0 && p.actions.save());
  if (done || pressed == 2) p.view.overlay.close();
  if (done && p.view.to_open.empty()) p.view.ends = true;
  else if (done) p.actions.open(p.view.to_open);
  end_overlay(p.ui);
}

/// The file and what is edited here went different ways.
void conflict_dialog(Panel& p) {
  if (p.screen.draft.conflict == Draft::Conflict::none && p.view.overlay.open == "dialog.conflict") p.view.overlay.close();
  const bool vanished = p.screen.draft.conflict == Draft::Conflict::vanished;
  Rect room;
  const std::string title = vanished ? p.say("conflict.vanished") : p.say("conflict.changed");
  if (!begin_dialog(p.ui, p.view.overlay, "dialog.conflict", title, 600, 216, true, room)) return;
  const std::string words = vanished ? p.say("conflict.vanished_words") : p.say("conflict.changed_words");
  draw::text_wrapped(ImGui::GetWindowDrawList(), Face::body, room.low, room.width(), theme().text2, words, 3);
  std::vector<std::pair<std::string, ButtonWords>> buttons = {
      {"dialog.conflict.mine", {p.say("conflict.mine"), {}, p.say("conflict.mine_tip"), ButtonLook::primary}},
      {"dialog.conflict.beside", {p.say("conflict.beside"), {}, p.say("conflict.beside_tip")}}};
  if (!vanished) buttons.push_back({"dialog.conflict.theirs", {p.say("conflict.theirs"), {}, p.say("conflict.theirs_tip")}});
  constexpr std::array<Studio::Choice, 3> choices{Studio::Choice::keep_mine, Studio::Choice::save_mine_beside,
                                                  Studio::Choice::take_theirs};
  const int pressed = answers(p, room, buttons);
  if (pressed >= 0) {
    p.actions.resolve_conflict(choices[static_cast<std::size_t>(pressed)]);
    p.view.overlay.close();
  }
  end_overlay(p.ui);
}

void messages_dialog(Panel& p) {
  Rect room;
  if (!begin_dialog(p.ui, p.view.overlay, "dialog.messages", p.say("messages.title"), 640, 420, true, room)) return;
  const Rect foot = room;
  Rect box = room;
  take_bottom(box, 34, 12);
  ImGui::SetCursorScreenPos(box.low);
  compat::begin_child("messages.list", {box.width(), box.height()}, false, ImGuiWindowFlags_NoMove);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  float y = origin.y;
  for (auto message = p.screen.messages.rbegin(); message != p.screen.messages.rend(); ++message) {
    y += draw::text_wrapped(ImGui::GetWindowDrawList(), Face::body, {origin.x, y}, box.width() - px(20), theme().text2,
                            printable(*message)) +
         px(8);
  }
  ImGui::SetCursorScreenPos(origin);
  ImGui::Dummy({1, std::max(1.0f, y - origin.y)});
  ImGui::EndChild();
  if (answers(p, foot, {{"dialog.messages.close", {p.say("dialog.close")}}}) == 0) p.view.overlay.close();
  end_overlay(p.ui);
}

}  // namespace

void draw_menus(Panel& p) {
  file_menu(p);
  currency_menu(p);
  draw_sweep_menus(p);
}

void draw_dialogs(Panel& p) {
  path_dialogs(p);
  command_dialog(p);
  help_dialog(p);
  messages_dialog(p);
  conflict_dialog(p);
  leave_dialog(p);
}

}  // namespace npcost::window
