#pragma once
// What is judged and what is turned, in words that several tabs share.

#include <string>

#include "ui/window/panels/panel.h"

namespace npcost::window {

/// "sonora · speech  ($/1M characters)"; the pointer where the scenario no longer has it.
std::string side_title(const Panel& panel, const std::string& pointer);
/// "voice: P95 cost per player-hour"; "Voice: share of revenue".
std::string goal_title(const Panel& panel, const Goal& goal);
/// Likewise without whose it is: "P95 cost per player-hour".
std::string goal_metric(const Panel& panel, const Goal& goal);
std::string goal_amount(const Panel& panel, const Goal& goal, double value);
/// "$0.25", "5%"; "" without a limit.
std::string goal_limit_amount(const Panel& panel, const Goal& goal);
/// What 100 % is: "budget $0.25", "green band 5%", "as now".
std::string goal_limit(const Panel& panel, const Goal& goal);

}  // namespace npcost::window
