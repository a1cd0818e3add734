// npcost sweep: every point is a run of its own, however much of the work is shared.
#include "tests/ui/sweep_support.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sim/scenario/written_number.h"
#include "tests/ui/made_prices.h"
#include "ui/report/sweep_json.h"
#include "ui/report/write_json.h"
#include "ui/terminal/sweep_text.h"

using namespace npcost;
using namespace npcost::sweep_test;
using captured::Folder;
using captured::Ran;
using nlohmann::json;

namespace {

const std::string tavern = captured::scenario_text(captured::budget_text("$0.0003"));
const std::string prices = R"({ "path": "/models/small/input", "values": ["$0.10/1M tokens", "$0.15/1M tokens", "$0.40/1M tokens"] })";
const std::string replies = R"({ "path": "/npcs/innkeeper/reply", "values": ["40 tokens", "200 tokens"] })";

/// A point's figures as a result has them, in one text that can be compared.
std::string figures(const std::vector<Metric>& metrics, const std::vector<BudgetResult>& budgets, const std::vector<ModeVerdict>& verdicts,
                    const std::string& total) {
  Result result;
  result.metrics = metrics;
  result.budgets = budgets;
  result.verdicts = verdicts;
  result.cost.total = total;
  return result_json(result);
}

std::vector<std::string> settings_of(const SweepAnswer& answer, const SweepPoint& point) {
  std::vector<std::string> settings;
  for (std::size_t axis = 0; axis < answer.axes.size(); ++axis) settings.push_back(answer.axes[axis].pointer + "=" + point.values[axis]);
  return settings;
}

void check_against_runs(const std::string& text, const SweepAnswer& answer) {
  for (const SweepPoint& point : answer.points) {
    const Result alone = run_with(text, settings_of(answer, point));
    INFO(point.values.front());
    CHECK(figures(point.metrics, point.budgets, point.verdicts, point.total) ==
          figures(alone.metrics, alone.budgets, alone.verdicts, alone.cost.total));
  }
}

Ran sweep_verb(const std::string& text, std::vector<std::string> more) {
  const Folder folder;
  std::vector<std::string> words{"sweep", folder.write("s.npcost.json", text)};
  words.insert(words.end(), more.begin(), more.end());
  return captured::npcost(words);
}

}  // namespace

TEST_CASE("a point of a sweep is what a run with its values says, to the last bit", "[sweep]") {
  const SweepAnswer answer = sweep(read(tavern, {sweep_setting(prices + ", " + replies)}));
  REQUIRE(answer.points.size() == 6);
  CHECK(answer.usages == 2);  // two lengths of replies; three prices each are billed
  CHECK_FALSE(answer.reduced());
  check_against_runs(tavern, answer);
}

TEST_CASE("points that differ in money alone share one usage, and those that only look so do not", "[sweep]") {
  const std::string spoken = R"({ "npcost": 1, "name": "s", "time": { "duration": "2 d" }, "models": {
    "brain": { "kind": "llm", "input": "$0.40/1M tokens", "cached_input": "$0.10/1M tokens", "output": "$1.60..2.00/1M tokens", "min_cache": "100 tokens" },
    "ears": { "kind": "stt", "price": "$0.0043/min" }, "mouth": { "kind": "tts", "price": "$15/1M chars" } },
    "pipelines": { "spoken": { "kind": "voice", "stages": [{ "do": "stt", "model": "ears" }, { "do": "llm", "model": "brain" }, { "do": "tts", "model": "mouth" }] } },
    "npcs": { "hans": { "pipeline": "spoken", "persona": "800..1200 tokens", "player_line": "9 tokens", "reply": "20..60 tokens" } },
    "players": { "active": "100 players", "segments": { "all": { "share": "100%", "sessions": "1/d", "conversations": 2, "turns": "2..6 turns", "npcs": { "hans": 1 } } } },
    "revenue": { "model": "free_to_play", "conversion": "3%", "arppu": "$10" },
    "budgets": { "fits": { "metric": "cost.share_of_revenue", "max": "5%" }, "tail": { "metric": "cost.per_mau_month", "stat": "p95", "max": "$1" } },
    "experiment": { "seed": 3, "replications": 3 } })";
  const auto usages = [&](const std::string& path) {
    const SweepAnswer answer = sweep(read(spoken, {sweep_setting(path)}));
    check_against_runs(spoken, answer);
    return answer.usages;
  };
  CHECK(usages(R"({ "path": "/models/mouth/price", "values": ["$15/1M chars", "$1/1M chars"] })") == 1);
  CHECK(usages(R"({ "path": "/models/brain/cached_input", "values": ["$0.10/1M tokens", "$0/1M tokens"] })") == 1);
  CHECK(usages(R"({ "path": "/revenue/arppu", "values": ["$10", "$20"] })") == 1);
  // Another meter, a range (whose luck is drawn with the usage's), a cache that begins elsewhere: lived for themselves.
  CHECK(usages(R"({ "path": "/models/mouth/price", "values": ["$15/1M chars", "$0.01/min"] })") == 2);
  CHECK(usages(R"({ "path": "/models/brain/output", "values": ["$1/1M tokens", "$1..3/1M tokens"] })") == 2);
  CHECK(usages(R"({ "path": "/models/brain/min_cache", "values": ["100 tokens", "2000 tokens"] })") == 2);
}

TEST_CASE("a limit in money makes prices a matter of behaviour", "[sweep]") {
  const std::string fused = captured::scenario_text(R"(, "policies": { "cap": { "kind": "quota", "limit": "$0.0005", "per": "player/d" } })");
  const SweepAnswer answer = sweep(read(fused, {sweep_setting(prices)}));
  CHECK(answer.usages == 3);
  check_against_runs(fused, answer);
}

TEST_CASE("threads change no byte of a sweep", "[sweep]") {
  const ReadScenario base = read(tavern, {sweep_setting(prices + ", " + replies)});
  const std::string alone = sweep_json(sweep(base), {}, {});
  for (const std::uint32_t threads : {2u, 3u, 7u}) {
    ThreadWorkers workers(threads);
    CHECK(sweep_json(sweep(base, workers), {}, {}) == alone);
  }
}

TEST_CASE("a sweep that is too long for a look is made smaller, says so, and is whole when asked", "[sweep]") {
  // 300 players × 3 days × 2 talks × about 7 turns are 12,600 turns; 50,000 players 2.1 million, three values 6.3 million a replication:
  // 100 replications are 630 million, four times what a look may have.
  const std::string many = [] {
    std::string text = captured::scenario_text("", "100");
    return text.replace(text.find("300 players"), 11, "50k players");
  }();
  const ReadScenario base = read(many, {sweep_setting(replies + R"(, { "path": "/players/segments/everyone/conversations", "values": [2, 3] })")});
  OneWorker alone;
  const SweepRun looked(base, false, alone, never), whole(base, true, alone, never);
  CHECK(looked.replications() < 100);
  CHECK(looked.replications() >= 4);
  CHECK(looked.turns() <= sweep_turns * 1.01);
  CHECK(whole.replications() == 100);
  CHECK(whole.turns() > sweep_turns);
}

TEST_CASE("a sweep that is stopped has what was finished, and says what it has not", "[sweep]") {
  const ReadScenario base = read(tavern, {sweep_setting(prices + ", " + replies)});
  OneWorker alone;
  SweepRun run(base, false, alone, never);
  std::size_t finished = 0;
  Progress progress(false, Style{}, 1, [](std::string_view) {});
  run.run(alone, progress, [&] { return finished >= 3; }, [&](std::size_t point) {
    ++finished;
    CHECK(run.point(point).replications == 1);  // told when it is in
  });
  const SweepAnswer answer = run.answer();
  CHECK(answer.partial);
  std::size_t known = 0;
  for (const SweepPoint& point : answer.points) known += point.replications;
  CHECK(known == finished);
  CHECK(contains(answer.partial_why, "of 6 points"));
  CHECK(contains(sweep_text(answer, {}, Style{}), "PARTIAL"));
}

TEST_CASE("all values that cannot be tried are reported at once, each once, in the sweep's place", "[sweep]") {
  const ReadScenario base = read(tavern, {sweep_setting(
      R"({ "path": "/players/active", "values": ["10 players", "0 players", "half"] }, { "path": "/npcs/innkeeper/reply", "values": ["40 tokens", "soon"] })")});
  OneWorker alone;
  const SweepRun run(base, false, alone, never);
  std::vector<std::string> found;
  for (const Diagnostic& fault : run.faults().all()) {
    CHECK(fault.code == "E446");
    CHECK(fault.place.source != nullptr);
    found.push_back(fault.pointer);
  }
  CHECK(found == std::vector<std::string>{"/npcs/innkeeper/reply", "/players/active", "/players/active"});
}

TEST_CASE("values that are fine by themselves and not together are reported together", "[sweep]") {
  std::string text = tavern;
  text.replace(text.find(R"("persona")"), 9, R"("memory": { "policy": "summarise", "summarise_after": 12, "keep_turns": 4, "summary": "80 tokens" }, "persona")");
  const ReadScenario base = read(text, {sweep_setting(R"({ "path": "/npcs/innkeeper/memory/summarise_after", "values": [12, 8] },
      { "path": "/npcs/innkeeper/memory/keep_turns", "values": [4, 10] })")});
  OneWorker alone;
  const SweepRun run(base, false, alone, never);
  REQUIRE(run.faults().error_count() == 1);
  const std::string& message = run.faults().all().front().message;
  CHECK(contains(message, "/npcs/innkeeper/memory/summarise_after = 8, /npcs/innkeeper/memory/keep_turns = 10"));
}

TEST_CASE("the verb takes lists and ranges, and answers as text, JSON and CSV", "[sweep][verbs]") {
  const std::vector<std::string> vary{"--vary", "/npcs/innkeeper/reply=40..160 tokens:4", "--vary", "/models/small/output=$0.6/1M tokens,$1/1M tokens,$2/1M tokens"};
  const Ran text = sweep_verb(tavern, vary);
  INFO(text.err << text.out);
  CHECK(text.code == 0);
  CHECK(text.err.empty());
  CHECK(contains(text.out, "12 points"));
  std::vector<std::string> words = vary;
  words.push_back("--json");
  const Ran written = sweep_verb(tavern, words);
  REQUIRE(written.code == 0);
  const json all = json::parse(written.out);
  CHECK(all["npcost_sweep"] == 1);
  REQUIRE(all["points"].size() == 12);
  CHECK(all["points"][0]["values"]["/npcs/innkeeper/reply"] == "40 tokens");
  CHECK(all["points"][4]["values"]["/npcs/innkeeper/reply"] == "80 tokens");  // 40 + (160 − 40)/3
  CHECK(all["points"][1]["values"]["/models/small/output"] == "$1/1M tokens");
  CHECK(all["points"][0]["budgets"][0]["verdict"].is_string());
  CHECK(all["audit"]["usages"] == 4);
  words.back() = "--format";
  words.push_back("csv");
  const Ran table = sweep_verb(tavern, words);
  CHECK(table.code == 0);
  CHECK(std::count(table.out.begin(), table.out.end(), '\n') == 13);
  CHECK(contains(table.out, "/npcs/innkeeper/reply,/models/small/output,replications,cost_total"));
}

TEST_CASE("the verb says what is wrong with what is varied, and runs nothing", "[sweep][verbs]") {
  const auto refused = [](std::vector<std::string> more) {
    const Ran ran = sweep_verb(tavern, std::move(more));
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
    return ran.err;
  };
  CHECK(contains(refused({}), "nothing is varied"));
  CHECK(contains(refused({"--vary", "players=3"}), "--vary is"));
  CHECK(contains(refused({"--vary", "/experiment/seed=1,2"}), "E440"));
  CHECK(contains(refused({"--vary", "/players/activ=1k players,2k players"}), "/players/active"));
  CHECK(contains(refused({"--vary", "/players/active=1k players,2k players", "--mode", "sobol"}), "E443"));
  CHECK(contains(refused({"--vary", "/players/active=10 players,0 players"}), "E446"));
  CHECK(contains(refused({"--vary", "/models/small/input=$0.1..9/1M tokens:300", "--vary", "/models/small/output=$0.1..9/1M tokens:300"}), "E444"));
  CHECK(contains(refused({"--metric", "cost.per_trun"}), "cost.per_turn"));
}

TEST_CASE("a map of two paths draws the budget's edge and where the scenario is", "[sweep]") {
  // Cost of a turn is linear in both prices, so that the edge is a line that falls from left to right: with dearer replies the budget
  // fails at lower prices of input.
  const std::string grid = R"({ "path": "/models/small/input", "from": "$0.05/1M tokens", "to": "$0.45/1M tokens", "steps": 9 },
      { "path": "/models/small/output", "from": "$0.1/1M tokens", "to": "$2.1/1M tokens", "steps": 9 })";
  const SweepAnswer answer = sweep(read(tavern, {sweep_setting(grid), "/models/small/output=$0.6/1M tokens"}));
  REQUIRE(makes_a_map(answer));
  CHECK(answer.usages == 1);
  REQUIRE(answer.own.has_value());  // $0.15 and $0.60 are both among the values
  const Style ascii{.color = false, .utf8 = false, .terminal = false, .width = 80};
  const std::string map = sweep_map(answer, figures_of(answer, {}).front(), ascii);
  INFO(map);
  CHECK(contains(map, "["));
  CHECK(contains(map, "|"));
  CHECK(contains(map, "-"));
  CHECK(map[map.find("$0.05/1M tokens") + 15 + 2] == '0');  // the cheapest corner
}

TEST_CASE("sweeps read as approved, as a map, as a table and as JSON, within 80 columns", "[sweep]") {
  const std::string grid = R"({ "path": "/models/small/input", "from": "$0.05/1M tokens", "to": "$0.45/1M tokens", "steps": 9 },
      { "path": "/models/small/output", "from": "$0.1/1M tokens", "to": "$2.1/1M tokens", "steps": 9 })";
  const SweepAnswer map = sweep(read(tavern, {sweep_setting(grid)}));
  SweepAnswer table = sweep(read(tavern, {sweep_setting(prices)}));
  const std::string text = sweep_text(map, {}, Style{}) + "\n" + sweep_text(table, {"cost.per_turn", "cost.total", "cache.hit_rate"}, Style{});
  CHECK(text == made::approved("sweep.txt", text));
  CHECK(made::widest(text) <= 80);
  table.points.resize(1);
  const std::string written = sweep_json(table, {}, {"cost.per_turn"});
  CHECK(written == made::approved("sweep.json", written));
}

TEST_CASE("a hostile sweep stays within 80 columns, escaped", "[sweep]") {
  SweepAnswer answer = sweep(read(tavern, {sweep_setting(prices + ", " + replies)}));
  answer.scenario = std::string(200, 'n') + "\x1b[31m";
  answer.currency = "CHF";
  answer.partial = true;
  answer.partial_why = std::string(150, 'w');
  answer.sample = 500;
  for (SweepAxis& axis : answer.axes) {
    axis.pointer = "/npcs/\x1b[31m" + std::string(150, 'x') + "/reply";
    axis.now = "\"" + std::string(150, 'y') + "\"";
  }
  for (SweepPoint& point : answer.points) {
    point.values = {"\"" + std::string(90, 'z') + "\"", "\"대장장이 \\u001b[31m\""};
    for (BudgetResult& budget : point.budgets) {
      budget.name = std::string(120, 'b');
      budget.value = -987654321.123;
    }
  }
  const std::string text = sweep_text(answer, {}, Style{.color = false, .utf8 = false, .terminal = false, .width = 80});
  INFO(text);
  CHECK(made::widest(text) <= 80);
  CHECK_FALSE(contains(text, "\x1b"));
}
