#pragma once
// Price classes, their outlooks and the back-test of these, as JSON.
//
// Prices    as numbers in USD per "unit": they are statistics, not money to be added up. Shares are of the price of the day.

#include "sim/prices/history/back_test.h"
#include "ui/report/json_out.h"

namespace npcost {

/// "name", "as_of", "sha256" of a history, as an object.
void write_history_name(JsonOut& out, const PriceHistory& history);
/// One class as an object; "cheapest", "fit" and "outlook" are null if nothing of it is sold on that day. With `steps`, every change of
/// its cheapest price.
void write_price_class(JsonOut& out, const PriceHistory& history, std::size_t index, Day as_of, bool steps);
/// {"as_of", "method_chosen", "coverage": […], "classes": […], "pairs": […]}
void write_back_test(JsonOut& out, const PriceHistory& history, const BackTest& test);

}  // namespace npcost
