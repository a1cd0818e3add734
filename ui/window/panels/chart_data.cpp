#include "ui/window/panels/chart_data.h"

#include <limits>

namespace npcost::window {

namespace {

void widen(const std::vector<float>& from, std::vector<double>& into) { into.assign(from.begin(), from.end()); }

/// As long as its x axis: what is missing is a gap.
void widen(const std::vector<float>& from, std::size_t size, std::vector<double>& into) {
  into.assign(from.begin(), from.end());
  into.resize(size, std::numeric_limits<double>::quiet_NaN());
}

}  // namespace

bool ChartData::take(const Screen& screen) {
  if (screen.number == number_) return false;
  number_ = screen.number;
  at = screen.track.at;
  hours = screen.track.hours;
  widen(screen.track.online, hours.size(), online);
  for (std::size_t m = 0; m < mode_count; ++m) {
    widen(screen.track.mode[m].p50, at.size(), mode[m].p50);
    widen(screen.track.mode[m].p95, at.size(), mode[m].p95);
    widen(screen.track.mode[m].hour_mean, hours.size(), mode[m].hour_mean);
    widen(screen.mode[m].trace, mode[m].trace);
    mode[m].parts.resize(screen.parts[m].size());
    for (std::size_t p = 0; p < screen.parts[m].size(); ++p) widen(screen.parts[m][p].series, hours.size(), mode[m].parts[p]);
  }
  widen(screen.per_turn.trace, per_turn);
  widen(screen.monthly_bill.trace, monthly_bill);
  widen(screen.cache_hits.trace, cache_hits);
  return true;
}

}  // namespace npcost::window
