#pragma once
// When it becomes viable: plain values, ready to be shown.
//
// Dates     quantiles over draws, as days: the first day by which that share of the draws is viable. "" = in fewer draws than that does it
//           ever happen until the end of the horizon.
// Interval  95 %, of what a forecast with endless draws and replications would say: Wilson's, for as many independent draws as the spread
//           between replications leaves of them. A date's interval is between the days at which the interval of its share is reached.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/estimate.h"
#include "sim/reading/diagnostic.h"
#include "sim/scenario/scenario.h"

namespace npcost {

struct ForecastDate {
  std::string day;                    ///< "2031-05-14"; "" = not before the end
  std::string low, high;              ///< of its interval, likewise
};

struct ViableBy {
  std::string day;
  double probability = 0;
  Interval interval{0.95, 0, 1, "probability"};
};

/// What one price does to one answer.
struct PriceMoves {
  std::size_t price = 0;              ///< in ForecastAnswer::prices
  double share_of_cost = 0;           ///< today, mean over replications
  /// Spearman's, of how dear the price is on average over the horizon and the date: 1 = whenever it stays dear the date is late.
  /// Nothing if either never differs.
  std::optional<double> rank_correlation;
  ForecastDate p50_if_held;           ///< the median date if this price stayed as it is
  double ever_if_held = 0;            ///< share of the draws that are then viable at some time
};

struct ForecastQuestionAnswer {
  std::string name;                   ///< "text", "voice" …, or the budget's
  std::string metric, stat, where, unit, limit_text;
  double limit = 0;
  std::optional<double> now;          ///< mean over replications, at the prices of the start
  std::string why_unknown;            ///< then nothing below says anything
  ForecastDate p10, p50, p90;
  double ever = 0;                    ///< share of the draws in which it happens at all
  double at_start = 0;                ///< share that is viable from the first day on
  double effective_draws = 0;         ///< independent ones that the draws are worth
  std::vector<ViableBy> by;           ///< each January, and the last day
  std::optional<ViableBy> asked_by;   ///< the day that was asked for
  std::vector<PriceMoves> moves;      ///< of the prices that are part of it, largest share of cost first
};

/// A price and its band over the years.
struct ForecastPrice {
  std::string name, moved_by, price_class, how, provenance;   ///< moved_by: "its own path", "class", "class of its kind", "held"
  std::vector<double> p10, p50, p90;                          ///< times the price now, each January (ForecastAnswer::januaries)
};

struct ForecastAnswer {
  std::string scenario_name, scenario_sha256, engine_version, currency;
  std::uint64_t seed = 0;
  std::uint32_t draws = 0, draws_asked = 0, replications = 0, replications_asked = 0, stays_months = 3;
  std::string start, until, as_of, growth_text;   ///< as_of: what histories were known until; "" if none was used
  std::vector<Scenario::BookUsed> price_books;
  std::vector<std::string> januaries;
  std::vector<ForecastPrice> prices;
  std::vector<ForecastQuestionAnswer> questions;
  bool partial = false;
  std::string partial_why;
  std::vector<Diagnostic> warnings;
};

}  // namespace npcost
