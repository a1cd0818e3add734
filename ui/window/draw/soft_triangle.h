#pragma once
// One triangle, one rectangle: the inner loops of the soft renderer.

#include <cstdint>

#include "ui/window/draw/soft_raster.h"

namespace npcost::draw {

/// Pixels that may be written: [x0, x1) × [y0, y1), inside the image.
struct PixelClip {
  int x0, y0, x1, y1;
};

/// Three vertices in pixels; any winding. `texture` may be null (white). False: left out, a vertex is not finite or too far.
bool fill_triangle(Image& image, const PixelClip& clip, const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c,
                   const Texture* texture);

/// The same pixels as two triangles of one colour from corner `a` (low) to corner `b` (high), faster.
bool fill_rectangle(Image& image, const PixelClip& clip, const ImDrawVert& a, const ImDrawVert& b,
                    const Texture* texture);

/// Colour of a texture at texel coordinates (a texel's centre is at + 0.5), bilinear, clamped.
std::uint32_t sample(const Texture& texture, float u, float v);

}  // namespace npcost::draw
