#pragma once
// Numbered places for things that come and go; a place keeps its address while others are added.
//
// Memory    in blocks of one large page; what fits into the first is cut into small blocks, so that a small run holds little.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/base/big_memory.h"

namespace npcost {

template <typename T>
class Places {
 public:
  T& operator[](std::uint32_t place) { return blocks_[block(place)][offset(place)]; }
  const T& operator[](std::uint32_t place) const { return blocks_[block(place)][offset(place)]; }
  std::uint32_t size() const { return size_; }
  /// Adds a block of places.
  void grow() {
    blocks_.emplace_back(size_ < in_block ? in_small : in_block);
    size_ += static_cast<std::uint32_t>(blocks_.back().size());
  }
  std::size_t bytes() const { return std::size_t{size()} * sizeof(T); }

 private:
  static_assert(std::has_single_bit(sizeof(T)), "places fill pages");
  static constexpr std::uint32_t in_block = big_page / sizeof(T), small_blocks = 16, in_small = in_block / small_blocks;
  static std::uint32_t block(std::uint32_t place) {
    return place < in_block ? place / in_small : small_blocks - 1 + place / in_block;
  }
  static std::uint32_t offset(std::uint32_t place) { return place < in_block ? place % in_small : place % in_block; }

  std::vector<BigVector<T>> blocks_;
  std::uint32_t size_ = 0;
};

}  // namespace npcost
