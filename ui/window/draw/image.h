#pragma once
// Pixels in memory, and PNG.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct ImDrawData;

namespace npcost::draw {

/// Rows from the top, without gaps; a pixel has red in its low byte, then green, blue, opacity (ImU32).
struct Image {
  int width = 0, height = 0;
  std::vector<std::uint32_t> pixels;

  Image() = default;
  /// Requires 0 ≤ w, h ≤ 16384.
  Image(int w, int h, std::uint32_t colour);
  /// Requires 0 ≤ x < width and 0 ≤ y < height.
  std::uint32_t at(int x, int y) const;
};

/// The bytes of a PNG file, RGBA. Same image, same bytes. Requires an image that is not empty.
std::string png_bytes(const Image& image);

/// Writes a PNG atomically. Nothing if it worked, else a sentence with the path and the reason; an older file is then untouched.
std::optional<std::string> write_png(const std::string& path, const Image& image);

/// 64 bits of size and pixels (FNV-1a over words). For "are they the same", not against forgers.
std::uint64_t hash_of(const Image& image);

/// 64 bits of everything that a renderer would read: vertices, indices, clip rectangles, textures by id. The same hash as in the last
/// frame: neither draw nor present. Pictures that textures hold are not read; a new font atlas must force a frame.
std::uint64_t hash_of(const ImDrawData& data);

/// How many pixels differ outside / inside [x0, x1) × [y0, y1). Requires images of the same size.
std::size_t differing_outside(const Image& a, const Image& b, int x0, int y0, int x1, int y1);
std::size_t differing_inside(const Image& a, const Image& b, int x0, int y0, int x1, int y1);

}  // namespace npcost::draw
