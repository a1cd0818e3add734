// Two scenarios and the worlds between them: what is paired, and what the bridge adds up to.
#include <cmath>
#include <set>

#include "sim/base/money.h"
#include "tests/ui/compare_support.h"

using namespace npcost;
using namespace npcost::compare_test;

namespace {

Money exact(const std::string& text) {
  const auto money = Money::from_decimal(text);
  REQUIRE(money.has_value());
  return *money;
}

/// Steps of one pair: they add up, each section is in one of them, and both ends are what the scenarios cost by themselves.
std::size_t joined_steps(const std::string& text_of_a, const std::string& text_of_b) {
  INFO(text_of_a << "\n" << text_of_b);
  const ReadScenario a = read("a.npcost.json", text_of_a);
  const ReadScenario b = read("b.npcost.json", text_of_b, &a);
  const Comparison found = compared(a, b);
  Money at = exact(found.bridge.a);
  std::set<std::string> sections;
  std::size_t joined = 0, listed = 0;
  for (const BridgeStep& step : found.bridge.steps) {
    at += exact(step.amount);
    CHECK(at == exact(step.total));
    sections.insert(step.sections.begin(), step.sections.end());
    listed += step.sections.size();
    joined += step.sections.size() > 1 ? 1 : 0;
  }
  CHECK(at == exact(found.bridge.b));
  CHECK(exact(found.bridge.b) - exact(found.bridge.a) == exact(found.bridge.difference));
  CHECK(listed == sections.size());
  CHECK(sections.size() == sections_that_differ(a, b).size());
  CHECK(found.bridge.a == result_of_text(text_of_a).cost.total);
  CHECK(found.bridge.b == run(*b.scenario, {}).replications.result().cost.total);
  return joined;
}

/// So many pairs; fails if hardly any has sections that could only be taken together, or none has steps at all.
void try_pairs(int pairs, unsigned seed) {
  std::mt19937 luck(seed);
  std::size_t joined = 0;
  for (int i = 0; i < pairs; ++i) joined += joined_steps(random_world(luck), random_world(luck));
  CHECK(joined > 0);
}

const std::string innkeeper = captured::scenario_text("", "4");
const std::string doubled = with(with(innkeeper, "$0.15/1M", "$0.30/1M"), "$0.60/1M", "$1.20/1M");

/// A guard beside the model, so that the model is not all that costs; its price is not changed.
std::string guarded(const std::string& text) {
  return with(with(text, R"("models": { )", R"("models": { "guard": { "kind": "moderation", "price": "$0.02/1k requests" }, )"),
              R"("stages": [)", R"("stages": [{ "do": "moderate", "model": "guard" }, )");
}

}  // namespace

TEST_CASE("the steps of a bridge add up to the last digit for sixty pairs made by chance", "[compare]") { try_pairs(60, 1); }

TEST_CASE("the steps of a bridge add up to the last digit for a thousand pairs made by chance", "[.][slow]") { try_pairs(1000, 2); }

TEST_CASE("a scenario beside itself: no difference anywhere, and a bridge without steps", "[compare]") {
  const Comparison found = compared(innkeeper, innkeeper);
  std::size_t shown = 0;
  for (const ComparedMetric& one : found.metrics) {
    if (one.word == ComparisonWord::neither) continue;
    INFO(one.name);
    CHECK(one.difference.value() == 0);
    CHECK(one.word == ComparisonWord::no_difference_shown);
    ++shown;
  }
  CHECK(shown > 10);
  CHECK(found.bridge.steps.empty());
  CHECK(found.bridge.difference == "0");
  CHECK(found.bridge.a == found.bridge.b);
}

TEST_CASE("what is said and not simulated is no section: names, remarks, the order of keys, budgets", "[compare]") {
  std::string other = with(innkeeper, "One innkeeper", "The same by another name");
  other = with(other, R"("reply": "60..160 tokens")", R"("reply": { "value": "60..160 tokens", "why": "a guess" })");
  other = with(other, R"("kind": "llm", "input": "$0.15/1M tokens")", R"("input": "$0.15/1M tokens", "kind": "llm")");
  other = with(other, R"("experiment")", R"("budgets": { "b": { "metric": "cost.per_turn", "max": "$1" } }, "experiment")");
  CHECK(compared(innkeeper, other).bridge.steps.empty());
}

TEST_CASE("an entry that is called like a remark is an entry", "[compare]") {
  const std::string named = with(with(innkeeper, R"("innkeeper": {)", R"("source": {)"), R"("innkeeper": 1)", R"("source": 1)");
  const Comparison found = compared(named, with(named, R"("persona": "600 tokens")", R"("persona": "700 tokens")"));
  REQUIRE(found.bridge.steps.size() == 1);
  CHECK(found.bridge.steps[0].sections == std::vector<std::string>{"NPCs"});
}

TEST_CASE("a price that doubles costs exactly what that model cost before", "[compare]") {
  // Usage is the same, so 2pN − pN = pN: what A paid for the model, N tokens at p. The guard costs the same in both.
  const Comparison found = compared(guarded(innkeeper), guarded(doubled));
  const Result a = result_of_text(guarded(innkeeper));
  REQUIRE(found.bridge.steps.size() == 1);
  CHECK(found.bridge.steps[0].sections == std::vector<std::string>{"prices of models"});
  std::string small;
  for (const NamedAmount& part : a.cost.by_model) small = part.name == "small" ? part.amount : small;
  CHECK(found.bridge.steps[0].amount == small);
  // By hand from the tokens (means of four replications, so quarters of a token): input × $0.15/1M + output × $0.60/1M.
  // Counted in quarters: q ÷ 4 × 15 × 10^-8 dollars are q × 3.75 × 10^-8.
  const auto quarters = [&](const std::string& meter) {
    const Money count = exact(a.usage.at("small").at(meter));
    return (count + count + count + count).grains() / Money::grain_per_unit;
  };
  const Money by_hand = exact("0.0000000375").times(quarters("input_tokens")) + exact("0.00000015").times(quarters("output_tokens"));
  CHECK(exact(found.bridge.steps[0].amount) == by_hand);
  CHECK(by_hand > Money());
  CHECK(exact(found.bridge.a) > by_hand);  // the guard costs something, too
  CHECK(metric(found, "cost.total").word == ComparisonWord::higher);
  CHECK(metric(found, "turns.total").word == ComparisonWord::no_difference_shown);
}

TEST_CASE("from B to A every difference is the opposite one", "[compare]") {
  const std::string other = with(doubled, R"("persona": "600 tokens")", R"("persona": "900 tokens")");
  const Comparison there = compared(innkeeper, other), back = compared(other, innkeeper);
  for (std::size_t i = 0; i < there.metrics.size(); ++i) {
    const ComparedMetric &one = there.metrics[i], &opposite = back.metrics[i];
    INFO(one.name);
    REQUIRE(one.difference.has_value() == opposite.difference.has_value());
    CHECK(one.a == opposite.b);
    CHECK(one.b == opposite.a);
    if (!one.difference) continue;
    CHECK(*one.difference == -*opposite.difference);
    CHECK(one.interval.value().low == -opposite.interval.value().high);
  }
  CHECK(metric(there, "cost.total").word == ComparisonWord::higher);
  CHECK(metric(back, "cost.total").word == ComparisonWord::lower);
  CHECK(exact(there.bridge.difference) + exact(back.bridge.difference) == Money());
}

TEST_CASE("a paired interval is far narrower than that of two runs that know nothing of each other", "[compare]") {
  const Comparison found = compared(innkeeper, with(innkeeper, R"("persona": "600 tokens")", R"("persona": "640 tokens")"));
  const ComparedMetric& turn = metric(found, "cost.total");
  const double paired = turn.interval.value().high - turn.interval.value().low;
  // Two independent means of n values: variances add up (Welch); with equal n the widths add like the sides of a right angle.
  const auto width = [](const std::string& text) {
    for (const Metric& one : result_of_text(text).metrics) {
      if (one.name == "cost.total") return one.interval.value().high - one.interval.value().low;
    }
    return 0.0;
  };
  const double apart = std::hypot(width(innkeeper), width(with(innkeeper, R"("persona": "600 tokens")", R"("persona": "640 tokens")")));
  CHECK(paired > 0);
  CHECK(paired * 5 < apart);
  CHECK(turn.word == ComparisonWord::higher);
}

TEST_CASE("NPCs whose personas change places keep their players' luck", "[compare]") {
  // Only what is said back costs, and the twin says less. By what they are the two would change ranks in the names of draws when the
  // twin's persona grows, and other talks would be his; by name they keep them, and not a token moves.
  const std::string free = with(innkeeper, "$0.15/1M", "$0/1M");
  const std::string twin =
      R"("npcs": { "twin": { "pipeline": "text", "persona": "500 tokens", "player_line": "18 tokens", "reply": "30 tokens" }, "innkeeper": {)";
  const std::string two = with(with(free, R"("npcs": { "innkeeper": {)", twin), R"("innkeeper": 1 })", R"("innkeeper": 1, "twin": 1 })");
  const Comparison found = compared(two, with(two, R"("persona": "500 tokens")", R"("persona": "900 tokens")"));
  REQUIRE(found.bridge.steps.size() == 1);
  CHECK(found.bridge.difference == "0");
  CHECK(metric(found, "cost.total").a.value() > 0);
  CHECK(metric(found, "load.peak_tokens_per_min").difference.value() > 0);  // the persona did grow
}

TEST_CASE("a section that names what a later one brings is joined with it", "[compare]") {
  // B's pipeline runs on a phone, and the phone is in "serving", which comes after players: pipelines wait for it.
  const std::string phone =
      with(with(with(innkeeper, R"("model": "small" })", R"("model": "small", "serving": "phone" })"), R"("pipelines")",
                R"("serving": { "phone": { "kind": "api" } }, "pipelines")"),
           "300 players", "310 players");
  const Comparison found = compared(innkeeper, phone);
  REQUIRE(found.bridge.steps.size() == 1);
  CHECK(found.bridge.steps[0].sections == std::vector<std::string>{"pipelines", "players", "serving"});
}

TEST_CASE("what only A has does not keep B's sections waiting", "[compare]") {
  // B renames the NPC: A's players still meet the old one in the world between, so NPCs are a step by themselves, of 0.
  const std::string renamed = with(with(innkeeper, R"("innkeeper": {)", R"("host": {)"), R"("innkeeper": 1)", R"("host": 1)");
  const Comparison found = compared(innkeeper, renamed);
  REQUIRE(found.bridge.steps.size() == 2);
  CHECK(found.bridge.steps[0].sections == std::vector<std::string>{"NPCs"});
  CHECK(found.bridge.steps[0].amount == "0");
  CHECK(found.bridge.steps[1].sections == std::vector<std::string>{"players"});
}

TEST_CASE("one replication has differences and no interval", "[compare]") {
  const Comparison found = compared(captured::scenario_text("", "1"), with(captured::scenario_text("", "1"), "$0.60/1M", "$1.20/1M"));
  const ComparedMetric& total = metric(found, "cost.total");
  CHECK(total.difference.value() > 0);
  CHECK_FALSE(total.interval.has_value());
  CHECK(total.word == ComparisonWord::no_interval);
}

TEST_CASE("B is run in A's experiment, whatever its own says", "[compare]") {
  const std::string other = with(captured::scenario_text("", "2"), "\"seed\": 7", "\"seed\": 8");
  const Comparison found = compared(innkeeper, other);
  CHECK(found.seed == 7);
  CHECK(found.replications == 4);
  CHECK(found.bridge.steps.empty());
  CHECK(found.bridge.difference == "0");
}
