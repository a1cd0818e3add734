#include "sim/prices/history/outlook.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/base/estimate.h"
#include "sim/prices/history/fit.h"
#include "sim/prices/history/outlook_from.h"

namespace npcost {
namespace {

/// Hardware gets a third cheaper a year (0.5); nothing at all (0) is what speech did for years; 3.3 is the tenfold of a year that
/// is quoted for text of one quality. What stands twice is thought twice as likely.
constexpr double speeds_before_all[] = {-0.5, 0, 0, 0.5, 0.5, 1, 1, 2, 3.3};
/// The assumed speeds make up a quarter: one for every three of the others.
constexpr std::size_t others_for_one = 3;

/// An error of a fit counts in parts of this: a fast class errs by more, and a class that stands still may begin to move.
double scale_of(double halvings) { return 0.25 + std::abs(halvings); }

/// At most `most` values that stand for all: equally spaced quantiles.
std::vector<double> thinned(std::vector<double> values, std::size_t most) {
  std::sort(values.begin(), values.end());
  if (values.size() <= most) return values;
  std::vector<double> kept;
  for (std::size_t i = 0; i < most; ++i) {
    kept.push_back(quantile_of_sorted(values, (static_cast<double>(i) + 0.5) / static_cast<double>(most)));
  }
  return kept;
}

struct Bounds {
  double low, high;
};

/// The slowest and the fastest that any class has been for two years, or that was assumed.
Bounds bounds_of(const Walk& walk, Day as_of) {
  const auto [low, high] = std::minmax_element(std::begin(speeds_before_all), std::end(speeds_before_all));
  Bounds bounds{*low, *high};
  for (const PastOutcome& outcome : walk.outcomes) {
    if (outcome.known > as_of || outcome.months < window_months) continue;
    bounds.low = std::min(bounds.low, outcome.halvings_per_year);
    bounds.high = std::max(bounds.high, outcome.halvings_per_year);
  }
  return bounds;
}

struct Speeds {
  std::vector<double> values;
  std::size_t outcomes = 0;
};

Speeds speeds_of(const Walk& walk, const std::optional<LogLinearFit>& fit, Day as_of) {
  constexpr std::size_t most = 200;
  Speeds speeds;
  for (const PastOutcome& outcome : walk.outcomes) {
    if (outcome.known > as_of) continue;
    ++speeds.outcomes;
    if (!fit) {
      speeds.values.push_back(outcome.halvings_per_year);
      continue;
    }
    const double said = walk.fits[outcome.fit].halvings_per_year;
    const double error = (outcome.halvings_per_year - said) / scale_of(said);
    // Both ways: that prices surprised in one direction so far is no law.
    for (const double off : {error, -error})
      speeds.values.push_back(fit->halvings_per_year + scale_of(fit->halvings_per_year) * off);
  }
  const std::size_t whole_sets = speeds.values.size() / (others_for_one * std::size(speeds_before_all));
  for (std::size_t i = 0; i < std::max<std::size_t>(whole_sets, 1); ++i) {
    speeds.values.insert(speeds.values.end(), std::begin(speeds_before_all), std::end(speeds_before_all));
  }
  const Bounds bounds = bounds_of(walk, as_of);
  for (double& value : speeds.values) value = std::clamp(value, bounds.low, bounds.high);
  speeds.values = thinned(std::move(speeds.values), most);
  return speeds;
}

/// How far below earlier floors prices went later, as parts of those floors, 1 for not at all; a year must have passed.
std::vector<double> floors_kept(const Walk& walk, Day as_of) {
  constexpr std::size_t fewest = 12;
  std::vector<double> kept = {0, 0.5, 1};  // assumed: there is none, it is half as high, it holds
  for (const PastFit& fit : walk.fits) {
    if (!(fit.floor > 0)) continue;
    std::size_t months = 0;
    while (months < fit.lowest_after.size() && month_after(fit.day, static_cast<int>(months) + 1) <= as_of) ++months;
    if (months >= fewest) kept.push_back(std::min(1.0, fit.lowest_after[months - 1] / fit.floor));
  }
  return kept;
}

std::vector<double> floors_of(const Walk& walk, std::span<const MonthlyPrice> series, Day as_of) {
  constexpr std::size_t most = 20;
  constexpr double highest = 0.95;
  const auto fit = fit_floor(series);
  if (!fit || fit->floor <= 0) return {0};
  std::vector<double> floors;
  for (const double part : floors_kept(walk, as_of)) {
    floors.push_back(std::min(highest, part * fit->floor / series.back().price));
  }
  return thinned(std::move(floors), most);
}

std::string sentence(const PriceHistory& history, std::size_t index, const std::optional<LogLinearFit>& fit,
                     const Speeds& speeds, Day as_of) {
  const std::string own = fit ? fmt::format("fell by {:.2f} halvings a year, by its last {} monthly prices,",
                                            fit->halvings_per_year, fit->months)
                              : std::string("is too young for a fit of its own, so that all classes speak for it,");
  return fmt::format(
      "\"{}\" of the price history \"{}\" {} before {}; {} earlier outcomes of {} classes say how wrong that may be, "
      "a quarter of the values is assumed",
      history.classes[index].name, history.name, own, day_text(as_of), speeds.outcomes, history.classes.size());
}

}  // namespace

std::span<const double> assumed_speeds() { return speeds_before_all; }

std::optional<ClassOutlook> outlook_from(const PriceHistory& history, const Walk& walk, std::size_t index, Day as_of) {
  if (cheapest(history, index, as_of) == nullptr) return std::nullopt;
  const std::vector<MonthlyPrice> series = monthly_cheapest(history, index, as_of);
  const auto fit = fit_log_linear(last_window(series));
  const Speeds speeds = speeds_of(walk, fit, as_of);
  ClassOutlook outlook;
  outlook.price_class = history.classes[index].name;
  outlook.as_of = day_text(as_of);
  outlook.halvings_per_year = speeds.values;
  outlook.floor_share = fit ? floors_of(walk, series, as_of) : std::vector<double>{0};
  outlook.source = sentence(history, index, fit, speeds, as_of);
  return outlook;
}

std::optional<ClassOutlook> outlook_of(const PriceHistory& history, std::string_view class_name, Day as_of) {
  const std::optional<std::size_t> index = history.find(class_name);
  if (!index) return std::nullopt;
  return outlook_from(history, walk_to(history, as_of), *index, as_of);
}

std::vector<ClassOutlook> outlooks_of(const PriceHistory& history, Day as_of) {
  std::vector<ClassOutlook> outlooks;
  const Walk walk = walk_to(history, as_of);
  for (std::size_t index = 0; index < history.classes.size(); ++index) {
    if (auto outlook = outlook_from(history, walk, index, as_of)) outlooks.push_back(std::move(*outlook));
  }
  return outlooks;
}

double price_share(const ClassOutlook& outlook, double years, double p) {
  std::vector<double> shares;
  shares.reserve(outlook.halvings_per_year.size() * outlook.floor_share.size());
  for (const double speed : outlook.halvings_per_year) {
    const double left = std::exp2(-speed * years);
    for (const double floor : outlook.floor_share) shares.push_back(floor + (1 - floor) * left);
  }
  std::sort(shares.begin(), shares.end());
  return quantile_of_sorted(shares, p);
}

}  // namespace npcost
