// The price book that comes with npcost, through everything that shows prices.
#include "tests/ui/made_prices.h"
#include "ui/terminal/price_diff.h"
#include "ui/terminal/price_files.h"
#include "ui/terminal/price_list.h"
#include "ui/terminal/price_show.h"

using namespace npcost;
using made::contains;
using made::day;

namespace {

const Style utf8{};
const Style ascii{.color = false, .utf8 = false, .terminal = false, .width = 80};
const Style colored{.color = true, .utf8 = true, .terminal = true, .width = 80};

LoadedBooks& shipped() {
  static LoadedBooks books;
  if (!books.book) {
    load_books({std::string(NPCOST_SOURCE_DIR) + "/scenarios/prices/list-prices.npcost-prices.json"}, "", books);
    INFO(report_text(books.diagnostics));
    REQUIRE(books.book);
  }
  return books;
}

std::string without_escapes(const std::string& text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\x1b')
      at = text.find('m', at);
    else
      plain += text[at];
  }
  return plain;
}

}  // namespace

TEST_CASE("every model of the shipped book is shown within 80 columns, in colour and without", "[prices_shipped]") {
  const PriceBook& book = *shipped().book;
  REQUIRE(book.cards.size() > 100);
  for (const PriceCard& card : book.cards) {
    const std::string text = price_show_text(book, card, utf8);
    INFO(text);
    CHECK(made::widest(text) <= 80);
    CHECK(contains(text, card.name));
    CHECK(made::widest(price_show_text(book, card, ascii)) <= 80);
    CHECK(without_escapes(price_show_text(book, card, colored)) == text);
    for (const PriceSet& set : card.sets) {
      if (set.from != Instant::min()) CHECK(contains(text, "from " + date_text(set.from)));
    }
  }
}

TEST_CASE("the shipped list has one line a model, and colour adds nothing but colour", "[prices_shipped]") {
  const PriceBook& book = *shipped().book;
  const Instant at = *day_of(book);
  const PriceList list = list_models(book, {}, at);
  CHECK(list.models.size() == book.cards.size());
  const std::string text = price_list_text(list, utf8);
  for (const ListedModel& model : list.models) CHECK(contains(text, model.card->name));
  const Style wide{.color = false, .utf8 = true, .terminal = true, .width = 80};
  CHECK(without_escapes(price_list_text(list, colored)) == price_list_text(list, wide));
}

TEST_CASE("between the report of January 2025 and the day of the book most of the shipped prices changed",
          "[prices_shipped]") {
  const PriceBook& book = *shipped().book;
  const PriceDiff diff = diff_books({&book, day("2025-01-31")}, {&book, *day_of(book)}, false);
  CHECK(diff.differs());
  CHECK(diff.added.size() > diff.removed.size());
  const std::string text = price_diff_text(diff, utf8);
  CHECK(made::widest(text) <= 80);
  CHECK(without_escapes(price_diff_text(diff, colored)) == text);
  CHECK_FALSE(diff_books({&book, *day_of(book)}, {&book, *day_of(book)}, true).differs());
}
