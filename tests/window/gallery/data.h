#pragma once
// Invented series for the gallery: a day of costs with a daily swing, noise and one spike. The same at every run.

#include <array>
#include <cstddef>
#include <vector>

namespace npcost::gallery {

struct Day {
  std::vector<double> hours;  ///< one a minute, up to "now"
  std::vector<double> text50, text95, voice50, voice95, players;
  std::array<std::vector<double>, 7> parts;  ///< of voice50, by component
};

Day make_day(double now, std::size_t per_hour = 60);

/// Deterministic noise in −1 … 1.
double noise(std::size_t i, unsigned stream);

}  // namespace npcost::gallery
