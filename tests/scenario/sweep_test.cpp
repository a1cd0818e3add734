// What is asked with a sweep or a search, as it is written.
#include <fmt/format.h>

#include "sim/scenario/beside.h"
#include "sim/scenario/questions.h"
#include "tests/scenario/support.h"

using namespace npcost;
using namespace npcost::scenario_test;

namespace {

std::string with_experiment(const std::string& experiment) {
  return edited(tiny, R"("npcost": 1,)", R"("npcost": 1, "experiment": { )" + experiment + " },");
}

Questions questions(const std::string& experiment) { return *right(with_experiment(experiment)).experiment.questions; }

std::vector<std::string> values(const std::string& path) { return questions(R"("sweep": [)" + path + "]").sweep.paths.at(0).values; }

Faults wrong(const std::string& experiment) { return faults(with_experiment(experiment)); }

Faults wrong_path(const std::string& path) { return wrong(R"("sweep": [)" + path + "]"); }

std::string solve_text(const std::string& low, const std::string& high, const std::string& more = "") {
  return fmt::format(R"("solve": {{ "for": "/npcs/innkeeper/persona", "so_that": {{ "metric": "cost.per_turn", "max": "$0.001" }},
      "low": {}, "high": {}{} }})", low, high, more);
}

}  // namespace

TEST_CASE("a sweep's values are those that are listed, as JSON, or steps between two ends in the notation of the first", "[scenario][sweep]") {
  using Values = std::vector<std::string>;
  CHECK(values(R"({ "path": "/npcs/innkeeper/reply", "values": ["60..160 tokens", { "dist": "geometric", "mean": 40 }, 5] })") ==
        Values{R"("60..160 tokens")", R"({"dist": "geometric", "mean": 40})", "5"});
  // 20 + 70·i/7 %
  CHECK(values(R"({ "path": "/players/segments/everyone/talks", "from": "20%", "to": "90%", "steps": 8 })") ==
        Values{R"("20%")", R"("30%")", R"("40%")", R"("50%")", R"("60%")", R"("70%")", R"("80%")", R"("90%")"});
  CHECK(values(R"({ "path": "/models/small/input", "from": "$0.1/1M tokens", "to": "$1000/1M tokens", "steps": 5, "scale": "log" })") ==
        Values{R"("$0.1/1M tokens")", R"("$1/1M tokens")", R"("$10/1M tokens")", R"("$100/1M tokens")", R"("$1000/1M tokens")"});
  CHECK(values(R"({ "path": "/players/active", "from": "1k players", "to": "2k players", "steps": 4 })") ==
        Values{R"("1000 players")", R"("1333 players")", R"("1667 players")", R"("2000 players")"});
  CHECK(values(R"({ "path": "/players/segments/everyone/session_length", "from": "30 min", "to": "1 h", "steps": 3 })") ==
        Values{R"("30 min")", R"("45 min")", R"("60 min")"});
  CHECK(values(R"({ "path": "/players/segments/everyone/conversations", "from": 1, "to": 4, "steps": 4 })") == Values{"1", "2", "3", "4"});
}

TEST_CASE("a sweep may vary what stands there by default and what could stand there", "[scenario][sweep]") {
  CHECK(wrong_path(R"({ "path": "/npcs/innkeeper/world", "values": ["10 tokens"] })").empty());
  CHECK(wrong_path(R"({ "path": "/time/duration", "values": ["10 d"] })").empty());
  CHECK(wrong_path(R"({ "path": "/models/small/cached_input", "values": ["$0.1/1M tokens"] })").empty());
  CHECK(wrong_path(R"({ "path": "/experiment/warm_up", "values": ["0 d", "1 d"] })").empty());
  CHECK(wrong_path(R"({ "path": "/pipelines/text/stages/0/skip", "values": ["0%", "10%"] })").empty());
}

TEST_CASE("what belongs to the question cannot be varied, nor what is not there", "[scenario][sweep]") {
  for (const char* path : {"/experiment/seed", "/experiment/replications", "/name", "/budgets/cheap enough/max", "/npcost", "/outputs", "/currency",
                           "/players/activ", "/npcs/guest/reply", "players/active", "", "/", "/npcs/innkeeper/reply/3"}) {
    INFO(path);
    CHECK(wrong_path(fmt::format(R"({{ "path": "{}", "values": ["1k players"] }})", path)) == Faults{"E440 /experiment/sweep/0/path"});
    const std::string search = fmt::format(R"("solve": {{ "for": "{}", "so_that": {{ "metric": "cost.total", "max": "$1" }}, "low": 1, "high": 2 }})", path);
    CHECK(wrong(search) == Faults{"E440 /experiment/solve/for"});
  }
  const Diagnostic near = found(read_text(with_experiment(R"("sweep": [{ "path": "/players/activ", "values": ["1k players"] }])")), "E440");
  CHECK(near.hint == "did you mean \"/players/active\"?");
  const Diagnostic key = found(read_text(with_experiment(R"("sweep": [{ "path": "/models/small/cached_inptu", "values": ["$1/1M tokens"] }])")), "E440");
  CHECK(key.hint == "did you mean \"/models/small/cached_input\"?");  // which is not written, and could be
}

TEST_CASE("values that cannot be tried one after the other are refused where they stand", "[scenario][sweep]") {
  const auto path = [](const std::string& rest) { return wrong_path(R"({ "path": "/npcs/innkeeper/persona", )" + rest + " }"); };
  CHECK(path(R"("values": [])") == Faults{"E441 /experiment/sweep/0/values"});
  CHECK(path(R"("values": "600 tokens")") == Faults{"E441 /experiment/sweep/0/values"});
  CHECK(path(R"("values": ["600 tokens", "700 tokens", "600 tokens"])") == Faults{"E441 /experiment/sweep/0/values/2"});
  CHECK(path(R"("values": ["600 tokens"], "from": "1 tokens")") == Faults{"E441 /experiment/sweep/0/values"});
  CHECK(path(R"("from": "1 tokens", "to": "9 tokens")") == Faults{"E441 /experiment/sweep/0/steps"});
  CHECK(path(R"("from": "1 tokens", "steps": 3)") == Faults{"E441 /experiment/sweep/0/to"});
  CHECK(path(R"("from": "1..3 tokens", "to": "9 tokens", "steps": 3)") == Faults{"E441 /experiment/sweep/0/from"});
  CHECK(path(R"("from": "1 tokens", "to": "9 s", "steps": 3)") == Faults{"E441 /experiment/sweep/0/to"});
  CHECK(path(R"("from": "9 tokens", "to": "9 tokens", "steps": 3)") == Faults{"E441 /experiment/sweep/0/to"});
  CHECK(path(R"("from": "0 tokens", "to": "9 tokens", "steps": 3, "scale": "log")") == Faults{"E441 /experiment/sweep/0/scale"});
  CHECK(path(R"("from": "1 tokens", "to": "4 tokens", "steps": 5)") == Faults{"E441 /experiment/sweep/0/steps"});
  CHECK(wrong(R"("sweep": [])") == Faults{"E441 /experiment/sweep"});
  // All of them at once.
  CHECK(wrong(R"("sweep": [{ "path": "/name", "values": [] }, { "path": "/players/active", "from": 1 }])") ==
        Faults{"E440 /experiment/sweep/0/path", "E441 /experiment/sweep/0/values", "E441 /experiment/sweep/1/to"});
}

TEST_CASE("paths that overwrite each other and modes that do not fit are refused", "[scenario][sweep]") {
  const std::string reply = R"({ "path": "/npcs/innkeeper/reply", "values": ["60 tokens", "80 tokens"] })";
  const std::string active = R"({ "path": "/players/active", "values": ["60 players"] })";
  CHECK(wrong(R"("sweep": [)" + reply + ", " + reply + "]") == Faults{"E442 /npcs/innkeeper/reply"});
  CHECK(wrong(R"("sweep": [)" + reply + R"(, { "path": "/npcs/innkeeper", "values": [{}] }])") == Faults{"E442 /npcs/innkeeper"});
  CHECK(wrong(R"("sweep_mode": "zip", "sweep": [)" + reply + ", " + active + "]") == Faults{"E443 /players/active"});
  CHECK(wrong(R"("sweep_mode": "sobol", "sweep": [)" + reply + "]") == Faults{"E443 /experiment/sweep_mode"});
  CHECK(wrong(R"("sweep_points": 8, "sweep": [)" + reply + "]") == Faults{"E443 /experiment/sweep_points"});
  CHECK(wrong(R"("sweep_mode": "sobol", "sweep_points": 8, "sweep": [)" + reply + "]").empty());
}

TEST_CASE("a sampled range keeps its ends", "[scenario][sweep]") {
  const Sweep sweep = questions(R"("sweep_mode": "latin_hypercube", "sweep_points": 12,
      "sweep": [{ "path": "/players/segments/everyone/talks", "from": "20%", "to": "90%" }, { "path": "/models/small/input", "from": "$1/1M tokens", "to": "$9/1M tokens", "scale": "log" }])").sweep;
  CHECK(sweep.points == 12);
  CHECK(sweep.mode == Sweep::Mode::latin_hypercube);
  CHECK(sweep.paths[0].range == SweptPath::Range::linear);
  CHECK(sweep.paths[1].range == SweptPath::Range::logarithmic);
  CHECK(sweep.paths[1].values == std::vector<std::string>{R"("$1/1M tokens")", R"("$9/1M tokens")"});
}

TEST_CASE("a search has a goal and a bracket in one unit", "[scenario][solve]") {
  const Solve solve = questions(solve_text(R"("100 tokens")", R"("2k tokens")", R"(, "tolerance": "0.1%")")).solve.value();
  CHECK(solve.pointer == "/npcs/innkeeper/persona");
  CHECK(solve.low == R"("100 tokens")");
  CHECK(solve.high == R"("2000 tokens")");
  CHECK(solve.tolerance == 0.001);
  CHECK(solve.so_that.metric == "cost.per_turn");
  CHECK(solve.so_that.max.value() == 0.001);
  CHECK_FALSE(questions(R"("seed": 3)").solve.has_value());
}

TEST_CASE("a search without a bracket, a goal or an order is refused", "[scenario][solve]") {
  CHECK(wrong(solve_text(R"("900 tokens")", R"("100 tokens")")) == Faults{"E445 /experiment/solve/high"});
  CHECK(wrong(solve_text(R"("100 tokens")", R"("100 tokens")")) == Faults{"E445 /experiment/solve/high"});
  CHECK(wrong(solve_text(R"("100..200 tokens")", R"("soon")")) == Faults{"E445 /experiment/solve/low", "E445 /experiment/solve/high"});
  CHECK(wrong(solve_text(R"("100 tokens")", R"("9 s")")) == Faults{"E445 /experiment/solve/high"});
  CHECK(wrong(solve_text(R"("100 tokens")", R"("900 tokens")", R"(, "tolerance": "0%")")) == Faults{"E445 /experiment/solve/tolerance"});
  CHECK(wrong(R"("solve": { "for": "/players/active", "so_that": { "metric": "cost.per_trun", "max": "$1" }, "low": "1 players", "high": "2 players" })") ==
        Faults{"E406 /experiment/solve/so_that/metric"});
  CHECK(wrong(R"("solve": { "for": "/players/active", "so_that": { "metric": "cost.total" }, "low": "1 players", "high": "2 players" })") ==
        Faults{"E103 /experiment/solve/so_that"});
  CHECK(wrong(R"("solve": { "for": "/players/active" })") ==
        Faults{"E103 /experiment/solve", "E103 /experiment/solve", "E103 /experiment/solve"});
}
