#pragma once
// `npcost prices show`: one model over time: a chart, then every dated entry with its prices, rules and sources.

#include <string>

#include "sim/prices/price_book.h"
#include "ui/terminal/style.h"

namespace npcost {

/// At most 80 columns wide, however hostile the names and notes.
std::string price_show_text(const PriceBook& book, const PriceCard& card, const Style& style);

/// The chart alone; "" when nothing ever changed. Ends with the later of the last change and the day of the book.
std::string model_chart(const PriceBook& book, const PriceCard& card, const Style& style);

/// Prices of one entry as tables, those of tiers, hours and service tiers as columns of their own, base prices with what changed
/// since the entry before (nullptr: none).
std::string price_table(const PriceSet& set, const PriceSet* before, ModelKind kind, const Style& style);

}  // namespace npcost
