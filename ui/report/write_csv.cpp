#include "ui/report/write_csv.h"

#include <array>
#include <optional>
#include <utility>

#include "ui/report/shortest_number.h"
#include "ui/report/verdict_word.h"

namespace npcost {

namespace {

/// One row; texts are made safe when it is written, `value` is a number unless it is set through text().
struct Row {
  std::string_view record;
  std::string_view name, group, stat;
  std::string value;  ///< as it stands in the file
  std::string_view unit, denominator;
  std::optional<Interval> interval;
};

std::string number(const std::optional<double>& value) { return value ? shortest_number(*value) : std::string(); }

void write_row(std::string& out, const Row& row) {
  for (const std::string_view text : {row.record, row.name, row.group, row.stat}) out += csv_text(text) + ",";
  out += row.value + "," + csv_text(row.unit) + "," + csv_text(row.denominator);
  if (row.interval) {
    out += "," + shortest_number(row.interval->low) + "," + shortest_number(row.interval->high) + "," +
           shortest_number(row.interval->level);
  } else {
    out += ",,,";
  }
  out += "\r\n";
}

Row text_row(std::string_view record, std::string_view name, std::string_view group, std::string_view stat,
             std::string_view text) {
  return {record, name, group, stat, csv_text(text), {}, {}, {}};
}

void write_audit(std::string& out, const Result& result) {
  const Result::Audit& audit = result.audit;
  write_row(out, text_row("audit", "scenario", {}, {}, audit.scenario_name));
  write_row(out, text_row("audit", "scenario_sha256", {}, {}, audit.scenario_sha256));
  write_row(out, text_row("audit", "engine_version", {}, {}, audit.engine_version));
  write_row(out, text_row("audit", "period", {}, {}, result.period_text));
  write_row(out, {"audit", "seed", {}, {}, std::to_string(audit.seed), {}, {}, {}});
  write_row(out, {"audit", "replications", {}, {}, std::to_string(audit.replications), {}, {}, {}});
  write_row(out, {"audit", "simulated_players", {}, "mean", shortest_number(result.simulated_players), {}, {}, {}});
  write_row(out, {"audit", "active_players", {}, "mean", shortest_number(result.active_players), {}, {}, {}});
  for (const Scenario::BookUsed& book : audit.price_books) {
    write_row(out, text_row("audit", "price_book", book.name, "as_of", book.as_of));
    write_row(out, text_row("audit", "price_book", book.name, "sha256", book.sha256));
  }
  write_row(out, text_row("audit", "partial", {}, {}, audit.partial ? "true" : "false"));
  if (audit.partial) write_row(out, text_row("audit", "partial_why", {}, {}, audit.partial_why));
}

void write_metrics(std::string& out, const Result& result) {
  for (const Metric& metric : result.metrics) {
    write_row(
        out,
        {"metric", metric.name, {}, "mean", number(metric.mean), metric.unit, metric.denominator, metric.interval});
    for (const char* percentile : {"p5", "p50", "p90", "p95", "p99", "max"}) {
      const auto found = metric.percentiles.find(percentile);
      if (found == metric.percentiles.end()) continue;
      write_row(
          out,
          {"metric", metric.name, {}, percentile, shortest_number(found->second), metric.unit, metric.denominator, {}});
    }
  }
}

void write_bills(std::string& out, const Result& result) {
  for (const BookResult& bill : result.prices) {
    write_row(out, {"prices", bill.book.name, "cost.total", "total", bill.total, result.currency, {}, {}});
    for (const Metric& metric : bill.metrics) {
      const auto add = [&](std::string_view stat, std::string value, const std::optional<Interval>& interval) {
        write_row(out, {"prices", bill.book.name, metric.name, stat, std::move(value), metric.unit, metric.denominator, interval});
      };
      add("mean", number(metric.mean), metric.interval);
      for (const auto& [percentile, value] : metric.percentiles) add(percentile, shortest_number(value), {});
    }
  }
}

void write_cost(std::string& out, const Result& result) {
  const Result::Cost& cost = result.cost;
  write_row(out, {"cost", "total", {}, "total", cost.total, result.currency, {}, {}});
  struct Group {
    std::string_view name;
    const std::vector<NamedAmount>* parts;
  };
  const std::array groups = {Group{"by_stage", &cost.by_stage}, Group{"by_model", &cost.by_model},
                             Group{"by_npc", &cost.by_npc},     Group{"by_segment", &cost.by_segment},
                             Group{"by_meter", &cost.by_meter}, Group{"by_pipeline", &cost.by_pipeline}};
  for (const Group& group : groups) {
    for (const NamedAmount& part : *group.parts) {
      write_row(out, {"cost", part.name, group.name, "total", part.amount, result.currency, {}, {}});
    }
  }
}

void write_usage(std::string& out, const Result& result) {
  for (const auto& [model, meters] : result.usage) {
    for (const auto& [meter, count] : meters) write_row(out, {"usage", meter, model, "total", count, "1", {}, {}});
  }
}

void write_series(std::string& out, const Result& result) {
  const Result::Series& series = result.series;
  for (std::size_t h = 0; h < series.hour.size(); ++h) {
    const std::string hour = std::to_string(series.hour[h]);
    if (h < series.cost.size()) {
      write_row(out, {"series", "cost", hour, "total", series.cost[h], result.currency, "hour", {}});
    }
    if (h < series.players.size()) {
      write_row(out, {"series", "players", hour, "mean", shortest_number(series.players[h]), "1", "hour", {}});
    }
  }
}

void write_budgets(std::string& out, const Result& result) {
  for (const BudgetResult& budget : result.budgets) {
    const std::string group = budget.where.empty() ? budget.metric : budget.metric + " of " + budget.where;
    write_row(out, {"budget", budget.name, group, budget.stat, number(budget.value), budget.unit, {}, budget.interval});
    if (budget.max) write_row(out, {"budget", budget.name, group, "max", number(budget.max), budget.unit, {}, {}});
    if (budget.min) write_row(out, {"budget", budget.name, group, "min", number(budget.min), budget.unit, {}, {}});
    write_row(out, text_row("budget", budget.name, group, "verdict", verdict_word(budget.verdict)));
    write_row(out, text_row("budget", budget.name, group, "severity", budget.severity));
    if (!budget.why_inconclusive.empty())
      write_row(out, text_row("budget", budget.name, group, "why", budget.why_inconclusive));
  }
}

void write_judged(std::string& out, const ModeVerdict& verdict) {
  for (const Judged& one : verdict.judged) {
    if (one.of == "mean") continue;   // has rows of its own
    write_row(out, {"verdict", verdict.mode, one.of, "share_of_net_revenue", number(one.share), "ratio", {}, one.interval});
    write_row(out, text_row("verdict", verdict.mode, one.of, "band", one.band));
  }
}

void write_verdicts(std::string& out, const Result& result) {
  for (const ModeVerdict& verdict : result.verdicts) {
    write_row(out, text_row("verdict", verdict.mode, {}, "band", verdict.band));
    write_row(
        out,
        {"verdict", verdict.mode, {}, "share_of_net_revenue", number(verdict.share_of_net_revenue), "ratio", {}, {}});
    write_row(out, {"verdict",
                    verdict.mode,
                    {},
                    "cost_per_mau_month",
                    number(verdict.cost_per_mau_month),
                    result.currency,
                    "player and 30 days (MAU)",
                    {}});
    write_judged(out, verdict);
    if (verdict.binding_component.empty()) continue;
    write_row(out, text_row("verdict", verdict.mode, {}, "binding_component", verdict.binding_component));
    write_row(out,
              {"verdict", verdict.mode, {}, "binding_share", shortest_number(verdict.binding_share), "ratio", {}, {}});
  }
}

void write_money(std::string& out, const Result& result) {
  if (!result.money) return;
  for (const MoneyFigure& figure : result.money->figures)
    write_row(out, {"money", figure.name, {}, "mean", number(figure.value), figure.unit, figure.denominator, figure.interval});
  for (const RegionResult& region : result.money->regions) {
    write_row(out, {"money", "share_of_net_revenue", region.name, "mean", number(region.share_of_net_revenue), "ratio", {},
                    region.interval});
    write_row(out, text_row("money", "share_of_net_revenue", region.name, "band", region.band));
  }
}

void write_levers(std::string& out, const Result& result) {
  for (const PolicyResult& policy : result.policies) {
    write_row(out, {"policy", policy.name, policy.kind, "turns", number(policy.turns), "ratio", "turns asked for", {}});
    if (!policy.reached) continue;
    write_row(out, {"policy", policy.name, policy.kind, "reached", number(policy.reached), "1", "the whole run, all active players", {}});
    write_row(out, {"policy", policy.name, policy.kind, "over", number(policy.over), policy.over_unit,
                    "the whole run, all active players", {}});
  }
  for (const EventResult& event : result.events) {
    write_row(out, {"event", event.name, event.kind, "happened", shortest_number(event.happened), "ratio", "replications", {}});
  }
}

void write_variants(std::string& out, const Result& result) {
  for (const VariantResult& variant : result.variants) {
    if (variant.automatic()) write_row(out, text_row("variant", variant.name, {}, "without_policy", variant.policy));
    if (variant.saving) {
      write_row(out, {"variant", variant.name, "cost.per_mau_month", "saving", shortest_number(variant.saving->share), "ratio",
                      "cost without the policy", variant.saving->interval});
    }
    for (const Metric& metric : variant.metrics) {
      write_row(out, {"variant", variant.name, metric.name, "mean", number(metric.mean), metric.unit, metric.denominator, metric.interval});
    }
    for (const MetricDifference& difference : variant.differences) {
      Row row{"variant", variant.name, difference.metric, "difference", number(difference.mean), difference.unit, {}, difference.interval};
      write_row(out, row);
      row.stat = "relative";
      row.value = number(difference.relative);
      row.unit = "ratio";
      row.interval = difference.relative_interval;
      write_row(out, row);
    }
  }
}

}  // namespace

std::string csv_text(std::string_view text) {
  constexpr std::array<std::string_view, 11> starts_formula = {"=",  "+",      "-",      "@",      "\t",    "\r",
                                                               "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"};
  bool formula = false;
  for (const std::string_view start : starts_formula) formula = formula || text.starts_with(start);
  const bool quoted = formula || text.find_first_of(",\"\r\n") != std::string_view::npos;
  if (!quoted) return std::string(text);
  std::string cell = formula ? "\"'" : "\"";
  for (const char c : text) {
    if (c == '"') cell += '"';
    cell += c;
  }
  return cell + "\"";
}

std::string result_csv(const Result& result) {
  std::string out = "record,name,group,stat,value,unit,denominator,low,high,level\r\n";
  write_audit(out, result);
  write_metrics(out, result);
  write_cost(out, result);
  write_usage(out, result);
  write_series(out, result);
  write_budgets(out, result);
  write_verdicts(out, result);
  write_money(out, result);
  write_levers(out, result);
  write_variants(out, result);
  write_bills(out, result);
  for (const Assumption& assumption : result.assumptions) {
    write_row(out, text_row("assumption", assumption.pointer, assumption.provenance, {}, assumption.value));
  }
  for (const Diagnostic& warning : result.warnings) {
    write_row(out, text_row("warning", warning.code, warning.pointer, {}, warning.message));
  }
  return out;
}

}  // namespace npcost
