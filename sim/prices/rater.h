#pragma once
// What one recorded request costs, exactly: the card in force at its moment, its hour, its context tier, its service tier,
// billing steps and the month's volume so far.
//
// Units     counts in the meter's base unit (tokens, characters, milliseconds); disjoint, as sim/recorded makes them.
// Order     requests of one month that reach a graduated price are charged in the order in which they are given.
// Missing   a meter without a price is unpriced: marked in the charge, never 0.
// Errors    MoneyOverflow; nothing else. Not for several threads at once.
// Speed     prices are looked up once per combination and then kept: tens of nanoseconds a request.

#include <array>
#include <bit>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "sim/prices/price_book.h"

namespace npcost {

/// Counts of the meters that a request used.
class MeterCounts {
 public:
  /// Throws std::overflow_error if a count passes 64 bits.
  void add(Meter meter, std::uint64_t count);
  std::uint64_t operator[](Meter meter) const { return counts_[static_cast<std::size_t>(meter)]; }
  /// Bit m: meter m was used.
  std::uint32_t used() const { return used_; }
  /// All that the model read: what context tiers are chosen by.
  std::uint64_t prompt_tokens() const;
  void clear();

 private:
  std::array<std::uint64_t, meter_count> counts_{};
  std::uint32_t used_ = 0;
};

/// Calls visit(Meter) for every bit of a set of meters, in order.
template <class Visit>
void for_each_meter(std::uint32_t meters, Visit&& visit) {
  for (; meters != 0; meters &= meters - 1) visit(static_cast<Meter>(std::countr_zero(meters)));
}

struct RequestUsage {
  std::uint32_t model = 0;    ///< index in the book
  std::uint16_t service = 0;  ///< Rater::service_number
  Instant at{};
  MeterCounts counts;
};

struct Charge {
  std::array<Money, meter_count> amount{};  ///< of the meters in `priced`; the others are not written
  std::uint32_t priced = 0, unpriced = 0;   ///< sets of meters; together what was used
  Money total;
};

class Rater {
 public:
  /// `book` outlives the rater and does not change.
  explicit Rater(const PriceBook& book);
  /// The number of a service tier's name ("" and "standard": 0), whether or not a model has it: what a model does not offer is charged
  /// as standard. At most 65,535 names.
  std::uint16_t service_number(std::string_view name);
  /// Requires request.model < book.cards.size().
  void rate(const RequestUsage& request, Charge& charge);

 private:
  /// The price of every meter for one combination of set, hour, service tier and context tier.
  struct Row {
    std::array<Int128, meter_count> grains{};
    std::uint32_t priced = 0;
  };
  struct RowKey {
    const PriceSet* set;
    std::int32_t schedule;
    std::uint16_t service;
    std::uint8_t tier;
    bool operator==(const RowKey&) const = default;
  };
  struct RowHash {
    std::size_t operator()(const RowKey& key) const noexcept;
  };
  /// The hours of one UTC day of one set: from edges[i] on states[i + 1] holds.
  struct Day {
    std::vector<Instant> edges;
    std::vector<int> states;
  };
  struct LastRow {
    RowKey key{nullptr, -1, 0, 0};
    const Row* row = nullptr;
  };

  int schedule_of(const PriceSet& set, Instant when);
  const Row& row(std::uint32_t model, const RowKey& key);
  Row compile(const RowKey& key) const;
  PriceContext context_of(const RowKey& key) const;
  Money graduated(const RequestUsage& request, const PriceContext& context, Meter meter, std::uint64_t count);

  const PriceBook& book_;
  std::vector<std::string> services_{""};
  std::unordered_map<RowKey, Row, RowHash> rows_;
  std::vector<LastRow> last_;  ///< by model: most requests of a model resemble the one before
  std::map<std::pair<const PriceSet*, std::int64_t>, Day> days_;
  struct Month {
    std::uint32_t model;
    Meter meter;
    std::int32_t month;
    auto operator<=>(const Month&) const = default;
  };
  std::map<Month, std::uint64_t> volume_;
};

/// At least the minimum, rounded up to a multiple of the increment. Requires increment > 0. Nothing is billed for nothing.
inline std::uint64_t billed_time(std::uint64_t ms, Milliseconds minimum, Milliseconds increment) {
  if (ms == 0) return 0;
  const auto least = static_cast<std::uint64_t>(minimum.count()), step = static_cast<std::uint64_t>(increment.count());
  const std::uint64_t at_least = ms < least ? least : ms;
  const std::uint64_t over = at_least % step;
  return over == 0 ? at_least : at_least + (step - over);
}

}  // namespace npcost
