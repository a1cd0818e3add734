#include "ui/report/sensitivity_json.h"

#include "ui/report/json_out.h"
#include "ui/report/write_levers.h"

namespace npcost {
namespace {

void write_audit(JsonOut& out, const SensitivityAnswer& answer) {
  out.key("audit").begin_object();
  out.key("scenario").string(answer.scenario);
  out.key("scenario_sha256").string(answer.scenario_sha256);
  out.key("engine_version").string(answer.engine_version);
  out.key("seed").whole(answer.seed);
  out.key("period").string(answer.period_text);
  out.key("currency").string(answer.currency);
  const bool sobol = answer.method == Sensitivity::Method::sobol;
  out.key(sobol ? "points" : "replications").whole(sobol ? answer.points : answer.replications);
  out.key(sobol ? "points_asked" : "replications_asked").whole(sobol ? answer.points_asked : answer.replications_asked);
  out.key("correlations_left_out").whole(answer.correlated);
  out.key("runs_without_value").whole(answer.without_value);
  out.key("quick").boolean(answer.quick);
  out.key("partial").boolean(answer.partial);
  out.key("partial_why").string_or_null(answer.partial_why);
  out.end_object();
}

void write_unknown(JsonOut& out, const StudiedUnknown& unknown, Influence influence) {
  out.key("pointer").string(unknown.pointer);
  out.key("written").string_or_null(unknown.written);
  out.key("influence").string(influence_word(influence));
}

void write_bars(JsonOut& out, const SensitivityAnswer& answer) {
  out.key("at_medians").number(answer.at_medians);
  out.key("unknowns").begin_array();
  for (const TornadoBar& bar : answer.bars) {
    out.begin_object();
    write_unknown(out, bar.unknown, bar.influence);
    out.key("at_p5").number(bar.low);
    out.key("at_p95").number(bar.high);
    out.key("swing").number(bar.swing);
    write_interval(out, bar.swing_interval);
    out.end_object();
  }
  out.end_array();
}

void write_shares(JsonOut& out, const SensitivityAnswer& answer) {
  if (answer.indices) {
    out.key("mean").number(answer.indices->mean);
    out.key("variance").number(answer.indices->variance);
    out.key("interactions").number(answer.indices->interactions);
  } else {
    for (const char* key : {"mean", "variance", "interactions"}) out.key(key).null();
  }
  out.key("unknowns").begin_array();
  for (const SobolBar& bar : answer.shares) {
    out.begin_object();
    write_unknown(out, bar.unknown, bar.influence);
    out.key("first_order").number(bar.index.first);
    write_interval(out, bar.index.first_interval, "first_order_interval");
    out.key("total").number(bar.index.total);
    write_interval(out, bar.index.total_interval, "total_interval");
    out.end_object();
  }
  out.end_array();
}

}  // namespace

std::string sensitivity_json(const SensitivityAnswer& answer) {
  const bool sobol = answer.method == Sensitivity::Method::sobol;
  JsonOut out;
  out.begin_object();
  out.key("npcost_sensitivity").whole(1);
  write_audit(out, answer);
  out.key("method").string(sobol ? "sobol" : "tornado");
  out.key("metric").string(answer.metric);
  out.key("unit").string(answer.unit);
  out.key("denominator").string(answer.denominator);
  if (sobol) {
    write_shares(out, answer);
  } else {
    write_bars(out, answer);
  }
  out.end_object();
  return out.text();
}

}  // namespace npcost
