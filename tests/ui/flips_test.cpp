// What would make a mode affordable: levers, the search down their ladders, and the run that checks what was found.
#include <cmath>

#include "sim/scenario/beside.h"
#include "sim/scenario/flips/flip_levers.h"
#include "tests/ui/compare_support.h"
#include "ui/running/flip_search.h"
#include "ui/running/trials.h"
#include "ui/running/workers.h"

using namespace npcost;
using compare_test::read;
using compare_test::with;

namespace {

/// Only the llm costs anything, and fixed lengths: every player and day asks 2 × 4 turns.
const std::string priced = R"({
  "npcost": 1, "name": "flips", "time": { "start": "2027-01-01", "duration": "30 d" },
  "models": { "small": { "kind": "llm", "input": "$1/1M tokens", "output": "$1/1M tokens" } },
  "pipelines": { "text": { "kind": "text", "stages": [{ "do": "llm", "model": "small" }] } },
  "npcs": { "innkeeper": { "pipeline": "text", "persona": "600 tokens", "player_line": "18 tokens", "reply": "80 tokens" } },
  "players": { "active": "500 players", "segments": { "all": { "share": "100%", "sessions": "1/d", "conversations": 2, "turns": 4, "npcs": { "innkeeper": 1 } } } },
  "revenue": { "model": "free_to_play", "conversion": "5%", "arppu": "$20" },
  "experiment": { "replications": 4 } })";

Result run_of(const ReadScenario& scenario) {
  return result_of(compare_test::run(*scenario.scenario, {}), {});
}

std::vector<ModeVerdict> flips_of(const ReadScenario& scenario, std::uint32_t threads = 1) {
  std::vector<ModeVerdict> verdicts = run_of(scenario).verdicts;
  ThreadWorkers workers(threads);
  search_flips(scenario, verdicts, workers, [] { return false; });
  return verdicts;
}

const Flip* find(const std::vector<Flip>& flips, std::string_view kind, std::string_view subject = "") {
  for (const Flip& flip : flips) {
    if (flip.kind == kind && flip.subject == subject) return &flip;
  }
  return nullptr;
}

std::vector<std::string> all_of(const std::vector<ModeVerdict>& verdicts) {
  std::vector<std::string> text;
  for (const ModeVerdict& verdict : verdicts) {
    for (const Flip& flip : verdict.flips) text.push_back(flip.sentence + " " + std::to_string(flip.share_of_net_revenue));
    for (const Flip& flip : verdict.not_enough) text.push_back("not " + flip.sentence + " " + std::to_string(flip.share_of_net_revenue));
  }
  return text;
}

}  // namespace

TEST_CASE("a flip of a price is the dearest of its rungs at which the whole cost is in the green", "[flips]") {
  const ReadScenario scenario = read("flips.npcost.json", priced);
  const double share = *run_of(scenario).verdicts.front().share_of_net_revenue;
  REQUIRE(share > 0.05);
  // All that costs is this model, so the share falls with the price: the rung is the largest even percentage of at most 5 % ÷ share.
  const int percent = static_cast<int>(std::floor(0.05 / share * 50)) * 2;
  const std::vector<ModeVerdict> verdicts = flips_of(scenario);
  const Flip* price = find(verdicts.front().flips, "price", "small");
  REQUIRE(price != nullptr);
  CHECK(price->amount == std::to_string(percent) + "%");
  CHECK_THAT(price->share_of_net_revenue, WithinRel(share * percent / 100, 1e-9));
  CHECK(price->band == "green");
}

TEST_CASE("every flip, written into the scenario and run, is in the green as it said", "[flips]") {
  const ReadScenario scenario = read("flips.npcost.json", priced);
  const std::vector<ModeVerdict> verdicts = flips_of(scenario);
  REQUIRE(verdicts.front().flips.size() >= 3);
  for (const Flip& flip : verdicts.front().flips) {
    INFO(flip.sentence);
    const ReadScenario changed = changed_beside(scenario, flip.settings);
    REQUIRE(changed.scenario.has_value());
    const Result result = run_of(changed);
    CHECK(result.verdicts.front().band == "green");
    CHECK(*result.verdicts.front().share_of_net_revenue <= 0.05);
    // Checked in one of four replications; of a few hundred players they differ by some per cent.
    CHECK_THAT(*result.verdicts.front().share_of_net_revenue, WithinRel(flip.share_of_net_revenue, 0.1));
  }
}

TEST_CASE("what is in the green already has nothing to flip", "[flips]") {
  const std::vector<ModeVerdict> verdicts = flips_of(read("flips.npcost.json", with(priced, "\"$20\"", "\"$2000\"")));
  CHECK(verdicts.front().band == "green");
  CHECK(verdicts.front().flips.empty());
  CHECK(verdicts.front().not_enough.empty());
  CHECK(verdicts.front().flips_note.empty());
}

TEST_CASE("without revenue a sentence says why nothing was looked for", "[flips]") {
  const std::string text = with(priced, R"("revenue": { "model": "free_to_play", "conversion": "5%", "arppu": "$20" },)", "");
  const std::vector<ModeVerdict> verdicts = flips_of(read("flips.npcost.json", text));
  CHECK(verdicts.front().flips.empty());
  CHECK(verdicts.front().flips_note == "without revenue nothing says what would be affordable");
}

TEST_CASE("what is not enough alone is listed with how far it comes, the nearest first", "[flips]") {
  // Beside a dear guard the model is not all that costs: 8 turns a day × $1 a thousand is $0.24 a month, a quarter of the net dollar.
  const std::string guarded = with(with(priced, R"("models": { )", R"("models": { "guard": { "kind": "moderation", "price": "$1/1k requests" }, )"),
                                   R"("stages": [)", R"("stages": [{ "do": "moderate", "model": "guard" }, )");
  const std::vector<ModeVerdict> verdicts = flips_of(read("flips.npcost.json", guarded));
  const std::vector<Flip>& not_enough = verdicts.front().not_enough;
  REQUIRE(not_enough.size() >= 2);
  CHECK(find(verdicts.front().flips, "price", "small") == nullptr);
  for (std::size_t i = 0; i < not_enough.size(); ++i) {
    CHECK(not_enough[i].share_of_net_revenue > 0.05);
    if (i > 0) CHECK(not_enough[i - 1].share_of_net_revenue <= not_enough[i].share_of_net_revenue);
  }
}

TEST_CASE("a search finds the same with one thread and with three", "[flips]") {
  const ReadScenario scenario = read("flips.npcost.json", priced);
  CHECK(all_of(flips_of(scenario, 1)) == all_of(flips_of(scenario, 3)));
}

TEST_CASE("a search that is stopped says so and promises nothing", "[flips]") {
  const ReadScenario scenario = read("flips.npcost.json", priced);
  std::vector<ModeVerdict> verdicts = run_of(scenario).verdicts;
  OneWorker workers;
  search_flips(scenario, verdicts, workers, [] { return true; });
  CHECK(verdicts.front().flips.empty());
  CHECK_FALSE(verdicts.front().flips_note.empty());
}

TEST_CASE("a lever whose name no setting can reach is left out", "[flips]") {
  const ReadScenario scenario = read("flips.npcost.json", with(with(priced, R"("small": {)", R"("a=b": {)"), R"("model": "small")", R"("model": "a=b")"));
  for (const FlipLever& lever : flip_levers(*scenario.scenario, Mode::text)) {
    CHECK(lever.kind != LeverKind::price);
    for (const FlipRung& rung : lever.rungs) CHECK(changed_beside(scenario, rung.settings).scenario.has_value());
  }
}

TEST_CASE("a memory is only made shorter, never longer", "[flips]") {
  const auto rungs_of = [](const std::string& memory) {
    const ReadScenario scenario = read("flips.npcost.json", with(priced, R"("reply": "80 tokens")", R"("reply": "80 tokens", "memory": )" + memory));
    std::size_t rungs = 0;
    for (const FlipLever& lever : flip_levers(*scenario.scenario, Mode::text)) rungs += lever.kind == LeverKind::shorter_memory ? lever.rungs.size() : 0;
    return rungs;
  };
  CHECK(rungs_of(R"({ "keep_turns": 5 })") == 4);  // 4, 3, 2 and 1 turns
  CHECK(rungs_of(R"({ "keep_turns": 1 })") == 0);
}

TEST_CASE("worlds that are tried together cost what each costs by itself", "[trials]") {
  const ReadScenario scenario = read("flips.npcost.json", priced);
  const ReadScenario doubled = changed_beside(scenario, {"/models/small/input=$2/1M tokens", "/models/small/output=$2/1M tokens"});
  REQUIRE(doubled.scenario.has_value());
  const Scenario* const worlds[] = {&*scenario.scenario, &*doubled.scenario};
  ThreadWorkers workers(2);
  std::size_t told = 0;
  const Trials trials = run_trials(worlds, 0, workers, [] { return false; }, [&](std::size_t, const ReplicationSummary&) { ++told; });
  REQUIRE(trials.summaries[0].has_value());
  REQUIRE(trials.summaries[1].has_value());
  CHECK(told == 2);
  CHECK(trials.summaries[0]->cost.total > Money{});
  CHECK(trials.summaries[1]->cost.total == trials.summaries[0]->cost.total.times(2));  // the same players with the same luck
}

TEST_CASE("a setting that cannot be read leaves no scenario, but its faults", "[trials]") {
  const ReadScenario scenario = read("flips.npcost.json", priced);
  for (const char* setting : {"/models/small/input=0.15", "/nowhere/at/all=1", "no pointer", "/npcs/innkeeper/reply={"}) {
    const ReadScenario changed = changed_beside(scenario, {setting});
    INFO(setting);
    CHECK_FALSE(changed.scenario.has_value());
    CHECK(changed.diagnostics.has_errors());
  }
}

TEST_CASE("an unknown that is held is the same in every replication, and is the quantile it is held at", "[trials]") {
  const ReadScenario scenario = read("flips.npcost.json", with(priced, R"("500 players")", R"({ "uncertain": "100..900 players" })"));
  Scenario held = *scenario.scenario;
  held.experiment.held = {{"/players/active", 0.5}};
  for (std::uint32_t r = 0; r < 3; ++r) {
    // Lognormal with these 5 % and 95 % points: its median is their geometric mean, √(100 · 900) = 300.
    CHECK(work_list(*compile_plan(held, r)).active_players == 300);
  }
  CHECK(work_list(*compile_plan(*scenario.scenario, 0)).active_players != work_list(*compile_plan(*scenario.scenario, 1)).active_players);
}
