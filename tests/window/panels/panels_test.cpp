// Panels by name: what is clicked, dragged and typed asks for the right thing.

#include <charconv>
#include <filesystem>
#include <string>

#include "sim/base/atomic_file.h"
#include "tests/catch.h"
#include "tests/window/panels/window_frame.h"

using namespace npcost;
using namespace npcost::fake;
using namespace npcost::window;

namespace {

/// The hour of "seek 18.00"; −1: nothing was sought.
double sought(const std::string& asked) {
  if (!asked.starts_with("seek ")) return -1.0;
  double hour = -1.0;
  std::from_chars(asked.data() + 5, asked.data() + asked.size(), hour);
  return hour;
}

}  // namespace

TEST_CASE("the transport plays, pauses, steps, changes its speed and seeks") {
  WindowFrame window(rich_screen());
  window.frame.click("transport.play");
  CHECK(window.last() == "pause");  // it is playing
  window.screen.transport.playing = false;
  window.frame.click("transport.play");
  CHECK(window.last() == "play");
  window.frame.click("transport.step");
  CHECK(window.last() == "step");
  window.frame.click("transport.speed.1");
  CHECK(window.last() == "set_speed 60");
  window.frame.click("transport.speed.3");
  CHECK(window.last() == "set_speed 0");
  const draw::Rect line = window.frame.rect("transport.timeline");
  // A run of 72 hours: a quarter of the line is hour 18, to a pixel of some thousand.
  window.frame.click(ImVec2{line.low.x + line.width() * 0.25f, line.centre().y});
  CHECK_THAT(sought(window.last()), WithinAbs(18.0, 72.0 / 900.0));
}

TEST_CASE("a slider is dragged as one step, from the press to the release") {
  WindowFrame window(rich_screen());
  const draw::Rect slider = window.frame.rect("params/npcs/innkeeper/turns.slider");
  window.frame.drag(slider.centre(), {slider.high.x - 2.0f, slider.centre().y});
  REQUIRE(window.actions.asked.size() >= 2);
  CHECK(window.last() == "release");
  // The slider's end is 40 turns.
  CHECK(window.actions.asked[window.actions.asked.size() - 2] == "drag /npcs/innkeeper/turns = 40");
}

TEST_CASE("a click on a value types it as it is written, Enter takes it, Escape does not") {
  WindowFrame window(rich_screen());
  window.frame.click("params/models/large/input.value");
  window.frame.step(2);
  CHECK(window.view.typing.text == "$3.00/1M tokens");
  window.frame.type("$2.50/1M tokens");
  window.frame.key(ImGuiKey_Enter);
  window.frame.step(2);
  CHECK(window.last() == "set /models/large/input = $2.50/1M tokens");
  window.actions.asked.clear();
  window.frame.click("params/models/large/input.value");
  window.frame.step(2);
  window.frame.type("nonsense");
  window.frame.key(ImGuiKey_Escape);
  window.frame.step(2);
  CHECK(window.actions.asked.empty());
  CHECK(window.view.typing.pointer.empty());
}

TEST_CASE("changed parameters are reset one by one and all at once, and saved") {
  WindowFrame window(rich_screen());
  window.frame.click("params/models/large/output.reset");
  CHECK(window.last() == "reset /models/large/output");
  window.frame.click("params.reset_all");
  CHECK(window.last() == "reset_all");
  window.frame.click("params.undo");
  CHECK(window.last() == "undo");
  window.actions.asked.clear();
  window.frame.click("params.redo");  // there is nothing to redo
  CHECK(window.actions.asked.empty());
  window.frame.click("params.baseline");
  CHECK(window.last() == "set_baseline");
  window.frame.click("params.save");
  CHECK(window.last() == "save");
}

TEST_CASE("the search shows the parameters that have all its words") {
  WindowFrame window(rich_screen());
  CHECK(window.frame.has("params/models/large/input"));
  window.frame.click("params.search");
  window.frame.type("innkeeper reply");
  CHECK(window.view.kept.search == "innkeeper reply");
  CHECK(window.frame.has("params/npcs/innkeeper/reply"));
  CHECK_FALSE(window.frame.has("params/npcs/innkeeper/turns"));
  CHECK_FALSE(window.frame.has("params/npcs/blacksmith/reply"));
  window.frame.click("params.search.clear");
  CHECK(window.view.kept.search.empty());
  CHECK(window.frame.has("params/models/large/input"));
}

TEST_CASE("tabs, language, theme and currency are the view's, and nobody else is asked") {
  WindowFrame window(rich_screen());
  window.frame.click("top.tab.1");
  CHECK(window.view.kept.tab == Tab::compare);
  window.frame.click("top.language.1");
  CHECK(window.view.kept.language == Language::korean);
  window.frame.click("top.theme");
  CHECK_FALSE(window.view.kept.dark);
  window.frame.click("top.currency");
  window.frame.step(2);
  window.frame.click("menu.currency.KRW");
  CHECK(window.view.kept.currency == Currency::krw);
  CHECK(window.view.overlay.open.empty());
  window.frame.click("top.export");
  CHECK(window.view.kept.tab == Tab::exports);
  CHECK(window.actions.asked.empty());
}

TEST_CASE("the file menu saves and opens, by path and from the recent ones") {
  Remembered kept;
  kept.recent = {"now.npcost.json", "old.npcost.json"};
  WindowFrame window(rich_screen(), {}, kept);
  window.screen.draft.unsaved = false, window.screen.changed = 0;
  window.frame.click("top.file");
  window.frame.step(2);
  window.frame.click("menu.file.recent.1");
  CHECK(window.last() == "open old.npcost.json");
  window.frame.click("top.file");
  window.frame.step(2);
  window.frame.click("menu.file.save_as");
  window.frame.step(3);
  window.frame.type("new.npcost.json");
  window.frame.key(ImGuiKey_Enter);
  window.frame.step(2);
  CHECK(window.last() == "save_as new.npcost.json");
  CHECK(window.view.overlay.open.empty());
}

TEST_CASE("a menu closes by Escape and by a click elsewhere, which presses nothing") {
  WindowFrame window(rich_screen());
  window.frame.click("top.file");
  window.frame.step(2);
  CHECK(window.view.overlay.open == "menu.file");
  window.frame.key(ImGuiKey_Escape);
  CHECK(window.view.overlay.open.empty());
  window.frame.click("top.help");
  window.frame.step(2);
  CHECK(window.view.overlay.open == "dialog.help");
  window.frame.click("transport.play");  // below the dialog
  CHECK(window.actions.asked.empty());
  window.frame.click("dialog.help.close");
  CHECK(window.view.overlay.open.empty());
}

TEST_CASE("the breakdown and the comparison show the mode that is chosen") {
  WindowFrame window(rich_screen());
  CHECK(window.frame.has("live.breakdown.legend.6"));  // seven parts of voice
  window.frame.click("live.breakdown.mode.0");
  CHECK(window.view.kept.mode == Mode::text);
  CHECK_FALSE(window.frame.has("live.breakdown.legend.4"));  // four parts of text
  window.frame.click("live.cost.scale.0");
  CHECK_FALSE(window.view.kept.logarithmic);
}

TEST_CASE("contenders are added, run and taken out") {
  WindowFrame window(rich_screen());
  window.frame.click("top.tab.1");
  window.frame.click("compare.run");
  CHECK(window.last() == "run_contenders");
  window.frame.click("compare.remove.2");
  CHECK(window.last() == "remove_contender 2");
  CHECK_FALSE(window.frame.has("compare.remove.0"));  // the current one stays
  window.frame.click("compare.add");
  window.frame.step(3);
  window.frame.type("other.npcost.json");
  window.frame.click("dialog.contender.yes");
  CHECK(window.last() == "add_contender other.npcost.json");
}

TEST_CASE("a conflict has three ways out, a vanished file two") {
  Remembered kept;
  kept.tab = Tab::scenario;
  WindowFrame window(conflict_screen(), {}, kept);
  window.frame.click("scenario.keep_mine");
  CHECK(window.last() == "resolve_conflict 0");
  window.frame.click("scenario.take_theirs");
  CHECK(window.last() == "resolve_conflict 1");
  window.frame.click("scenario.beside");
  CHECK(window.last() == "resolve_conflict 2");
  window.screen.draft.conflict = Draft::Conflict::vanished;
  window.frame.step();
  CHECK_FALSE(window.frame.has("scenario.take_theirs"));
}

TEST_CASE("exports ask for files in the folder and show the command that was answered") {
  Remembered kept;
  kept.tab = Tab::exports;
  kept.export_folder = "/tmp/out";
  WindowFrame window(rich_screen(), {}, kept);
  window.frame.click("export.json");
  CHECK(window.last() == "export_json /tmp/out/tavern-town.json");
  CHECK(window.view.export_said == window.actions.answer);
  window.frame.click("export.csv");
  CHECK(window.last() == "export_csv /tmp/out/tavern-town.csv");
  window.actions.asked.clear();
  window.frame.click("export.html");
  CHECK(window.actions.asked.empty());
  window.screen.result.reset();
  window.frame.step();
  window.frame.click("export.json");  // there is no whole run yet
  CHECK(window.actions.asked.empty());
}

TEST_CASE("a message comes as a toast, once, and can be closed") {
  WindowFrame window(rich_screen());
  CHECK_FALSE(window.frame.has("toast.0"));
  window.screen.messages = {"the disk is full"};
  window.frame.step(2);
  CHECK(window.frame.has("toast.0"));
  window.frame.click("toast.0.close");
  window.frame.step(2);
  CHECK_FALSE(window.frame.has("toast.0"));
}

TEST_CASE("a click into the cost chart seeks there") {
  WindowFrame window(rich_screen());
  window.frame.click("live.cost.plot");
  CHECK_THAT(sought(window.last()), WithinAbs(36.0, 72.0 / 700.0));  // the middle of 72 hours, to a pixel
}

TEST_CASE("a conflict that begins in another tab opens a dialog, once") {
  WindowFrame window(rich_screen());
  CHECK(window.view.overlay.open.empty());
  window.screen.draft.conflict = Draft::Conflict::changed_outside;
  window.frame.step(3);
  CHECK(window.view.overlay.open == "dialog.conflict");
  window.frame.key(ImGuiKey_Escape);
  window.frame.step(3);
  CHECK(window.view.overlay.open.empty());  // the file's chip and the Scenario tab still say it
  window.view.overlay.show("dialog.conflict");
  window.frame.step(3);
  window.frame.click("dialog.conflict.theirs");
  CHECK(window.last() == "resolve_conflict 1");
}

TEST_CASE("the problems in the status bar lead to the Scenario tab, and a problem to its line") {
  WindowFrame window(faults_screen());
  window.frame.click("status.problems");
  CHECK(window.view.kept.tab == Tab::scenario);
  window.frame.step(2);
  window.frame.click("scenario.problem.1");
  window.frame.step(3);
  CHECK(window.view.editor.active);
}

TEST_CASE("a picture is written as PNG, and a folder that is not there is a message") {
  const auto folder = std::filesystem::temp_directory_path() / "npcost-panels-test";
  std::filesystem::create_directories(folder);
  Remembered kept;
  kept.tab = Tab::exports;
  kept.export_folder = folder.string();
  kept.picture_width = 1200, kept.picture_height = 640;
  WindowFrame window(rich_screen(), {}, kept);
  for (int i = 0; i < 4; ++i) {
    window.frame.click("export.picture." + std::to_string(i));
    window.frame.click("export.png");
  }
  for (const char* word : {"cost", "breakdown", "comparison", "players"}) {
    const std::string path = (folder / (std::string("tavern-town-") + word + ".png")).string();
    INFO(path);
    CHECK(read_whole_file(path, 1u << 24).substr(1, 3) == "PNG");
    std::filesystem::remove(path);
  }
  window.view.kept.export_folder = "/no/such/folder";
  window.frame.click("export.png");
  CHECK(window.frame.has("toast.0"));
  CHECK(window.actions.asked.empty());
}
