#include "tests/scenario/policies.h"

using namespace npcost;
using namespace npcost::scenario_test;

TEST_CASE("a quota counts turns, time, tokens or money, told apart by the unit", "[scenario][policies]") {
  const Policy turns = only(R"({ "kind": "quota", "limit": "1k turns" })");
  CHECK(turns.kind == Policy::Kind::quota);
  CHECK(turns.measure == Policy::Measure::turns);
  CHECK(turns.limit == 1000);
  CHECK(turns.limit_text == "1k turns");
  const Policy time = only(R"({ "kind": "quota", "limit": "1.5 min" })");
  CHECK(time.measure == Policy::Measure::time);
  CHECK(time.limit == 90'000);  // milliseconds
  const Policy tokens = only(R"({ "kind": "quota", "limit": { "value": "20k tokens", "why": "a talk" } })");
  CHECK(tokens.measure == Policy::Measure::tokens);
  CHECK(tokens.limit == 20'000);
  const Policy money = only(R"({ "kind": "quota", "limit": "$0.05" })");
  CHECK(money.measure == Policy::Measure::money);
  CHECK(money.limit == 50'000'000'000);  // 0.05 × 10^12
}

TEST_CASE("a limit in another currency is converted once and rounded to the step", "[scenario][policies]") {
  const auto limit = [](const std::string& won) {
    const std::string text = edited(with(R"("p": { "kind": "degrade", "limit": ")" + won + R"(" })"), R"("time":)",
                                    R"("fx": { "rates": { "KRW": "1390 KRW/USD" } }, "time":)");
    return right(text).policies[0].limit;
  };
  CHECK(limit("1390000 KRW") == 1'000'000'000'000'000);  // $1000
  CHECK(limit("100 KRW") == 71'942'446'043);             // 100/1390 = 0.071942446043165…
  CHECK(limit("200 KRW") == 143'884'892'086);            // 0.143884892086330…
  CHECK(limit("50 KRW") == 35'971'223'022);              // 0.035971223021582…: rounded up
}

TEST_CASE("a limit lies between what is worth counting and what can be counted", "[scenario][policies]") {
  const auto refused = [](const std::string& limit) { return wrong(R"({ "kind": "quota", "limit": )" + limit + " }"); };
  CHECK(refused(R"("1 turn")").empty());
  CHECK(refused(R"("1B turns")").empty());
  CHECK(refused(R"("366 d")").empty());
  CHECK(refused(R"("$18M")").empty());
  CHECK(refused(R"("$0.000001")").empty());
  for (const char* limit : {R"("0 turns")", R"("2B turns")", R"("999 ms")", R"("367 d")", R"("0 tokens")", R"("$0")",
                            R"("$0.0000009")", R"("$18000001")"}) {
    INFO(limit);
    CHECK(refused(limit) == Faults{"E106 /policies/p/limit"});
  }
  for (const char* limit : {"60", R"("60")", R"("60 players")", R"("60k")", R"("")", "true", "[1]", R"({ "turns": 60 })"}) {
    INFO(limit);
    CHECK(refused(limit) == Faults{"E416 /policies/p/limit"});
  }
  CHECK(refused(R"("40..80 turns")") == Faults{"E218 /policies/p/limit"});
  CHECK(refused(R"({ "uncertain": "40..80 turns" })") == Faults{"E218 /policies/p/limit"});
  CHECK(refused(R"("5 m")") == Faults{"E205 /policies/p/limit"});       // minutes or months?
  CHECK(refused(R"("1,500 turns")") == Faults{"E203 /policies/p/limit"});  // a comma is no decimal mark
  CHECK(refused(R"("¥5")") == Faults{"E206 /policies/p/limit"});        // yen or yuan?
}

TEST_CASE("a quota is a player's and a day's, a degrade everybody's, unless they say otherwise", "[scenario][policies]") {
  const Policy quota = only(R"({ "kind": "quota", "limit": "60 turns" })");
  CHECK(quota.per == Policy::Per::player_day);
  CHECK(quota.then == Policy::Then::scripted);
  CHECK(quota.lag == Milliseconds{2000});
  CHECK(quota.enabled);
  CHECK_FALSE(quota.is_global());
  const Policy fuse = only(R"({ "kind": "degrade", "limit": "$900", "lag": "30 s", "enabled": false })");
  CHECK(fuse.per == Policy::Per::global_day);
  CHECK(fuse.is_global());
  CHECK(fuse.lag == Milliseconds{30'000});
  CHECK_FALSE(fuse.enabled);
  const auto per = [](const std::string& word) {
    return only(R"({ "kind": "degrade", "limit": "$1", "per": ")" + word + R"(" })").per;
  };
  CHECK(per("session") == Policy::Per::session);
  CHECK(per("player/mo") == Policy::Per::player_month);
  CHECK(per("global/mo") == Policy::Per::global_month);
  const auto then = [](const std::string& word) {
    return only(R"({ "kind": "quota", "limit": "1 h", "then": ")" + word + R"(" })").then;
  };
  CHECK(then("block") == Policy::Then::block);
  CHECK(then("pay") == Policy::Then::pay);
  CHECK(then("text_only") == Policy::Then::text_only);
}

TEST_CASE("policies keep the order of the file", "[scenario][policies]") {
  const Scenario scenario = right(with(R"("b": { "kind": "prewarm" }, "a": { "kind": "cap_reply", "max": "70 tokens" })"));
  REQUIRE(scenario.policies.size() == 2);
  CHECK(scenario.policies[0].name == "b");
  CHECK(scenario.policies[1].reply_max == 70);
}

TEST_CASE("a route sends a share of turns, conversations or players to another model", "[scenario][policies]") {
  const Policy turns = only(R"({ "kind": "route", "to": "tiny", "share": "65%", "when": "small talk" })");
  CHECK(turns.to == 3);
  CHECK(turns.share == 0.65);
  CHECK(turns.by == Policy::By::turn);
  CHECK(turns.pipelines == Pipelines{0, 1});
  CHECK(only(R"({ "kind": "route", "to": "tiny", "share": 0.5, "by": "player" })").by == Policy::By::player);
  CHECK(only(R"({ "kind": "route", "to": "tiny", "share": 0.5, "by": "conversation" })").by == Policy::By::conversation);
}

TEST_CASE("a cache is of what its names make, and of prompts if it names nothing", "[scenario][policies]") {
  const Policy prompt = only(R"({ "kind": "cache", "hit_rate": "55..90%" })");
  CHECK(prompt.of == Policy::Of::prompt);
  CHECK(prompt.hit_rate.has_unknown());
  CHECK(prompt.pipelines == Pipelines{0, 1});  // the brain has a price for cached input
  const Policy speech = only(R"({ "kind": "cache", "applies_to": ["mouth"], "hit_rate": "20%" })");
  CHECK(speech.of == Policy::Of::speech);
  CHECK(speech.pipelines == Pipelines{0});
  CHECK(speech.hit_rate.value() == 0.2);
  const Policy replies = only(R"({ "kind": "cache", "applies_to": ["written"], "hit_rate": "20%" })");
  CHECK(replies.of == Policy::Of::replies);
  CHECK(replies.pipelines == Pipelines{1});
  CHECK(only(R"({ "kind": "cache", "applies_to": ["brain"], "hit_rate": "20%" })").of == Policy::Of::replies);
  CHECK(only(R"({ "kind": "cache", "of": "prompt", "applies_to": ["spoken"], "hit_rate": "20%" })").of == Policy::Of::prompt);
  CHECK(only(R"({ "kind": "cache", "of": "replies", "hit_rate": "20%" })").pipelines == Pipelines{0, 1});
}

TEST_CASE("a policy is about all pipelines that it can change, or those that it names", "[scenario][policies]") {
  CHECK(only(R"({ "kind": "quota", "limit": "1 h" })").pipelines == Pipelines{0, 1});
  CHECK(only(R"({ "kind": "quota", "limit": "1 h", "then": "text_only" })").pipelines == Pipelines{0});
  CHECK(only(R"({ "kind": "quota", "limit": "1 h", "applies_to": ["written", "spoken", "written"] })").pipelines ==
        Pipelines{0, 1});
  CHECK(wrong(R"({ "kind": "quota", "limit": "1 h", "then": "text_only", "applies_to": ["written"] })") ==
        Faults{"E412 /policies/p/applies_to/0"});
  CHECK(wrong(R"({ "kind": "quota", "limit": "1 h", "applies_to": ["mouth"] })") == Faults{"E412 /policies/p/applies_to/0"});
  CHECK(wrong(R"({ "kind": "quota", "limit": "1 h", "applies_to": [] })") == Faults{"E412 /policies/p/applies_to"});
  CHECK(wrong(R"({ "kind": "quota", "limit": "1 h", "applies_to": ["spoken", "writen", "dumb"] })") ==
        Faults{"E301 /policies/p/applies_to/1", "E301 /policies/p/applies_to/2"});
  CHECK(wrong(R"({ "kind": "cache", "of": "speech", "applies_to": ["brain"], "hit_rate": "20%" })") ==
        Faults{"E412 /policies/p/applies_to/0"});
}

TEST_CASE("a batch is about what can wait: memory that is written down, NPCs among themselves, a world that thinks",
          "[scenario][policies]") {
  const std::string batch = with(R"("p": { "kind": "batch", "to": "tiny" })");
  CHECK(faults(batch) == Faults{"E412 /policies/p/kind"});
  const std::string written = edited(batch, R"("recall": "100 tokens")", R"("recall": "100 tokens", "write": "80 tokens")");
  CHECK(right(written).policies[0].pipelines == Pipelines{0});
  const auto talk = [&](const std::string& what) {
    return edited(batch, R"("revenue")", R"("ambient": { "a": { "do": ")" + what + R"(", "npc": "crowd", "rate": "2/h" } }, "revenue")");
  };
  CHECK(right(talk("npc_to_npc")).policies[0].pipelines == Pipelines{1});
  CHECK(right(talk("world_tick")).policies[0].pipelines == Pipelines{1});
  CHECK(faults(talk("proactive")) == Faults{"E412 /policies/p/kind"});  // a player waits for it
}

TEST_CASE("of several names one that nobody meets is no fault: a variant may use it", "[scenario][policies]") {
  const std::string spare = edited(with(R"("p": { "kind": "quota", "limit": "1 h", "applies_to": ["spare", "written"] })"),
                                   R"("written":)",
                                   R"("spare": { "kind": "text", "stages": [{ "do": "llm", "model": "brain" }] }, "written":)");
  CHECK(right(spare).policies[0].pipelines == Pipelines{2});  // spoken, spare, written
}

TEST_CASE("a summary that a policy asks for has the keys of a memory", "[scenario][policies]") {
  const Policy summary = only(R"({ "kind": "summarise", "memory": { "summarise_after": 12, "summary": "180 tokens", "keep_turns": 4 } })");
  CHECK(summary.memory.policy == Memory::Policy::summarise);
  CHECK(summary.memory.summarise_after == 12);
  CHECK(summary.memory.keep_turns == 4);
  CHECK(summary.memory.summary.value() == 180);
  CHECK(only(R"({ "kind": "summarise", "memory": { "keep_turns": 2 } })").memory.policy == Memory::Policy::window);
  CHECK(wrong(R"({ "kind": "summarise", "memory": { "keep_turns": 2, "keep_tokens": "1k tokens" } })") ==
        Faults{"E109 /policies/p/memory/keep_turns"});
  CHECK(wrong(R"({ "kind": "summarise", "memory": { "policy": "full" } })") == Faults{"E109 /policies/p/memory"});
  CHECK(wrong(R"({ "kind": "summarise" })") == Faults{"E109 /policies/p"});
  CHECK(wrong(R"({ "kind": "summarise", "memory": { "keep_turns": 2, "recall": "9 tokens", "write": "9 tokens" } })") ==
        Faults{"E109 /policies/p/memory/recall", "E109 /policies/p/memory/write"});
}

TEST_CASE("a key that means nothing for a kind is named with the kind, and so is one that is missing", "[scenario][policies]") {
  struct Case {
    const char* policy;
    Faults faults;
  };
  const Case cases[] = {
      {R"({ "kind": "prewarm", "share": "5%", "lag": "2 s" })", {"E109 /policies/p/share", "E109 /policies/p/lag"}},
      {R"({ "kind": "cap_reply" })", {"E109 /policies/p"}},
      {R"({ "kind": "cap_reply", "max": "70 tokens", "hit_rate": "5%" })", {"E109 /policies/p/hit_rate"}},
      {R"({ "kind": "batch" })", {"E109 /policies/p"}},
      {R"({ "kind": "batch", "to": "tiny", "then": "block" })", {"E109 /policies/p/then"}},
      {R"({ "kind": "route" })", {"E109 /policies/p", "E109 /policies/p"}},
      {R"({ "kind": "cache" })", {"E109 /policies/p"}},
      {R"({ "kind": "cache", "hit_rate": "5%", "ttl": "5 min" })", {"E109 /policies/p/ttl"}},
      {R"({ "kind": "quota", "limit": "1 h", "to": "tiny" })", {"E109 /policies/p/to"}},
      {R"({ "kind": "degrade", "limit": "1 h", "then": "cheaper_model" })", {"E109 /policies/p/then"}},
      {R"({ "kind": "quotta" })", {"E104 /policies/p/kind"}},
      {R"({ "limit": "60 turns" })", {"E103 /policies/p"}},
      {R"([])", {"E208 /policies/p"}},
  };
  for (const Case& one : cases) {
    INFO(one.policy);
    CHECK(wrong(one.policy) == one.faults);
  }
}
