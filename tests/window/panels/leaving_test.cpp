// The question about unsaved work, before the window closes or another scenario takes its place.

#include <string>

#include "tests/catch.h"
#include "tests/window/panels/window_frame.h"

using namespace npcost;
using namespace npcost::fake;
using namespace npcost::window;

namespace {

Screen saved_screen() {
  Screen screen = rich_screen();
  screen.draft.unsaved = false;
  screen.changed = 0;
  return screen;
}

Screen unsaved_screen() {
  Screen screen = saved_screen();
  screen.draft.unsaved = true;
  return screen;
}

/// Ctrl+Q, and the frames in which the question comes to rest.
void quit(WindowFrame& window) {
  window.stroke('q', true);
  window.frame.step(3);
}

}  // namespace

TEST_CASE("Ctrl+Q closes a window in which all is saved, without a question") {
  WindowFrame window(saved_screen());
  quit(window);
  CHECK(window.view.ends);
  CHECK(window.view.overlay.open.empty());
}

TEST_CASE("Ctrl+Q asks about text that is not saved and about a parameter that was turned") {
  Screen turned = saved_screen();
  turned.changed = 1;
  for (const Screen& screen : {unsaved_screen(), turned}) {
    WindowFrame window(screen);
    quit(window);
    CHECK_FALSE(window.view.ends);
    CHECK(window.view.overlay.open == "dialog.leave");
  }
}

TEST_CASE("of the three answers Save saves and closes, Discard closes, Cancel does neither") {
  struct Case {
    const char *button, *asked;
    bool ends;
  };
  for (const Case& one : {Case{"dialog.leave.save", "save", true}, Case{"dialog.leave.discard", "", true}, Case{"dialog.leave.cancel", "", false}}) {
    INFO(one.button);
    WindowFrame window(unsaved_screen());
    quit(window);
    window.frame.click(one.button);
    CHECK(window.view.ends == one.ends);
    CHECK(window.last() == one.asked);
    CHECK(window.view.overlay.open.empty());
  }
}

TEST_CASE("without a mouse Enter saves, Tab and Enter discard, Escape goes back to work") {
  WindowFrame saving(unsaved_screen());
  quit(saving);
  saving.frame.key(ImGuiKey_Enter);
  CHECK(saving.last() == "save");
  CHECK(saving.view.ends);
  WindowFrame discarding(unsaved_screen());
  quit(discarding);
  discarding.frame.key(ImGuiKey_Tab);
  CHECK(discarding.view.ui.focus.name() == "dialog.leave.discard");
  discarding.frame.key(ImGuiKey_Enter);
  CHECK(discarding.last().empty());
  CHECK(discarding.view.ends);
  WindowFrame going_back(unsaved_screen());
  quit(going_back);
  going_back.frame.key(ImGuiKey_Escape);
  CHECK(going_back.view.overlay.open.empty());
  CHECK_FALSE(going_back.view.ends);
  quit(going_back);
  going_back.frame.key(ImGuiKey_Enter);
  CHECK(going_back.last() == "save");
  CHECK(going_back.view.ends);
}

TEST_CASE("what cannot be saved keeps the window and the question open") {
  WindowFrame window(unsaved_screen());
  window.actions.can_save = false;
  quit(window);
  window.frame.click("dialog.leave.save");
  CHECK(window.last() == "save");
  CHECK_FALSE(window.view.ends);
  CHECK(window.view.overlay.open == "dialog.leave");
}

TEST_CASE("another scenario is opened only once the question about this one is answered") {
  Remembered kept;
  kept.recent = {"other.npcost.json"};
  for (const bool save : {true, false}) {
    WindowFrame window(unsaved_screen(), {}, kept);
    window.frame.click("top.file");
    window.frame.step(2);
    window.frame.click("menu.file.recent.0");
    window.frame.step(3);
    REQUIRE(window.view.overlay.open == "dialog.leave");
    CHECK(window.actions.asked.empty());
    window.frame.click(save ? "dialog.leave.save" : "dialog.leave.cancel");
    if (save) CHECK(window.actions.asked == std::vector<std::string>{"save", "open other.npcost.json"});
    else CHECK(window.actions.asked.empty());
    CHECK_FALSE(window.view.ends);
  }
}
