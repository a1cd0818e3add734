// Anything in any order: nothing is torn, nothing hangs, and at the end all is as if only the last had been done.

#include <random>

#include "tests/window/studio/studio_world.h"

namespace npcost::window {
namespace {

TEST_CASE("a hundred random actions end in the state of the last ones") {
  OnDisk on;
  std::mt19937 dice(20'270'301);
  const auto throw_dice = [&](std::uint32_t sides) { return static_cast<std::uint32_t>(dice() % sides); };
  for (int i = 0; i < 120; ++i) {
    switch (throw_dice(12)) {
      case 0: on.studio->drag("/models/mouth/price", 1 + throw_dice(40)); break;
      case 1: on.studio->drag("/npcs/oracle/reply", 20 + throw_dice(200)); break;
      case 2: on.studio->release(); break;
      case 3: on.studio->seek(throw_dice(48)); break;
      case 4: on.studio->play(); break;
      case 5: on.studio->undo(); break;
      case 6: on.studio->redo(); break;
      case 7: on.studio->set("/npcs/crier/persona", std::to_string(throw_dice(2000)) + " tokens"); break;
      case 8: on.studio->set("/npcs/crier/reply", "nonsense"); break;
      case 9: on.studio->reset("/npcs/oracle/reply"); break;
      case 10: on.studio->run_contenders(); break;
      default: on.studio->set_baseline(); break;
    }
    on.studio->poll(0.02);
    const Screen& screen = on.screen();
    for (const auto& mode : screen.parts) {
      double shares = 0;
      for (const Part& part : mode) shares += part.share;
      if (!mode.empty() && shares != 0) CHECK_THAT(shares, WithinAbs(1, 1e-9));
    }
  }
  on.studio->release();
  on.studio->pause();
  on.studio->seek(48);
  REQUIRE(on.studio->settle(120));
  REQUIRE(on.screen().result.has_value());
  std::vector<std::string> sets;
  for (const Parameter& one : on.screen().parameters) {
    if (one.changed) sets.push_back(one.pointer + (one.pointer == "/npcs/oracle/reply" ? "/value=" : "=") + one.text);
  }
  Studio fresh(StudioOptions{on.path, sets, 1, 4000});
  REQUIRE(fresh.settle(120));
  CHECK(fresh.screen().monthly_bill.value == on.screen().monthly_bill.value);
  CHECK(fresh.screen().mode[static_cast<std::size_t>(Mode::voice)].p95 == on.screen().mode[static_cast<std::size_t>(Mode::voice)].p95);
  on.studio->drag("/npcs/oracle/reply", 33);   // and it may be closed while it works
}

}  // namespace
}  // namespace npcost::window
