#pragma once
// Names for everything on the screen that a test, a script or a keyboard may want to find, and what went wrong while drawing.
//
// Per frame  a mark holds for the frame in which it was made; begin_frame() forgets all.
// Names      are unique in a frame, with dots from the large to the small: "live.cost.legend.voice".
// Groups     marks of one group are siblings that must not overlap ("" is no group).

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ui/window/draw/imgui_compat.h"

namespace npcost::draw {

/// A rectangle on the screen in pixels, with corners low (left, top) and high (right, bottom).
struct Rect {
  ImVec2 low{0, 0}, high{0, 0};
  float width() const { return high.x - low.x; }
  float height() const { return high.y - low.y; }
  ImVec2 centre() const { return {(low.x + high.x) * 0.5f, (low.y + high.y) * 0.5f}; }
  bool holds(ImVec2 p) const { return p.x >= low.x && p.x < high.x && p.y >= low.y && p.y < high.y; }
};

struct Mark {
  Rect rect;
  std::string group;
};

class Marks {
 public:
  void begin_frame();
  void add(std::string name, const Rect& rect, std::string group = {});
  /// A text that needs `width` pixels was drawn where it has `room`.
  void too_wide(std::string_view text, float width, float room);

  /// Null if there is none of that name in this frame.
  const Mark* find(std::string_view name) const;
  const std::map<std::string, Mark, std::less<>>& all() const { return marks_; }

  /// One sentence each for: marks outside of the window, siblings that overlap (by more than half a pixel), names that were given twice,
  /// texts too wide. In order of names; empty is good.
  std::vector<std::string> faults(ImVec2 window) const;

 private:
  std::map<std::string, Mark, std::less<>> marks_;
  std::vector<std::string> twice_, wide_;
};

}  // namespace npcost::draw
