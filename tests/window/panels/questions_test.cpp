// The Sweep tab, the When tab and what would make a mode fit: what is pressed asks for the right thing, what is shown is right.

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/window/panels/window_frame.h"
#include "ui/window/panels/sweep_plane.h"

using namespace npcost;
using namespace npcost::fake;
using namespace npcost::window;

namespace {

Remembered at_tab(Tab tab) {
  Remembered kept;
  kept.tab = tab;
  return kept;
}

/// Presses Tab until `name` has the keyboard; false if it never had.
bool tab_to(WindowFrame& window, const std::string& name) {
  for (int i = 0; i < 120; ++i) {
    window.frame.key(ImGuiKey_Tab);
    if (window.view.ui.focus.name() == name) return true;
  }
  return false;
}

/// Three by three cells of a budget of 2, of which these are through.
SweepScreen small_sweep(const std::vector<double>& values, const std::vector<std::size_t>& through) {
  SweepScreen sweep;
  sweep.x.values = sweep.y.values = {1, 2, 3};
  sweep.goals.resize(1);
  sweep.goals[0].limit = 2.0;
  sweep.of_goal.resize(1);
  sweep.of_goal[0].value = values;
  sweep.cells.assign(9, SweepScreen::Cell::to_come);
  for (const std::size_t cell : through) sweep.cells[cell] = SweepScreen::Cell::run;
  return sweep;
}

}  // namespace

TEST_CASE("a click on the plane sets both parameters as one step, in the notation of the file") {
  WindowFrame window(rich_screen(), {}, at_tab(Tab::sweep));
  const draw::Rect plane = window.frame.rect("sweep.plane.map");
  // 20 cells a side: the middle of the lower left one lies half a twentieth inside.
  window.frame.click(ImVec2{plane.low.x + plane.width() * 0.025f, plane.high.y - plane.height() * 0.025f});
  // 3 turns as 3 × 0.67 .. 3 × 1.5, and the lowest price of speech.
  CHECK(window.last() == "apply /npcs/innkeeper/turns=2.0..4.5 /models/sonora/speech=$4.00/1M characters");
}

TEST_CASE("arrows move a cursor over the plane from where the scenario stands, Enter takes its cell") {
  WindowFrame window(rich_screen(), {}, at_tab(Tab::sweep));
  REQUIRE(tab_to(window, "sweep.plane.map"));
  window.frame.step(2);
  // 12 turns between 3 and 30 in 19 factors of 10^(1/19): ln 4 / ln 10 × 19 = 11.4; $15 between 4 and 45: ln 3.75 / ln 11.25 × 19 = 10.4.
  REQUIRE(window.view.sweep.cursor.has_value());
  CHECK(*window.view.sweep.cursor == 10 * 20 + 11);
  window.actions.asked.clear();
  window.frame.key(ImGuiKey_RightArrow);
  window.frame.key(ImGuiKey_UpArrow);
  window.frame.key(ImGuiKey_UpArrow);
  window.frame.key(ImGuiKey_LeftArrow);
  window.frame.key(ImGuiKey_DownArrow);
  CHECK(*window.view.sweep.cursor == 11 * 20 + 11);
  CHECK(window.actions.asked.empty());   // the arrow does not step the world meanwhile
  window.frame.key(ImGuiKey_Enter);
  CHECK(window.last() == "apply /npcs/innkeeper/turns=" + window.screen.sweep.x.texts[11] + " /models/sonora/speech=" + window.screen.sweep.y.texts[11]);
}

TEST_CASE("Run asks for what was chosen and typed, and faults of a range keep it from running") {
  WindowFrame window(rich_screen(), {}, at_tab(Tab::sweep));
  window.frame.click("sweep.run");   // what is shown is what would be run again
  CHECK(window.last() == "run_sweep /npcs/innkeeper/turns=3..30 /models/sonora/speech=4..45 20");
  window.frame.click("sweep.x");
  window.frame.step(2);
  window.frame.click("menu.sweep.x/npcs/innkeeper/reply");
  window.frame.step(2);
  window.frame.click("sweep.steps.0");
  window.frame.click("sweep.whole.1");
  window.frame.click("sweep.run");
  // A reply of 98 tokens on a slider from 0: a third to three times as much.
  CHECK(window.last() == "run_sweep /npcs/innkeeper/reply=32.67..294 /models/sonora/speech=4..45 9 whole");
  window.actions.asked.clear();
  window.frame.click("sweep.x.high");
  window.frame.type("12");
  window.frame.key(ImGuiKey_Enter);
  window.frame.step(2);
  window.frame.click("sweep.run");   // from 32.67 to 12
  CHECK(window.actions.asked.empty());
  window.frame.click("sweep.x.high");
  window.frame.type("0.2k");
  window.frame.key(ImGuiKey_Enter);
  window.frame.step(2);
  window.frame.click("sweep.run");
  CHECK(window.last() == "run_sweep /npcs/innkeeper/reply=32.67..200 /models/sonora/speech=4..45 9 whole");
  window.frame.click("sweep.swap");
  window.frame.click("sweep.run");
  CHECK(window.last() == "run_sweep /models/sonora/speech=4..45 /npcs/innkeeper/reply=32.67..200 9 whole");
}

TEST_CASE("a parameter is searched for in its menu, and the same one twice is not run") {
  WindowFrame window(rich_screen(), {}, at_tab(Tab::sweep));
  window.frame.click("sweep.x");
  window.frame.step(2);
  window.frame.click("menu.sweep.x.search");
  window.frame.type("speech");
  window.frame.step(2);
  CHECK_FALSE(window.frame.has("menu.sweep.x/npcs/innkeeper/reply"));
  window.frame.click("menu.sweep.x/models/sonora/speech");
  window.frame.step(2);
  window.actions.asked.clear();
  window.frame.click("sweep.run");
  CHECK(window.actions.asked.empty());
}

TEST_CASE("another goal is shown without another run") {
  WindowFrame window(rich_screen(), {}, at_tab(Tab::sweep));
  window.frame.click("sweep.goal");
  window.frame.step(2);
  window.frame.click("menu.sweep.goal.1");
  window.frame.step(2);
  CHECK(window.view.sweep.goal == 1);
  CHECK(window.actions.asked.empty());
  CHECK(window.view.overlay.open.empty());
}

TEST_CASE("a sweep that goes on can be stopped, and one that could not begin says why in place of a plane") {
  WindowFrame window(searching_screen(), {}, at_tab(Tab::sweep));
  CHECK_FALSE(window.frame.has("sweep.run"));
  window.frame.click("sweep.stop");
  CHECK(window.last() == "stop_sweep");
  window.screen = refused_screen();
  window.frame.step(3);
  CHECK(window.frame.has("sweep.run"));
  CHECK_FALSE(window.frame.has("sweep.sample"));
}

TEST_CASE("cells to come are read between their neighbours, in logarithms, and are told from cells that were run") {
  // Corners are through: 1 and 4 below, 4 and 16 above, of a limit of 2: ratios 0.5, 2; 2, 8.
  const double gap = std::numeric_limits<double>::quiet_NaN();
  const SweepPlane plane = plane_of(small_sweep({1, gap, 4, gap, gap, gap, 4, gap, 16}, {0, 2, 6, 8}), 0);
  CHECK_THAT(plane.ratios[0], WithinRel(0.5, 1e-12));
  CHECK_THAT(plane.ratios[1], WithinRel(1.0, 1e-12));   // √(0.5 · 2)
  CHECK_THAT(plane.ratios[4], WithinRel(2.0, 1e-12));   // √(1 · 4), 4 being √(2 · 8)
  CHECK_THAT(plane.ratios[5], WithinRel(4.0, 1e-12));
  CHECK(plane.guessed == std::vector<std::uint8_t>{0, 1, 0, 1, 1, 1, 0, 1, 0});
  CHECK(plane.octaves == 3.0);                          // 8 = 2³
}

TEST_CASE("one cell alone gives its value to all, and none gives none") {
  const double gap = std::numeric_limits<double>::quiet_NaN();
  const SweepPlane one = plane_of(small_sweep({gap, gap, gap, gap, 3, gap, gap, gap, gap}, {4}), 0);
  CHECK(std::all_of(one.ratios.begin(), one.ratios.end(), [](double r) { return std::fabs(r - 1.5) < 1e-12; }));
  const SweepPlane none = plane_of(small_sweep(std::vector<double>(9, gap), {}), 0);
  CHECK(std::all_of(none.ratios.begin(), none.ratios.end(), [](double r) { return std::isnan(r); }));
}

TEST_CASE("what cannot be run stays a hole, whatever its neighbours are") {
  SweepScreen sweep = small_sweep({2, 2, 2, 2, 2, 2, 2, 2, 2}, {0, 1, 2, 3, 5, 6, 7, 8});
  sweep.cells[4] = SweepScreen::Cell::fault;
  const SweepPlane plane = plane_of(sweep, 0);
  CHECK(std::isnan(plane.ratios[4]));
  CHECK(plane.guessed[4] == 0);
}

TEST_CASE("a goal without a limit is measured against what the scenario itself has") {
  SweepScreen sweep = small_sweep({1, 2, 3, 4, 5, 6, 7, 8, 9}, {0, 1, 2, 3, 4, 5, 6, 7, 8});
  sweep.goals[0].limit.reset();
  CHECK_FALSE(against(sweep, 0).has_value());
  sweep.of_goal[0].own = 5.0;
  CHECK(plane_of(sweep, 0).ratios[8] == 9.0 / 5.0);
}

TEST_CASE("until somebody chooses, the goal is the one that the scenario is farthest from keeping") {
  SweepScreen sweep = small_sweep({}, {});
  CHECK(hardest_goal(sweep) == 0);
  sweep.goals.resize(3);
  sweep.of_goal.resize(3);
  sweep.goals[1].limit = 4.0;
  sweep.of_goal[0].own = 3.0, sweep.of_goal[1].own = 8.0, sweep.of_goal[2].own = 99.0;   // 150 %, 200 %, without a limit
  CHECK(hardest_goal(sweep) == 1);
}

TEST_CASE("a sweep begins with the price of what weighs most and a reply's length") {
  Screen screen = rich_screen();   // voice is the larger part of the bill, speech of voice
  CHECK(first_wish(screen).y.pointer == "/models/sonora/speech");
  CHECK(first_wish(screen).x.pointer == "/npcs/innkeeper/reply");
  screen.mode[1].binding = Stage::llm;
  CHECK(first_wish(screen).y.pointer == "/models/large/output");
  screen.parameters.resize(1);
  CHECK(first_wish(screen).x.pointer.empty());
}

TEST_CASE("numbers of a range are typed as people write them") {
  CHECK(typed_number(0.0048) == "0.0048");
  CHECK(typed_number(1.25e6) == "1250000");
  CHECK(typed_number(32.6666) == "32.67");
  CHECK(typed_number(0) == "0");
  CHECK(number_typed(" 1.25M ") == 1.25e6);
  CHECK(number_typed("-3") == -3.0);
  for (const char* wrong : {"", " ", "12 tokens", "1e999", "nan", "inf", "M", "1,000"}) {
    INFO(wrong);
    CHECK_FALSE(number_typed(wrong).has_value());
  }
}

TEST_CASE("a forecast is run and stopped, its horizon chosen, and a date looked at by mouse and keys") {
  WindowFrame window(rich_screen(), {}, at_tab(Tab::when));
  window.frame.click("when.horizon.2");
  window.frame.click("when.run");
  CHECK(window.last() == "run_forecast 15");
  // From 2026-11-26: two years on is nearest to 2029-01-01, which is 767 days later.
  CHECK(window.view.when.by == 767 * 24.0);
  window.frame.click("when.spans");
  // The middle of ten years of 365.25 days, to a pixel of some 900.
  CHECK_THAT(window.view.when.by, WithinAbs(5 * 365.25 * 24, 10 * 365.25 * 24 / 600));
  REQUIRE(tab_to(window, "when.probability"));
  window.frame.key(ImGuiKey_Home);
  window.frame.key(ImGuiKey_RightArrow);
  window.frame.key(ImGuiKey_RightArrow);
  CHECK(window.view.when.by == window.screen.when.at[2]);
  window.screen = searching_screen();
  window.frame.step(2);
  window.frame.click("when.stop");
  CHECK(window.last() == "stop_forecast");
}

TEST_CASE("what moves the date is listed for the mode that is chosen, and a path that moves nothing stays in the list") {
  WindowFrame window(rich_screen(), {}, at_tab(Tab::when));
  CHECK(window.frame.has("when.mover.3"));
  window.frame.click("when.mode.0");
  CHECK(window.view.kept.mode == Mode::text);
  window.frame.step(2);
  CHECK(window.frame.has("when.mover.3"));   // two movers, and speech and listening that text does not need
  CHECK_FALSE(window.frame.has("when.mover.4"));
}

TEST_CASE("a flip is tried by its button: all of its settings as one step") {
  draw::FrameOptions large;
  large.width = 1920, large.height = 1080;
  WindowFrame window(rich_screen(), large);
  window.frame.click("live.flip.voice.0");
  CHECK(window.last() == "apply /policies/quota/spoken=12 /policies/quota/then=type");
  window.frame.click("live.flip.voice.2");
  CHECK(window.last() == "apply /models/sonora/speech=$6.00/1M characters");
  CHECK(window.frame.has("live.budgets"));
}

TEST_CASE("where there is little room flips and budgets share one place, and which is in front is remembered") {
  draw::FrameOptions small;
  small.width = 1280, small.height = 720;
  WindowFrame window(rich_screen(), small);
  CHECK(window.frame.has("live.flips"));
  CHECK_FALSE(window.frame.has("live.budgets"));
  window.frame.click("live.flip.voice.0");
  CHECK(window.last() == "apply /policies/quota/spoken=12 /policies/quota/then=type");
  window.frame.click("live.answers.1");
  window.frame.step();
  CHECK_FALSE(window.view.kept.flips_in_front);
  CHECK(window.frame.has("live.budgets"));
  CHECK_FALSE(window.frame.has("live.flips"));
}
