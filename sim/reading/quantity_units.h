#pragma once
// The units of the scenario language and what each measures. For sim/reading and sim/scenario/written_number.h;
// the tables are facts of the format.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/reading/quantity.h"

namespace npcost {

struct UnitInfo {
  std::string_view name;  ///< as written behind the number: "tokens", "/d", "%"; "" for plain numbers and counts
  Dimension dimension;
  double times = 1;  ///< base units in one unit = times / over; divided, so that 15 % is the double nearest to 0.15
  double over = 1;
};
std::span<const UnitInfo> units();
const UnitInfo* find_unit(std::string_view name);
/// "a duration", "a number of tokens": for messages.
std::string_view dimension_phrase(Dimension dimension);
/// What a value of this dimension looks like: "\"600 tokens\"".
std::string_view dimension_example(Dimension dimension);
/// The unit that was probably meant ("sec" → "s"), of this dimension if possible; "" if there is none.
std::string nearest_unit(std::string_view found, Dimension dimension);

/// Calendar units, which have no fixed length: "mo" → 1, "y" → 12 months; nothing for others.
std::optional<int> calendar_months(std::string_view unit);
/// Microseconds in a unit of fixed length ("us" … "w"); nothing for others.
std::optional<std::int64_t> microseconds_in(std::string_view unit);

/// What stands behind the slash of a price. One `per` = factor · 10^power counts of the meter, factor one of 1, 6, 36.
struct PerInfo {
  std::string_view name;
  Per per;
  int power;
  int factor = 1;
};
std::span<const PerInfo> pers();
const PerInfo* find_per(std::string_view name);
std::string nearest_per(std::string_view found);

/// ISO 4217.
bool is_currency(std::string_view code);
std::string nearest_currency(std::string_view found);
/// "$" → "USD"; nothing for signs that are not accepted.
std::optional<std::string_view> currency_of_sign(std::string_view sign);

}  // namespace npcost
