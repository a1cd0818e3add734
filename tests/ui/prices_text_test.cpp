// What `npcost prices list` and `show` look like; reviewed as a designer would read them.
#include "tests/ui/made_prices.h"
#include "ui/terminal/price_facts.h"
#include "ui/terminal/price_list.h"
#include "ui/terminal/price_show.h"

using namespace npcost;
using made::approved;
using made::Book;
using made::contains;
using made::day;

namespace {

const Style utf8{};
const Style ascii{.color = false, .utf8 = false, .terminal = false, .width = 80};
const Style narrow{.color = false, .utf8 = true, .terminal = true, .width = 80};

std::string list_of(const Book& book, const PriceQuestion& question, const Style& style,
                    const char* at = "2026-06-01") {
  return price_list_text(list_models(*book, question, day(at)), style);
}

std::string show_of(const Book& book, const char* name, const Style& style) {
  const auto index = (*book).find(name);
  REQUIRE(index);
  return price_show_text(*book, (*book).cards[*index], style);
}

UnitPrice dollars_per_million(std::int64_t micro_dollars) {
  return {Money::from_grains(Int128{micro_dollars} * (Money::grain_per_unit / 1'000'000) / 1'000'000)};
}

}  // namespace

TEST_CASE("a list of prices reads as approved", "[prices_text]") {
  const Book book(made::price_book);
  const std::string text = list_of(book, {}, utf8);
  CHECK(text == approved("prices_list.txt", text));
}

TEST_CASE("a model over time reads as approved, with and without UTF-8", "[prices_text]") {
  const Book book(made::price_book);
  const std::string text = show_of(book, "acme/small", utf8);
  CHECK(text == approved("prices_show.txt", text));
  const std::string plain = show_of(book, "acme/small", ascii);
  CHECK(plain == approved("prices_show_ascii.txt", plain));
  for (const char letter : plain) REQUIRE(static_cast<unsigned char>(letter) < 0x80);
}

TEST_CASE("prices of hostile names read as approved, aligned and harmless", "[prices_text]") {
  const Book book(made::hostile_book);
  const std::string list = list_of(book, {}, narrow);
  CHECK(list == approved("prices_list_hostile.txt", list));
  CHECK(made::is_harmless(list));
  CHECK(made::widest(list) == 4 + 80);  // only a name on its own line may be longer than a terminal
  const std::string show = show_of(book, "evil\x1b[2J\u202ename\nsecond line", utf8);
  CHECK(show == approved("prices_show_hostile.txt", show));
  CHECK(made::is_harmless(show));
  CHECK(made::widest(show) <= 80);
}

TEST_CASE("the list names what has no known price on that day instead of showing a price of 0", "[prices_text]") {
  const Book book(made::price_book);
  const std::string text = list_of(book, {}, utf8);
  CHECK(contains(text, "2 models have no known price on that day"));
  CHECK(contains(text, "acme/tomorrow (from 2027-01-01)"));
  CHECK(contains(text, "acme/yesterday (until 2020-12-31)"));
  CHECK_FALSE(contains(text, "$0 "));
  CHECK(contains(list_of(book, {}, utf8, "2027-01-01"), "1 model has no known price"));
}

TEST_CASE("the list shows the price that holds on the day, which begins at midnight UTC", "[prices_text]") {
  const Book book(made::price_book);
  PriceQuestion small;
  small.words = {"SMALL"};
  CHECK(contains(list_of(book, small, utf8, "2024-12-31T23:59"), "$0.20"));
  CHECK(contains(list_of(book, small, utf8, "2025-01-01"), "$0.10"));
  CHECK(contains(list_of(book, small, utf8, "2025-12-31T23:59"), "$0.10"));
  CHECK(contains(list_of(book, small, utf8, "2026-01-01"), "$0.15"));
}

TEST_CASE("a list can be narrowed to a kind and to names that hold every word", "[prices_text]") {
  const Book book(made::price_book);
  PriceQuestion question;
  question.kind = ModelKind::stt;
  CHECK(list_models(*book, question, day("2026-06-01")).models.size() == 1);
  question.kind.reset();
  question.words = {"acme", "MO"};
  const PriceList list = list_models(*book, question, day("2026-06-01"));
  REQUIRE(list.models.size() == 2);
  CHECK(list.models[0].card->name == "acme/mouth");
  CHECK(list.models[1].card->name == "acme/tomorrow");
  question.words = {"acme", "zzz"};
  CHECK(list_models(*book, question, day("2026-06-01")).models.empty());
}

TEST_CASE("a rise and a fall are marked with what changed in percent", "[prices_text]") {
  const UnitPrice old_price = dollars_per_million(200'000), half = dollars_per_million(100'000);
  CHECK(change_text(old_price, half, utf8) == "▼ 50.0 %");
  CHECK(change_text(half, old_price, utf8) == "▲ 100 %");
  CHECK(change_text(half, old_price, ascii) == "+100 %");
  CHECK(change_text(old_price, half, ascii) == "-50.0 %");
  CHECK(change_text(half, half, utf8).empty());
  CHECK(change_text({}, half, utf8) == "from 0");
  CHECK(change_ink(old_price, half) == Ink::good);
  CHECK(change_ink(half, old_price) == Ink::bad);
}

TEST_CASE("a price that is only the median of a range says so", "[prices_text]") {
  // √(0.10 · 0.40) = 0.20
  CHECK(contains(show_of(Book(made::price_book), "acme/guess", utf8), "~$0.2"));
}

TEST_CASE("a model whose price never changed has no chart", "[prices_text]") {
  const Book book(made::price_book);
  CHECK(model_chart(*book, (*book).cards[*(*book).find("acme/mouth")], utf8).empty());
  CHECK_FALSE(model_chart(*book, (*book).cards[*(*book).find("acme/small")], utf8).empty());
}

TEST_CASE("columns that do not fit beside each other go into a table below", "[prices_text]") {
  std::string tiers;
  for (int i = 1; i <= 12; ++i) {
    tiers += (i == 1 ? "" : ", ") + std::string(R"({ "above": ")") + std::to_string(i * 10) +
             R"(k tokens", "input": "$)" + std::to_string(i + 1) + R"(/1M tokens" })";
  }
  const Book book(
      R"({ "npcost_prices": 1, "as_of": "2026-01-01", "models": { "many": { "kind": "llm", "input": "$1/1M tokens",
    "output": "$2/1M tokens", "tiers": [)" +
      tiers + "] } } }");
  const std::string text = show_of(book, "many", utf8);
  CHECK(made::widest(text) <= 80);
  for (int i = 1; i <= 12; ++i) CHECK(contains(text, "above " + std::to_string(i * 10) + "k tokens"));
  CHECK(contains(text, "$13"));
}
