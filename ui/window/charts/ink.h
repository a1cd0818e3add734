#pragma once
// Strokes and fills that the charts share: on whole pixels where they are straight, in pieces that 16-bit indices can hold.

#include <span>

#include "ui/window/draw/ground.h"

namespace npcost::charts {

/// A line through all points. Any number; none or one draw nothing.
void stroke(ImDrawList* list, std::span<const ImVec2> points, ImU32 colour, float thickness);
/// `on` and `off` in pixels, along the line.
void stroke_dashed(ImDrawList* list, std::span<const ImVec2> points, ImU32 colour, float thickness, float on,
                   float off);
/// The area between two lines over the same x, without anti-aliasing: stroke its edge.
void fill_between(ImDrawList* list, std::span<const ImVec2> top, std::span<const ImVec2> bottom, ImU32 colour);
/// The same with a colour that runs from `upper` at the height `from` to `lower` at the height `to`, as below sparklines.
void fill_below(ImDrawList* list, std::span<const ImVec2> top, float bottom, ImU32 upper, ImU32 lower, float from);

/// Hairlines between whole pixels.
void horizontal(ImDrawList* list, float x0, float x1, float y, ImU32 colour);
void vertical(ImDrawList* list, float x, float y0, float y1, ImU32 colour);
void horizontal_dashed(ImDrawList* list, float x0, float x1, float y, ImU32 colour, float on, float off,
                       float thickness);
void vertical_dashed(ImDrawList* list, float x, float y0, float y1, ImU32 colour, float on, float off, float thickness);

/// A disc with a ring of another colour around it.
void dot(ImDrawList* list, ImVec2 at, ImU32 colour, ImU32 ring, float radius);

}  // namespace npcost::charts
