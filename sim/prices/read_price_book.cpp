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

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::vector<std::string> root_keys() {
  return {"npcost_prices", "name",       "as_of",      "currency", "models", "source",
          "why",           "confidence", "provenance", "notes",    "$schema"};
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

void read_model(const JsonMember& member, PriceBook& book, Diagnostics& diagnostics) {
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
  book.cards.push_back(std::move(*card));
}

void read_models(const JsonValue& root, PriceBook& book, Diagnostics& diagnostics) {
  const JsonMember* models = root.find("models");
  if (models == nullptr) {
    diagnostics.error(
        "E223", opening(root), "", "a price book must list models, found no \"models\"",
        R"(add "models": { "small": { "kind": "llm", "input": "$0.15/1M tokens", "output": "$0.60/1M tokens" } })");
    return;
  }
  if (!expect_kind(models->value, JsonValue::Kind::object, "/models", "\"models\"", diagnostics)) return;
  const std::size_t count = models->value.members.size();
  if (count == 0) {
    diagnostics.error("E223", opening(models->value), "/models",
                      "a price book must list at least one model, found none");
  }
  if (count > max_models) {
    diagnostics.error("E229", opening(models->value), "/models",
                      fmt::format("a price book lists at most {} models, found {}", max_models, count));
    return;
  }
  std::size_t entries = 0;
  for (const JsonMember& member : models->value.members) {
    const JsonMember* dated = member.value.find("prices");
    entries += 1 + (dated == nullptr ? 0 : dated->value.members.size());
    if (entries > max_entries) {
      diagnostics.error(
          "E229", member.key_place, child_pointer("/models", member.key),
          fmt::format("a price book lists at most {} entries of prices; this model passes it", max_entries));
      return;
    }
    read_model(member, book, diagnostics);
  }
}

}  // namespace

std::optional<PriceBook> read_price_book(const SourceText& source, Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  const JsonValue root = read_json(source, diagnostics);
  // Without a tree there is nothing to judge; duplicate keys leave one, and reading goes on to find the rest.
  if (root.place.source == nullptr || !is_price_book(root, diagnostics)) return std::nullopt;
  refuse_unknown_keys(root, "", root_keys(), diagnostics);
  PriceBook book;
  book.sha256 = sha256_hex(source.text);
  book.name = read_text(root, "name", source.name, diagnostics);
  book.currency = read_currency(root, diagnostics);
  book.as_of = read_remarks(root, "", diagnostics).as_of;
  read_models(root, book, diagnostics);
  if (diagnostics.error_count() != errors_before) return std::nullopt;
  return book;
}

}  // namespace npcost
