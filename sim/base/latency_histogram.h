#pragma once
// A histogram of latencies in whole milliseconds; integers, so that merging is addition.

#include <bit>
#include <cstdint>
#include <vector>

namespace npcost {

/// Latencies of turns in milliseconds: exact to 255 ms, then 256 buckets an octave (under 0.4 % wide). It takes its 51 kB with the first
/// latency: a run has one for each mode, and most scenarios have one mode.
class LatencyHistogram {
 public:
  static constexpr std::uint32_t exact = 256;
  static constexpr std::uint32_t bucket_count = exact + 24 * 256;
  static std::uint32_t bucket(std::uint32_t ms) {
    if (ms < exact) return ms;
    // Keep the top nine bits: 256 buckets for each power of two above 256 ms.
    const auto octave = static_cast<std::uint32_t>(std::bit_width(ms)) - 9u;
    return exact + octave * 256u + ((ms >> octave) & 0xffu);
  }
  static std::uint32_t lower_bound(std::uint32_t bucket);  ///< smallest ms in the bucket
  void add(std::uint32_t ms) { add(ms, 1); }
  void add(std::uint32_t ms, std::uint64_t times) {
    if (counts_.empty()) [[unlikely]] counts_.resize(bucket_count);
    counts_[bucket(ms)] += times;
    total_ += times;
    sum_ms_ += ms * times;
  }
  void merge(const LatencyHistogram& other);
  /// Takes away what is part of this.
  void take_away(const LatencyHistogram& part);
  /// Latencies that were kept by bucket. Requires bucket < bucket_count.
  void add_kept(std::uint32_t kept_bucket, std::uint64_t count) {
    if (count == 0) return;
    if (counts_.empty()) counts_.resize(bucket_count);
    counts_[kept_bucket] += count;
    total_ += count;
  }
  void add_kept_sum(std::uint64_t sum_ms) { sum_ms_ += sum_ms; }
  /// By bucket, all of them.
  const std::vector<std::uint64_t>& counts() const;
  std::uint64_t sum_ms() const { return sum_ms_; }
  std::uint64_t total() const { return total_; }
  double mean_ms() const;                 ///< exact; 0 if empty
  double quantile_ms(double p) const;     ///< bucket midpoint; 0 if empty
  bool operator==(const LatencyHistogram& other) const;

 private:
  std::vector<std::uint64_t> counts_;   ///< [bucket]; empty until something is added
  std::uint64_t total_ = 0;
  std::uint64_t sum_ms_ = 0;
};

}  // namespace npcost
