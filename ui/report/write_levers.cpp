#include "ui/report/write_levers.h"

namespace npcost {

void write_interval(JsonOut& out, const std::optional<Interval>& interval, std::string_view key) {
  out.key(key);
  if (!interval) {
    out.null();
    return;
  }
  out.begin_object();
  out.key("level").number(interval->level);
  out.key("low").number(interval->low);
  out.key("high").number(interval->high);
  out.key("of").string(interval->of);
  out.end_object();
}

namespace {

/// Variances in the square of the metric's unit.
void write_spread(JsonOut& out, const SpreadParts& spread) {
  out.key("spread").begin_object();
  out.key("unknown_variance").number(spread.unknown);
  out.key("luck_variance").number(spread.luck);
  out.key("unknown_share").number(spread.unknown_share);
  write_interval(out, spread.share_interval);
  out.key("draws").whole(spread.draws);
  out.end_object();
}

}  // namespace

void write_price_books(JsonOut& out, const std::vector<Scenario::BookUsed>& books) {
  out.key("price_books").begin_array();
  for (const Scenario::BookUsed& book : books) {
    out.begin_object();
    out.key("name").string(book.name);
    out.key("as_of").string_or_null(book.as_of);
    out.key("sha256").string_or_null(book.sha256);
    out.end_object();
  }
  out.end_array();
}

void write_metrics(JsonOut& out, const std::vector<Metric>& metrics) {
  out.key("metrics").begin_object();
  for (const Metric& metric : metrics) {
    out.key(metric.name).begin_object();
    out.key("unit").string(metric.unit);
    out.key("denominator").string(metric.denominator);
    out.key("mean").number(metric.mean);
    for (const char* percentile : {"p5", "p50", "p90", "p95", "p99", "max"}) {
      const auto found = metric.percentiles.find(percentile);
      if (found != metric.percentiles.end()) out.key(percentile).number(found->second);
    }
    write_interval(out, metric.interval);
    if (!metric.percentile_intervals.empty()) {
      out.key("intervals").begin_object();
      for (const char* percentile : {"p5", "p50", "p90", "p95", "p99", "max"}) {
        const auto found = metric.percentile_intervals.find(percentile);
        if (found != metric.percentile_intervals.end()) write_interval(out, found->second, percentile);
      }
      out.end_object();
    }
    if (metric.spread) write_spread(out, *metric.spread);
    out.end_object();
  }
  out.end_object();
}

void write_warnings(JsonOut& out, const std::vector<Diagnostic>& warnings) {
  out.key("warnings").begin_array();
  for (const Diagnostic& warning : warnings) {
    out.begin_object();
    out.key("code").string(warning.code);
    out.key("pointer").string(warning.pointer);
    if (warning.place.source != nullptr) {
      const LineColumn at = line_column(warning.place);
      out.key("file").string(warning.place.source->name);
      out.key("line").whole(at.line);
      out.key("column").whole(at.column);
    }
    out.key("message").string(warning.message);
    out.key("hint").string_or_null(warning.hint);
    out.end_object();
  }
  out.end_array();
}

void write_policies(JsonOut& out, const Result& result) {
  out.key("policies").begin_object();
  for (const PolicyResult& policy : result.policies) {
    out.key(policy.name).begin_object();
    out.key("kind").string(policy.kind);
    out.key("limit").string_or_null(policy.limit);
    out.key("share_of_turns").number(policy.turns);
    out.key("times_reached").number(policy.reached);
    out.key("over").number(policy.over);
    out.key("over_unit").string_or_null(policy.over_unit);
    out.end_object();
  }
  out.end_object();
}

void write_events(JsonOut& out, const Result& result) {
  out.key("events").begin_object();
  for (const EventResult& event : result.events) {
    out.key(event.name).begin_object();
    out.key("kind").string(event.kind);
    out.key("when").string(event.when);
    out.key("probability").number(event.probability);
    out.key("happened").number(event.happened);
    out.end_object();
  }
  out.end_object();
}

namespace {

void write_differences(JsonOut& out, const VariantResult& variant) {
  out.key("differences").begin_object();
  for (const MetricDifference& difference : variant.differences) {
    out.key(difference.metric).begin_object();
    out.key("unit").string(difference.unit);
    out.key("mean").number(difference.mean);
    write_interval(out, difference.interval);
    out.key("relative").number(difference.relative);
    write_interval(out, difference.relative_interval, "relative_interval");
    out.end_object();
  }
  out.end_object();
}

}  // namespace

void write_variants(JsonOut& out, const Result& result) {
  out.key("variants").begin_object();
  for (const VariantResult& variant : result.variants) {
    out.key(variant.name).begin_object();
    out.key("automatic").boolean(variant.automatic());
    out.key("without_policy").string_or_null(variant.policy);
    out.key("saving");
    if (variant.saving) {
      out.begin_object();
      out.key("share").number(variant.saving->share);
      write_interval(out, variant.saving->interval);
      out.end_object();
    } else {
      out.null();
    }
    write_metrics(out, variant.metrics);
    write_differences(out, variant);
    out.end_object();
  }
  out.end_object();
}

}  // namespace npcost
