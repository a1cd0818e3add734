#pragma once
// Strict JSONC text becomes a tree in which every key and value knows its place.
//
// Accepts   JSON plus // and /* */ comments and trailing commas. Nothing else: no NaN, hex, single quotes.
// Refuses   NUL bytes, a byte-order mark, invalid UTF-8, UTF-16, duplicate keys (also after unescaping),
//           depth over 64, more than 100 000 values, strings over 64 KiB, text over 8 MiB: each with its place.
// Numbers   keep their text: 2^64 or 1e400 is for the reader of the field to judge, never silently changed.
// Source    RFC 8259; escapes are read by nlohmann/json, the grammar, the places and the limits are ours.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/reading/diagnostic.h"

namespace npcost {

struct JsonMember;

struct JsonValue {
  enum class Kind { null, boolean, number, string, array, object };
  Kind kind = Kind::null;
  bool boolean = false;
  std::string text;                 ///< a string's unescaped text, or a number exactly as written
  std::vector<JsonValue> items;     ///< of an array
  std::vector<JsonMember> members;  ///< of an object, in file order
  Place place;                      ///< of the token (for arrays and objects: the whole value, to the closing bracket)

  const JsonMember* find(std::string_view key) const;
};

struct JsonMember {
  std::string key;
  Place key_place;
  JsonValue value;
};

struct JsonLimits {
  std::size_t bytes = 8u << 20;
  std::size_t depth = 64;
  std::size_t values = 100'000;
  std::size_t string_bytes = 64u << 10;
};

/// The tree of `source`; on any fault adds diagnostics (E001–E009, E102) and returns a null value whose kind is null
/// and whose place is {}. Duplicate keys are reported and the first one is kept, so that reading can go on.
JsonValue read_json(const SourceText& source, Diagnostics& diagnostics, const JsonLimits& limits = {});

/// RFC 6901: "" is the root; "~1" is "/", "~0" is "~".
std::string escape_pointer_token(std::string_view token);
/// nullptr if there is no such value.
const JsonValue* find_pointer(const JsonValue& root, std::string_view pointer);

}  // namespace npcost
