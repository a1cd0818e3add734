#include "sim/base/latency_histogram.h"

#include <cmath>

#include "sim/base/check.h"

namespace npcost {

std::uint32_t LatencyHistogram::lower_bound(std::uint32_t bucket) {
  if (bucket < exact) return bucket;
  const std::uint32_t octave = (bucket - exact) / 256u;
  return (256u + (bucket - exact) % 256u) << octave;
}

const std::vector<std::uint64_t>& LatencyHistogram::counts() const {
  static const std::vector<std::uint64_t> nothing(bucket_count);
  return counts_.empty() ? nothing : counts_;
}

bool LatencyHistogram::operator==(const LatencyHistogram& other) const {
  return total_ == other.total_ && sum_ms_ == other.sum_ms_ && counts() == other.counts();
}

void LatencyHistogram::merge(const LatencyHistogram& other) {
  total_ += other.total_;
  sum_ms_ += other.sum_ms_;
  if (other.counts_.empty()) return;
  counts_.resize(bucket_count);
  for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
}

void LatencyHistogram::take_away(const LatencyHistogram& part) {
  total_ -= part.total_;
  sum_ms_ -= part.sum_ms_;
  if (total_ == 0) counts_.clear();   // as if nothing had ever been counted
  if (counts_.empty() || part.counts_.empty()) return;
  for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] -= part.counts_[i];
}

double LatencyHistogram::mean_ms() const {
  return total_ == 0 ? 0 : static_cast<double>(sum_ms_) / static_cast<double>(total_);
}

double LatencyHistogram::quantile_ms(double p) const {
  if (total_ == 0) return 0;
  const auto rank = static_cast<std::uint64_t>(std::ceil(p * static_cast<double>(total_)));
  std::uint64_t seen = 0;
  for (std::uint32_t i = 0; i < bucket_count; ++i) {
    seen += counts_[i];
    if (seen >= rank && counts_[i] != 0) {
      if (i < exact) return i;
      const std::uint32_t width = 1u << ((i - exact) / 256u);
      return lower_bound(i) + (width - 1) / 2.0;
    }
  }
  NPCOST_CHECK(false, "the counts of a histogram add up to its total");
  return 0;
}

}  // namespace npcost
