#include "sim/base/draw_table.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "sim/base/check.h"
#include "sim/base/draw_table_cells.h"

namespace npcost {

DrawTable DrawTable::constant(std::uint32_t value) {
  DrawTable table;
  table.base_ = value;
  return table;
}

DrawTable DrawTable::compile(const Distribution& distribution, std::uint32_t lowest, double scale) {
  NPCOST_CHECK(scale > 0 && std::isfinite(scale), "a scale is a positive number");
  const WholeCounts counts(distribution, lowest, scale);
  const std::vector<CountRange> ranges = ranges_for(counts);
  const std::vector<std::uint64_t> masses = masses_in_2_32(counts, ranges);

  DrawTable table;
  table.capped_ = counts.capped_mass();
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (masses[i] == whole_mass && ranges[i].width == 1) {
      table.base_ = ranges[i].low;
      return table;
    }
  }
  auto cells = std::make_shared<Cells>();
  cells->mass.fill(0);
  cells->span.fill({ranges.front().low, 1});
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    cells->mass[i] = masses[i];
    cells->span[i] = {ranges[i].low, ranges[i].width};
    cells->widest = std::max(cells->widest, ranges[i].width);
    if (i != 0 && ranges[i].low != ranges[i - 1].low + ranges[i - 1].width) cells->seamless = false;
  }
  cells->start.fill(ranges.back().low + ranges.back().width);
  for (std::size_t i = 0; i < ranges.size(); ++i) cells->start[i] = ranges[i].low;
  cells->alias = alias_columns(cells->mass);
  table.base_ = ranges.front().low;
  table.exact_ = ranges.back().low - ranges.front().low + 1 == ranges.size();  // one cell for every value
  table.cells_ = std::move(cells);
  return table;
}

namespace {

constexpr std::uint32_t positions = 2048;

/// Sum over the 2048 positions j of ⌊width·j/2048⌋ = ((width − 1)(2048 − 1) + g − 1)/2 with g = gcd(width, 2048): the
/// points of a grid below its diagonal are half of those inside, plus half of those on the diagonal.
double sum_of_offsets(std::uint64_t width) {
  const std::uint64_t g = std::min(width & (0 - width), std::uint64_t{positions});   // of a power of two: the lowest bit
  return static_cast<double>(((width - 1) * (positions - 1) + g - 1) / 2);
}

double mean_of_cell(std::uint32_t low, std::uint32_t width) {
  return static_cast<double>(low) + sum_of_offsets(width) / positions;
}

double squares_around(double center, std::uint32_t low, std::uint32_t width) {
  const double base = static_cast<double>(low) - center;
  if (width == 1) return base * base;
  double sum = 0;
  for (std::uint64_t j = 0; j < positions; ++j) {
    const double distance = base + static_cast<double>(static_cast<std::int64_t>((width * j) >> 11));
    sum += distance * distance;
  }
  return sum / positions;
}

}  // namespace

double DrawTable::mean() const {
  if (cells_ == nullptr) return base_;
  // From the lowest value, so that a narrow table far from 0 loses no digits.
  const std::uint32_t origin = cells_->span[0].low;
  double sum = 0;
  for (std::size_t i = 0; i < cells_->mass.size(); ++i) {
    if (cells_->mass[i] == 0) continue;
    const Span span = cells_->span[i];
    sum += static_cast<double>(cells_->mass[i]) * mean_of_cell(span.low - origin, span.width);
  }
  return static_cast<double>(origin) + sum * 0x1p-32;
}

double DrawTable::variance() const {
  if (cells_ == nullptr) return 0;
  const double center = mean();
  double sum = 0;
  for (std::size_t i = 0; i < cells_->mass.size(); ++i) {
    if (cells_->mass[i] == 0) continue;
    sum += static_cast<double>(cells_->mass[i]) * squares_around(center, cells_->span[i].low, cells_->span[i].width);
  }
  return sum * 0x1p-32;
}

DrawTable::View DrawTable::view() const {
  if (cells_ == nullptr) return {nullptr, nullptr, nullptr, base_, true, 1};
  return {cells_->alias.data(), &cells_->span[0].low, cells_->seamless ? cells_->start.data() : nullptr, base_, exact_, cells_->widest};
}

std::uint32_t DrawTable::smallest() const {
  if (cells_ == nullptr) return base_;
  std::uint32_t value = std::numeric_limits<std::uint32_t>::max();
  for (std::size_t i = 0; i < cells_->mass.size(); ++i) {
    if (cells_->mass[i] == 0) continue;
    value = std::min(value, cells_->span[i].low);
    if (cells_->seamless) break;   // the cells rise
  }
  return value;
}

std::uint32_t DrawTable::largest() const {
  if (cells_ == nullptr) return base_;
  std::uint32_t value = 0;
  for (std::size_t i = cells_->mass.size(); i-- > 0;) {
    if (cells_->mass[i] == 0) continue;
    const Span span = cells_->span[i];
    const std::uint64_t furthest = (std::uint64_t{span.width} * (positions - 1)) >> 11;
    value = std::max(value, span.low + static_cast<std::uint32_t>(furthest));
    if (cells_->seamless) break;
  }
  return value;
}

}  // namespace npcost
