#include "sim/engine/supposed/closings.h"

#include <algorithm>

namespace npcost {

Closings::Closings(const Plan& plan) : plan_(plan), limits_(plan.rules.limits.size()) {
  constexpr std::int64_t many_players = 100'000;
  const std::int64_t near_ms = Closing::nearest_ms * many_players / std::max(1u, plan.work.players) / 1000 * 1000;
  const std::int64_t hours = (plan.horizon_ms + ms_per_hour - 1) / ms_per_hour;
  for (std::size_t l = 0; l < limits_.size(); ++l) {
    Limit& limit = limits_[l];
    std::uint32_t window = 0;
    for (std::int64_t hour = 0; hour < hours; ++hour) {
      const std::uint32_t next = window_at_hour(plan.rules, plan.rules.limits[l], static_cast<std::uint32_t>(hour));
      if (limit.windows.empty() || next != window) {
        if (!limit.windows.empty()) limit.windows.back().until_ms = hour * ms_per_hour;
        limit.windows.emplace_back();
        limit.windows.back().from_ms = hour * ms_per_hour;
        limit.windows.back().near_ms = std::clamp(near_ms, Closing::nearest_ms, Closing::farthest_ms);
        window = next;
      }
      limit.window_of_hour.push_back(static_cast<std::uint16_t>(limit.windows.size() - 1));
    }
    limit.windows.back().until_ms = plan.horizon_ms;
  }
  cut();
}

void Closings::suppose(std::uint16_t limit, std::size_t window, std::int64_t reached_ms) {
  Closing& closing = limits_[limit].windows[window];
  closing.reached_ms = reached_ms;
  closing.closes_ms = reached_ms == for_ever ? for_ever : reached_ms + plan_.rules.limits[limit].lag_ms;
}

void Closings::suppose_anew(std::uint16_t limit, std::size_t window, std::int64_t reached_ms, bool about) {
  suppose(limit, window, reached_ms);
  Closing& closing = limits_[limit].windows[window];
  if (about && closing.center_ms != for_ever) closing.near_ms = std::min(4 * closing.near_ms, Closing::widest_ms);
  closing.center_ms = reached_ms;
}

void Closings::cut() {
  std::vector<Stretch> all;
  for (std::uint16_t l = 0; l < limits_.size(); ++l) {
    for (const Closing& window : limits_[l].windows) {
      if (window.from_ms != 0) all.push_back({window.from_ms, window.from_ms});
      if (window.center_ms == for_ever) continue;
      all.push_back({window.center_ms - window.band_ms(), window.center_ms + window.band_ms()});
      const std::int64_t near_closing = window.center_ms + plan_.rules.limits[l].lag_ms - window.near_ms;
      if (near_closing < window.until_ms) all.push_back({near_closing, window.until_ms});
    }
  }
  std::sort(all.begin(), all.end(), [](const Stretch& a, const Stretch& b) { return a.from_ms < b.from_ms; });
  cuts_.clear();
  for (const Stretch& one : all) {
    if (!cuts_.empty() && one.from_ms <= cuts_.back().until_ms) {
      cuts_.back().until_ms = std::max(cuts_.back().until_ms, one.until_ms);
    } else {
      cuts_.push_back(one);
    }
  }
  first_cut_.clear();
  std::uint32_t next = 0;
  for (std::int64_t hour = 0; hour * ms_per_hour <= plan_.horizon_ms; ++hour) {
    while (next < cuts_.size() && cuts_[next].until_ms <= hour * ms_per_hour) ++next;
    first_cut_.push_back(next);
  }
}

}  // namespace npcost
