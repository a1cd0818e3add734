#pragma once
// How somebody looks at a Screen: which tab, which language; and what stays between frames.
//
// Remembered   is written to a file and read back by the client, who says where. What a file does not say, or says wrongly, is the
//              default; a file that cannot be read is ignored, and a sentence says so.
// The rest     is forgotten with the window.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/window/charts/xy_chart.h"
#include "ui/window/panels/chart_data.h"
#include "ui/window/widgets/editor.h"
#include "ui/window/widgets/overlay.h"
#include "ui/window/widgets/parameter_row.h"
#include "ui/window/widgets/ui.h"
#include "ui/window/words/numbers.h"

namespace npcost::window {

enum class Tab : std::uint8_t { live, compare, sweep, when, scenario, exports };
inline constexpr std::size_t tab_count = 6;
/// As files and options have them.
inline constexpr std::array<std::string_view, tab_count> tab_names{"live", "compare", "sweep", "when", "scenario", "export"};
enum class Picture : std::uint8_t { cost, breakdown, comparison, players };
inline constexpr std::size_t picture_count = 4;

struct Remembered {
  Tab tab = Tab::live;
  bool dark = true;
  Language language = Language::english;
  std::optional<Currency> currency;      ///< nothing: the scenario's own
  double scale = 0;                      ///< 0: the screen's own; the client decides
  bool logarithmic = true;               ///< cost over time
  Mode mode = Mode::voice;               ///< of the breakdown and the comparison, if it occurs
  bool turns_in_front = false;           ///< where breakdown and turns share one place
  bool flips_in_front = true;            ///< where flips and budgets share one place
  std::string search;                    ///< among the parameters
  std::string export_folder;
  Picture picture = Picture::cost;
  int picture_width = 1600, picture_height = 900;
  bool picture_dark = false;
  std::vector<std::string> recent;       ///< files, latest first

  bool operator==(const Remembered&) const = default;
};

std::string remembered_json(const Remembered& what);
/// Nothing if it is no JSON object. Unknown keys are ignored.
std::optional<Remembered> remembered_from(const std::string& text);
/// A sentence if the file is there but cannot be used; "" else. `into` is then untouched.
std::string load_remembered(const std::string& path, Remembered& into);
/// Writes atomically. A sentence if it failed, "" else.
std::string save_remembered(const std::string& path, const Remembered& what);
/// Puts a file at the head of the recent ones.
void note_recent(Remembered& into, const std::string& file);

/// What is asked for in the Sweep tab, while it is put together.
struct SweepView {
  SweepWish wish;
  std::array<std::string, 4> typed;      ///< from and to of x, then of y, as they are typed
  std::uint64_t of_parameters = 0;       ///< for which scenario the wish was filled in: a hash of its pointers; 0: not yet
  std::size_t goal = 0;
  bool goal_chosen = false;              ///< by hand; else it is the one that the scenario is farthest from keeping
  std::optional<std::size_t> cursor;     ///< a cell that the keyboard stands on
  std::string search;                    ///< among the parameters of the open menu
};

/// How the When tab is looked at.
struct WhenView {
  WhenWish wish;
  double by = 0;                         ///< hours: the chosen date; 0: not chosen yet
  std::string start;                     ///< of the forecast that it was chosen in
  charts::View time;
  charts::XyState probability, paths;
};

struct ViewState {
  Remembered kept;
  std::string renderer;                  ///< "OpenGL 3 · llvmpipe", for the status bar; the client's

  Ui ui;
  Overlay overlay;
  Toasts toasts;
  Typing typing;
  EditorState editor;
  std::uint64_t draft_edition = ~std::uint64_t{0};
  ChartData data;
  charts::View time;                     ///< linked x axes of the charts over time
  charts::XyState cost, breakdown;
  SweepView sweep;
  WhenView when;
  float parameters_scroll = 0, feed_scroll = 0, budgets_scroll = 0;
  double hours_asked_for = -1;           ///< length of the run for which the means of hours were shown or hidden at first
  int first_bar = 0;                     ///< of the comparison, when there are more than fit
  std::size_t messages_seen = 0;
  std::string last_message;
  std::string path_field, export_said;   ///< text of the open dialog's field; what the last export did
  bool path_begin = false;
  std::optional<double> seeking;         ///< the playhead is dragged here
  std::string shown_file;                ///< in the editor
  std::string open_file;                 ///< the open one as it stands among the recent ones; "": as the screen has it
  std::string to_open;                   ///< once the question about unsaved work is answered; "": the window is to close then
  bool ends = false;                     ///< nothing keeps the window from closing any more; the client closes it
  Draft::Conflict told_conflict = Draft::Conflict::none;
};

}  // namespace npcost::window
