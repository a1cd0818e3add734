#pragma once
// Reads price cards and books from text in a test, and says what was found wrong with them.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "sim/prices/price_book.h"
#include "tests/prices/price_samples.h"

namespace npcost::samples {

/// One reading: what came out and every fault, as (code, the text the fault points at).
struct Reading {
  std::optional<PriceBook> book;
  std::optional<PriceCard> card;
  std::vector<std::pair<std::string, std::string>> faults;
  std::string report;

  bool has(const std::string& code, const std::string& at) const {
    return std::find(faults.begin(), faults.end(), std::pair(code, at)) != faults.end();
  }
  /// Exactly this one fault, at this text.
  bool only(const std::string& code, const std::string& at) const { return faults.size() == 1 && has(code, at); }
};

inline void note_faults(const Diagnostics& diagnostics, Reading& reading) {
  for (const Diagnostic& fault : diagnostics.sorted_for_report()) {
    REQUIRE(fault.severity == Severity::error);
    CHECK_FALSE(fault.message.empty());
    std::string at;
    if (fault.place.source != nullptr) at = fault.place.source->text.substr(fault.place.offset, fault.place.length);
    reading.faults.emplace_back(fault.code, at);
  }
  reading.report = report_text(diagnostics);
}

inline Reading read_book(std::string text) {
  SourceTexts texts;
  Diagnostics diagnostics;
  Reading reading;
  reading.book = read_price_book(texts.add("test.npcost-prices.json", std::move(text)), diagnostics);
  note_faults(diagnostics, reading);
  if (reading.book) {
    for (PriceCard& card : reading.book->cards) card.place = {};  // the text does not outlive this function
  }
  CHECK(reading.book.has_value() == reading.faults.empty());
  return reading;
}

/// The model object alone, as the reader of scenarios hands it over.
inline Reading read_card(std::string object) {
  SourceTexts texts;
  Diagnostics diagnostics;
  Reading reading;
  const JsonValue json = read_json(texts.add("test.npcost.json", std::move(object)), diagnostics);
  REQUIRE(diagnostics.empty());
  reading.card = read_price_card("small", json, "/models/small", diagnostics);
  note_faults(diagnostics, reading);
  if (reading.card) reading.card->place = {};
  CHECK(reading.card.has_value() == reading.faults.empty());
  return reading;
}

/// A book with one model called "small".
inline std::string book_with(const std::string& model) {
  return R"({ "npcost_prices": 1, "models": { "small": )" + model + " } }";
}

inline std::optional<UnitPrice> base_price(const PriceSet& set, Meter meter) {
  const Price* found = set.base.find(meter);
  return found != nullptr ? std::optional(found->exact) : std::nullopt;
}

}  // namespace npcost::samples
