#include <algorithm>

#include "sim/scenario/written_number.h"
#include "ui/report/shortest_number.h"
#include "ui/report/sweep_json.h"
#include "ui/report/verdict_word.h"
#include "ui/report/write_csv.h"

namespace npcost {

namespace {

bool is_chosen(const std::string& metric, const std::vector<std::string>& names) {
  return names.empty() || std::find(names.begin(), names.end(), metric) != names.end();
}

std::string number(const std::optional<double>& value) { return value ? shortest_number(*value) : std::string(); }

/// The first point that is known says which columns there are: all have the same metrics, budgets and modes, or they stay empty.
const SweepPoint* known(const SweepAnswer& answer) {
  for (const SweepPoint& point : answer.points) {
    if (point.replications > 0) return &point;
  }
  return nullptr;
}

std::string head(const SweepAnswer& answer, const SweepPoint* like, const std::vector<std::string>& names) {
  std::string line;
  for (const SweepAxis& axis : answer.axes) line += csv_text(axis.pointer) + ",";
  line += "replications,cost_total";
  if (like == nullptr) return line;
  for (const Metric& metric : like->metrics) {
    if (is_chosen(metric.name, names))
      line += "," + csv_text(metric.name) + "," + csv_text(metric.name + " low") + "," + csv_text(metric.name + " high");
  }
  for (const BudgetResult& budget : like->budgets)
    line += "," + csv_text("budget " + budget.name) + "," + csv_text("verdict " + budget.name);
  for (const ModeVerdict& verdict : like->verdicts) line += "," + csv_text("band " + verdict.mode);
  return line;
}

std::string band_of_mode(const SweepPoint& point, const std::string& mode) {
  for (const ModeVerdict& verdict : point.verdicts) {
    if (verdict.mode == mode) return verdict.band;
  }
  return {};
}

std::string row(const SweepPoint& point, const SweepPoint* like, const std::vector<std::string>& names) {
  std::string line;
  for (const std::string& value : point.values) line += csv_text(shown_value(value)) + ",";
  line += std::to_string(point.replications) + "," + point.total;
  if (like == nullptr) return line;
  for (std::size_t i = 0; i < like->metrics.size(); ++i) {
    if (!is_chosen(like->metrics[i].name, names)) continue;
    const bool there = i < point.metrics.size();
    const auto& interval = there ? point.metrics[i].interval : std::nullopt;
    line += "," + (there ? number(point.metrics[i].mean) : "") + ",";
    line += interval ? shortest_number(interval->low) + "," + shortest_number(interval->high) : std::string(",");
  }
  for (std::size_t i = 0; i < like->budgets.size(); ++i) {
    const bool there = i < point.budgets.size();
    line += "," + (there ? number(point.budgets[i].value) : "") + "," + (there ? std::string(verdict_word(point.budgets[i].verdict)) : "");
  }
  for (const ModeVerdict& verdict : like->verdicts) line += "," + csv_text(band_of_mode(point, verdict.mode));
  return line;
}

}  // namespace

std::string sweep_csv(const SweepAnswer& answer, const std::vector<std::string>& metrics) {
  const SweepPoint* like = known(answer);
  std::string text = head(answer, like, metrics) + "\r\n";
  for (const SweepPoint& point : answer.points) text += row(point, like, metrics) + "\r\n";
  return text;
}

}  // namespace npcost
