#pragma once
// Icons as paths: no icon font, the same line at every scale.

#include "ui/window/draw/imgui_compat.h"

namespace npcost::draw {

enum class Icon {
  play,
  pause,
  step,
  stop,
  chevron_down,
  chevron_right,
  chevron_up,
  chevron_left,
  check,
  warning,
  cross,
  sun,
  moon,
  export_file,
  reload,
  flag,
  info,
  file,
  search,
  undo,
  redo,
  plus,
  minus,
  trash,
  copy,
  terminal,
  arrow_up,
  arrow_down,
  swap,
  dot
};
inline constexpr int icon_count = static_cast<int>(Icon::dot) + 1;

/// Inside the square of side `size` around `centre`. Strokes are a ninth of the size, at least a pixel.
void icon(ImDrawList* list, Icon which, ImVec2 centre, float size, ImU32 colour);

}  // namespace npcost::draw
