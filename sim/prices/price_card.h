#pragma once
// One model: what each meter costs, from when, in which context tier; and the rules of its prompt cache and its
// billing steps.
//
// Requires  every price carries a unit that fits the meter; read_price_card refuses anything else.
// Missing   cached_input: "same as input" (the cache then changes nothing and is off); cache_write: writing is billed
//           as fresh input; reasoning: same as output; the others: price_of() in price_set.h. Anything else that a pipeline
//           uses and the card lacks is an error before the run.
// Dates     "prices": {"2025-02-08": {…}} holds from that midnight UTC on, whole and not as a change to the entry
//           before it. Prices that stand beside "prices" hold before its first date.
// Errors    E101 and E220–E229 (sim/prices/codes.h), beside those of the quantities themselves (E2xx).

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/prices/meter.h"
#include "sim/prices/price_keys.h"
#include "sim/prices/price_set.h"
#include "sim/reading/json_text.h"
#include "sim/reading/quantity.h"

namespace npcost {

/// Entries of "prices" in one model: two a week for ten years.
inline constexpr std::size_t max_dated_entries = 1000;

struct CacheRules {
  bool enabled = false;              ///< true when cached_input has a price of its own
  std::uint32_t min_tokens = 1024;   ///< shorter prefixes are not cached
  std::uint32_t block_tokens = 128;  ///< cached length is a multiple of this
  Milliseconds ttl{300'000};
  bool refreshed_by_hits = true;  ///< sliding TTL; false: counted from the write
  bool has_write_price = false;
  bool only_shared = false;  ///< explicit: persona and world are kept for all players, and their storage is billed
  /// Which writing is billed: the hour's if the card prices it and entries live that long, likewise twelve hours.
  Meter write_meter = Meter::cache_write_tokens;
};

/// How much audio one second is, where audio is billed in tokens: thousandths of a token; nothing if unknown.
struct AudioRates {
  std::optional<std::uint32_t> input, output;
};

/// How a provider counts the tokens of an image (sim/prices/image_tokens.h).
enum class ImageRule { unknown, tiles, patches, area, squares };

struct PriceCard {
  std::string name;    ///< as the scenario calls it
  std::string listed;  ///< as the catalog calls it that the scenario took it from; "" if from none
  ModelKind kind = ModelKind::llm;
  std::vector<PriceSet> sets;  ///< ascending by from, no two alike; at least one
  CacheRules cache;
  std::uint64_t context_tokens = 128'000;
  Milliseconds billing_minimum{0};    ///< stt: a request, realtime: a session is billed at least this
  Milliseconds billing_increment{1};  ///< … rounded up to a multiple of this
  bool billed_while_open = false;     ///< stt: the connection is billed from open to close, not the speech in it
  bool double_ideographs = false;     ///< tts: a Chinese character counts as two
  AudioRates audio_rates;
  bool transcript_billed = true;                   ///< realtime: the text of what is said is billed as output beside its audio
  Milliseconds session_cap{0};                     ///< realtime: the provider ends a session after this; 0 = never
  std::uint32_t truncate_to_thousandths = 1000;    ///< realtime: a full context is cut to this part of it
  ImageRule image_rule = ImageRule::unknown;
  std::string service_tier;  ///< the one that the scenario asks for; "" = standard
  std::string source, as_of, why, confidence, provenance, notes;
  Place place;
  std::string pointer;

  /// The set in force at an instant, or nullptr before the first and after the end of one that nothing follows.
  const PriceSet* at(Instant when) const;
  /// What decides the price of a request at an instant; set == nullptr if nothing holds then.
  PriceContext context_at(Instant when, std::uint8_t tier = 0) const;
  /// Whether any set prices this meter, in whatever tier or hour.
  bool ever_prices(Meter meter) const;
};

/// Sets which cache write this card bills, from its prices and how long entries live. Called by the reader; again by whoever changes
/// either.
void choose_cache_write(PriceCard& card);

/// Reads the price keys of a model object (see price_keys.h); keys that are not price keys are left to the caller.
/// Adds every fault to diagnostics and returns nothing if there was one. Dates are midnight UTC.
std::optional<PriceCard> read_price_card(const std::string& name, const JsonValue& object, const std::string& pointer,
                                         Diagnostics& diagnostics);

}  // namespace npcost
