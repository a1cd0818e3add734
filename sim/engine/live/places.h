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
  static constexpr std::uint32_t in_block = 8192;

  T& operator[](std::uint32_t place) { return blocks_[place / in_block][place % in_block]; }
  const T& operator[](std::uint32_t place) const { return blocks_[place / in_block][place % in_block]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(blocks_.size()) * in_block; }
  /// Adds a block of places.
  void grow() { blocks_.emplace_back(in_block); }
  std::size_t bytes() const { return std::size_t{size()} * sizeof(T); }

 private:
  std::vector<BigVector<T>> blocks_;
};

}  // namespace npcost
