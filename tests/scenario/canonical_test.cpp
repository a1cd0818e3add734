// Renaming things and reordering keys must not move a single draw.
#include <cmath>
#include <numeric>
#include <set>

#include "sim/scenario/keys/day_shapes.h"
#include "tests/scenario/people_text.h"
#include "tests/scenario/support.h"

using namespace npcost;
using namespace npcost::scenario_test;

namespace {

std::string renamed(std::string text, const std::vector<std::pair<std::string, std::string>>& names) {
  for (const auto& [from, to] : names) {
    const std::string old = "\"" + from + "\"", fresh = "\"" + to + "\"";
    for (std::size_t at = 0; (at = text.find(old, at)) != std::string::npos; at += fresh.size())
      text.replace(at, old.size(), fresh);
  }
  return text;
}

std::set<std::uint32_t> draw_names(const Scenario& scenario) {
  std::set<std::uint32_t> names;
  for (const auto& [pointer, name] : scenario.unknown_names) names.insert(name);
  return names;
}

std::uint32_t draw_name(const Scenario& scenario, std::string_view pointer) {
  for (const auto& [known, name] : scenario.unknown_names) {
    if (known == pointer) return name;
  }
  FAIL("no unknown at " << pointer);
  return 0;
}

}  // namespace

TEST_CASE("every unknown of a scenario has a draw of its own", "[scenario][canonical]") {
  const Scenario scenario = right(voice);
  // active, talks of the talkers, persona of the companion, output price of the brain.
  CHECK(scenario.unknown_names.size() == 4);
  CHECK(draw_names(scenario).size() == 4);
  draw_name(scenario, "/players/active");
  draw_name(scenario, "/players/segments/talkers/talks");
  draw_name(scenario, "/npcs/companion/persona");
  draw_name(scenario, "/models/brain/output");
}

TEST_CASE("renaming every entity changes no draw and no order", "[scenario][canonical]") {
  const Scenario before = right(voice);
  const Scenario after = right(renamed(std::string(voice), {{"talkers", "aaa"},
                                                            {"silent", "zzz"},
                                                            {"companion", "zoe"},
                                                            {"crowd", "adam"},
                                                            {"brain", "x1"},
                                                            {"ears", "x0"},
                                                            {"mouth", "x9"},
                                                            {"spoken", "b"},
                                                            {"written", "a"}}));
  CHECK(draw_names(before) == draw_names(after));
  CHECK(draw_name(before, "/npcs/companion/persona") == draw_name(after, "/npcs/zoe/persona"));
  CHECK(draw_name(before, "/players/segments/talkers/talks") == draw_name(after, "/players/segments/aaa/talks"));
  CHECK(draw_name(before, "/models/brain/output") == draw_name(after, "/models/x1/output"));
  CHECK(before.canonical_segments == after.canonical_segments);
}

TEST_CASE("what players, devices and ambient talk leave unknown has draws that renaming does not change", "[scenario][canonical]") {
  const Scenario before = right(people);
  const char* unknown[] = {"/ambient/gossip/shared_by",
                           "/ambient/hello/rate",
                           "/npcs/boss/shared_by",
                           "/npcs/companion/memory/write",
                           "/npcs/companion/memory/write_input",
                           "/npcs/companion/tool_call",
                           "/npcs/companion/tool_result",
                           "/players/arrivals",
                           "/players/curve/floor",
                           "/players/curve/half_life",
                           "/players/curve/peak_day",
                           "/players/novelty/floor",
                           "/players/novelty/half_life",
                           "/players/platforms/pc/device_capable",
                           "/players/segments/loud/device_capable",
                           "/players/segments/quiet/talk_sigma",
                           "/serving/device/device_share"};
  for (const char* pointer : unknown) draw_name(before, pointer);
  CHECK(before.unknown_names.size() == std::size(unknown));
  const Scenario after = right(renamed(std::string(people), {{"pc", "zz"}, {"handheld", "aa"}, {"gossip", "a"}, {"hello", "z"},
                                                             {"device", "tablet"}, {"quiet", "b"}, {"boss", "alf"}, {"mixed", "mux"}}));
  CHECK(draw_names(before) == draw_names(after));
  CHECK(draw_name(before, "/players/platforms/pc/device_capable") == draw_name(after, "/players/platforms/zz/device_capable"));
  CHECK(draw_name(before, "/ambient/hello/rate") == draw_name(after, "/ambient/z/rate"));
  CHECK(draw_name(before, "/serving/device/device_share") == draw_name(after, "/serving/tablet/device_share"));
}

TEST_CASE("an image of unknown size has a draw that the pipeline's name does not change", "[scenario][canonical]") {
  const std::string looks =
      edited(tiny, R"("kind": "text", "stages": [)",
             R"("kind": "vision", "stages": [{ "do": "vision", "model": "small", "tokens": { "uncertain": "700..900 tokens" } }, )");
  const Scenario before = right(looks), after = right(renamed(looks, {{"text", "eyes"}}));
  CHECK(draw_name(before, "/pipelines/text/stages/0/tokens") == draw_name(after, "/pipelines/eyes/stages/0/tokens"));
}

TEST_CASE("reordering keys changes no draw", "[scenario][canonical]") {
  const Scenario before = right(voice);
  std::string text(voice);
  const std::string silent =
      R"("silent":  { "share": "60%", "talks": "20%", "turns": "2..6 turns", "npcs": { "crowd": 0.8, "companion": 0.2 } })";
  text = edited(text, silent + ",", "");
  text =
      edited(text, R"("npcs": { "companion": 1 } })",
             R"("npcs": { "companion": 1 } }, "silent": {)"
             R"( "npcs": { "companion": 0.2, "crowd": 0.8 }, "turns": "2..6 turns", "talks": "20%", "share": "60%" })");
  const Scenario after = right(text);
  CHECK(after.players.segments[0].name == "talkers");
  CHECK(after.canonical_segments == std::vector<std::uint16_t>{1, 0});  // by share: silent first, wherever it stands
  CHECK(before.canonical_segments == std::vector<std::uint16_t>{0, 1});
  CHECK(before.unknown_names == after.unknown_names);
  CHECK(before.sha256 == after.sha256);
  // NPCs of a segment by weight: the crowd (0.8) before the companion.
  CHECK(after.npcs[after.players.segments[1].npcs[0].npc].name == "crowd");
  CHECK(before.npcs[before.players.segments[0].npcs[0].npc].name == "crowd");
}

TEST_CASE("segments of one size are ordered by what they do, and twins by name", "[scenario][canonical]") {
  const auto two = [](const std::string& first, const std::string& second, const std::string& a, const std::string& b) {
    const std::string text = "\"" + first + R"(": { "share": "50%", "turns": )" + a +
                             R"(, "npcs": { "innkeeper": 1 } }, ")" + second + R"(": { "share": "50%", "turns": )" + b +
                             R"(, "npcs": { "innkeeper": 1 } })";
    const Scenario s = right(edited(tiny,
                                    R"("everyone": { "share": "100%", "sessions": "1/d", "conversations": 2, )"
                                    R"("turns": "4..12 turns", "npcs": { "innkeeper": 1 } })",
                                    text));
    return s.players.segments[s.canonical_segments[0]];
  };
  CHECK(two("a", "b", "3", "5").turns.value() == two("b", "a", "3", "5").turns.value());
  CHECK(two("a", "b", "3", "5").turns.value() == two("a", "b", "5", "3").turns.value());
  CHECK(two("a", "b", "3", "3").name == "a");
  CHECK(two("b", "a", "3", "3").name == "a");
}

TEST_CASE("a new price, a new model or a new unknown moves no other draw", "[scenario][canonical]") {
  const Scenario before = right(voice);
  const Scenario dearer = right(edited(voice, "$0.40/1M tokens", "$0.80/1M tokens"));
  CHECK(dearer.unknown_names == before.unknown_names);
  CHECK(dearer.canonical_segments == before.canonical_segments);
  const Scenario unsure = right(edited(voice, "$0.10/1M tokens", "$0.10..0.20/1M tokens"));
  CHECK(unsure.unknown_names.size() == 5);
  for (const auto& [pointer, name] : before.unknown_names) CHECK(draw_name(unsure, pointer) == name);
}

TEST_CASE("presets of the day have mean 1, a trough at night and the peak they aim at", "[scenario][day_shape]") {
  struct Aim {
    const char* name;
    double low, high;  // peak hour of the week to mean hour, facts/players.md §1
  };
  for (const Aim& aim : {Aim{"mobile_evening", 1.6, 2.2}, Aim{"pc_evening", 1.6, 2.2}, Aim{"console_evening", 1.6, 2.2},
                         Aim{"worldwide", 1.2, 1.4}}) {
    INFO(aim.name);
    const Scenario s =
        right(edited(tiny, R"("active":)", std::string(R"("daily_shape": ")") + aim.name + R"(", "active":)"));
    const std::vector<double>& week = s.players.hour_of_week;
    REQUIRE(week.size() == 168);
    CHECK_THAT(std::accumulate(week.begin(), week.end(), 0.0) / 168, WithinAbs(1, 1e-12));
    const double peak = *std::max_element(week.begin(), week.end());
    CHECK(peak >= aim.low);
    CHECK(peak <= aim.high);
    CHECK(week[20] > 1.1);                // Monday 20:00
    CHECK(week[5] < 0.85);                // Monday 05:00
    CHECK(week[5 * 24 + 20] > week[20]);  // Saturday evening
    for (std::size_t h = 1; h < 24; ++h) CHECK(std::abs(week[h] - week[h - 1]) < 0.3);
  }
}

TEST_CASE("own weights of a day or a week are scaled to mean 1", "[scenario][day_shape]") {
  const auto shape = [](const std::string& list) {
    return edited(tiny, R"("active":)", R"("daily_shape": [)" + list + R"(], "active":)");
  };
  std::string day = "6", week = "8";
  for (int i = 1; i < 24; ++i) day += ", 0";
  for (int i = 1; i < 168; ++i) week += i < 24 ? ", 0" : ", 1";
  const Scenario daily = right(shape(day));
  CHECK(daily.players.hour_of_week[0] == 24);  // all sessions start in this hour: 24 times the mean
  CHECK(daily.players.hour_of_week[24] == 24);
  CHECK(daily.players.hour_of_week[1] == 0);
  // Mean (8 + 144)/168: hour 0 is 8·168/152 = 8.842105…
  CHECK_THAT(right(shape(week)).players.hour_of_week[0], WithinRel(8.0 * 168 / 152, 1e-12));
  CHECK(faults(shape("1, 2")) == Faults{"E106 /players/daily_shape"});
  CHECK(faults(shape(edited(day, "6", "0"))) == Faults{"E106 /players/daily_shape"});
  CHECK(faults(shape(edited(day, "6", "-1"))).size() == 1);
  CHECK(faults(edited(tiny, R"("active":)", R"("daily_shape": "evening", "active":)")) ==
        Faults{"E104 /players/daily_shape"});
}
