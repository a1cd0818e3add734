#pragma once
// What everything is drawn with: a theme, fonts and marks. One ground belongs to one ImGui context; the one in use is found by
// ground(), so that no function has to hand it on. Charts that are exported have a ground of their own for a moment.
//
// Threads   one: the window's.

#include "ui/window/draw/fonts.h"
#include "ui/window/draw/marks.h"
#include "ui/window/draw/theme.h"

namespace npcost::draw {

struct Ground {
  Theme theme;
  Fonts fonts;
  Marks marks;

  /// Theme, ImGui's style, and fonts of that scale for the current context. Between frames; may be called again.
  void set_up(bool dark, FontOptions options);
};

/// The ground in use. Requires that one is.
Ground& ground();

/// In use from here to the end of the scope; then the one before is again.
class UseGround {
 public:
  explicit UseGround(Ground& one);
  ~UseGround();
  UseGround(const UseGround&) = delete;
  UseGround& operator=(const UseGround&) = delete;

 private:
  Ground* before_;
};

inline const Theme& theme() { return ground().theme; }
/// Design pixels to pixels.
inline float px(float design) { return theme().px(design); }
inline ImVec2 px(float x, float y) { return {px(x), px(y)}; }
inline ImFont* font(Face which) { return ground().fonts.face(which); }
inline void mark(std::string name, const Rect& rect, std::string group = {}) {
  ground().marks.add(std::move(name), rect, std::move(group));
}
/// To whole pixels: where hairlines and text belong.
float snap(float position);

}  // namespace npcost::draw
