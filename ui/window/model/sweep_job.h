#pragma once
// A plane of trials as the window shows it. Work of a backroom.
//
// Same      as `npcost sweep` over the values of both sides, with the scenario and its edits.
// Sides     the values of a slider between two ends, written as a setting would be; those that are written alike are one.
// So far    some times a second; what was run by the time that it is stopped stays.

#include <memory>
#include <string>
#include <vector>

#include "sim/answers/result.h"
#include "ui/window/model/backroom.h"
#include "ui/window/model/edition.h"
#include "ui/window/model/screen.h"

namespace npcost::window {

struct SweepNews {
  std::shared_ptr<const Edition> of;
  SweepScreen shown;                       ///< without what the scenario itself has: see show_own()
};

struct SweepOrder {
  std::shared_ptr<const Edition> edition;
  SweepWish wish;
  std::uint32_t workers = 0;
};

void sweep(const SweepOrder& order, Mailbox<SweepNews>& news, const Backroom::Wanted& wanted);

/// What can be shown of a scenario's sweeps: its budgets of costs with a maximum, each mode's share of net revenue, the cost of a month.
std::vector<Goal> sweep_goals(const Scenario& scenario);
/// The values of a slider from low to high, as many as `steps`, as they are written.
SweepSide sweep_side(const ListedParameter& parameter, const SweepWish::Side& side, int steps);
/// What a result says of each goal; nothing where it says nothing.
std::vector<std::optional<double>> own_values(const std::vector<Goal>& goals, const std::vector<BudgetResult>& budgets,
                                              const std::vector<ModeVerdict>& verdicts, const std::vector<Metric>& metrics);
/// Whether nothing but the two parameters of the sweep was changed between these editions.
bool same_but_for(const Edition& before, const Edition& now, const SweepScreen& sweep);

}  // namespace npcost::window
