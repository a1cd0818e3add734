#include "ui/window/panels/draw_window.h"

#include <algorithm>

#include "ui/window/panels/panel.h"

namespace npcost::window {

namespace {

constexpr float top_height = 50, transport_height = 74, status_height = 26;
constexpr ImGuiWindowFlags whole_window = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                          ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse;

void go_to(ViewState& view, Tab tab) {
  view.kept.tab = tab;
  view.overlay.close();
}

void take_ctrl(Panel& p, const Stroke& stroke) {
  switch (stroke.letter) {
    case 's': p.actions.save(); break;
    case 'q': ask_to_end(p.view, p.screen); break;
    case 'e': go_to(p.view, Tab::exports); break;
    case 'o':
      p.view.path_field = p.screen.file, p.view.path_begin = true;
      p.view.overlay.show("dialog.open");
      break;
    default: break;
  }
}

void take_strokes(Panel& p, std::span<const Stroke> strokes, bool typing) {
  for (const Stroke& stroke : strokes) {
    if (stroke.ctrl) take_ctrl(p, stroke);
    else if (typing || p.ui.focus.over_window()) continue;
    else if (stroke.letter == 'l' || stroke.letter == 'k')
      p.view.kept.language =
          stroke.letter == 'k' || p.ui.language == Language::english ? Language::korean : Language::english;
    else if (stroke.letter == 't') p.view.kept.dark = !p.view.kept.dark;
  }
}

void take_signs(Panel& p) {
  for (const ImWchar sign : ImGui::GetIO().InputQueueCharacters) {
    if (sign >= '1' && sign < static_cast<ImWchar>('1' + tab_count)) go_to(p.view, static_cast<Tab>(sign - '1'));
    if (sign == '?') p.view.overlay.show("dialog.help");
  }
}

/// After all widgets: what none of them used.
void take_keys(Panel& p, bool typing) {
  if (typing || p.ui.typing() || p.ui.keys_used || p.ui.focus.over_window() || p.view.overlay.open.starts_with("dialog")) return;
  take_signs(p);
  const bool ctrl = ImGui::GetIO().KeyCtrl;
  if (ctrl && compat::key_pressed(ImGuiKey_Z)) ImGui::GetIO().KeyShift ? p.actions.redo() : p.actions.undo();
  if (ctrl && compat::key_pressed(ImGuiKey_Y)) p.actions.redo();
  if (ctrl) return;
  if (compat::key_pressed(ImGuiKey_Space) && p.screen.track.length > 0.0) p.screen.transport.playing ? p.actions.pause() : p.actions.play();
  const bool chart_has_arrows = p.view.cost.focused || p.view.breakdown.focused;
  if (!chart_has_arrows && compat::key_pressed(ImGuiKey_RightArrow) && p.screen.track.length > 0.0) p.actions.step();
  if (compat::key_pressed(ImGuiKey_Escape)) p.ui.focus.leave();
}

void take_messages(Panel& p) {
  ViewState& view = p.view;
  const auto& messages = p.screen.messages;
  const std::string last = messages.empty() ? std::string() : messages.back();
  if (messages.size() > view.messages_seen || (!last.empty() && last != view.last_message)) {
    const std::size_t fresh = messages.size() > view.messages_seen ? messages.size() - view.messages_seen : 1;
    for (std::size_t i = messages.size() - std::min<std::size_t>(fresh, 3); i < messages.size(); ++i)
      view.toasts.say(shown_name(messages[i]), draw::Status::warn);
  }
  view.messages_seen = messages.size();
  view.last_message = last;
}

void draw_tab(Panel& p, const Rect& box) {
  switch (p.view.kept.tab) {
    case Tab::live: draw_live(p, box); break;
    case Tab::compare: draw_compare(p, box); break;
    case Tab::sweep: draw_sweep(p, box); break;
    case Tab::when: draw_when(p, box); break;
    case Tab::scenario: draw_scenario(p, box); break;
    case Tab::exports: draw_export(p, box); break;
  }
}

}  // namespace

void draw_window(ViewState& view, const Screen& screen, Actions& actions, std::span<const Stroke> strokes) {
  view.ui.language = view.kept.language;
  view.data.take(screen);
  const bool typing = ImGui::GetIO().WantTextInput;
  if (view.told_conflict != screen.draft.conflict) {
    view.told_conflict = screen.draft.conflict;
    if (screen.draft.conflict != Draft::Conflict::none && view.kept.tab != Tab::scenario) view.overlay.show("dialog.conflict");
  }
  Panel p{view.ui, view, screen, actions, money_style(screen.currency, view.kept.currency, view.kept.language)};
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(size);
  ImGui::Begin("npcost", nullptr, whole_window);
  view.ui.begin_frame();
  Rect rest{{0, 0}, size};
  draw_top_bar(p, take_top(rest, top_height));
  const Rect status = take_bottom(rest, status_height), transport = take_bottom(rest, transport_height);
  draw_parameters(p, take_left(rest, size.x < px(1400) ? 284.0f : 300.0f));
  draw_tab(p, rest);
  draw_transport(p, transport);
  draw_status_bar(p, status);
  ImGui::SetCursorScreenPos({0, 0});
  ImGui::Dummy({1, 1});
  take_messages(p);
  take_strokes(p, strokes, typing);
  take_keys(p, typing);
  ImGui::End();
  draw_menus(p);
  draw_dialogs(p);
  view.toasts.draw(view.ui, {size.x - px(16), transport.low.y - px(16)});
  view.ui.end_frame();
}

void ask_to_end(ViewState& view, const Screen& screen) {
  view.to_open.clear();
  if (!has_unsaved(screen)) view.ends = true;
  else if (view.overlay.open != "dialog.leave") view.overlay.show("dialog.leave");
}

bool wants_frames(const ViewState& view) {
  return view.toasts.any() || view.editor.active || ImGui::GetIO().WantTextInput || view.ui.tip_waits();
}

}  // namespace npcost::window
