#pragma once
// The figures of single players: what a player's own cost is divided by, and who has such a figure at all.
//
// cost.per_mau_month     all of them, talking or not: own cost × 30 days ÷ duration; where players come and go, those who played, by
//                        the 30-day months in which they did
// cost.per_dau_day       players with at least one active day: own cost ÷ own days
// cost.per_player_hour   players who played: own cost ÷ own hours (whole seconds)
// cost.per_conversation  players with at least one conversation; cost.per_turn: with at least one turn

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "sim/answers/slice_sums.h"
#include "sim/engine/usage_ledger.h"
#include "sim/scenario/scenario.h"

namespace npcost {

/// Names of the metrics above, in this order.
std::span<const std::string_view> per_player_metrics();

class PerPlayer {
 public:
  /// Nothing if the metric is not per player.
  static std::optional<PerPlayer> of(std::string_view metric, const Scenario& scenario);
  /// The same of a run that has come as far as `length`, which must be above 0.
  static std::optional<PerPlayer> of(std::string_view metric, const Scenario& scenario, Milliseconds length);

  /// out[i] = what player i's cost is divided by; 0 = this player has no such figure.
  void own(std::span<const PlayerTotals> players, double* out) const;
  /// Whether own() is 1 for everybody: then figures are ordered as costs are.
  bool is_cost_itself() const { return kind_ == Kind::run; }
  /// cost in grains ÷ own() as the metric shows it.
  double shown(double grains_by_own) const;

 private:
  enum class Kind { run, months, days, seconds, conversations, turns };
  PerPlayer(Kind kind, MonthFactor factor) : kind_(kind), factor_(factor) {}

  Kind kind_;
  MonthFactor factor_;
};

}  // namespace npcost
