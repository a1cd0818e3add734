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

const Mark& Studio::Parts::mark_now() const {
  const Recording& recording = shown.recording();
  const Mark& recorded = recording.mark_at(now());
  const bool better = live.mark != nullptr && live.of.get() == &recording && live.mark->at <= now() && live.mark->at > recorded.at;
  return better ? *live.mark : recorded;
}

void Studio::Parts::follow_playhead() {
  if (shown.billed == nullptr || shown.grade != Grade::full) return player.stop();
  if (shown.recording().mark_at(now()).at == now()) return;
  player.follow(shown.billed->billing->shared_recording(), now());
}

void Studio::Parts::take_live_mark() {
  LiveMark newest = player.newest();
  if (newest.mark == live.mark) return;
  live = std::move(newest);
  if (shown.billed != nullptr) show_moment();
}

/// How fast the world goes, over about half a second of play.
void Studio::Parts::measure_pace(double seconds) {
  Transport& transport = screen.transport;
  measured_seconds += seconds;
  if (measured_seconds < 0.5) return;
  const std::uint64_t turns = mark_now().turns;
  if (now_ms >= measured_from_ms && turns >= measured_turns) {
    transport.pace = (now_ms - measured_from_ms) / 1000 / measured_seconds;
    transport.turns_per_second = static_cast<double>(turns - measured_turns) / measured_seconds;
  }
  measured_seconds = 0;
  measured_from_ms = now_ms;
  measured_turns = turns;
}

void Studio::Parts::play() {
  if (shown.billed == nullptr) return;
  const auto end = static_cast<double>(length().count());
  if (now_ms >= end) now_ms = 0;
  at_end = false;
  playing = true;
  measured_seconds = 0;
  measured_from_ms = now_ms;
  measured_turns = mark_now().turns;
  follow_playhead();
  show_moment();
}

void Studio::Parts::seek(double hour) {
  if (shown.billed == nullptr) return;
  const auto end = static_cast<double>(length().count());
  now_ms = std::clamp(hour * ms_per_hour, 0.0, end);
  at_end = now_ms >= end;
  follow_playhead();
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
    screen.transport.pace = screen.transport.turns_per_second = 0;
  } else {
    measure_pace(seconds);
  }
  follow_playhead();
  show_moment();
}

}  // namespace npcost::window
