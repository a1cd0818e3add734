#pragma once
// What every panel draws with, and the words and colours that several share.
//
// A panel is a function of a Screen and a ViewState: it fills the rectangle that it is given inside the current ImGui window, and asks
// for things through Actions. It keeps nothing of its own.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/window/charts/bars.h"
#include "ui/window/charts/xy_chart.h"
#include "ui/window/panels/actions.h"
#include "ui/window/panels/view_state.h"
#include "ui/window/widgets/controls.h"
#include "ui/window/widgets/field.h"

namespace npcost::window {

struct Panel {
  Ui& ui;
  ViewState& view;
  const Screen& screen;
  Actions& actions;
  charts::MoneyStyle money;              ///< of the scenario's amounts, as they are looked at

  template <typename... Texts>
  std::string say(WordKey key, const Texts&... texts) const { return ui.say(key, texts...); }
  bool korean() const { return ui.language == Language::korean; }
};

/// How a chart reads that is drawn now: words and money, without a window around it (exported pictures have none).
struct Reading {
  Language language = Language::english;
  charts::MoneyStyle money;

  template <typename... Texts>
  std::string say(WordKey key, const Texts&... texts) const { return window::say(language, key, texts...); }
};
inline Reading reading_of(const Panel& p) { return {p.ui.language, p.money}; }

/// Modes that somebody can meet; text and voice if nothing is known yet.
std::vector<Mode> modes_shown(const Screen& screen);
/// `wanted` if it occurs, else the last that does.
Mode mode_in_view(const Screen& screen, Mode wanted);
ImU32 colour_of_mode(Mode mode);
ImU32 colour_of_part(Part::Kind kind);

/// The budget that is used up most; null: the mode has none.
const BudgetFigure* hardest(const ModeFigures& figures);
/// Likewise of those per player-hour, which charts of that have a line for.
const BudgetFigure* hour_budget(const ModeFigures& figures);
/// The hardest budget's value ÷ limit: up to 80 % is green, up to 100 % tight.
draw::Status viability_of(const ModeFigures& figures);
draw::Status zone_of(double used);
ChipWords viability_chip(const Panel& panel, draw::Status status);

/// Turned parameters or text that are not in the file.
bool has_unsaved(const Screen& screen);
/// Names from files made safe to show: nothing invisible, no line breaks.
std::string shown_name(std::string_view name);
/// The last part of a path.
std::string file_name(const std::string& path);
/// "2027-03-01" at the head of a text; nothing: there is none.
std::optional<std::chrono::sys_days> date_of(const std::string& text);
/// A length of the run's words for the axis: times of day, or days.
charts::Axis run_axis(const Screen& screen, Language language);
charts::Words chart_words(Language language);
/// Why there is nothing to see, and what to do.
std::string nothing_reason(const Panel& panel);
std::string nothing_reason(const Screen& screen, Language language);

/// Every word of the search stands somewhere in the name, the group or the pointer, in the file's words or those that are shown.
bool found_by(const Parameter& parameter, std::string_view search, Language language);

/// The entries of a chart's legend as Tab stops: Enter hides and shows. After it was drawn.
void legend_keys(Ui& ui, const std::string& id, int entries, charts::LegendState& state);

// The panels, one a file.
void draw_top_bar(Panel& panel, const draw::Rect& box);
void draw_parameters(Panel& panel, const draw::Rect& box);
void draw_live(Panel& panel, const draw::Rect& box);
void draw_transport(Panel& panel, const draw::Rect& box);
void draw_status_bar(Panel& panel, const draw::Rect& box);
void draw_compare(Panel& panel, const draw::Rect& box);
void draw_sweep(Panel& panel, const draw::Rect& box);
void draw_when(Panel& panel, const draw::Rect& box);
void draw_scenario(Panel& panel, const draw::Rect& box);
void draw_export(Panel& panel, const draw::Rect& box);
/// Menus and dialogs that are open.
void draw_sweep_menus(Panel& panel);
void draw_menus(Panel& panel);
void draw_dialogs(Panel& panel);

}  // namespace npcost::window
