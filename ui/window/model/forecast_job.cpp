#include "ui/window/model/forecast_job.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <exception>
#include <limits>
#include <optional>

#include "sim/answers/forecast/forecast_draws.h"
#include "sim/scenario/questions.h"
#include "ui/running/forecast_run.h"
#include "ui/running/price_outlooks.h"
#include "ui/running/workers.h"

namespace npcost::window {
namespace {

/// Asks for an answer after every replication.
class Eager final : public RunProgress {
 public:
  void begin_replication(std::uint32_t, std::uint32_t, double) override {}
  void unit_started() override {}
  bool wants_estimate() const override { return true; }
  void estimate(const std::vector<Metric>&, std::string_view) override {}
};

std::optional<std::chrono::sys_days> day_of(const std::string& text) {
  if (text.size() != 10) return std::nullopt;
  int year = 0;
  unsigned month = 0, day = 0;
  std::from_chars(text.data(), text.data() + 4, year);
  std::from_chars(text.data() + 5, text.data() + 7, month);
  std::from_chars(text.data() + 8, text.data() + 10, day);
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  return date.ok() ? std::optional(std::chrono::sys_days(date)) : std::nullopt;
}

/// Hours from the start of the forecast to the begin of a day; nothing for "", which is never.
class Hours {
 public:
  explicit Hours(const std::string& start) : start_(day_of(start)) {}
  std::optional<double> operator()(const std::string& day) const {
    const auto found = day_of(day);
    return start_ && found ? std::optional(24.0 * static_cast<double>((*found - *start_).count())) : std::nullopt;
  }

 private:
  std::optional<std::chrono::sys_days> start_;
};

std::optional<Mode> mode_of(const ForecastQuestionAnswer& question) {
  if (question.metric != "cost.share_of_revenue") return std::nullopt;
  for (const Mode mode : all_modes) {
    if (mode_name(mode) == question.name) return mode;
  }
  return std::nullopt;
}

Stat stat_of(const std::string& name) {
  for (const Stat stat : {Stat::mean, Stat::p5, Stat::p50, Stat::p90, Stat::p95, Stat::p99, Stat::max, Stat::total}) {
    if (stat_name(stat) == name) return stat;
  }
  return Stat::mean;
}

/// Where the prices of a model weigh: by its kind.
Stage stage_of(const std::string& price, const Scenario& scenario) {
  for (const PriceCard& card : scenario.book.cards) {
    if (!price.starts_with(card.name)) continue;
    switch (card.kind) {
      case ModelKind::stt: return Stage::stt;
      case ModelKind::tts: return Stage::tts;
      case ModelKind::realtime: return Stage::realtime;
      default: return Stage::llm;
    }
  }
  return Stage::llm;
}

PricePathShown::By moved_by(const std::string& words) {
  if (words == "its own path") return PricePathShown::By::written;
  if (words == "class") return PricePathShown::By::followed;
  return words == "class of its kind" ? PricePathShown::By::kind : PricePathShown::By::held;
}

/// Values of days, at the times of the screen: known ones where they are, NaN elsewhere; `first` at the start.
class Course {
 public:
  Course(const std::vector<double>& at, double first) : at_(at), values_(at.size(), std::numeric_limits<double>::quiet_NaN()) {
    put(0.0, first);
  }
  void put(const std::optional<double>& hours, double value) {
    const auto found = hours ? std::find(at_.begin(), at_.end(), *hours) : at_.end();
    if (found != at_.end()) values_[static_cast<std::size_t>(found - at_.begin())] = value;
  }
  std::vector<double> take() { return std::move(values_); }

 private:
  const std::vector<double>& at_;
  std::vector<double> values_;
};

WhenDate date_of(const ForecastQuestionAnswer& question, const Hours& hours, const std::vector<double>& at) {
  WhenDate date;
  date.goal.mode = mode_of(question);
  date.goal.name = date.goal.mode ? std::string() : question.name;
  date.goal.metric = question.metric, date.goal.unit = question.unit, date.goal.where = question.where;
  date.goal.stat = stat_of(question.stat), date.goal.limit = question.limit;
  date.now = question.now;
  date.why_unknown = question.why_unknown;
  if (!date.why_unknown.empty()) return date;
  date.p10 = hours(question.p10.day), date.p50 = hours(question.p50.day), date.p90 = hours(question.p90.day);
  date.ever = question.ever;
  Course by(at, question.at_start), low(at, question.at_start), high(at, question.at_start);
  for (const ViableBy& one : question.by) {
    by.put(hours(one.day), one.probability), low.put(hours(one.day), one.interval.low), high.put(hours(one.day), one.interval.high);
  }
  date.by = by.take(), date.by_low = low.take(), date.by_high = high.take();
  for (const PriceMoves& one : question.moves) {
    Mover mover{one.price, one.share_of_cost, std::nullopt, std::nullopt};
    if (one.rank_correlation) mover.weight = std::fabs(*one.rank_correlation);
    const auto held = hours(one.p50_if_held.day);
    if (held && date.p50) mover.days = (*held - *date.p50) / 24.0;
    date.movers.push_back(mover);
  }
  const auto heavier = [](const Mover& a, const Mover& b) { return a.weight.value_or(0) > b.weight.value_or(0); };
  std::stable_sort(date.movers.begin(), date.movers.end(), heavier);
  return date;
}

/// The scenario with the horizon that the window asks for.
Scenario with_horizon(const Scenario& scenario, int years) {
  if (years <= 0) return scenario;
  Scenario changed = scenario;
  Questions questions = scenario.experiment.questions != nullptr ? *scenario.experiment.questions : Questions{};
  Forecast asked = forecast_of(scenario);
  const std::chrono::year_month_day first{std::chrono::floor<std::chrono::days>(first_day(scenario))};
  std::chrono::year_month_day end = first + std::chrono::years{years};
  if (!end.ok()) end = end.year() / end.month() / std::chrono::last;
  if (static_cast<int>(end.year()) > 2100) end = std::chrono::year{2100} / std::chrono::December / 31;
  asked.until = LocalTime{std::chrono::local_days{end}};
  questions.forecast = std::move(asked);
  changed.experiment.questions = std::make_shared<const Questions>(std::move(questions));
  return changed;
}

WhenScreen refused(std::string why) {
  WhenScreen none;
  none.fault = std::move(why);
  return none;
}

}  // namespace

WhenScreen when_screen(const ForecastAnswer& answer, const Scenario& scenario) {
  WhenScreen shown;
  const Hours hours(answer.start);
  shown.start_text = answer.start;
  shown.until = hours(answer.until).value_or(0);
  shown.at.push_back(0);
  const auto add = [&](const std::string& day) {
    if (const auto at = hours(day)) shown.at.push_back(*at);
  };
  for (const std::string& january : answer.januaries) add(january);
  for (const ForecastQuestionAnswer& question : answer.questions) {
    for (const ViableBy& by : question.by) add(by.day);
  }
  std::sort(shown.at.begin(), shown.at.end());
  shown.at.erase(std::unique(shown.at.begin(), shown.at.end()), shown.at.end());
  for (const ForecastPrice& price : answer.prices) {
    PricePathShown path;
    path.name = price.name, path.stage = stage_of(price.name, scenario), path.by = moved_by(price.moved_by);
    path.price_class = price.price_class, path.how = price.how, path.provenance = price.provenance;
    Course p10(shown.at, 1), p50(shown.at, 1), p90(shown.at, 1);
    for (std::size_t i = 0; i < answer.januaries.size() && i < price.p50.size(); ++i) {
      const auto at = hours(answer.januaries[i]);
      p10.put(at, price.p10[i]), p50.put(at, price.p50[i]), p90.put(at, price.p90[i]);
    }
    path.p10 = p10.take(), path.p50 = p50.take(), path.p90 = p90.take();
    shown.paths.push_back(std::move(path));
  }
  for (const ForecastQuestionAnswer& question : answer.questions) shown.dates.push_back(date_of(question, hours, shown.at));
  shown.draws = answer.draws, shown.draws_asked = answer.draws_asked, shown.stays_months = answer.stays_months;
  shown.history_as_of = answer.as_of, shown.growth = answer.growth_text;
  return shown;
}

void forecast(const ForecastOrder& order, Mailbox<ForecastNews>& news, const Backroom::Wanted& wanted) {
  const std::string& of = order.edition->scenario().sha256;
  try {
    const Scenario scenario = with_horizon(order.edition->scenario(), order.wish.years);
    const std::vector<ClassOutlook> outlooks = known_outlooks(first_day(scenario));
    if (std::string why = forecast_refusal(scenario, outlooks); !why.empty()) return news.put({of, refused(std::move(why))});
    ThreadWorkers threads(order.workers == 0 ? default_jobs() : order.workers);
    Eager progress;
    const auto told = [&](const ForecastAnswer& so_far) {
      WhenScreen shown = when_screen(so_far, scenario);
      shown.running = true;
      news.put({of, std::move(shown)});
    };
    const auto answer = run_forecast(scenario, outlooks, threads, progress, [&] { return !wanted(); }, told);
    if (answer) news.put({of, when_screen(*answer, scenario)});
  } catch (const std::exception& error) {
    news.put({of, refused(fmt::format("the forecast could not be made: {}", error.what()))});
  }
}

}  // namespace npcost::window
