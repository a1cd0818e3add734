#pragma once
// A window without a window: an ImGui context of its own, a clock that a test owns, mouse and keyboard by call, pictures by the
// soft renderer. For tests, screenshots and charts that are exported alone.
//
// Repeats   a frame in which glyphs were missing is drawn again with a new atlas before it counts (at most twice), so a picture
//           never shows "?" where a font has the glyph.
// Nests     all calls switch to the context and the ground of this frame and back: one may be used inside another's drawing.
// Time      1/60 s a frame.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ui/window/draw/ground.h"
#include "ui/window/draw/image.h"

namespace npcost::draw {

struct FrameOptions {
  int width = 1600, height = 900;  ///< pixels, 1…16384; not multiplied by the scale
  bool dark = true;
  FontOptions fonts;       ///< with the scale
  bool own_window = true;  ///< the painter is called inside an ImGui window that fills the frame
};

class Frame {
 public:
  using Painter = std::function<void()>;

  Frame(const FrameOptions& options, Painter painter);
  ~Frame();
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;

  /// Draws `count` frames.
  void step(int count = 1);
  /// Of the last frame, drawn now. Valid until the next call.
  const Image& picture();
  std::uint64_t draw_hash() const;  ///< of the last frame's draw lists

  // Input. Each takes the frames that ImGui needs to see it.
  void move(ImVec2 to);
  void press(int button = 0);
  void release(int button = 0);
  void click(ImVec2 at, int button = 0);
  void double_click(ImVec2 at);
  void drag(ImVec2 from, ImVec2 to);
  void wheel(ImVec2 at, float steps);
  void hold(bool ctrl, bool shift);
  void key(ImGuiKey code);
  void type(std::string_view text);

  /// The rectangle of a mark of the last frame. Requires that there is one; see has().
  Rect rect(std::string_view name) const;
  bool has(std::string_view name) const;
  void click(std::string_view name) { click(rect(name).centre()); }

  /// Of the last frame: what the marks find, glyphs that no font has, vertices that are not finite. Empty is good.
  std::vector<std::string> faults() const;
  int vertices() const;

  void set_theme(bool dark, float scale);
  Ground& ground();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace npcost::draw
