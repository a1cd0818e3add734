#pragma once
// One model of a catalog on its way into a price book: what the four formats have in common.
//
// Shape     periods in order of time, the undated one (if any) first; prices in the order of the enumerators.
// Units     PriceLine: `amount` × 10^-places of USD per unit, so that two prices of one slot and unit compare as integers.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/money.h"
#include "sim/prices/price_keys.h"
#include "sim/reading/json_text.h"

namespace npcost::catalogs {

/// Our price keys, in the order in which a book shows them.
enum class Slot : std::uint8_t {
  input,
  cached_input,
  cache_write,
  cache_write_1h,
  output,
  reasoning,
  citations,
  audio_input,
  cached_audio,
  audio_output,
  image_input,
  cached_image,
  image_output,
  video_input,
  price,
  audio_input_time,
  per_request,
  text_message,
  web_search,
  image
};
std::string_view slot_key(Slot slot);  ///< "cached_input"
/// Whether a model of this kind bills the slot.
bool fits_kind(Slot slot, ModelKind kind);
/// Whether a model of this kind has the rule ("context", "min_cache", "tiers").
bool takes_rule(std::string_view key, ModelKind kind);

enum class PriceUnit : std::uint8_t {
  million_tokens,
  million_chars,
  minute,
  hour,
  request,
  thousand_searches,
  thousand_messages,
  image
};
std::string_view unit_text(PriceUnit unit);  ///< "1M tokens"
/// Decimal places of USD per unit that are whole grains per count (sim/base/money.h): 15 less the zeros of the unit; a minute
/// and an hour have 10 and 8.
int unit_places(PriceUnit unit);

struct PriceLine {
  Slot slot = Slot::input;
  PriceUnit unit = PriceUnit::million_tokens;
  UInt128 amount = 0;
  bool operator==(const PriceLine&) const = default;
};
/// "$0.15/1M tokens".
std::string price_text(const PriceLine& line);

using PriceLines = std::vector<PriceLine>;
const PriceLine* find_line(const PriceLines& lines, Slot slot);
/// Keeps the order of the slots; the slot must be free.
void add_line(PriceLines& lines, const PriceLine& line);

struct TierPrices {
  std::uint64_t above = 0;  ///< tokens of the whole prompt
  bool inclusive = false;
  PriceLines prices;
};
struct ServiceTierPrices {
  std::string_view name;  ///< "batch", "flex", "priority"
  PriceLines prices;
  std::vector<TierPrices> tiers;
};
struct WindowPrices {
  std::vector<std::string> hours;  ///< UTC: "00:30..16:30"
  PriceLines prices;
};
/// A field that is carried along raw. The member lives in the catalog's tree.
struct KeptField {
  std::string_view name;
  const JsonValue* value = nullptr;
};

struct PricePeriod {
  std::string from;  ///< "2025-06-10"; "" = undated
  PriceLines prices;
  std::vector<TierPrices> tiers;  ///< ascending
  std::vector<WindowPrices> schedule;
  std::vector<ServiceTierPrices> service_tiers;
  std::vector<KeptField> kept;
  KeptField cache_write_field{};  ///< where cache_write of `prices` came from, should it turn out to be something else
};

struct CatalogModel {
  std::string name;
  Place place;  ///< of its name
  ModelKind kind = ModelKind::llm;
  std::uint64_t context = 0;    ///< tokens; 0 = not stated
  std::uint64_t min_cache = 0;  ///< tokens; 0 = not stated
  std::string source;           ///< one sentence
  std::vector<PricePeriod> periods;

  // What the report will say, if the model gets into the book.
  std::string cannot;                     ///< why it does not; "" = nothing is wrong so far
  std::vector<std::string_view> zeros;    ///< fields whose 0 was taken as "not stated"
  std::vector<std::string_view> ignored;  ///< fields of no use here
  std::vector<std::string> changed;       ///< readings that are not word for word
  std::vector<std::string> roundings;     ///< "2.2000000000000001e-07 → $0.22/1M tokens"
};

/// More parts than this in one model, be it tiers, fields or dates, is no catalog: what follows works through them pair by pair.
inline constexpr std::size_t most_parts = 500;
inline constexpr std::string_view too_many_parts = "more tiers, hours or dates than a price book holds";

/// The period from a date ("" = undated), made if there is none.
PricePeriod& period_from(CatalogModel& model, std::string_view from);
/// The tier of a list, made in its place if there is none.
PriceLines& tier_at(std::vector<TierPrices>& tiers, std::uint64_t above, bool inclusive);
/// What a longer tier leaves out, it takes from the next shorter one (and not from the base).
void carry_forward(std::vector<TierPrices>& tiers);
/// Audio that was cached costs neither what fresh audio does nor what cached text does: both are stated, and it is not.
bool lacks_cached_audio(const PricePeriod& period, ModelKind kind);
bool has_tier(const std::vector<TierPrices>& tiers, std::uint64_t above);
/// The service tier of that name, made if there is none; or nullptr.
ServiceTierPrices& service_tier(PricePeriod& period, std::string_view name);
ServiceTierPrices* find_service(PricePeriod& period, std::string_view name);

}  // namespace npcost::catalogs
