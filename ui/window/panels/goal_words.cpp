#include "ui/window/panels/goal_words.h"

#include "ui/window/panels/charts_of.h"
#include "ui/window/panels/sweep_plane.h"

namespace npcost::window {

std::string side_title(const Panel& p, const std::string& pointer) {
  const Parameter* const parameter = parameter_at(p.screen, pointer);
  if (parameter == nullptr) return shown_name(pointer);
  std::string group;
  if (parameter->kind != Parameter::Kind::price) group = group_text(p.ui.language, shown_name(parameter->group)) + " · ";
  const std::string unit = shown_name(parameter->sign + parameter->unit);
  return group + shown_name(label_text(p.ui.language, *parameter)) + (unit.empty() ? "" : "  (" + unit + ")");
}

std::string goal_metric(const Panel& p, const Goal& goal) {
  const std::string metric = shown_name(metric_text(p.ui.language, goal.metric));
  return goal.stat == Stat::mean ? metric : p.say("chart.of_mode", stat_text(p.ui.language, goal.stat), metric);
}

std::string goal_title(const Panel& p, const Goal& goal) {
  const std::string head = goal.mode ? mode_text(p.ui.language, *goal.mode) : shown_name(goal.name);
  return head.empty() ? goal_metric(p, goal) : head + ": " + goal_metric(p, goal);
}

std::string goal_amount(const Panel& p, const Goal& goal, double value) {
  if (goal.unit == "ratio" || goal.unit == "%") return charts::percent(value, value < 0.1 ? 2 : 1);
  if (goal.unit == p.screen.currency) return charts::money(value, p.money);
  return charts::short_number(value) + (goal.unit.empty() ? "" : " " + shown_name(goal.unit));
}

std::string goal_limit_amount(const Panel& p, const Goal& goal) {
  if (!goal.limit) return {};
  if (goal.unit == p.screen.currency) return limit_amount(*goal.limit, p.money);
  return goal.unit == "ratio" ? charts::percent_tick(*goal.limit, 0.0) : goal_amount(p, goal, *goal.limit);
}

std::string goal_limit(const Panel& p, const Goal& goal) {
  if (!goal.limit) return p.say("sweep.limit_own");
  return p.say(goal.mode ? WordKey("sweep.limit_band") : WordKey("sweep.limit_budget"), goal_limit_amount(p, goal));
}

}  // namespace npcost::window
