#include "sim/scenario/keys/key_table.h"
#include "tests/scenario/support.h"

using namespace npcost;
using namespace npcost::scenario_test;

TEST_CASE("a misspelt key is an error at the key, with the word that was meant", "[scenario][keys]") {
  const ReadScenario result = read_text(edited(tiny, R"("reply":)", R"("replly":)"));
  CHECK(faults(result) == Faults{"E103 /npcs/innkeeper", "E101 /npcs/innkeeper/replly"});
  const Diagnostic fault = found(result, "E101");
  const LineColumn at = line_column(fault.place);
  CHECK(at.line == 10);
  CHECK(at.column == 101);  // the place that scenario-language §9 shows
  CHECK(at.end_column == 109);
  CHECK(fault.hint == "did you mean \"reply\"?");
  CHECK(fault.replace == "\"reply\"");
  CHECK_FALSE(result.scenario.has_value());
}

TEST_CASE("words of other tools are translated", "[scenario][keys]") {
  const ReadScenario result = read_text(edited(tiny, R"("reply":)", R"("max_tokens": 100, "reply":)"));
  CHECK(found(result, "E101").hint == "did you mean \"reply_max\"?");
}

TEST_CASE("keys that begin with x- and remarks may stand anywhere", "[scenario][keys]") {
  for (const char* place : {R"("kind": "llm",)", R"("pipeline": "text",)", R"("share": "100%",)", R"("metric": )",
                            R"("innkeeper": 1)", R"("small": {)"}) {
    CHECK(faults(edited(tiny, place, std::string(R"("x-mine": [null, {"a": 1e999}], )") + place)).empty());
  }
  CHECK(faults(edited(tiny, R"("pipeline": "text",)",
                      R"("pipeline": "text", "source": "us", "as_of": "2026-10-01", )"
                      R"("why": "because", "notes": ["a", "b"], "provenance": "derived",)"))
            .empty());
  CHECK(faults(edited(tiny, R"("innkeeper": {)", R"("notes": "all made up", "innkeeper": {)")).empty());
}

TEST_CASE("remarks have words and dates of their own", "[scenario][keys]") {
  CHECK(faults(edited(tiny, R"("pipeline": "text",)", R"("pipeline": "text", "provenance": "guess",)")) ==
        Faults{"E219 /npcs/innkeeper/provenance"});
  CHECK(faults(edited(tiny, R"("pipeline": "text",)", R"("pipeline": "text", "as_of": "2026-02-30",)")) ==
        Faults{"E214 /npcs/innkeeper/as_of"});
  CHECK(faults(edited(tiny, R"("pipeline": "text",)", R"("pipeline": "text", "why": 3,)")) ==
        Faults{"E208 /npcs/innkeeper/why"});
}

TEST_CASE("every required key that is missing is named at its object", "[scenario][keys]") {
  CHECK(faults(R"({ "npcost": 1 })") == Faults{"E103 ", "E103 ", "E103 ", "E103 ", "E103 "});
  const ReadScenario result = read_text(edited(tiny, R"("share": "100%", )", ""));
  CHECK(faults(result) == Faults{"E103 /players/segments/everyone"});
  CHECK(found(result, "E103").hint == "add \"share\": \"27%\"");
  CHECK(faults(edited(tiny, R"([{ "do": "llm", "model": "small" }])", "[]")) == Faults{"E103 /pipelines/text/stages"});
}

TEST_CASE("a word outside its list is refused with the list", "[scenario][keys]") {
  const ReadScenario result = read_text(edited(tiny, R"("kind": "text")", R"("kind": "txt")"));
  CHECK(faults(result) == Faults{"E104 /pipelines/text/kind"});
  CHECK(found(result, "E104").hint == "did you mean \"text\"?");
}

TEST_CASE("names may hold any script but nothing that breaks a pointer", "[scenario][keys]") {
  const auto named = [](const std::string& name) {
    return edited(edited(tiny, R"("innkeeper": {)", "\"" + name + "\": {"), R"("innkeeper": 1)", "\"" + name + "\": 1");
  };
  CHECK(faults(named("대장장이 한스")).empty());
  CHECK(faults(named("حداد")).empty());
  std::string eighty, eighty_one;
  for (int i = 0; i < 80; ++i) eighty += "한";
  CHECK(faults(named(eighty)).empty());
  CHECK(faults(named(eighty + "한")).size() == 1);
  CHECK(found(read_text(named(eighty + "한")), "E105").message.find("81") != std::string::npos);
  CHECK(faults(named("inn/keeper")) == Faults{"E105 /npcs/inn~1keeper"});
  CHECK(faults(named("inn~keeper")) == Faults{"E105 /npcs/inn~0keeper"});
  CHECK(faults(named("")) == Faults{"E105 /npcs/"});
  CHECK(faults(named("a ")) == Faults{"E105 /npcs/a "});
  CHECK(found(read_text(named("a\\u0007")), "E105").message.find("control") != std::string::npos);
}

TEST_CASE("only format 1 is read, and nothing else is judged in another", "[scenario][keys]") {
  CHECK(faults(edited(tiny, R"("npcost": 1)", R"("npcost": 2)")) == Faults{"E108 /npcost"});
  CHECK(faults(edited(tiny, R"("npcost": 1)", R"("npcost": "1")")) == Faults{"E108 /npcost"});
  CHECK(faults(R"({ "nmae": 3 })") == Faults{"E108 "});
}

TEST_CASE("twelve faults in one file give twelve reports in the order of the file", "[scenario][keys]") {
  const ReadScenario result = read_text(R"({
  "npcost": 1,
  "nmae": "a",
  "name": 7,
  "time": { "start": "2026-02-30", "timezone": "Asia/Soul" },
  "models": { "small": { "kind": "llm", "input": 0.15, "output": "$0.60/1M tokens" } },
  "pipelines": { "text": { "kind": "text", "stages": [{ "do": "llm", "model": "smal" }] } },
  "npcs": { "innkeeper": { "pipeline": "text", "persona": "600", "player_line": "18 tokens", "reply": "160..60 tokens" } },
  "players": { "active": "0 players",
    "segments": { "everyone": { "share": "97%", "session_length": "5 m", "turns": "4..12 turns", "npcs": { "inkeeper": 1 } } } },
  "budgets": { "b": { "metric": "cost.per_mau_mont", "max": "$1" } }
})");
  CHECK(faults(result) == Faults{"E101 /nmae", "E208 /name", "E214 /time/start", "E409 /time/timezone",
                                 "E201 /models/small/input", "E301 /pipelines/text/stages/0/model",
                                 "E202 /npcs/innkeeper/persona", "E209 /npcs/innkeeper/reply", "E106 /players/active",
                                 "E401 /players/segments", "E205 /players/segments/everyone/session_length",
                                 "E301 /players/segments/everyone/npcs/inkeeper", "E406 /budgets/b/metric"});
}

TEST_CASE("every default of the table is a value that its own key accepts", "[scenario][keys]") {
  // A scenario whose every object is as empty as it may be gets every default; none may be refused.
  CHECK(read_text(tiny).diagnostics.empty());
  for (const ObjectType& type : object_types()) {
    for (const Key& key : type.keys) {
      INFO(type.name << "." << key.name);
      CHECK_FALSE(key.help.empty());
      CHECK_FALSE(key.example.empty());
      CHECK((key.help.ends_with('.') || key.is_price_key));
      if (key.type == KeyType::object || key.type == KeyType::map || key.type == KeyType::list || key.type == KeyType::preset)
        CHECK(object_type(key.of) != nullptr);
      if (key.fallback_provenance == "derived") CHECK_FALSE(key.fallback_source.empty());
    }
  }
}

TEST_CASE("explain tells what a key is, by the pointer to it", "[scenario][explain]") {
  const auto reply = explain_key("/npcs/innkeeper/reply");
  REQUIRE(reply.has_value());
  CHECK(reply->find("a number of tokens; a range varies per turn") != std::string::npos);
  CHECK(explain_key("/pipelines/text/stages/0/model")->find("/models") != std::string::npos);
  CHECK(explain_key("/npcs/x/think_time")->find("default  \"2..20 s\" (assumed)") != std::string::npos);
  CHECK(explain_key("/models/small/input").has_value());
  CHECK(explain_key("/players/curve")->find("one of launch_spike, aaa_launch, steady, or an object") != std::string::npos);
  CHECK(explain_key("/players/retention/b")->find("a number, one known number") != std::string::npos);
  CHECK(explain_key("/players/platforms/pc/share").has_value());
  CHECK(explain_key("/ambient/gossip/rate")->find("how often, per time; a range varies per run") != std::string::npos);
  CHECK(explain_key("/npcs/x/memory/write_calls").has_value());
  CHECK_FALSE(explain_key("/npcs/innkeeper/replly").has_value());
  CHECK_FALSE(explain_key("").has_value());
  CHECK_FALSE(explain_key("npcs").has_value());
  CHECK_FALSE(explain_key("/name/deeper").has_value());
}

TEST_CASE("every code has an explanation with an example and a way out", "[scenario][explain]") {
  const std::vector<std::string> codes = all_codes();
  CHECK(std::is_sorted(codes.begin(), codes.end()));
  CHECK(std::adjacent_find(codes.begin(), codes.end()) == codes.end());
  for (const char* code : {"E001", "E101", "E205", "E220", "E401", "E501", "E605", "W701", "W702", "W703", "W720"}) {
    INFO(code);
    REQUIRE(std::find(codes.begin(), codes.end(), code) != codes.end());
    const auto text = explain_code(code);
    REQUIRE(text.has_value());
    CHECK(text->starts_with(code));
    CHECK(text->find("What to do:") != std::string::npos);
  }
  CHECK_FALSE(explain_code("E999").has_value());
  CHECK_FALSE(explain_code("").has_value());
}

TEST_CASE("every metric has a unit and a meaning, and is found by its name", "[scenario][metrics]") {
  CHECK(metric_infos().size() == 26);
  for (const MetricInfo& info : metric_infos()) {
    CHECK(find_metric(info.name) == &info);
    CHECK((info.unit == "USD" || info.unit == "ratio" || info.unit == "ms" || info.unit == "1"));
    CHECK(info.meaning.ends_with('.'));
    CHECK_FALSE((info.per_player && info.per_turn));
  }
  CHECK(find_metric("cost.per_player") == nullptr);
}
