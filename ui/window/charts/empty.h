#pragma once
// What stands where there is nothing to show: what is missing, and what would help.

#include <string_view>

#include "ui/window/draw/ground.h"

namespace npcost::charts {

/// Both in the middle of `box`, the reason wrapped; what does not fit is left out.
void draw_no_data(ImDrawList* list, const draw::Rect& box, std::string_view head, std::string_view reason);

}  // namespace npcost::charts
