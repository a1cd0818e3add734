#pragma once
// One small result with everything in it that a report can show.

#include <optional>

#include "sim/answers/result.h"

namespace npcost::example {

inline Result small_result() {
  Result result;
  result.audit = {.scenario_name = "tavern",
                  .scenario_sha256 = "ab12",
                  .engine_version = "0.1.0",
                  .seed = 18'446'744'073'709'551'615u,
                  .replications = 3,
                  .replications_asked = 10,
                  .price_books = {{"list prices", "2025-01-10", "cd34"}},
                  .partial = true,
                  .partial_why = "interrupted after 3 of 10 replications"};
  result.currency = "USD";
  result.period_text = "2025-01-15 … 30 d, Asia/Seoul";
  result.simulated_players = 1000;
  result.active_players = 250'000.5;
  Metric month;
  month.name = "cost.per_mau_month";
  month.unit = "USD";
  month.denominator = "player and 30 days (MAU)";
  month.mean = 0.1;
  month.percentiles = {{"p5", 0}, {"p50", 0.05}, {"p90", 0.25}, {"p95", 0.5}, {"p99", 1.5}, {"max", 1e21}};
  month.interval = Interval{0.95, -0.01, 0.21, "mean"};
  Metric gpus;
  gpus.name = "fleet.peak_gpus";
  gpus.unit = "1";
  result.metrics = {month, gpus};
  result.usage = {{"brain", {{"input_tokens", "120"}, {"output_tokens", "33.5"}}}};
  result.cost.total = "2";
  result.cost.by_stage = {{"llm", "1.2", 1.2}, {"tts", "0.8", 0.8}};
  result.cost.by_model = {{"brain", "2", 2}};
  result.cost.by_npc = {{"guard", "2", 2}};
  result.cost.by_segment = {{"everyone", "2", 2}};
  result.cost.by_meter = {{"input_tokens", "2", 2}};
  result.cost.by_pipeline = {{"chat", "2", 2}};
  result.series = {.hour = {0, 1}, .cost = {"1.5", "0.5"}, .players = {10, 2.25}};
  BudgetResult budget;
  budget.name = "per player";
  budget.metric = "cost.per_mau_month";
  budget.stat = "p90";
  budget.where = "segment chatters";
  budget.limit_text = "$0.12";
  budget.unit = "USD";
  budget.severity = "warn";
  budget.value = 0.25;
  budget.interval = Interval{0.9, 0.2, 0.3, "p90"};
  budget.verdict = BudgetResult::Verdict::fail;
  budget.max = 0.12;
  result.budgets = {budget};
  result.verdicts = {{"text", 0.1, 0.04, "green", "llm", 0.6}, {"voice", std::nullopt, std::nullopt, "unknown", "", 0}};
  result.assumptions = {
      {"/npcs/guard/reply", "60..160 tokens", "assumed", "", "", ""},
      {"/models/brain/input", "$0.15/1M tokens", "sourced", "price page", "2025-01-10", "list price"}};
  result.warnings = {{Severity::warning, "W701", {}, "/models/brain", "price is old", "import a newer one", "", ""}};
  return result;
}

}  // namespace npcost::example
