// Catalogs: files of prices that models may take their cards from, our own or somebody else's.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "sim/base/atomic_file.h"
#include "sim/catalogs/import_catalog.h"
#include "sim/scenario/decoding/decode.h"
#include "sim/scenario/files/json_write.h"

namespace npcost {

namespace {

/// A public catalog, by way of a price book in memory: there is one judge of prices. It does not say itself when it was fetched.
void read_foreign(Decoding& decoding, CatalogFormat format, const SourceText& source, Catalog& catalog) {
  const auto imported = import_catalog(source, format, {catalog.as_of, ""}, decoding.diagnostics);
  if (!imported) return;
  const SourceText& text = decoding.files.keep("the price book made of " + source.name, imported->book_text);
  auto book = read_price_book(text, decoding.diagnostics);
  if (!book) return;
  book->sha256 = sha256_hex(source.text);  // of the file that the user can look at
  catalog.book = std::make_shared<const PriceBook>(std::move(*book));
}

/// Whose catalog it is; nothing after a diagnostic. Absent inside: our own.
std::optional<std::optional<CatalogFormat>> catalog_format(Decoding& decoding, const Fields& fields,
                                                           const Catalog& catalog) {
  const std::string format = fields.text("format");
  if (format == "npcost") return std::optional<CatalogFormat>();
  const std::vector<std::string> known = words_of(object_type("catalog")->find("format")->of);
  if (std::find(known.begin(), known.end(), format) == known.end()) return std::nullopt;  // reported as no such word
  const std::optional<CatalogFormat> foreign = catalog_format_from_name(format);
  if (!foreign) {
    decoding.diagnostics.error("E603", fields.place("format"), fields.at("format"),
                               fmt::format("catalogs of format \"{}\" cannot be read in this version", format),
                               "write the prices as a price book (\"npcost_prices\": 1) and \"format\": \"npcost\"");
    return std::nullopt;
  }
  if (catalog.as_of.empty()) {
    decoding.diagnostics.error("E603", fields.place("format"), fields.at("format"),
                               fmt::format("a catalog of format \"{}\" does not say when it was fetched", format),
                               "add \"as_of\" with that day, like \"2026-07-24\"");
    return std::nullopt;
  }
  return foreign;
}

/// A variant that says the same of a catalog as its base has the same prices: the file is not read again.
const Catalog* catalog_of_base(const Decoding& decoding, const JsonMember& entry) {
  if (decoding.base == nullptr) return nullptr;
  const JsonMember* theirs = entry_named(decoding.base->root, "catalogs", entry.key);
  const auto read = decoding.base->catalogs.find(entry.key);
  const bool same = theirs != nullptr && read != decoding.base->catalogs.end() &&
                    compact_json(theirs->value) == compact_json(entry.value);
  return same ? &read->second : nullptr;
}

}  // namespace

void decode_catalogs(Decoding& decoding) {
  for (const JsonMember* entry : entries_of(section(decoding.root, "catalogs"))) {
    if (const Catalog* known = catalog_of_base(decoding, *entry)) {
      decoding.catalogs[entry->key] = *known;
      continue;
    }
    const Fields fields(decoding, entry->value, "catalog", child_pointer("/catalogs", entry->key));
    Catalog& catalog = decoding.catalogs[entry->key];
    catalog.as_of = fields.text("as_of");
    const auto format = catalog_format(decoding, fields, catalog);
    const JsonValue* from = fields.find("from");
    if (!format || from == nullptr || from->kind != JsonValue::Kind::string) continue;
    const SourceText* source = decoding.files.read_beside(*from, fields.at("from"));
    if (source == nullptr) continue;
    if (*format) {
      read_foreign(decoding, **format, *source, catalog);
    } else {
      auto book = read_price_book(*source, decoding.diagnostics, [&](const JsonValue& path, const std::string& at) {
        return decoding.files.read_beside(path, at);
      });
      if (book) catalog.book = std::make_shared<const PriceBook>(std::move(*book));
    }
    const std::string wanted = fields.text("sha256");
    const std::string found = catalog.book ? catalog.book->sha256 : sha256_hex(source->text);
    if (!wanted.empty() && wanted != found) {
      catalog.book.reset();
      decoding.diagnostics
          .error("E604", fields.place("sha256"), fields.at("sha256"),
                 fmt::format("the catalog is not the one that was named: its SHA-256 is {}", found),
                 "look at what changed, then write this sum")
          .replace = json_string(found);
    }
  }
}

}  // namespace npcost
