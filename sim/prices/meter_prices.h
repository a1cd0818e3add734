#pragma once
// The prices of some meters: what one JSON object of a price book states. What is not in here is unpriced, never 0.

#include <algorithm>
#include <vector>

#include "sim/prices/meter.h"
#include "sim/reading/quantity.h"

namespace npcost {

class MeterPrices {
 public:
  struct Entry {
    Meter meter;
    Price price;
  };

 private:
  template <class Entries>
  static auto place(Entries& entries, Meter meter) {
    return std::lower_bound(entries.begin(), entries.end(), meter,
                            [](const Entry& entry, Meter wanted) { return entry.meter < wanted; });
  }

 public:
  /// nullptr if this meter has no price here.
  const Price* find(Meter meter) const {
    const auto at = place(entries_, meter);
    return at != entries_.end() && at->meter == meter ? &at->price : nullptr;
  }
  bool has(Meter meter) const { return find(meter) != nullptr; }
  /// Adds or replaces.
  void set(Meter meter, Price price) {
    const auto at = place(entries_, meter);
    if (at != entries_.end() && at->meter == meter) {
      at->price = std::move(price);
    } else {
      entries_.insert(at, {meter, std::move(price)});
    }
  }
  void erase(Meter meter) {
    std::erase_if(entries_, [meter](const Entry& entry) { return entry.meter == meter; });
  }
  bool empty() const { return entries_.empty(); }
  std::size_t size() const { return entries_.size(); }
  /// In the order of the meters.
  auto begin() const { return entries_.begin(); }
  auto end() const { return entries_.end(); }
  auto begin() { return entries_.begin(); }
  auto end() { return entries_.end(); }

 private:
  std::vector<Entry> entries_;
};

}  // namespace npcost
