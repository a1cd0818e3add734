// Every tab in every language, theme and size, and every odd screen: nothing overlaps, leaves the window or lacks a glyph.

#include <cstdint>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/window/panels/window_frame.h"

using namespace npcost;
using namespace npcost::fake;
using namespace npcost::window;

namespace {

struct Size {
  int width, height;
  float scale;
};
constexpr Size sizes[] = {{1280, 720, 1}, {1600, 900, 1}, {2560, 1440, 1}, {2560, 1440, 2}};

std::string joined(const std::vector<std::string>& faults) {
  std::string text;
  for (const std::string& fault : faults) text += fault + "\n";
  return text;
}

draw::FrameOptions options_of(const Size& size, bool dark) {
  draw::FrameOptions options;
  options.width = size.width, options.height = size.height, options.fonts.scale = size.scale, options.dark = dark;
  return options;
}

}  // namespace

TEST_CASE("every tab is whole in English and Korean, dark and light, at every size") {
  const Screen rich = rich_screen();
  for (const Size& size : sizes) {
    for (const bool dark : {true, false}) {
      Remembered kept;
      kept.dark = dark;
      WindowFrame window(rich, options_of(size, dark), kept);
      for (const Language language : {Language::english, Language::korean}) {
        for (const Tab tab : {Tab::live, Tab::compare, Tab::sweep, Tab::when, Tab::scenario, Tab::exports}) {
          window.view.kept.language = language, window.view.kept.tab = tab;
          window.view.kept.currency = language == Language::korean ? std::optional(Currency::krw) : std::nullopt;
          window.frame.step(3);
          INFO(size.width << " at " << size.scale << (dark ? " dark" : " light") << " language " << static_cast<int>(language) << " tab " << static_cast<int>(tab));
          INFO(joined(window.frame.faults()));
          CHECK(window.frame.faults().empty());
        }
      }
    }
  }
}

TEST_CASE("every odd screen is whole in every tab, large and small") {
  for (const NamedScreen& one : all_screens()) {
    for (const Size& size : {sizes[0], sizes[1]}) {
      WindowFrame window(one.screen, options_of(size, true));
      for (const Tab tab : {Tab::live, Tab::compare, Tab::sweep, Tab::when, Tab::scenario, Tab::exports}) {
        window.view.kept.tab = tab;
        window.frame.step(3);
        INFO(one.name << " " << size.width << " tab " << static_cast<int>(tab));
        INFO(joined(window.frame.faults()));
        CHECK(window.frame.faults().empty());
      }
    }
  }
}

TEST_CASE("menus and dialogs are whole in both languages at the smallest size") {
  const Screen rich = rich_screen();
  for (const Language language : {Language::english, Language::korean}) {
    Remembered kept;
    kept.language = language;
    WindowFrame window(rich, options_of(sizes[0], true), kept);
    for (const char* name : {"menu.file", "menu.currency", "menu.sweep.x", "menu.sweep.y", "menu.sweep.goal", "dialog.open", "dialog.save_as", "dialog.contender", "dialog.command", "dialog.help", "dialog.messages", "dialog.leave"}) {
      window.view.overlay.show(name);
      window.frame.step(3);
      INFO(name << "\n" << joined(window.frame.faults()));
      CHECK(window.frame.has(name));
      CHECK(window.frame.faults().empty());
    }
  }
}

TEST_CASE("figures that change move nothing beside them") {
  WindowFrame window(rich_screen());
  const draw::Rect before = window.frame.rect("transport.timeline"), plot = window.frame.rect("live.cost.plot"), chip = window.frame.rect("live.chip.voice");
  ++window.screen.number;
  window.screen.transport.clock_text = "11:11:11", window.screen.transport.online = 7, window.screen.transport.turns_per_second = 3;
  window.screen.mode[1].p95 = 0.3333;
  window.frame.step(3);
  CHECK(window.frame.rect("transport.timeline").low.x == before.low.x);
  CHECK(window.frame.rect("transport.timeline").high.x == before.high.x);
  CHECK(window.frame.rect("live.cost.plot").low.x == plot.low.x);
  CHECK(window.frame.rect("live.chip.voice").low.y == chip.low.y);
}

TEST_CASE("pressing a thing twice brings back the same picture, to the pixel") {
  WindowFrame window(rich_screen());
  window.frame.move({5, 400});
  window.frame.step(2);
  const std::uint64_t before = draw::hash_of(window.frame.picture());
  window.frame.click("live.cost.scale.0");
  window.frame.move({5, 400});
  window.frame.step(2);
  CHECK(draw::hash_of(window.frame.picture()) != before);
  window.frame.click("live.cost.scale.1");
  window.frame.move({5, 400});
  window.frame.step(2);
  CHECK(draw::hash_of(window.frame.picture()) == before);
}
