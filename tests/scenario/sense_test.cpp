// What is wrong between values, each limit from both sides.
#include "tests/scenario/support.h"

using namespace npcost;
using namespace npcost::scenario_test;

namespace {

std::string tiny_with(std::string_view from, std::string_view to) { return edited(tiny, from, to); }
std::string segment(std::string_view share_a, std::string_view share_b) {
  return tiny_with(R"("everyone": { "share": "100%",)",
                   std::string(R"("others": { "share": )") + std::string(share_a) +
                       R"(, "turns": 3, "npcs": { "innkeeper": 1 } }, "everyone": { "share": )" + std::string(share_b) +
                       ",");
}

}  // namespace

TEST_CASE("segment shares add up to 100% within a hundredth of a percent", "[scenario][players]") {
  CHECK(faults(segment(R"("30%")", R"("70%")")).empty());
  CHECK(faults(segment(R"("30%")", R"("70.01%")")).empty());
  CHECK(faults(segment("0.3", R"("69.99%")")).empty());
  const ReadScenario less = read_text(segment(R"("27%")", R"("70%")"));
  CHECK(faults(less) == Faults{"E401 /players/segments"});
  CHECK(found(less, "E401").message == "segment shares add up to 97%, not 100%");
  CHECK(found(less, "E401").hint == "others 27% + everyone 70%; 3% missing");
  CHECK(faults(segment(R"("30%")", R"("70.02%")")) == Faults{"E401 /players/segments"});
  CHECK(faults(segment(R"("0%")", R"("100%")")) == Faults{"E401 /players/segments/others/share"});
  CHECK(faults(segment("15", R"("85%")")) == Faults{"E211 /players/segments/others/share"});  // one message, not two
}

TEST_CASE("active players are between one and a billion, and fit a machine", "[scenario][players]") {
  const auto active = [](const std::string& text) {
    return faults(edited(tiny_with("1k players", text), R"("npcost": 1,)",
                         R"("npcost": 1, "experiment": { "replications": 1 },)"));
  };
  CHECK(active("1 player").empty());
  CHECK(active("0 players") == Faults{"E106 /players/active"});
  CHECK(active("1.1B players").front() == "E106 /players/active");
  // 1B players × (4 bytes × 6 cells + 16) = 40 GB; 100M players = 4 GB.
  CHECK(active("1B players") == Faults{"E503 /players/active"});
  CHECK(active("100M players").empty());
}

TEST_CASE("more turns than --max-work are refused with the sample that would do", "[scenario][work]") {
  // 100M players × 1 session × 2 conversations × 30 days × 10 replications × about 7 turns = 4e11: below 1e12.
  CHECK(faults(tiny_with("1k players", "100M players")).empty());
  // 40 times the days: above.
  std::string longer = tiny_with("1k players", "100M players");
  longer = edited(longer, R"("npcost": 1,)", R"("npcost": 1, "time": { "duration": "1200 d" },)");
  CHECK(faults(longer) == Faults{"E501 /players/active"});
  CHECK(found(read_text(longer), "E501").hint.find("sample_players") != std::string::npos);
  CHECK(faults(edited(longer, R"("npcost": 1,)", R"("npcost": 1, "experiment": { "sample_players": "50k players" },)"))
            .empty());
}

TEST_CASE("the option --max-work moves the limit of what is sensible", "[scenario][work]") {
  ScenarioRequest request;
  request.files = {std::string(NPCOST_SOURCE_DIR) + "/scenarios/tiny.npcost.json"};
  CHECK(faults(read_scenario(request)).empty());
  request.max_work = 1;
  CHECK(faults(read_scenario(request)) == Faults{"E501 /players/active"});
}

TEST_CASE("a run lasts from one hour to twenty years", "[scenario][time]") {
  const auto time = [](const std::string& text) {
    return faults(tiny_with(R"("npcost": 1,)", R"("npcost": 1, "time": { )" + text + " },"));
  };
  CHECK(time(R"("duration": "1 h")").empty());
  CHECK(time(R"("duration": "59 min")") == Faults{"E106 /time/duration"});
  CHECK(time(R"("duration": "20 y")").empty());
  CHECK(time(R"("duration": "21 y")") == Faults{"E106 /time/duration"});
  CHECK(time(R"("duration": "5 m")") == Faults{"E205 /time/duration"});
  CHECK(time(R"("start": "day 3")") == Faults{"E106 /time/start"});
  CHECK(time(R"("step": "1 h")").empty());
  CHECK(time(R"("start": "2027-03-14T01:59", "timezone": "America/New_York")").empty());
  CHECK(time(R"("start": "2027-03-14T02:30", "timezone": "America/New_York")") == Faults{"E404 /time/start"});
  CHECK(time(R"("start": "2027-03-14T02:30")").empty());  // in UTC that time exists
}

TEST_CASE("a misspelt time zone is named with the one that was meant", "[scenario][time]") {
  const ReadScenario result =
      read_text(tiny_with(R"("npcost": 1,)", R"("npcost": 1, "time": { "timezone": "Asia/Soul" },)"));
  CHECK(faults(result) == Faults{"E409 /time/timezone"});
  CHECK(found(result, "E409").hint == "did you mean \"Asia/Seoul\"?");
}

TEST_CASE("a month is a calendar month from the start", "[scenario][time]") {
  const auto days = [](const std::string& start) {
    const Scenario s = right(
        tiny_with(R"("npcost": 1,)", R"("npcost": 1, "time": { "duration": "1 mo", "start": ")" + start + "\" },"));
    return s.duration / std::chrono::hours(24);
  };
  CHECK(days("2027-02-01") == 28);
  CHECK(days("2028-02-01") == 29);
  CHECK(days("2027-03-01") == 31);
}

TEST_CASE("a reference to nothing names what there is", "[scenario][references]") {
  const ReadScenario model = read_text(tiny_with(R"("model": "small")", R"("model": "smal")"));
  CHECK(faults(model) == Faults{"E301 /pipelines/text/stages/0/model"});
  CHECK(found(model, "E301").message == "no model is called \"smal\"");
  CHECK(found(model, "E301").hint == "did you mean \"small\"?  models here: small");
  CHECK(faults(tiny_with(R"("pipeline": "text")", R"("pipeline": "voice")")) ==
        Faults{"E301 /npcs/innkeeper/pipeline"});
  CHECK(faults(tiny_with(R"("innkeeper": 1)", R"("inkeeper": 1)")) ==
        Faults{"E301 /players/segments/everyone/npcs/inkeeper"});
}

TEST_CASE("a segment talks to somebody", "[scenario][players]") {
  CHECK(faults(tiny_with(R"("innkeeper": 1)", R"("innkeeper": 0)")) == Faults{"E103 /players/segments/everyone/npcs"});
  CHECK(faults(tiny_with(R"({ "innkeeper": 1 })", "{}")) == Faults{"E103 /players/segments/everyone/npcs"});
  CHECK(faults(tiny_with(R"("innkeeper": 1)", R"("innkeeper": -1)")).size() == 1);
  CHECK(faults(tiny_with(R"("innkeeper": 1)", R"("innkeeper": "50%")")).empty());
}

TEST_CASE("a model must be able to do what its stage does", "[scenario][pipelines]") {
  const ReadScenario result =
      read_text(edited(voice, R"({ "do": "tts", "model": "mouth" })", R"({ "do": "tts", "model": "brain" })"));
  CHECK(faults(result).front() == "E303 /pipelines/spoken/stages/3/model");
  CHECK(found(result, "E303").hint == "models of this kind: mouth");
}

TEST_CASE("a typed pipeline has one llm; a spoken one hears, thinks and speaks in this order",
          "[scenario][pipelines]") {
  const std::string stt = R"({ "do": "stt", "model": "ears" }, )", tts = R"(, { "do": "tts", "model": "mouth" })";
  CHECK(faults(edited(voice, stt, "")).front() == "E304 /pipelines/spoken/stages");
  CHECK(faults(edited(voice, tts, "")).front() == "E304 /pipelines/spoken/stages");
  CHECK(faults(edited(voice, stt, R"({ "do": "moderate", "model": "guard" }, )" + stt)).empty());
  const std::string one = R"([{ "do": "llm", "model": "brain" }])";
  CHECK(
      faults(edited(voice, one, R"([{ "do": "llm", "model": "brain" }, { "do": "llm", "model": "brain" }])")).front() ==
      "E304 /pipelines/written/stages");
  std::string moderated = "[";
  for (int i = 0; i < 8; ++i) moderated += R"({ "do": "moderate", "model": "guard" }, )";
  CHECK(faults(edited(voice, one, moderated + R"({ "do": "llm", "model": "brain" }])")).empty());
  CHECK(faults(edited(voice, one,
                      moderated + R"({ "do": "moderate", "model": "guard" }, { "do": "llm", "model": "brain" }])"))
            .front() == "E304 /pipelines/written/stages");
}

TEST_CASE("an NPC uses what stands in for a pipeline that is off", "[scenario][pipelines]") {
  const std::string off =
      edited(voice, R"("kind": "voice",)", R"("kind": "voice", "enabled": false, "otherwise": "written",)");
  const Scenario scenario =
      right(edited(off, R"("quick": { "metric": "latency.first_audio", "stat": "p90", "max": "1.2 s" },)", ""));
  CHECK(scenario.pipelines[scenario.npcs[0].pipeline].name == "written");
  CHECK(scenario.npcs[0].patience == Milliseconds{8000});  // he reads now
  CHECK(faults(edited(voice, R"("kind": "voice",)", R"("kind": "voice", "enabled": false,)")).front() ==
        "E304 /npcs/companion/pipeline");
  CHECK(faults(edited(voice, R"("kind": "voice",)", R"("kind": "voice", "enabled": false, "otherwise": "spoken",)"))
            .front() == "E304 /npcs/companion/pipeline");
}

TEST_CASE("memory keys that contradict each other are refused", "[scenario][memory]") {
  const auto memory = [](const std::string& keys) {
    return faults(tiny_with(R"("pipeline": "text",)", R"("pipeline": "text", "memory": { )" + keys + " },"));
  };
  const auto policy = [](const std::string& keys) {
    return right(tiny_with(R"("pipeline": "text",)", R"("pipeline": "text", "memory": { )" + keys + " },"))
        .npcs[0]
        .memory.policy;
  };
  CHECK(policy("") == Memory::Policy::full);
  CHECK(policy(R"("keep_turns": 8)") == Memory::Policy::window);
  CHECK(policy(R"("keep_tokens": "2k tokens")") == Memory::Policy::token_cap);
  CHECK(policy(R"("summarise_after": 12, "summary": "180 tokens")") == Memory::Policy::summarise);
  CHECK(policy(R"("policy": "none")") == Memory::Policy::none);
  CHECK(memory(R"("policy": "full", "keep_turns": 8)") == Faults{"E109 /npcs/innkeeper/memory/keep_turns"});
  CHECK(memory(R"("keep_turns": 8, "keep_tokens": "2k tokens")") == Faults{"E109 /npcs/innkeeper/memory/keep_turns"});
  CHECK(memory(R"("policy": "window")") == Faults{"E109 /npcs/innkeeper/memory"});
  CHECK(memory(R"("summarise_after": 12)") == Faults{"E109 /npcs/innkeeper/memory"});
  CHECK(memory(R"("keep_tokens": "2k tokens", "fill_to": "2k tokens")").empty());
  CHECK(memory(R"("keep_tokens": "2k tokens", "fill_to": "1999 tokens")") ==
        Faults{"E109 /npcs/innkeeper/memory/fill_to"});
  CHECK(memory(R"("keep_turns": 8, "summarise_after": 9, "summary": "180 tokens")").empty());
  CHECK(memory(R"("keep_turns": 8, "summarise_after": 8, "summary": "180 tokens")") ==
        Faults{"E109 /npcs/innkeeper/memory/summarise_after"});
  CHECK(memory(R"("keep_turns": "4..8")") == Faults{"E218 /npcs/innkeeper/memory/keep_turns"});
}

TEST_CASE("a prompt must fit the model's context before anything is remembered", "[scenario][context]") {
  const auto with = [](const std::string& npc, const std::string& context) {
    return edited(tiny_with(R"("persona": "600 tokens")", npc), R"("kind": "llm",)",
                  R"("kind": "llm", "context": ")" + context + "\",");
  };
  // 600 + 400 + 18 = 1018 tokens.
  CHECK(faults(with(R"("persona": "600 tokens", "world": "400 tokens")", "1018 tokens")).empty());
  const ReadScenario result = read_text(with(R"("persona": "600 tokens", "world": "400 tokens")", "1017 tokens"));
  CHECK(faults(result) == Faults{"E405 /npcs/innkeeper"});
  CHECK(found(result, "E405").hint ==
        "persona 600 + world 400 + recall 0 + summary 0 + player_line 18, each at its p95");
  // A range counts with its p95: 900 + 18.
  CHECK(faults(with(R"("persona": "600..900 tokens")", "918 tokens")).empty());
  CHECK(faults(with(R"("persona": "600..900 tokens")", "917 tokens")) == Faults{"E405 /npcs/innkeeper"});
}

TEST_CASE("revenue says what its model needs and nothing else", "[scenario][revenue]") {
  const auto revenue = [](const std::string& keys) {
    return faults(tiny_with(R"("npcost": 1,)", R"("npcost": 1, "revenue": { )" + keys + " },"));
  };
  CHECK(revenue(R"("model": "free_to_play", "conversion": "3.5%", "arppu": "$14")").empty());
  CHECK(revenue(R"("model": "free_to_play", "conversion": "3.5%")") == Faults{"E109 /revenue"});
  CHECK(revenue(R"("model": "premium")") == Faults{"E109 /revenue"});
  CHECK(revenue(R"("model": "premium", "price": "$60", "arppu": "$14")") == Faults{"E109 /revenue/arppu"});
  CHECK(revenue(R"("price": "$60")") == Faults{"E109 /revenue/price"});
  CHECK(revenue(R"("model": "subscription", "price": "-$60")").size() == 1);
}

TEST_CASE("too many segments, NPCs or entries are refused", "[scenario][limits]") {
  const auto models = [](int count) {
    std::string text;
    for (int i = 0; i < count; ++i)
      text +=
          "\"m" + std::to_string(i) + R"(": { "kind": "llm", "input": "$1/1M tokens", "output": "$1/1M tokens" }, )";
    return faults(tiny_with(R"("small": {)", text + R"("small": {)"));
  };
  CHECK(models(999).empty());
  CHECK(models(1000) == Faults{"E110 /models"});
  const auto segments = [](int count) {
    std::string text;
    for (int i = 0; i < count; ++i)
      text += "\"s" + std::to_string(i) + R"(": { "share": "0.1%", "turns": 3, "npcs": { "innkeeper": 1 } }, )";
    std::string share = std::to_string(1000 - count);
    share.insert(share.size() - 1, ".");
    return faults(
        tiny_with(R"("everyone": { "share": "100%",)", text + R"("everyone": { "share": ")" + share + "%\","));
  };
  CHECK(segments(255).empty());
  CHECK(segments(256) == Faults{"E110 /players/segments"});
}

TEST_CASE("replications and seeds stay inside what names of draws can hold", "[scenario][experiment]") {
  const auto experiment = [](const std::string& keys) {
    return faults(tiny_with(R"("npcost": 1,)", R"("npcost": 1, "experiment": { )" + keys + " },"));
  };
  CHECK(experiment(R"("replications": 1)").empty());
  CHECK(experiment(R"("replications": 0)").size() == 1);
  CHECK(experiment(R"("replications": 262143)").empty());  // 2^18 − 1
  CHECK(experiment(R"("replications": 262144)").size() == 1);
  CHECK(experiment(R"("seed": 9007199254740991)").empty());  // 2^53 − 1
  CHECK(experiment(R"("seed": 9007199254740992)").size() == 1);
  CHECK(experiment(R"("seed": -1)").size() == 1);
  CHECK(experiment(R"("seed": 1.5)").size() == 1);
}
