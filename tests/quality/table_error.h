#pragma once
// How far a table's moments may lie from its distribution's; derived, so that a table with a fault in it is found out.
//
// All kinds   Cumulated masses are rounded to 2^-32, so each is off by 2^-33 at most. The mean is a sum of P(N ≥ n) over the R counts
//             between the ends, the second moment one of (2n − 1) P(N ≥ n): errors up to R·2^-33 and R²·2^-33, the variance with the
//             square of the mean up to 3R²·2^-33.
// Wide        Counts of a cell of width w = s·x are equally likely instead of following the density f. That moves a cell's mean by
//             w²/12 · f'/f; over all cells the mean by s²/12 · ∫ x² f' = s²/6 of itself and E[x²] by s²/2 of itself. Positions are
//             ⌊w·j/2048⌋ for j = 0 … 2047, which is half of w/2048 too low: s/4096 of the mean, s/2048 of E[x²]. For cells of equal width
//             w the mean does not move but for half of w/2048 and what the ends add (w²/12 of the density there, taken as at most
//             1/σ), the variance by w²/6. A half more of all this for what is of higher order.
// Lists       whose values are too many for cells of their own: no density, and up to half a cell.

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "sim/base/draw_table.h"
#include "tests/quality/whole_moments.h"

namespace npcost::quality {

struct Allowed {
  const char* kind;
  double mean, variance;
};

inline Allowed allowed_error(const DrawTable& table, const Counted& counted, const Moments& exact) {
  const double range = counted.high() - counted.low(), rounding = 0x1p-33;
  // Sums of doubles: a few ulps of what is added.
  Allowed allowed{"exact", range * rounding + 1e-13 * exact.mean,
                  3 * range * range * rounding + 1e-13 * (exact.variance + exact.mean * exact.mean)};
  const DrawTable::View view = table.view();
  if (view.alias == nullptr || view.widest == 1) return allowed;
  double step = 0;
  std::uint32_t narrowest = view.widest;
  for (int i = 0; i < 2048; ++i) {
    const double low = view.span[2 * i], width = view.span[2 * i + 1];
    if (width == 1) continue;
    step = std::max(step, (width - 1) / std::max(low, 1.0));
    narrowest = std::min(narrowest, view.span[2 * i + 1]);
  }
  const bool equal = 2 * narrowest >= view.widest;
  const double second = exact.variance + exact.mean * exact.mean, w = view.widest;
  if (counted.listed()) {
    return {"list", allowed.mean + step / 2 * exact.mean, allowed.variance + step * second};
  }
  if (equal) {
    const double end = w * w / 12 / std::sqrt(exact.variance);
    return {"equal cells", allowed.mean + 1.5 * (w / 4096 + end), allowed.variance + 1.5 * (w * w / 6 + (w / 2048 + 2 * end) * exact.mean)};
  }
  return {"wide", allowed.mean + 1.5 * (step * step / 6 + step / 4096) * exact.mean,
          allowed.variance + 1.5 * (step * step / 2 + step / 2048) * (second + exact.mean * exact.mean)};
}

}  // namespace npcost::quality
