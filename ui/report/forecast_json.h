#pragma once
// A forecast as JSON ("npcost_forecast": 1).

#include <string>

#include "sim/answers/forecast/forecast_answer.h"

namespace npcost {

/// Strict JSON with a final newline. Days that are never reached are null.
std::string forecast_json(const ForecastAnswer& forecast);

}  // namespace npcost
