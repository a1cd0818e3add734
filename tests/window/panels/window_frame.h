#pragma once
// The whole window on a fake screen, without a display.

#include <string>
#include <vector>

#include "tests/window/panels/fake_screen.h"
#include "ui/window/draw/frame.h"
#include "ui/window/panels/draw_window.h"

namespace npcost::fake {

struct WindowFrame {
  window::Screen screen;
  window::ViewState view;
  FakeActions actions;
  std::vector<window::Stroke> strokes;   ///< of the next frame
  draw::Frame frame;

  explicit WindowFrame(window::Screen shown, draw::FrameOptions options = {}, window::Remembered kept = {})
      : screen(std::move(shown)), frame(inside(options), [this] { draw(); }) {
    view.kept = std::move(kept);
    frame.step(3);
    actions.asked.clear();
  }

  void stroke(char letter, bool ctrl) {
    strokes = {{letter, ctrl, false}};
    frame.step();
  }
  std::string last() const { return actions.last(); }

 private:
  static draw::FrameOptions inside(draw::FrameOptions options) {
    options.own_window = false;
    return options;
  }
  void draw() {
    window::draw_window(view, screen, actions, strokes);
    strokes.clear();
  }
};

}  // namespace npcost::fake
