#pragma once
// The price books that come with npcost, read once for the tests, and what requests cost by them.

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/atomic_file.h"
#include "sim/prices/price_book.h"
#include "sim/prices/rater.h"
#include "tests/catch.h"

namespace npcost::catalog_test {

namespace fs = std::filesystem;

inline const std::string books_folder = std::string(NPCOST_SOURCE_DIR) + "/scenarios/prices/";
inline constexpr std::string_view index_name = "list-prices.npcost-prices.json";

/// Every book of the folder but the index, by file name.
inline std::map<std::string, std::string> book_texts() {
  std::map<std::string, std::string> texts;
  for (const fs::directory_entry& file : fs::directory_iterator(books_folder)) {
    const std::string name = file.path().filename().string();
    if (name.ends_with(".npcost-prices.json") && name != index_name)
      texts[name] = read_whole_file(file.path().string(), 1u << 20);
  }
  return texts;
}

/// The index, read once with all that it extends.
inline const PriceBook& catalog() {
  static SourceTexts texts;
  static const PriceBook all = [] {
    const auto open = [](const std::string& name) -> const SourceText& {
      return texts.add(name, read_whole_file(books_folder + name, 1u << 20));
    };
    Diagnostics diagnostics;
    std::optional<PriceBook> book =
        read_price_book(open(std::string(index_name)), diagnostics,
                        [&](const JsonValue& path, const std::string&) { return &open(path.text); });
    INFO(report_text(diagnostics));
    REQUIRE(diagnostics.empty());
    REQUIRE(book.has_value());
    return *book;
  }();
  return all;
}

inline Instant at(const std::string& time) { return to_instant(parse_local_time(time).value(), "UTC").instant; }

/// What a request costs in dollars; "unpriced" if any of its meters is. One account, whose month begins with this request.
inline std::string cost(const std::string& model, const std::string& time,
                        std::vector<std::pair<Meter, std::uint64_t>> counts, const std::string& service = "") {
  const std::optional<std::uint16_t> index = catalog().find(model);
  INFO(model << " at " << time);
  REQUIRE(index.has_value());
  Rater rater(catalog());
  RequestUsage request{.model = *index, .service = rater.service_number(service), .at = at(time), .counts = {}};
  for (const auto& [meter, count] : counts) request.counts.add(meter, count);
  Charge charge;
  rater.rate(request, charge);
  return charge.unpriced == 0 ? decimal(charge.total) : "unpriced";
}

/// The listed price per million of one meter, without volume or long prompts: a prompt of a thousand tokens, times a thousand.
inline std::string per_million(const std::string& model, const std::string& time, Meter meter,
                               const std::string& service = "") {
  const std::string thousand = cost(model, time, {{meter, 1000}}, service);
  return thousand == "unpriced" ? thousand : decimal(Money::from_decimal(thousand).value().times(1000));
}

}  // namespace npcost::catalog_test
