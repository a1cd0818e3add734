#include "ui/window/draw/soft_triangle.h"

#include <algorithm>
#include <cmath>

#include "ui/window/draw/blend.h"

namespace npcost::draw {

namespace {

constexpr std::int64_t one = 256;       // sub-pixel grid
constexpr float farthest = 1048576.0f;  // 2^20 pixels: products of differences stay below 2^59

bool usable(const ImDrawVert& v) {
  return std::fabs(v.pos.x) <= farthest && std::fabs(v.pos.y) <= farthest && std::isfinite(v.uv.x) &&
         std::isfinite(v.uv.y);  // false for NaN, too
}

std::int64_t to_grid(float pixels) {
  return static_cast<std::int64_t>(std::lround(static_cast<double>(pixels) * static_cast<double>(one)));
}

/// The first pixel whose centre is at or right of (below) a position on the grid.
int first_centre(std::int64_t at) {
  const std::int64_t shifted = at - one / 2;
  return static_cast<int>(shifted >= 0 ? (shifted + one - 1) / one : -((-shifted) / one));
}

float channel(ImU32 colour, int shift) { return static_cast<float>((colour >> shift) & 255u); }

std::uint32_t modulate(std::uint32_t colour, std::uint32_t texel) {
  std::uint32_t result = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    const std::uint32_t product = ((colour >> shift) & 255u) * ((texel >> shift) & 255u);
    result |= over_255(product) << shift;
  }
  return result;
}

void put(std::uint32_t& pixel, std::uint32_t colour) {
  const std::uint32_t opacity = colour >> 24;
  if (opacity == 255u)
    pixel = colour;
  else if (opacity != 0u)
    pixel = blend(pixel, colour, opacity);
}

void put_span(std::uint32_t* from, std::uint32_t* to, std::uint32_t colour) {
  const std::uint32_t opacity = colour >> 24;
  if (opacity == 255u)
    std::fill(from, to, colour);
  else if (opacity != 0u)
    std::for_each(from, to, [=](std::uint32_t& pixel) { pixel = blend(pixel, colour, opacity); });
}

std::int64_t floor_of(std::int64_t value, std::int64_t by) {  // by > 0
  return value >= 0 ? value / by : -((-value + by - 1) / by);
}

/// One edge that is not level, walked down row by row in integers: a pixel is inside where a·x + b·y + c ≥ 0 at its centre, in units of
/// the grid, with the bias of the top-left rule in c. Where that begins (or ends) in a row is a floor of a quotient, which goes on by
/// additions.
class Edge {
 public:
  Edge(std::int64_t x0, std::int64_t y0, std::int64_t x1, std::int64_t y1, int row) {
    const std::int64_t dx = x1 - x0, dy = y1 - y0;
    const bool top_left = dy < 0 || (dy == 0 && dx > 0);
    // cross(d, p − p0) with p at the centre of a pixel: one·x + one/2
    const std::int64_t a = -dy * one, b = dx * one;
    const std::int64_t c = dx * (one / 2 - y0) - dy * (one / 2 - x0) - (top_left ? 0 : 1);
    level_ = a == 0;
    if (level_) return;
    left_ = a > 0;
    size_ = left_ ? a : -a;
    // Left of the inside: x ≥ ceil(−(b·y + c) / a). Right of it: x < floor((b·y + c) / −a) + 1.
    const std::int64_t first = left_ ? -(b * row + c) + a - 1 : b * row + c - a;
    const std::int64_t step = left_ ? -b : b;
    at_ = floor_of(first, size_), rest_ = first - at_ * size_;
    at_step_ = floor_of(step, size_), rest_step_ = step - at_step_ * size_;
  }

  /// Narrows [from, to) to what is inside in this row, and goes on to the next.
  void narrow(std::int64_t& from, std::int64_t& to) {
    if (level_) return;  // the rows above and below a level edge are never asked for
    if (left_)
      from = std::max(from, at_);
    else
      to = std::min(to, at_);
    at_ += at_step_, rest_ += rest_step_;
    const bool carry = rest_ >= size_;
    rest_ -= carry ? size_ : 0;
    at_ += carry ? 1 : 0;
  }

 private:
  std::int64_t at_ = 0, rest_ = 0, size_ = 1, at_step_ = 0, rest_step_ = 0;
  bool left_ = false, level_ = false;
};

/// A value that runs linearly over a triangle, at centres of pixels.
struct Plane {
  float origin, dx, dy;
  float at(int x, int y) const { return origin + dx * static_cast<float>(x) + dy * static_cast<float>(y); }
};

struct Corners {
  float x0, y0, x1, y1, x2, y2, inverse_area;
  int px, py;  ///< planes count from this pixel, so that numbers stay small
  Plane plane(float v0, float v1, float v2) const {
    const float d1 = v1 - v0, d2 = v2 - v0;
    const float dx = (d1 * (y2 - y0) - d2 * (y1 - y0)) * inverse_area;
    const float dy = (d2 * (x1 - x0) - d1 * (x2 - x0)) * inverse_area;
    const float to_x = static_cast<float>(px) + 0.5f - x0, to_y = static_cast<float>(py) + 0.5f - y0;
    return {v0 + dx * to_x + dy * to_y, dx, dy};
  }
};

std::uint32_t to_channel(float value) { return static_cast<std::uint32_t>(std::clamp(value, 0.0f, 255.0f) + 0.5f); }

/// What a triangle's pixels are coloured with.
struct Paint {
  bool flat, grey_ramp, textured;  ///< one colour; one colour whose opacity runs; texels
  std::uint32_t colour;
  Plane red, green, blue, opacity, u, v;
  const Texture* texture;

  std::uint32_t at(int x, int y) const {
    std::uint32_t c = colour;
    if (!flat) {
      const std::uint32_t a = to_channel(opacity.at(x, y));
      if (grey_ramp)
        c = (colour & 0x00FFFFFFu) | a << 24;
      else
        c = to_channel(red.at(x, y)) | to_channel(green.at(x, y)) << 8 | to_channel(blue.at(x, y)) << 16 | a << 24;
    }
    return textured ? modulate(c, sample(*texture, u.at(x, y), v.at(x, y))) : c;
  }
};

Paint paint_of(const Corners& t, const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c,
               const Texture* texture) {
  Paint paint{};
  paint.colour = a.col;
  paint.flat = a.col == b.col && a.col == c.col;
  paint.grey_ramp = ((a.col ^ b.col) & 0x00FFFFFFu) == 0 && ((a.col ^ c.col) & 0x00FFFFFFu) == 0;
  const auto ramp = [&](int shift) {
    return t.plane(channel(a.col, shift), channel(b.col, shift), channel(c.col, shift));
  };
  if (!paint.flat) paint.opacity = ramp(24);
  if (!paint.grey_ramp) paint.red = ramp(0), paint.green = ramp(8), paint.blue = ramp(16);
  if (texture == nullptr) return paint;
  const float w = static_cast<float>(texture->width), h = static_cast<float>(texture->height);
  const bool one_texel = a.uv.x == b.uv.x && a.uv.y == b.uv.y && a.uv.x == c.uv.x && a.uv.y == c.uv.y;
  if (one_texel && paint.flat) {
    paint.colour = modulate(paint.colour, sample(*texture, a.uv.x * w, a.uv.y * h));
  } else if (!one_texel || sample(*texture, a.uv.x * w, a.uv.y * h) != 0xFFFFFFFFu) {
    paint.textured = true;
    paint.texture = texture;
    paint.u = t.plane(a.uv.x * w, b.uv.x * w, c.uv.x * w);
    paint.v = t.plane(a.uv.y * h, b.uv.y * h, c.uv.y * h);
  }
  return paint;
}

}  // namespace

std::uint32_t sample(const Texture& texture, float u, float v) {
  const int w = texture.width, h = texture.height;
  if (w <= 0 || h <= 0) return 0;
  const float x = std::clamp(u - 0.5f, 0.0f, static_cast<float>(w - 1)),
              y = std::clamp(v - 0.5f, 0.0f, static_cast<float>(h - 1));
  const int x0 = static_cast<int>(x), y0 = static_cast<int>(y);
  const int x1 = std::min(x0 + 1, w - 1), y1 = std::min(y0 + 1, h - 1);
  const auto fx = static_cast<std::uint32_t>((x - static_cast<float>(x0)) * 256.0f),
             fy = static_cast<std::uint32_t>((y - static_cast<float>(y0)) * 256.0f);
  const auto place = [w](int px, int py) {
    return static_cast<std::size_t>(py) * static_cast<std::size_t>(w) + static_cast<std::size_t>(px);
  };
  const auto mix = [fx, fy](std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
    return ((a * (256u - fx) + b * fx) * (256u - fy) + (c * (256u - fx) + d * fx) * fy + 0x8000u) >> 16;
  };
  if (!texture.coverage.empty()) {
    const auto& t = texture.coverage;
    return 0x00FFFFFFu | mix(t[place(x0, y0)], t[place(x1, y0)], t[place(x0, y1)], t[place(x1, y1)]) << 24;
  }
  std::uint32_t result = 0;
  const auto& t = texture.colours;
  for (int s = 0; s < 32; s += 8) {
    const auto byte = [&](int px, int py) { return (t[place(px, py)] >> s) & 255u; };
    result |= mix(byte(x0, y0), byte(x1, y0), byte(x0, y1), byte(x1, y1)) << s;
  }
  return result;
}

bool fill_triangle(Image& image, const PixelClip& clip, const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c,
                   const Texture* texture) {
  if (!usable(a) || !usable(b) || !usable(c)) return false;
  const ImDrawVert *v0 = &a, *v1 = &b, *v2 = &c;
  std::int64_t x0 = to_grid(v0->pos.x), y0 = to_grid(v0->pos.y), x1 = to_grid(v1->pos.x), y1 = to_grid(v1->pos.y);
  std::int64_t x2 = to_grid(v2->pos.x), y2 = to_grid(v2->pos.y);
  const std::int64_t area = (x1 - x0) * (y2 - y0) - (y1 - y0) * (x2 - x0);
  if (area == 0) return true;
  if (area < 0) std::swap(v1, v2), std::swap(x1, x2), std::swap(y1, y2);
  // Rows and columns whose centres can be inside: a bottom or right edge that lies on centres belongs to what comes after it.
  const int top = std::max(clip.y0, first_centre(std::min({y0, y1, y2})));
  const int bottom = std::min(clip.y1, first_centre(std::max({y0, y1, y2})));
  const int left = std::max(clip.x0, first_centre(std::min({x0, x1, x2})));
  const int right = std::min(clip.x1, first_centre(std::max({x0, x1, x2})));
  if (top >= bottom || left >= right) return true;
  Edge edges[3] = {{x0, y0, x1, y1, top}, {x1, y1, x2, y2, top}, {x2, y2, x0, y0, top}};
  const float grid = 1.0f / static_cast<float>(one);
  const auto place = [grid](std::int64_t v) { return static_cast<float>(v) * grid; };
  const double size = static_cast<double>(std::abs(area)) / static_cast<double>(one * one);
  const Corners corners{
      place(x0), place(y0), place(x1), place(y1), place(x2), place(y2), static_cast<float>(1.0 / size), left, top};
  const Paint paint = paint_of(corners, *v0, *v1, *v2, texture);
  for (int y = top; y < bottom; ++y) {
    std::int64_t from = left, to = right;
    for (Edge& edge : edges) edge.narrow(from, to);
    if (from >= to) continue;
    std::uint32_t* const row = &image.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width)];
    if (paint.flat && !paint.textured)
      put_span(row + from, row + to, paint.colour);
    else
      for (auto x = static_cast<int>(from); x < static_cast<int>(to); ++x) put(row[x], paint.at(x - left, y - top));
  }
  return true;
}

bool fill_rectangle(Image& image, const PixelClip& clip, const ImDrawVert& a, const ImDrawVert& b,
                    const Texture* texture) {
  if (!usable(a) || !usable(b)) return false;
  const int x0 = std::max(clip.x0, first_centre(to_grid(a.pos.x))),
            x1 = std::min(clip.x1, first_centre(to_grid(b.pos.x)));
  const int y0 = std::max(clip.y0, first_centre(to_grid(a.pos.y))),
            y1 = std::min(clip.y1, first_centre(to_grid(b.pos.y)));
  if (x0 >= x1 || y0 >= y1) return true;
  const float w = texture != nullptr ? static_cast<float>(texture->width) : 0.0f,
              h = texture != nullptr ? static_cast<float>(texture->height) : 0.0f;
  const bool one_texel = texture == nullptr || (a.uv.x == b.uv.x && a.uv.y == b.uv.y);
  const std::uint32_t colour =
      one_texel && texture != nullptr ? modulate(a.col, sample(*texture, a.uv.x * w, a.uv.y * h)) : a.col;
  const float du = one_texel ? 0.0f : (b.uv.x - a.uv.x) * w / (b.pos.x - a.pos.x),
              dv = one_texel ? 0.0f : (b.uv.y - a.uv.y) * h / (b.pos.y - a.pos.y);
  for (int y = y0; y < y1; ++y) {
    std::uint32_t* row = &image.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width)];
    if (one_texel) {
      put_span(row + x0, row + x1, colour);
      continue;
    }
    const float v = a.uv.y * h + (static_cast<float>(y) + 0.5f - a.pos.y) * dv;
    for (int x = x0; x < x1; ++x) {
      const float u = a.uv.x * w + (static_cast<float>(x) + 0.5f - a.pos.x) * du;
      const std::uint32_t texel = sample(*texture, u, v);
      if ((texel >> 24) != 0u) put(row[x], modulate(colour, texel));
    }
  }
  return true;
}

}  // namespace npcost::draw
