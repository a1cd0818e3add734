#include "ui/window/widgets/editor.h"

#include <algorithm>
#include <cmath>

#include "ui/window/charts/hover_table.h"
#include "ui/window/widgets/editor_text.h"

namespace npcost::window {

using draw::Align;
using draw::Face;
using draw::px;
using draw::Rect;
using draw::theme;

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

constexpr float top_pad = 8, gutter_pad = 14;

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

struct Lines {
  std::vector<std::size_t> starts;
  float height = 1, left = 0, gutter = 0, cell = 1;
};

float x_of(const Lines& lines, std::string_view line, std::size_t bytes) { return lines.left + draw::measure(Face::mono, line.substr(0, bytes)).x; }

void draw_problems_of(Ui& ui, const Rect& row, const Lines& lines, std::string_view line, const std::vector<EditorProblem>& problems, std::size_t number) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  for (const EditorProblem& problem : problems) {
    if (problem.line != number + 1) continue;
    const bool error = problem.severity == Severity::error;
    const ImU32 colour = theme().fill(error ? draw::Status::bad : draw::Status::warn);
    const float from = x_of(lines, line, bytes_before(line, problem.column));
    const float to = std::max(x_of(lines, line, bytes_before(line, std::max(problem.end_column, problem.column + 1))), from + lines.cell);
    const float y = draw::snap(row.high.y - px(1)), wave = px(2);
    std::vector<ImVec2> points;
    for (float x = from; x <= to + 0.5f; x += wave) points.push_back({x, y + (points.size() % 2 == 0 ? 0.0f : wave * 0.8f)});
    if (points.size() > 1) compat::polyline(list, points.data(), static_cast<int>(points.size()), colour, px(1.25f));
    ui.tip({{from, row.low.y}, {to, row.high.y}}, problem.message);
  }
}

void draw_lines(Ui& ui, const EditorState& state, const Lines& lines, ImVec2 origin, const std::vector<EditorProblem>& problems) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  const float low = list->GetClipRectMin().y, high = list->GetClipRectMax().y;
  bool in_comment = false;
  for (std::size_t i = 0; i < lines.starts.size(); ++i) {
    const std::string_view line = line_at(state.text, lines.starts, i);
    const auto pieces = pieces_of(line, in_comment);
    const float y = origin.y + px(top_pad) + static_cast<float>(i) * lines.height;
    if (y + lines.height < low) continue;
    if (y > high) break;
    float x = lines.left;
    for (const Piece& piece : pieces) x += draw::text(list, Face::mono, {x, y}, colour_of(piece.token), piece.text);
    draw_problems_of(ui, {{lines.left, y}, {x, y + lines.height}}, lines, line, problems, i);
  }
}

void draw_gutter(Ui& ui, const Rect& box, const EditorState& state, const Lines& lines, float scroll, const std::vector<EditorProblem>& problems) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  list->AddRectFilled(box.low, box.high, theme().inset, px(7));
  const std::size_t current = line_of(lines.starts, std::min(state.cursor, state.text.size()));
  list->PushClipRect(box.low, box.high, true);
  for (std::size_t i = 0; i < lines.starts.size(); ++i) {
    const float y = box.low.y + px(top_pad) + static_cast<float>(i) * lines.height - scroll;
    if (y + lines.height < box.low.y) continue;
    if (y > box.high.y) break;
    const Rect row{{box.low.x, y}, {box.high.x, y + lines.height}};
    for (const EditorProblem& problem : problems) {
      if (problem.line != i + 1) continue;
      const bool error = problem.severity == Severity::error;
      list->AddCircleFilled({box.low.x + px(9), row.centre().y}, px(3.5f), theme().fill(error ? draw::Status::bad : draw::Status::warn), 16);
      ui.tip(row, problem.message);
    }
    draw::text_right(list, Face::mono, {box.high.x - px(8), y}, state.active && i == current ? theme().text2 : draw::faded(theme().text3, 0.75f), std::to_string(i + 1));
  }
  list->PopClipRect();
}

void draw_caret(const EditorState& state, const Lines& lines, ImVec2 origin) {
  if (!state.active || std::fmod(ImGui::GetTime(), 1.2) > 0.8) return;
  const std::size_t line = line_of(lines.starts, std::min(state.cursor, state.text.size()));
  const std::string_view text = line_at(state.text, lines.starts, line);
  const float x = draw::snap(x_of(lines, text, std::min(state.cursor - lines.starts[line], text.size()))), y = origin.y + px(top_pad) + static_cast<float>(line) * lines.height;
  ImGui::GetWindowDrawList()->AddRectFilled({x, y}, {x + std::max(1.0f, px(1.5f)), y + lines.height}, theme().accent);
}

/// The candidates below the cursor.
void draw_candidates(Ui& ui, EditorState& state, const Lines& lines, ImVec2 origin, const Rect& box) {
  const auto& found = state.completion.candidates;
  constexpr int most = 8;
  const int count = static_cast<int>(found.size()), first = std::clamp(state.chosen - most / 2, 0, std::max(0, count - most)), shown = std::min(count, most);
  const std::size_t line = line_of(lines.starts, std::min(state.cursor, state.text.size()));
  const float row = px(24), width = px(420), height = row * static_cast<float>(shown) + px(8);
  const float x = std::clamp(x_of(lines, line_at(state.text, lines.starts, line), state.completion.from - std::min(state.completion.from, lines.starts[line])), box.low.x, std::max(box.low.x, box.high.x - width));
  float y = origin.y + px(top_pad) + static_cast<float>(line + 1) * lines.height + px(2);
  if (y + height > ImGui::GetIO().DisplaySize.y - px(8)) y -= height + lines.height + px(4);
  ImDrawList* const list = ImGui::GetForegroundDrawList();
  const Rect panel{{draw::snap(x), draw::snap(y)}, {draw::snap(x + width), draw::snap(y + height)}};
  charts::draw_panel(list, panel);
  for (int i = 0; i < shown; ++i) {
    const Candidate& one = found[static_cast<std::size_t>(first + i)];
    const Rect at{{panel.low.x + px(4), panel.low.y + px(4) + static_cast<float>(i) * row}, {panel.high.x - px(4), panel.low.y + px(4) + static_cast<float>(i + 1) * row}};
    if (first + i == state.chosen) list->AddRectFilled(at.low, at.high, theme().accent_dim, px(4));
    const float wide = draw::text(list, Face::mono, {at.low.x + px(8), at.centre().y - draw::line_height(Face::mono) * 0.5f}, theme().text, one.text);
    const float left = at.low.x + px(20) + wide;
    draw::text_ellipsis(list, Face::small, {left, at.centre().y - draw::line_height(Face::small) * 0.5f}, at.high.x - px(8) - left, theme().text3, one.help);
  }
  draw::mark("editor.completion", panel);
  (void)ui;
}

void find_candidates(EditorState& state, bool edited) {
  if (state.wants_completion || (edited && state.active) || state.completing) {
    const std::string chosen = state.completing && static_cast<std::size_t>(state.chosen) < state.completion.candidates.size() ? state.completion.candidates[static_cast<std::size_t>(state.chosen)].text : "";
    state.completion = complete(state.text, state.cursor);
    const bool typed_some = state.completion.to > state.completion.from || state.wants_completion || state.completing;
    const bool exact = state.completion.candidates.size() == 1 && state.completion.candidates[0].text == state.text.substr(std::min(state.completion.from, state.text.size()), state.completion.to - state.completion.from);
    state.completing = !state.completion.candidates.empty() && typed_some && !exact && state.completion.from <= state.cursor && state.cursor <= state.completion.to;
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
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {px(4), px(top_pad)});
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0.0f);
  for (const ImGuiCol colour : {ImGuiCol_FrameBg, ImGuiCol_FrameBgHovered, ImGuiCol_FrameBgActive, ImGuiCol_Text}) ImGui::PushStyleColor(colour, 0u);
  compat::push_font(draw::font(Face::mono));
  compat::push_no_tab_stop();
  if (state.begin) ImGui::SetKeyboardFocusHere();
  state.begin = false;
  const ImGuiInputTextFlags flags = ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_CallbackAlways | ImGuiInputTextFlags_CallbackCompletion | ImGuiInputTextFlags_NoUndoRedo;
  ImGui::InputTextMultiline(("##" + name + ".text").c_str(), state.text.data(), state.text.capacity() + 1, size, flags, on_edit, &state);
  state.active = ImGui::IsItemActive();
  const bool began = ImGui::IsItemActivated();
  // ImGui takes Escape as "give back the text of before"; here it only ends the typing.
  if (ImGui::IsItemDeactivated() && compat::key_pressed(ImGuiKey_Escape)) state.text = state.before;
  compat::pop_no_tab_stop();
  ImGui::PopFont();
  ImGui::PopStyleColor(4);
  ImGui::PopStyleVar(2);
  return began;
}

void scroll_to_cursor(EditorState& state, const Lines& lines, const Rect& view) {
  std::size_t line = line_of(lines.starts, std::min(state.cursor, state.text.size()));
  if (state.go_to_line > 0) line = std::min<std::size_t>(state.go_to_line, lines.starts.size()) - 1;
  const float y = px(top_pad) + static_cast<float>(line) * lines.height, scroll = ImGui::GetScrollY(), room = view.height();
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
  Lines lines;
  lines.starts = line_starts(state.text);
  lines.height = compat::font_size(draw::font(Face::mono));
  lines.cell = draw::measure(Face::mono, "0").x;
  lines.gutter = draw::snap(draw::measure(Face::mono, std::to_string(std::max<std::size_t>(lines.starts.size(), 100))).x + px(gutter_pad) + px(14));
  float widest = 0;
  for (std::size_t i = 0; i < lines.starts.size(); ++i) widest = std::max(widest, static_cast<float>(line_at(state.text, lines.starts, i).size()) * lines.cell);
  const Rect view{{box.low.x + lines.gutter, box.low.y}, box.high};
  ImGui::GetWindowDrawList()->AddRectFilled(box.low, box.high, theme().inset, px(7));

  ImGui::SetCursorScreenPos(view.low);
  compat::begin_child(name.c_str(), {view.width(), view.height()}, false, ImGuiWindowFlags_HorizontalScrollbar | ImGuiWindowFlags_NoMove);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  lines.left = origin.x + px(4);
  const ImVec2 size{std::max(view.width() - px(12), widest + px(60)), std::max(view.height() - px(12), static_cast<float>(lines.starts.size() + 2) * lines.height + 2 * px(top_pad))};
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
  if (state.completing) draw_candidates(ui, state, lines, origin, view);
  ImGui::EndChild();
  draw_gutter(ui, {box.low, {view.low.x, box.high.y}}, state, lines, scroll, problems);
  compat::rect(ImGui::GetWindowDrawList(), box.low, box.high, state.active ? theme().accent : theme().border, px(7), theme().hairline());
  if (mine && ui.focus.visible() && !state.active) draw_ring(ImGui::GetWindowDrawList(), box, px(7));
  return state.text != shown;
}

}  // namespace npcost::window
