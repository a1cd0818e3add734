#pragma once
// Colours that mean a number.

#include "ui/window/draw/theme.h"

namespace npcost::charts {

/// Centred on `ratio` = 1: cheap is one hue, dear the other, and 1 almost the background. `octaves` doublings or halvings away from 1
/// the colour is at its end. 0 is as cheap as can be; what is negative or not a number has the colour of the inset.
ImU32 diverging(const draw::Theme& theme, double ratio, double octaves);

/// −1 … 1 on the same palette.
ImU32 diverging_at(const draw::Theme& theme, double at);

}  // namespace npcost::charts
