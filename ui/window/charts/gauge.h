#pragma once
// Half a ring: where a cost stands against its budget.
//
// Ring      outside, thin: the zones (up to `amber`, up to `red`, beyond). Inside, thick: from 0 to p50 full, from p50 to p95 pale,
//           in the colour of the zone in which p95 lies; a needle at p50 crosses both.
// Scale     0 at the left, `end` at the right; more than `end` is drawn at the end, and the words inside say how much it is.
// States    p95 not finite: the track alone and "–".

#include <string>

#include "ui/window/draw/ground.h"

namespace npcost::charts {

struct Gauge {
  std::string id;  ///< mark
  double p50 = 0.0, p95 = 0.0;
  double amber = 0.8, red = 1.0, end = 1.5;
  std::string value;    ///< large, inside: "126%"; "" : p95 as a percentage
  std::string caption;  ///< below the value: "of budget"
};

/// The zone of a value: ok, warn, bad; neutral if it is not finite.
draw::Status zone_of(const Gauge& gauge, double value);
/// Angle of a value in radians, as ImDrawList counts: π at the left, 3π/2 at the top, 2π at the right. Clamped; not finite: π.
float angle_of(const Gauge& gauge, double value);
/// The box that a ring of this outer radius takes, centre of the ring at the middle of its lower side minus the caption.
float gauge_height(float radius);

/// `centre` is the middle of the full circle; the ring is above it, the caption ends at gauge_height() below its top.
void draw_gauge(ImDrawList* list, ImVec2 centre, float radius, const Gauge& gauge);

}  // namespace npcost::charts
