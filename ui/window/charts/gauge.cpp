#include "ui/window/charts/gauge.h"

#include <algorithm>
#include <cmath>

#include "ui/window/charts/format.h"
#include "ui/window/draw/text.h"

namespace npcost::charts {

using draw::Face;
using draw::px;
using draw::Status;
using draw::theme;

namespace {

constexpr float pi = 3.14159265f;

void arc(ImDrawList* list, ImVec2 centre, float radius, float thickness, float from, float to, ImU32 colour) {
  if (to - from < 1e-3f || radius <= thickness) return;
  list->PathArcTo(centre, radius, from, to, std::max(3, static_cast<int>((to - from) * radius / 2.5f)));
  compat::path_stroke(list, colour, thickness);
}

ImVec2 on_ring(ImVec2 centre, float radius, float angle) {
  return {centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)};
}

void draw_zones(ImDrawList* list, ImVec2 centre, float radius, const Gauge& gauge) {
  const float thick = std::max(px(3), 1.0f), gap = px(2.5f) / radius;
  const float amber = angle_of(gauge, gauge.amber), red = angle_of(gauge, gauge.red);
  arc(list, centre, radius - thick * 0.5f, thick, pi, amber - gap * 0.5f, theme().fill(Status::ok));
  arc(list, centre, radius - thick * 0.5f, thick, amber + gap * 0.5f, red - gap * 0.5f, theme().fill(Status::warn));
  arc(list, centre, radius - thick * 0.5f, thick, red + gap * 0.5f, 2 * pi, theme().fill(Status::bad));
}

}  // namespace

Status zone_of(const Gauge& gauge, double value) {
  if (!std::isfinite(value)) return Status::neutral;
  return value > gauge.red ? Status::bad : value > gauge.amber ? Status::warn : Status::ok;
}

float angle_of(const Gauge& gauge, double value) {
  const double end = gauge.end > 0.0 && std::isfinite(gauge.end) ? gauge.end : 1.0;
  const double part = std::isfinite(value) ? std::clamp(value / end, 0.0, 1.0) : 0.0;
  return pi + pi * static_cast<float>(part);
}

float gauge_height(float radius) { return radius + px(6) + draw::line_height(Face::small); }

void draw_gauge(ImDrawList* list, ImVec2 centre, float radius, const Gauge& gauge) {
  const bool known = std::isfinite(gauge.p95);
  draw_zones(list, centre, radius, gauge);
  const float thick = radius * 0.2f, middle = radius - px(3) - px(4) - thick * 0.5f;
  const ImU32 colour = theme().fill(zone_of(gauge, gauge.p95));
  arc(list, centre, middle, thick, pi, 2 * pi, theme().border);
  if (known) {
    const bool has_p50 = std::isfinite(gauge.p50);
    const float p95 = angle_of(gauge, gauge.p95), p50 = has_p50 ? std::min(angle_of(gauge, gauge.p50), p95) : pi;
    arc(list, centre, middle, thick, pi, p50, colour);
    arc(list, centre, middle, thick, p50, p95, draw::faded(colour, 0.42f));
    if (has_p50) {
      const float edge = px(1) / radius, angle = std::clamp(angle_of(gauge, gauge.p50), pi + edge, 2 * pi - edge);
      list->AddLine(on_ring(centre, middle - thick * 0.5f - px(2), angle), on_ring(centre, radius + px(1), angle),
                    theme().card, px(5));
      list->AddLine(on_ring(centre, middle - thick * 0.5f - px(2), angle), on_ring(centre, radius + px(1), angle),
                    theme().text, px(2));
    }
  }
  const std::string value = !known ? std::string("–") : gauge.value.empty() ? percent(gauge.p95) : gauge.value;
  const Face face = draw::measure(Face::big, value).x < (middle - thick) * 1.9f ? Face::big : Face::semi;
  draw::text_centre(list, face, {centre.x, centre.y - draw::line_height(face) - px(1)}, theme().text, value);
  draw::text_centre(list, Face::small, {centre.x, centre.y + px(4)}, theme().text3, gauge.caption);
  if (!gauge.id.empty())
    draw::mark(gauge.id,
               {{centre.x - radius, centre.y - radius}, {centre.x + radius, centre.y - radius + gauge_height(radius)}});
}

}  // namespace npcost::charts
