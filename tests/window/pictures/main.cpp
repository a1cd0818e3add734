// window_pictures FOLDER [part of a name]: the window in every tab, language, theme and size, and odd screens, for people to look at.
// window_pictures --time: milliseconds of a frame of each tab at 1600x900, draw lists only.

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "tests/window/panels/fake_screen.h"
#include "ui/window/draw/frame.h"
#include "ui/window/panels/draw_window.h"

using namespace npcost;

namespace {

struct Shot {
  std::string name;
  const window::Screen* screen;
  window::Tab tab = window::Tab::live;
  window::Language language = window::Language::english;
  bool dark = true;
  int width = 1600, height = 900;
  float scale = 1;
  std::string open = {};                 ///< a menu or dialog
  std::string hover = {};                ///< the mouse rests on this mark
};


int take(const Shot& shot, const std::string& folder) {
  window::ViewState view;
  view.kept.tab = shot.tab, view.kept.language = shot.language, view.kept.dark = shot.dark;
  if (shot.language == window::Language::korean && shot.screen->currency == "USD") view.kept.currency = window::Currency::krw;
  view.renderer = "software renderer";
  fake::FakeActions actions;
  draw::FrameOptions options;
  options.width = shot.width, options.height = shot.height, options.dark = shot.dark, options.fonts.scale = shot.scale;
  options.own_window = false;
  draw::Frame frame(options, [&] { window::draw_window(view, *shot.screen, actions); });
  frame.step(3);
  if (!shot.open.empty()) view.overlay.show(shot.open), frame.step(3);
  if (!shot.hover.empty() && frame.has(shot.hover)) frame.move(frame.rect(shot.hover).centre()), frame.step(40);
  const auto wrong = draw::write_png(folder + "/" + shot.name + ".png", frame.picture());
  if (wrong) std::fputs((*wrong + "\n").c_str(), stderr);
  for (const std::string& fault : frame.faults()) std::fputs((shot.name + ": " + fault + "\n").c_str(), stderr);
  return static_cast<int>(frame.faults().size()) + (wrong ? 1 : 0);
}

struct Size {
  int width, height;
  float scale;
  const char* name;
};
constexpr Size sizes[] = {{1280, 720, 1, "1280x720"}, {1600, 900, 1, "1600x900"}, {2560, 1440, 1, "2560x1440"}, {2560, 1440, 2, "2560x1440-2x"}};

std::vector<Shot> matrix(const window::Screen& rich) {
  std::vector<Shot> shots;
  for (std::size_t tab = 0; tab < window::tab_count; ++tab) {
    for (const bool korean : {false, true}) {
      for (const bool dark : {true, false}) {
        for (const Size& size : sizes) {
          Shot shot{fmt::format("{}-{}-{}-{}", window::tab_names[tab], korean ? "ko" : "en", dark ? "dark" : "light", size.name), &rich, static_cast<window::Tab>(tab)};
          shot.language = korean ? window::Language::korean : window::Language::english;
          shot.dark = dark, shot.width = size.width, shot.height = size.height, shot.scale = size.scale;
          shots.push_back(shot);
        }
      }
    }
  }
  return shots;
}

void add_overlays(const window::Screen& rich, std::vector<Shot>& shots) {
  for (const char* open : {"menu.file", "menu.currency", "dialog.help", "dialog.command", "dialog.open", "dialog.messages", "dialog.leave"}) {
    Shot shot{std::string("open-") + open, &rich};
    shot.open = open;
    shots.push_back(shot);
  }
  for (const char* hover : {"live.cost.plot", "live.breakdown.plot", "params/npcs/innkeeper/turns.reset"}) {
    Shot shot{std::string("hover-") + hover, &rich};
    shot.name = fmt::format("hover-{}", shots.size());
    shot.hover = hover;
    shots.push_back(shot);
  }
}

/// The screen is new in every frame, as while the world plays.
int time_frames() {
  for (std::size_t tab = 0; tab < window::tab_count; ++tab) {
    window::Screen screen = fake::rich_screen();
    window::ViewState view;
    view.kept.tab = static_cast<window::Tab>(tab);
    fake::FakeActions actions;
    draw::FrameOptions options;
    options.own_window = false;
    draw::Frame frame(options, [&] { window::draw_window(view, screen, actions); });
    frame.step(20);
    const auto start = std::chrono::steady_clock::now();
    constexpr int frames = 400;
    for (int i = 0; i < frames; ++i) ++screen.number, frame.step();
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    std::fputs(fmt::format("{:<9} {:.2f} ms a frame, {} vertices\n", window::tab_names[tab], took.count() / frames, frame.vertices()).c_str(), stdout);
  }
  return 0;
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    std::fputs("usage: window_pictures FOLDER [part of a picture's name]\n", stderr);
    return 2;
  }
  if (std::string(words[1]) == "--time") return time_frames();
  std::error_code ignored;
  std::filesystem::create_directories(words[1], ignored);
  const std::vector<fake::NamedScreen> screens = fake::all_screens();
  std::vector<Shot> shots = matrix(screens.front().screen);
  add_overlays(screens.front().screen, shots);
  for (const fake::NamedScreen& one : screens) {
    for (std::size_t tab = 0; tab < window::tab_count; ++tab) shots.push_back({fmt::format("odd-{}-{}", one.name, window::tab_names[tab]), &one.screen, static_cast<window::Tab>(tab)});
  }
  int faults = 0;
  for (const Shot& shot : shots) {
    if (count < 3 || shot.name.find(words[2]) != std::string::npos) faults += take(shot, words[1]);
  }
  return faults == 0 ? 0 : 1;
}
