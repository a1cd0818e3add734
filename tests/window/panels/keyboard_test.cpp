// Everything without a mouse.

#include <set>
#include <string>

#include "tests/catch.h"
#include "tests/window/panels/window_frame.h"

using namespace npcost;
using namespace npcost::fake;
using namespace npcost::window;

namespace {

/// Presses Tab until `name` has the keyboard; how often, 0 if it never had.
int tab_to(WindowFrame& window, const std::string& name) {
  for (int i = 1; i < 120; ++i) {
    window.frame.key(ImGuiKey_Tab);
    if (window.view.ui.focus.name() == name) return i;
  }
  return 0;
}

}  // namespace

TEST_CASE("Tab reaches every control once before it comes round, and Enter presses it") {
  WindowFrame window(rich_screen());
  std::set<std::string> seen;
  for (int i = 0; i < 120; ++i) {
    window.frame.key(ImGuiKey_Tab);
    if (!seen.insert(window.view.ui.focus.name()).second) break;
  }
  for (const char* name : {"top.file", "top.tab", "top.currency", "top.language", "top.theme", "top.help", "top.export", "params.search", "params/models/large/input",
                           "params/experiment/replications", "params.save", "live.cost.scale", "live.breakdown.mode", "live.cost.plot", "live.breakdown.plot", "transport.play", "transport.speed", "transport.timeline"}) {
    INFO(name);
    CHECK(seen.count(name) == 1);
  }
  REQUIRE(tab_to(window, "transport.play") > 0);
  window.actions.asked.clear();
  window.frame.key(ImGuiKey_Enter);
  CHECK(window.last() == "pause");
}

TEST_CASE("arrows turn a parameter that has the keyboard, Enter types it, Delete resets it") {
  WindowFrame window(rich_screen());
  REQUIRE(tab_to(window, "params/npcs/innkeeper/reply") > 0);
  window.actions.asked.clear();
  window.frame.key(ImGuiKey_RightArrow);
  // 98 of 0…500, a hundredth further: 103.
  REQUIRE(window.actions.asked.size() == 2);
  CHECK(window.actions.asked[0] == "drag /npcs/innkeeper/reply = 103");
  CHECK(window.actions.asked[1] == "release");
  window.frame.key(ImGuiKey_Enter);
  window.frame.step(2);
  CHECK(window.view.typing.text == "60..160 tokens");
  window.frame.key(ImGuiKey_Escape);
  window.frame.step(2);
  REQUIRE(tab_to(window, "params/npcs/innkeeper/turns") > 0);
  window.frame.key(ImGuiKey_Delete);
  CHECK(window.last() == "reset /npcs/innkeeper/turns");
}

TEST_CASE("a parameter that Tab reaches below the list's end is scrolled into view") {
  WindowFrame window(many_parameters_screen());
  const std::string name = "params/npcs/n40" + window.screen.parameters[40].pointer.substr(9);
  CHECK_FALSE(window.frame.has(name));
  REQUIRE(tab_to(window, name) > 0);
  window.frame.step(3);
  CHECK(window.frame.has(name));
}

TEST_CASE("arrows move the cross-hair of a chart that has the keyboard, and Enter puts the playhead there") {
  WindowFrame window(rich_screen());
  REQUIRE(tab_to(window, "live.cost.plot") > 0);
  window.frame.step(2);
  // The playhead is at 42.4 h, the course has a value each half hour from 1 h on: the nearest is 42.5 h.
  REQUIRE(window.view.cost.linked_x.has_value());
  CHECK(*window.view.cost.linked_x == 42.5);
  window.actions.asked.clear();
  window.frame.key(ImGuiKey_RightArrow);
  window.frame.key(ImGuiKey_RightArrow);
  window.frame.key(ImGuiKey_LeftArrow);
  CHECK(*window.view.cost.linked_x == 43.0);
  CHECK(window.actions.asked.empty());   // the arrow does not step the world meanwhile
  window.frame.key(ImGuiKey_Enter);
  CHECK(window.last() == "seek 43.00");
  window.frame.key(ImGuiKey_Home);
  CHECK(*window.view.cost.linked_x == 1.0);
  window.frame.key(ImGuiKey_End);
  CHECK(*window.view.cost.linked_x == 72.0);
  window.frame.key(ImGuiKey_Tab);
  window.frame.step(2);
  CHECK_FALSE(window.view.cost.linked_x.has_value());
}

TEST_CASE("Enter on a legend's entry hides its series") {
  WindowFrame window(rich_screen());
  REQUIRE(tab_to(window, "live.cost.legend.1") > 0);
  window.frame.key(ImGuiKey_Enter);
  CHECK_FALSE(window.view.cost.legend.shows(1));
  window.frame.key(ImGuiKey_Enter);
  CHECK(window.view.cost.legend.shows(1));
}

TEST_CASE("Tab in a list that is longer than its place brings what has the keyboard into sight") {
  Remembered kept;
  kept.tab = Tab::compare;
  WindowFrame window(many_parameters_screen(), {}, kept);
  window.screen.parameters.clear();
  window.frame.step();
  CHECK_FALSE(window.frame.has("compare.remove.15"));
  REQUIRE(tab_to(window, "compare.remove.15") > 0);
  window.frame.step(3);
  CHECK(window.frame.has("compare.remove.15"));
}

TEST_CASE("Space plays, the right arrow steps, digits change the tab, letters language and theme") {
  WindowFrame window(rich_screen());
  window.frame.key(ImGuiKey_Space);
  CHECK(window.last() == "pause");
  window.frame.key(ImGuiKey_RightArrow);
  CHECK(window.last() == "step");
  window.frame.type("3");
  CHECK(window.view.kept.tab == Tab::sweep);
  window.frame.type("6");
  CHECK(window.view.kept.tab == Tab::exports);
  window.frame.type("7");   // there is none
  CHECK(window.view.kept.tab == Tab::exports);
  window.frame.type("1");
  CHECK(window.view.kept.tab == Tab::live);
  window.stroke('l', false);
  CHECK(window.view.kept.language == Language::korean);
  window.stroke('t', false);
  CHECK_FALSE(window.view.kept.dark);
  window.stroke('s', true);
  CHECK(window.last() == "save");
  window.stroke('e', true);
  CHECK(window.view.kept.tab == Tab::exports);
  window.frame.type("?");
  CHECK(window.view.overlay.open == "dialog.help");
  window.frame.step(2);
  window.frame.key(ImGuiKey_Escape);
  CHECK(window.view.overlay.open.empty());
}

TEST_CASE("letters that are typed into a field are no shortcuts") {
  WindowFrame window(rich_screen());
  window.frame.click("params.search");
  window.frame.type("3 l");
  window.stroke('l', false);
  window.frame.key(ImGuiKey_Space);
  CHECK(window.view.kept.tab == Tab::live);
  CHECK(window.view.kept.language == Language::english);
  CHECK(window.actions.asked.empty());
}

TEST_CASE("Ctrl+Z undoes parameters, and text while the editor is typed in") {
  Remembered kept;
  kept.tab = Tab::scenario;
  WindowFrame window(rich_screen(), {}, kept);
  window.frame.hold(true, false);
  window.frame.key(ImGuiKey_Z);
  window.frame.hold(false, false);
  CHECK(window.last() == "undo");
  window.actions.asked.clear();
  const std::string before = window.view.editor.text;
  const draw::Rect box = window.frame.rect("scenario.editor");
  window.frame.click(ImVec2{box.low.x + 300.0f, box.low.y + 20.0f});
  window.frame.type("x");
  CHECK(window.view.editor.text.size() == before.size() + 1);
  CHECK(window.last() == "edit_draft " + window.view.editor.text);
  window.frame.hold(true, false);
  window.frame.key(ImGuiKey_Z);
  window.frame.hold(false, false);
  window.frame.step(2);
  CHECK(window.view.editor.text == before);
  CHECK(window.last() == "edit_draft " + before);
}

TEST_CASE("the editor takes what is completed, and Escape leaves it") {
  Remembered kept;
  kept.tab = Tab::scenario;
  Screen screen = rich_screen();
  screen.draft.text = "{\n}\n", screen.draft.edition = 77, screen.draft.problems.clear();
  WindowFrame window(screen, {}, kept);
  const draw::Rect box = window.frame.rect("scenario.editor");
  window.frame.click(ImVec2{box.low.x + 300.0f, box.low.y + 14.0f});
  window.frame.type("\"npco");
  window.frame.step(2);
  REQUIRE(window.view.editor.completing);
  CHECK(window.frame.has("editor.completion"));
  window.frame.key(ImGuiKey_Escape);   // closes the completion and nothing else
  window.frame.step(3);
  CHECK_FALSE(window.view.editor.completing);
  CHECK(window.view.editor.active);
  window.frame.type("s");
  window.frame.step(2);
  CHECK(window.view.editor.text == "{\"npcos\n}\n");
  REQUIRE(window.view.editor.completing);
  window.frame.key(ImGuiKey_Tab);
  window.frame.step(2);
  CHECK(window.view.editor.text == "{\"npcost\": \n}\n");
  window.frame.key(ImGuiKey_Escape);
  window.frame.step(2);
  CHECK_FALSE(window.view.editor.active);
  CHECK(window.view.editor.text == "{\"npcost\": \n}\n");
}
