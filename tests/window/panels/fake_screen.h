#pragma once
// Screens that no engine made: plausible, and every odd one that a panel must bear. For tests and for pictures to look at.

#include <string>
#include <vector>

#include "ui/window/panels/actions.h"

namespace npcost::fake {

/// A flagship in the evening of its second day: text is tight, voice is over its budget. `now`: hours of the playhead.
window::Screen rich_screen(double now = 42.4);
window::Screen empty_screen();             ///< nothing was opened
window::Screen starting_screen();          ///< opened, no figures yet
window::Screen unpriced_screen();          ///< figures that nobody knows, a price that is missing
window::Screen text_only_screen();
window::Screen four_modes_screen();
window::Screen long_names_screen();
window::Screen korean_screen();            ///< kept in won, Korean names
window::Screen hostile_screen();           ///< markup, right-to-left and invisible signs in every name
window::Screen huge_screen();              ///< numbers as large and as small as they come
window::Screen many_parameters_screen();   ///< 300, and 60 messages
window::Screen preview_screen();
window::Screen faults_screen();            ///< the draft has errors
window::Screen conflict_screen();
window::Screen searching_screen();         ///< sweep, forecast and flips are on their way
window::Screen refused_screen();           ///< none of them can be had; no date within the horizon
window::Screen silent_median_screen();     ///< most players never talk; no budgets; a month

struct NamedScreen {
  std::string name;
  window::Screen screen;
};
std::vector<NamedScreen> all_screens();

/// Remembers what was asked for, as "set /a/b = 3", in order.
class FakeActions final : public window::Actions {
 public:
  std::vector<std::string> asked;
  std::string answer = "npcost run x.json --json y";  ///< of the exports
  bool can_save = true;

  void play() override { asked.push_back("play"); }
  void pause() override { asked.push_back("pause"); }
  void step() override { asked.push_back("step"); }
  void set_speed(double speed) override;
  void seek(double hour) override;
  void set(const std::string& pointer, const std::string& text) override { asked.push_back("set " + pointer + " = " + text); }
  void drag(const std::string& pointer, double value) override;
  void release() override { asked.push_back("release"); }
  void reset(const std::string& pointer) override { asked.push_back("reset " + pointer); }
  void reset_all() override { asked.push_back("reset_all"); }
  void undo() override { asked.push_back("undo"); }
  void redo() override { asked.push_back("redo"); }
  void set_baseline() override { asked.push_back("set_baseline"); }
  void open(const std::string& file) override { asked.push_back("open " + file); }
  void edit_draft(std::string text) override { asked.push_back("edit_draft " + text); }
  bool save() override { return asked.push_back("save"), can_save; }
  bool save_as(const std::string& file) override { return asked.push_back("save_as " + file), true; }
  void resolve_conflict(window::Studio::Choice choice) override;
  void add_contender(const std::string& file) override { asked.push_back("add_contender " + file); }
  void remove_contender(std::size_t index) override { asked.push_back("remove_contender " + std::to_string(index)); }
  void run_contenders() override { asked.push_back("run_contenders"); }
  void apply(const std::vector<std::string>& settings) override;
  void run_sweep(const window::SweepWish& wish) override;
  void stop_sweep() override { asked.push_back("stop_sweep"); }
  void run_forecast(const window::WhenWish& wish) override;
  void stop_forecast() override { asked.push_back("stop_forecast"); }
  std::string export_json(const std::string& file) override { return asked.push_back("export_json " + file), answer; }
  std::string export_csv(const std::string& file) override { return asked.push_back("export_csv " + file), answer; }

  /// The last that was asked for; "" nothing.
  std::string last() const { return asked.empty() ? std::string() : asked.back(); }
};

}  // namespace npcost::fake
