#pragma once
// Mean and variance of a distribution that is scaled, rounded to whole counts (halves up) and cut at both ends, worked out without any
// table: from P(N ≥ n) alone, as E[N − low] = Σ P(N ≥ n) and E[(N − low)²] = Σ (2(n − low) − 1) P(N ≥ n), both over n > low.

#include <cstdint>

#include "sim/base/distribution.h"

namespace npcost::quality {

struct Moments {
  double mean = 0, variance = 0;
};

/// A distribution as counts.
class Counted {
 public:
  Counted(const Distribution& distribution, std::uint32_t lowest, double scale);

  double at_least(double n) const;             ///< P(N ≥ n); any real n
  double low() const { return low_; }          ///< ends of what a word of 32 bits can tell: rarer counts become these
  double high() const { return high_; }
  Moments cut() const { return moments(high_); }   ///< what a perfect table would have
  Moments whole() const;                       ///< with all rare large counts, but not beyond 32 bits: what was meant
  /// Whether counts have their own probabilities in no smooth way: lists, counting families are smooth enough.
  bool listed() const;

 private:
  Moments moments(double high) const;
  Moments of_list(double high) const;
  double rounded(double x) const;

  const Distribution& distribution_;
  double lowest_, scale_, low_, high_;
};

}  // namespace npcost::quality
