#pragma once
// What an experiment asks besides a run: sweep, solve, sensitivity and forecast, as they are written and checked.
//
// Values    that are tried stand here as JSON text in the notation of the file: they become settings on the scenario ("/pointer" = value),
//           which is read again with each of them, so that every check of the reader holds for them too.

#include <cstdint>
#include <optional>
#include <string>
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
  LocalTime until{};
  std::string metric;
  std::optional<Budget> viable_when;   ///< absent: the green band of each mode
  std::uint32_t draws = 1000;
  std::uint32_t stays_months = 3;      ///< a date counts if the budget then holds for so long
  std::optional<Unknown> growth;       ///< of quantities, share a year
  Place place;
};

struct Questions {
  Sweep sweep;
  std::optional<Solve> solve;
  std::optional<Sensitivity> sensitivity;
  std::optional<Forecast> forecast;
};

}  // namespace npcost
