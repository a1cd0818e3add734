#pragma once
// All price cards of a run, and the periods between which any price changes.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/prices/price_card.h"
#include "sim/prices/usage.h"
#include "sim/reading/diagnostic.h"

namespace npcost {

/// Which prices hold when, during a run. A period is a combination of prices; it may come again, as hours of the day do.
struct PricePeriods {
  std::vector<Instant> edges;         ///< ascending: from edges[i] on, period[i + 1] holds
  std::vector<std::uint16_t> period;  ///< period[0] from the start on; edges.size() + 1 of them
  std::vector<Instant> inside;        ///< per period: an instant at which it holds
};

struct PriceBook {
  std::string name = "scenario";
  std::string as_of;   ///< "" if not stated
  std::string sha256;  ///< of the file it came from, or of the resolved scenario
  std::string currency = "USD";
  std::vector<PriceCard> cards;  ///< index = Cell::model

  std::optional<std::uint16_t> find(std::string_view model) const;
  /// Adds the card, or replaces the one of that name.
  void put(PriceCard card);
  PricePeriods periods(Instant start, Instant end) const;
  /// What one count of the cell costs at an instant inside its period, with the stand-ins of price_set.h;
  /// nothing if unpriced. Unknown prices give their median.
  std::optional<Price> price(const Cell& cell, Instant inside_period) const;
};

/// The most that one book may list: several times the largest public catalog. Entries count each date of each model.
inline constexpr std::size_t max_models = 10'000;
inline constexpr std::size_t max_entries = 20'000;

/// How the reader of a book gets at a book that it extends: the text that `path` names, or nullptr after a diagnostic.
using ReadBeside = std::function<const SourceText*(const JsonValue& path, const std::string& pointer)>;

/// Reads a price book file (npcost_prices 1): {"npcost_prices": 1, "name", "as_of", "currency", "extends", "models": {NAME: model}}.
/// Strict like a scenario: every fault at once, unknown keys refused with did-you-mean. `x-…` keys are free.
/// All prices are in the book's currency. Without "name" the book is called as its file; a model or entry without
/// "as_of" has the book's.
/// "extends": files whose models come first, in order; a model of the same name replaces the one before, whole. Depth at most 8 (E602).
/// The sum `sha256` covers all texts.
std::optional<PriceBook> read_price_book(const SourceText& source, Diagnostics& diagnostics,
                                         const ReadBeside& read_beside = {});

/// The exact price of every cell: what rate() needs, compiled once per book and replication.
using CellPrices = std::vector<UnitPrice>;

}  // namespace npcost
