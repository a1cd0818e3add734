#pragma once
// The charts of the window, described from a Screen: drawn in panels, and alone as pictures.

#include "ui/window/charts/gauge.h"
#include "ui/window/panels/panel.h"

namespace npcost::window {

/// Cost per player-hour over time. Spans point into `data`. `by_hour`: with the mean of each hour.
charts::XyChart cost_chart(const Screen& screen, const ChartData& data, const Reading& reading, bool logarithmic, bool by_hour);
/// Ten days at most: more hours are a brush, not a line, and are shown only if asked for.
bool hours_are_few(const Screen& screen);
/// "$0.25", not "$0.250": a limit is a round number.
std::string limit_amount(double limit, const charts::MoneyStyle& money);
/// The modes in their order, then the means of hours.
std::vector<charts::LegendEntry> cost_legend(const Screen& screen, const Reading& reading);
/// How many hours are taken together (an index of bucket_hours) so that a stretch is some pixels wide; `wide`: the plot, in design pixels.
std::size_t bucket_for(const Screen& screen, const charts::View& time, float wide);
/// The parts of a mode's cost over time.
charts::XyChart breakdown_chart(const Screen& screen, const ChartData& data, const Reading& reading, Mode mode, std::size_t bucket);
/// "P50", "mean": what heads a mode. Of several modes: "P50 or mean".
std::string headline_name(const ModeFigures& figures, const Reading& reading);
std::string headline_names(const Screen& screen, const Reading& reading);
/// From the top of the stack down.
std::vector<charts::LegendRow> breakdown_rows(const Screen& screen, const Reading& reading, Mode mode);
charts::BarChart comparison_chart(const Screen& screen, const Reading& reading, Mode mode);
charts::XyChart players_chart(const Screen& screen, const ChartData& data, const Reading& reading);

/// One of them with its title, into a rectangle of any ground: for previews and files. Nothing to press.
void paint_picture(Picture which, const Screen& screen, const ChartData& data, const Reading& reading,
                   const Remembered& view, ImDrawList* list, const draw::Rect& area);
std::string picture_title(Picture which, const Reading& reading);

}  // namespace npcost::window
