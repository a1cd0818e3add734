#pragma once
// One point of a price history while it is being read. Private to sim/prices/history.

#include <optional>
#include <string>
#include <vector>

#include "sim/prices/history/price_history.h"
#include "sim/reading/json_text.h"

namespace npcost {

struct ReadPoint {
  ClassPrice price;
  std::vector<std::size_t> classes;
  Place date_place;
  std::string pointer;
};

/// Adds one diagnostic per fault (E733–E735 and those of prices and remarks); nothing if there was one.
std::optional<ReadPoint> read_point(const JsonValue& value, const std::string& pointer, const PriceHistory& history,
                                    Diagnostics& diagnostics);

}  // namespace npcost
