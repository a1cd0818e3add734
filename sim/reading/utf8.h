#pragma once
// Code points of UTF-8 text: decoding, and how a terminal shows them.
//
// Shape     bytes in, code points out; an invalid byte is one item of length 1 with valid == false.
// Width     cells in a terminal: 0 for combining marks, 2 for East Asian wide and for emoji, else 1.
// Source    RFC 3629 (what is valid); Unicode Standard Annex 11 (which blocks are wide).

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace npcost {

struct CodePoint {
  char32_t value = 0;
  std::uint8_t length = 1;  ///< bytes
  bool valid = true;        ///< false: not UTF-8 here (overlong, surrogate, past U+10FFFF, cut short)
};

/// The code point that starts at `at`; requires at < text.size().
CodePoint decode_utf8(std::string_view text, std::size_t at);
/// Offset of the first byte that is not UTF-8; npos if all is well.
std::size_t first_invalid_utf8(std::string_view text);
/// Appends a code point below U+110000.
void append_utf8(std::string& text, char32_t value);

int terminal_width(char32_t value);
/// Control, bidirectional, zero-width and other invisible characters: what could make a report lie.
bool is_deceptive(char32_t value);

std::u32string code_points(std::string_view text);
std::size_t count_code_points(std::string_view text);

}  // namespace npcost
