#pragma once
// The inner loops of re-pricing, once for any processor and once for AVX2. Nothing outside sim/answers needs them.
//
// Same      both give the same integers: additions and products modulo 2^64 that their callers have bounded.
// AVX2      the functions that end in _avx2 may be called only where best_instructions() says avx2; elsewhere they are not compiled and
//           do nothing.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/answers/row_prices.h"

namespace npcost::row_loops {

/// largest[c] = the largest number in column c of rows that are largest.size() wide.
void find_largest(std::span<const std::uint32_t> cells, std::vector<std::uint64_t>& largest, Instructions instructions);

struct Rows {
  std::span<const std::uint32_t> cells;
  std::size_t width;          ///< cells of a row
  std::uint32_t from, count;  ///< players
};
/// Σ cell × (low + 2^32·high) for as many rows from the first on as can be read eight cells at a time; returns how many.
std::uint32_t eights_avx2(const Rows& rows, const std::vector<RowPrices::Eight>& low,
                          const std::vector<RowPrices::Eight>& high, std::int64_t* out);

/// The most thresholds that one look counts.
inline constexpr std::size_t most_edges = 16;

/// Where values are counted and which are kept: at_least[e] grows by the number of values ≥ edge[e]; a value that is ≥ an odd number of
/// edges is written to `kept`, which has room for count + 4. Returns how many were. Requires edges ≥ 1, at most most_edges of them,
/// ascending; values ≥ −1.
std::size_t look_plain(std::span<const std::int64_t> values, std::span<const std::int64_t> edges,
                       std::uint64_t* at_least, std::int64_t* kept);
std::size_t look_avx2(std::span<const std::int64_t> values, std::span<const std::int64_t> edges,
                      std::uint64_t* at_least, std::int64_t* kept);

}  // namespace npcost::row_loops
