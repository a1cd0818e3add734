#pragma once
// The parts of the When tab.

#include "ui/window/panels/panel.h"

namespace npcost::window {

/// Dates of all modes and the probability by date, on one time axis.
void draw_dates(Panel& panel, const draw::Rect& box);
/// Prices to come, as shares of today's, with bands.
void draw_paths(Panel& panel, const draw::Rect& box);
/// What moves a mode's date most, and where each path is from.
void draw_movers(Panel& panel, const draw::Rect& box);

/// The forecast's time axis: years, in dates.
charts::Axis date_axis(const Panel& panel);
/// "2028-03-15" of hours since the forecast's start; "–" if it has none.
std::string date_text(const WhenScreen& when, double hours);
/// "Mar 2028".
std::string month_text(const Panel& panel, double hours);
/// A mode's colour and name; of a budget one of the series' and its own.
ImU32 colour_of_date(const WhenScreen& when, std::size_t date);
std::string name_of(const Panel& panel, const WhenDate& date);
/// Colour of the path of that index among the paths; of its stage, paler for each further one of the same stage.
ImU32 colour_of_path(const WhenScreen& when, std::size_t path);
/// Why there is no forecast to see.
std::string no_forecast_reason(const Panel& panel);

}  // namespace npcost::window
