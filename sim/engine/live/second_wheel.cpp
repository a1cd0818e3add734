#include "sim/engine/live/second_wheel.h"

#include "sim/base/check.h"

namespace npcost {

SecondWheel::SecondWheel(std::int64_t seconds)
    : near_(static_cast<std::size_t>(near_seconds)), far_(static_cast<std::size_t>(seconds / near_seconds + 1), none) {}

void SecondWheel::begin_chunk(Near& list) {
  if (free_near_ == none) {
    const std::uint32_t first = near_chunks_.size();
    near_chunks_.grow();
    for (std::uint32_t chunk = near_chunks_.size(); chunk > first; --chunk) {
      near_chunks_[chunk - 1].next = free_near_;
      free_near_ = chunk - 1;
    }
  }
  const std::uint32_t fresh = free_near_;
  free_near_ = near_chunks_[fresh].next;
  near_chunks_[fresh].next = list.first;
  list.first = fresh;
}

void SecondWheel::take(std::vector<std::uint32_t>& due) {
  Near& list = near_[static_cast<std::size_t>(now_) & (near_seconds - 1)];
  due.clear();
  due.reserve(list.count);
  std::uint32_t left = list.count;
  while (left != 0) {
    NearChunk& chunk = near_chunks_[list.first];
    const std::uint32_t here = (left - 1) % NearChunk::room + 1;   // all but the newest chunk are full
    due.insert(due.end(), chunk.who.begin(), chunk.who.begin() + here);
    left -= here;
    const std::uint32_t next = chunk.next;
    chunk.next = free_near_;
    free_near_ = list.first;
    list.first = next;
  }
  list = {};
}

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
    for (std::uint32_t i = 0; i < chunk.count; ++i) put_near(chunk.who[i], near_[chunk.second[i]]);
    const std::uint32_t next = chunk.next;
    chunk.next = free_;
    free_ = first;
    first = next;
  }
}

std::size_t SecondWheel::bytes() const {
  return far_.capacity() * sizeof(std::uint32_t) + chunks_.capacity() * sizeof(Chunk) + near_.capacity() * sizeof(Near) +
         near_chunks_.bytes();
}

}  // namespace npcost
