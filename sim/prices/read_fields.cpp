#include "sim/prices/read_fields.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "sim/base/calendar.h"
#include "sim/reading/quantity.h"

namespace npcost::price_reading {
namespace {

std::string_view words_for(JsonValue::Kind kind) {
  switch (kind) {
    case JsonValue::Kind::null: return "null";
    case JsonValue::Kind::boolean: return "true or false";
    case JsonValue::Kind::number: return "a number";
    case JsonValue::Kind::string: return "text";
    case JsonValue::Kind::array: return "a list";
    case JsonValue::Kind::object: return "an object";
  }
  return "something else";
}

/// The text at `key`, one of `accepted` unless that is empty (else `code`); "" if there is none or it is wrong.
std::string read_word(const JsonValue& object, const std::string& at, std::string_view key,
                      std::initializer_list<std::string_view> accepted, const char* code, Diagnostics& diagnostics) {
  const JsonMember* member = object.find(key);
  if (member == nullptr) return {};
  const std::string pointer = child_pointer(at, key);
  if (!expect_kind(member->value, JsonValue::Kind::string, pointer, fmt::format("\"{}\"", key), diagnostics)) return {};
  const std::string& word = member->value.text;
  if (accepted.size() == 0 || std::find(accepted.begin(), accepted.end(), word) != accepted.end()) return word;
  diagnostics.error(
      code, member->value.place, pointer,
      fmt::format("\"{}\" must be one of {}, found \"{}\"", key, fmt::join(accepted, ", "), printable(word)));
  return {};
}

}  // namespace

Remarks read_remarks(const JsonValue& object, const std::string& pointer, Diagnostics& diagnostics) {
  Remarks remarks;
  remarks.source = read_word(object, pointer, "source", {}, "", diagnostics);
  remarks.why = read_word(object, pointer, "why", {}, "", diagnostics);
  remarks.notes = read_word(object, pointer, "notes", {}, "", diagnostics);
  remarks.confidence = read_word(object, pointer, "confidence", {"high", "medium", "low"}, "E227", diagnostics);
  remarks.provenance = read_word(object, pointer, "provenance", {"sourced", "derived", "assumed"}, "E219", diagnostics);
  remarks.as_of = read_word(object, pointer, "as_of", {}, "", diagnostics);
  if (!remarks.as_of.empty() && !parse_local_time(remarks.as_of)) {
    diagnostics.error("E214", object.find("as_of")->value.place, child_pointer(pointer, "as_of"),
                      fmt::format("\"as_of\" must be a date that exists, found \"{}\"", printable(remarks.as_of)),
                      "write it like \"2026-11-20\"");
    remarks.as_of.clear();
  }
  if (remarks.provenance.empty() && !remarks.source.empty()) remarks.provenance = "sourced";
  return remarks;
}

std::optional<std::uint64_t> read_tokens(const JsonValue& value, const std::string& pointer, std::uint64_t low,
                                         std::uint64_t high, Diagnostics& diagnostics) {
  const std::optional<Spread> spread = read_spread(value, pointer, Dimension::tokens, Level::run, diagnostics);
  if (!spread) return std::nullopt;
  if (!spread->is_constant()) {
    diagnostics.error("E218", value.place, pointer,
                      "a billing rule is one number of tokens, found a range or distribution",
                      "write it like \"1024 tokens\"");
    return std::nullopt;
  }
  const double tokens = spread->value();
  // Written so that NaN fails; both limits are whole numbers that a double holds exactly.
  if (!(tokens >= static_cast<double>(low) && tokens <= static_cast<double>(high)) || tokens != std::floor(tokens)) {
    diagnostics.error(
        "E228", value.place, pointer,
        fmt::format("must be a whole number of tokens from {} to {}, found \"{}\"", low, high, printable(value.text)));
    return std::nullopt;
  }
  return static_cast<std::uint64_t>(tokens);
}

std::optional<bool> read_boolean(const JsonValue& value, const std::string& pointer, Diagnostics& diagnostics) {
  if (value.kind == JsonValue::Kind::boolean) return value.boolean;
  diagnostics.error("E208", opening(value), pointer,
                    fmt::format("must be true or false, found {}", words_for(value.kind)));
  return std::nullopt;
}

void refuse_unknown_keys(const JsonValue& object, const std::string& pointer, const std::vector<std::string>& known,
                         Diagnostics& diagnostics) {
  for (const JsonMember& member : object.members) {
    if (member.key.starts_with("x-")) continue;
    if (std::find(known.begin(), known.end(), member.key) != known.end()) continue;
    // A key longer than any name is not a misspelling, and nobody reads the thousandth suggestion.
    const bool worth_guessing = member.key.size() <= 80 && diagnostics.error_count() < 1000;
    const std::string meant = worth_guessing ? did_you_mean(member.key, known) : std::string{};
    Diagnostic& fault = diagnostics.error("E101", member.key_place, child_pointer(pointer, member.key),
                                          fmt::format("unknown key \"{}\"", printable(member.key)));
    if (meant.empty()) {
      fault.hint = fmt::format("keys here: {}", fmt::join(known, ", "));
    } else {
      fault.hint = fmt::format("did you mean \"{}\"?", meant);
      fault.replace = fmt::format("\"{}\"", meant);
    }
  }
}

bool expect_kind(const JsonValue& value, JsonValue::Kind kind, const std::string& pointer, std::string_view what,
                 Diagnostics& diagnostics) {
  if (value.kind == kind) return true;
  diagnostics.error("E208", opening(value), pointer,
                    fmt::format("{} must be {}, found {}", what, words_for(kind), words_for(value.kind)));
  return false;
}

std::string child_pointer(const std::string& pointer, std::string_view key) {
  return pointer + "/" + escape_pointer_token(key);
}

Place opening(const JsonValue& value) {
  const bool many_lines = value.kind == JsonValue::Kind::array || value.kind == JsonValue::Kind::object;
  const std::uint32_t length = value.place.length;
  return {value.place.source, value.place.offset, many_lines ? std::min<std::uint32_t>(length, 1) : length};
}

}  // namespace npcost::price_reading
