#pragma once
// The courses of a Screen as charts want them; made anew only when the screen's number changes.

#include <array>
#include <cstdint>
#include <vector>

#include "ui/window/model/screen.h"

namespace npcost::window {

struct ChartData {
  struct OfMode {
    std::vector<double> p50, p95, hour_mean, trace;
    std::vector<std::vector<double>> parts;          ///< of screen.parts
  };
  std::array<OfMode, mode_count> mode;
  std::vector<double> at, hours, online;
  std::vector<double> per_turn, monthly_bill, cache_hits;

  /// True: it was made anew.
  bool take(const Screen& screen);

 private:
  std::uint64_t number_ = ~std::uint64_t{0};
};

}  // namespace npcost::window
