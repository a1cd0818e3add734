#pragma once
// What the window works on: a scenario file, its edits, a world that plays, and the runs behind the answers. No pixels here.
//
// Threads   one UI thread calls everything below. Behind it one thread plays the world, and workers run previews, whole runs and the runs
//           of the Compare tab; they hand over finished values, and no call here waits for them.
// World     it is lived from start to end at once, in a few tenths of a second, and kept as marks (recording.h): the playhead begins at the
//           end. What is shown at the playhead is of that very moment: of a mark, and a moment later of the world lived up to there.
// Edits     every change is a patch on the file's text, as `--set /pointer=value` is: the command line can do all that is done here, and
//           screen().command says how. Prices bill the usage that is there anew, at once. Anything else starts a preview and then the
//           full run.
// Errors    nothing throws at the panels: what cannot be done is a sentence in screen().messages or a fault at the parameter, and all that
//           was there stays.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "ui/window/model/screen.h"

namespace npcost::window {

struct StudioOptions {
  std::string file;                       ///< empty: nothing is open yet
  std::vector<std::string> sets;          ///< "/pointer=value", as on the command line
  std::uint32_t workers = 0;              ///< 0: as many as there are processors
  std::uint32_t players = 4000;           ///< that the playing world has at most
};

class Studio {
 public:
  explicit Studio(StudioOptions options);
  ~Studio();
  Studio(const Studio&) = delete;
  Studio& operator=(const Studio&) = delete;

  /// Takes what was finished since, and looks after the file. Call it once a frame; `seconds`: of real time since the last call.
  void poll(double seconds);
  const Screen& screen() const;
  /// Whether something goes on that will change the screen without being asked.
  bool busy() const;
  /// Waits until nothing goes on but play (tests, screenshots): figures and the whole run are final. False after so many seconds.
  bool settle(double most_seconds);

  // The world.
  void play();
  void pause();
  void step();                            ///< one simulated minute
  void set_speed(double simulated_seconds_a_second);   ///< 0: as fast as it goes
  void seek(double hour);

  // Parameters. Pointers are those of the screen's parameters; any other pointer of the scenario can be set, too ("/policies/x/enabled").
  void set(const std::string& pointer, const std::string& text);
  void drag(const std::string& pointer, double value);   ///< a slider moves: one step of undo from press to release
  void release();
  void reset(const std::string& pointer);
  void reset_all();
  void undo();
  void redo();
  void set_baseline();

  // Files.
  void open(const std::string& file);     ///< edits and draft of the one before are gone: save first
  void edit_draft(std::string text);      ///< the editor's text; simulated once it can be read
  bool save();                            ///< edits go into the file's text, comments and order stay; atomically
  bool save_as(const std::string& file);
  enum class Choice { keep_mine, take_theirs, save_mine_beside };
  void resolve_conflict(Choice choice);

  // Compare.
  void add_contender(const std::string& file);
  void remove_contender(std::size_t index);
  void run_contenders();

  // Questions: trials of two parameters, dates. The newest replaces the one before; what there is of a stopped one stays.
  /// "/pointer=value" each, all of them as one step of undo. If they cannot be read together nothing is set, and a message says why.
  void apply(const std::vector<std::string>& settings);
  void run_sweep(const SweepWish& wish);
  void stop_sweep();
  void run_forecast(const WhenWish& wish);
  void stop_forecast();

  // Export; each answers the equivalent command line, or an empty text if it failed (then there is a message).
  std::string export_json(const std::string& file);
  std::string export_csv(const std::string& file);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace npcost::window
