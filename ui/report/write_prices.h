#pragma once
// What the verbs about prices found, as JSON: prices in our own notation, by the names of meters.
//
// Prices    "input_tokens": "$0.15/1M tokens": exact, with the unit beside it. A missing price is a missing key, never 0.
// Keys      as in a price book where the same thing is meant: "tiers", "schedule", "service_tiers", "volume", "until".

#include <string>

#include "sim/prices/price_book.h"
#include "ui/report/json_out.h"

namespace npcost {

/// "name", "as_of", "sha256", "currency" of a book.
void write_book(JsonOut& out, const PriceBook& book);
/// One dated entry as an object.
void write_price_set(JsonOut& out, const PriceSet& set, std::string_view currency);
/// One model with all its entries as an object: {"model", "kind", …, "entries": […]}.
void write_card(JsonOut& out, const PriceCard& card, std::string_view currency);

/// "2025-02-08T16:00:00Z", or null before and after all time.
void write_instant(JsonOut& out, std::string_view key, Instant when);

}  // namespace npcost
