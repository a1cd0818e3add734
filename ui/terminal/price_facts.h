#pragma once
// What a price book says of a model, as single facts with labels: for tables, for comparing two books, for charts.

#include <optional>
#include <string>
#include <vector>

#include "sim/prices/price_book.h"
#include "ui/terminal/style.h"

namespace npcost {

/// One statement: a price of a meter, or a rule in words.
struct PriceFact {
  std::string label;               ///< "input", "input, above 272k tokens", "peak", "batch"; safe to print
  std::string text;                ///< "$0.15/1M tokens", "times 0.5"; safe to print
  std::optional<UnitPrice> price;  ///< of a price
  bool operator==(const PriceFact& other) const { return label == other.label && text == other.text; }
};

/// Every price and every rule of one dated entry, in a fixed order; labels differ from each other.
std::vector<PriceFact> facts_of(const PriceSet& set, ModelKind kind, std::string_view currency);
/// The rules that hold on every date: context, cache, billing steps.
std::vector<PriceFact> rules_of(const PriceCard& card);

/// "cached input": the key of the price as words.
std::string meter_label(Meter meter, ModelKind kind);
/// "$0.15", for a column whose head names the currency and whose label names the unit; "~" before a median.
std::string amount_cell(const Price& price, Meter meter);
/// "1M tokens", the unit of amount_cell().
std::string unit_of(const Price& price, Meter meter);

/// "2025-02-08", or "2025-02-08T16:00" when the day is not its beginning.
std::string moment_text(Instant when);
/// The last day of what ends at an instant: "2025-02-07" when that is the midnight after it, as books write it; else the moment.
std::string last_day_text(Instant end);
/// "5 min", "1 h", "1.5 s".
std::string span_text(Milliseconds span);
/// "▲ 92.9 %", "▼ 50.0 %" ("+92.9 %", "-50.0 %" in ASCII); "" for no change; "from 0" where no percentage exists.
std::string change_text(UnitPrice before, UnitPrice after, const Style& style);
/// Dearer is bad, cheaper is good.
Ink change_ink(UnitPrice before, UnitPrice after);

/// The meters that stand for a model of this kind, the most telling first.
std::vector<Meter> main_meters(ModelKind kind);

}  // namespace npcost
