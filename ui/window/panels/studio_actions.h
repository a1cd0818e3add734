#pragma once
// The panels' wishes, handed to a Studio.

#include <string>
#include <utility>
#include <vector>

#include "ui/window/panels/actions.h"

namespace npcost::window {

/// The studio must live as long as this.
class StudioActions final : public Actions {
 public:
  explicit StudioActions(Studio& studio) : studio_(studio) {}

  void play() override { studio_.play(); }
  void pause() override { studio_.pause(); }
  void step() override { studio_.step(); }
  void set_speed(double speed) override { studio_.set_speed(speed); }
  void seek(double hour) override { studio_.seek(hour); }
  void set(const std::string& pointer, const std::string& text) override { studio_.set(pointer, text); }
  void drag(const std::string& pointer, double value) override { studio_.drag(pointer, value); }
  void release() override { studio_.release(); }
  void reset(const std::string& pointer) override { studio_.reset(pointer); }
  void reset_all() override { studio_.reset_all(); }
  void undo() override { studio_.undo(); }
  void redo() override { studio_.redo(); }
  void set_baseline() override { studio_.set_baseline(); }
  void open(const std::string& file) override { studio_.open(file); }
  void edit_draft(std::string text) override { studio_.edit_draft(std::move(text)); }
  bool save() override { return studio_.save(); }
  bool save_as(const std::string& file) override { return studio_.save_as(file); }
  void resolve_conflict(Studio::Choice choice) override { studio_.resolve_conflict(choice); }
  void add_contender(const std::string& file) override { studio_.add_contender(file); }
  void remove_contender(std::size_t index) override { studio_.remove_contender(index); }
  void run_contenders() override { studio_.run_contenders(); }
  void apply(const std::vector<std::string>& settings) override { studio_.apply(settings); }
  void run_sweep(const SweepWish& wish) override { studio_.run_sweep(wish); }
  void stop_sweep() override { studio_.stop_sweep(); }
  void run_forecast(const WhenWish& wish) override { studio_.run_forecast(wish); }
  void stop_forecast() override { studio_.stop_forecast(); }
  std::string export_json(const std::string& file) override { return studio_.export_json(file); }
  std::string export_csv(const std::string& file) override { return studio_.export_csv(file); }

 private:
  Studio& studio_;
};

}  // namespace npcost::window
