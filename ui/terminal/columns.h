#pragma once
// Text laid out in terminal cells. A Hangul syllable takes two cells, a combining mark none, so nothing here counts
// bytes.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ui/terminal/style.h"

namespace npcost {

/// Cells that `text` takes on a terminal; requires text without escape sequences.
std::size_t display_width(std::string_view text);
/// `text` cut to at most `width` cells, with a mark ("…", or "~" in ASCII) where something is missing; requires width
/// > 0.
std::string cut_to(std::string_view text, std::size_t width, const Style& style);
/// Filled with spaces up to `width` cells; longer text is left alone.
std::string pad_right(std::string_view text, std::size_t width);
std::string pad_left(std::string_view text, std::size_t width);
/// A name out of a stranger's file, safe to print and at most `width` cells. A name in a right-to-left script is
/// followed by a left-to-right mark, so that the figures after it stay where they are.
std::string shown_name(std::string_view name, std::size_t width, const Style& style);
/// Broken at spaces into lines of at most `width` cells; a word that is longer is cut into pieces.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);
/// `parts` joined by a dot, broken between parts where a line would pass `width`; every line starts with `indent`.
std::string joined_parts(const std::vector<std::string>& parts, std::string_view indent, std::size_t width,
                         const Style& style);
/// A bar of share × `width` cells: blocks with eighths, or '#' in ASCII. Shares outside 0..1 are clamped.
std::string bar(double share, std::size_t width, const Style& style);

}  // namespace npcost
