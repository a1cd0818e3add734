// Talk that no player's line starts.
#include "tests/scenario/people_text.h"
#include "tests/scenario/support.h"

using namespace npcost;
using namespace npcost::scenario_test;

namespace {

std::string with(const std::string& keys) {
  return edited(tiny, R"("npcost": 1,)", R"("npcost": 1, "ambient": { "a": { "npc": "innkeeper", "rate": "20/h", )" + keys + " } },");
}
Ambient ambient(const std::string& keys) { return right(with(keys)).ambient.at(0); }

}  // namespace

TEST_CASE("what talks by itself runs when its kind usually does", "[scenario][ambient]") {
  const Ambient hello = ambient(R"("do": "proactive")");
  CHECK(hello.kind == Ambient::Kind::proactive);
  CHECK(hello.runs == Ambient::Runs::near);
  CHECK(hello.near == 1);
  CHECK(hello.rate.value() == 480);  // a day
  CHECK(hello.turns.value() == 1);
  CHECK(hello.line.value() == 0);
  CHECK(hello.shared_by.value() == 1);
  const Ambient gossip = ambient(R"("do": "npc_to_npc")");
  CHECK(gossip.kind == Ambient::Kind::npc_to_npc);
  CHECK(gossip.runs == Ambient::Runs::playing);
  CHECK(gossip.idle_stop == Milliseconds{0});
  CHECK(ambient(R"("do": "world_tick")").runs == Ambient::Runs::always);
  CHECK(ambient(R"("do": "world_tick", "runs": "playing", "idle_stop": "5 min")").idle_stop == Milliseconds{300'000});
  CHECK(ambient(R"("do": "npc_to_npc", "runs": "near", "near": "40%")").near == 0.4);
}

TEST_CASE("what talks by itself says how long, how much and for how many", "[scenario][ambient]") {
  const Scenario s = right(people);
  REQUIRE(s.ambient.size() == 3);
  CHECK(s.ambient[0].name == "hello");
  CHECK(s.ambient[0].near == 0.4);
  CHECK(s.ambient[0].rate.has_unknown());
  CHECK(s.ambient[1].npc == 1);
  CHECK_FALSE(s.ambient[1].turns.is_constant());
  CHECK_FALSE(s.ambient[1].turns.has_unknown());  // 6..10 turns differ from time to time
  CHECK_FALSE(s.ambient[1].line.has_unknown());
  CHECK(s.ambient[1].shared_by.has_unknown());
  CHECK(s.ambient[2].kind == Ambient::Kind::world_tick);
}

TEST_CASE("keys that mean nothing for when it runs are refused, each by itself", "[scenario][ambient]") {
  CHECK(faults(with(R"("do": "proactive", "idle_stop": "5 min", "shared_by": 3)")) == Faults{"E109 /ambient/a/idle_stop", "E109 /ambient/a/shared_by"});
  CHECK(faults(with(R"("do": "world_tick", "near": "40%", "turns": "2 turns")")) == Faults{"E109 /ambient/a/near", "E109 /ambient/a/turns"});
  CHECK(faults(with(R"("do": "world_tick", "turns": 1)")).empty());
  CHECK(faults(with(R"("do": "world_tick", "turns": "1..3 turns")")) == Faults{"E109 /ambient/a/turns"});
  CHECK(faults(with(R"("do": "proactive", "turns": "1..3 turns")")).empty());
  CHECK(faults(with(R"("do": "proactve")")) == Faults{"E104 /ambient/a/do"});
  CHECK(faults(with(R"("do": "npc_to_npc", "turns": 0)")) == Faults{"E106 /ambient/a/turns"});
}

TEST_CASE("sixteen entries of ambient talk are kept apart and no more", "[scenario][ambient]") {
  const auto many = [](int count) {
    std::string entries;
    for (int i = 0; i < count; ++i) {
      entries += (i == 0 ? "" : ", ") + ("\"a" + std::to_string(i)) + R"(": { "do": "world_tick", "npc": "innkeeper", "rate": "1/h" })";
    }
    return edited(tiny, R"("npcost": 1,)", R"("npcost": 1, "ambient": {)" + entries + "},");
  };
  CHECK(right(many(16)).ambient.size() == 16);
  CHECK(faults(many(17)) == Faults{"E110 /ambient"});
}

TEST_CASE("a budget on an NPC that only talks by itself is about something", "[scenario][ambient]") {
  const std::string crowd = edited(tiny, R"("innkeeper": { "pipeline")",
                                   R"("crowd": { "extends": "innkeeper" }, "innkeeper": { "pipeline")");
  const std::string budget = edited(crowd, R"("metric": "cost.per_mau_month",)", R"("metric": "cost.total", "where": { "npc": "crowd" },)");
  CHECK(faults(budget) == Faults{"E403 /budgets/cheap enough/where/npc"});
  CHECK(faults(edited(budget, R"("npcost": 1,)",
                      R"("npcost": 1, "ambient": { "a": { "do": "npc_to_npc", "npc": "crowd", "rate": "20/h" } },)"))
            .empty());
}
