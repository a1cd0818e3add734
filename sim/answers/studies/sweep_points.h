#pragma once
// Which points a sweep tries, and in which order they are worth running.
//
// Points    grid: every value with every other, the last path changing fastest. zip: value n of every path together. latin_hypercube:
//           each of n strata of every path holds one point, at a place drawn from the seed. sobol: points 1 to n of the sequence
//           (sim/base/sobol.h). A path with a list takes, in the sampled modes, the value whose equal share of the list the coordinate
//           falls into.
// Order     coarse to fine: the ends and the middle of every path before what lies between, so that a sweep that is stopped has seen the
//           whole of it.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/scenario/questions.h"

namespace npcost {

/// How many points there are; 2^63 and more are 2^63.
std::uint64_t count_of_points(const Sweep& sweep);

/// [point][path] JSON text. Requires a sweep that read_scenario() gave, and a count that fits into memory.
std::vector<std::vector<std::string>> points_of(const Sweep& sweep, std::uint64_t seed);

/// Numbers of the points in the order of work.
std::vector<std::size_t> coarse_to_fine(const Sweep& sweep, std::size_t points);

/// Of n values in a row, how late the one at `index` is looked at: 0 for the ends, 1 for the middle, and so on.
unsigned level_of(std::size_t index, std::size_t n);

}  // namespace npcost
