#pragma once
// Exchange rates, exactly: a rate is a fraction, and a converted amount is rounded once, half to even, to the grain
// of money.
//
// Notation  "KRW": "1390 KRW/USD" (1390 won for one dollar) or the other way round, "0.00072 USD/KRW". Rates are
//           never fetched.
// Errors    E408 for a malformed rate, E402 for an amount in a currency without one.

#include <map>
#include <optional>
#include <string>

#include "sim/base/money.h"
#include "sim/reading/diagnostic.h"
#include "sim/reading/json_text.h"
#include "sim/reading/quantity.h"

namespace npcost {

/// One unit of `base` = numerator / denominator units of `currency`.
struct Rate {
  std::string currency, base;
  std::int64_t numerator = 1, denominator = 1;
};

/// Reads "KRW": "1390 KRW/USD"; the key must be one of the two currencies and becomes Rate::currency.
std::optional<Rate> read_rate(const JsonMember& member, const std::string& pointer, Diagnostics& diagnostics);

/// amount × denominator / numerator, half to even; nothing beyond 128 bits.
std::optional<Money> converted(Money amount, const Rate& rate);

/// The scenario's currency and the rates to it.
class Currencies {
 public:
  Currencies() = default;
  /// Takes currency and fx from a checked scenario; rates to another currency than the scenario's are E402.
  Currencies(const JsonValue& root, Diagnostics& diagnostics);

  const std::string& own() const { return own_; }
  /// The amount in the scenario's currency (E402, E106).
  std::optional<Money> own_money(Money amount, const std::string& currency, const Place& place,
                                 const std::string& pointer, std::string_view what, Diagnostics& diagnostics) const;
  /// Changes a price to the scenario's currency; false after a diagnostic.
  bool convert(Price& price, Diagnostics& diagnostics) const;

 private:
  std::string own_ = "USD";
  std::map<std::string, Rate> rates_;
};

}  // namespace npcost
