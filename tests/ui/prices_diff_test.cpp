// What two price books say differently, and what the verbs about prices answer as a shell sees it.
#include "ui/terminal/price_diff.h"

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/ui/captured.h"
#include "tests/ui/made_prices.h"
#include "ui/terminal/price_files.h"

using namespace npcost;
using captured::Folder;
using captured::Ran;
using made::approved;
using made::Book;
using made::contains;
using made::day;

namespace {

const Style utf8{};

/// The made book with one text in it replaced.
std::string edited(const std::string& from, const std::string& to) {
  std::string text = made::price_book;
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

PriceDiff diff_of(const Book& before, const Book& after, bool all_dates = false) {
  return diff_books({&*before, day("2026-06-01")}, {&*after, day("2026-06-01")}, all_dates);
}

std::vector<std::string> labels(const ModelChange& model) {
  std::vector<std::string> all;
  for (const FactChange& change : model.facts)
    all.push_back(change.before ? change.before->label : change.after->label);
  return all;
}

}  // namespace

TEST_CASE("one book on two days: what is new, gone, dearer and cheaper reads as approved", "[prices_diff]") {
  const Book book(made::price_book);
  const PriceDiff diff = diff_books({&*book, day("2020-06-01")}, {&*book, day("2026-06-01")}, false);
  CHECK(diff.added.size() == 1);
  CHECK(diff.removed.size() == 1);
  const std::string text = price_diff_text(diff, utf8);
  const PriceDiff later = diff_books({&*book, day("2025-06-01")}, {&*book, day("2026-06-01")}, false);
  const std::string both = text + "\n" + price_diff_text(later, utf8);
  CHECK(both == approved("prices_diff.txt", both));
  CHECK(made::widest(both) <= 80);
}

TEST_CASE("a book does not differ from itself, and sources and notes make no difference", "[prices_diff]") {
  const Book book(made::price_book);
  CHECK_FALSE(diff_of(book, book).differs());
  CHECK(diff_of(book, book).same == 5);  // of seven, two have no known price on that day
  const Book other(edited("\"source\": \"made up\", \"confidence\": \"medium\"",
                          "\"source\": \"elsewhere\", \"confidence\": \"low\""));
  CHECK_FALSE(diff_of(book, other).differs());
}

TEST_CASE("every price and every rule makes a difference", "[prices_diff]") {
  struct Edit {
    const char *from, *to, *label;
  };
  const Book book(made::price_book);
  for (const Edit& edit :
       {Edit{"\"input\": \"$0.30/1M tokens\"", "\"input\": \"$0.31/1M tokens\"", "input, above 200k tokens"},
        Edit{"\"times\": 2", "\"times\": 3", "peak, every price"}, Edit{"\"01:00..04:00\"", "\"01:00..05:00\"", "peak"},
        Edit{"\"batch\": { \"times\": 0.5 }", "\"batch\": { \"times\": 0.6 }", "batch, every price"},
        Edit{"\"input\": \"$0.45/1M tokens\"", "\"input\": \"$0.46/1M tokens\"", "input, priority"},
        Edit{"\"price\": \"$0.004/min\"", "\"price\": \"$0.005/min\"", "price, above 500k min a month"},
        Edit{"\"minimum\": \"15 s\"", "\"minimum\": \"16 s\"", "billed at least"},
        Edit{"\"context\": \"128k tokens\"", "\"context\": \"64k tokens\"", "context"},
        Edit{"\"audio_input_rate\": \"10 tokens/s\"", "\"audio_input_rate\": \"11 tokens/s\"", "audio heard"}}) {
    const Book other(edited(edit.from, edit.to));
    const PriceDiff diff = diff_of(book, other);
    INFO(edit.to);
    REQUIRE(diff.changed.size() == 1);
    CHECK(labels(diff.changed.front()) == std::vector<std::string>{edit.label});
  }
}

TEST_CASE("a price of the past differs only when all dates are compared", "[prices_diff]") {
  const Book book(made::price_book), other(edited("\"input\": \"$0.20/1M tokens\"", "\"input\": \"$0.25/1M tokens\""));
  CHECK_FALSE(diff_of(book, other).differs());
  const PriceDiff all = diff_of(book, other, true);
  REQUIRE(all.changed.size() == 1);
  CHECK(labels(all.changed.front()) == std::vector<std::string>{"2024-01-01: input"});
  CHECK_FALSE(diff_of(book, book, true).differs());
}

TEST_CASE("prices diff leaves with 0 when nothing differs and 1 when something does, as diff does", "[prices_diff]") {
  const Folder folder;
  const std::string a = folder.write("a.json", made::price_book);
  const std::string b = folder.write("b.json", edited("\"price\": \"$15/1M chars\"", "\"price\": \"$12/1M chars\""));
  CHECK(captured::npcost({"prices", "diff", a, a}).code == 0);
  const Ran ran = captured::npcost({"prices", "diff", a, b});
  CHECK(ran.code == 1);
  CHECK(ran.err.empty());
  CHECK(contains(ran.out, "acme/mouth"));
  CHECK(contains(ran.out, "20.0 %"));  // 12 of 15 is a fifth less
  CHECK(captured::npcost({"prices", "diff", a, "--from", "2025-06-01", "--to", "2025-07-01"}).code == 0);
  CHECK(captured::npcost({"prices", "diff", a, "--from", "2025-06-01", "--to", "2026-07-01"}).code == 1);
  CHECK(captured::npcost({"prices", "diff", a}).code == 2);
  CHECK(captured::npcost({"prices", "diff", a, "/nonexistent.json"}).code == 3);
  const Ran json = captured::npcost({"prices", "diff", a, b, "--json"});
  CHECK(json.code == 1);
  const auto parsed = nlohmann::json::parse(json.out);
  CHECK(parsed["npcost_price_diff"] == 1);
  CHECK(parsed["changed"][0]["model"] == "acme/mouth");
  CHECK(parsed["changed"][0]["facts"][0]["before"] == "$15/1M chars");
  CHECK(parsed["changed"][0]["facts"][0]["after"] == "$12/1M chars");
}

TEST_CASE("list and show answer in JSON with exact prices and their units", "[prices_verbs]") {
  const Folder folder;
  const std::string book = folder.write("a.json", made::price_book);
  const auto list = nlohmann::json::parse(captured::npcost({"prices", "list", "--prices", book, "--json"}).out);
  CHECK(list["npcost_price_list"] == 1);
  CHECK(list["at"] == "2026-06-01T00:00:00Z");
  CHECK(list["models"].size() == 7);
  CHECK(list["models"][0]["model"] == "acme/ears");
  CHECK(list["models"][0]["in_force"]["prices"]["stt_seconds"] == "$0.006/min");
  for (const auto& model : list["models"]) {
    if (model["model"] == "acme/tomorrow") CHECK(model["in_force"].is_null());
  }
  const auto show =
      nlohmann::json::parse(captured::npcost({"prices", "show", "small", "--prices", book, "--json"}).out);
  CHECK(show["npcost_price_history"] == 1);
  CHECK(show["history"]["model"] == "acme/small");
  CHECK(show["history"]["entries"].size() == 3);
  CHECK(show["history"]["entries"][1]["until"] == "2026-01-01T00:00:00Z");
  CHECK(show["history"]["entries"][2]["prices"]["web_searches"] == "$10/1k searches");
  CHECK(show["history"]["entries"][2]["tiers"][0]["above_tokens"] == 200'000);
}

TEST_CASE("a model that is not in the book is answered with what was meant", "[prices_verbs]") {
  const Folder folder;
  const std::string book = folder.write("a.json", made::price_book);
  const Ran wrong = captured::npcost({"prices", "show", "acme/smal", "--prices", book});
  CHECK(wrong.code == 2);
  CHECK(wrong.out.empty());
  CHECK(contains(wrong.err, "did you mean \"acme/small\"?"));
  CHECK(captured::npcost({"prices", "show", "small", "--prices", book}).code == 0);  // the one that ends so
  CHECK(contains(captured::npcost({"prices", "show", "mout", "--prices", book}).err, "did you mean \"mouth\"?"));
}

TEST_CASE("later books replace models of earlier ones, and books in two currencies do not mix", "[prices_verbs]") {
  const Folder folder;
  const std::string book = folder.write("a.json", made::price_book);
  const std::string mine = folder.write("mine.json", R"({ "npcost_prices": 1, "as_of": "2026-07-01", "models": {
    "acme/mouth": { "kind": "tts", "price": "$9/1M chars" } } })");
  const std::string euros = folder.write("eur.json", R"({ "npcost_prices": 1, "currency": "EUR", "models": {
    "x": { "kind": "llm", "input": "€1/1M tokens" } } })");
  CHECK(contains(captured::npcost({"prices", "show", "acme/mouth", "--prices", book, "--prices", mine}).out, "$9"));
  CHECK(contains(captured::npcost({"prices", "show", "acme/mouth", "--prices", mine, "--prices", book}).out, "$15"));
  const Ran mixed = captured::npcost({"prices", "list", "--prices", book, "--prices", euros});
  CHECK(mixed.code == 2);
  CHECK(contains(mixed.err, "E229"));
}

TEST_CASE("a book is read with what it extends, from its own folder and no other", "[prices_verbs]") {
  const Folder folder;
  folder.write("base.json", made::price_book);
  const std::string good =
      folder.write("good.json", R"({ "npcost_prices": 1, "as_of": "2026-07-01", "extends": "base.json" })");
  CHECK(contains(captured::npcost({"prices", "list", "--prices", good}).out, "acme/mouth"));
  const std::string bad =
      folder.write("bad.json", R"({ "npcost_prices": 1, "as_of": "2026-07-01", "extends": "/etc/passwd" })");
  const Ran stranger = captured::npcost({"prices", "list", "--prices", bad});
  CHECK(stranger.code == 2);
  CHECK(contains(stranger.err, "E601"));
  CHECK_FALSE(contains(stranger.err, "root:"));
  CHECK(captured::npcost({"prices", "list", "--prices", folder.file("missing.json")}).code == 3);
  CHECK(captured::npcost({"prices", "list", "--prices", folder.path()}).code == 3);
}

TEST_CASE("a faulty book is reported whole, with its places, and no price is shown", "[prices_verbs]") {
  const Folder folder;
  const std::string bad = folder.write("bad.json", R"({ "npcost_prices": 1, "models": {
    "a": { "kind": "llm", "input": 0.15 },
    "b": { "kind": "lm", "input": "$1/1M tokens" } } })");
  const Ran text = captured::npcost({"prices", "list", "--prices", bad});
  CHECK(text.code == 2);
  CHECK(text.out.empty());
  CHECK(contains(text.err, "E201"));
  CHECK(contains(text.err, "E221"));
  CHECK(contains(text.err, bad + ":2:"));
  CHECK(contains(text.err, "no price was read"));
  CHECK(nlohmann::json::parse(captured::npcost({"prices", "list", "--prices", bad, "--json"}).out).size() == 2);
}

TEST_CASE("a book that does not say as of when needs the day from the command line", "[prices_verbs]") {
  const Folder folder;
  const std::string book = folder.write(
      "a.json", R"({ "npcost_prices": 1, "models": { "a": { "kind": "llm", "input": "$1/1M tokens" } } })");
  const Ran ran = captured::npcost({"prices", "list", "--prices", book});
  CHECK(ran.code == 2);
  CHECK(contains(ran.err, "--at DATE"));
  CHECK(captured::npcost({"prices", "list", "--prices", book, "--at", "2026-01-01"}).code == 0);
}

TEST_CASE("the book that comes with npcost is found beside a built and beside an installed program", "[prices_verbs]") {
  const Folder folder;
  std::filesystem::create_directories(folder.file("src/scenarios/prices"));
  std::filesystem::create_directories(folder.file("src/build/release"));
  std::filesystem::create_directories(folder.file("usr/share/npcost/prices"));
  std::filesystem::create_directories(folder.file("usr/bin"));
  const std::string built = folder.write("src/scenarios/prices/list-prices.npcost-prices.json", made::price_book);
  const std::string installed =
      folder.write("usr/share/npcost/prices/list-prices.npcost-prices.json", made::price_book);
  CHECK(default_book(folder.file("src/build/release/npcost")) == built);
  CHECK(default_book(folder.file("usr/bin/npcost")) == installed);
  CHECK(default_book(folder.file("elsewhere/npcost")).empty());
  CHECK(default_book("").empty());
}
