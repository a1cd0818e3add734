#pragma once
// A chart alone, as a picture: what "Export" writes and what a report embeds.

#include <functional>

#include "ui/window/draw/frame.h"

namespace npcost::charts {

struct PictureOptions {
  int width = 1200, height = 640;  ///< pixels
  bool dark = false;
  draw::FontOptions fonts;  ///< with the scale: 2 for print
  float margin = 20;        ///< design pixels around the chart
};

/// `paint` draws into the rectangle that it is given, with the ground of the picture in use (so it must take all colours from
/// draw::theme() and all sizes from draw::px(), not from variables of the window). No mouse is there. Slow: fonts are loaded anew.
draw::Image picture_of(const PictureOptions& options, const std::function<void(ImDrawList*, const draw::Rect&)>& paint);

}  // namespace npcost::charts
