// What the editor draws over ImGui's field: lines, problems, caret, candidates.

#include "ui/window/widgets/editor_draw.h"

#include <algorithm>
#include <cmath>

#include "ui/window/charts/hover_table.h"
#include "ui/window/widgets/editor_text.h"

namespace npcost::window {

namespace {

float x_of(const EditorLines& lines, std::string_view line, std::size_t bytes) {
  return lines.left + draw::measure(Face::mono, line.substr(0, bytes)).x;
}

void draw_problems_of(Ui& ui, const Rect& row, const EditorLines& lines, std::string_view line,
                      const std::vector<EditorProblem>& problems, std::size_t number) {
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

}  // namespace

void draw_lines(Ui& ui, const EditorState& state, const EditorLines& lines, ImVec2 origin, const std::vector<EditorProblem>& problems) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  const float low = list->GetClipRectMin().y, high = list->GetClipRectMax().y;
  bool in_comment = false;
  for (std::size_t i = 0; i < lines.starts.size(); ++i) {
    const std::string_view line = line_at(state.text, lines.starts, i);
    const auto pieces = pieces_of(line, in_comment);
    const float y = origin.y + px(editor_top) + static_cast<float>(i) * lines.height;
    if (y + lines.height < low) continue;
    if (y > high) break;
    float x = lines.left;
    for (const Piece& piece : pieces) x += draw::text(list, Face::mono, {x, y}, colour_of(piece.token), piece.text);
    draw_problems_of(ui, {{lines.left, y}, {x, y + lines.height}}, lines, line, problems, i);
  }
}

void draw_gutter(Ui& ui, const Rect& box, const EditorState& state, const EditorLines& lines, float scroll,
                 const std::vector<EditorProblem>& problems) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  list->AddRectFilled(box.low, box.high, theme().inset, px(7));
  const std::size_t current = line_of(lines.starts, std::min(state.cursor, state.text.size()));
  list->PushClipRect(box.low, box.high, true);
  for (std::size_t i = 0; i < lines.starts.size(); ++i) {
    const float y = box.low.y + px(editor_top) + static_cast<float>(i) * lines.height - scroll;
    if (y + lines.height < box.low.y) continue;
    if (y > box.high.y) break;
    const Rect row{{box.low.x, y}, {box.high.x, y + lines.height}};
    for (const EditorProblem& problem : problems) {
      if (problem.line != i + 1) continue;
      const bool error = problem.severity == Severity::error;
      list->AddCircleFilled({box.low.x + px(9), row.centre().y}, px(3.5f),
                            theme().fill(error ? draw::Status::bad : draw::Status::warn), 16);
      ui.tip(row, problem.message);
    }
    draw::text_right(list, Face::mono, {box.high.x - px(8), y},
                     state.active && i == current ? theme().text2 : draw::faded(theme().text3, 0.75f),
                     std::to_string(i + 1));
  }
  list->PopClipRect();
}

void draw_caret(const EditorState& state, const EditorLines& lines, ImVec2 origin) {
  if (!state.active || std::fmod(ImGui::GetTime(), 1.2) > 0.8) return;
  const std::size_t line = line_of(lines.starts, std::min(state.cursor, state.text.size()));
  const std::string_view text = line_at(state.text, lines.starts, line);
  const float x = draw::snap(x_of(lines, text, std::min(state.cursor - lines.starts[line], text.size()))),
              y = origin.y + px(editor_top) + static_cast<float>(line) * lines.height;
  ImGui::GetWindowDrawList()->AddRectFilled({x, y}, {x + std::max(1.0f, px(1.5f)), y + lines.height}, theme().accent);
}

void draw_candidates(const EditorState& state, const EditorLines& lines, ImVec2 origin, const Rect& box) {
  const auto& found = state.completion.candidates;
  constexpr int most = 8;
  const int count = static_cast<int>(found.size()),
            first = std::clamp(state.chosen - most / 2, 0, std::max(0, count - most)), shown = std::min(count, most);
  const std::size_t line = line_of(lines.starts, std::min(state.cursor, state.text.size()));
  const float row = px(24), width = px(420), height = row * static_cast<float>(shown) + px(8);
  const float x = std::clamp(x_of(lines, line_at(state.text, lines.starts, line),
                                  state.completion.from - std::min(state.completion.from, lines.starts[line])),
                             box.low.x, std::max(box.low.x, box.high.x - width));
  float y = origin.y + px(editor_top) + static_cast<float>(line + 1) * lines.height + px(2);
  if (y + height > ImGui::GetIO().DisplaySize.y - px(8)) y -= height + lines.height + px(4);
  ImDrawList* const list = ImGui::GetForegroundDrawList();
  const Rect panel{{draw::snap(x), draw::snap(y)}, {draw::snap(x + width), draw::snap(y + height)}};
  charts::draw_panel(list, panel);
  for (int i = 0; i < shown; ++i) {
    const Candidate& one = found[static_cast<std::size_t>(first + i)];
    const Rect at{{panel.low.x + px(4), panel.low.y + px(4) + static_cast<float>(i) * row},
                  {panel.high.x - px(4), panel.low.y + px(4) + static_cast<float>(i + 1) * row}};
    if (first + i == state.chosen) list->AddRectFilled(at.low, at.high, theme().accent_dim, px(4));
    const float wide =
        draw::text(list, Face::mono, {at.low.x + px(8), at.centre().y - draw::line_height(Face::mono) * 0.5f},
                   theme().text, one.text);
    const float left = at.low.x + px(20) + wide;
    draw::text_ellipsis(list, Face::small, {left, at.centre().y - draw::line_height(Face::small) * 0.5f},
                        at.high.x - px(8) - left, theme().text3, one.help);
  }
  draw::mark("editor.completion", panel);
}

}  // namespace npcost::window
