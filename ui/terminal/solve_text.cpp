#include "ui/terminal/solve_text.h"

#include <fmt/format.h>

#include "sim/reading/diagnostic.h"
#include "sim/scenario/written_number.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/summary.h"
#include "ui/terminal/table.h"

namespace npcost {
namespace {

std::string shown(const std::string& json) { return printable(shown_value(json)); }

std::string paragraph(const std::string& text) {
  std::string out;
  for (const std::string& line : wrapped(text, summary_width)) out += line + "\n";
  return out;
}

std::string value_of(const SolveAnswer& answer, const SolveTrial& trial, const Style& style) {
  std::string text = value_text(trial.result.value, answer.so_that.unit, style);
  if (trial.result.interval) text += fmt::format(" ({})", interval_text(*trial.result.interval, answer.so_that.unit, style));
  return text;
}

std::string goal_text(const SolveAnswer& answer) {
  const BudgetResult& goal = answer.so_that;
  std::string text = goal.metric;
  if (goal.stat != "mean") text += " " + goal.stat;
  if (!goal.where.empty()) text += " of " + printable(goal.where);
  return text + (goal.max ? " is at most " : " is at least ") + printable(goal.limit_text);
}

/// "5 turns to 60 turns, 110 turns": the stretches of scanned values that hold, or that do not.
std::string stretches(const SolveAnswer& answer, bool that_hold) {
  std::string text;
  for (std::size_t i = 0; i < answer.scan.size(); ++i) {
    if (answer.scan[i].holds != that_hold) continue;
    std::size_t last = i;
    while (last + 1 < answer.scan.size() && answer.scan[last + 1].holds == that_hold) ++last;
    text += (text.empty() ? "" : ", ") + shown(answer.scan[i].value);
    if (last != i) text += " to " + shown(answer.scan[last].value);
    i = last;
  }
  return text;
}

std::string root_text(const SolveAnswer& answer, const Style& style) {
  std::string text = inked(shown(answer.root->value), Ink::strong, style) + "\n";
  text += paragraph(fmt::format("There {} is {}: the budget holds.", answer.so_that.metric, value_of(answer, *answer.root, style)));
  text += paragraph(fmt::format(
      "It holds from {} {} {}; at {} it is {} and does not.", answer.holds_below ? shown(answer.low) : shown(answer.root->value),
      answer.holds_below ? "up to" : "on, up to", answer.holds_below ? shown(answer.root->value) : shown(answer.high),
      shown(answer.beyond->value), value_text(answer.beyond->result.value, answer.so_that.unit, style)));
  if (!answer.root->result.interval) return text + paragraph("One replication gives no interval: how sure this is cannot be said.");
  const std::string level = level_text(answer.root->result.interval->level);
  if (answer.passes && answer.fails && answer.passes->at == answer.root->at && answer.fails->at == answer.beyond->at) {
    return text + paragraph(fmt::format("With {} confidence the one passes and the other fails.", level));
  }
  const std::string passes = answer.passes ? fmt::format("at {} it passes", shown(answer.passes->value))
                                           : std::string("inside the bracket it never surely passes");
  const std::string fails =
      answer.fails ? fmt::format("at {} it fails", shown(answer.fails->value)) : std::string("inside the bracket it never surely fails");
  return text + paragraph(fmt::format("With {} confidence {}, and {}; between them {} cannot tell.", level, passes, fails,
                                      counted(answer.replications, "replication", "replications")));
}

std::string outcome_text(const SolveAnswer& answer, const Style& style) {
  using enum SolveAnswer::Outcome;
  const auto ends = [&] {
    return fmt::format("at {} it is {}, at {} {}", shown(answer.low),
                       value_text(answer.scan.front().result.value, answer.so_that.unit, style), shown(answer.high),
                       value_text(answer.scan.back().result.value, answer.so_that.unit, style));
  };
  switch (answer.outcome) {
    case found: return root_text(answer, style);
    case holds_everywhere: return paragraph(fmt::format("No solution in range: the budget holds everywhere between the two; {}.", ends()));
    case holds_nowhere: return paragraph(fmt::format("No solution in range: the budget holds nowhere between the two; {}.", ends()));
    case not_monotone:
      return paragraph(fmt::format("Not monotone: the budget holds at {}, and does not at {}. Search in one stretch at a time.",
                                   stretches(answer, true), stretches(answer, false)));
    case unknown: break;
  }
  if (answer.partial) return paragraph("PARTIAL: interrupted before an answer was found.");
  return paragraph("No answer: the metric has no value for some values of the bracket.");
}

std::string scan_text(const SolveAnswer& answer, const Style& style) {
  std::vector<TableRow> rows;
  for (const SolveTrial& trial : answer.scan) {
    rows.push_back({{shown_name(shown_value(trial.value), 28, style)},
                    {value_text(trial.result.value, answer.so_that.unit, style)},
                    {trial.holds ? "holds" : "does not", trial.holds ? Ink::good : Ink::bad}});
  }
  std::string text;
  for (const std::string& line : table_lines(rows, "rrl", 2, "    ", style)) text += line + "\n";
  return text;
}

}  // namespace

std::string solve_text(const SolveAnswer& answer, const Style& style) {
  std::string text = paragraph(fmt::format("{} so that {}", printable(answer.pointer), goal_text(answer)));
  std::vector<std::string> parts{fmt::format("between {} and {}", shown(answer.low), shown(answer.high))};
  if (!answer.now.empty()) parts.push_back("now " + shown_name(shown_value(answer.now), 40, style));
  parts.push_back(fmt::format("seed {}", answer.seed));
  parts.push_back(fmt::format("{} tried, {} each", counted(answer.tried, "value", "values"),
                              counted(answer.replications, "replication", "replications")));
  text += joined_parts(parts, "", summary_width, style) + "\n";
  if (answer.scan.empty()) return text + outcome_text(answer, style);
  text += outcome_text(answer, style);
  if (answer.rises_and_falls) text += paragraph("The metric itself turns round inside the bracket: look at the values below.");
  return text + "\n" + scan_text(answer, style);
}

}  // namespace npcost
