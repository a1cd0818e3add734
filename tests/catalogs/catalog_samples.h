#pragma once
// Imports catalogs from text in a test, reads the book back, and asks it what one count costs.

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/atomic_file.h"
#include "sim/catalogs/import_catalog.h"
#include "sim/prices/price_book.h"
#include "tests/catch.h"

namespace npcost::samples {

/// One import: the book as text and as read back, the report, and every fault as "CODE line:column".
struct Import {
  explicit Import(std::string text, CatalogFormat format, std::string as_of = "2026-07-24",
                  std::string name = "folder/catalog.json")
      : source{std::move(name), std::move(text)} {
    Diagnostics diagnostics;
    std::optional<ImportedCatalog> imported = import_catalog(source, format, {std::move(as_of), ""}, diagnostics);
    for (const Diagnostic& one : diagnostics.sorted_for_report()) {
      const LineColumn where = line_column(one.place);
      faults.push_back(one.code + " " + std::to_string(where.line) + ":" + std::to_string(where.column));
      CHECK_FALSE(one.message.empty());
    }
    complaint = report_text(diagnostics);
    INFO(complaint);
    CHECK(imported.has_value() == faults.empty());
    if (!imported) return;
    report = imported->report;
    book_source.text = std::move(imported->book_text);
    Diagnostics found;
    book = read_price_book(book_source, found);
    INFO(report_text(found, 5));
    CHECK(book.has_value());
    std::size_t reasons = 0;
    for (const ImportNote& note : report.reasons) reasons += note.count;
    CHECK(reasons == report.skipped);
    CHECK(report.models + report.skipped == report.entries);
  }
  Import(const Import&) = delete;  // places and texts point into it
  Import& operator=(const Import&) = delete;

  const std::string& text() const { return book_source.text; }
  bool has(const std::string& part) const { return book_source.text.find(part) != std::string::npos; }
  bool has_model(const std::string& name) const { return book && book->find(name).has_value(); }

  /// USD of so many counts of a meter on a day, for a prompt of this length, as a decimal; "unpriced".
  std::string cost(const std::string& model, Meter meter, std::int64_t counts, std::uint64_t prompt = 1,
                   const std::string& when = "2026-07-24T12:00", const std::string& service = "") const {
    REQUIRE(book.has_value());
    const std::optional<std::uint16_t> index = book->find(model);
    REQUIRE(index.has_value());
    const PriceCard& card = book->cards[*index];
    const Instant instant{parse_local_time(when).value().time_since_epoch()};
    PriceContext context = card.context_at(instant);
    if (context.set == nullptr) return "unpriced";
    context.tier = context.set->tier_of(prompt);
    context.service = context.set->service(service);
    const FoundPrice found = price_of(context, meter);
    return found ? decimal(found.exact().per_count.times(counts)) : "unpriced";
  }

  SourceText source;
  SourceText book_source{"book.npcost-prices.json", ""};
  std::optional<PriceBook> book;
  ImportReport report;
  std::vector<std::string> faults;
  std::string complaint;
};

inline std::size_t count_of(const std::vector<ImportNote>& notes, const std::string& what) {
  const auto found =
      std::find_if(notes.begin(), notes.end(), [&](const ImportNote& note) { return note.what == what; });
  return found == notes.end() ? 0 : found->count;
}

/// A file beside the project that not every machine has: the text, or nothing.
inline std::optional<std::string> shared_file(const std::string& name) {
  const std::string path = std::string(NPCOST_SOURCE_DIR) + "/../shared/data/" + name;
  if (!std::filesystem::exists(path)) return std::nullopt;
  return read_whole_file(path, 64u << 20);
}

}  // namespace npcost::samples
