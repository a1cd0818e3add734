#include "sim/answers/forecast/forecast_draws.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "sim/answers/forecast/viable_date.h"
#include "sim/base/check.h"
#include "sim/base/draws.h"
#include "sim/reading/price_path.h"

namespace npcost {

namespace {

constexpr std::uint32_t chunk = 25;   ///< draws that share a judge
constexpr int usual_years = 10;

/// How many times as much is used on a day.
double growth_on(double doublings_per_year, double day) {
  return std::exp2(std::clamp(doublings_per_year * day / days_of_a_year, -20.0, 20.0));
}

}  // namespace

LocalTime first_day(const Scenario& scenario) {
  return LocalTime{std::chrono::days{local_moment(scenario.start, scenario.timezone).day}};
}

LocalTime last_day(const Scenario& scenario) {
  const Forecast asked = forecast_of(scenario);
  return *asked.until;
}

Forecast forecast_of(const Scenario& scenario) {
  Forecast asked;
  if (scenario.experiment.questions != nullptr && scenario.experiment.questions->forecast) asked = *scenario.experiment.questions->forecast;
  if (asked.until) return asked;
  const std::chrono::year_month_day first{std::chrono::floor<std::chrono::days>(first_day(scenario))};
  std::chrono::year_month_day end = first + std::chrono::years{usual_years};
  if (!end.ok()) end = end.year() / end.month() / std::chrono::last;
  if (static_cast<int>(end.year()) > last_forecast_year) end = std::chrono::year{last_forecast_year} / std::chrono::December / 31;
  LocalTime until{std::chrono::local_days{end}};
  asked.until = asked.by ? std::max(until, *asked.by) : until;
  return asked;
}

ForecastDraws::ForecastDraws(const Scenario& scenario, std::span<const ClassOutlook> outlooks, std::vector<ViabilityQuestion> questions)
    : scenario_(scenario),
      asked_(forecast_of(scenario)),
      paths_(scenario, outlooks),
      questions_(std::move(questions)),
      start_(first_day(scenario)),
      until_(*asked_.until),
      months_(months_of_horizon(start_, until_)),
      januaries_(januaries(start_, until_)),
      now_(questions_.size()),
      shares_(questions_.size(), std::vector<double>(paths_.prices().size(), 0.0)) {
  NPCOST_CHECK(!questions_.empty(), "a forecast asks something");
}

std::uint32_t ForecastDraws::replications() const { return std::min(scenario_.experiment.replications, asked_.draws); }

std::vector<double> ForecastDraws::factors_on(const std::vector<DrawnPath>& paths, double doublings, std::optional<std::size_t> held,
                                              double day) const {
  const double growth = growth_on(doublings, day);
  std::vector<double> factors;
  for (std::size_t p = 0; p < paths.size(); ++p) factors.push_back((held == p ? 1.0 : factor_on(paths[p], day)) * growth);
  return factors;
}

std::optional<std::int32_t> ForecastDraws::date_of(const std::vector<DrawnPath>& paths, double doublings, std::optional<std::size_t> held,
                                                   ViabilityJudge& judge) const {
  const auto holds = [&](std::int32_t day) { return judge.viable(factors_on(paths, doublings, held, day)); };
  // Where prices only fall this says all that the walk over the months will ask; where they do not it costs a few questions more.
  std::size_t low = 0, high = months_.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (holds(months_[middle])) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return first_lasting_day(months_, asked_.stays_months, holds);
}

ForecastDraws::Draw ForecastDraws::one_draw(std::uint32_t number, std::vector<ViabilityJudge>& judges) const {
  const std::uint64_t seed = scenario_.experiment.seed;
  std::vector<DrawnPath> paths;
  for (const MovingPrice& price : paths_.prices()) paths.push_back(drawn_path(price, seed, number));
  double doublings = 0;
  if (asked_.growth) {
    const Words words = npcost::draw({seed, 0, 1, 0}, Purpose::price_path, 0, number);
    doublings = asked_.growth->quantile(unit_interval(words.w[0]));
  }
  Draw draw;
  for (const DrawnPath& path : paths) {
    double sum = 0;
    for (const std::int32_t day : months_) sum += std::log(factor_on(path, day));
    draw.dearness.push_back(sum / static_cast<double>(months_.size()));
  }
  for (ViabilityJudge& judge : judges) {
    draw.date.push_back(date_of(paths, doublings, std::nullopt, judge));
    draw.if_held.emplace_back();
    for (std::size_t p = 0; p < paths.size(); ++p) {
      const bool same = !paths_.prices()[p].moves();
      draw.if_held.back().push_back(same ? draw.date.back() : date_of(paths, doublings, p, judge));
    }
  }
  return draw;
}

bool ForecastDraws::add_replication(const Plan& plan, const UsageLedger& ledger, Workers& workers,
                                    const std::function<bool()>& keep_going) {
  const auto replication = static_cast<std::uint32_t>(draws_.size());
  const std::uint32_t of = replications();
  NPCOST_CHECK(replication < of, "there are draws for this replication");
  const ForecastWorld world(scenario_, plan, ledger, paths_);
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t k = replication; k < asked_.draws; k += of) numbers.push_back(k);
  std::vector<Draw> draws(numbers.size());
  const auto chunks = static_cast<std::uint32_t>((numbers.size() + chunk - 1) / chunk);
  std::vector<std::uint8_t> done(chunks, 0);
  workers.for_each(chunks, [&](std::uint32_t job, std::uint32_t) {
    if (!keep_going()) return;
    std::vector<ViabilityJudge> judges;
    for (const ViabilityQuestion& question : questions_) judges.emplace_back(world, question);
    const std::size_t end = std::min<std::size_t>(numbers.size(), (std::size_t{job} + 1) * chunk);
    for (std::size_t i = std::size_t{job} * chunk; i < end; ++i) draws[i] = one_draw(numbers[i], judges);
    done[job] = 1;
  });
  if (std::find(done.begin(), done.end(), std::uint8_t{0}) != done.end()) return false;
  const std::vector<double> today(paths_.prices().size(), 1.0);
  for (std::size_t q = 0; q < questions_.size(); ++q) {
    now_[q].push_back(world.value(questions_[q], today));
    const std::vector<double> shares = world.shares_of_cost(questions_[q]);
    for (std::size_t p = 0; p < shares.size(); ++p) shares_[q][p] += shares[p];
  }
  draws_.push_back(std::move(draws));
  return true;
}

}  // namespace npcost
