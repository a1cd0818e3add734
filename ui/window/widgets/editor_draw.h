#pragma once
// The visible half of the editor. Of use to editor.cpp only.

#include "ui/window/widgets/editor.h"

namespace npcost::window {

inline constexpr float editor_top = 8;   ///< design pixels above the first line

/// Where lines stand.
struct EditorLines {
  std::vector<std::size_t> starts;        ///< offsets of their first bytes
  float height = 1, left = 0;             ///< of a line; where text begins
  float gutter = 0, cell = 1;             ///< widths of the numbers' column and of a letter
};

/// `origin`: the upper left corner of the scrolled text.
void draw_lines(Ui& ui, const EditorState& state, const EditorLines& lines, ImVec2 origin, const std::vector<EditorProblem>& problems);
void draw_caret(const EditorState& state, const EditorLines& lines, ImVec2 origin);
/// Numbers and problems beside the text, outside of what scrolls.
void draw_gutter(Ui& ui, const draw::Rect& box, const EditorState& state, const EditorLines& lines, float scroll,
                 const std::vector<EditorProblem>& problems);
/// The candidates below the cursor.
void draw_candidates(const EditorState& state, const EditorLines& lines, ImVec2 origin, const draw::Rect& box);

}  // namespace npcost::window
