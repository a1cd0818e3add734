#pragma once
// Numbered places for things that come and go; a place keeps its address while others are added.

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
  std::uint32_t size() const { return blocks_.empty() ? 0 : first_block + static_cast<std::uint32_t>(blocks_.size() - 1) * in_block; }
  /// Adds a block of places.
  void grow() { blocks_.emplace_back(blocks_.empty() ? first_block : in_block); }
  std::size_t bytes() const { return std::size_t{size()} * sizeof(T); }

 private:
  /// Small runs need few places; large ones have blocks of whole large pages.
  static constexpr std::uint32_t first_block = 1024, in_block = 16'384;
  static std::uint32_t block(std::uint32_t place) { return place < first_block ? 0 : 1 + (place - first_block) / in_block; }
  static std::uint32_t offset(std::uint32_t place) { return place < first_block ? place : (place - first_block) % in_block; }

  std::vector<BigVector<T>> blocks_;
};

}  // namespace npcost
