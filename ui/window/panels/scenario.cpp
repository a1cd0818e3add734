// The Scenario tab: the file's text and what is wrong with it.

#include <algorithm>

#include "ui/window/panels/panel.h"

namespace npcost::window {

namespace {

/// Problems in lines of the draft; those of other files have line 0.
std::vector<EditorProblem> problems_of(const Draft& draft) {
  std::vector<EditorProblem> list;
  for (const Diagnostic& d : draft.problems) {
    EditorProblem problem;
    problem.severity = d.severity;
    problem.message = d.code + "  " + d.message + (d.hint.empty() ? "" : "\n→ " + d.hint) + (d.note.empty() ? "" : "\n" + d.note);
    if (d.place.source != nullptr && (d.place.source->name == draft.path || d.place.source->text == draft.text)) {
      const LineColumn at = line_column(d.place);
      problem.line = at.line, problem.column = at.column, problem.end_column = at.end_column;
    }
    list.push_back(std::move(problem));
  }
  return list;
}

void draw_problem(Panel& p, const Rect& row, const EditorProblem& problem, std::size_t index) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  const Touch touched = p.ui.touch("scenario.problem." + std::to_string(index), row, "problems");
  if (touched.hovered) list->AddRectFilled(row.low, row.high, theme().hover, px(5)), ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (touched.focused) draw_ring(list, inset(row, 2, 2), px(5));
  const Status status = problem.severity == Severity::error     ? Status::bad
                        : problem.severity == Severity::warning ? Status::warn
                                                                : Status::neutral;
  Rect inner = inset(row, 10, 0);
  draw::icon(list, icon_of(status), take_left(inner, 14, 8).centre(), px(12), theme().words(status));
  const std::string place = problem.line > 0 ? std::to_string(problem.line) + ":" + std::to_string(problem.column) : "–";
  p.ui.line(Face::small, take_left(inner, 56, 8), Align::left, theme().text3, place);
  const std::size_t end = problem.message.find('\n');
  const float wide = p.ui.line(Face::small, inner, Align::left, theme().text, problem.message.substr(0, end));
  inner.low.x += wide + px(12);
  if (end != std::string::npos && inner.width() > px(60)) {
    std::string hint = problem.message.substr(end + 1);
    std::replace(hint.begin(), hint.end(), '\n', ' ');
    p.ui.line(Face::small, inner, Align::left, theme().text3, hint);
  }
  p.ui.tip_of(touched, row, problem.message);
  if (touched.pressed && problem.line > 0) {
    p.view.editor.go_to_line = problem.line;
    p.view.editor.begin = true;
  }
}

void draw_problems(Panel& p, const Rect& box, const std::vector<EditorProblem>& problems) {
  Rect inner = card(p.ui, "scenario.problems", box, p.say("scenario.problems"), p.say("scenario.problems_aside"));
  if (problems.empty() && p.screen.file.empty()) {
    p.ui.line(Face::body, take_top(inner, 24), Align::left, theme().text3, p.say("nothing.no_file"));
    return;
  }
  if (problems.empty()) {
    const Rect row = take_top(inner, 24);
    draw::icon(ImGui::GetWindowDrawList(), Icon::check, {row.low.x + px(7), row.centre().y}, px(13), theme().words(Status::ok));
    p.ui.line(Face::body, {{row.low.x + px(24), row.low.y}, row.high}, Align::left, theme().text2, p.say("scenario.no_problems"));
    return;
  }
  inner.low.x -= px(8), inner.high.x += px(8);
  ImGui::SetCursorScreenPos(inner.low);
  compat::begin_child("scenario.problems.list", {inner.width(), inner.height()}, false, ImGuiWindowFlags_NoMove);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const float row = px(28), low = origin.y + ImGui::GetScrollY();
  for (std::size_t i = 0; i < problems.size(); ++i) {
    const float y = draw::snap(origin.y + row * static_cast<float>(i));
    if (y + row < low - row || y > low + inner.height() + row) continue;
    draw_problem(p, {{inner.low.x, y}, {inner.high.x - px(8), y + row}}, problems[i], i);
  }
  ImGui::SetCursorScreenPos(origin);
  ImGui::Dummy({1, row * static_cast<float>(problems.size())});
  ImGui::EndChild();
}

/// The three ways out when file and text went different ways.
void draw_conflict(Panel& p, Rect box) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  const bool vanished = p.screen.draft.conflict == Draft::Conflict::vanished;
  const Status status = vanished ? Status::bad : Status::warn;
  list->AddRectFilled(box.low, box.high, theme().back(status), px(8));
  compat::rect(list, box.low, box.high, draw::faded(theme().words(status), 0.5f), px(8), theme().hairline());
  draw::mark("scenario.conflict", box, "cards");
  Rect inner = inset(box, 16, 0);
  draw::icon(list, Icon::warning, take_left(inner, 16, 10).centre(), px(15), theme().words(status));
  const auto answer = [&](const std::string& name, const ButtonWords& words, Studio::Choice choice) {
    const float width = button_width(words);
    const Rect at{{draw::snap(inner.high.x - width), inner.centre().y - px(15)}, {inner.high.x, inner.centre().y + px(15)}};
    inner.high.x = at.low.x - px(8);
    if (button(p.ui, name, at, words, "conflict")) p.actions.resolve_conflict(choice);
  };
  answer("scenario.keep_mine", {p.say("conflict.mine"), {}, p.say("conflict.mine_tip"), ButtonLook::primary}, Studio::Choice::keep_mine);
  if (!vanished) answer("scenario.take_theirs", {p.say("conflict.theirs"), {}, p.say("conflict.theirs_tip")}, Studio::Choice::take_theirs);
  answer("scenario.beside", {p.say("conflict.beside"), {}, p.say("conflict.beside_tip")}, Studio::Choice::save_mine_beside);
  p.ui.line(Face::semi, inner, Align::left, theme().text, vanished ? p.say("conflict.vanished") : p.say("conflict.changed"));
}

void draw_tools(Panel& p, const Rect& box) {
  EditorState& editor = p.view.editor;
  ImVec2 corner = card_corner(box);
  const ButtonWords save{p.say("params.save"), {}, p.say("scenario.save_tip"), ButtonLook::primary, p.screen.draft.unsaved};
  const float width = button_width(save);
  if (button(p.ui, "scenario.save", {{draw::snap(corner.x - width), corner.y - px(15)}, {corner.x, corner.y + px(15)}},
             save))
    p.actions.save();
  corner.x -= width + px(10);
  const auto tool = [&](const std::string& name, Icon icon, const std::string& tip, bool enabled) {
    const bool pressed = icon_button(p.ui, name, {corner.x - px(15), corner.y}, icon, tip, enabled);
    corner.x -= px(32);
    return pressed;
  };
  const std::string before = editor.text;
  if (tool("scenario.redo", Icon::redo, p.say("params.redo"), editor.history.can_redo())) editor.redo();
  if (tool("scenario.undo", Icon::undo, p.say("params.undo"), editor.history.can_undo())) editor.undo();
  if (editor.text != before) p.actions.edit_draft(editor.text);
}

void take_draft(Panel& p) {
  EditorState& editor = p.view.editor;
  if (p.view.draft_edition == p.screen.draft.edition) return;
  p.view.draft_edition = p.screen.draft.edition;
  const bool another = p.view.shown_file != p.screen.file;
  p.view.shown_file = p.screen.file;
  if (editor.text != p.screen.draft.text) editor.replace(p.screen.draft.text, another);
}

}  // namespace

void draw_scenario(Panel& p, const Rect& box) {
  take_draft(p);
  Rect rest = inset(box, 12, 12);
  if (p.screen.draft.conflict != Draft::Conflict::none) draw_conflict(p, take_top(rest, 52, 12));
  const std::vector<EditorProblem> problems = problems_of(p.screen.draft);
  const float list_height = problems.empty() ? 84.0f : std::min(60.0f + 28.0f * static_cast<float>(problems.size()), 200.0f);
  const Rect below = take_bottom(rest, list_height, 12);
  const std::string aside = p.screen.file.empty() ? p.say("nothing.no_file") : shown_name(p.screen.draft.path);
  Rect inner = card(p.ui, "scenario.editor_card", rest, p.say("scenario.title"), aside, 190);
  draw_tools(p, rest);
  inner.low.x -= px(4), inner.high.x += px(4);
  if (editor(p.ui, "scenario.editor", inner, p.view.editor, problems)) p.actions.edit_draft(p.view.editor.text);
  draw_problems(p, below, problems);
}

}  // namespace npcost::window
