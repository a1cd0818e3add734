#pragma once
// The two percentiles that the window shows of players, without sorting them.
//
// Source    as sim/answers/percentiles.h: linear interpolation between order statistics (type 7 of Hyndman & Fan 1996).

#include <vector>

namespace npcost::window {

struct MiddleAndTail {
  double p50 = 0, p95 = 0;
};
/// Reorders `values`. Requires at least one, and no NaN.
MiddleAndTail middle_and_tail(std::vector<double>& values);

}  // namespace npcost::window
