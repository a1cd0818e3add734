// Vectors of 32-bit words in the compiler's own notation, and the few operations that it has no notation for. Included once by each
// kernel_*.cpp, which says how wide they are. No header with code of its own may be included here: that code would be compiled for
// this set of instructions and could be chosen by the linker for everybody.
#pragma once

#include <cstdint>
#if defined(NPCOST_LANES_AVX2) || defined(NPCOST_LANES_AVX512)
#include <immintrin.h>
#endif

namespace npcost::NPCOST_LANES_NAME {

#if defined(NPCOST_LANES_AVX512)
inline constexpr int lanes = 16;
#else
inline constexpr int lanes = 8;
#endif

typedef std::uint32_t V __attribute__((vector_size(4 * lanes)));
typedef std::int32_t Signed __attribute__((vector_size(4 * lanes)));
typedef std::uint64_t Long __attribute__((vector_size(8 * lanes)));
typedef double Real __attribute__((vector_size(8 * lanes)));

#define NPCOST_INLINE static inline __attribute__((always_inline))

NPCOST_INLINE V all(std::uint32_t value) { return V{} + value; }
NPCOST_INLINE V load(const std::uint32_t* from) {
  V v;
  __builtin_memcpy(&v, from, sizeof v);
  return v;
}
NPCOST_INLINE void store(std::uint32_t* to, V v) { __builtin_memcpy(to, &v, sizeof v); }

/// Masks: all bits where it is so. `less` for values below 2^31 only, `below` for all.
NPCOST_INLINE V less(V a, V b) { return (V)((Signed)a < (Signed)b); }
NPCOST_INLINE V below(V a, V b) { return (V)(a < b); }
#if defined(NPCOST_LANES_AVX512)
NPCOST_INLINE V choose(V mask, V yes, V no) { return (yes & mask) | (no & ~mask); }   // one instruction here
NPCOST_INLINE V least(V a, V b) { return (V)_mm512_min_epu32((__m512i)a, (__m512i)b); }
NPCOST_INLINE V most(V a, V b) { return (V)_mm512_max_epu32((__m512i)a, (__m512i)b); }
#elif defined(NPCOST_LANES_AVX2)
NPCOST_INLINE V choose(V mask, V yes, V no) { return (V)_mm256_blendv_epi8((__m256i)no, (__m256i)yes, (__m256i)mask); }
NPCOST_INLINE V least(V a, V b) { return (V)_mm256_min_epu32((__m256i)a, (__m256i)b); }
NPCOST_INLINE V most(V a, V b) { return (V)_mm256_max_epu32((__m256i)a, (__m256i)b); }
#else
NPCOST_INLINE V choose(V mask, V yes, V no) { return (yes & mask) | (no & ~mask); }
NPCOST_INLINE V least(V a, V b) { return choose(below(a, b), a, b); }
NPCOST_INLINE V most(V a, V b) { return choose(below(a, b), b, a); }
#endif

NPCOST_INLINE bool any(V mask) {
#if defined(NPCOST_LANES_AVX512)
  return _mm512_test_epi32_mask((__m512i)mask, (__m512i)mask) != 0;
#elif defined(NPCOST_LANES_AVX2)
  return !_mm256_testz_si256((__m256i)mask, (__m256i)mask);
#else
  std::uint32_t bits = 0;
  for (int i = 0; i < lanes; ++i) bits |= mask[i];
  return bits != 0;
#endif
}

/// Both halves of the 64-bit products.
NPCOST_INLINE V multiply(V a, V b, V& low) {
#if defined(NPCOST_LANES_AVX512)
  const __m512i x = (__m512i)a, y = (__m512i)b;
  const __m512i even = _mm512_mul_epu32(x, y), odd = _mm512_mul_epu32(_mm512_srli_epi64(x, 32), _mm512_srli_epi64(y, 32));
  low = (V)_mm512_mask_shuffle_epi32(even, 0xAAAA, odd, (_MM_PERM_ENUM)0xA0);
  return (V)_mm512_mask_blend_epi32(0xAAAA, _mm512_srli_epi64(even, 32), odd);
#elif defined(NPCOST_LANES_AVX2)
  const __m256i x = (__m256i)a, y = (__m256i)b;
  const __m256i even = _mm256_mul_epu32(x, y), odd = _mm256_mul_epu32(_mm256_srli_epi64(x, 32), _mm256_srli_epi64(y, 32));
  low = (V)_mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0xAA);
  return (V)_mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0xAA);
#else
  const Long product = __builtin_convertvector(a, Long) * __builtin_convertvector(b, Long);
  low = __builtin_convertvector(product, V);
  return __builtin_convertvector(product >> 32, V);
#endif
}
/// The same by a constant: one shift less for each.
NPCOST_INLINE V multiply_by(V a, std::uint32_t b, V& low) {
#if defined(NPCOST_LANES_AVX512)
  const __m512i x = (__m512i)a, y = _mm512_set1_epi32(static_cast<int>(b));
  const __m512i even = _mm512_mul_epu32(x, y), odd = _mm512_mul_epu32(_mm512_srli_epi64(x, 32), y);
  low = (V)_mm512_mask_shuffle_epi32(even, 0xAAAA, odd, (_MM_PERM_ENUM)0xA0);
  return (V)_mm512_mask_blend_epi32(0xAAAA, _mm512_srli_epi64(even, 32), odd);
#elif defined(NPCOST_LANES_AVX2)
  const __m256i x = (__m256i)a, y = _mm256_set1_epi32(static_cast<int>(b));
  const __m256i even = _mm256_mul_epu32(x, y), odd = _mm256_mul_epu32(_mm256_srli_epi64(x, 32), y);
  low = (V)_mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0xAA);
  return (V)_mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0xAA);
#else
  return multiply(a, all(b), low);
#endif
}
NPCOST_INLINE V high_product(V a, V b) {
  V low;
  return multiply(a, b, low);
}
NPCOST_INLINE V high_product_by(V a, std::uint32_t b) {
  V low;
  return multiply_by(a, b, low);
}

/// base[index] of each lane; indices below 2^30.
NPCOST_INLINE V gather(const std::uint32_t* base, V index) {
#if defined(NPCOST_LANES_AVX512)
  return (V)_mm512_i32gather_epi32((__m512i)index, base, 4);
#elif defined(NPCOST_LANES_AVX2)
  return (V)_mm256_i32gather_epi32(reinterpret_cast<const int*>(base), (__m256i)index, 4);
#else
  V v;
  for (int i = 0; i < lanes; ++i) v[i] = base[index[i]];
  return v;
#endif
}

/// base[2 × index] and base[2 × index + 1] of each lane, loaded together.
NPCOST_INLINE void gather_pairs(const std::uint32_t* base, V index, V& first, V& second) {
#if defined(NPCOST_LANES_AVX512)
  const __m512i i = (__m512i)index;
  const __m512i low = _mm512_i32gather_epi64(_mm512_castsi512_si256(i), base, 8);
  const __m512i high = _mm512_i32gather_epi64(_mm512_extracti64x4_epi64(i, 1), base, 8);
  const __m512i even = _mm512_set_epi32(30, 28, 26, 24, 22, 20, 18, 16, 14, 12, 10, 8, 6, 4, 2, 0);
  first = (V)_mm512_permutex2var_epi32(low, even, high);
  second = (V)_mm512_permutex2var_epi32(low, _mm512_add_epi32(even, _mm512_set1_epi32(1)), high);
#elif defined(NPCOST_LANES_AVX2)
  const __m256i i = (__m256i)index;
  const auto* from = reinterpret_cast<const long long*>(base);
  const __m256 low = _mm256_castsi256_ps(_mm256_i32gather_epi64(from, _mm256_castsi256_si128(i), 8));
  const __m256 high = _mm256_castsi256_ps(_mm256_i32gather_epi64(from, _mm256_extracti128_si256(i, 1), 8));
  first = (V)_mm256_permute4x64_epi64(_mm256_castps_si256(_mm256_shuffle_ps(low, high, 0x88)), 0xD8);
  second = (V)_mm256_permute4x64_epi64(_mm256_castps_si256(_mm256_shuffle_ps(low, high, 0xDD)), 0xD8);
#else
  for (int i = 0; i < lanes; ++i) {
    first[i] = base[2 * index[i]];
    second[i] = base[2 * index[i] + 1];
  }
#endif
}

/// a ÷ b, rounded down; a < 2^52 as a product of two, the quotient below 2^31, b not 0. The division of doubles is rounded correctly,
/// and no quotient of such numbers lies within its error below a whole one, so cutting it is exact.
NPCOST_INLINE V divided(V a, double times, V b) {
  const Real quotient = __builtin_convertvector((Signed)a, Real) * times / __builtin_convertvector((Signed)b, Real);
  return (V)__builtin_convertvector(quotient, Signed);
}

/// Philox4x32 (Salmon et al., SC'11), the same words as sim/base/draws.h.
template <int rounds>
NPCOST_INLINE void philox(V c0, V c1, V c2, V c3, std::uint64_t seed, V (&out)[4]) {
  auto k0 = static_cast<std::uint32_t>(seed), k1 = static_cast<std::uint32_t>(seed >> 32);
#pragma GCC unroll 10
  for (int r = 0; r < rounds; ++r) {
    V low0, low1;
    const V high0 = multiply_by(c0, 0xD2511F53u, low0), high1 = multiply_by(c2, 0xCD9E8D57u, low1);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

}  // namespace npcost::NPCOST_LANES_NAME
