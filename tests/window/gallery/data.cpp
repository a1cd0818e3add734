#include "tests/window/gallery/data.h"

#include <cmath>
#include <cstdint>

namespace npcost::gallery {

double noise(std::size_t i, unsigned stream) {
  std::uint64_t z = (static_cast<std::uint64_t>(i) + 1) * 0x9E3779B97F4A7C15u + stream * 0xD1B54A32D192ED03u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return static_cast<double>((z ^ (z >> 31)) >> 11) * 0x1.0p-52 - 1.0;
}

Day make_day(double now, std::size_t per_hour) {
  Day day;
  constexpr std::array<double, 7> share{0.12, 0.04, 0.11, 0.14, 0.45, 0.10, 0.04};
  double wander = 0.0;
  for (std::size_t i = 0; static_cast<double>(i) / static_cast<double>(per_hour) <= now; ++i) {
    const double hour = static_cast<double>(i) / static_cast<double>(per_hour);
    wander = wander * 0.93 + noise(i, 1) * 0.018;
    const double swing = 1.0 + 0.12 * std::sin((hour - 6.0) / 24.0 * 6.2832) + wander;
    const double spike = hour >= 9.5 ? 0.45 * std::exp(-(hour - 9.5) / 0.9) : 0.0;
    day.hours.push_back(hour);
    day.text50.push_back(0.0195 * (swing + spike * 0.9));
    day.text95.push_back(0.0195 * (swing + spike * 1.3) * (1.98 + 0.04 * noise(i, 2)));
    day.voice50.push_back(0.212 * (swing + spike * 0.5));
    day.voice95.push_back(0.212 * (swing + spike * 0.6) * (1.55 + 0.03 * noise(i, 3)));
    day.players.push_back(30000.0 + 14000.0 * std::sin((hour - 12.0) / 24.0 * 6.2832));
    for (std::size_t k = 0; k < share.size(); ++k)
      day.parts[k].push_back(day.voice50.back() * share[k] * (k < 3 ? 1.0 + spike : 1.0) *
                             (1.0 + 0.03 * noise(i, 10 + static_cast<unsigned>(k))));
  }
  return day;
}

}  // namespace npcost::gallery
