#include "ui/report/write_json.h"

#include "ui/report/json_out.h"
#include "ui/report/write_bills.h"
#include "ui/report/write_levers.h"
#include "ui/report/write_money.h"

namespace npcost {

namespace {

/// Of a run that ends when it has enough: of what, and how far it came.
void write_length(JsonOut& out, const Result& result) {
  if (result.looks) out.key("looks").whole(*result.looks);
  if (!result.precision) return;
  const Precision& precision = *result.precision;
  out.key("stop_when").begin_object();
  out.key("metric").string(precision.metric);
  out.key("confidence").number(precision.confidence);
  out.key("half_width_asked").number(precision.asked);
  out.key("half_width").number(precision.half_width);
  out.key("reached").boolean(precision.reached());
  out.key("fewest_replications").whole(precision.fewest);
  out.key("max_replications").whole(precision.most);
  out.key("more_for_half");
  if (const auto more = precision.half_width ? precision.more_for(*precision.half_width / 2) : std::nullopt) {
    out.whole(*more);
  } else {
    out.null();
  }
  out.end_object();
}

void write_audit(JsonOut& out, const Result& result) {
  const Result::Audit& audit = result.audit;
  out.key("audit").begin_object();
  out.key("scenario").string(audit.scenario_name);
  out.key("scenario_sha256").string(audit.scenario_sha256);
  out.key("engine_version").string(audit.engine_version);
  out.key("seed").whole(audit.seed);
  out.key("replications").whole(audit.replications);
  out.key("replications_asked").whole(audit.replications_asked);
  write_length(out, result);
  out.key("period").string(result.period_text);
  out.key("currency").string(result.currency);
  out.key("simulated_players").number(result.simulated_players);
  out.key("active_players").number(result.active_players);
  write_price_books(out, audit.price_books);
  out.key("partial").boolean(audit.partial);
  out.key("partial_why").string_or_null(audit.partial_why);
  out.end_object();
}

void write_usage(JsonOut& out, const Result& result) {
  out.key("usage").begin_object();
  for (const auto& [model, meters] : result.usage) {
    out.key(model).begin_object();
    for (const auto& [meter, count] : meters) out.key(meter).string(count);
    out.end_object();
  }
  out.end_object();
}

void write_parts(JsonOut& out, std::string_view key, const std::vector<NamedAmount>& parts) {
  out.key(key).begin_object();
  for (const NamedAmount& part : parts) out.key(part.name).string(part.amount);
  out.end_object();
}

void write_cost(JsonOut& out, const Result& result) {
  const Result::Cost& cost = result.cost;
  out.key("cost").begin_object();
  out.key("total").string_or_null(cost.total);
  write_parts(out, "by_stage", cost.by_stage);
  write_parts(out, "by_model", cost.by_model);
  write_parts(out, "by_npc", cost.by_npc);
  write_parts(out, "by_segment", cost.by_segment);
  write_parts(out, "by_meter", cost.by_meter);
  write_parts(out, "by_pipeline", cost.by_pipeline);
  out.end_object();
}

void write_series(JsonOut& out, const Result& result) {
  out.key("series").begin_object();
  out.key("hour").begin_array();
  for (const std::uint32_t hour : result.series.hour) out.whole(hour);
  out.end_array();
  out.key("cost").begin_array();
  for (const std::string& cost : result.series.cost) out.string(cost);
  out.end_array();
  out.key("players").begin_array();
  for (const double players : result.series.players) out.number(players);
  out.end_array();
  out.end_object();
}

void write_assumptions(JsonOut& out, const Result& result) {
  out.key("assumptions").begin_array();
  for (const Assumption& assumption : result.assumptions) {
    out.begin_object();
    out.key("pointer").string(assumption.pointer);
    out.key("value").string(assumption.value);
    out.key("provenance").string(assumption.provenance);
    out.key("source").string_or_null(assumption.source);
    out.key("as_of").string_or_null(assumption.as_of);
    out.key("why").string_or_null(assumption.why);
    out.end_object();
  }
  out.end_array();
}

}  // namespace

std::string result_json(const Result& result) {
  JsonOut out;
  out.begin_object();
  out.key("npcost_result").whole(1);
  write_audit(out, result);
  write_metrics(out, result.metrics);
  write_usage(out, result);
  write_cost(out, result);
  write_series(out, result);
  write_budgets(out, result.budgets);
  write_verdicts(out, result);
  write_money(out, result);
  write_policies(out, result);
  write_events(out, result);
  write_variants(out, result);
  write_bills(out, result);
  write_assumptions(out, result);
  write_warnings(out, result.warnings);
  out.end_object();
  return out.text();
}

}  // namespace npcost
