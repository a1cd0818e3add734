// Numbers that are turned: billed anew, lived anew, undone.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

#include "tests/window/studio/studio_world.h"

namespace npcost::window {
namespace {

constexpr auto text_mode = static_cast<std::size_t>(Mode::text);
constexpr auto voice_mode = static_cast<std::size_t>(Mode::voice);

/// What a studio shows that was opened with the setting.
Screen opened_with(const std::string& path, const std::string& setting) {
  Studio studio(StudioOptions{path, {setting}, 2, 4000});
  REQUIRE(studio.settle(60));
  return studio.screen();
}

/// Equal to the bit; NaN is NaN.
bool same_course(const std::vector<float>& a, const std::vector<float>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](float x, float y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

void check_same_figures(const Screen& a, const Screen& b) {
  for (const std::size_t mode : {text_mode, voice_mode}) {
    CHECK(a.mode[mode].p50 == b.mode[mode].p50);
    CHECK(a.mode[mode].p95 == b.mode[mode].p95);
    CHECK(a.mode[mode].mean == b.mode[mode].mean);
    CHECK(same_course(a.track.mode[mode].p95, b.track.mode[mode].p95));
    CHECK(same_course(a.track.mode[mode].hour_mean, b.track.mode[mode].hour_mean));
    REQUIRE(a.parts[mode].size() == b.parts[mode].size());
    for (std::size_t p = 0; p < a.parts[mode].size(); ++p) CHECK(a.parts[mode][p].per_player_hour == b.parts[mode][p].per_player_hour);
  }
  CHECK(a.per_turn.value == b.per_turn.value);
  CHECK(a.monthly_bill.value == b.monthly_bill.value);
}

TEST_CASE("a price that is set is billed at once, as a new run with it would be") {
  OnDisk on;
  on.studio->set("/models/mouth/price", "$5/1M chars");
  const Screen at_once = on.screen();
  CHECK(at_once.grade == Grade::full);
  check_same_figures(at_once, opened_with(on.path, "/models/mouth/price=$5/1M chars"));
  // Speech costs a quarter of before; nothing else has changed.
  CHECK(at_once.mode[voice_mode].headline.change.value() < 0);
  CHECK(at_once.mode[text_mode].headline.change.value() == 0);
  CHECK(at_once.changed == 1);
  CHECK(on.parameter("/models/mouth/price").value == 5);
  CHECK(on.parameter("/models/mouth/price").file_value == 20);
  CHECK_FALSE(at_once.result.has_value());   // of the old price: not shown any more
  REQUIRE(on.studio->settle(60));
  REQUIRE(on.screen().result.has_value());
}

TEST_CASE("a price that nobody knows, and one that switches a cache off, are billed as a new run would be") {
  for (const std::string setting :
       {"/models/brain/output=$2..8/1M tokens", "/models/brain/cached_input=$1/1M tokens", "/models/brain/cached_input=null"}) {
    INFO(setting);
    OnDisk on;
    const std::size_t equals = setting.find('=');
    on.studio->set(setting.substr(0, equals), setting.substr(equals + 1));
    REQUIRE(on.studio->settle(60));
    check_same_figures(on.screen(), opened_with(on.path, setting));
  }
}

TEST_CASE("while a price's slider moves all figures follow, and its release changes none of them") {
  OnDisk on;
  on.studio->drag("/models/mouth/price", 15);
  const std::optional<double> first = on.screen().mode[voice_mode].mean;
  on.studio->drag("/models/mouth/price", 10);
  const Screen moving = on.screen();
  CHECK(moving.mode[voice_mode].mean.value() < first.value());
  on.studio->release();
  CHECK(on.screen().mode[voice_mode].mean == moving.mode[voice_mode].mean);
  CHECK(on.screen().mode[voice_mode].p95 == moving.mode[voice_mode].p95);
  CHECK(on.screen().monthly_bill.value == moving.monthly_bill.value);
  on.studio->undo();   // the whole drag is one step
  CHECK(on.screen().changed == 0);
  CHECK(on.screen().mode[voice_mode].headline.change.value() == 0);
}

TEST_CASE("a change of behaviour shows a preview and then the full world") {
  OnDisk on;
  on.studio->set("/players/active", "4000 players");   // so that the full world takes far longer than the preview
  REQUIRE(on.studio->settle(60));
  on.studio->drag("/npcs/oracle/reply", 100);
  on.studio->release();
  bool previewed = false;
  while (on.studio->busy()) {
    on.studio->poll(0);
    previewed = previewed || on.screen().grade == Grade::preview;
    if (previewed) break;
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
  CHECK(previewed);
  CHECK(on.screen().simulated_players == 300);
  REQUIRE(on.studio->settle(60));
  CHECK(on.screen().grade == Grade::full);
  REQUIRE(on.screen().result.has_value());
  const Parameter& reply = on.parameter("/npcs/oracle/reply");
  // 30..90 has the middle √2700 = 51.96; × 100 ÷ 51.96 makes it 57.7..173.
  CHECK(reply.text == "57.7..173 tokens");
  CHECK(reply.changed);
  on.studio->undo();
  on.studio->undo();
  on.studio->set("/npcs/oracle/reply", "57.7..173 tokens");
  REQUIRE(on.studio->settle(60));
  check_same_figures(on.screen(), opened_with(on.path, "/npcs/oracle/reply/value=57.7..173 tokens"));
}

TEST_CASE("undo, redo and reset lead to what was there") {
  OnDisk on;
  const Screen before = on.screen();
  on.studio->set("/models/brain/input", "$2/1M tokens");
  on.studio->set("/npcs/crier/persona", "900 tokens");
  REQUIRE(on.studio->settle(60));
  const Screen after = on.screen();
  CHECK(after.command == "npcost run " + on.path + " --set '/models/brain/input=$2/1M tokens' --set '/npcs/crier/persona=900 tokens'");
  CHECK(after.changed == 2);
  on.studio->undo();
  on.studio->undo();
  CHECK_FALSE(on.screen().can_undo);
  REQUIRE(on.studio->settle(60));
  check_same_figures(on.screen(), before);
  on.studio->redo();
  on.studio->redo();
  CHECK_FALSE(on.screen().can_redo);
  REQUIRE(on.studio->settle(60));
  check_same_figures(on.screen(), after);
  on.studio->reset("/npcs/crier/persona");
  CHECK(on.screen().changed == 1);
  on.studio->reset_all();
  REQUIRE(on.studio->settle(60));
  CHECK(on.screen().changed == 0);
  check_same_figures(on.screen(), before);
  on.studio->undo();
  CHECK(on.screen().changed == 1);
}

TEST_CASE("what cannot be read is a fault at its parameter, and all stays as it was") {
  OnDisk on;
  const Screen before = on.screen();
  on.studio->set("/npcs/crier/reply", "forty tokens");
  CHECK_FALSE(on.parameter("/npcs/crier/reply").fault.empty());
  CHECK(on.parameter("/npcs/crier/reply").text == "40..120 tokens");
  CHECK_FALSE(on.screen().can_undo);
  CHECK(on.screen().result.has_value());
  check_same_figures(on.screen(), before);
  on.studio->set("/npcs/crier/reply", "50 tokens");
  CHECK(on.parameter("/npcs/crier/reply").fault.empty());
  CHECK(on.screen().changed == 1);
}

TEST_CASE("a slider stays inside what the key allows") {
  OnDisk on;
  on.studio->drag("/players/segments/walkers/talks", 140);   // percent
  on.studio->release();
  REQUIRE(on.studio->settle(60));
  CHECK(on.parameter("/players/segments/walkers/talks").value == 100);
  CHECK(on.parameter("/players/segments/walkers/talks").fault.empty());
  on.studio->drag("/experiment/replications", 0.2);
  on.studio->release();
  REQUIRE(on.studio->settle(60));
  CHECK(on.parameter("/experiment/replications").value == 1);
}

TEST_CASE("parameters say what they are: group, unit, limits and where a slider goes") {
  OnDisk on;
  const Parameter& price = on.parameter("/models/mouth/price");
  CHECK(price.group == "Prices");
  CHECK(price.label == "mouth · price");
  CHECK(price.kind == Parameter::Kind::price);
  CHECK(price.sign == "$");
  CHECK(price.unit == "/1M chars");
  CHECK(price.logarithmic);
  CHECK(price.low == 1);     // 20 ÷ 20
  CHECK(price.high == 100);  // 20 × 5
  const Parameter& reply = on.parameter("/npcs/oracle/reply");
  CHECK(reply.group == "NPC oracle");
  CHECK(reply.unit == "tokens");
  CHECK_FALSE(reply.help.empty());
  const Parameter& share = on.parameter("/players/segments/walkers/share");
  CHECK(share.group == "Segment walkers");
  CHECK(share.low == 0);
  CHECK(share.high == 100);
  CHECK_FALSE(share.logarithmic);
  // A think time is between 0 and a day: in the seconds it is written in.
  CHECK(on.parameter("/npcs/crier/think_time").most == 86'400);
  CHECK(on.parameter("/npcs/crier/think_time").provenance == "assumed");
  CHECK(on.parameter("/time/duration").kind == Parameter::Kind::time);
  on.studio->set("/time/duration", "2 mo");
  REQUIRE(on.studio->settle(120));
  CHECK(on.parameter("/time/duration").value == 2);
  CHECK(on.parameter("/time/duration").unit == "mo");
}

TEST_CASE("changes are measured against the file, or against a baseline that was set") {
  OnDisk on;
  CHECK(on.screen().monthly_bill.change.value() == 0);
  CHECK(on.screen().baseline_text == "file");
  on.studio->set("/models/brain/output", "$8/1M tokens");
  CHECK(on.screen().monthly_bill.change.value() > 0);
  on.studio->set_baseline();
  CHECK(on.screen().monthly_bill.change.value() == 0);
  on.studio->undo();
  CHECK(on.screen().monthly_bill.change.value() < 0);
  // Output is worth twice as much in the baseline, so the change is −(half of output's cost there) ÷ all: checked by the sums.
  const double now = on.screen().monthly_bill.value.value();
  on.studio->redo();
  const double then = on.screen().monthly_bill.value.value();
  on.studio->undo();
  CHECK_THAT(on.screen().monthly_bill.change.value(), WithinRel(now / then - 1, 1e-12));
}

}  // namespace
}  // namespace npcost::window
