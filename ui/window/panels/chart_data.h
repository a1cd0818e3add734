#pragma once
// The courses of a Screen as charts want them; made anew only when the screen's number changes.

#include <array>
#include <cstdint>
#include <vector>

#include "ui/window/model/screen.h"

namespace npcost::window {

struct ChartData {
  struct OfMode {
    std::vector<double> line, p95, hour_mean, trace; ///< line: the course of what heads the mode
    std::array<std::vector<std::vector<double>>, bucket_count> parts;   ///< [bucket] of screen.parts
  };
  std::array<std::vector<double>, bucket_count> stretches;              ///< [bucket] their middles; [0]: hours
  std::array<OfMode, mode_count> mode;
  std::vector<double> at, hours, online;
  std::vector<double> per_turn, monthly_bill, cache_hits;

  /// True: it was made anew.
  bool take(const Screen& screen);

 private:
  void take_parts(const std::vector<Part>& parts, std::size_t bucket, std::vector<std::vector<double>>& into) const;
  std::uint64_t number_ = ~std::uint64_t{0};
};

}  // namespace npcost::window
