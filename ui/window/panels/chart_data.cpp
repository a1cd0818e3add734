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

void ChartData::take_parts(const std::vector<Part>& parts, std::size_t bucket, std::vector<std::vector<double>>& into) const {
  into.resize(parts.size());
  for (std::size_t p = 0; p < parts.size(); ++p) {
    widen(bucket == 0 ? parts[p].series : parts[p].coarse[bucket], stretches[bucket].size(), into[p]);
  }
}

bool ChartData::take(const Screen& screen) {
  if (screen.number == number_) return false;
  number_ = screen.number;
  at = screen.track.at;
  hours = screen.track.hours;
  stretches = screen.track.coarse_hours;
  stretches[0] = hours;
  widen(screen.track.online, hours.size(), online);
  for (std::size_t m = 0; m < mode_count; ++m) {
    const bool by_mean = screen.mode[m].headline_stat == Stat::mean;
    widen(by_mean ? screen.track.mode[m].mean : screen.track.mode[m].p50, at.size(), mode[m].line);
    widen(screen.track.mode[m].p95, at.size(), mode[m].p95);
    widen(screen.track.mode[m].hour_mean, hours.size(), mode[m].hour_mean);
    widen(screen.mode[m].headline.trace, mode[m].trace);
    for (std::size_t b = 0; b < bucket_count; ++b) take_parts(screen.parts[m], b, mode[m].parts[b]);
  }
  widen(screen.per_turn.trace, per_turn);
  widen(screen.monthly_bill.trace, monthly_bill);
  widen(screen.cache_hits.trace, cache_hits);
  return true;
}

}  // namespace npcost::window
