// Somebody who presses anything anywhere, on any screen: no assertion, no vertex that is not finite.

#include <cstdint>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/window/panels/window_frame.h"

using namespace npcost;
using namespace npcost::fake;
using namespace npcost::window;

namespace {

class Monkey {
 public:
  explicit Monkey(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t n) {
    state_ ^= state_ << 13, state_ ^= state_ >> 7, state_ ^= state_ << 17;
    return static_cast<std::size_t>((state_ >> 11) % n);
  }
  ImVec2 place(const draw::FrameOptions& options) {
    return {static_cast<float>(below(static_cast<std::size_t>(options.width))), static_cast<float>(below(static_cast<std::size_t>(options.height)))};
  }

 private:
  std::uint64_t state_;
};

/// A mark of the frame, by chance: buttons are pressed more often than empty places.
ImVec2 some_mark(WindowFrame& window, Monkey& monkey) {
  const auto& marks = window.frame.ground().marks.all();
  auto it = marks.begin();
  std::advance(it, static_cast<std::ptrdiff_t>(monkey.below(marks.size())));
  return it->second.rect.centre();
}

void act(WindowFrame& window, Monkey& monkey, const draw::FrameOptions& options) {
  static const ImGuiKey keys[] = {ImGuiKey_Tab, ImGuiKey_Enter, ImGuiKey_Escape, ImGuiKey_Space, ImGuiKey_LeftArrow, ImGuiKey_RightArrow,
                                  ImGuiKey_UpArrow, ImGuiKey_DownArrow, ImGuiKey_Delete, ImGuiKey_Backspace, ImGuiKey_Home, ImGuiKey_End};
  static const char* texts[] = {"\"", "{", "npc", "여관", "\n", "1", "3", "?", "$", "\xF0\x9F\x98\x80", "}", "e"};
  static const char letters[] = {'s', 'e', 'o', 'l', 't', 'z'};
  switch (monkey.below(10)) {
    case 0: case 1: case 2: window.frame.click(some_mark(window, monkey)); break;
    case 3: window.frame.click(monkey.place(options), static_cast<int>(monkey.below(2))); break;
    case 4: window.frame.drag(some_mark(window, monkey), monkey.place(options)); break;
    case 5: window.frame.wheel(monkey.place(options), monkey.below(2) == 0 ? 1.0f : -3.0f); break;
    case 6: case 7: window.frame.key(keys[monkey.below(std::size(keys))]); break;
    case 8: window.frame.type(texts[monkey.below(std::size(texts))]); break;
    default: window.stroke(letters[monkey.below(std::size(letters))], monkey.below(2) == 0); break;
  }
}

/// What it found; "" nothing.
std::string play(std::uint64_t seed, int actions, const draw::FrameOptions& options) {
  Monkey monkey(seed);
  const std::vector<NamedScreen> screens = all_screens();
  WindowFrame window(screens[monkey.below(screens.size())].screen, options);
  window.view.kept.export_folder = "/nowhere/at/all";  // pictures that cannot be written
  for (int i = 0; i < actions; ++i) {
    if (monkey.below(40) == 0) {
      const std::uint64_t number = window.screen.number;
      window.screen = screens[monkey.below(screens.size())].screen;
      window.screen.number = number + 1;
    }
    act(window, monkey, options);
    for (const std::string& fault : window.frame.faults()) {
      if (fault.find("vertices") != std::string::npos) return std::to_string(seed) + ", action " + std::to_string(i) + ": " + fault;
    }
    if (window.actions.asked.size() > 1000) window.actions.asked.clear();
  }
  return {};
}

}  // namespace

TEST_CASE("a monkey of 600 actions finds nothing") {
  draw::FrameOptions options;
  options.width = 1280, options.height = 720;
  CHECK(play(20'260'102, 600, options).empty());
}

TEST_CASE("a monkey of five thousand actions finds nothing", "[.][slow]") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) CHECK(play(seed * 7919, 1000, {}).empty());
}

TEST_CASE("a window far too small is drawn without a fault of numbers") {
  for (const int width : {1, 40, 320, 700}) {
    draw::FrameOptions options;
    options.width = width, options.height = width * 2 / 3 + 1;
    CHECK(play(static_cast<std::uint64_t>(width) + 5, 40, options).empty());
  }
}
