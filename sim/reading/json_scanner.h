#pragma once
// One pass over JSONC text before any parser sees it: where each token stands, and the faults that deserve a sentence.
//
// Gives     the tokens in order (brackets, strings, numbers, words; not comments, commas and colons). If there is no fault, the
//           grammar holds, and a tree can be built from them; only the escapes inside strings are still unread.
// Numbers   are checked and stay text: 1e400 is for the reader of the field to judge.
// Faults    the first one only: what follows a syntax fault is guesswork.
// Cost      nothing is built beyond the limits: depth and counts are checked while scanning.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/reading/diagnostic.h"
#include "sim/reading/json_text.h"

namespace npcost {

struct JsonToken {
  enum class Kind : std::uint8_t { open_object, open_array, close, string, number, word };
  Kind kind = Kind::word;
  std::uint32_t offset = 0;  ///< bytes
  std::uint32_t length = 0;
  std::uint32_t children = 0;  ///< of an opening bracket: how many items or members follow
};

struct JsonScan {
  std::vector<JsonToken> tokens;
  std::optional<Diagnostic> fault;  ///< if set, the rest is not to be used
};

/// Requires source.text.size() < 2^32.
JsonScan scan_json(const SourceText& source, const JsonLimits& limits);

/// E001 (not UTF-8), E002 (byte-order mark, UTF-16), E003 (NUL).
std::optional<Diagnostic> encoding_fault(const SourceText& source);

/// Whether `text` is a number of RFC 8259.
bool is_json_number(std::string_view text);

/// What is wrong with a number-like or word-like token, as a sentence with an edit.
struct TokenFault {
  std::string code, message, hint, replace;
};
TokenFault malformed_number(std::string_view text);
TokenFault unknown_word(std::string_view text);
/// An escape that JSON does not have, or half of a surrogate pair; offset and length inside `string` (with its quotes).
struct BadEscape {
  std::size_t offset, length;
  std::string message, hint;
};
BadEscape bad_escape(std::string_view string);

}  // namespace npcost
