#include "sim/answers/row_loops.h"

#include <algorithm>
#include <array>
#include <limits>

#if defined(__x86_64__)
#include <immintrin.h>
#define NPCOST_AVX2 [[gnu::target("avx2")]]
#endif

namespace npcost {

Instructions best_instructions() {
#if defined(__x86_64__)
  static const bool avx2 = __builtin_cpu_supports("avx2") != 0;
  return avx2 ? Instructions::avx2 : Instructions::plain;
#else
  return Instructions::plain;
#endif
}

namespace row_loops {

namespace {

/// Columns of eight rows side by side, so that a register always meets the same ones.
constexpr std::size_t rows_together = 8;

void widest(const std::uint32_t* cells, std::size_t count, std::uint32_t* largest) {
  for (std::size_t i = 0; i < count; ++i) largest[i] = std::max(largest[i], cells[i]);
}

#if defined(__x86_64__)

NPCOST_AVX2 void widest_avx2(const std::uint32_t* cells, std::size_t count, std::uint32_t* largest) {
  for (std::size_t i = 0; i < count; i += 8) {
    const __m256i here = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(cells + i));
    auto* const best = reinterpret_cast<__m256i*>(largest + i);
    _mm256_storeu_si256(best, _mm256_max_epu32(_mm256_loadu_si256(best), here));
  }
}

NPCOST_AVX2 inline __m256i products(const std::uint32_t* cells, const RowPrices::Eight& eight) {
  const __m256i both = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(cells));
  const __m256i even = _mm256_mul_epu32(both, _mm256_load_si256(reinterpret_cast<const __m256i*>(eight.even)));
  const __m256i odd =
      _mm256_mul_epu32(_mm256_srli_epi64(both, 32), _mm256_load_si256(reinterpret_cast<const __m256i*>(eight.odd)));
  return _mm256_add_epi64(even, odd);
}

/// The sums of four registers' lanes, as four lanes.
NPCOST_AVX2 inline __m256i sums(__m256i a, __m256i b, __m256i c, __m256i d) {
  const __m256i ab = _mm256_add_epi64(_mm256_unpacklo_epi64(a, b), _mm256_unpackhi_epi64(a, b));
  const __m256i cd = _mm256_add_epi64(_mm256_unpacklo_epi64(c, d), _mm256_unpackhi_epi64(c, d));
  return _mm256_add_epi64(_mm256_permute2x128_si256(ab, cd, 0x20), _mm256_permute2x128_si256(ab, cd, 0x31));
}

NPCOST_AVX2 inline __m256i four_rows(const std::uint32_t* row, std::size_t width,
                                     const std::vector<RowPrices::Eight>& eights) {
  __m256i a = _mm256_setzero_si256(), b = a, c = a, d = a;
  for (const RowPrices::Eight& eight : eights) {
    const std::uint32_t* const at = row + eight.cell;
    a = _mm256_add_epi64(a, products(at, eight));
    b = _mm256_add_epi64(b, products(at + width, eight));
    c = _mm256_add_epi64(c, products(at + 2 * width, eight));
    d = _mm256_add_epi64(d, products(at + 3 * width, eight));
  }
  return sums(a, b, c, d);
}

/// For each of 16 patterns of four lanes: where the lanes that are set go, as pairs of 32-bit numbers.
struct Compaction {
  alignas(32) std::array<std::array<std::uint32_t, 8>, 16> order{};
  constexpr Compaction() {
    for (std::uint32_t pattern = 0; pattern < 16; ++pattern) {
      std::size_t to = 0;
      for (std::uint32_t lane = 0; lane < 4; ++lane) {
        if ((pattern >> lane & 1u) == 0) continue;
        order[pattern][to++] = 2 * lane;
        order[pattern][to++] = 2 * lane + 1;
      }
    }
  }
};
constexpr Compaction compaction;

NPCOST_AVX2 inline __m256i loaded(const std::int64_t* at) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
}

template <std::size_t size>
NPCOST_AVX2 std::size_t look_at(std::span<const std::int64_t> values, std::span<const std::int64_t> edges,
                                std::uint64_t* at_least, std::int64_t* kept) {
  __m256i before[size], count[size];  // value ≥ edge is value > edge − 1, and nothing is above the largest number
  for (std::size_t e = 0; e < size; ++e) {
    before[e] = _mm256_set1_epi64x(e < edges.size() ? edges[e] - 1 : std::numeric_limits<std::int64_t>::max());
    count[e] = _mm256_setzero_si256();
  }
  std::size_t found = 0;
  for (std::size_t i = 0; i < values.size(); i += 4) {
    const __m256i value = loaded(values.data() + i);
    __m256i inside = _mm256_setzero_si256();
    for (std::size_t e = 0; e < size; ++e) {
      const __m256i reached = _mm256_cmpgt_epi64(value, before[e]);
      count[e] = _mm256_sub_epi64(count[e], reached);
      inside = _mm256_xor_si256(inside, reached);
    }
    const auto pattern = static_cast<unsigned>(_mm256_movemask_pd(_mm256_castsi256_pd(inside)));
    const __m256i order = _mm256_load_si256(reinterpret_cast<const __m256i*>(compaction.order[pattern].data()));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(kept + found), _mm256_permutevar8x32_epi32(value, order));
    found += static_cast<std::size_t>(__builtin_popcount(pattern));
  }
  for (std::size_t e = 0; e < edges.size(); ++e) {
    alignas(32) std::array<std::uint64_t, 4> lanes{};
    _mm256_store_si256(reinterpret_cast<__m256i*>(lanes.data()), count[e]);
    at_least[e] += lanes[0] + lanes[1] + lanes[2] + lanes[3];
  }
  return found;
}

#endif

}  // namespace

void find_largest(std::span<const std::uint32_t> cells, std::vector<std::uint64_t>& largest,
                  Instructions instructions) {
  const std::size_t width = largest.size(), together = width * rows_together;
  if (width == 0) return;
  std::vector<std::uint32_t> found(together);
  std::size_t at = 0;
  for (; at + together <= cells.size(); at += together) {
#if defined(__x86_64__)
    if (instructions == Instructions::avx2) {
      widest_avx2(cells.data() + at, together, found.data());
      continue;
    }
#endif
    widest(cells.data() + at, together, found.data());
  }
  widest(cells.data() + at, cells.size() - at, found.data());
  static_cast<void>(instructions);
  for (std::size_t i = 0; i < together; ++i) largest[i % width] = std::max<std::uint64_t>(largest[i % width], found[i]);
}

std::size_t look_plain(std::span<const std::int64_t> values, std::span<const std::int64_t> edges,
                       std::uint64_t* at_least, std::int64_t* kept) {
  std::size_t found = 0;
  for (const std::int64_t value : values) {
    std::size_t reached = 0;
    for (std::size_t e = 0; e < edges.size(); ++e) {
      const bool here = value >= edges[e];
      at_least[e] += here ? 1 : 0;
      reached += here ? 1 : 0;
    }
    kept[found] = value;
    found += reached % 2;
  }
  return found;
}

#if defined(__x86_64__)

NPCOST_AVX2 std::uint32_t eights_avx2(const Rows& rows, const std::vector<RowPrices::Eight>& low,
                                      const std::vector<RowPrices::Eight>& high, std::int64_t* out) {
  const std::size_t reach =
      (rows.width + 7) / 8 * 8;  // a row is read up to there, into the next one's cells at a price of 0
  std::uint32_t done = 0;
  for (; rows.count - done >= 4; done += 4) {
    const std::size_t first = (std::size_t{rows.from} + done) * rows.width;
    if (first + 3 * rows.width + reach > rows.cells.size()) break;
    __m256i sum = four_rows(rows.cells.data() + first, rows.width, low);
    if (!high.empty())
      sum = _mm256_add_epi64(sum, _mm256_slli_epi64(four_rows(rows.cells.data() + first, rows.width, high), 32));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + done), sum);
  }
  return done;
}

std::size_t look_avx2(std::span<const std::int64_t> values, std::span<const std::int64_t> edges,
                      std::uint64_t* at_least, std::int64_t* kept) {
  const std::size_t fours = values.size() / 4 * 4;
  const auto whole = values.first(fours);
  std::size_t found = 0;
  if (edges.size() <= 2) {
    found = look_at<2>(whole, edges, at_least, kept);
  } else if (edges.size() <= 6) {
    found = look_at<6>(whole, edges, at_least, kept);
  } else if (edges.size() <= 10) {
    found = look_at<10>(whole, edges, at_least, kept);
  } else {
    found = look_at<most_edges>(whole, edges, at_least, kept);
  }
  return found + look_plain(values.subspan(fours), edges, at_least, kept + found);
}

#else

std::uint32_t eights_avx2(const Rows&, const std::vector<RowPrices::Eight>&, const std::vector<RowPrices::Eight>&,
                          std::int64_t*) {
  return 0;
}
std::size_t look_avx2(std::span<const std::int64_t> values, std::span<const std::int64_t> edges,
                      std::uint64_t* at_least, std::int64_t* kept) {
  return look_plain(values, edges, at_least, kept);
}

#endif

}  // namespace row_loops
}  // namespace npcost
