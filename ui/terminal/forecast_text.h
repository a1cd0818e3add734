#pragma once
// A forecast as a person reads it: at most 80 columns; questions side by side, then chances by year, then the prices.

#include <string>

#include "sim/answers/forecast/forecast_answer.h"
#include "ui/terminal/style.h"

namespace npcost {

/// The same forecast gives the same bytes. `quick`: fewer players and replications than the scenario asks for.
std::string forecast_text(const ForecastAnswer& forecast, bool quick, const Style& style);

/// "text 2025-01-31, voice not before 2035": for the line of progress.
std::string forecast_so_far(const ForecastAnswer& forecast);

}  // namespace npcost
