#include "ui/report/forecast_json.h"

#include "ui/report/json_out.h"
#include "ui/report/write_levers.h"

namespace npcost {
namespace {

void write_audit(JsonOut& out, const ForecastAnswer& forecast) {
  out.key("audit").begin_object();
  out.key("scenario").string(forecast.scenario_name);
  out.key("scenario_sha256").string(forecast.scenario_sha256);
  out.key("engine_version").string(forecast.engine_version);
  out.key("seed").whole(forecast.seed);
  out.key("draws").whole(forecast.draws);
  out.key("draws_asked").whole(forecast.draws_asked);
  out.key("replications").whole(forecast.replications);
  out.key("replications_asked").whole(forecast.replications_asked);
  out.key("currency").string(forecast.currency);
  out.key("start").string(forecast.start);
  out.key("until").string(forecast.until);
  out.key("stays_months").whole(forecast.stays_months);
  out.key("history_as_of").string_or_null(forecast.as_of);
  out.key("growth").string_or_null(forecast.growth_text);
  write_price_books(out, forecast.price_books);
  out.key("partial").boolean(forecast.partial);
  out.key("partial_why").string_or_null(forecast.partial_why);
  out.end_object();
}

void write_date(JsonOut& out, std::string_view key, const ForecastDate& date) {
  out.key(key).begin_object();
  out.key("date").string_or_null(date.day);
  out.key("interval").begin_object();
  out.key("level").number(0.95);
  out.key("low").string_or_null(date.low);
  out.key("high").string_or_null(date.high);
  out.end_object();
  out.end_object();
}

void write_by(JsonOut& out, const ViableBy& by) {
  out.begin_object();
  out.key("date").string(by.day);
  out.key("probability").number(by.probability);
  write_interval(out, by.interval);
  out.end_object();
}

void write_moves(JsonOut& out, const ForecastAnswer& forecast, const std::vector<PriceMoves>& moves) {
  out.key("moved_by").begin_array();
  for (const PriceMoves& one : moves) {
    out.begin_object();
    out.key("price").string(forecast.prices[one.price].name);
    out.key("share_of_cost").number(one.share_of_cost);
    out.key("rank_correlation").number(one.rank_correlation);
    out.key("if_held").begin_object();
    write_date(out, "p50", one.p50_if_held);
    out.key("ever").number(one.ever_if_held);
    out.end_object();
    out.end_object();
  }
  out.end_array();
}

void write_question(JsonOut& out, const ForecastAnswer& forecast, const ForecastQuestionAnswer& question) {
  out.key(question.name).begin_object();
  out.key("metric").string(question.metric);
  out.key("stat").string(question.stat);
  out.key("where").string_or_null(question.where);
  out.key("unit").string(question.unit);
  out.key("limit").number(question.limit);
  out.key("limit_text").string_or_null(question.limit_text);
  out.key("now").number(question.now);
  out.key("why_unknown").string_or_null(question.why_unknown);
  if (question.why_unknown.empty()) {
    write_date(out, "p10", question.p10);
    write_date(out, "p50", question.p50);
    write_date(out, "p90", question.p90);
    out.key("ever").number(question.ever);
    out.key("at_start").number(question.at_start);
    out.key("effective_draws").number(question.effective_draws);
    out.key("by").begin_array();
    for (const ViableBy& by : question.by) write_by(out, by);
    out.end_array();
    out.key("asked_by");
    if (question.asked_by) {
      write_by(out, *question.asked_by);
    } else {
      out.null();
    }
    write_moves(out, forecast, question.moves);
  }
  out.end_object();
}

void write_numbers(JsonOut& out, std::string_view key, const std::vector<double>& numbers) {
  out.key(key).begin_array();
  for (const double number : numbers) out.number(number);
  out.end_array();
}

void write_prices(JsonOut& out, const ForecastAnswer& forecast) {
  out.key("januaries").begin_array();
  for (const std::string& day : forecast.januaries) out.string(day);
  out.end_array();
  out.key("prices").begin_array();
  for (const ForecastPrice& price : forecast.prices) {
    out.begin_object();
    out.key("name").string(price.name);
    out.key("moved_by").string(price.moved_by);
    out.key("class").string_or_null(price.price_class);
    out.key("how").string_or_null(price.how);
    out.key("provenance").string(price.provenance);
    write_numbers(out, "times_p10", price.p10);
    write_numbers(out, "times_p50", price.p50);
    write_numbers(out, "times_p90", price.p90);
    out.end_object();
  }
  out.end_array();
}

}  // namespace

std::string forecast_json(const ForecastAnswer& forecast) {
  JsonOut out;
  out.begin_object();
  out.key("npcost_forecast").whole(1);
  write_audit(out, forecast);
  out.key("questions").begin_object();
  for (const ForecastQuestionAnswer& question : forecast.questions) write_question(out, forecast, question);
  out.end_object();
  write_prices(out, forecast);
  write_warnings(out, forecast.warnings);
  out.end_object();
  return out.text();
}

}  // namespace npcost
