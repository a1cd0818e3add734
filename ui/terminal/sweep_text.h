#pragma once
// A sweep as a person reads it, in at most 80 columns: what was varied, then figure by figure a map of two paths, or a table.
//
// Map       rows are the first path, columns the second; a digit is where a value lies between the smallest (0) and the largest (9). Lines
//           run where a budget begins to fail; brackets stand around the scenario's own values, if they are among those tried.
// Table     one line a point: values, figures, and the word of the budget that a figure is about.

#include <string>
#include <vector>

#include "sim/answers/studies/sweep_answer.h"
#include "ui/terminal/style.h"

namespace npcost {

/// What is shown: a metric's mean, or what a budget judges.
struct SweepFigure {
  std::string title;                 ///< "cost.per_mau_month p90, \"cheap enough\" max $0.12"
  std::string unit;
  std::optional<std::size_t> metric, budget;   ///< index in a point's metrics, its budgets; at least one

  std::optional<double> value(const SweepPoint& point) const;
  std::optional<BudgetResult::Verdict> verdict(const SweepPoint& point) const;
};

/// Those that were asked for, else the first budgets, else the cost of a player's month.
std::vector<SweepFigure> figures_of(const SweepAnswer& answer, const std::vector<std::string>& metrics);

/// Whether two paths make a map that 80 columns hold.
bool makes_a_map(const SweepAnswer& answer);
std::string sweep_map(const SweepAnswer& answer, const SweepFigure& figure, const Style& style);
std::string sweep_table(const SweepAnswer& answer, const std::vector<SweepFigure>& figures, const Style& style);

/// The same answer gives the same bytes.
std::string sweep_text(const SweepAnswer& answer, const std::vector<std::string>& metrics, const Style& style);

}  // namespace npcost
