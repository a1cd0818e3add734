#include "ui/window/draw/image.h"

#include <cstring>

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#define STBI_WRITE_NO_STDIO
#include <stb_image_write.h>

#include "sim/base/atomic_file.h"
#include "sim/base/check.h"
#include "ui/window/draw/imgui_compat.h"

namespace npcost::draw {

namespace {

struct Hash {
  std::uint64_t value = 0xCBF29CE484222325u;
  void word(std::uint64_t w) { value = (value ^ w) * 0x100000001B3u, value ^= value >> 29; }
  void bytes(const void* from, std::size_t count) {
    const char* at = static_cast<const char*>(from);
    for (; count >= 8; at += 8, count -= 8) {
      std::uint64_t w = 0;
      std::memcpy(&w, at, 8);
      word(w);
    }
    std::uint64_t w = count;
    if (count != 0) std::memcpy(&w, at, count);
    word(w);
  }
};

void append(void* text, void* data, int size) {
  static_cast<std::string*>(text)->append(static_cast<const char*>(data), static_cast<std::size_t>(size));
}

bool inside(int x, int y, int x0, int y0, int x1, int y1) { return x >= x0 && x < x1 && y >= y0 && y < y1; }

std::size_t differing(const Image& a, const Image& b, bool within, int x0, int y0, int x1, int y1) {
  NPCOST_CHECK(a.width == b.width && a.height == b.height, "images of one size are compared");
  std::size_t count = 0;
  for (int y = 0; y < a.height; ++y) {
    for (int x = 0; x < a.width; ++x) {
      if (inside(x, y, x0, y0, x1, y1) == within && a.at(x, y) != b.at(x, y)) ++count;
    }
  }
  return count;
}

}  // namespace

Image::Image(int w, int h, std::uint32_t colour) : width(w), height(h) {
  NPCOST_CHECK(w >= 0 && h >= 0 && w <= 16384 && h <= 16384, "an image has a sane size");
  pixels.assign(static_cast<std::size_t>(w) * static_cast<std::size_t>(h), colour);
}

std::uint32_t Image::at(int x, int y) const {
  return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
}

std::string png_bytes(const Image& image) {
  NPCOST_CHECK(image.width > 0 && image.height > 0, "a picture has pixels");
  std::string bytes;
  stbi_write_png_compression_level = 6;
  const int written =
      stbi_write_png_to_func(append, &bytes, image.width, image.height, 4, image.pixels.data(), image.width * 4);
  NPCOST_CHECK(written != 0, "a picture in memory can be encoded");
  return bytes;
}

std::optional<std::string> write_png(const std::string& path, const Image& image) {
  try {
    write_atomically(path, png_bytes(image));
    return std::nullopt;
  } catch (const FileError& error) {
    return error.what();
  }
}

std::uint64_t hash_of(const Image& image) {
  Hash hash;
  hash.word(static_cast<std::uint64_t>(image.width) << 32 | static_cast<std::uint32_t>(image.height));
  hash.bytes(image.pixels.data(), image.pixels.size() * sizeof(std::uint32_t));
  return hash.value;
}

std::uint64_t hash_of(const ImDrawData& data) {
  Hash hash;
  hash.bytes(&data.DisplaySize, sizeof data.DisplaySize);
  for (int i = 0; i < compat::list_count(&data); ++i) {
    const ImDrawList& list = *data.CmdLists[i];
    hash.bytes(list.VtxBuffer.Data, static_cast<std::size_t>(list.VtxBuffer.Size) * sizeof(ImDrawVert));
    hash.bytes(list.IdxBuffer.Data, static_cast<std::size_t>(list.IdxBuffer.Size) * sizeof(ImDrawIdx));
    for (const ImDrawCmd& command : list.CmdBuffer) {
      hash.bytes(&command.ClipRect, sizeof command.ClipRect);
      hash.word(static_cast<std::uint64_t>((std::intptr_t)command.GetTexID()));
      hash.word(static_cast<std::uint64_t>(command.IdxOffset) << 32 | command.ElemCount);
    }
  }
  return hash.value;
}

std::size_t differing_outside(const Image& a, const Image& b, int x0, int y0, int x1, int y1) {
  return differing(a, b, false, x0, y0, x1, y1);
}
std::size_t differing_inside(const Image& a, const Image& b, int x0, int y0, int x1, int y1) {
  return differing(a, b, true, x0, y0, x1, y1);
}

}  // namespace npcost::draw
