#pragma once
// `npcost prices list`: one line a model, by kind and name; what it costs on one day.

#include <string>
#include <vector>

#include "sim/prices/price_book.h"
#include "ui/terminal/options.h"
#include "ui/terminal/style.h"

namespace npcost {

struct ListedModel {
  const PriceCard* card = nullptr;
  const PriceSet* set = nullptr;  ///< in force on the day; nullptr: no price is known then
};

struct PriceList {
  const PriceBook* book = nullptr;
  Instant at{};
  std::vector<ListedModel> models;  ///< by name
};

/// The models that the question asks for: every word is in the name (capitals do not matter), and the kind is right.
PriceList list_models(const PriceBook& book, const PriceQuestion& question, Instant at);

/// Names are never cut: one that is too long for its column stands on a line of its own.
std::string price_list_text(const PriceList& list, const Style& style);

}  // namespace npcost
