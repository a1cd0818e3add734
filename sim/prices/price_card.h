#pragma once
// One model: what each meter costs, from when, in which context tier; and the rules of its prompt cache and its
// billing steps.
//
// Requires  every price carries a unit that fits the meter; read_price_card refuses anything else.
// Missing   cached_input: "same as input" (the cache then changes nothing and is off); cache_write: writing is billed
//           as fresh input; reasoning: same as output. Anything else that a pipeline uses and the card lacks is an
//           error before the run.
// Dates     "prices": {"2025-02-08": {…}} holds from that midnight UTC on, whole and not as a change to the entry
//           before it. Prices that stand beside "prices" hold before its first date.
// Errors    E101 and E220–E229 (sim/prices/codes.h), beside those of the quantities themselves (E2xx).

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/prices/meter.h"
#include "sim/prices/price_keys.h"
#include "sim/reading/json_text.h"
#include "sim/reading/quantity.h"

namespace npcost {

/// The price of each meter, indexed by Meter; a missing one is unpriced, never 0.
using MeterPrices = std::array<std::optional<Price>, meter_count>;

/// Prices of every meter from one date on.
struct PriceSet {
  Instant from = Instant::min();  ///< inclusive; Instant::min() = always
  MeterPrices base;
  struct Tier {
    std::uint64_t above_tokens = 0;  ///< applies to the whole request when the whole prompt is > this (>= if inclusive)
    bool inclusive = false;
    MeterPrices price;  ///< missing: as in base
    /// The shortest whole prompt that is billed in this tier.
    std::uint64_t first_tokens() const { return above_tokens + (inclusive ? 0u : 1u); }
  };
  std::vector<Tier> tiers;  ///< ascending by first_tokens(), no two alike
  /// Where the numbers come from; what a dated entry leaves out is taken from its model.
  std::string source, as_of, confidence, provenance;
  std::string why, notes;  ///< of this entry only

  /// 0 = base, t = tiers[t−1], for a prompt of this many tokens, cached ones included.
  std::uint8_t tier_of(std::uint64_t prompt_tokens) const;
};
/// Tier numbers are bytes, and no provider has come near this.
inline constexpr std::size_t max_tiers = 16;
/// Entries of "prices" in one model: two a week for ten years.
inline constexpr std::size_t max_dated_entries = 1000;

struct CacheRules {
  bool enabled = false;              ///< true when cached_input has a price of its own
  std::uint32_t min_tokens = 1024;   ///< shorter prefixes are not cached
  std::uint32_t block_tokens = 128;  ///< cached length is a multiple of this
  Milliseconds ttl{300'000};
  bool refreshed_by_hits = true;  ///< sliding TTL; false: counted from the write
  bool has_write_price = false;
};

struct PriceCard {
  std::string name;  ///< as the scenario calls it
  ModelKind kind = ModelKind::llm;
  std::vector<PriceSet> sets;  ///< ascending by from, no two alike; at least one
  CacheRules cache;
  std::uint64_t context_tokens = 128'000;
  Milliseconds billing_minimum{0};    ///< stt: a request is billed at least this
  Milliseconds billing_increment{1};  ///< stt: rounded up to a multiple of this
  std::string source, as_of, why, confidence, provenance, notes;
  Place place;
  std::string pointer;

  /// The set in force at an instant, or nullptr before the first.
  const PriceSet* at(Instant when) const;
};

/// Reads the price keys of a model object (see price_keys.h); keys that are not price keys are left to the caller.
/// Adds every fault to diagnostics and returns nothing if there was one. Dates are midnight UTC.
std::optional<PriceCard> read_price_card(const std::string& name, const JsonValue& object, const std::string& pointer,
                                         Diagnostics& diagnostics);

}  // namespace npcost
