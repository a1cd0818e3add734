#pragma once
// `npcost prices diff`: what two price books say differently, model by model and fact by fact.
//
// Compared  every price in force on a day (or every dated entry), tiers, hours, service tiers, volume, and the rules of billing.
//           Sources, notes and confidence are not: they change no bill.
// Missing   a model without a known price on its day counts as not there.

#include <optional>
#include <string>
#include <vector>

#include "ui/terminal/price_facts.h"

namespace npcost {

/// One book as it is looked at.
struct BookSide {
  const PriceBook* book = nullptr;
  Instant at{};
};

struct FactChange {
  std::optional<PriceFact> before, after;  ///< at least one
};

struct ModelChange {
  std::string name;
  ModelKind kind = ModelKind::llm;
  std::vector<FactChange> facts;
};

struct PriceDiff {
  BookSide before, after;
  bool all_dates = false;
  std::vector<ModelChange> added, removed, changed;  ///< each by name
  std::size_t same = 0;                              ///< models that do not differ
  bool differs() const { return !added.empty() || !removed.empty() || !changed.empty(); }
};

PriceDiff diff_books(const BookSide& before, const BookSide& after, bool all_dates);

std::string price_diff_text(const PriceDiff& diff, const Style& style);

}  // namespace npcost
