// npcost sensitivity, and runs that end when they have enough: from the words to the text.
#include <algorithm>
#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>

#include "tests/ui/compare_support.h"
#include "ui/report/sensitivity_json.h"
#include "ui/running/sensitivity_run.h"
#include "ui/running/workers.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/sensitivity_text.h"

using namespace npcost;
using namespace npcost::compare_test;
using captured::Folder;
using captured::Ran;
using nlohmann::json;

namespace {

/// Nothing varies but luck of sessions; two prices and a number of players are unknown. A turn has 1,220 input and 50 output tokens.
const std::string world = R"({
  "npcost": 1, "name": "three unknowns",
  "time": { "start": "2026-01-05", "duration": "2 d" },
  "models": { "small": { "kind": "llm", "input": "$0.10..0.40/1M tokens", "output": "$1..1.21/1M tokens" } },
  "pipelines": { "text": { "kind": "text", "stages": [ { "do": "llm", "model": "small" } ] } },
  "npcs": { "innkeeper": { "pipeline": "text", "persona": "1200 tokens", "player_line": "20 tokens", "reply": "50 tokens" } },
  "players": { "active": "30..60 players", "segments": { "all": { "share": "100%", "sessions": "3/d", "conversations": 1, "turns": "1 turn", "npcs": { "innkeeper": 1 } } } },
  "experiment": { "seed": 7, "replications": 3 }
})";

const std::string known = with(with(with(world, "$0.10..0.40", "$0.20"), "$1..1.21", "$1.10"), "30..60", "40");

SensitivityAnswer study(const std::string& text, const SensitivityRequest& request, std::uint32_t threads = 1,
                        const std::function<bool()>& stop = [] { return false; }) {
  const ReadScenario one = read("one.npcost.json", text);
  ThreadWorkers workers(threads);
  Progress progress(false, Style{}, 1, [](std::string_view) {});
  return study_sensitivity(*one.scenario, request, workers, progress, stop);
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

bool fits(const std::string& text) {
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t to = std::min(text.find('\n', from), text.size());
    if (display_width(text.substr(from, to - from)) > 80) return false;
    from = to + 1;
  }
  return true;
}

Ran run_verb(const std::string& text, std::vector<std::string> words) {
  const Folder folder;
  words.insert(words.begin() + 1, folder.write("a.npcost.json", text));
  return captured::npcost(words);
}

}  // namespace

// A turn costs 1,220·p + 50·q. Input at its 5 % and 95 % points 0.10 and 0.40, output at its median √(1 · 1.21) = 1.10, a million:
// 1,220·0.1 + 55 = 177 and 1,220·0.4 + 55 = 543 millionths of a dollar. Input at its median √(0.1 · 0.4) = 0.20: 244 + 50 = 294 and
// 244 + 60.5 = 304.5. With all at their medians 244 + 55 = 299. How many players there are changes no turn's cost.
TEST_CASE("a tornado of the cost of a turn has the bars of a hand calculation", "[sensitivity]") {
  const SensitivityAnswer answer = study(world, {"cost.per_turn", Sensitivity::Method::tornado, 0});
  CHECK(answer.replications == 3);
  CHECK_THAT(answer.at_medians.value(), WithinRel(299e-6, 1e-9));
  REQUIRE(answer.bars.size() == 3);
  CHECK(answer.bars[0].unknown.pointer == "/models/small/input");
  CHECK_THAT(answer.bars[0].low, WithinRel(177e-6, 1e-9));
  CHECK_THAT(answer.bars[0].high, WithinRel(543e-6, 1e-9));
  CHECK_THAT(answer.bars[0].swing, WithinRel(366e-6, 1e-9));
  CHECK(answer.bars[0].influence == Influence::high);
  CHECK(answer.bars[1].unknown.pointer == "/models/small/output");
  CHECK_THAT(answer.bars[1].low, WithinRel(294e-6, 1e-9));
  CHECK_THAT(answer.bars[1].high, WithinRel(304.5e-6, 1e-9));
  CHECK(answer.bars[1].influence == Influence::low);  // 10.5² of 366² + 10.5² is less than 5 %
  CHECK(answer.bars[2].unknown.pointer == "/players/active");
  CHECK(answer.bars[2].swing == 0);
  CHECK(answer.bars[2].influence == Influence::none_shown);
}

// ln p is normal with σ = ln(0.4/0.1) ÷ (2·1.644854) = 0.421402, ln q with ln(1.21) ÷ 3.289707 = 0.057943. Variance of 1,220·p:
// (1220·0.2)²·e^σ²·(e^σ² − 1) = 244²·1.194304·0.194304 = 13,816; of 50·q: 55²·1.003363·0.003363 = 10.21. Shares 0.99926 and 0.00074.
TEST_CASE("Sobol indices of the cost of a turn are the shares of two lognormal variances", "[sensitivity]") {
  const SensitivityAnswer answer = study(world, {"cost.per_turn", Sensitivity::Method::sobol, 1024});
  REQUIRE(answer.indices.has_value());
  CHECK(answer.points == 1024);
  CHECK_THAT(std::sqrt(answer.indices->variance), WithinRel(std::sqrt(13'826.0) * 1e-6, 0.03));
  REQUIRE(answer.shares.size() == 3);
  CHECK(answer.shares[0].unknown.pointer == "/models/small/input");
  CHECK_THAT(answer.shares[0].index.first, WithinAbs(0.99926, 0.02));
  CHECK_THAT(answer.shares[0].index.total, WithinAbs(0.99926, 0.02));
  CHECK_THAT(answer.shares[1].index.total, WithinAbs(0.00074, 0.0005));
  CHECK(answer.shares[2].index.total < 1e-12);  // of a turn: how many players there are changes it by rounding at most
  CHECK(answer.shares[2].influence == Influence::none_shown);
  CHECK(answer.indices->interactions < 0.05);
}

TEST_CASE("a product of unknowns has interactions, and a warning if they are many", "[sensitivity]") {
  // cost.total = players · turns · price: with σ_players = ln 100 ÷ 3.2897 and σ_price as large, interactions are e^2σ² − 2e^σ² + 1 of
  // e^2σ² − 1: σ² = 1.96, e^σ² = 7.1: (50.4 − 14.2 + 1) ÷ 49.4 = 75 %.
  const std::string wide = with(with(with(world, "$0.10..0.40", "$0.01..1"), "30..60", "3..300"), "$1..1.21", "$0.00001");
  const SensitivityAnswer answer = study(wide, {"cost.total", Sensitivity::Method::sobol, 128});
  REQUIRE(answer.indices.has_value());
  CHECK(answer.indices->interactions > 0.4);
  CHECK(contains(sensitivity_text(answer, Style{}), "comes from unknowns together"));
}

TEST_CASE("a study has the same bytes for any number of threads", "[sensitivity]") {
  for (const auto method : {Sensitivity::Method::tornado, Sensitivity::Method::sobol}) {
    const SensitivityRequest request{"cost.total", method, 40};
    CHECK(sensitivity_json(study(world, request, 1)) == sensitivity_json(study(world, request, 3)));
  }
}

TEST_CASE("an interrupted study shows whole replications, or the bars of the first", "[sensitivity]") {
  int asked = 0;
  const SensitivityAnswer some = study(world, {"cost.per_turn", Sensitivity::Method::tornado, 50}, 1, [&] { return ++asked > 60; });
  CHECK(some.partial);
  CHECK(some.replications > 0);
  CHECK(some.replications < 50);
  CHECK(some.bars.size() == 3);
  CHECK(some.partial_why == "interrupted after " + std::to_string(some.replications) + " of 50 replications");
  const SensitivityAnswer none = study(world, {"cost.per_turn", Sensitivity::Method::sobol, 64}, 1, [] { return true; });
  CHECK(none.partial);
  CHECK(none.points == 0);
  CHECK_FALSE(none.indices.has_value());
}

TEST_CASE("correlations are left out of a study, and the study says so", "[sensitivity]") {
  const std::string correlated = with(world, "\"replications\": 3",
                                      R"("replications": 3, "correlations": [{ "between": ["/players/active", "/models/small/input"], "rank": 0.9 }])");
  const SensitivityRequest request{"cost.total", Sensitivity::Method::tornado, 0};
  const SensitivityAnswer alone = study(world, request), together = study(correlated, request);
  REQUIRE(together.bars.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) CHECK(together.bars[i].swing == alone.bars[i].swing);
  CHECK(contains(sensitivity_text(together, Style{}), "1 correlation of the scenario is left out"));
}

TEST_CASE("the verb answers on standard output, within eighty columns", "[sensitivity]") {
  const Ran plain = run_verb(world, {"sensitivity"});
  CHECK(plain.code == 0);
  CHECK(contains(plain.out, "WHAT MATTERS MOST   cost.per_mau_month"));
  CHECK(fits(plain.out));
  const Ran sobol = run_verb(world, {"sensitivity", "--metric", "cost.total", "--method", "sobol", "--samples", "32"});
  CHECK(sobol.code == 0);
  CHECK(contains(sobol.out, "32 points"));
  CHECK(fits(sobol.out));
  const Ran machine = run_verb(world, {"sensitivity", "--json"});
  const json read = json::parse(machine.out);
  CHECK(read["npcost_sensitivity"] == 1);
  CHECK(read["unknowns"].size() == 3);
  CHECK(read["unknowns"][0]["written"] == "$0.10..0.40/1M tokens");
}

TEST_CASE("the scenario's own question is asked where no option asks another", "[sensitivity]") {
  const std::string asking = with(world, "\"replications\": 3", R"("replications": 3, "sensitivity": { "metric": "cost.per_turn", "method": "sobol", "samples": 64 })");
  CHECK(contains(run_verb(asking, {"sensitivity"}).out, "64 points"));
  CHECK(contains(run_verb(asking, {"sensitivity", "--method", "tornado"}).out, "3 replications"));
  CHECK(contains(run_verb(asking, {"sensitivity", "--samples", "33"}).out, "33 points"));
}

TEST_CASE("what cannot be studied is refused in a sentence", "[sensitivity]") {
  const Ran nothing = run_verb(known, {"sensitivity"});
  CHECK(nothing.code == 2);
  CHECK(contains(nothing.err, "nothing in this scenario is unknown"));
  CHECK(run_verb(world, {"sensitivity", "--method", "morris"}).err == "npcost: the method morris is not in this version; tornado and sobol are\n");
  CHECK(contains(run_verb(world, {"sensitivity", "--method", "sobl"}).err, "did you mean \"sobol\"?"));
  CHECK(contains(run_verb(world, {"sensitivity", "--metric", "cost.totl"}).err, "did you mean \"cost.total\"?"));
  CHECK(contains(run_verb(world, {"sensitivity", "--method", "sobol", "--samples", "5"}).err, "--samples must be a whole number from 32"));
  CHECK(contains(run_verb(world, {"sensitivity", "--max-work", "10"}).err, "more than --max-work 10"));
  CHECK(run_verb(world, {"sensitivity", "--metric", "cost.per_voice_minute"}).code == 4);  // nobody speaks: no run has a value
}

TEST_CASE("a run stops when its interval is narrow, and says when and what half of it would need", "[stop_when]") {
  const std::string text = with(known, "\"replications\": 3", R"("replications": 3, "stop_when": { "metric": "cost.per_mau_month", "half_width": "3%" })");
  const Ran ran = run_verb(text, {"run", "--json"});
  CHECK(ran.code == 0);
  const json audit = json::parse(ran.out)["audit"];
  CHECK(audit["stop_when"]["reached"] == true);
  CHECK(audit["stop_when"]["half_width"].get<double>() <= 0.03);
  CHECK(audit["replications"].get<int>() > 3);
  CHECK(audit["stop_when"]["more_for_half"].get<int>() > 2 * audit["replications"].get<int>());
  const Ran plain = run_verb(text, {"run"});
  CHECK(contains(plain.out, "HOW SURE"));
  CHECK(contains(plain.out, "half as wide would need about"));
  CHECK(fits(plain.out));
  const std::string short_run = with(text, "\"half_width\": \"3%\"", R"("half_width": "0.01%", "max_replications": 12)");
  const Ran unreached = run_verb(short_run, {"run"});
  CHECK(contains(unreached.out, "not narrow enough after 12 replications of at most 12"));
  CHECK(run_verb(text, {"run", "--shard", "1/2", "--out", "/tmp"}).code == 2);
}

TEST_CASE("a run until decided ends at a look, and its verdict is made of the look's interval", "[until_decided]") {
  const std::string text = with(known, "\"experiment\"", R"("budgets": { "b": { "metric": "cost.per_mau_month", "max": "$1" } }, "experiment")");
  const json result = json::parse(run_verb(text, {"run", "--until-decided", "--json"}).out);
  CHECK(result["audit"]["replications"] == 3);
  CHECK(result["audit"]["looks"] == 10);  // 3, 6, … 1536
  CHECK(result["budgets"][0]["verdict"] == "pass");
  CHECK_THAT(result["budgets"][0]["interval"]["level"].get<double>(), WithinRel(1 - 0.05 / 11, 1e-12));
  CHECK(contains(run_verb(known, {"run", "--until-decided"}).err, "--until-decided needs a budget"));
}

TEST_CASE("a nested run says what its spread is made of", "[nested]") {
  const std::string text = with(world, "\"replications\": 3", R"("replications": 40, "nested": 4)");
  const Ran ran = run_verb(text, {"run"});
  CHECK(ran.code == 0);
  CHECK(contains(ran.out, "of the spread between replications"));
  CHECK(contains(ran.out, "is what nobody knows"));
  CHECK(fits(ran.out));
  const json result = json::parse(run_verb(text, {"run", "--json"}).out);
  CHECK(result["metrics"]["cost.total"]["spread"]["draws"] == 10);
  CHECK(result["metrics"]["cost.total"]["spread"]["unknown_share"].get<double>() > 0.5);
  CHECK(run_verb(text, {"run", "--replications", "42"}).code == 2);
  CHECK(run_verb(text, {"run", "--replications", "4"}).code == 2);
  CHECK(run_verb(text, {"run", "--replications", "8"}).code == 0);
}
