#pragma once
// Sobol points: the first n of them fill the unit cube more evenly than chance would.
//
// Point     n of the sequence that begins with 0, in the order of Gray's code; point 1 is the centre. Whole words: word / 2^32.
// Source    direction numbers by S. Joe and F. Y. Kuo, "Constructing Sobol sequences with better two-dimensional projections", SIAM J.
//           Sci. Comput. 30 (2008), 2635–2654: the first lines of their table new-joe-kuo-6.21201. Order by I. A. Antonov and
//           V. M. Saleev (1979).
// Requires  dimension < sobol_dimensions.

#include <cstddef>
#include <cstdint>

namespace npcost {

inline constexpr std::size_t sobol_dimensions = 16;

/// Of a point, one coordinate.
std::uint32_t sobol_word(std::uint32_t point, std::size_t dimension);
inline double sobol_point(std::uint32_t point, std::size_t dimension) { return sobol_word(point, dimension) * 0x1p-32; }

}  // namespace npcost
