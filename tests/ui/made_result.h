#pragma once
// A Result made by hand, so that the summary can be tested without a simulation. Its figures are invented.

#include "sim/answers/result.h"

namespace npcost::made {

inline Metric metric(std::string name, std::string unit, std::string denominator, double mean,
                     std::map<std::string, double> percentiles, double low, double high) {
  return {std::move(name),        std::move(unit),
          std::move(denominator), mean,
          std::move(percentiles), Interval{0.95, low, high, "mean"}};
}

inline BudgetResult budget(std::string name, std::string metric, std::string stat, std::string unit, double value,
                           double low, double high, double max, std::string limit, BudgetResult::Verdict verdict) {
  BudgetResult result;
  result.name = std::move(name);
  result.metric = std::move(metric);
  result.stat = stat;
  result.unit = std::move(unit);
  result.value = value;
  result.interval = Interval{0.95, low, high, std::move(stat)};
  result.max = max;
  result.limit_text = std::move(limit);
  result.severity = "fail";
  result.verdict = verdict;
  return result;
}

inline std::vector<BudgetResult> tavern_budgets() {
  using Verdict = BudgetResult::Verdict;
  std::vector<BudgetResult> budgets{
      budget("per player", "cost.per_mau_month", "p90", "USD", 0.094, 0.091, 0.097, 0.12, "$0.12", Verdict::pass),
      budget("share", "cost.share_of_revenue", "mean", "ratio", 0.091, 0.087, 0.095, 0.08, "8%", Verdict::fail),
      budget("still talking", "quality.degraded_turns", "mean", "ratio", 0.049, 0.046, 0.052, 0.05, "5%",
             Verdict::inconclusive),
      budget("chatters", "cost.per_mau_month", "mean", "USD", 1.71, 1.66, 1.76, 1.5, "$1.50", Verdict::fail),
      budget("대장장이는 빠르게 말해야 한다", "latency.first_text", "p95", "ms", 1210, 1190, 1240, 1500, "1.5 s",
             Verdict::pass)};
  budgets[1].message = "server envelope agreed in September";
  budgets[1].owner = "producer";
  budgets[2].why_inconclusive = "the interval straddles the limit; about 1,300 more replications";
  budgets[3].severity = "warn";
  budgets[3].where = "segment chatters";
  return budgets;
}

inline std::vector<Metric> tavern_metrics() {
  const std::string month = "active player and 30 days";
  return {metric("cost.total", "USD", "", 4'120.5, {}, 4'010.25, 4'230.75),
          metric("cost.per_mau_month", "USD", month, 0.066,
                 {{"p50", 0.049}, {"p90", 0.094}, {"p95", 0.12}, {"p99", 0.31}}, 0.064, 0.068),
          metric("cost.per_dau_day", "USD", "active player and day", 0.0071,
                 {{"p50", 0.006}, {"p90", 0.011}, {"p95", 0.013}, {"p99", 0.02}}, 0.007, 0.0072),
          metric("cost.per_player_hour", "USD", "hour of play", 0.0094,
                 {{"p50", 0.0081}, {"p90", 0.014}, {"p95", 0.017}, {"p99", 0.026}}, 0.0093, 0.0095),
          metric("cost.per_conversation", "USD", "conversation", 0.0042,
                 {{"p50", 0.0038}, {"p90", 0.0061}, {"p95", 0.007}, {"p99", 0.01}}, 0.0041, 0.0043),
          metric("cost.per_turn", "USD", "turn", 0.0005,
                 {{"p50", 0.0005}, {"p90", 0.0006}, {"p95", 0.0007}, {"p99", 0.001}}, 0.0005, 0.0005),
          {"cost.per_voice_minute", "USD", "minute of voice", {}, {}, {}},
          metric("cost.share_of_revenue", "ratio", "net revenue", 0.091, {}, 0.087, 0.095),
          metric("players.dau", "1", "day", 17'240, {}, 17'100, 17'380),
          metric("latency.first_text", "ms", "turn", 702, {{"p50", 640}, {"p95", 1210}, {"p99", 1630}}, 698, 706),
          metric("quality.degraded_turns", "ratio", "turn", 0.049, {}, 0.046, 0.052)};
}

/// A month of text NPCs with every part of a summary in it.
inline Result tavern() {
  Result result;
  result.audit.scenario_name = "Tavern RPG - text NPCs at launch";
  result.audit.seed = 20270301;
  result.audit.replications = result.audit.replications_asked = 412;
  result.audit.price_books = {{"list prices", "2026-11-01", "00"}};
  result.currency = "USD";
  result.period_text = "2027-03-01 … 90 d, Asia/Seoul";
  result.simulated_players = 50'000;
  result.active_players = 100'000;
  result.metrics = tavern_metrics();
  result.cost.total = "4120.5";
  result.cost.by_stage = {{"llm", "3296.4", 3296.4}, {"moderation", "824.1", 824.1}};
  result.cost.by_model = {{"guard", "824.1", 824.1}, {"small", "3296.4", 3296.4}};
  result.cost.by_npc = {
      {"innkeeper", "2060.25", 2060.25}, {"quest giver", "1236.15", 1236.15}, {"대장장이 한스", "824.1", 824.1}};
  result.cost.by_segment = {
      {"tourists", "412.05", 412.05}, {"regulars", "1648.2", 1648.2}, {"chatters", "2060.25", 2060.25}};
  result.budgets = tavern_budgets();
  result.verdicts = {{"text", 0.066, 0.091, "amber", "llm", 0.8}};
  result.assumptions = {
      {"/a", "1", "sourced", "x", "", ""}, {"/b", "1", "assumed", "", "", ""}, {"/c", "1", "assumed", "", "", ""}};
  Diagnostic warning;
  warning.severity = Severity::warning;
  warning.code = "W702";
  warning.pointer = "/npcs/villager/reply";
  warning.message = "the interval \"60..1600 tokens\" is very wide: its mean is 510 tokens, 65% above its median 310";
  result.warnings = {warning};
  return result;
}

/// Names that try to break the screen, no revenue, nobody who played, cut short.
inline Result hostile() {
  Result result;
  result.audit.scenario_name = "evil\x1b[2J\u202Ename\nwith a second line " + std::string(200, 'x');
  result.audit.replications = 1;
  result.audit.replications_asked = 10;
  result.audit.partial = true;
  result.audit.partial_why = "interrupted in the first replication, after 3 of its 250 parts";
  result.currency = "KRW";
  result.period_text = "2027-03-01 … 1 d, UTC";
  result.cost.by_npc = {{"שלום", "1340000", 1'340'000}, {std::string(100, 'y'), "0", 0}};
  for (int i = 0; i < 12; ++i) result.cost.by_model.push_back({"model " + std::to_string(i), "1000", 1000});
  result.verdicts = {{"voice", {}, {}, "unknown", "", 0}};
  BudgetResult budget;
  budget.name = std::string(60, 'b');
  budget.metric = "load.peak_requests_per_min";
  budget.stat = "max";
  budget.unit = "1";
  budget.min = 5;
  budget.limit_text = std::string(150, 'l');
  budget.severity = "fail";
  budget.why_inconclusive = "one replication gives no interval";
  result.budgets = {budget};
  return result;
}

}  // namespace npcost::made
