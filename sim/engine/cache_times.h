#pragma once
// When a player's own calls last touched the providers' cache entries, by way of meeting an NPC.
//
// Only entries that may still be warm are kept: one that is older than every cache's time to live is as good as never written, for a later
// call comes later still. A player therefore has a few, however many ways there are.
//
// Memory    32 bytes for three entries; more of them at once are kept apart.

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "sim/dialogue/turn.h"

namespace npcost {

class CacheTimes {
 public:
  /// When the entry of a way was last touched; long_ago if it is not known to be warm.
  std::int64_t at(std::uint16_t way) const {
    for (const Entry& entry : few_) {
      if (entry.way() == way && entry.used()) return entry.ms();
    }
    if (more_ == nullptr) return long_ago;
    for (const Entry& entry : *more_) {
      if (entry.way() == way) return entry.ms();
    }
    return long_ago;
  }

  /// Requires that no call is made before `now_ms` any more; `longest_ttl_ms`: of all caches. Places of stale entries are used again.
  void set(std::uint16_t way, std::int64_t ms, std::int64_t now_ms, std::int64_t longest_ttl_ms) {
    Entry* place = nullptr;
    for (Entry& entry : few_) {
      if (entry.way() == way && entry.used()) {
        entry = Entry(ms, way);
        return;
      }
      if (place == nullptr && (!entry.used() || now_ms - entry.ms() >= longest_ttl_ms)) place = &entry;
    }
    if (more_ != nullptr) forget(*more_, way, now_ms, longest_ttl_ms);
    if (ms <= no_ms) return;
    if (place != nullptr) {
      *place = Entry(ms, way);
      return;
    }
    if (more_ == nullptr) more_ = std::make_unique<std::vector<Entry>>();
    more_->emplace_back(ms, way);
  }

  /// Whether some entry is still warm for a call at `ms`; what is not is forgotten.
  bool warm_at(std::int64_t ms, std::int64_t longest_ttl_ms) {
    bool warm = false;
    for (Entry& entry : few_) {
      if (entry.used() && ms - entry.ms() >= longest_ttl_ms) entry = Entry();
      warm = warm || entry.used();
    }
    if (more_ != nullptr) forget(*more_, nobody, ms, longest_ttl_ms);
    return warm || (more_ != nullptr && !more_->empty());
  }

 private:
  /// 48 bits of milliseconds, 4,459 years either way, and the way.
  struct Entry {
    std::int64_t packed = no_ms * 65'536;
    Entry() = default;
    Entry(std::int64_t at_ms, std::uint16_t of_way) : packed(at_ms * 65'536 + of_way) {}
    std::int64_t ms() const { return packed >> 16; }
    std::uint16_t way() const { return static_cast<std::uint16_t>(packed & 0xffff); }
    bool used() const { return ms() != no_ms; }
  };
  static constexpr std::int64_t no_ms = -(std::int64_t{1} << 47);
  static constexpr std::uint16_t nobody = 0xffff;

  static void forget(std::vector<Entry>& entries, std::uint16_t way, std::int64_t now_ms, std::int64_t longest_ttl_ms) {
    std::erase_if(entries, [&](const Entry& entry) { return entry.way() == way || now_ms - entry.ms() >= longest_ttl_ms; });
  }

  std::array<Entry, 3> few_;
  std::unique_ptr<std::vector<Entry>> more_;
};

}  // namespace npcost
