// Draws become an answer: dates, chances, what moves them.
#include <algorithm>
#include <cmath>

#include "sim/answers/forecast/forecast_draws.h"
#include "sim/answers/forecast/forecast_statistics.h"
#include "sim/answers/forecast/viable_date.h"
#include "sim/base/check.h"

namespace npcost {

namespace {

/// Days of dates, with their interval.
class Days {
 public:
  Days(LocalTime start, const DrawnDates& dates, double draws) : start_(start), dates_(dates), draws_(draws) {}

  ForecastDate at(double share) const {
    const Interval interval = wilson(share, draws_);
    return {text(quantile_day(dates_, share)), text(quantile_day(dates_, std::max(interval.low, 1e-9))),
            text(quantile_day(dates_, interval.high))};
  }
  ViableBy by(std::int32_t day) const {
    const double p = share_by(dates_, day);
    return {day_text(start_, day), p, wilson(p, npcost::effective_draws(dates_, day))};
  }

 private:
  std::string text(const std::optional<std::int32_t>& day) const { return day ? day_text(start_, *day) : std::string(); }

  LocalTime start_;
  const DrawnDates& dates_;
  double draws_;
};

std::string_view moved_by(MovingPrice::By by) {
  switch (by) {
    case MovingPrice::By::written: return "its own path";
    case MovingPrice::By::followed: return "class";
    case MovingPrice::By::kind: return "class of its kind";
    case MovingPrice::By::held: return "held";
  }
  return "held";
}

/// Of the values that there are; nothing without any.
std::optional<double> mean_of_known(const std::vector<std::optional<double>>& values) {
  double sum = 0;
  std::size_t known = 0;
  for (const auto& value : values) {
    if (!value) continue;
    sum += *value;
    ++known;
  }
  return known == 0 ? std::nullopt : std::optional(sum / static_cast<double>(known));
}

}  // namespace

std::vector<ForecastPrice> ForecastDraws::price_bands() const {
  std::vector<ForecastPrice> bands;
  const std::uint32_t of = replications();
  for (const MovingPrice& price : paths_.prices()) {
    ForecastPrice band{
        price.name, std::string(moved_by(price.by)), price.price_class, price.how, price.moves() ? price.provenance : "assumed", {}, {},
        {}};
    std::vector<DrawnPath> paths;
    for (std::size_t r = 0; r < draws_.size(); ++r) {
      for (std::size_t i = 0; i < draws_[r].size(); ++i) {
        paths.push_back(drawn_path(price, scenario_.experiment.seed, static_cast<std::uint32_t>(r + i * of)));
      }
    }
    for (const std::int32_t day : januaries_) {
      std::vector<double> factors;
      for (const DrawnPath& path : paths) factors.push_back(factor_on(path, day));
      std::sort(factors.begin(), factors.end());
      band.p10.push_back(quantile_of_sorted(factors, 0.1));
      band.p50.push_back(quantile_of_sorted(factors, 0.5));
      band.p90.push_back(quantile_of_sorted(factors, 0.9));
    }
    bands.push_back(std::move(band));
  }
  return bands;
}

std::vector<PriceMoves> ForecastDraws::moves_of(std::size_t question) const {
  std::vector<PriceMoves> moves;
  const double never = std::numeric_limits<double>::max();
  for (std::size_t p = 0; p < paths_.prices().size(); ++p) {
    PriceMoves one;
    one.price = p;
    one.share_of_cost = shares_[question][p] / static_cast<double>(draws_.size());
    if (!(one.share_of_cost > 0)) continue;
    std::vector<double> dearness, dates;
    DrawnDates if_held;
    for (const std::vector<Draw>& replication : draws_) {
      if_held.emplace_back();
      for (const Draw& draw : replication) {
        dearness.push_back(draw.dearness[p]);
        dates.push_back(draw.date[question] ? static_cast<double>(*draw.date[question]) : never);
        if_held.back().push_back(draw.if_held[question][p]);
      }
    }
    one.rank_correlation = rank_correlation(dearness, dates);
    const double worth = effective_draws(if_held, quantile_day(if_held, 0.5).value_or(months_.back()));
    one.p50_if_held = Days(start_, if_held, worth).at(0.5);
    one.ever_if_held = share_by(if_held, months_.back());
    moves.push_back(std::move(one));
  }
  std::stable_sort(moves.begin(), moves.end(), [](const PriceMoves& a, const PriceMoves& b) { return a.share_of_cost > b.share_of_cost; });
  return moves;
}

ForecastQuestionAnswer ForecastDraws::question_answer(std::size_t question) const {
  const ViabilityQuestion& asked = questions_[question];
  ForecastQuestionAnswer answer;
  answer.name = asked.name;
  answer.metric = asked.metric;
  answer.stat = asked.stat;
  answer.where = asked.where;
  answer.unit = asked.unit;
  answer.limit_text = asked.limit_text;
  answer.limit = asked.limit;
  answer.now = mean_of_known(now_[question]);
  if (!answer.now) {
    answer.why_unknown = "the figure cannot be said: nobody who could be asked plays, talks or pays";
    return answer;
  }
  DrawnDates dates;
  for (const std::vector<Draw>& replication : draws_) {
    dates.emplace_back();
    for (const Draw& draw : replication) dates.back().push_back(draw.date[question]);
  }
  answer.effective_draws = effective_draws(dates, quantile_day(dates, 0.5).value_or(months_.back()));
  const Days days(start_, dates, answer.effective_draws);
  answer.p10 = days.at(0.1);
  answer.p50 = days.at(0.5);
  answer.p90 = days.at(0.9);
  answer.ever = share_by(dates, months_.back());
  answer.at_start = share_by(dates, 0);
  for (const std::int32_t day : januaries_) answer.by.push_back(days.by(day));
  if (januaries_.empty() || januaries_.back() != months_.back()) answer.by.push_back(days.by(months_.back()));
  if (asked_.by)
    answer.asked_by = days.by(static_cast<std::int32_t>(
        (std::chrono::floor<std::chrono::days>(*asked_.by) - std::chrono::floor<std::chrono::days>(start_)).count()));
  answer.moves = moves_of(question);
  return answer;
}

ForecastAnswer ForecastDraws::answer() const {
  NPCOST_CHECK(!draws_.empty(), "a forecast has draws");
  ForecastAnswer answer;
  answer.scenario_name = scenario_.name;
  answer.scenario_sha256 = scenario_.sha256;
  answer.engine_version = NPCOST_VERSION;
  answer.currency = scenario_.currency;
  answer.seed = scenario_.experiment.seed;
  for (const std::vector<Draw>& replication : draws_) answer.draws += static_cast<std::uint32_t>(replication.size());
  answer.draws_asked = asked_.draws;
  answer.replications = static_cast<std::uint32_t>(draws_.size());
  answer.replications_asked = replications();
  answer.stays_months = asked_.stays_months;
  answer.start = day_text(start_, 0);
  answer.until = day_text(start_, months_.back());
  answer.growth_text = asked_.growth_text;
  answer.price_books = scenario_.books_used;
  for (const std::int32_t day : januaries_) answer.januaries.push_back(day_text(start_, day));
  answer.prices = price_bands();
  for (std::size_t q = 0; q < questions_.size(); ++q) answer.questions.push_back(question_answer(q));
  return answer;
}

}  // namespace npcost
