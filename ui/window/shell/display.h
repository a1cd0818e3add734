#pragma once
// A real window on a real display: SDL for events, OpenGL 3.2 to draw, and the CPU's own renderer where there is no OpenGL.
//
// Requires  an ImGui context and a ground in use; SDL is started and ended here. One display at a time.
// Errors    Display::open() gives a sentence if there is no display or no window can be made: nothing is ever drawn where nobody sees it.

#include <cstdint>
#include <memory>
#include <string>
#include <variant>

#include "ui/window/shell/options.h"

struct ImDrawData;
union SDL_Event;

namespace npcost::window {

class Display {
 public:
  /// A window of that size, or why there is none.
  static std::variant<std::unique_ptr<Display>, std::string> open(const WindowOptions& options);
  virtual ~Display() = default;

  virtual std::string name() const = 0;   ///< "OpenGL 3 · llvmpipe", "software renderer"
  /// The fonts' atlas is another one.
  virtual void take_fonts() = 0;
  virtual void begin_frame() = 0;         ///< before ImGui::NewFrame()
  virtual void present(const ImDrawData& data, std::uint32_t background) = 0;

  void title(const std::string& text);
  /// How many pixels of the picture a pixel of the design takes on this display.
  double scale() const;
  /// Waits for an event for so long (0: not at all). False: there was none.
  bool wait(SDL_Event& event, int most_ms);
  bool next(SDL_Event& event);
  /// Wakes a wait() from another thread.
  static void wake();

 protected:
  explicit Display(void* window) : window_(window) {}
  void* window_;                          ///< SDL_Window
};

}  // namespace npcost::window
