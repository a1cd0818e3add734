#pragma once
// The editor's text on the screen: coloured JSON with comments, line by line.

#include <cstddef>
#include <string_view>
#include <vector>

#include "ui/window/draw/ground.h"

namespace npcost::window {

enum class Token { plain, key, string, number, comment, sign };

struct Piece {
  Token token;
  std::string_view text;
};

/// The pieces of one line. `in_comment`: whether it begins inside of a comment that spans lines; what holds behind it.
std::vector<Piece> pieces_of(std::string_view line, bool& in_comment);
ImU32 colour_of(Token token);

/// Offsets of the first bytes of all lines; at least one.
std::vector<std::size_t> line_starts(std::string_view text);
/// Line (from 0) that holds an offset.
std::size_t line_of(const std::vector<std::size_t>& starts, std::size_t offset);
std::string_view line_at(std::string_view text, const std::vector<std::size_t>& starts, std::size_t line);
/// Bytes before the column-th code point (from 1) of a line.
std::size_t bytes_before(std::string_view line, std::size_t column);

}  // namespace npcost::window
