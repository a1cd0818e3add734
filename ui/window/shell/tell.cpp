#include "ui/window/shell/tell.h"

#include <array>
#include <string_view>

#include <fmt/format.h>

#include "ui/report/verdict_word.h"
#include "ui/window/panels/panel.h"

namespace npcost::window {

namespace {

std::string_view word_of(draw::Status status) {
  switch (status) {
    case draw::Status::ok: return "ok";
    case draw::Status::warn: return "warn";
    case draw::Status::bad: return "bad";
    case draw::Status::neutral: break;
  }
  return "none";
}

std::string told_of_modes(const Screen& screen) {
  std::string lines;
  for (const Mode mode : all_modes) {
    const ModeFigures& figures = screen.mode[static_cast<std::size_t>(mode)];
    const std::string_view name = mode_name(mode);
    if (!figures.occurs) continue;
    if (figures.p50) lines += fmt::format("p50 {} {}\n", name, *figures.p50);
    if (figures.p95) lines += fmt::format("p95 {} {}\n", name, *figures.p95);
    for (const BudgetFigure& one : figures.budgets) lines += fmt::format("budget {} {} {}\n", name, one.limit, shown_name(one.name));
    lines += fmt::format("status {} {}\n", name, word_of(viability_of(figures)));
  }
  return lines;
}

std::string told_of_run(const Screen& screen) {
  if (!screen.result) return "result 0\n";
  std::string lines = "result 1\n";
  for (const BudgetResult& budget : screen.result->budgets)
    lines += fmt::format("verdict {}|{}\n", shown_name(budget.name), verdict_word(budget.verdict));
  return lines;
}

std::string told_of_view(const ViewState& view, const Screen& screen) {
  const std::string& command = view.export_said.empty() ? screen.command : view.export_said;
  std::string lines = fmt::format("tab {}\noverlay {}\nsearch {}\nfolder {}\nfocus {}\ncommand {}\nrenderer {}\n",
                                  tab_names[static_cast<std::size_t>(view.kept.tab)], view.overlay.open, shown_name(view.kept.search),
                                  shown_name(view.kept.export_folder), view.ui.focus.name(), shown_name(command), view.renderer);
  if (!view.typing.pointer.empty()) lines += fmt::format("typing {}\ntyped {}\n", view.typing.pointer, shown_name(view.typing.text));
  for (const std::string& message : screen.messages) lines += fmt::format("message {}\n", shown_name(message));
  return lines;
}

std::string told_of_draft(const Draft& draft) {
  constexpr std::array<std::string_view, 3> conflicts{"none", "changed", "vanished"};
  return fmt::format("unsaved {}\nreadable {}\nproblems {}\nconflict {}\n", draft.unsaved ? 1 : 0, draft.readable ? 1 : 0,
                     draft.problems.size(), conflicts[static_cast<std::size_t>(draft.conflict)]);
}

}  // namespace

std::string told(const Session& session, const draw::Ground& ground) {
  const Screen& screen = session.studio().screen();
  constexpr std::array<std::string_view, 3> grades{"none", "preview", "full"};
  std::string lines =
      fmt::format("file {}\ngrade {}\nbusy {}\nplaying {}\nnow {}\nsimulated {}\nchanged {}\n", shown_name(screen.file),
                  grades[static_cast<std::size_t>(screen.grade)], session.studio().busy() ? 1 : 0, screen.transport.playing ? 1 : 0,
                  screen.transport.now, screen.track.simulated, screen.changed);
  lines += told_of_modes(screen) + told_of_run(screen) + told_of_draft(screen.draft) + told_of_view(session.view(), screen);
  for (const auto& [name, mark] : ground.marks.all()) {
    const draw::Rect& at = mark.rect;
    lines += fmt::format("rect {} {:.0f} {:.0f} {:.0f} {:.0f}\n", name, at.low.x, at.low.y, at.high.x, at.high.y);
  }
  return lines;
}

std::string told(const LoopFigures& figures) {
  return fmt::format("frames {}\npresented {}\nfirst_frame_ms {:.1f}\npaint_ms {:.3f}\n", figures.frames, figures.presented,
                     figures.first_frame_s * 1e3, figures.frames == 0 ? 0 : figures.paint_s * 1e3 / static_cast<double>(figures.frames));
}

}  // namespace npcost::window
