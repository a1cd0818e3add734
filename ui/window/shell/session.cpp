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
  constexpr std::pair<std::string_view, Tab> tabs[] = {
      {"live", Tab::live}, {"compare", Tab::compare}, {"scenario", Tab::scenario}, {"export", Tab::exports}};
  for (const auto& [name, tab] : tabs) {
    if (options.tab == name) view.kept.tab = tab;
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

void Session::advance(double seconds) { studio_.poll(seconds); }

void Session::paint() {
  const Screen& screen = studio_.screen();
  if (screen.file != view_.shown_file && !screen.file.empty()) {
    std::error_code fault;
    note_recent(view_.kept, std::filesystem::absolute(screen.file, fault).string());
  }
  draw_window(view_, screen, actions_, strokes_);
  strokes_.clear();
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

std::string Session::told(const draw::Ground& ground) const {
  const Screen& screen = studio_.screen();
  std::string lines = fmt::format("number {}\ngrade {}\nbusy {}\nplaying {}\nnow {}\nsimulated {}\nchanged {}\nfile {}\n", screen.number,
                                  static_cast<int>(screen.grade), studio_.busy() ? 1 : 0, screen.transport.playing ? 1 : 0,
                                  screen.transport.now, screen.track.simulated, screen.changed, screen.file);
  for (const Mode mode : all_modes) {
    const ModeFigures& figures = screen.mode[static_cast<std::size_t>(mode)];
    if (figures.occurs && figures.p95) lines += fmt::format("p95 {} {}\n", static_cast<int>(mode), *figures.p95);
    for (const BudgetFigure& one : figures.budgets) {
      if (one.metric == "cost.per_player_hour") lines += fmt::format("budget {} {}\n", static_cast<int>(mode), one.limit);
    }
  }
  lines += fmt::format("renderer {}\n", view_.renderer);
  for (const auto& [name, mark] : ground.marks.all()) {
    const draw::Rect& at = mark.rect;
    lines += fmt::format("rect {} {:.0f} {:.0f} {:.0f} {:.0f}\n", name, at.low.x, at.low.y, at.high.x, at.high.y);
  }
  return lines;
}

}  // namespace npcost::window
