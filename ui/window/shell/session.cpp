#include "ui/window/shell/session.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

namespace npcost::window {

namespace {

/// The flagship beside the program: in the tree it was built in, or where it was installed; "" if it is nowhere.
std::string flagship() {
  std::error_code fault;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", fault);
  if (fault) return {};
  const std::filesystem::path folder = program.parent_path();
  for (const std::filesystem::path& at : {folder / "../share/npcost/scenarios", folder / "../../scenarios"}) {
    const std::filesystem::path file = (at / "report-2025-01.npcost.json").lexically_normal();
    if (std::filesystem::exists(file, fault)) return file.string();
  }
  return {};
}

std::string memory_file_of(const WindowOptions& options) {
  if (options.remember) return *options.remember;
  return options.screenshot ? std::string() : usual_memory_file();
}

ViewState view_of(const WindowOptions& options, const std::string& memory_file) {
  ViewState view;
  if (!memory_file.empty()) view.last_message = load_remembered(memory_file, view.kept);
  if (options.dark) view.kept.dark = *options.dark;
  if (options.language) view.kept.language = *options.language == "ko" ? Language::korean : Language::english;
  if (options.currency) view.kept.currency = currency_named(*options.currency);
  if (options.scale) view.kept.scale = *options.scale;
  for (std::size_t tab = 0; tab < tab_count; ++tab) {
    if (options.tab == tab_names[tab]) view.kept.tab = static_cast<Tab>(tab);
  }
  return view;
}

std::string file_of(const WindowOptions& options, const ViewState& view) {
  if (!options.file.empty()) return options.file;
  std::error_code fault;
  for (const std::string& recent : view.kept.recent) {
    if (std::filesystem::exists(recent, fault)) return recent;
  }
  return flagship();
}

StudioOptions studio_of(const WindowOptions& options, const ViewState& view) {
  StudioOptions studio;
  studio.file = file_of(options, view);
  studio.sets = options.sets;
  studio.workers = options.threads;
  return studio;
}

}  // namespace

std::string usual_memory_file() {
  const auto variable = [](const char* name) { return std::string(std::getenv(name) == nullptr ? "" : std::getenv(name)); };
  if (const std::string state = variable("XDG_STATE_HOME"); !state.empty()) return state + "/npcost/window.json";
  const std::string home = variable("HOME");
  return home.empty() ? std::string() : home + "/.local/state/npcost/window.json";
}

Session::Session(const WindowOptions& options)
    : memory_file_(memory_file_of(options)), view_(view_of(options, memory_file_)), studio_(studio_of(options, view_)) {
  remembered_ = view_.kept;
}

void Session::advance(double seconds) {
  studio_.poll(seconds);
  compare_if_looked_at();
  sweep_if_looked_at();
  forecast_if_looked_at();
}

/// Whoever looks at the Compare tab wants to see it filled: its runs begin once the scenario's own one is through.
void Session::compare_if_looked_at() {
  const Screen& screen = studio_.screen();
  if (view_.kept.tab != Tab::compare || studio_.busy() || !screen.result || screen.contenders.empty()) return;
  const auto untouched = [](const Contender& one) { return one.grade == Grade::none && one.fault.empty(); };
  if (std::all_of(screen.contenders.begin(), screen.contenders.end(), untouched)) studio_.run_contenders();
}

/// Likewise the Sweep tab, with the pair that it begins with.
void Session::sweep_if_looked_at() {
  const Screen& screen = studio_.screen();
  if (view_.kept.tab != Tab::sweep || studio_.busy() || !screen.result || view_.sweep.of_parameters == 0) return;
  const bool untouched = screen.sweep.x.values.empty() && screen.sweep.fault.empty() && !view_.sweep.wish.x.pointer.empty();
  if (untouched) studio_.run_sweep(view_.sweep.wish);
}

/// Likewise the When tab.
void Session::forecast_if_looked_at() {
  const Screen& screen = studio_.screen();
  if (view_.kept.tab != Tab::when || studio_.busy() || !screen.result) return;
  if (screen.when.start_text.empty() && screen.when.fault.empty()) studio_.run_forecast(view_.when.wish);
}

void Session::paint() {
  note_file();
  draw_window(view_, studio_.screen(), actions_, strokes_);
  strokes_.clear();
}

/// Among the recent ones files are found from any folder.
void Session::note_file() {
  const Screen& screen = studio_.screen();
  if (screen.file == noted_ || screen.draft.conflict == Draft::Conflict::vanished) return;
  noted_ = screen.file;
  std::error_code fault;
  const std::filesystem::path whole = std::filesystem::absolute(screen.file, fault);
  view_.open_file = noted_.empty() || fault ? noted_ : whole.lexically_normal().string();
  note_recent(view_.kept, view_.open_file);
}

bool Session::may_end() {
  ask_to_end(view_, studio_.screen());
  return view_.ends;
}

bool Session::busy() const { return studio_.busy() || studio_.screen().transport.playing || wants_frames(view_); }

std::string Session::remember() {
  if (memory_file_.empty() || view_.kept == remembered_) return {};
  remembered_ = view_.kept;
  std::error_code fault;
  std::filesystem::create_directories(std::filesystem::path(memory_file_).parent_path(), fault);
  return save_remembered(memory_file_, view_.kept);
}

std::string Session::title() const {
  const Screen& screen = studio_.screen();
  if (screen.title.empty()) return "npcost";
  return fmt::format("{}{} – npcost", screen.draft.unsaved || screen.changed != 0 ? "* " : "", screen.title);
}

}  // namespace npcost::window
