#include "ui/window/charts/scale.h"

#include <algorithm>
#include <cmath>

namespace npcost::charts {

namespace {

constexpr double beyond = 100000.0;  // pixels outside of the ends that are still told apart
constexpr double narrowest = 1e-6;   // of the whole

double to_steps(double value, Steps steps) { return steps == Steps::log ? std::log10(value) : value; }
double from_steps(double at, Steps steps) { return steps == Steps::log ? std::pow(10.0, at) : at; }

struct Stretch {
  double low, high;
  double width() const { return high - low; }
};

Stretch stretch_of(const Range& range, Steps steps) {
  return {to_steps(range.low, steps), to_steps(range.high, steps)};
}

bool usable(const Range& range, Steps steps) { return range.drawable() && (steps == Steps::linear || range.low > 0.0); }

void set(View& view, const Stretch& whole, Steps steps, Stretch part) {
  const double least = whole.width() * narrowest;
  double width = std::clamp(part.width(), least, whole.width());
  if (!std::isfinite(width)) width = whole.width();
  if (width >= whole.width() * (1.0 - 1e-9)) {
    view.seen.reset();
    return;
  }
  double low = std::isfinite(part.low) ? part.low + (part.width() - width) * 0.5 : whole.low;
  low = std::clamp(low, whole.low, whole.high - width);
  view.seen = Range{from_steps(low, steps), from_steps(low + width, steps)};
}

}  // namespace

bool Range::drawable() const {
  return std::isfinite(low) && std::isfinite(high) && std::isfinite(high - low) && high > low;
}

float Scale::pixel(double value) const {
  const Stretch s = stretch_of(range, steps);
  const bool outside = std::isnan(value) || (steps == Steps::log && value <= 0.0);
  const double part = outside ? -beyond : (to_steps(value, steps) - s.low) / s.width();
  const double length = static_cast<double>(to) - static_cast<double>(from);
  double offset = part * length;
  if (!std::isfinite(offset)) offset = part < 0.0 ? -beyond : beyond;
  return static_cast<float>(static_cast<double>(from) + std::clamp(offset, -beyond, beyond));
}

double Scale::value(float pixel) const {
  const double length = static_cast<double>(to) - static_cast<double>(from);
  if (length == 0.0) return range.low;
  const Stretch s = stretch_of(range, steps);
  return from_steps(s.low + (static_cast<double>(pixel) - static_cast<double>(from)) / length * s.width(), steps);
}

Range seen_of(const View& view, const Range& whole, Steps steps) {
  if (!view.seen || !usable(whole, steps) || !usable(*view.seen, steps)) return whole;
  View inside;
  set(inside, stretch_of(whole, steps), steps, stretch_of(*view.seen, steps));
  return inside.seen.value_or(whole);
}

void zoom(View& view, const Range& whole, Steps steps, double factor, double at) {
  if (!usable(whole, steps) || !(factor > 0.0)) return;
  const Stretch now = stretch_of(seen_of(view, whole, steps), steps);
  const double centre = std::clamp(to_steps(at, steps), now.low, now.high);
  set(view, stretch_of(whole, steps), steps,
      {centre - (centre - now.low) * factor, centre + (now.high - centre) * factor});
}

void pan(View& view, const Range& whole, Steps steps, double fraction) {
  if (!usable(whole, steps) || !std::isfinite(fraction)) return;
  const Stretch now = stretch_of(seen_of(view, whole, steps), steps);
  set(view, stretch_of(whole, steps), steps, {now.low + fraction * now.width(), now.high + fraction * now.width()});
}

void show(View& view, const Range& whole, Steps steps, Range part) {
  if (!usable(whole, steps) || !usable(part, steps)) return;
  set(view, stretch_of(whole, steps), steps, stretch_of(part, steps));
}

}  // namespace npcost::charts
