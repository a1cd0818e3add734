#pragma once
// Models of a catalog as the text of a price book: strict JSON, two spaces, one price a line.

#include <cstddef>
#include <string>
#include <string_view>

#include "sim/catalogs/catalog_model.h"
#include "sim/catalogs/import_catalog.h"

namespace npcost::catalogs {

class BookWriter {
 public:
  /// `kept_key` is the key under which fields stay raw ("x-litellm"); `expected` bytes are reserved.
  BookWriter(std::string_view kept_key, std::size_t expected);

  void add(const CatalogModel& model);
  /// The whole book, once: head, audit, models. `file` is a name without folders.
  std::string finish(const ImportOptions& options, CatalogFormat format, std::string_view file, std::string_view sha256,
                     const ImportReport& report);
  /// JSON values written so far: a book has a limit (JsonLimits).
  std::size_t values() const { return values_; }

 private:
  void period(const PricePeriod& period, int depth);
  void prices(const PriceLines& prices, int depth);
  void prices_in_line(const PriceLines& prices);
  void tiers(const std::vector<TierPrices>& tiers, int depth);
  void schedule(const std::vector<WindowPrices>& windows, int depth);
  void service_tiers(const std::vector<ServiceTierPrices>& tiers, int depth);
  void kept(const std::vector<KeptField>& fields, int depth);

  void member(std::string_view key, int depth);  ///< comma, line, indent, key, colon
  void text_member(std::string_view key, std::string_view text, int depth);
  void count_member(std::string_view key, std::size_t count, int depth);
  void open(char bracket);
  void close(char bracket, int depth);
  void text(std::string_view text);
  void raw(const JsonValue& value);

  std::string out_, models_;
  std::string kept_key_;
  std::size_t values_ = 0;
  bool first_ = true;  ///< nothing stands in the innermost bracket yet
};

/// "128k tokens".
std::string tokens_text(std::uint64_t tokens);

}  // namespace npcost::catalogs
