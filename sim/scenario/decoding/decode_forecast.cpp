// What `npcost forecast` is asked.
#include <fmt/format.h>

#include <chrono>
#include <cmath>

#include "sim/reading/price_path.h"
#include "sim/scenario/decoding/decode.h"
#include "sim/scenario/questions.h"
#include "sim/scenario/read_scenario.h"

namespace npcost {

namespace {

/// Quantities that grow more than this in the time that is looked at have exploded.
constexpr double most_growth = 1e6;

class ForecastDecoder {
 public:
  ForecastDecoder(Decoding& decoding, const JsonMember& member)
      : decoding_(decoding), fields_(decoding, member.value, "forecast", "/experiment/forecast") {
    forecast_.place = member.key_place;
  }

  Forecast decode() {
    forecast_.until = day("until");
    forecast_.by = day("by");
    forecast_.draws = static_cast<std::uint32_t>(fields_.whole("draws", 1000));
    forecast_.stays_months = static_cast<std::uint32_t>(fields_.whole("stays", 3));
    if (fields_.find("step") != nullptr && fields_.text("step") != "1 mo") {
      error("step", "a forecast is judged month by month, and dates are found to the day inside of a month", "remove \"step\"");
    }
    check_horizon();
    decode_budget();
    decode_growth();
    return std::move(forecast_);
  }

 private:
  void error(std::string_view key, std::string message, std::string hint) {
    decoding_.diagnostics.error("E238", fields_.place(key), fields_.at(key), std::move(message), std::move(hint));
  }

  LocalTime start() const {
    return LocalTime{std::chrono::days{local_moment(decoding_.frame.start, decoding_.frame.zone).day}};
  }

  /// A day after the start and not beyond what anybody can say; what is no date at all has been reported.
  std::optional<LocalTime> day(std::string_view key) {
    const JsonValue* value = fields_.find(key);
    if (value == nullptr) return std::nullopt;
    Diagnostics reported;
    const auto when = read_when(*value, fields_.at(key), reported);
    if (!when) {
      if (value->kind == JsonValue::Kind::string && value->text.starts_with("day "))
        error(key, "a day of the calendar is needed here", "write it as \"2031-12-31\"");
      return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(*when)};
    if (*when <= start()) {
      error(key,
            fmt::format("a forecast looks ahead: \"{}\" must lie behind the start, which is {}", key,
                        date_text(Instant{start().time_since_epoch()})),
            key == "until" ? "write a later day" : "write a later day, or an earlier \"start\" in \"time\"");
      return std::nullopt;
    }
    if (static_cast<int>(date.year()) <= last_forecast_year) return when;
    error(key, fmt::format("nobody can say what prices do after {}", last_forecast_year),
          fmt::format("write a day until {}-12-31", last_forecast_year));
    return std::nullopt;
  }

  void check_horizon() {
    if (forecast_.until && forecast_.by && *forecast_.by > *forecast_.until) {
      error("by", "\"by\" lies behind \"until\", and nothing is judged there", "write a later \"until\"");
    }
    constexpr auto longest_month = std::chrono::days{31};
    if (forecast_.until && *forecast_.until - start() < forecast_.stays_months * longest_month) {
      error("until",
            fmt::format("what must stay viable for {} month{} needs so many until the end", forecast_.stays_months,
                        forecast_.stays_months == 1 ? "" : "s"),
            "write a later \"until\"");
    }
  }

  void decode_budget() {
    const std::string metric = fields_.text("metric");
    const JsonValue* object = fields_.find("viable_when");
    if (object == nullptr) {
      if (!metric.empty()) {
        error("metric", fmt::format("nothing says how much of \"{}\" is enough", printable(metric)),
              "add \"viable_when\": { \"metric\": …, \"max\": \"$0.01\" }, or remove \"metric\": then each mode's share of net revenue is "
              "judged");
      }
      return;
    }
    if (object->kind != JsonValue::Kind::object) return;
    auto budget = npcost::decode_budget(decoding_, *object, fields_.at("viable_when"), "viable_when", forecast_.place);
    if (!budget) return;
    if (!metric.empty() && metric != budget->metric) {
      error("metric", fmt::format("\"metric\" says \"{}\", \"viable_when\" says \"{}\"", printable(metric), budget->metric),
            "remove \"metric\"");
    }
    if (!budget->metric.starts_with("cost.")) {
      error("viable_when", fmt::format("prices do not move \"{}\": a forecast is about a cost", budget->metric),
            "write a metric that begins with \"cost.\"");
    } else if (!budget->max) {
      error("viable_when", "a cost is viable when it is small enough", "write \"max\"");
    }
    forecast_.viable_when = std::move(budget);
  }

  void decode_growth() {
    const JsonValue* value = fields_.find("growth");
    if (value == nullptr) return;
    forecast_.growth = read_growth(*value, fields_.at("growth"), decoding_.diagnostics);
    if (!forecast_.growth) return;
    forecast_.growth_text = fields_.text("growth");
    const double days = forecast_.until ? static_cast<double>((*forecast_.until - start()).count()) / 86'400'000.0 : 10 * days_of_a_year;
    const double doublings = forecast_.growth->quantile(0.95) * days / days_of_a_year;
    if (doublings <= std::log2(most_growth)) return;
    error("growth",
          fmt::format("what grows so fast has exploded long before the end: {:.3g} times as much by then",
                      std::exp2(std::min(doublings, 1000.0))),
          "write a smaller growth, or an earlier \"until\"");
  }

  Decoding& decoding_;
  Fields fields_;
  Forecast forecast_;
};

}  // namespace

std::optional<Forecast> decode_forecast(Decoding& decoding, const JsonValue* experiment) {
  const JsonMember* forecast = experiment == nullptr ? nullptr : experiment->find("forecast");
  if (forecast == nullptr || forecast->value.kind != JsonValue::Kind::object) return std::nullopt;
  return ForecastDecoder(decoding, *forecast).decode();
}

}  // namespace npcost
