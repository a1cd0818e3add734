#pragma once
// Usage and prices from outside (rating_cases.json and any file of that format): read, said again in our notation, rated.
//
// Format    prices per 1M tokens and the like by names of their own; usage with totals of which cached, audio … are parts
//           (inclusive); a price that is missing is that of its parent; "tiers", "schedule" and "multiplier" as in our own notation.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/prices/rater.h"
#include "sim/reading/json_text.h"

namespace npcost::outside {

struct Case {
  std::string id;
  std::vector<std::string> flags;
  const JsonValue* json = nullptr;
};

struct Answer {
  Money total;
  std::vector<std::string> faults;  ///< what this reader does not know: the case then proves nothing
};

/// "0.00014" of any JSON value that is a number, else "".
std::string number_text(const JsonValue& object, std::string_view key);
/// Rates one case: its prices become cards of ours through read_price_card, its usage goes through Rater.
Answer rate_case(const JsonValue& test);
/// Cases of a file with "cases": [{ "id", "prices", "usage", "expected_usd" … }]; empty if the file is of another format.
std::vector<Case> rating_cases(const JsonValue& root);

}  // namespace npcost::outside
