#pragma once
// A line the size of a word: how a figure moved, without axes.
//
// States    no finite value: a dashed base line; one: a dot; all equal: a line in the middle; NaN: a gap.

#include <span>

#include "ui/window/draw/ground.h"

namespace npcost::charts {

/// The whole series over the width of `box`, its lowest value at the bottom, with a dot at the last one.
void draw_spark(ImDrawList* list, const draw::Rect& box, std::span<const double> values, ImU32 colour);

}  // namespace npcost::charts
