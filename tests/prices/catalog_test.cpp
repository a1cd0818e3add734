// The price books that come with npcost: what they list, and that they say what the price history says.

#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "sim/base/atomic_file.h"
#include "sim/prices/price_book.h"
#include "tests/catch.h"

using namespace npcost;
namespace fs = std::filesystem;

namespace {

const std::string books_folder = std::string(NPCOST_SOURCE_DIR) + "/scenarios/prices/";
constexpr std::string_view index_name = "list-prices.npcost-prices.json";

/// Every book of the folder but the index, by file name.
std::map<std::string, std::string> book_texts() {
  std::map<std::string, std::string> texts;
  for (const fs::directory_entry& file : fs::directory_iterator(books_folder)) {
    const std::string name = file.path().filename().string();
    if (name.ends_with(".npcost-prices.json") && name != index_name) texts[name] = read_whole_file(file.path().string(), 1u << 20);
  }
  return texts;
}

/// All cards of all books, read once; their places are cut off because the texts do not outlive the reading.
const PriceBook& catalog() {
  static const PriceBook all = [] {
    PriceBook merged;
    for (const auto& [name, text] : book_texts()) {
      SourceTexts texts;
      Diagnostics diagnostics;
      std::optional<PriceBook> book = read_price_book(texts.add(name, text), diagnostics);
      INFO(name << "\n" << report_text(diagnostics));
      REQUIRE(diagnostics.empty());
      REQUIRE(book.has_value());
      for (PriceCard& card : book->cards) {
        card.place = {};
        merged.cards.push_back(std::move(card));
      }
    }
    return merged;
  }();
  return all;
}

Instant at(const std::string& time) { return to_instant(parse_local_time(time).value(), "UTC").instant; }

/// What `count` counts of a meter cost at an instant, in dollars; "unpriced" if nothing is known.
std::string cost(const std::string& model, Meter meter, const std::string& time, std::int64_t count = 1'000'000,
                 std::uint8_t tier = 0) {
  const std::optional<std::uint16_t> index = catalog().find(model);
  INFO(model << " at " << time);
  REQUIRE(index.has_value());
  const Cell cell{.model = *index, .meter = meter, .tier = tier, .period = 0, .stage = Stage::llm, .pipeline = 0};
  const std::optional<Price> price = catalog().price(cell, at(time));
  return price ? decimal(price->exact.per_count.times(count)) : "unpriced";
}

}  // namespace

TEST_CASE("every book of the catalog reads without a word and no model stands in two", "[catalog]") {
  const PriceBook& book = catalog();
  std::set<std::string> names;
  std::size_t entries = 0;
  for (const PriceCard& card : book.cards) {
    CHECK(names.insert(card.name).second);
    entries += card.sets.size();
  }
  CHECK(names.size() >= 230);
  CHECK(entries >= 300);
}

TEST_CASE("the index extends every other book of its folder and adds nothing", "[catalog]") {
  SourceTexts texts;
  Diagnostics diagnostics;
  const JsonValue index =
      read_json(texts.add(std::string(index_name), read_whole_file(books_folder + std::string(index_name), 1u << 20)),
                diagnostics);
  REQUIRE(diagnostics.empty());
  std::set<std::string> extended;
  for (const JsonValue& name : find_pointer(index, "/extends")->items) CHECK(extended.insert(name.text).second);
  std::set<std::string> present;
  for (const auto& [name, text] : book_texts()) present.insert(name);
  CHECK(extended == present);
  CHECK(find_pointer(index, "/models")->members.empty());
}

TEST_CASE("every dated price says where it was seen and when and how sure that is", "[catalog]") {
  for (const auto& [name, text] : book_texts()) {
    SourceTexts texts;
    Diagnostics diagnostics;
    const JsonValue book = read_json(texts.add(name, text), diagnostics);
    for (const JsonMember& model : find_pointer(book, "/models")->members) {
      for (const JsonMember& entry : model.value.find("prices")->value.members) {
        INFO(name << ": " << model.key << " of " << entry.key);
        for (const char* key : {"source", "as_of", "confidence"}) CHECK(entry.value.find(key) != nullptr);
        // What was only remembered must not pass for something that was seen.
        const JsonMember* source = entry.value.find("source");
        const JsonMember* provenance = entry.value.find("provenance");
        if (source != nullptr && source->value.text.find("no page seen") != std::string::npos) {
          REQUIRE(provenance != nullptr);
          CHECK(provenance->value.text == "assumed");
        }
      }
    }
  }
}

TEST_CASE("nothing in the catalog costs nothing", "[catalog]") {
  for (const PriceCard& card : catalog().cards) {
    for (const PriceSet& set : card.sets) {
      INFO(card.name << " from " << to_text(set.from));
      std::size_t prices = 0;
      for (const std::optional<Price>& price : set.base) {
        if (!price) continue;
        ++prices;
        CHECK(price->exact.per_count > Money{});
      }
      CHECK(prices > 0);
      for (const PriceSet::Tier& tier : set.tiers) {
        for (const std::optional<Price>& price : tier.price) CHECK((!price || price->exact.per_count > Money{}));
      }
    }
  }
}
