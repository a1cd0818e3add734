#include "ui/window/charts/ink.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace npcost::charts {

using draw::snap;
using draw::theme;

namespace {

constexpr std::size_t most_points = 4000;  // a thick anti-aliased point costs four vertices; 65,536 can be numbered

void quad(ImDrawList* list, const ImVec2& a, const ImVec2& b, const ImVec2& c, const ImVec2& d, ImU32 colour) {
  const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
  list->PrimReserve(6, 4);
  list->PrimQuadUV(a, b, c, d, white, white, white, white, colour);
}

}  // namespace

void stroke(ImDrawList* list, std::span<const ImVec2> points, ImU32 colour, float thickness) {
  if ((colour & IM_COL32_A_MASK) == 0) return;
  while (points.size() > 1) {
    const std::size_t count = std::min(points.size(), most_points);
    compat::polyline(list, points.data(), static_cast<int>(count), colour, thickness);
    points = points.subspan(count - 1);
  }
}

void stroke_dashed(ImDrawList* list, std::span<const ImVec2> points, ImU32 colour, float thickness, float on,
                   float off) {
  std::vector<ImVec2> dash;
  bool drawing = true;
  float left = on;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    ImVec2 at = points[i];
    const ImVec2 to = points[i + 1];
    float length = std::hypot(to.x - at.x, to.y - at.y);
    if (dash.empty() && drawing) dash.push_back(at);
    // What lies far outside of the plot is not worth its dashes.
    if (length > 20000.0f) left = length;
    while (length > left) {
      const float part = left / length;
      at = {at.x + (to.x - at.x) * part, at.y + (to.y - at.y) * part};
      length -= left;
      dash.push_back(at);
      if (drawing) stroke(list, dash, colour, thickness);
      drawing = !drawing;
      dash.clear();
      if (drawing) dash.push_back(at);
      left = drawing ? on : off;
    }
    left -= length;
    if (drawing) dash.push_back(to);
  }
  if (drawing) stroke(list, dash, colour, thickness);
}

void fill_between(ImDrawList* list, std::span<const ImVec2> top, std::span<const ImVec2> bottom, ImU32 colour) {
  const std::size_t count = std::min(top.size(), bottom.size());
  for (std::size_t i = 0; i + 1 < count; ++i) quad(list, top[i], top[i + 1], bottom[i + 1], bottom[i], colour);
}

void fill_below(ImDrawList* list, std::span<const ImVec2> top, float bottom, ImU32 upper, ImU32 lower, float from) {
  const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
  const float depth = std::max(bottom - from, 1.0f);
  for (std::size_t i = 0; i + 1 < top.size(); ++i) {
    const ImVec2 &a = top[i], &b = top[i + 1];
    list->PrimReserve(6, 4);
    const auto first = static_cast<ImDrawIdx>(list->_VtxCurrentIdx);
    for (const int corner : {0, 1, 2, 0, 2, 3}) list->PrimWriteIdx(static_cast<ImDrawIdx>(first + corner));
    list->PrimWriteVtx(a, white, draw::mixed(upper, lower, (a.y - from) / depth));
    list->PrimWriteVtx(b, white, draw::mixed(upper, lower, (b.y - from) / depth));
    list->PrimWriteVtx({b.x, bottom}, white, lower);
    list->PrimWriteVtx({a.x, bottom}, white, lower);
  }
}

void horizontal(ImDrawList* list, float x0, float x1, float y, ImU32 colour) {
  list->AddRectFilled({snap(x0), snap(y)}, {snap(x1), snap(y) + theme().hairline()}, colour);
}

void vertical(ImDrawList* list, float x, float y0, float y1, ImU32 colour) {
  list->AddRectFilled({snap(x), snap(y0)}, {snap(x) + theme().hairline(), snap(y1)}, colour);
}

void horizontal_dashed(ImDrawList* list, float x0, float x1, float y, ImU32 colour, float on, float off,
                       float thickness) {
  const float high = snap(std::max(thickness, 1.0f));
  for (float x = snap(x0); x < x1; x += on + off)
    list->AddRectFilled({x, snap(y)}, {std::min(x + on, snap(x1)), snap(y) + high}, colour);
}

void vertical_dashed(ImDrawList* list, float x, float y0, float y1, ImU32 colour, float on, float off,
                     float thickness) {
  const float wide = snap(std::max(thickness, 1.0f));
  for (float y = snap(y0); y < y1; y += on + off)
    list->AddRectFilled({snap(x), y}, {snap(x) + wide, std::min(y + on, snap(y1))}, colour);
}

void dot(ImDrawList* list, ImVec2 at, ImU32 colour, ImU32 ring, float radius) {
  list->AddCircleFilled(at, radius * 1.45f, ring, 24);
  list->AddCircleFilled(at, radius, colour, 24);
}

}  // namespace npcost::charts
