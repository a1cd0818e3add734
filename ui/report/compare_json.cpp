#include "ui/report/compare_json.h"

#include "ui/report/json_out.h"
#include "ui/report/write_levers.h"

namespace npcost {
namespace {

void write_scenario(JsonOut& out, std::string_view key, const ComparedScenario& one, const std::string& period) {
  out.key(key).begin_object();
  out.key("files").begin_array();
  for (const std::string& file : one.files) out.string(file);
  out.end_array();
  out.key("variant").string_or_null(one.variant);
  out.key("scenario").string(one.name);
  out.key("scenario_sha256").string(one.sha256);
  out.key("period").string(period);
  write_price_books(out, one.price_books);
  write_warnings(out, one.warnings);
  out.end_object();
}

void write_audit(JsonOut& out, const Comparison& comparison) {
  out.key("audit").begin_object();
  out.key("engine_version").string(comparison.engine_version);
  out.key("seed").whole(comparison.seed);
  out.key("replications").whole(comparison.replications);
  out.key("replications_asked").whole(comparison.replications_asked);
  out.key("currency").string(comparison.currency);
  out.key("quick").boolean(comparison.quick);
  out.key("partial").boolean(comparison.partial);
  out.key("partial_why").string_or_null(comparison.partial_why);
  out.end_object();
}

void write_compared(JsonOut& out, const std::vector<ComparedMetric>& metrics) {
  out.key("metrics").begin_object();
  for (const ComparedMetric& metric : metrics) {
    out.key(metric.name).begin_object();
    out.key("unit").string(metric.unit);
    out.key("denominator").string(metric.denominator);
    out.key("a").number(metric.a);
    out.key("b").number(metric.b);
    out.key("pairs").whole(metric.pairs);
    out.key("difference").number(metric.difference);
    write_interval(out, metric.interval);
    out.key("relative").number(metric.relative);
    write_interval(out, metric.relative_interval, "relative_interval");
    out.key("word").string(name_of(metric.word));
    out.end_object();
  }
  out.end_object();
}

void write_bridge(JsonOut& out, const Bridge& bridge) {
  out.key("bridge").begin_object();
  out.key("metric").string("cost.total");
  out.key("a").string(bridge.a);
  out.key("b").string(bridge.b);
  out.key("difference").string(bridge.difference);
  out.key("steps").begin_array();
  for (const BridgeStep& step : bridge.steps) {
    out.begin_object();
    out.key("sections").begin_array();
    for (const std::string& section : step.sections) out.string(section);
    out.end_array();
    out.key("amount").string(step.amount);
    out.key("total").string(step.total);
    out.end_object();
  }
  out.end_array();
  out.key("order").string("as listed; another order splits the same difference otherwise");
  out.end_object();
}

}  // namespace

std::string compare_json(const Comparison& comparison) {
  JsonOut out;
  out.begin_object();
  out.key("npcost_comparison").whole(1);
  write_audit(out, comparison);
  write_scenario(out, "a", comparison.a, comparison.period_a);
  write_scenario(out, "b", comparison.b, comparison.period_b);
  write_compared(out, comparison.metrics);
  write_bridge(out, comparison.bridge);
  out.end_object();
  return out.text();
}

}  // namespace npcost
