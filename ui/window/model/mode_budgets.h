#pragma once
// The budgets that judge the cost of one mode, and where it stands at a moment of the run.
//
// Which     budgets of a cost with a maximum whose slice can meet no other mode: by pipeline, NPC, model and segment together. If a mode
//           has none, those of everybody. A slice that meets several modes says nothing of one of them.
// Left out  cost.total, which is of the whole run and not of so much of it; cost.per_voice_minute, whose minutes are counted when a talk
//           is over and its cost before.
// Value     by the formulas that judge the result (slice_sums.h, per_player.h, percentiles.h), of a run that has come as far as the mark:
//           at the last mark it is replication 1's value. A month is 30 days of what was used so far.
// Unknown   what cannot be said is nothing: never 0, and never another stat.

#include <vector>

#include "sim/engine/plan.h"
#include "ui/window/model/recording.h"
#include "ui/window/model/screen.h"

namespace npcost::window {

/// In the order of the file.
std::vector<const Budget*> budgets_of_mode(Mode mode, const Scenario& scenario, const CellTable& cells);

/// `scenario`: the one that is looked at, whose limits and revenue may be newer than the recording's.
BudgetFigure budget_figure(const Budget& budget, const Scenario& scenario, const CellTable& cells, const CellPrices& prices,
                           const Mark& mark);

/// Largest value ÷ limit first; unknown ones last; equal ones stay as they are.
void hardest_first(std::vector<BudgetFigure>& budgets);

}  // namespace npcost::window
