#pragma once
// A distribution compiled to integers: drawing from it costs one or two loads and no libm, and gives the
// same number on every machine, compiler and instruction set.
//
// Shape     2048 cells, alias method (Walker/Vose): 21 bits of threshold and 11 bits of alias in one
//           32-bit word. Values that span at most 2048 whole numbers use one cell a value; anything wider uses up to
//           2048 cells of equal width in log space (of equal width if it reaches below 0) and a uniform position
//           inside the cell. Listed values and the ends of clamps have cells of their own in either.
// Units     whole counts of the base unit (tokens, milliseconds), 0 … 2^32−1. Values are rounded to nearest (halves
//           up).
// Ends      what is rarer than 2^-32 at either end becomes the end; so does what does not fit into 32 bits, and that
//           mass can be read. The masses are exact to 2^-32 each and add up to 1.
// Accuracy  a wide table has the mean of its distribution to 1e-5, for lognormals up to sigma 2; far wider ones lose
//           what their mean owes to values rarer than 2^-32 or beyond 32 bits. Rounding to whole numbers adds 1/12 to
//           the variance.
// Source    M. D. Vose, A linear algorithm for generating random numbers with a given distribution, 1991.

#include <array>
#include <cstdint>
#include <memory>

#include "sim/base/distribution.h"

namespace npcost {

class DrawTable {
 public:
  /// A table that always gives 0.
  DrawTable() = default;
  static DrawTable constant(std::uint32_t value);
  /// Compiles scale × the distribution. `lowest` is the smallest whole value allowed (1 for turns, 0 for most); values
  /// below it become it. Values above 2^32−1 become that and count as capped. Requires scale > 0 and finite.
  static DrawTable compile(const Distribution& distribution, std::uint32_t lowest = 0, double scale = 1);

  bool is_constant() const { return cells_ == nullptr; }
  /// Requires is_constant().
  std::uint32_t constant_value() const { return base_; }

  /// A value. `word` picks the cell; the low 11 bits of `position` place the value inside a wide cell
  /// (ignored by exact tables).
  std::uint32_t draw(std::uint32_t word, std::uint32_t position) const {
    if (cells_ == nullptr) return base_;
    const std::uint32_t index = word >> 21;
    const std::uint32_t cell = cells_->alias[index];
    const std::uint32_t take_own = 0u - static_cast<std::uint32_t>((word & 0x1fffffu) < (cell >> 11));
    const std::uint32_t other = cell & 0x7ffu;
    const std::uint32_t chosen = other ^ ((other ^ index) & take_own);
    if (exact_) return base_ + chosen;
    const Span span = cells_->span[chosen];
    return span.low + static_cast<std::uint32_t>(
                          (static_cast<std::uint64_t>(span.width) * (position & 0x7ffu)) >> 11);
  }

  /// The table as it lies in memory, for code that draws many values at once. Pointers live as long as the table or a copy of it.
  struct View {
    const std::uint32_t* alias = nullptr;   ///< [2048] threshold << 11 | other cell; nullptr = constant
    const std::uint32_t* span = nullptr;    ///< [2048][low, width]
    const std::uint32_t* start = nullptr;   ///< [2049] low of each cell and the end of the last, where nothing lies between cells
    std::uint32_t base = 0;
    bool exact = true;
    std::uint32_t widest = 1;               ///< cell
  };
  View view() const;

  double mean() const;          ///< exact mean of what draw() gives
  double variance() const;      ///< exact too; takes a few milliseconds for a wide table
  double capped_mass() const { return capped_; }  ///< probability moved to the upper end by a clamp or by 32 bits
  std::uint32_t smallest() const;
  std::uint32_t largest() const;

 private:
  struct Span {
    std::uint32_t low;
    std::uint32_t width;  ///< values low … low+width−1, all equally likely; at least 1
  };
  struct Cells {
    std::array<std::uint32_t, 2048> alias;    ///< threshold << 11 | other cell
    std::array<Span, 2048> span;              ///< of exact tables too, one value each
    std::array<std::uint32_t, 2049> start;    ///< half of span, if every cell begins where the one before ends
    bool seamless = true;
    std::uint32_t widest = 1;                 ///< width
    std::array<std::uint64_t, 2048> mass;     ///< of each cell, in 2^-32; sums to 2^32
  };
  std::shared_ptr<const Cells> cells_;
  std::uint32_t base_ = 0;
  bool exact_ = true;
  double capped_ = 0;
};

}  // namespace npcost
