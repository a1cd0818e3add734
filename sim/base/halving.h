#pragma once
// Finding a quantile where no formula exists, without tolerances: halve the set of doubles, not the distance.

#include <bit>
#include <cstdint>

namespace npcost {

/// Doubles in their order as whole numbers: neighbours differ by one. Requires x not NaN.
inline std::uint64_t place_among_doubles(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  constexpr std::uint64_t sign = std::uint64_t{1} << 63;
  return (bits & sign) != 0 ? ~bits : bits | sign;
}

inline double double_at_place(std::uint64_t place) {
  constexpr std::uint64_t sign = std::uint64_t{1} << 63;
  return std::bit_cast<double>((place & sign) != 0 ? place & ~sign : ~place);
}

/// The smallest double x in [low, high] with rising(x) >= p, or high if there is none: at most 64 calls at any scale,
/// and exact at a jump. Requires low <= high, both finite.
template <typename Rising>
double smallest_double_reaching(double p, double low, double high, const Rising& rising) {
  std::uint64_t first = place_among_doubles(low);
  std::uint64_t last = place_among_doubles(high);
  while (first < last) {
    const std::uint64_t middle = first + (last - first) / 2;
    if (rising(double_at_place(middle)) >= p) {
      last = middle;
    } else {
      first = middle + 1;
    }
  }
  return double_at_place(first);
}

}  // namespace npcost
