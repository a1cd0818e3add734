#include "ui/report/history_json.h"

#include <fmt/format.h>

#include "sim/prices/history/fit.h"

namespace npcost {
namespace {

void write_price(JsonOut& out, const ClassPrice& price) {
  out.begin_object();
  out.key("model").string(price.model);
  out.key("price").number(price.price.approximate());
  out.key("from").string(day_text(price.from));
  out.key("source").string_or_null(price.source);
  out.key("confidence").string(price.confidence);
  out.key("assumed").boolean(price.assumed);
  out.end_object();
}

void write_fit(JsonOut& out, const std::vector<MonthlyPrice>& months) {
  const auto fit = fit_log_linear(last_window(months));
  if (!fit) {
    out.null();
    return;
  }
  const auto whole = fit_log_linear(months);
  const auto floor = fit_floor(months);
  out.begin_object();
  out.key("halvings_per_year").number(fit->halvings_per_year);
  out.key("r_squared").number(fit->r_squared);
  out.key("months").whole(fit->months);
  out.key("all_months").begin_object();
  out.key("halvings_per_year").number(whole->halvings_per_year);
  out.key("r_squared").number(whole->r_squared);
  out.key("months").whole(whole->months);
  out.key("floor").number(floor->floor);
  out.end_object();
  out.end_object();
}

void write_outlook(JsonOut& out, const ClassOutlook& outlook) {
  out.begin_object();
  out.key("source").string(outlook.source);
  out.key("price_shares").begin_array();
  for (const int months : {6, 12, 24}) {
    out.begin_object();
    out.key("months").whole(static_cast<std::uint64_t>(months));
    out.key("p10").number(price_share(outlook, months / 12.0, 0.1));
    out.key("p50").number(price_share(outlook, months / 12.0, 0.5));
    out.key("p90").number(price_share(outlook, months / 12.0, 0.9));
    out.end_object();
  }
  out.end_array();
  out.key("halvings_per_year").begin_array();
  for (const double value : outlook.halvings_per_year) out.number(value);
  out.end_array();
  out.key("floor_share").begin_array();
  for (const double value : outlook.floor_share) out.number(value);
  out.end_array();
  out.end_object();
}

void write_coverage(JsonOut& out, std::string_view key, const std::vector<Coverage>& rows) {
  out.key(key).begin_array();
  for (const Coverage& row : rows) {
    out.begin_object();
    out.key("of").string(row.of);
    out.key("pairs").whole(row.pairs);
    out.key("inside").whole(row.inside);
    out.key("lower").whole(row.lower);
    out.key("higher").whole(row.higher);
    out.key("share").number(row.pairs == 0 ? std::nullopt : std::optional(row.share()));
    out.key("width").number(row.pairs == 0 ? std::nullopt : std::optional(row.width));
    out.key("p50_off").number(row.pairs == 0 ? std::nullopt : std::optional(row.middle_off));
    out.end_object();
  }
  out.end_array();
}

}  // namespace

void write_history_name(JsonOut& out, const PriceHistory& history) {
  out.begin_object();
  out.key("name").string(history.name);
  out.key("as_of").string_or_null(history.as_of);
  out.key("sha256").string(history.sha256);
  out.end_object();
}

void write_price_class(JsonOut& out, const PriceHistory& history, std::size_t index, Day as_of, bool steps) {
  const PriceClass& shown = history.classes[index];
  out.begin_object();
  out.key("class").string(shown.name);
  out.key("kind").string(class_kind_name(shown.kind));
  out.key("unit").string(unit_of(shown.kind));
  out.key("defined").string(shown.defined);
  const ClassPrice* now = cheapest(history, index, as_of);
  out.key("cheapest");
  now != nullptr ? write_price(out, *now) : static_cast<void>(out.null());
  out.key("fit");
  now != nullptr ? write_fit(out, monthly_cheapest(history, index, as_of)) : static_cast<void>(out.null());
  out.key("outlook");
  const auto outlook = outlook_of(history, shown.name, as_of);
  outlook ? write_outlook(out, *outlook) : static_cast<void>(out.null());
  if (steps) {
    out.key("steps").begin_array();
    for (const CheapestStep& step : cheapest_steps(history, index, as_of)) {
      out.begin_object();
      out.key("day").string(day_text(step.day));
      out.key("cheapest");
      step.price != nullptr ? write_price(out, *step.price) : static_cast<void>(out.null());
      out.end_object();
    }
    out.end_array();
  }
  out.end_object();
}

void write_back_test(JsonOut& out, const PriceHistory& history, const BackTest& test) {
  out.begin_object();
  out.key("as_of").string(test.as_of);
  out.key("method_chosen").string(day_text(method_chosen()));
  out.key("interval").number(0.8);
  write_coverage(out, "coverage", test.coverage);
  write_coverage(out, "classes", test.by_class);
  out.key("pairs").begin_array();
  for (const BackTestPair& pair : test.pairs) {
    out.begin_object();
    out.key("class").string(history.classes[pair.index].name);
    out.key("day").string(day_text(pair.day));
    out.key("months").whole(static_cast<std::uint64_t>(pair.months));
    out.key("price").number(pair.price);
    out.key("p10").number(pair.low);
    out.key("p50").number(pair.middle);
    out.key("p90").number(pair.high);
    out.key("outcome").number(pair.outcome);
    out.key("inside").boolean(pair.inside());
    out.key("fitted").boolean(pair.fitted);
    out.key("apart").boolean(pair.apart);
    out.end_object();
  }
  out.end_array();
  out.end_object();
}

}  // namespace npcost
