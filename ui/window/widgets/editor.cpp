#include "ui/window/widgets/editor.h"

#include <algorithm>

#include "ui/window/widgets/editor_draw.h"
#include "ui/window/widgets/editor_text.h"

namespace npcost::window {

void EditorState::replace(std::string with, bool forget) {
  if (forget) history.clear();
  else history.note({text, cursor}, {with, std::min(cursor, with.size())});
  text = with;
  cursor = std::min(cursor, text.size());
  before = text;
  completing = false;
  if (active) pending = EditedText{std::move(with), cursor};
}

void EditorState::undo() {
  if (const auto back = history.undo({text, cursor})) {
    text = before = back->text;
    cursor = std::min(back->cursor, text.size());
    if (active) pending = *back;
    follow = true;
  }
}

void EditorState::redo() {
  if (const auto forth = history.redo({text, cursor})) {
    text = before = forth->text;
    cursor = std::min(forth->cursor, text.size());
    if (active) pending = *forth;
    follow = true;
  }
}

namespace {

constexpr float gutter_pad = 14;

void put_text(ImGuiInputTextCallbackData* data, const std::string& text, std::size_t cursor) {
  data->DeleteChars(0, data->BufTextLen);
  data->InsertChars(0, text.data(), text.data() + text.size());
  data->CursorPos = static_cast<int>(std::min(cursor, text.size()));
  data->SelectionStart = data->SelectionEnd = data->CursorPos;
}

void take_candidate(ImGuiInputTextCallbackData* data, EditorState& state) {
  const auto& found = state.completion;
  if (state.chosen < 0 || static_cast<std::size_t>(state.chosen) >= found.candidates.size()) return;
  const std::size_t size = static_cast<std::size_t>(data->BufTextLen);
  if (found.from > found.to || found.to > size) return;
  const std::string& insert = found.candidates[static_cast<std::size_t>(state.chosen)].insert;
  data->DeleteChars(static_cast<int>(found.from), static_cast<int>(found.to - found.from));
  data->InsertChars(static_cast<int>(found.from), insert.data(), insert.data() + insert.size());
  data->CursorPos = static_cast<int>(found.from + insert.size());
  data->SelectionStart = data->SelectionEnd = data->CursorPos;
  state.completing = false;
}

/// What Up, Down and Enter did to the text is taken back while they choose in the completion.
void steer_completion(ImGuiInputTextCallbackData* data, EditorState& state) {
  const int count = static_cast<int>(state.completion.candidates.size());
  if (state.keys != 0 && count > 0) {
    state.chosen = (state.chosen + state.keys + count) % count;
    data->CursorPos = static_cast<int>(std::min(state.cursor, static_cast<std::size_t>(data->BufTextLen)));
    data->SelectionStart = data->SelectionEnd = data->CursorPos;
  }
  const bool enter = compat::key_pressed(ImGuiKey_Enter) && data->CursorPos > 0 && data->Buf[data->CursorPos - 1] == '\n';
  if (enter) data->DeleteChars(data->CursorPos - 1, 1), state.take_chosen = true;
}

int on_edit(ImGuiInputTextCallbackData* data) {
  auto& state = *static_cast<EditorState*>(data->UserData);
  if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
    state.text.resize(static_cast<std::size_t>(data->BufTextLen));
    data->Buf = state.text.data();
    return 0;
  }
  if (data->EventFlag == ImGuiInputTextFlags_CallbackCompletion) {
    if (state.completing) take_candidate(data, state);
    else data->InsertChars(data->CursorPos, "  ");
    return 0;
  }
  if (state.pending) {
    put_text(data, state.pending->text, state.pending->cursor);
    state.pending.reset();
  }
  if (state.completing) steer_completion(data, state);
  if (state.take_chosen) take_candidate(data, state);
  state.take_chosen = false;
  state.keys = 0;
  state.cursor = static_cast<std::size_t>(data->CursorPos);
  return 0;
}

void find_candidates(EditorState& state, bool edited) {
  if (state.wants_completion || (edited && state.active) || state.completing) {
    const std::string chosen =
        state.completing && static_cast<std::size_t>(state.chosen) < state.completion.candidates.size()
            ? state.completion.candidates[static_cast<std::size_t>(state.chosen)].text
            : "";
    state.completion = complete(state.text, state.cursor);
    const bool typed_some = state.completion.to > state.completion.from || state.wants_completion || state.completing;
    const bool exact =
        state.completion.candidates.size() == 1 &&
        state.completion.candidates[0].text == state.text.substr(std::min(state.completion.from, state.text.size()),
                                                                 state.completion.to - state.completion.from);
    state.completing = !state.completion.candidates.empty() && typed_some && !exact &&
                       state.completion.from <= state.cursor && state.cursor <= state.completion.to;
    state.chosen = 0;
    for (std::size_t i = 0; i < state.completion.candidates.size(); ++i) {
      if (state.completion.candidates[i].text == chosen) state.chosen = static_cast<int>(i);
    }
  }
  state.wants_completion = false;
}

void take_keys(Ui& ui, EditorState& state) {
  if (!state.active) return;
  ui.keys_used = ui.text_takes_tab = true;
  const bool ctrl = ImGui::GetIO().KeyCtrl;
  if (ctrl && compat::key_pressed(ImGuiKey_Z)) ImGui::GetIO().KeyShift ? state.redo() : state.undo();
  if (ctrl && compat::key_pressed(ImGuiKey_Y)) state.redo();
  if (ctrl && compat::key_pressed(ImGuiKey_Space)) state.wants_completion = true;
  if (state.completing) state.keys = compat::key_pressed(ImGuiKey_DownArrow) ? 1 : compat::key_pressed(ImGuiKey_UpArrow) ? -1 : 0;
}

/// ImGui's field over the whole text, so that it never scrolls itself.
bool draw_field(const std::string& name, ImVec2 size, EditorState& state) {
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {px(4), px(editor_top)});
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0.0f);
  for (const ImGuiCol colour : {ImGuiCol_FrameBg, ImGuiCol_FrameBgHovered, ImGuiCol_FrameBgActive, ImGuiCol_Text})
    ImGui::PushStyleColor(colour, 0u);
  compat::push_font(draw::font(Face::mono));
  compat::push_no_tab_stop();
  const std::string label = "##" + name + ".text";
  if (state.begin) compat::take_keyboard(label.c_str());
  state.begin = false;
  const ImGuiInputTextFlags flags = ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_CallbackAlways |
                                    ImGuiInputTextFlags_CallbackCompletion | ImGuiInputTextFlags_NoUndoRedo;
  ImGui::InputTextMultiline(label.c_str(), state.text.data(), state.text.capacity() + 1, size, flags, on_edit, &state);
  state.active = ImGui::IsItemActive();
  const bool began = ImGui::IsItemActivated();
  // ImGui takes Escape as "give back the text of before"; here it only ends the typing, and not even that while it closes the completion.
  if (ImGui::IsItemDeactivated() && compat::key_pressed(ImGuiKey_Escape)) {
    state.text = state.before;
    if (state.completing) {
      state.pending = EditedText{state.before, state.cursor_before};
      state.cursor = state.cursor_before;
      state.begin = true;
    }
    state.completing = false;
  }
  compat::pop_no_tab_stop();
  ImGui::PopFont();
  ImGui::PopStyleColor(4);
  ImGui::PopStyleVar(2);
  return began;
}

void scroll_to_cursor(EditorState& state, const EditorLines& lines, const Rect& view) {
  std::size_t line = line_of(lines.starts, std::min(state.cursor, state.text.size()));
  if (state.go_to_line > 0) line = std::min<std::size_t>(state.go_to_line, lines.starts.size()) - 1;
  const float y = px(editor_top) + static_cast<float>(line) * lines.height, scroll = ImGui::GetScrollY(), room = view.height();
  if (state.go_to_line > 0) ImGui::SetScrollY(std::max(0.0f, y - room * 0.35f));
  else if (y < scroll + lines.height) ImGui::SetScrollY(std::max(0.0f, y - lines.height));
  else if (y + 2 * lines.height > scroll + room) ImGui::SetScrollY(y + 2 * lines.height - room);
  state.go_to_line = 0;
  state.follow = false;
}

}  // namespace

bool editor(Ui& ui, const std::string& name, const Rect& box, EditorState& state, const std::vector<EditorProblem>& problems) {
  draw::mark(name, box);
  if (box.width() < px(80) || box.height() < px(40)) return false;
  draw::ground().fonts.note(Face::mono, state.text);
  const bool mine = ui.focus.item(name);
  if (mine && ui.focus.arrived(name)) state.begin = true;
  const std::string shown = state.before = state.text;
  state.cursor_before = state.cursor;
  take_keys(ui, state);
  EditorLines lines;
  lines.starts = line_starts(state.text);
  lines.height = compat::font_size(draw::font(Face::mono));
  lines.cell = draw::measure(Face::mono, "0").x;
  lines.gutter =
      draw::snap(draw::measure(Face::mono, std::to_string(std::max<std::size_t>(lines.starts.size(), 100))).x +
                 px(gutter_pad) + px(14));
  float widest = 0;
  for (std::size_t i = 0; i < lines.starts.size(); ++i)
    widest = std::max(widest, static_cast<float>(line_at(state.text, lines.starts, i).size()) * lines.cell);
  const Rect view{{box.low.x + lines.gutter, box.low.y}, box.high};
  ImGui::GetWindowDrawList()->AddRectFilled(box.low, box.high, theme().inset, px(7));

  ImGui::SetCursorScreenPos(view.low);
  compat::begin_child(name.c_str(), {view.width(), view.height()}, false, ImGuiWindowFlags_HorizontalScrollbar | ImGuiWindowFlags_NoMove);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  lines.left = origin.x + px(4);
  const ImVec2 size{std::max(view.width() - px(12), widest + px(60)),
                    std::max(view.height() - px(12),
                             static_cast<float>(lines.starts.size() + 2) * lines.height + 2 * px(editor_top))};
  if (draw_field(name, size, state)) ui.focus.take(name, false);
  const bool changed = state.text != state.before;
  if (changed) state.history.note({state.before, state.cursor_before}, {state.text, state.cursor});
  lines.starts = line_starts(state.text);
  if (state.cursor != state.cursor_before || changed) state.follow = state.active;
  if (state.follow || state.go_to_line > 0) scroll_to_cursor(state, lines, view);
  find_candidates(state, changed);
  if (!state.active) state.completing = false;
  draw_lines(ui, state, lines, origin, problems);
  draw_caret(state, lines, origin);
  const float scroll = ImGui::GetScrollY();
  if (state.completing) draw_candidates(state, lines, origin, view);
  ImGui::EndChild();
  draw_gutter(ui, {box.low, {view.low.x, box.high.y}}, state, lines, scroll, problems);
  compat::rect(ImGui::GetWindowDrawList(), box.low, box.high, state.active ? theme().accent : theme().border, px(7), theme().hairline());
  if (mine && ui.focus.visible() && !state.active) draw_ring(ImGui::GetWindowDrawList(), box, px(7));
  return state.text != shown;
}

}  // namespace npcost::window
