// The playhead over what was recorded.
#include <algorithm>

#include "ui/window/model/studio_parts.h"

namespace npcost::window {
namespace {

constexpr double ms_per_hour = 3'600'000;
/// "As fast as it goes" shows a whole run in so many seconds.
constexpr double fastest_seconds = 4;

}  // namespace

Milliseconds Studio::Parts::length() const { return shown.billed == nullptr ? Milliseconds(0) : shown.recording().length; }

void Studio::Parts::play() {
  if (shown.billed == nullptr) return;
  const auto end = static_cast<double>(length().count());
  if (now_ms >= end) now_ms = 0;
  at_end = false;
  playing = true;
  show_moment();
}

void Studio::Parts::seek(double hour) {
  if (shown.billed == nullptr) return;
  const auto end = static_cast<double>(length().count());
  now_ms = std::clamp(hour * ms_per_hour, 0.0, end);
  at_end = now_ms >= end;
  show_moment();
}

void Studio::Parts::move_playhead(double seconds) {
  if (!playing || shown.billed == nullptr || seconds <= 0) return;
  const auto end = static_cast<double>(length().count());
  const double pace = speed > 0 ? speed * 1000 : end / fastest_seconds;
  now_ms = std::min(end, now_ms + pace * seconds);
  if (now_ms >= end) {
    playing = false;
    at_end = true;
  }
  show_moment();
}

}  // namespace npcost::window
