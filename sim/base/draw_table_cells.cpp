#include "sim/base/draw_table_cells.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "sim/base/check.h"

namespace npcost {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double rarest = 0x1p-32;
constexpr double largest_count = 4294967295.0;

}  // namespace

WholeCounts::WholeCounts(const Distribution& distribution, std::uint32_t lowest, double scale)
    : distribution_(distribution), scale_(scale), lowest_(lowest) {
  low_ = rounded(distribution.quantile(rarest));
  high_ = std::max(low_, rounded(distribution.quantile(1 - rarest)));
}

std::uint32_t WholeCounts::rounded(double x) const {
  const double nearest = std::floor(x * scale_ + 0.5);
  return std::max(lowest_, static_cast<std::uint32_t>(std::clamp(nearest, 0.0, largest_count)));
}

namespace {

/// std::nextafter(x, -infinity), which is a call into the library for something that is asked for two thousand times a table.
double just_below(double x) {
  return x > 0 ? std::bit_cast<double>(std::bit_cast<std::uint64_t>(x) - 1) : std::nextafter(x, -infinity);
}

}  // namespace

double WholeCounts::below(std::uint64_t n) const {
  if (n <= low_) return 0;
  if (n > high_) return 1;
  // A value on the half belongs to n: ask for what is strictly less.
  return distribution_.cdf(just_below((static_cast<double>(n) - 0.5) / scale_));
}

std::vector<std::uint32_t> WholeCounts::atoms() const {
  std::vector<std::uint32_t> counts;
  for (const double x : distribution_.atoms()) counts.push_back(std::clamp(rounded(x), low_, high_));
  std::sort(counts.begin(), counts.end());
  counts.erase(std::unique(counts.begin(), counts.end()), counts.end());
  return counts;
}

bool WholeCounts::reaches_below_zero() const { return distribution_.cdf(std::nextafter(0.0, -1.0)) > rarest; }

double WholeCounts::capped_mass() const {
  const double above_32_bits = 1 - distribution_.cdf((largest_count + 0.5) / scale_);
  return above_32_bits > rarest ? above_32_bits : distribution_.capped_mass();
}

namespace {

/// Cuts what lies between the single counts into ranges of 1 + ⌊step⌋ counts, or 1 + ⌊step × beginning⌋ if
/// `proportional`. False if that takes more than 2048 ranges.
bool cut(const std::vector<std::uint32_t>& singles, double step, bool proportional, std::vector<CountRange>& ranges) {
  ranges.clear();
  for (std::size_t i = 0; i < singles.size(); ++i) {
    if (ranges.size() == most_cells) return false;
    ranges.push_back({singles[i], 1});
    if (i + 1 == singles.size()) break;
    const std::uint32_t end = singles[i + 1];
    for (std::uint32_t at = singles[i] + 1; at < end;) {
      if (ranges.size() == most_cells) return false;
      const double more = proportional ? step * static_cast<double>(at) : step;
      const double room = static_cast<double>(end - at - 1);
      const std::uint32_t width = 1 + static_cast<std::uint32_t>(more < room ? more : room);
      ranges.push_back({at, width});
      at += width;
    }
  }
  return true;
}

/// The proportional step that cuts low … high into about `ranges` of them: units up to 1/step, then ratios of 1 + step.
double proportional_step(double low, double high, double ranges) {
  const auto ranges_at = [&](double step) {
    const double last_unit = std::clamp(1 / step, low, high);
    return last_unit - low + std::log(high / last_unit) / std::log1p(step);
  };
  double too_small = 1e-10;
  double large_enough = 1;
  for (int i = 0; i < 40; ++i) {
    const double middle = std::sqrt(too_small * large_enough);
    (ranges_at(middle) > ranges ? too_small : large_enough) = middle;
  }
  return large_enough;
}

/// Whether it is known without cutting that a proportional step makes too many ranges. From n a range ends at or before n + 1 + step·n,
/// so n + 1/step grows by a factor of 1 + step at most.
bool surely_too_fine(const std::vector<std::uint32_t>& singles, double step) {
  const double from = static_cast<double>(singles.front()) + 1 + 1 / step;
  const double to = static_cast<double>(singles.back()) + 1 / step;
  return std::log(to / from) / std::log1p(step) > most_cells + 2.0;   // two more than fit: rounding here decides nothing
}

/// The finest cut that 2048 ranges allow.
std::vector<CountRange> finest_cut(const std::vector<std::uint32_t>& singles, bool proportional) {
  const double low = static_cast<double>(singles.front()) + 1;
  const double high = static_cast<double>(singles.back());
  const double free_ranges = static_cast<double>(most_cells - 2 * singles.size());
  double fits = proportional ? proportional_step(low, high, free_ranges) : (high - low) / free_ranges;
  std::vector<CountRange> best, finer;
  best.reserve(most_cells);
  finer.reserve(most_cells);
  while (!cut(singles, fits, proportional, best)) fits *= 1.02;
  double too_fine = fits / 2;
  for (int i = 0; i < 6; ++i) {
    const double middle = (too_fine + fits) / 2;
    if (!(proportional && surely_too_fine(singles, middle)) && cut(singles, middle, proportional, finer)) {
      fits = middle;
      best.swap(finer);
    } else {
      too_fine = middle;
    }
  }
  return best;
}

}  // namespace

std::vector<CountRange> ranges_for(const WholeCounts& counts) {
  const std::uint32_t low = counts.low();
  const std::uint32_t high = counts.high();
  std::vector<CountRange> ranges;
  if (high - low < most_cells) {
    for (std::uint32_t n = low; n - low <= high - low; ++n) ranges.push_back({n, 1});
    return ranges;
  }
  std::vector<std::uint32_t> singles = counts.atoms();
  if (counts.only_atoms() && singles.size() <= most_cells) {
    for (const std::uint32_t n : singles) ranges.push_back({n, 1});
    return ranges;
  }
  // More than these are a large sample: its shape matters, not each of its values.
  constexpr std::size_t most_singles = most_cells / 8;
  if (singles.size() > most_singles) singles.clear();
  singles.insert(singles.end(), {low, high});
  std::sort(singles.begin(), singles.end());
  singles.erase(std::unique(singles.begin(), singles.end()), singles.end());
  return finest_cut(singles, !counts.reaches_below_zero());
}

std::vector<std::uint64_t> masses_in_2_32(const WholeCounts& counts, const std::vector<CountRange>& ranges) {
  std::vector<std::uint64_t> masses(ranges.size());
  std::uint64_t below = 0;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    // Up to where the next range begins: a list of values has nothing in between.
    const double exact = i + 1 == ranges.size() ? 1 : counts.below(ranges[i + 1].low);
    const double scaled = exact * static_cast<double>(whole_mass) + 0.5;
    NPCOST_CHECK(scaled >= 0 && scaled < static_cast<double>(whole_mass + 1), "a probability lies between 0 and 1");
    // A distribution function may fall back by an ulp; a mass may not be negative.
    const std::uint64_t upto = std::max(below, static_cast<std::uint64_t>(scaled));
    masses[i] = upto - below;
    below = upto;
  }
  return masses;
}

std::array<std::uint32_t, most_cells> alias_columns(const std::array<std::uint64_t, most_cells>& masses) {
  constexpr std::uint64_t column = whole_mass / most_cells;
  std::array<std::uint32_t, most_cells> columns{};
  std::array<std::uint64_t, most_cells> left = masses;
  std::vector<std::uint32_t> short_of, rich;
  for (std::uint32_t i = 0; i < most_cells; ++i) (left[i] < column ? short_of : rich).push_back(i);
  while (!short_of.empty()) {
    const std::uint32_t poor = short_of.back();
    short_of.pop_back();
    NPCOST_CHECK(!rich.empty(), "columns add up to the whole");
    const std::uint32_t giver = rich.back();
    columns[poor] = static_cast<std::uint32_t>(left[poor]) << 11 | giver;
    left[giver] -= column - left[poor];
    if (left[giver] < column) {
      rich.pop_back();
      short_of.push_back(giver);
    }
  }
  for (const std::uint32_t full : rich) columns[full] = full;  // threshold 0: always the other cell, which is itself
  return columns;
}

}  // namespace npcost
