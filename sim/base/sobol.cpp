#include "sim/base/sobol.h"

#include <array>

#include "sim/base/check.h"

namespace npcost {

namespace {

/// One line of the table: a primitive polynomial of degree s over the field of two elements, its inner coefficients as the bits of a,
/// and s odd numbers to begin with.
struct Line {
  unsigned s, a;
  std::array<std::uint32_t, 6> m;
};
/// Dimensions 2 to 16.
constexpr std::array<Line, sobol_dimensions - 1> lines{{{1, 0, {1}},
                                                        {2, 1, {1, 3}},
                                                        {3, 1, {1, 3, 1}},
                                                        {3, 2, {1, 1, 1}},
                                                        {4, 1, {1, 1, 3, 3}},
                                                        {4, 4, {1, 3, 5, 13}},
                                                        {5, 2, {1, 1, 5, 5, 17}},
                                                        {5, 4, {1, 1, 5, 5, 5}},
                                                        {5, 7, {1, 1, 7, 11, 19}},
                                                        {5, 11, {1, 1, 5, 1, 1}},
                                                        {5, 13, {1, 1, 1, 3, 11}},
                                                        {5, 14, {1, 3, 5, 5, 31}},
                                                        {6, 1, {1, 3, 3, 9, 7, 49}},
                                                        {6, 13, {1, 1, 1, 15, 21, 21}},
                                                        {6, 16, {1, 3, 1, 13, 27, 49}}}};

using Directions = std::array<std::uint32_t, 32>;

/// Direction i is a multiple of 2^(31 − i): the first dimension is van der Corput's, the others follow their recurrence.
constexpr Directions directions_of(std::size_t dimension) {
  Directions v{};
  if (dimension == 0) {
    for (unsigned i = 0; i < 32; ++i) v[i] = std::uint32_t{1} << (31 - i);
    return v;
  }
  const Line& line = lines[dimension - 1];
  for (unsigned i = 0; i < line.s; ++i) v[i] = line.m[i] << (31 - i);
  for (unsigned i = line.s; i < 32; ++i) {
    v[i] = v[i - line.s] ^ (v[i - line.s] >> line.s);
    for (unsigned k = 1; k < line.s; ++k) {
      if (((line.a >> (line.s - 1 - k)) & 1u) != 0) v[i] ^= v[i - k];
    }
  }
  return v;
}

constexpr std::array<Directions, sobol_dimensions> all_directions() {
  std::array<Directions, sobol_dimensions> all{};
  for (std::size_t d = 0; d < sobol_dimensions; ++d) all[d] = directions_of(d);
  return all;
}

constexpr auto directions = all_directions();

}  // namespace

std::uint32_t sobol_word(std::uint32_t point, std::size_t dimension) {
  NPCOST_CHECK(dimension < sobol_dimensions, "direction numbers are kept for so many dimensions");
  std::uint32_t word = 0;
  std::uint32_t gray = point ^ (point >> 1);
  for (std::size_t bit = 0; gray != 0; ++bit, gray >>= 1) {
    if ((gray & 1u) != 0) word ^= directions[dimension][bit];
  }
  return word;
}

}  // namespace npcost
