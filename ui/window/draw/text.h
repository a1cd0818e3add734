#pragma once
// Text on a draw list. All text of the window goes through here: glyphs are asked for, signs that no font has are replaced, text
// that does not fit is noted in the marks.
//
// Positions are the top left of the line, made whole pixels; sizes are pixels. Widths are those of the text as it is shown.

#include <string>
#include <string_view>

#include "ui/window/draw/ground.h"

namespace npcost::draw {

enum class Align { left, centre, right };

ImVec2 measure(Face face, std::string_view text);
/// Height of a line: ascent plus descent.
float line_height(Face face);

/// The width that was drawn.
float text(ImDrawList* list, Face face, ImVec2 at, ImU32 colour, std::string_view words);
float text_right(ImDrawList* list, Face face, ImVec2 right_top, ImU32 colour, std::string_view words);
float text_centre(ImDrawList* list, Face face, ImVec2 middle_top, ImU32 colour, std::string_view words);

/// Cut with "…" to what `room` holds; the width that was drawn. True text is for a tooltip then: see shortened().
float text_ellipsis(ImDrawList* list, Face face, ImVec2 at, float room, ImU32 colour, std::string_view words);
/// What text_ellipsis() would draw.
std::string shortened(Face face, std::string_view words, float room);

/// In the vertical middle of a box. What is wider than the box is cut and noted as a fault: boxes are made for their words.
void text_in(ImDrawList* list, Face face, const Rect& box, Align align, ImU32 colour, std::string_view words);

/// Lines broken at spaces, long words anywhere, at most `most_lines` (the last one is cut with "…"). The height used.
/// With a null list: only measured.
float text_wrapped(ImDrawList* list, Face face, ImVec2 at, float room, ImU32 colour, std::string_view words,
                   int most_lines = 100);

}  // namespace npcost::draw
