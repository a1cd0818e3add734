#pragma once
// What an experiment asks besides a run: sweep, solve, sensitivity and forecast, as they are written and checked.
//
// Values    that are tried stand here as JSON text in the notation of the file: they become settings on the scenario ("/pointer" = value),
//           which is read again with each of them, so that every check of the reader holds for them too.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/reading/diagnostic.h"
#include "sim/scenario/scenario.h"

namespace npcost {

struct SweptPath {
  /// What lies between two ends that a sampled sweep (latin_hypercube, sobol) may take any value of.
  enum class Range { none, linear, logarithmic };
  std::string pointer;               ///< of a value in the scenario
  std::vector<std::string> values;   ///< JSON text each; in the order in which they are tried; of a range its two ends
  Range range = Range::none;
  Place place;
};

struct Sweep {
  enum class Mode { grid, zip, latin_hypercube, sobol };
  std::vector<SweptPath> paths;      ///< empty: nothing is asked
  Mode mode = Mode::grid;
  std::uint32_t points = 0;          ///< latin_hypercube, sobol: how many
};

struct Solve {
  std::string pointer;               ///< of the number to find
  Budget so_that;
  std::string low, high;             ///< JSON text; the bracket
  double tolerance = 0.01;           ///< share of the bracket's width
  Place place;
};

struct Sensitivity {
  enum class Method { tornado, sobol, morris };
  std::string metric;
  Method method = Method::tornado;
  std::uint32_t samples = 0;         ///< 0: what the method takes by itself
  Place place;
};

struct Forecast {
  std::optional<LocalTime> until;      ///< judged until then; absent: ten years from the start
  std::optional<LocalTime> by;         ///< P(viable by) is asked for this day, too
  std::optional<Budget> viable_when;   ///< absent: the green band of each mode
  std::uint32_t draws = 1000;
  std::uint32_t stays_months = 3;      ///< a date counts if the answer then is yes for so many months
  std::optional<Distribution> growth;  ///< of quantities, in doublings a year; absent: none
  std::string growth_text;             ///< as written, or ""
  Place place;
};
inline constexpr std::uint32_t max_forecast_draws = 100'000;
inline constexpr int last_forecast_year = 2100;

struct Questions {
  Sweep sweep;
  std::optional<Solve> solve;
  std::optional<Sensitivity> sensitivity;
  std::optional<Forecast> forecast;
  /// The names of the draws of price paths, by the price's pointer: made of ranks, as names of unknowns are.
  std::vector<std::pair<std::string, std::uint32_t>> path_names;
};

}  // namespace npcost
