#include "tests/scenario/support.h"

using namespace npcost;
using namespace npcost::scenario_test;

namespace {

/// The spoken companion in Berlin in the first week of 2027, with a quota, a way to type and these events.
/// Models: 0 brain, 1 ears, 2 mouth, 3 guard. Pipelines: 0 spoken, 1 written. Segments: 0 silent, 1 talkers.
std::string with(const std::string& events) {
  const std::string typed = edited(voice, R"("kind": "voice",)", R"("kind": "voice", "otherwise": "written",)");
  return edited(typed, R"("revenue")",
                R"("policies": { "daily": { "kind": "quota", "limit": "60 turns" } }, "events": { )" + events + R"( }, "revenue")");
}

Event only(const std::string& event) {
  const Scenario scenario = right(with(R"("e": )" + event));
  REQUIRE(scenario.events.size() == 1);
  return scenario.events[0];
}

Faults wrong(const std::string& event) { return faults(with(R"("e": )" + event)); }

/// Berlin is an hour ahead of UTC in winter.
Instant berlin(const char* text) { return to_instant(*parse_local_time(text), "Europe/Berlin").instant; }

}  // namespace

TEST_CASE("an event is at a date, at a local time, or on a day of the run", "[scenario][events]") {
  const auto at = [](const std::string& when) {
    return only(R"({ "do": "players", "times": 2, "at": ")" + when + R"(" })").from;
  };
  CHECK(to_text(at("2027-01-03")) == "2027-01-02T23:00:00Z");
  CHECK(to_text(at("2027-01-03T18:30")) == "2027-01-03T17:30:00Z");
  CHECK(at("day 0") == berlin("2027-01-01"));
  CHECK(at("day 2") == berlin("2027-01-03"));
  CHECK(at("day 2 18:30") == berlin("2027-01-03T18:30"));
}

TEST_CASE("day 0 is the day on which the run starts, from when it starts", "[scenario][events]") {
  const std::string evening = edited(with(R"("e": { "do": "players", "times": 2, "at": "day 0" })"), R"("start": "2027-01-01")",
                                     R"("start": "2027-01-01T18:00")");
  CHECK(right(evening).events[0].from == berlin("2027-01-01T18:00"));
  CHECK(right(edited(evening, "day 0", "day 1")).events[0].from == berlin("2027-01-02"));
  CHECK(right(edited(evening, "day 0", "day 0 19:00")).events[0].from == berlin("2027-01-01T19:00"));
  CHECK(faults(edited(evening, "day 0", "day 0 17:00")) == Faults{"E411 /events/e/at"});
}

TEST_CASE("an event lasts for its time, in the calendar, or for ever", "[scenario][events]") {
  CHECK(only(R"({ "at": "day 1", "do": "players", "times": 2 })").until == Instant::max());
  const Event hours = only(R"({ "at": "day 1", "for": "36 h", "do": "players", "times": 2, "ramp": "6 h" })");
  CHECK(hours.until - hours.from == std::chrono::hours(36));
  CHECK(hours.ramp == std::chrono::hours(6));
  // From the 3rd of January to the 3rd of February, although the run begins on the 1st.
  const Event month = only(R"({ "at": "day 2", "for": "1 mo", "do": "players", "times": 2 })");
  CHECK(month.until == berlin("2027-02-03"));
}

TEST_CASE("an event lies inside the run", "[scenario][events]") {
  const auto at = [](const std::string& when) { return wrong(R"({ "do": "players", "times": 2, "at": ")" + when + R"(" })"); };
  CHECK(at("2027-01-01").empty());
  CHECK(at("2026-12-31T23:59") == Faults{"E411 /events/e/at"});  // in the warm-up
  CHECK(at("2027-01-07T23:59").empty());
  CHECK(at("2027-01-08") == Faults{"E411 /events/e/at"});
  CHECK(at("day 7") == Faults{"E411 /events/e/at"});
  CHECK(at("day 1 25:00") == Faults{"E214 /events/e/at"});
  CHECK(at("2027-02-30") == Faults{"E214 /events/e/at"});
}

TEST_CASE("a time that daylight saving skips never comes", "[scenario][events]") {
  const std::string spring = edited(with(R"("e": { "do": "players", "times": 2, "at": "2027-03-28T02:30" })"), R"("start": "2027-01-01")",
                                    R"("start": "2027-03-27")");
  const ReadScenario read = read_text(spring);
  CHECK(faults(read) == Faults{"E404 /events/e/at"});
  CHECK(found(read, "E404").hint.starts_with("use 03:00"));
  CHECK(faults(edited(spring, "2027-03-28T02:30", "day 1 02:30")) == Faults{"E404 /events/e/at"});
  CHECK(faults(edited(spring, "2027-03-28T02:30", "2027-03-28T03:00")).empty());
}

TEST_CASE("each kind of event changes its own thing", "[scenario][events]") {
  const Event players = only(R"({ "at": "day 1", "do": "players", "add": "10k players", "target": "/players/segments/talkers" })");
  CHECK(players.kind == Event::Kind::players);
  CHECK(players.add_players == 10'000);
  CHECK(players.segment == 1);
  CHECK(players.probability == 1);
  const Event price = only(R"({ "at": "day 1", "do": "price", "target": "/models/mouth", "times": 0.5, "probability": "60%" })");
  CHECK(price.model == 2);
  CHECK(price.times.value() == 0.5);
  CHECK(price.probability == 0.6);
  const Event outage = only(R"({ "at": "day 1", "do": "outage", "target": "/models/brain", "for": "3 h" })");
  CHECK(outage.kind == Event::Kind::outage);
  CHECK(outage.model == 0);
  const Event feature = only(R"({ "at": "day 1", "do": "feature", "target": "/pipelines/spoken", "set": false, "share": "25%" })");
  CHECK(feature.pipeline == 0);
  CHECK_FALSE(feature.set);
  CHECK(feature.share == 0.25);
  const Event policy = only(R"({ "at": "day 1", "do": "policy", "target": "/policies/daily", "set": false })");
  CHECK(policy.policy == 0);
  CHECK_FALSE(policy.set);
  const Event content = only(R"({ "at": "day 1", "do": "content", "times": "1.2..1.8" })");
  CHECK(content.kind == Event::Kind::content);
  CHECK(content.times.has_unknown());
  CHECK_FALSE(content.segment.has_value());
  const Event limit = only(R"({ "at": "day 1", "do": "limit", "target": "/policies/daily", "set": "30 turns" })");
  CHECK(limit.policy == 0);
  CHECK(limit.limit == 30);
}

TEST_CASE("a target is a whole thing of the right section that exists and is used", "[scenario][events]") {
  const auto target = [](const std::string& what, const std::string& pointer) {
    return wrong(R"({ "at": "day 1", "do": )" + what + R"(, "target": ")" + pointer + R"(" })");
  };
  const std::string price = R"("price", "times": 2)", feature = R"("feature", "set": true)", content = R"("content", "times": 2)";
  for (const char* pointer : {"", "brain", "/models", "/models/", "/models/brain/input", "/pipelines/spoken"}) {
    INFO(pointer);
    CHECK(target(price, pointer) == Faults{"E412 /events/e/target"});
  }
  CHECK(target(price, "/models/brian") == Faults{"E301 /events/e/target"});
  CHECK(target(feature, "/pipelines/spokne") == Faults{"E301 /events/e/target"});
  CHECK(target(content, "/players/segments/silnet") == Faults{"E301 /events/e/target"});
  CHECK(target(content, "/npcs/crowd") == Faults{"E412 /events/e/target"});
  CHECK(target(R"("limit", "set": "30 turns")", "/policies/dayly") == Faults{"E301 /events/e/target"});
  const std::string cap = edited(with(R"("e": { "at": "day 1", "do": "limit", "target": "/policies/cap", "set": "30 tokens" })"),
                                 R"("daily":)", R"("cap": { "kind": "cap_reply", "max": "70 tokens" }, "daily":)");
  CHECK(faults(cap) == Faults{"E412 /events/e/target"});
}

TEST_CASE("what no NPC needs is no target", "[scenario][events]") {
  const auto spare = [](const std::string& event) {
    const std::string text = edited(with(R"("e": )" + event), R"("written":)",
                                    R"("spare": { "kind": "text", "stages": [{ "do": "llm", "model": "brain" }] }, "written":)");
    return faults(
        edited(text, R"("guard":)", R"("other": { "kind": "llm", "input": "$1/1M tokens", "output": "$1/1M tokens" }, "guard":)"));
  };
  CHECK(spare(R"({ "at": "day 1", "do": "price", "target": "/models/other", "times": 2 })") == Faults{"E412 /events/e/target"});
  CHECK(spare(R"({ "at": "day 1", "do": "outage", "target": "/models/other", "for": "1 h" })") == Faults{"E412 /events/e/target"});
  CHECK(spare(R"({ "at": "day 1", "do": "feature", "target": "/pipelines/spare", "set": true })") == Faults{"E412 /events/e/target"});
  CHECK(spare(R"({ "at": "day 1", "do": "feature", "target": "/pipelines/written", "set": true })").empty());  // stands in
}

TEST_CASE("a key that means nothing for what an event does is named, and so is one that is missing", "[scenario][events]") {
  struct Case {
    const char* rest;
    Faults faults;
  };
  const Case cases[] = {
      {R"("players")", {"E109 /events/e/do"}},
      {R"("players", "times": 2, "add": 10)", {"E109 /events/e/add"}},
      {R"("players", "times": 2, "set": true, "share": "5%")", {"E109 /events/e/set", "E109 /events/e/share"}},
      {R"("players", "times": 2, "for": "1 d", "ramp": "25 h")", {"E109 /events/e/ramp"}},
      {R"("players", "times": 2, "probability": 1.5)", {"E211 /events/e/probability"}},
      {R"("players", "times": -1)", {"E210 /events/e/times"}},
      {R"("players", "times": 2, "for": "0 d")", {"E106 /events/e/for"}},
      {R"("price")", {"E109 /events/e", "E109 /events/e"}},
      {R"("price", "times": 2, "target": "/models/brain", "ramp": "1 h")", {"E109 /events/e/ramp"}},
      {R"("outage", "target": "/models/brain")", {"E109 /events/e"}},
      {R"("feature", "target": "/pipelines/spoken")", {"E109 /events/e"}},
      {R"("feature", "target": "/pipelines/spoken", "set": "on")", {"E208 /events/e/set"}},
      {R"("policy", "target": "/policies/daily", "set": 1)", {"E208 /events/e/set"}},
      {R"("limit", "target": "/policies/daily", "set": "30 min")", {"E416 /events/e/set"}},
      {R"("limit", "target": "/policies/daily", "set": "0 turns")", {"E106 /events/e/set"}},
      {R"("content")", {"E109 /events/e"}},
      {R"("contents")", {"E104 /events/e/do"}},
  };
  for (const Case& one : cases) {
    INFO(one.rest);
    CHECK(wrong(std::string(R"({ "at": "day 1", "do": )") + one.rest + " }") == one.faults);
  }
  CHECK(wrong(R"({ "do": "players", "times": 2 })") == Faults{"E103 /events/e"});
  CHECK(wrong(R"({ "at": "day 1", "times": 2 })") == Faults{"E103 /events/e"});
}

TEST_CASE("two events that change the same do not meet", "[scenario][events]") {
  const auto both = [](const std::string& a, const std::string& b) { return faults(with("\"a\": " + a + ", \"b\": " + b)); };
  const auto players = [](const std::string& at, const std::string& more) {
    return R"({ "do": "players", "times": 2, "at": ")" + at + "\"" + more + " }";
  };
  const std::string two_days = R"(, "for": "2 d")", silent = R"(, "target": "/players/segments/silent")",
                    talkers = R"(, "target": "/players/segments/talkers")";
  CHECK(both(players("day 0", two_days), players("day 2", two_days)).empty());  // one begins as the other ends
  CHECK(both(players("day 0", two_days), players("day 1 23:59", two_days)) == Faults{"E413 /events/b/at"});
  CHECK(both(players("day 1", two_days), players("day 0", two_days)) == Faults{"E413 /events/a/at"});  // the later one
  CHECK(both(players("day 0", ""), players("day 5", two_days)) == Faults{"E413 /events/b/at"});
  CHECK(both(players("day 0", two_days + silent), players("day 0", two_days + talkers)).empty());
  CHECK(both(players("day 0", two_days + silent), players("day 0", two_days + silent)) == Faults{"E413 /events/b/at"});
  CHECK(both(players("day 0", two_days + silent), players("day 0", two_days)) == Faults{"E413 /events/b/at"});
  const std::string price = R"({ "at": "day 1", "do": "price", "times": 2, "target": "/models/)";
  CHECK(both(price + R"(brain" })", price + R"(mouth" })").empty());
  CHECK(both(price + R"(brain" })", price + R"(brain" })") == Faults{"E413 /events/b/at"});
  CHECK(both(price + R"(brain" })", R"({ "at": "day 1", "for": "1 h", "do": "outage", "target": "/models/brain" })").empty());
  CHECK(both(R"({ "at": "day 1", "do": "policy", "target": "/policies/daily", "set": false })",
             R"({ "at": "day 1", "do": "limit", "target": "/policies/daily", "set": "30 turns" })")
            .empty());
}

TEST_CASE("an event draws the same whatever it is called, wherever it stands, and whatever is remarked", "[scenario][events]") {
  const auto draw = [](const std::string& events, const std::string& name) {
    const Scenario scenario = right(with(events));
    for (const Event& event : scenario.events) {
      if (event.name == name) return event.draw_name;
    }
    FAIL("no event " << name);
    return 0u;
  };
  const std::string cut = R"({ "at": "2027-01-03", "do": "price", "target": "/models/mouth", "times": 0.5, "probability": "50%" })";
  const std::string same = R"({ "at": "day 2", "target": "/models/mouth", "times": { "value": 0.5, "why": "a guess" }, "do": "price", )"
                           R"("probability": 0.5 })";
  const std::string other = R"({ "at": "2027-01-04", "do": "price", "target": "/models/brain", "times": 0.5, "probability": "50%" })";
  const std::uint32_t first = draw("\"a\": " + cut, "a");
  CHECK(draw("\"b\": " + same, "b") == first);
  CHECK(draw("\"z\": " + other + ", \"b\": " + cut, "b") == first);
  CHECK(draw("\"b\": " + cut + ", \"z\": " + other, "z") != first);
  // Twins on two models: the first in the file has the name that it would have alone.
  const std::string twin = edited(cut, "mouth", "brain");
  CHECK(draw("\"b\": " + cut + ", \"z\": " + twin, "b") == first);
  CHECK(draw("\"b\": " + cut + ", \"z\": " + twin, "z") != first);
}

TEST_CASE("an uncertain factor of an event draws by the event, not by its name", "[scenario][events]") {
  const auto name = [](const std::string& events) {
    const Scenario scenario = right(with(events));
    for (const auto& [pointer, number] : scenario.unknown_names) {
      if (pointer.starts_with("/events/")) return number;
    }
    FAIL("no event has an unknown");
    return 0u;
  };
  const std::string launch = R"({ "at": "day 0", "for": "2 d", "do": "players", "times": "2..4" })";
  CHECK(name("\"a\": " + launch) == name("\"x\": { \"at\": \"day 3\", \"do\": \"content\", \"times\": 2 }, \"b\": " + launch));
}

TEST_CASE("the numbers of events are listed among the assumptions", "[scenario][events]") {
  const Scenario scenario = right(with(R"("e": { "at": "day 1", "do": "price", "target": "/models/mouth", "times": 0.5 })"));
  const auto listed = [&](const std::string& pointer) {
    return std::any_of(scenario.assumptions.begin(), scenario.assumptions.end(),
                       [&](const Assumption& a) { return a.pointer == pointer && a.provenance == "assumed"; });
  };
  CHECK(listed("/events/e/probability"));
  CHECK_FALSE(listed("/events/e/share"));
  CHECK(explain_key("/events/any/ramp").has_value());
}
