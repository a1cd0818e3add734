#pragma once
// What an import carries along: the diagnostics, the report, and the small readers that all four formats share.
//
// Every reader goes on after a fault, so that one pass finds them all; the caller looks at the diagnostics at the end.

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "sim/catalogs/catalog_model.h"
#include "sim/catalogs/exact_decimal.h"
#include "sim/catalogs/import_catalog.h"

namespace npcost::catalogs {

/// A JSON pointer that is only put together when somebody asks: a chain on the stack.
struct Path {
  const Path* parent = nullptr;
  std::string_view key;
  Path child(std::string_view name) const { return {this, name}; }
  std::string text() const;
};

/// Counts by what happened; examples are the first three.
class NoteCounter {
 public:
  void add(std::string_view what, std::string_view example);
  /// Most frequent first, then by name.
  std::vector<ImportNote> sorted() const;

 private:
  std::vector<ImportNote> notes_;
  std::unordered_map<std::string, std::size_t> index_;
};

/// How a catalog's number relates to our unit: our price = number × times × 10^power.
struct Scale {
  PriceUnit unit = PriceUnit::million_tokens;
  int power = 0;
  unsigned times = 1;
};

class ImportState {
 public:
  ImportState(const SourceText& text, const ImportOptions& import_options, Diagnostics& all)
      : source(text), options(import_options), diagnostics(all) {}

  /// A price; nothing if it is null, 0 (then noted in the model) or wrong (then there is a diagnostic).
  std::optional<PriceLine> price(const JsonValue& value, Slot slot, const Scale& scale, std::string_view field,
                                 const Path& path, CatalogModel& model);
  /// A whole number of tokens in 1 … 10^9; nothing if null or 0, or after a diagnostic.
  std::optional<std::uint64_t> tokens(const JsonValue& value, const Path& path);
  /// From how many tokens a tier holds; nothing after a diagnostic, or if it is null or 0: two prices would hold at once, so the
  /// model cannot be imported.
  std::optional<std::uint64_t> threshold(const JsonValue& value, const Path& path, CatalogModel& model);
  /// E242: which of them holds, nobody says.
  void two_tiers(const JsonValue& second, const Path& path, std::uint64_t above);
  /// A number, or a text that is one; nothing after a diagnostic (E241).
  std::optional<ExactDecimal> number(const JsonValue& value, const Path& path);
  /// E242 unless the value is of this kind; `what` begins the sentence.
  bool expect(const JsonValue& value, JsonValue::Kind kind, std::string_view what, const Path& path);
  void error(std::string_view code, const JsonValue& at, const Path& path, std::string message, std::string hint = {});

  /// Whether the model has prices and may be written; otherwise it is counted among the skipped. Decides for all formats:
  /// empty periods, prices without a base, cache writes that cost less than fresh input, names.
  bool accept(CatalogModel& model);
  /// Counts what the model brought along. Requires that it was accepted.
  void note(const CatalogModel& model);
  void skip(const CatalogModel& model, std::string_view reason);
  ImportReport report() const;
  /// The day of the catalog as a sentence names it: "2026-07-24", "an unknown day".
  std::string_view day() const { return options.as_of.empty() ? std::string_view("an unknown day") : options.as_of; }

  const SourceText& source;
  const ImportOptions& options;
  Diagnostics& diagnostics;
  std::size_t entries = 0, models = 0, prices = 0;
  std::size_t book_entries = 0;  ///< models and their dates, as a price book counts them
  std::vector<std::string> other;
  NoteCounter kept;

 private:
  NoteCounter reasons_, ignored_, changed_, unpriced_, roundings_;
  std::unordered_set<std::string> names_;
};

}  // namespace npcost::catalogs
