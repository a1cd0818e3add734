#pragma once
// What the panels ask for. The window gives them a Studio (studio_actions.h), tests a list that remembers.

#include <string>
#include <vector>

#include "ui/window/model/studio.h"

namespace npcost::window {

/// Each does what Studio's function of that name does.
class Actions {
 public:
  virtual ~Actions() = default;

  virtual void play() = 0;
  virtual void pause() = 0;
  virtual void step() = 0;
  virtual void set_speed(double simulated_seconds_a_second) = 0;
  virtual void seek(double hour) = 0;

  virtual void set(const std::string& pointer, const std::string& text) = 0;
  virtual void drag(const std::string& pointer, double value) = 0;
  virtual void release() = 0;
  virtual void reset(const std::string& pointer) = 0;
  virtual void reset_all() = 0;
  virtual void undo() = 0;
  virtual void redo() = 0;
  virtual void set_baseline() = 0;

  virtual void open(const std::string& file) = 0;
  virtual void edit_draft(std::string text) = 0;
  virtual bool save() = 0;
  virtual bool save_as(const std::string& file) = 0;
  virtual void resolve_conflict(Studio::Choice choice) = 0;

  virtual void add_contender(const std::string& file) = 0;
  virtual void remove_contender(std::size_t index) = 0;
  virtual void run_contenders() = 0;

  virtual void apply(const std::vector<std::string>& settings) = 0;
  virtual void run_sweep(const SweepWish& wish) = 0;
  virtual void stop_sweep() = 0;
  virtual void run_forecast(const WhenWish& wish) = 0;
  virtual void stop_forecast() = 0;

  virtual std::string export_json(const std::string& file) = 0;
  virtual std::string export_csv(const std::string& file) = 0;
};

}  // namespace npcost::window
