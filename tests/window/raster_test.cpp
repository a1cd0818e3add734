// The soft renderer: which pixels a triangle covers, to the pixel.

#include <algorithm>
#include <limits>

#include "tests/catch.h"
#include "tests/window/window_bench.h"
#include "ui/window/draw/soft_triangle.h"

using namespace npcost::draw;
using npcost::test::Noise;

namespace {

constexpr ImU32 black = IM_COL32(0, 0, 0, 255), white = IM_COL32(255, 255, 255, 255),
                half = IM_COL32(255, 255, 255, 128);

ImDrawVert at(float x, float y, ImU32 colour = white, float u = 0.0f, float v = 0.0f) {
  ImDrawVert vertex{};
  vertex.pos = {x, y}, vertex.uv = {u, v}, vertex.col = colour;
  return vertex;
}

std::size_t count_of(const Image& image, ImU32 colour) {
  return static_cast<std::size_t>(std::count(image.pixels.begin(), image.pixels.end(), colour));
}

PixelClip whole(const Image& image) { return {0, 0, image.width, image.height}; }

}  // namespace

TEST_CASE("a triangle covers the pixels whose centres it holds", "[window][raster]") {
  // Corners 0,0  4,0  0,4: centres with (x + 0.5) + (y + 0.5) < 4, so x + y ≤ 2: 3 + 2 + 1. Those with x + y = 3 lie on the
  // long edge, which is neither a top nor a left one.
  Image image(4, 4, black);
  CHECK(fill_triangle(image, whole(image), at(0, 0), at(4, 0), at(0, 4), nullptr));
  CHECK(count_of(image, white) == 6);
  CHECK(image.at(2, 0) == white);
  CHECK(image.at(3, 0) == black);
}

TEST_CASE("a triangle half a pixel away covers the pixels on its top and left edges", "[window][raster]") {
  // Moved by 0.5: centres with x + y < 4, those with x = 0 and y = 0 lie on a left and on a top edge: 4 + 3 + 2 + 1.
  Image image(6, 6, black);
  CHECK(fill_triangle(image, whole(image), at(0.5f, 0.5f), at(4.5f, 0.5f), at(0.5f, 4.5f), nullptr));
  CHECK(count_of(image, white) == 10);
  CHECK(image.at(0, 0) == white);
  CHECK(image.at(3, 0) == white);
  CHECK(image.at(0, 4) == black);
  // Less than a 256th beyond the centres: none of those.
  Image other(6, 6, black);
  CHECK(fill_triangle(other, whole(other), at(0.51f, 0.51f), at(4.51f, 0.51f), at(0.51f, 4.51f), nullptr));
  CHECK(other.at(0, 0) == black);
  CHECK(other.at(1, 1) == white);
}

TEST_CASE("the winding of a triangle does not matter", "[window][raster]") {
  Image a(32, 32, black), b(32, 32, black);
  fill_triangle(a, whole(a), at(3.3f, 2.7f), at(29.1f, 11.2f), at(8.8f, 27.9f), nullptr);
  fill_triangle(b, whole(b), at(3.3f, 2.7f), at(8.8f, 27.9f), at(29.1f, 11.2f), nullptr);
  CHECK(a.pixels == b.pixels);
  CHECK(count_of(a, white) > 100);
}

TEST_CASE("nothing is drawn outside of the clip", "[window][raster]") {
  Image image(8, 8, black);
  fill_triangle(image, {2, 3, 6, 5}, at(-100, -100), at(200, -100), at(-100, 200), nullptr);
  CHECK(count_of(image, white) == 8);  // 4 × 2
  CHECK(image.at(2, 3) == white);
  CHECK(image.at(5, 4) == white);
  CHECK(image.at(6, 4) == black);
}

TEST_CASE("triangles that share an edge cover every pixel once", "[window][raster]") {
  // A fan around a point, half transparent: a pixel drawn twice would be brighter, one left out darker.
  Noise noise{7};
  for (int round = 0; round < 50; ++round) {
    Image image(40, 40, black);
    const ImDrawVert centre =
        at(static_cast<float>(noise.between(10, 30)), static_cast<float>(noise.between(10, 30)), half);
    const ImDrawVert ring[] = {at(-5, -5, half), at(static_cast<float>(noise.between(10, 30)), -5, half),
                               at(45, -5, half), at(45, static_cast<float>(noise.between(10, 30)), half),
                               at(45, 45, half), at(-5, 45, half)};
    for (int i = 0; i < 6; ++i) fill_triangle(image, whole(image), centre, ring[i], ring[(i + 1) % 6], nullptr);
    CHECK(count_of(image, IM_COL32(128, 128, 128, 255)) == 1600);  // 255 · 128/255
  }
}

TEST_CASE("an edge fades over the pixels that a ramp of opacity crosses", "[window][raster]") {
  // Opacity 255 at x = 0, 0 at x = 2: at the centres 0.5 and 1.5 it is 255·3/4 = 191.25 and 255/4 = 63.75.
  Image image(3, 1, black);
  const ImU32 clear = IM_COL32(255, 255, 255, 0);
  fill_triangle(image, whole(image), at(0, -10), at(2, -10, clear), at(2, 10, clear), nullptr);
  fill_triangle(image, whole(image), at(0, -10), at(2, 10, clear), at(0, 10), nullptr);
  CHECK(image.at(0, 0) == IM_COL32(191, 191, 191, 255));
  CHECK(image.at(1, 0) == IM_COL32(64, 64, 64, 255));
  CHECK(image.at(2, 0) == black);
}

TEST_CASE("a rectangle has the pixels of its two triangles", "[window][raster]") {
  Noise noise{11};
  for (int round = 0; round < 200; ++round) {
    const auto x0 = static_cast<float>(noise.between(-3, 20)), y0 = static_cast<float>(noise.between(-3, 20));
    const float x1 = x0 + static_cast<float>(noise.between(0, 15)), y1 = y0 + static_cast<float>(noise.between(0, 15));
    Image a(24, 24, black), b(24, 24, black);
    fill_rectangle(a, whole(a), at(x0, y0, half), at(x1, y1, half), nullptr);
    fill_triangle(b, whole(b), at(x0, y0, half), at(x1, y0, half), at(x1, y1, half), nullptr);
    fill_triangle(b, whole(b), at(x0, y0, half), at(x1, y1, half), at(x0, y1, half), nullptr);
    CHECK(a.pixels == b.pixels);
  }
}

TEST_CASE("a vertex that is no place drops its triangle and nothing else", "[window][raster]") {
  const float nan = std::numeric_limits<float>::quiet_NaN(), inf = std::numeric_limits<float>::infinity();
  Image image(8, 8, black);
  for (const float bad : {nan, inf, -inf, 1e30f, -3.0e6f}) {
    CHECK_FALSE(fill_triangle(image, whole(image), at(bad, 0), at(4, 0), at(0, 4), nullptr));
    CHECK_FALSE(fill_rectangle(image, whole(image), at(0, 0), at(4, bad), nullptr));
  }
  CHECK(count_of(image, black) == 64);
  // Far, but a place: the part inside is drawn.
  CHECK(fill_triangle(image, whole(image), at(-1.0e6f, -1.0e6f), at(1.0e6f, -1.0e6f), at(0, 1.0e6f), nullptr));
  CHECK(count_of(image, white) == 64);
}

TEST_CASE("a texture is read between its texels, and its edge goes on", "[window][raster]") {
  Texture texture;
  texture.width = 2, texture.height = 1;
  texture.coverage = {0, 255};
  CHECK(sample(texture, 0.5f, 0.5f) >> 24 == 0);
  CHECK(sample(texture, 1.5f, 0.5f) >> 24 == 255);
  CHECK(sample(texture, 1.0f, 0.5f) >> 24 == 128);  // 127.5
  CHECK(sample(texture, 9.0f, -4.0f) >> 24 == 255);
  const Texture colours = Texture::from(Image(1, 1, IM_COL32(10, 20, 30, 255)));
  Image image(2, 2, black);
  fill_rectangle(image, whole(image), at(0, 0, white, 0, 0), at(2, 2, white, 1, 1), &colours);
  CHECK(count_of(image, IM_COL32(10, 20, 30, 255)) == 4);
  // Half of white times a colour: rounded, not cut: 10·128/255 = 5.02.
  Image tinted(1, 1, black);
  fill_rectangle(tinted, {0, 0, 1, 1}, at(0, 0, IM_COL32(128, 128, 128, 255), 0, 0),
                 at(1, 1, IM_COL32(128, 128, 128, 255), 1, 1), &colours);
  CHECK(tinted.at(0, 0) == IM_COL32(5, 10, 15, 255));
}

TEST_CASE("blending is exact to half a step for all opacities", "[window][raster]") {
  for (unsigned under : {0u, 1u, 77u, 128u, 254u, 255u}) {
    for (unsigned over : {0u, 3u, 127u, 200u, 255u}) {
      for (unsigned opacity = 1; opacity < 255; ++opacity) {
        Image image(1, 1, IM_COL32(under, 0, under, 255));
        fill_rectangle(image, {0, 0, 1, 1}, at(0, 0, IM_COL32(over, 0, over, opacity)),
                       at(1, 1, IM_COL32(over, 0, over, opacity)), nullptr);
        const unsigned expected =
            (over * opacity + under * (255 - opacity) + 127) / 255;  // to the nearest: 255 is odd, so never half way
        if (image.at(0, 0) != IM_COL32(expected, 0, expected, 255)) {
          INFO(under << " " << over << " " << opacity);
          CHECK((image.at(0, 0) & 255u) == expected);
        }
      }
    }
  }
}

TEST_CASE("the same drawing has the same pixels and the same hash, another one has not", "[window][raster]") {
  const auto paint = [](float x) {
    return npcost::test::picture(npcost::test::small_frame(), [x](ImDrawList* list) {
      list->AddCircleFilled({x, 100}, 40.3f, IM_COL32(200, 40, 90, 180), 40);
      list->AddLine({3.2f, 7.7f}, {390.1f, 203.4f}, IM_COL32(90, 240, 90, 255), 1.7f);
    });
  };
  const Image a = paint(120), b = paint(120), c = paint(120.25f);
  CHECK(hash_of(a) == hash_of(b));
  CHECK(a.pixels == b.pixels);
  CHECK(hash_of(a) != hash_of(c));
}

TEST_CASE("draw lists that pass 65,536 vertices are drawn whole", "[window][raster]") {
  // 25,000 squares of 4 vertices: the index of 16 bits begins anew; every second pixel of a 400 × 250 checkerboard… is covered once.
  const Image image = npcost::test::picture(npcost::test::small_frame(400, 250), [](ImDrawList* list) {
    for (int i = 0; i < 25000; ++i) {
      const auto x = static_cast<float>(i % 200) * 2.0f, y = static_cast<float>(i / 200) * 2.0f;
      list->AddRectFilled({x, y}, {x + 1, y + 1}, IM_COL32(255, 0, 0, 255));
    }
  });
  CHECK(count_of(image, IM_COL32(255, 0, 0, 255)) == 25000);
}
