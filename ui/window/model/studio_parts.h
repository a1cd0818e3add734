#pragma once
// What a Studio is made of. One thread, the UI's, touches all of it; backrooms get copies and answer by mail.

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "ui/window/model/contender_run.h"
#include "ui/window/model/disk_file.h"
#include "ui/window/model/edits.h"
#include "ui/window/model/forecast_job.h"
#include "ui/window/model/live_player.h"
#include "ui/window/model/studio.h"
#include "ui/window/model/sweep_job.h"
#include "ui/window/model/whole_run.h"
#include "ui/window/model/world_job.h"

namespace npcost::window {

/// Why a text cannot be read: of the value at `pointer`, if something is said of it.
std::string first_fault(const std::vector<Diagnostic>& diagnostics, const std::string& pointer);

struct Studio::Parts {
  explicit Parts(StudioOptions with);

  // parts_edit.cpp: numbers
  void set(const std::string& pointer, const std::string& text);
  void drag(const std::string& pointer, double value);
  void release();
  void reset(const std::string& pointer);
  bool read_or_stay(const std::string& pointer);
  void edits_changed();                    ///< read anew, then billed or lived anew
  bool keep_world();
  bool bill_again(std::size_t stride);     ///< false: the usage is another one
  bool bill_quickly(const ListedParameter& parameter, const std::string& text);
  bool only_prices_differ() const;         ///< between what is shown and what is wanted
  const ListedParameter* listed(const std::string& pointer) const;
  std::string target_of(const std::string& pointer, const std::string& text) const;

  // parts_draft.cpp: the text and its file
  void open(const std::string& file);
  void edit_draft(std::string text);
  bool save_to(const std::string& file);
  void resolve(Choice choice);
  void look_after_file();
  void look_after_others();
  void take_text(std::string text);        ///< from outside of the editor
  std::optional<std::string> text_with_edits();

  // parts_world.cpp: reading, living, running
  ScenarioRequest request() const;
  bool read_now();                         ///< text and edits become `current`; false: `problems` say why not
  void read_base();
  void order_world();
  void order_world_read_there();
  void take_news();
  void take_world(WorldNews news);
  bool wants_feed() const;
  void order_feed();
  void take_feed();
  void order_whole_run();
  bool wants_whole_run() const;
  void say(std::string sentence);
  std::string export_to(const std::string& file, bool json);

  // parts_compare.cpp
  void list_contenders();
  void add_contender(const std::string& file);
  void remove_contender(std::size_t index);
  void run_all_contenders();
  void take_contenders();

  // parts_questions.cpp: what would be if
  void apply(const std::vector<std::string>& settings);
  void run_sweep(const SweepWish& wish);
  void stop_sweep();
  void run_forecast(const WhenWish& wish);
  void stop_forecast();
  void take_answers();
  void show_flips();
  void show_own();                         ///< what the scenario itself has of the sweep's goals

  // parts_play.cpp: the playhead
  void play();
  void seek(double hour);
  void move_playhead(double seconds);
  Milliseconds length() const;
  Milliseconds now() const { return Milliseconds(static_cast<std::int64_t>(now_ms)); }
  void follow_playhead();                  ///< has the world lived up to the playhead, unless it is at a mark
  void take_live_mark();
  const Mark& mark_now() const;            ///< the last that is known and not after the playhead
  void measure_pace(double seconds);

  // screen_*.cpp
  void show_all();
  void show_moment();                      ///< what depends on the playhead
  void show_track();
  void show_parameters();
  void show_draft();
  void show_work();
  void show_progress();

  StudioOptions options;
  Screen screen;

  DiskFile disk;
  std::vector<DiskFile> others;            ///< that `current` was read from, too
  std::string text;                        ///< of the editor
  std::uint64_t draft_edition = 0;
  Draft::Conflict conflict = Draft::Conflict::none;
  std::vector<Diagnostic> problems;        ///< of text and edits, as last read
  std::shared_ptr<const ReadScenario> problems_in;   ///< owns what they point into
  bool readable = false;

  Edits edits;
  std::string dragged;                     ///< pointer of the slider that is held
  PriceBook dragged_book;                  ///< while a price's slider is held: what is shown is billed by; empty: by the edition's
  std::string asked_by;                    ///< pointer of the slider that the newest world was ordered for
  std::map<std::string, std::string> faults;   ///< by pointer: why what was typed last is not taken

  std::uint64_t number = 0;                ///< of what is wanted; grows with every change
  std::shared_ptr<const Edition> current;  ///< the last that could be read
  std::shared_ptr<const Edition> base;     ///< the text without the edits
  Shown shown;
  std::shared_ptr<const Billed> baseline;
  std::string baseline_text = "file";

  bool playing = false;
  double speed = 3600;
  double now_ms = 0;
  bool at_end = true;                      ///< the playhead stays at the end, whatever is shown
  LiveMark live;                           ///< of what is shown, if it is of any use
  double measured_seconds = 0, measured_from_ms = 0;   ///< of play, for the pace
  std::uint64_t measured_turns = 0;
  double since_look = 0;                   ///< seconds since the file was looked at

  std::shared_ptr<const Edition> sweep_of; ///< that the shown sweep is of; null: none was made yet
  std::string forecast_of;                 ///< the sum of the scenario that the shown forecast is of
  WholeRun whole;
  std::uint64_t whole_asked = 0;

  std::vector<std::string> other_files;    ///< to be compared with
  std::vector<Competitor> competitors;     ///< by screen.contenders
  std::uint64_t contenders_of = 0;         ///< the edition that they are listed for

  std::shared_ptr<const Recording> watched;   ///< whose players have been watched

  Mailbox<WorldNews> world_news;
  Mailbox<SeenNews> seen_news;
  Mailbox<WholeRun> whole_done;
  Mailbox<ContenderNews> contender_news;
  Mailbox<ForecastNews> forecast_news;
  Mailbox<SweepNews> sweep_news;
  std::atomic<double> world_progress{0};
  RunProgressShown run_progress;
  LivePlayer player;
  Backroom world_room, run_room, contender_room, forecast_room, sweep_room;   ///< last: their jobs use what is above
};

}  // namespace npcost::window
