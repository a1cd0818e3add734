#pragma once
// Prices and billing rules in our own notation, as a price book would state them: "$0.15/1M tokens".
//
// Exact     the amount is a finite decimal wherever a unit gives one: $0.37/h is not shown per minute. A price that no unit
//           makes finite (an unknown price's median) is shown with 15 digits.
// Currency  a dollar has its sign, everything else its code behind the amount ("0.15 EUR/1M tokens"): both are read back.

#include <optional>
#include <string>
#include <string_view>

#include "sim/prices/price_keys.h"
#include "sim/prices/price_set.h"

namespace npcost {

/// "$0.15/1M tokens", "$0.0043/min", "$0.37/h".
std::string price_text(UnitPrice price, Per per, std::string_view currency);
/// The same in the unit in which this meter is usually priced: messages and searches are no "requests".
std::string price_text(UnitPrice price, Meter meter, std::string_view currency);

/// Its two halves, for columns whose head names the unit: "$0.15" and "1M tokens".
struct PriceParts {
  std::string amount, unit;
};
PriceParts price_parts(UnitPrice price, Meter meter, std::string_view currency);

/// The key that prices the meter of such a model: "input", "cache_write_1h", "price"; the meter's name if there is none.
std::string_view price_key_of(Meter meter, ModelKind kind);

/// "0.5", "2".
std::string times_text(Times times);
/// "272k", "1M", "131072": as a book writes a count.
std::string count_text(std::uint64_t count);
/// "above 272k tokens", "from 200k tokens on".
std::string tier_text(const ContextTier& tier);
/// "above 500k min a month": the counts of the meter in its usual unit.
std::string volume_text(const VolumeTier& step);
/// "01:00..04:00, 06:00..10:00 UTC, Mon..Fri in Asia/Shanghai, except 2026-10-01..2026-10-07"; "always" if nothing is said.
/// At most `most_exceptions` exceptions are named, and how many more there are. Zones are text of the book: safe to print, they exist.
std::string hours_text(const ScheduleEntry& entry, std::size_t most_exceptions = 4);

}  // namespace npcost
