#pragma once
// A forecast, from a scenario to its answer, for every client that asks when.
//
// Order     replication after replication: its usage is counted once on all threads, then its draws are done; an answer may be had after
//           each.
// Stopping  `stop` is asked before each unit and each chunk of draws; the finished replications make a valid smaller forecast.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/answers/forecast/forecast_answer.h"
#include "sim/engine/run.h"
#include "sim/prices/history/outlook.h"
#include "sim/scenario/scenario.h"
#include "ui/running/run_progress.h"

namespace npcost {

/// Why no forecast can be made, in a sentence: nothing says what is enough, a price follows a class that nobody knows. "" if it can.
std::string forecast_refusal(const Scenario& scenario, std::span<const ClassOutlook> outlooks);

/// Nothing if it was stopped before the first replication was done. Requires forecast_refusal() to be "". `told` gets the answer so far
/// after each replication for which the progress wants an estimate.
std::optional<ForecastAnswer> run_forecast(const Scenario& scenario, std::span<const ClassOutlook> outlooks, Workers& workers,
                                           RunProgress& progress, const std::function<bool()>& stop,
                                           const std::function<void(const ForecastAnswer&)>& told = {});

}  // namespace npcost
