#pragma once
// Draws ImDrawData with the CPU alone: no SDL, no OpenGL, no display. For screenshots, exported charts, tests, and a window
// whose machine has no OpenGL.
//
// Same      draw data, same pixels, on every machine and at every optimisation: vertices are put on a grid of 1/256 pixel, what is
//           inside a triangle is decided in integers, and a pixel on a shared edge belongs to one triangle (top-left rule).
// Sampled   at the centres of pixels; the anti-aliasing is in the vertices, as for every renderer of ImGui.
// Hostile   a vertex that is not finite or farther than 2^20 pixels away drops its triangle; dropped() counts them.
// Textures  the font atlas (coverage), and pictures of the caller (colours): bilinear, clamped at the edges.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "ui/window/draw/image.h"
#include "ui/window/draw/imgui_compat.h"

namespace npcost::draw {

/// What an ImTextureID of this renderer points to. One of the two is filled.
struct Texture {
  int width = 0, height = 0;
  std::vector<std::uint8_t> coverage;
  std::vector<std::uint32_t> colours;

  static Texture from(const Image& image);
  ImTextureID id() const { return compat::texture_id(this); }
};

class SoftRaster {
 public:
  /// Takes the atlas of the current context; again after each rebuild of the fonts (before ImGui 1.92).
  /// The object must live as long as the context's draw data are drawn with it.
  void take_fonts();

  /// Fills `into` (made to DisplaySize × FramebufferScale pixels) with `background` and draws.
  void render(const ImDrawData& data, Image& into, ImU32 background);

  /// Triangles that were left out in the last render() because a vertex was not finite or absurdly far.
  std::size_t dropped() const { return dropped_; }

 private:
  void render_list(const ImDrawList& list, const ImDrawData& data, Image& into);

  Texture font_;
  std::vector<ImDrawVert> moved_;
  std::size_t dropped_ = 0;
};

}  // namespace npcost::draw
