#include "ui/terminal/exit_codes.h"

#include "tests/catch.h"

using namespace npcost;

namespace {

using Verdict = BudgetResult::Verdict;

BudgetResult budget(Verdict verdict, const std::string& severity = "fail") {
  BudgetResult result;
  result.verdict = verdict;
  result.severity = severity;
  return result;
}

Result with(std::vector<BudgetResult> budgets) {
  Result result;
  result.budgets = std::move(budgets);
  return result;
}

}  // namespace

TEST_CASE("a failed budget decides over an inconclusive one, and that over a kept one", "[exit]") {
  CHECK(exit_code(with({budget(Verdict::pass)}), false, false) == 0);
  CHECK(exit_code(with({budget(Verdict::pass), budget(Verdict::inconclusive)}), false, false) == 4);
  CHECK(exit_code(with({budget(Verdict::inconclusive), budget(Verdict::fail)}), false, false) == 1);
}

TEST_CASE("a budget that only warns never fails a run", "[exit]") {
  CHECK(exit_code(with({budget(Verdict::fail, "warn")}), true, false) == 0);
  CHECK(exit_code(with({budget(Verdict::inconclusive, "warn")}), true, false) == 0);
}

TEST_CASE("a gate without a budget does not look open", "[exit]") {
  CHECK(exit_code(with({}), false, false) == 0);
  CHECK(exit_code(with({}), true, false) == 5);
}

TEST_CASE("an interrupted run says so whatever its budgets say", "[exit]") {
  CHECK(exit_code(with({budget(Verdict::fail)}), true, true) == 130);
}

TEST_CASE("the last line says the verdict in words", "[exit]") {
  const auto line = [](const Result& result, int code) { return closing_line(result, code, "->"); };
  CHECK(line(with({budget(Verdict::pass)}), 0) == "1 of 1 budget passed -> exit 0");
  CHECK(line(with({budget(Verdict::fail), budget(Verdict::inconclusive), budget(Verdict::pass)}), 1) ==
        "1 of 3 budgets failed, 1 inconclusive -> exit 1");
  CHECK(line(with({budget(Verdict::inconclusive), budget(Verdict::pass)}), 4) ==
        "1 of 2 budgets inconclusive -> exit 4");
  CHECK(line(with({budget(Verdict::pass), budget(Verdict::fail, "warn")}), 0) ==
        "1 of 2 budgets passed, 1 warning -> exit 0");
  CHECK(line(with({}), 0) == "no budget to judge -> exit 0");
  CHECK(line(with({}), 5) == "no budget was evaluated, so --ci cannot pass -> exit 5");
  CHECK(line(with({budget(Verdict::pass)}), 130) == "interrupted; so far 1 of 1 budget passed -> exit 130");
}
