#include "sim/engine/live/second_wheel.h"

#include "sim/base/check.h"

namespace npcost {

SecondWheel::SecondWheel(std::int64_t seconds)
    : near_(static_cast<std::size_t>(near_seconds)), far_(static_cast<std::size_t>(seconds / near_seconds + 1), none) {}

void SecondWheel::put_far(std::uint32_t who, std::int64_t second) {
  std::uint32_t& first = far_[static_cast<std::size_t>(second / near_seconds)];
  if (first == none || chunks_[first].count == chunks_[first].who.size()) {
    std::uint32_t fresh = free_;
    if (fresh == none) {
      fresh = static_cast<std::uint32_t>(chunks_.size());
      chunks_.emplace_back();
    } else {
      free_ = chunks_[fresh].next;
    }
    chunks_[fresh].next = first;
    chunks_[fresh].count = 0;
    first = fresh;
  }
  Chunk& chunk = chunks_[first];
  chunk.who[chunk.count] = who;
  chunk.second[chunk.count] = static_cast<std::uint16_t>(second % near_seconds);
  ++chunk.count;
}

void SecondWheel::move_to(std::int64_t second) {
  if (second == now_) return;
  NPCOST_CHECK(second == now_ + 1, "seconds follow one another");
  now_ = second;
  if (second % near_seconds != 0) return;
  std::uint32_t& first = far_[static_cast<std::size_t>(second / near_seconds)];
  while (first != none) {
    Chunk& chunk = chunks_[first];
    for (std::uint32_t i = 0; i < chunk.count; ++i) near_[chunk.second[i]].push_back(chunk.who[i]);
    const std::uint32_t next = chunk.next;
    chunk.next = free_;
    free_ = first;
    first = next;
  }
}

std::size_t SecondWheel::bytes() const {
  std::size_t sum = far_.capacity() * sizeof(std::uint32_t) + chunks_.capacity() * sizeof(Chunk);
  for (const std::vector<std::uint32_t>& second : near_) sum += sizeof(second) + second.capacity() * sizeof(std::uint32_t);
  return sum;
}

}  // namespace npcost
