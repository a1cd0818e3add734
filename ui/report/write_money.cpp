#include "ui/report/write_money.h"

#include "ui/report/write_flips.h"
#include "ui/report/write_levers.h"

namespace npcost {

namespace {

void write_judged(JsonOut& out, const std::vector<Judged>& judged) {
  out.key("judged").begin_array();
  for (const Judged& one : judged) {
    out.begin_object();
    out.key("of").string(one.of);
    out.key("share_of_net_revenue").number(one.share);
    out.key("band").string(one.band);
    write_interval(out, one.interval);
    out.key("note").string_or_null(one.note);
    out.end_object();
  }
  out.end_array();
}

void flag_or_null(JsonOut& out, std::string_view key, const std::optional<bool>& flag) {
  out.key(key);
  if (flag) {
    out.boolean(*flag);
  } else {
    out.null();
  }
}

void write_components(JsonOut& out, const std::vector<CostComponent>& components) {
  out.key("components").begin_array();
  for (const CostComponent& part : components) {
    out.begin_object();
    out.key("component").string(part.name);
    out.key("share").number(part.share);
    flag_or_null(out, "green_without", part.green_without);
    flag_or_null(out, "green_alone", part.green_alone);
    out.end_object();
  }
  out.end_array();
}

void write_figures(JsonOut& out, const std::vector<MoneyFigure>& figures) {
  out.key("figures").begin_object();
  for (const MoneyFigure& figure : figures) {
    out.key(figure.name).begin_object();
    out.key("label").string(figure.label);
    out.key("unit").string(figure.unit);
    out.key("denominator").string(figure.denominator);
    out.key("value").number(figure.value);
    write_interval(out, figure.interval);
    out.key("why_absent").string_or_null(figure.why_absent);
    out.end_object();
  }
  out.end_object();
}

void write_regions(JsonOut& out, const std::vector<RegionResult>& regions) {
  out.key("regions").begin_object();
  for (const RegionResult& region : regions) {
    out.key(region.name).begin_object();
    out.key("share").number(region.share);
    out.key("net_per_mau_month").number(region.net_per_mau_month);
    out.key("share_of_net_revenue").number(region.share_of_net_revenue);
    out.key("band").string(region.band);
    write_interval(out, region.interval);
    out.end_object();
  }
  out.end_object();
}

}  // namespace

void write_verdicts(JsonOut& out, const Result& result) {
  out.key("verdict").begin_object();
  for (const ModeVerdict& verdict : result.verdicts) {
    out.key(verdict.mode).begin_object();
    out.key("band").string(verdict.band);
    out.key("share_of_net_revenue").number(verdict.share_of_net_revenue);
    out.key("cost_per_mau_month").number(verdict.cost_per_mau_month);
    out.key("fixed_per_mau_month").number(verdict.fixed_per_mau_month);
    out.key("binding_component").string_or_null(verdict.binding_component);
    out.key("binding_share");
    if (verdict.binding_component.empty()) {
      out.null();
    } else {
      out.number(verdict.binding_share);
    }
    write_judged(out, verdict.judged);
    write_components(out, verdict.components);
    write_flips(out, verdict);
    out.end_object();
  }
  out.end_object();
}

void write_money(JsonOut& out, const Result& result) {
  out.key("bands").begin_object();
  out.key("green").number(result.bands.green);
  out.key("amber").number(result.bands.amber);
  out.key("red").number(result.bands.red);
  out.end_object();
  if (!result.money) return;
  const MoneyResult& money = *result.money;
  out.key("money").begin_object();
  out.key("model").string(money.model);
  out.key("paid_by").string(money.paid_by);
  out.key("studio_pays").number(money.studio_pays);
  write_figures(out, money.figures);
  write_regions(out, money.regions);
  out.key("fixed_costs_per_month").begin_object();
  for (const FixedCostResult& cost : money.fixed_costs) out.key(cost.name).number(cost.per_month);
  out.end_object();
  out.key("launch_budget").number(money.launch_budget);
  flag_or_null(out, "launch_fits", money.launch_fits);
  out.end_object();
}

}  // namespace npcost
