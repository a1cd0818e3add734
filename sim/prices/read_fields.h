#pragma once
// Small readers of JSON fields that price cards and price books share: rules, remarks, and the refusal of unknown keys.
//
// Every function goes on after a fault, so that one pass over a file finds them all.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/reading/diagnostic.h"
#include "sim/reading/json_text.h"

namespace npcost::price_reading {

/// What stands beside numbers to say where they come from.
struct Remarks {
  std::string source, as_of, why, confidence, provenance, notes;
};
/// source, why, notes: text; as_of: a date (E214); confidence and provenance: one of three words (E227, E219).
/// A source without a provenance makes it "sourced".
Remarks read_remarks(const JsonValue& object, const std::string& pointer, Diagnostics& diagnostics);

/// "200k tokens" as a whole number in low … high; nothing after a diagnostic (E228, or E218 for a range).
std::optional<std::uint64_t> read_tokens(const JsonValue& value, const std::string& pointer, std::uint64_t low,
                                         std::uint64_t high, Diagnostics& diagnostics);
std::optional<bool> read_boolean(const JsonValue& value, const std::string& pointer, Diagnostics& diagnostics);

/// E101, with the key that was probably meant, for every key that is neither in `known` nor "x-…".
void refuse_unknown_keys(const JsonValue& object, const std::string& pointer, const std::vector<std::string>& known,
                         Diagnostics& diagnostics);
/// E208 unless the value is of this kind; `what` begins the sentence.
bool expect_kind(const JsonValue& value, JsonValue::Kind kind, const std::string& pointer, std::string_view what,
                 Diagnostics& diagnostics);

std::string child_pointer(const std::string& pointer, std::string_view key);
/// Where a value begins: the whole of a scalar, the first bracket of an object or list that may span many lines.
Place opening(const JsonValue& value);

}  // namespace npcost::price_reading
