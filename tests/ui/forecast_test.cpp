// npcost forecast: the verb, its texts and its JSON.
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include "tests/ui/captured.h"
#include "tests/ui/compare_support.h"
#include "tests/ui/made_prices.h"
#include "ui/report/forecast_json.h"
#include "ui/running/forecast_run.h"
#include "ui/terminal/forecast_text.h"

using namespace npcost;
using captured::Folder;
using captured::Ran;
using compare_test::with;
using nlohmann::json;

namespace {

const Style utf8{};
const Style ascii{.color = false, .utf8 = false, .terminal = false, .width = 80};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// The same innkeeper, typed and spoken; prices have paths and players pay.
const std::string game = R"({
  "npcost": 1, "name": "Innkeeper and bard", "time": { "start": "2025-01-31", "duration": "3 d" },
  "models": {
    "small": { "kind": "llm", "input": { "now": "$0.15/1M tokens", "decline": "20..50%/y" }, "output": { "now": "$0.60/1M tokens", "decline": "20..50%/y" } },
    "ears": { "kind": "stt", "price": "$0.006/min" },
    "mouth": { "kind": "tts", "price": { "now": "$15/1M chars", "halving": "3..6 y", "floor": "$1..2/1M chars", "steps": [{ "at": "2027-01-01", "times": 0.5, "probability": "50%" }] } }
  },
  "pipelines": {
    "typed": { "kind": "text", "stages": [{ "do": "llm", "model": "small" }] },
    "spoken": { "kind": "voice", "stages": [{ "do": "stt", "model": "ears" }, { "do": "llm", "model": "small" }, { "do": "tts", "model": "mouth" }] }
  },
  "npcs": {
    "innkeeper": { "pipeline": "typed", "persona": "600 tokens", "player_line": "18 tokens", "reply": "60..160 tokens" },
    "bard": { "extends": "innkeeper", "pipeline": "spoken", "player_speech": "1..5 s" }
  },
  "players": { "active": "300 players", "segments": {
    "text": { "share": "50%", "sessions": "1/d", "conversations": 2, "turns": "4..12 turns", "npcs": { "innkeeper": 1 } },
    "voice": { "share": "50%", "sessions": "1/d", "conversations": 2, "turns": "4..12 turns", "npcs": { "bard": 1 } } } },
  "revenue": { "model": "free_to_play", "conversion": "3.5%", "arppu": "$60", "store_fee": "30%" },
  "experiment": { "seed": 5, "replications": 3, "forecast": { "until": "2040-12-31", "by": "2030-06-01", "draws": 120 } }
})";

Ran forecast(const std::string& text, std::vector<std::string> more = {}) {
  const Folder folder;
  std::vector<std::string> words{"forecast", folder.write("a.npcost.json", text)};
  words.insert(words.end(), more.begin(), more.end());
  return captured::npcost(words);
}

ForecastAnswer answered(const std::string& text, std::vector<ClassOutlook> outlooks = {}) {
  const ReadScenario read = compare_test::read("a.npcost.json", text);
  OneWorker alone;
  Progress progress(false, Style{}, 1, [](std::string_view) {});
  REQUIRE(forecast_refusal(*read.scenario, outlooks).empty());
  std::optional<ForecastAnswer> answer = run_forecast(*read.scenario, outlooks, alone, progress, [] { return false; });
  REQUIRE(answer.has_value());
  return *answer;
}

const std::vector<ClassOutlook> history = {{"speech to text", "2025-01-31", {0.1, 0.2, 0.3}, {0.1, 0.4}, "made for this test"}};

}  // namespace

TEST_CASE("a forecast reads as approved", "[forecast]") {
  const std::string text = forecast_text(answered(game, history), false, utf8);
  CHECK(text == made::approved("forecast.txt", text));
  CHECK(made::widest(text) <= 80);
}

TEST_CASE("a hostile forecast reads as approved, in ASCII and within 80 columns", "[forecast]") {
  ForecastAnswer all = answered(game);
  all.scenario_name = "\x1b[31m" + std::string(200, 'n');
  all.growth_text = std::string(100, '9');
  all.partial = true;
  all.partial_why = "interrupted after 1 of 3 replications: 40 of 120 draws";
  for (ForecastPrice& price : all.prices) {
    price.name = std::string(100, 'p') + "\x1b";
    price.how = std::string(300, 'h');
    for (double& times : price.p90) times = 1e6;
    for (double& times : price.p10) times = 1e-6;
  }
  all.questions.front().limit_text = std::string(120, 'l');
  all.questions.back().name = std::string(80, 'q');
  all.questions.push_back(all.questions.front());
  all.questions.back().why_unknown = "the figure cannot be said: nobody pays";
  const std::string text = forecast_text(all, true, ascii);
  CHECK(text == made::approved("forecast_hostile.txt", text));
  CHECK(made::widest(text) <= 80);
  CHECK_FALSE(contains(text, "\x1b"));
}

TEST_CASE("the JSON forecast holds dates with intervals, chances by year and what moves them", "[forecast][json]") {
  const Ran ran = forecast(game, {"--json", "--draws", "60", "--seed", "9"});
  INFO(ran.err);
  REQUIRE(ran.code == 0);
  const json all = json::parse(ran.out);
  CHECK(all["npcost_forecast"] == 1);
  CHECK(all["audit"]["draws"] == 60);
  CHECK(all["audit"]["seed"] == 9);
  CHECK(all["audit"]["replications"] == 3);
  CHECK(all["audit"]["start"] == "2025-01-31");
  CHECK(all["audit"]["history_as_of"] == "2025-01-31");   // the ears follow a class
  CHECK(all["audit"]["partial"] == false);
  REQUIRE(all["questions"].contains("text"));
  REQUIRE(all["questions"].contains("voice"));
  for (const auto& [name, question] : all["questions"].items()) {
    CHECK(question["metric"] == "cost.share_of_revenue");
    CHECK(question["limit"] == 0.05);
    for (const char* quantile : {"p10", "p50", "p90"}) CHECK(question[quantile]["interval"]["level"] == 0.95);
    REQUIRE(question["by"].size() == 16);   // January 2026 … January 2040 and the end
    CHECK(question["by"].front()["date"] == "2026-01-01");
    CHECK(question["by"].back()["date"] == "2040-12-31");
    CHECK(question["asked_by"]["date"] == "2030-06-01");
    double before = 0, shares = 0;
    for (const json& by : question["by"]) {
      CHECK(by["probability"] >= before);
      before = by["probability"];
      CHECK(by["interval"]["low"] <= by["probability"]);
      CHECK(by["interval"]["high"] >= by["probability"]);
    }
    for (const json& one : question["moved_by"]) shares += one["share_of_cost"].get<double>();
    CHECK_THAT(shares, WithinRel(1.0, 1e-9));
  }
  CHECK(all["questions"]["text"]["moved_by"].size() == 2);   // what it reads and what it writes
  CHECK(all["questions"]["voice"]["moved_by"].front()["price"] == "mouth price");
  CHECK(all["prices"].size() == 4);
  CHECK(all["prices"][0]["times_p50"].size() == all["januaries"].size());
  CHECK(all["warnings"].empty());
}

TEST_CASE("threads change no byte of a forecast", "[forecast]") {
  const std::string alone = forecast(game, {"--json", "--jobs", "1"}).out;
  CHECK(contains(alone, "\"p50\""));
  CHECK(forecast(game, {"--json", "--jobs", "3"}).out == alone);
}

TEST_CASE("a price without a path follows the class of its kind as an assumption, or is held where no history is at hand", "[forecast]") {
  const auto ears = [](const ForecastAnswer& answer) {
    for (const ForecastPrice& price : answer.prices) {
      if (price.name == "ears") return price;
    }
    FAIL("no such price");
    return ForecastPrice{};
  };
  const ForecastPrice held = ears(answered(game)), moved = ears(answered(game, history));
  CHECK(held.moved_by == "held");
  CHECK(held.p50.back() == 1);
  CHECK(moved.moved_by == "class of its kind");
  CHECK(moved.price_class == "speech to text");
  CHECK(moved.provenance == "assumed");
  CHECK(moved.p50.back() < 1);
  CHECK(moved.p10.back() > 0.1);   // the lowest floor
}

TEST_CASE("what is asked on the command line is checked like the file", "[forecast]") {
  const Ran one = forecast(game, {"--metric", "cost.per_turn", "--max", "$0.0001", "--stat", "p90", "--json", "--until", "2032-01-31", "--by", "2030-01-01"});
  INFO(one.err);
  REQUIRE(one.code == 0);
  const json all = json::parse(one.out);
  CHECK(all["questions"].size() == 1);
  CHECK(all["questions"]["viable_when"]["stat"] == "p90");
  CHECK(all["questions"]["viable_when"]["limit"] == 0.0001);
  CHECK(all["audit"]["until"] == "2032-01-31");
  const auto refusal = [&](std::vector<std::string> more) {
    const Ran ran = forecast(game, std::move(more));
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
    return ran.err;
  };
  CHECK(contains(refusal({"--until", "2020-01-01"}), "E238"));
  CHECK(contains(refusal({"--until", "soon"}), "--until must be a day"));
  CHECK(contains(refusal({"--metric", "cost.per_turn"}), "--metric and --max belong together"));
  CHECK(contains(refusal({"--metric", "cost.per_trun", "--max", "$1"}), "E406"));
  CHECK(contains(refusal({"--metric", "latency.first_audio", "--max", "2 s"}), "E4"));
  CHECK(contains(refusal({"--metric", "turns.total", "--max", "7"}), "prices do not move \"turns.total\""));
  CHECK(contains(refusal({"--draws", "3"}), "--draws must be a whole number"));
  CHECK(contains(refusal({"--max-work", "10"}), "--max-work 10"));
}

TEST_CASE("without a revenue the budgets on costs are asked, and without those nothing is", "[forecast]") {
  const std::string poor = with(game, R"("revenue": { "model": "free_to_play", "conversion": "3.5%", "arppu": "$60", "store_fee": "30%" })",
                                R"("budgets": { "cheap": { "metric": "cost.per_mau_month", "max": "$0.01" } })");
  const Ran asked = forecast(poor, {"--json"});
  INFO(asked.err);
  REQUIRE(asked.code == 0);
  CHECK(json::parse(asked.out)["questions"]["cheap"]["limit"] == 0.01);
  const Ran refused = forecast(with(poor, R"("metric": "cost.per_mau_month", "max": "$0.01")", R"("metric": "turns.total", "max": 1000)"));
  CHECK(refused.code == 2);
  CHECK(contains(refused.err, "nothing says what is enough"));
}

TEST_CASE("a class that the history has not is refused with what was meant", "[forecast]") {
  const ReadScenario read = compare_test::read("a.npcost.json", with(game, R"("price": "$0.006/min")", R"("price": "$0.006/min", "follows": "speech to txt")"));
  CHECK(contains(forecast_refusal(*read.scenario, history), "did you mean \"speech to text\"?"));
  CHECK(contains(forecast_refusal(*read.scenario, {}), "no price history is at hand"));
}

TEST_CASE("forecast --back-test is the price history's own, and takes no scenario", "[forecast]") {
  const Ran here = captured::npcost({"forecast", "--back-test", "--as-of", "2025-01-31", "--json"});
  CHECK(here.code == 0);
  CHECK(here.out == captured::npcost({"prices", "history", "--back-test", "--as-of", "2025-01-31", "--json"}).out);
  CHECK(forecast(game, {"--back-test"}).code == 2);
}

TEST_CASE("forecast --as-of moves the start of the world to that day", "[forecast]") {
  const Ran ran = forecast(game, {"--json", "--as-of", "2024-03-01"});
  INFO(ran.err);
  REQUIRE(ran.code == 0);
  CHECK(json::parse(ran.out)["audit"]["start"] == "2024-03-01");
  CHECK(json::parse(ran.out)["audit"]["history_as_of"] == "2024-03-01");   // the ears follow a class
}

TEST_CASE("a forecast that is stopped after a replication is a whole smaller one, and says so", "[forecast]") {
  const ReadScenario read = compare_test::read("a.npcost.json", game);
  OneWorker alone;
  Progress progress(false, Style{}, 3, [](std::string_view) {});
  std::uint32_t questions = 0;
  const auto units = work_list(*compile_plan(*read.scenario, 0)).units;
  // Asked before each unit of the first replication and before each of its two chunks of 25 draws; then no more.
  const auto stop = [&] { return ++questions > units + 2; };
  const auto answer = run_forecast(*read.scenario, {}, alone, progress, stop);
  REQUIRE(answer.has_value());
  CHECK(answer->partial);
  CHECK(answer->replications == 1);
  CHECK(answer->draws == 40);
  CHECK(contains(answer->partial_why, "after 1 of 3 replications"));
  CHECK_FALSE(run_forecast(*read.scenario, {}, alone, progress, [] { return true; }).has_value());
}
