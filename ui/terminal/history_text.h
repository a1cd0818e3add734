#pragma once
// Classes of models, their outlooks and the back-test of these, for a person.

#include <string>

#include "sim/prices/history/back_test.h"
#include "ui/terminal/style.h"

namespace npcost {

/// One line a class that is sold on that day: the cheapest price, the speed of the last two years, what to expect.
std::string history_text(const PriceHistory& history, Day as_of, const Style& style);
/// One class: what is in it, every step of its cheapest price, fit, floor and outlook in prices. Requires that it is sold on that day.
std::string class_text(const PriceHistory& history, std::size_t index, Day as_of, const Style& style);
/// How often the interval held; with `each`, every pair as well.
std::string back_test_text(const PriceHistory& history, const BackTest& test, bool each, const Style& style);

}  // namespace npcost
