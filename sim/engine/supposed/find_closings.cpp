#include "sim/engine/supposed/find_closings.h"

#include <algorithm>

namespace npcost {

namespace {

constexpr std::int64_t second_ms = 1000;
/// A closing that is supposed a little late shows when it should have been; one that is too early only that it is.
constexpr std::int64_t late_ms = 3000;

std::int64_t whole_second(std::int64_t ms) { return (ms / second_ms + 1) * second_ms; }

/// By minutes, in which a talk counts as a whole.
std::int64_t reached_about(const Closing& window, const std::vector<std::uint64_t>& minute, std::uint64_t limit,
                           const LimitUse::Window& used) {
  std::uint64_t sum = 0;
  for (std::int64_t at = window.from_ms; at < window.until_ms; at += ms_per_minute) {
    const std::uint64_t here = minute[static_cast<std::size_t>(at / ms_per_minute)];
    if (sum + here >= limit) {
      const auto part = static_cast<std::int64_t>(static_cast<UInt128>(limit - sum) * ms_per_minute / here);
      return std::min(whole_second(at + part) + late_ms, window.until_ms);
    }
    sum += here;
  }
  if (window.closes_ms == for_ever) return used.all < limit ? for_ever : window.until_ms;
  // It was supposed too early: when would it have been reached, going on as in the last minutes before?
  constexpr std::int64_t minutes = 10;
  const std::int64_t last = std::min(window.closes_ms, window.until_ms) / ms_per_minute;
  const std::int64_t first = std::max(window.from_ms / ms_per_minute, last - minutes);
  std::uint64_t lately = 0;
  for (std::int64_t at = first; at < last; ++at) lately += minute[static_cast<std::size_t>(at)];
  if (used.unbitten >= limit) return window.reached_ms + late_ms;
  if (lately == 0) return for_ever;
  const UInt128 wait_ms = static_cast<UInt128>(limit - used.unbitten) * (minutes * ms_per_minute) / lately;
  if (wait_ms >= static_cast<UInt128>(window.until_ms - window.from_ms)) return for_ever;
  const std::int64_t reached = whole_second(window.reached_ms + static_cast<std::int64_t>(wait_ms)) + late_ms;
  return reached < window.until_ms ? reached : for_ever;
}

FoundClosing find(const Plan& plan, const Closings& closings, const LimitUse& use, std::uint16_t number, std::size_t at) {
  const LimitPlan& limit = plan.rules.limits[number];
  const Closing& window = closings.windows(number)[at];
  const LimitUse::Window& used = use.of(number).windows[at];
  FoundClosing found{number, at, for_ever, true};
  if (window.center_ms == for_ever && used.all + used.roundings < limit.limit) return found;
  if (window.center_ms != for_ever && used.before < limit.limit) {
    std::uint64_t sum = used.before;
    for (std::size_t second = 0; second < used.second.size(); ++second) {
      sum += used.second[second];
      if (sum < limit.limit) continue;
      found.reached_ms = window.band_from_ms() + static_cast<std::int64_t>(second + 1) * second_ms;
      return found;
    }
  }
  found.exact = false;
  found.reached_ms = reached_about(window, use.of(number).minute, limit.limit, used);
  return found;
}

}  // namespace

std::vector<FoundClosing> find_closings(const Plan& plan, const Closings& closings, const LimitUse& use) {
  std::vector<FoundClosing> found;
  for (std::uint16_t limit = 0; limit < closings.limits(); ++limit) {
    const std::size_t windows = closings.windows(limit).size();
    for (std::size_t window = 0; window < windows; ++window) found.push_back(find(plan, closings, use, limit, window));
  }
  return found;
}

bool count_policies(const Plan& plan, const Closings& closings, const LimitUse& use, UsageLedger& ledger) {
  for (std::uint16_t number = 0; number < closings.limits(); ++number) {
    const LimitPlan& limit = plan.rules.limits[number];
    const std::vector<Closing>& windows = closings.windows(number);
    const LimitUse::Limit& used = use.of(number);
    const bool still_open = windows.back().closes_ms > plan.horizon_ms;
    if (used.beyond != 0 && still_open && used.windows.back().all + used.beyond >= limit.limit) return false;
    PolicyCounts& counts = ledger.policy[limit.policy];
    for (std::size_t i = 0; i < windows.size(); ++i) {
      if (windows[i].reached_ms == for_ever) continue;
      ++counts.windows;
      counts.over += std::max(used.windows[i].unbitten, limit.limit) - limit.limit;
    }
  }
  return true;
}

}  // namespace npcost
