#include <fmt/format.h>

#include <algorithm>

#include "sim/base/atomic_file.h"
#include "sim/prices/price_book.h"
#include "sim/prices/price_kinds.h"
#include "sim/prices/read_fields.h"
#include "sim/prices/read_price_set.h"

namespace npcost {
namespace {

using namespace price_reading;

constexpr std::size_t max_name_length = 80;  // code points

/// A public catalog of thousands of models is larger than any scenario.
constexpr JsonLimits book_limits{.bytes = 32u << 20, .depth = 64, .values = 1'000'000, .string_bytes = 64u << 10};

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::vector<std::string> root_keys() {
  return {"npcost_prices", "name", "as_of",      "currency",   "extends", "models",
          "source",        "why",  "confidence", "provenance", "notes",   "$schema"};
}

std::vector<std::string> model_keys() {
  std::vector<std::string> known;
  for (const PriceKey& key : price_keys()) known.emplace_back(key.name);
  return known;
}

/// "npcost_prices": 1, or the file is something else and its other keys mean nothing.
bool is_price_book(const JsonValue& root, Diagnostics& diagnostics) {
  if (!expect_kind(root, JsonValue::Kind::object, "", "a price book", diagnostics)) return false;
  const JsonMember* version = root.find("npcost_prices");
  if (version == nullptr) {
    diagnostics.error("E226", opening(root), "", "a price book must begin with its format, found no \"npcost_prices\"",
                      "add \"npcost_prices\": 1");
    return false;
  }
  if (version->value.kind == JsonValue::Kind::number && version->value.text == "1") return true;
  diagnostics.error("E226", opening(version->value), "/npcost_prices",
                    "this npcost reads price books of format 1, found another", "write 1, or get a newer npcost");
  return false;
}

std::string read_text(const JsonValue& root, std::string_view key, std::string otherwise, Diagnostics& diagnostics) {
  const JsonMember* member = root.find(key);
  if (member == nullptr) return otherwise;
  const std::string pointer = child_pointer("", key);
  if (!expect_kind(member->value, JsonValue::Kind::string, pointer, fmt::format("\"{}\"", key), diagnostics))
    return otherwise;
  return member->value.text;
}

std::string read_currency(const JsonValue& root, Diagnostics& diagnostics) {
  std::string code = read_text(root, "currency", "USD", diagnostics);
  const bool capitals = std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (code.size() == 3 && capitals) return code;
  diagnostics.error("E229", root.find("currency")->value.place, "/currency",
                    fmt::format("a currency is a code of three capital letters, found \"{}\"", printable(code)),
                    "write \"USD\"");
  return "USD";
}

void read_model(const JsonMember& member, const PriceBook& book, std::vector<PriceCard>& own, Diagnostics& diagnostics) {
  const std::string pointer = child_pointer("/models", member.key);
  if (member.key.empty() || code_points(member.key) > max_name_length) {
    diagnostics.error(
        "E229", member.key_place, "/models",
        fmt::format("the name of a model has 1 to {} characters, found {}", max_name_length, code_points(member.key)));
    return;
  }
  refuse_unknown_keys(member.value, pointer, model_keys(), diagnostics);
  std::optional<PriceCard> card = read_card(member.key, member.value, pointer, book.currency, diagnostics);
  if (!card) return;
  if (card->as_of.empty()) card->as_of = book.as_of;
  for (PriceSet& set : card->sets) {
    if (set.as_of.empty()) set.as_of = book.as_of;
  }
  card->place = member.key_place;
  own.push_back(std::move(*card));
}

void read_models(const JsonValue& root, PriceBook& book, Diagnostics& diagnostics) {
  const JsonMember* models = root.find("models");
  if (models == nullptr && root.find("extends") != nullptr) return;
  if (models == nullptr) {
    diagnostics.error(
        "E223", opening(root), "", "a price book must list models, found no \"models\"",
        R"(add "models": { "small": { "kind": "llm", "input": "$0.15/1M tokens", "output": "$0.60/1M tokens" } })");
    return;
  }
  if (!expect_kind(models->value, JsonValue::Kind::object, "/models", "\"models\"", diagnostics)) return;
  const std::size_t count = models->value.members.size();
  if (count == 0 && root.find("extends") == nullptr) {
    diagnostics.error("E223", opening(models->value), "/models",
                      "a price book must list at least one model, found none");
  }
  if (count > max_models) {
    diagnostics.error("E229", opening(models->value), "/models",
                      fmt::format("a price book lists at most {} models, found {}", max_models, count));
    return;
  }
  std::size_t entries = 0;
  std::vector<PriceCard> own;
  own.reserve(count);
  for (const JsonMember& member : models->value.members) {
    const JsonMember* dated = member.value.find("prices");
    entries += 1 + (dated == nullptr ? 0 : dated->value.members.size());
    if (entries > max_entries) {
      diagnostics.error(
          "E229", member.key_place, child_pointer("/models", member.key),
          fmt::format("a price book lists at most {} entries of prices; this model passes it", max_entries));
      return;
    }
    read_model(member, book, own, diagnostics);
  }
  // Names of one file differ; only a book that it extends can hold the same one.
  const bool alone = book.cards.empty();
  for (PriceCard& card : own) {
    if (alone) {
      book.cards.push_back(std::move(card));
    } else {
      book.put(std::move(card));
    }
  }
}

constexpr std::size_t deepest_extends = 8;

class BookReader {
 public:
  BookReader(Diagnostics& diagnostics, const ReadBeside& read_beside, const std::string& name)
      : diagnostics_(diagnostics), read_beside_(read_beside), open_{name} {}

  std::optional<PriceBook> read(const SourceText& source, std::size_t depth) {
    const std::size_t errors_before = diagnostics_.error_count();
    const JsonValue root = read_json(source, diagnostics_, book_limits);
    // Without a tree there is nothing to judge; duplicate keys leave one, and reading goes on to find the rest.
    if (root.place.source == nullptr || !is_price_book(root, diagnostics_)) return std::nullopt;
    refuse_unknown_keys(root, "", root_keys(), diagnostics_);
    PriceBook book;
    book.sha256 = sha256_hex(source.text);
    book.name = read_text(root, "name", source.name, diagnostics_);
    book.currency = read_currency(root, diagnostics_);
    book.as_of = read_remarks(root, "", diagnostics_).as_of;
    extend(root, depth, book);
    read_models(root, book, diagnostics_);
    if (diagnostics_.error_count() != errors_before) return std::nullopt;
    return book;
  }

 private:
  void extend(const JsonValue& root, std::size_t depth, PriceBook& book) {
    const JsonMember* extends = root.find("extends");
    if (extends == nullptr) return;
    if (extends->value.kind != JsonValue::Kind::array) return extend_with(extends->value, "/extends", depth, book);
    for (std::size_t i = 0; i < extends->value.items.size(); ++i) {
      extend_with(extends->value.items[i], fmt::format("/extends/{}", i), depth, book);
    }
  }

  void extend_with(const JsonValue& path, const std::string& pointer, std::size_t depth, PriceBook& book) {
    if (!expect_kind(path, JsonValue::Kind::string, pointer, "a book that is extended", diagnostics_)) return;
    if (depth == deepest_extends) {
      diagnostics_.error("E602", path.place, pointer,
                         fmt::format("price books extend each other more than {} deep", deepest_extends),
                         "a book may not extend itself, not even through others");
      return;
    }
    if (!read_beside_) {
      diagnostics_.error("E601", path.place, pointer, "no other file can be read from here", "name that file itself");
      return;
    }
    if (++files_ > most_files) {
      if (files_ == most_files + 1)
        diagnostics_.error("E602", path.place, pointer, fmt::format("more than {} price books extend each other", most_files));
      return;
    }
    const SourceText* source = read_beside_(path, pointer);
    if (source == nullptr) return;
    if (std::find(open_.begin(), open_.end(), source->name) != open_.end()) {
      diagnostics_.error("E602", path.place, pointer, fmt::format("\"{}\" extends itself", printable(path.text)),
                         "remove one \"extends\"");
      return;
    }
    open_.push_back(source->name);
    std::optional<PriceBook> other = read(*source, depth + 1);
    open_.pop_back();
    if (!other) return;
    if (other->currency != book.currency) {
      diagnostics_.error("E229", path.place, pointer,
                         fmt::format("this book is in {}, the one that it extends in {}", book.currency, other->currency),
                         "one book has one currency");
      return;
    }
    book.sha256 = sha256_hex(book.sha256 + other->sha256);
    const bool first = book.cards.empty();
    if (first) book.cards = std::move(other->cards);
    if (!first) {
      for (PriceCard& card : other->cards) book.put(std::move(card));
    }
    if (book.cards.size() > max_models) {
      diagnostics_.error("E229", path.place, pointer,
                         fmt::format("price books list at most {} models together, found more", max_models));
      book.cards.resize(max_models);
    }
  }

  static constexpr std::size_t most_files = 64;

  Diagnostics& diagnostics_;
  const ReadBeside& read_beside_;
  std::vector<std::string> open_;  ///< names of the books being read now, outermost first
  std::size_t files_ = 0;
};

}  // namespace

std::optional<PriceBook> read_price_book(const SourceText& source, Diagnostics& diagnostics,
                                         const ReadBeside& read_beside) {
  return BookReader(diagnostics, read_beside, source.name).read(source, 0);
}

}  // namespace npcost
