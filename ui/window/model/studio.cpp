#include "ui/window/model/studio.h"

#include <fmt/format.h>

#include <chrono>
#include <thread>

#include "ui/window/model/studio_parts.h"

namespace npcost::window {

Studio::Studio(StudioOptions options) : parts_(std::make_unique<Parts>(std::move(options))) {
  if (!parts_->options.file.empty()) parts_->open(parts_->options.file);
}

Studio::~Studio() = default;

const Screen& Studio::screen() const { return parts_->screen; }

void Studio::poll(double seconds) {
  Parts& parts = *parts_;
  parts.since_look += seconds;
  parts.look_after_file();
  parts.take_news();
  parts.take_contenders();
  parts.take_answers();
  parts.move_playhead(seconds);
  parts.take_live_mark();
  parts.show_progress();
}

bool Studio::busy() const {
  const Parts& parts = *parts_;
  const bool working = parts.world_room.busy() || parts.run_room.busy() || parts.contender_room.busy() || parts.forecast_room.busy() ||
                       parts.sweep_room.busy();
  const bool mail = !parts.world_news.empty() || !parts.seen_news.empty() || !parts.whole_done.empty() || !parts.contender_news.empty() ||
                    !parts.forecast_news.empty() || !parts.sweep_news.empty();
  return working || mail || parts.player.behind() || parts.wants_whole_run() || parts.wants_feed();
}

bool Studio::settle(double most_seconds) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point end = Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(most_seconds));
  poll(0);
  while (busy()) {
    if (Clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    poll(0);
  }
  poll(0);
  return true;
}

void Studio::play() { parts_->play(); }

void Studio::pause() {
  parts_->playing = false;
  parts_->screen.transport.pace = parts_->screen.transport.turns_per_second = 0;
  parts_->show_moment();
}

void Studio::step() {
  parts_->playing = false;
  parts_->seek(parts_->now_ms / 3'600'000 + 1.0 / 60);
}

void Studio::set_speed(double simulated_seconds_a_second) {
  parts_->speed = simulated_seconds_a_second;
  parts_->show_moment();
}

void Studio::seek(double hour) { parts_->seek(hour); }
void Studio::set(const std::string& pointer, const std::string& text) { parts_->set(pointer, text); }
void Studio::drag(const std::string& pointer, double value) { parts_->drag(pointer, value); }
void Studio::release() { parts_->release(); }

void Studio::reset(const std::string& pointer) { parts_->reset(pointer); }

void Studio::reset_all() {
  if (parts_->edits.list().empty()) return;
  parts_->faults.clear();
  parts_->dragged.clear();
  parts_->edits.clear();
  ++parts_->number;
  parts_->edits_changed();
}

void Studio::undo() {
  if (!parts_->edits.undo()) return;
  parts_->dragged.clear();
  ++parts_->number;
  parts_->edits_changed();
}

void Studio::redo() {
  if (!parts_->edits.redo()) return;
  parts_->dragged.clear();
  ++parts_->number;
  parts_->edits_changed();
}

void Studio::set_baseline() {
  if (parts_->shown.billed == nullptr) return;
  parts_->baseline = parts_->shown.billed;
  parts_->show_moment();
  parts_->baseline_text = fmt::format("baseline of {}", parts_->screen.transport.clock_text);
  parts_->show_all();
}

void Studio::open(const std::string& file) {
  parts_->options.sets.clear();
  parts_->open(file);
}

void Studio::edit_draft(std::string text) { parts_->edit_draft(std::move(text)); }
bool Studio::save() { return parts_->save_to(parts_->disk.path()); }
bool Studio::save_as(const std::string& file) { return parts_->save_to(file); }
void Studio::resolve_conflict(Choice choice) { parts_->resolve(choice); }

void Studio::add_contender(const std::string& file) { parts_->add_contender(file); }
void Studio::remove_contender(std::size_t index) { parts_->remove_contender(index); }
void Studio::run_contenders() { parts_->run_all_contenders(); }

void Studio::apply(const std::vector<std::string>& settings) { parts_->apply(settings); }
void Studio::run_sweep(const SweepWish& wish) { parts_->run_sweep(wish); }
void Studio::stop_sweep() { parts_->stop_sweep(); }
void Studio::run_forecast(const WhenWish& wish) { parts_->run_forecast(wish); }
void Studio::stop_forecast() { parts_->stop_forecast(); }

std::string Studio::export_json(const std::string& file) { return parts_->export_to(file, true); }
std::string Studio::export_csv(const std::string& file) { return parts_->export_to(file, false); }

}  // namespace npcost::window
