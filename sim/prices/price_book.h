#pragma once
// All price cards of a run, and the periods between which any price changes.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/prices/price_card.h"
#include "sim/prices/usage.h"
#include "sim/reading/diagnostic.h"

namespace npcost {

struct PriceBook {
  std::string name = "scenario";
  std::string as_of;   ///< "" if not stated
  std::string sha256;  ///< of the file it came from, or of the resolved scenario
  std::string currency = "USD";
  std::vector<PriceCard> cards;  ///< index = Cell::model

  std::optional<std::uint16_t> find(std::string_view model) const;
  /// Instants inside (start, end) at which some card changes; period p covers [edge p−1, edge p).
  std::vector<Instant> period_edges(Instant start, Instant end) const;
  /// What one count of the cell costs at an instant inside its period, with the fallbacks of price_card.h;
  /// nothing if unpriced. Unknown prices give their median.
  std::optional<Price> price(const Cell& cell, Instant inside_period) const;
};

/// The most that one book may list: several times the largest public catalog. Entries count each date of each model.
inline constexpr std::size_t max_models = 10'000;
inline constexpr std::size_t max_entries = 20'000;

/// Reads a price book file (npcost_prices 1): {"npcost_prices": 1, "name", "as_of", "currency", "models": {NAME: model}}.
/// Strict like a scenario: every fault at once, unknown keys refused with did-you-mean. `x-…` keys are free.
/// All prices are in the book's currency. Without "name" the book is called as its file; a model or entry without
/// "as_of" has the book's.
std::optional<PriceBook> read_price_book(const SourceText& source, Diagnostics& diagnostics);

/// The exact price of every cell: what rate() needs, compiled once per book and replication.
using CellPrices = std::vector<UnitPrice>;

}  // namespace npcost
