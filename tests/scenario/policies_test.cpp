#include "tests/scenario/support.h"

using namespace npcost;
using namespace npcost::scenario_test;

namespace {

/// The spoken companion with a second model, a way to type and these policies. Pipelines: 0 spoken, 1 written.
/// Models: 0 brain, 1 ears, 2 mouth, 3 tiny, 4 guard.
std::string with(const std::string& policies) {
  const std::string models = edited(
      voice, R"("guard": {)",
      R"("tiny": { "kind": "llm", "input": "$0.04/1M tokens", "output": "$0.10/1M tokens" }, "guard": {)");
  const std::string typed = edited(models, R"("kind": "voice",)", R"("kind": "voice", "otherwise": "written",)");
  return edited(typed, R"("revenue")", R"("policies": { )" + policies + R"( }, "revenue")");
}

Policy only(const std::string& policy) {
  const Scenario scenario = right(with(R"("p": )" + policy));
  REQUIRE(scenario.policies.size() == 1);
  CHECK(scenario.policies[0].name == "p");
  return scenario.policies[0];
}

Faults wrong(const std::string& policy) { return faults(with(R"("p": )" + policy)); }

using Pipelines = std::vector<std::uint16_t>;

}  // namespace

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
  CHECK(scenario.policies[1].name == "a");
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

TEST_CASE("of several names one that nobody meets is no fault: a variant may use it", "[scenario][policies]") {
  const std::string spare = edited(with(R"("p": { "kind": "quota", "limit": "1 h", "applies_to": ["spare", "written"] })"),
                                   R"("written":)", R"("spare": { "kind": "text", "stages": [{ "do": "llm", "model": "brain" }] }, "written":)");
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

TEST_CASE("what answers instead is an llm, priced and wide enough like any other", "[scenario][policies]") {
  CHECK(wrong(R"({ "kind": "route", "to": "mouth", "share": "5%" })") == Faults{"E303 /policies/p/to"});
  const std::string route = with(R"("p": { "kind": "route", "to": "tiny", "share": "5%" })");
  const std::string tiny_model = R"("tiny": { "kind": "llm", "input": "$0.04/1M tokens", "output": "$0.10/1M tokens" })";
  CHECK(faults(edited(route, tiny_model, R"("tiny": { "kind": "llm", "input": "$0.04/1M tokens" })")) ==
        Faults{"E502 /policies/p/to"});
  // The companion's persona has a p95 of 2000, the world 2500, 100 are recalled, a summary has 200 and a line 12: 4812.
  const auto context = [&](const std::string& tokens) {
    return faults(edited(route, R"("output": "$0.10/1M tokens")", R"("output": "$0.10/1M tokens", "context": ")" + tokens + "\""));
  };
  CHECK(context("4811 tokens") == Faults{"E405 /policies/p/to"});
  CHECK(context("4813 tokens").empty());
}

TEST_CASE("a policy that never holds asks for nothing", "[scenario][policies]") {
  const std::string off = edited(
      with(R"("p": { "kind": "route", "to": "tiny", "share": "5%", "enabled": false })"),
      R"("input": "$0.04/1M tokens", "output": "$0.10/1M tokens")", R"("input": "$0.04/1M tokens")");
  CHECK(faults(off).empty());
  const std::string switched = edited(
      off, R"("policies":)",
      R"("events": { "on": { "at": "day 2", "do": "policy", "target": "/policies/p", "set": true } }, "policies":)");
  CHECK(faults(switched) == Faults{"E502 /policies/p/to"});
}

TEST_CASE("at most four models answer in one pipeline", "[scenario][policies]") {
  std::string models, routes;
  for (const std::string name : {"a", "b", "c", "d"}) {
    models += "\"" + name + R"(": { "kind": "llm", "input": "$1/1M tokens", "output": "$1/1M tokens" }, )";
    routes += (routes.empty() ? "" : ", ") + ("\"" + name) + R"(": { "kind": "route", "to": ")" + name + R"(", "share": "5%", )" +
              R"("applies_to": [")" + (name == "d" ? "spoken" : "written") + "\"] }";
  }
  const std::string three = edited(with(routes), R"("tiny": {)", models + R"("tiny": {)");
  CHECK(faults(three).empty());  // written: brain, a, b, c; spoken: brain, d
  CHECK(faults(edited(three, R"("applies_to": ["spoken"])", R"("applies_to": ["written"])")) == Faults{"E414 /policies/d/to"});
  CHECK(faults(edited(edited(three, R"("applies_to": ["spoken"])", R"("applies_to": ["written"])"), R"("to": "d")", R"("to": "a")"))
            .empty());  // four routes to three models
}

TEST_CASE("who may no longer speak must have something to type in", "[scenario][policies]") {
  const std::string minutes = with(R"("p": { "kind": "quota", "limit": "30 min", "then": "text_only" })");
  CHECK(faults(minutes).empty());
  CHECK(faults(edited(minutes, R"("otherwise": "written",)", "")) == Faults{"E415 /policies/p/then"});
}

TEST_CASE("the unknowns of policies draw the same when names and places change", "[scenario][policies]") {
  const auto name = [](const std::string& policies, const std::string& pointer) {
    const Scenario scenario = right(with(policies));
    for (const auto& [known, number] : scenario.unknown_names) {
      if (known == pointer) return number;
    }
    FAIL("nothing is unknown at " << pointer);
    return 0u;
  };
  const std::string speech = R"({ "kind": "cache", "applies_to": ["mouth"], "hit_rate": "5..25%" })";
  const std::string prompt = R"({ "kind": "cache", "hit_rate": "55..90%" })";
  const std::string memory = R"({ "kind": "summarise", "memory": { "summarise_after": 12, "summary": "100..200 tokens" } })";
  const std::uint32_t first = name("\"a\": " + speech, "/policies/a/hit_rate");
  CHECK(name("\"z\": " + prompt + ", \"b\": " + speech, "/policies/b/hit_rate") == first);
  CHECK(name("\"b\": " + speech + ", \"z\": " + prompt, "/policies/b/hit_rate") == first);
  CHECK(name("\"b\": " + speech + ", \"z\": " + prompt, "/policies/z/hit_rate") != first);
  const std::uint32_t length = name("\"a\": " + memory, "/policies/a/memory/summary");
  CHECK(name("\"q\": " + prompt + ", \"b\": " + memory, "/policies/b/memory/summary") == length);
}

TEST_CASE("the numbers of policies are listed among the assumptions", "[scenario][policies]") {
  const Scenario scenario = right(with(R"("p": { "kind": "quota", "limit": "60 turns", "why": "three evenings" })"));
  const auto at = [&](const std::string& pointer) {
    const auto found = std::find_if(scenario.assumptions.begin(), scenario.assumptions.end(),
                                    [&](const Assumption& a) { return a.pointer == pointer; });
    return found == scenario.assumptions.end() ? std::string("not listed") : found->value + "; " + found->why;
  };
  CHECK(at("/policies/p/limit") == "60 turns; three evenings");
  CHECK(at("/policies/p/lag") == "2 s; ");
  CHECK(at("/policies/p/share") == "not listed");
}

TEST_CASE("explain says what the keys of policies are", "[scenario][policies]") {
  CHECK(explain_key("/policies/any/limit")->find("turns, a length of time, tokens or money") != std::string::npos);
  CHECK(explain_key("/policies/any/kind")->find("not simulated") == std::string::npos);
  CHECK(explain_key("/policies/any/memory/summary").has_value());
}
