#include "ui/window/charts/ticks.h"

#include <algorithm>
#include <cmath>

namespace npcost::charts {

namespace {

constexpr std::size_t most_ticks = 200;

/// 1, 2 or 5 times a power of ten, the one whose ratio to `wanted` is nearest to 1.
double round_step(double wanted) {
  const double power = std::pow(10.0, std::floor(std::log10(wanted)));
  const double part = wanted / power;
  // The borders are the geometric means of neighbours: √2, √10, √50.
  return (part < 1.4142 ? 1.0 : part < 3.1623 ? 2.0 : part < 7.0711 ? 5.0 : 10.0) * power;
}

/// Multiples of `step` inside a range, both as they are shown.
std::vector<double> multiples(const Range& shown, double step, double display) {
  std::vector<double> at;
  if (!(step > 0.0) || !std::isfinite(step)) return at;
  const double first = std::ceil(shown.low / step - 1e-9), last = std::floor(shown.high / step + 1e-9);
  if (!(last - first < static_cast<double>(most_ticks))) return at;
  for (double n = first; n <= last; n += 1.0) {
    at.push_back(n * step / display);
    if (n + 1.0 == n) break;  // beyond 2^53 steps from 0 the next multiple is the same number
  }
  return at;
}

Ticks months(const Range& hours, std::chrono::sys_days start, int every) {
  Ticks ticks;
  const auto day_of = [start](double hour) {
    return start + std::chrono::days(static_cast<long>(std::floor(hour / 24.0)));
  };
  const std::chrono::year_month_day first(day_of(hours.low));
  std::chrono::year_month month = first.year() / first.month();
  while (ticks.at.size() < most_ticks) {
    const std::chrono::sys_days day(month / std::chrono::day(1));
    const double at = static_cast<double>((day - start).count()) * 24.0;
    if (at > hours.high) break;
    const auto number = static_cast<int>(static_cast<unsigned>(month.month())) - 1;
    if (at >= hours.low && number % every == 0) ticks.at.push_back(at);
    month += std::chrono::months(1);
  }
  return ticks;
}

}  // namespace

Ticks linear_ticks(const Range& range, int target, double display) {
  if (!range.drawable() || !(display > 0.0)) return {};
  const Range shown{range.low * display, range.high * display};
  if (!shown.drawable()) return {};
  const double step = round_step(shown.width() / std::max(1, target));
  return {multiples(shown, step, display), step / display};
}

Ticks log_ticks(const Range& range, int target, double display) {
  if (!range.drawable() || !(range.low > 0.0) || !(display > 0.0)) return {};
  if (range.high / range.low < 4.0) {
    Ticks linear = linear_ticks(range, target, display);
    return linear;
  }
  const double low = range.low * display, high = range.high * display;
  const int first = static_cast<int>(std::floor(std::log10(low))), last = static_cast<int>(std::ceil(std::log10(high)));
  const double decades = std::log10(high / low);
  const bool fine = decades * 3.0 <= std::max(3, target) * 1.7;
  const int every = fine ? 1 : std::max(1, static_cast<int>(std::ceil(decades / std::max(1, target))));
  Ticks ticks;
  for (int e = first; e <= last; ++e) {
    for (const double digit : {1.0, 2.0, 5.0}) {
      if (digit != 1.0 && !fine) break;
      if (!fine && (e % every + every) % every != 0) break;
      // A power with a positive exponent is exact in a double; one over it is the nearest double to the negative one.
      const double shown = e >= 0 ? digit * std::pow(10.0, e) : digit / std::pow(10.0, -e);
      if (shown >= low * (1.0 - 1e-9) && shown <= high * (1.0 + 1e-9) && ticks.at.size() < most_ticks)
        ticks.at.push_back(shown / display);
    }
  }
  return ticks;
}

Ticks time_ticks(const Range& hours, int target, std::optional<std::chrono::sys_days> start) {
  if (!hours.drawable() || std::fabs(hours.low) > 1e8 || std::fabs(hours.high) > 1e8)
    return linear_ticks(hours, target);
  constexpr double second = 1.0 / 3600.0, minute = 1.0 / 60.0, day = 24.0;
  static constexpr double steps[] = {second,  2 * second, 5 * second, 10 * second, 15 * second, 30 * second,
                                     minute,  2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute,
                                     1,       2,          3,          6,           12,          day,
                                     2 * day, 7 * day,    14 * day};
  const double wanted = hours.width() / std::max(1, target);
  if (wanted < second * 0.5) return linear_ticks(hours, target);
  for (const double step : steps) {
    if (step >= wanted * (1.0 - 1e-9)) return {multiples(hours, step, 1.0), step};
  }
  if (start) {
    for (const int every : {1, 3, 6, 12}) {
      if (every * 31.0 * day >= wanted) return months(hours, *start, every);
    }
    return months(hours, *start, 12);
  }
  const double step = round_step(wanted / day) * day;
  return {multiples(hours, step, 1.0), step};
}

}  // namespace npcost::charts
