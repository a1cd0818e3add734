#pragma once
// What of the players' money reaches the studio, and which cost stands against it.
//
// Net       after the store's fee and after tax and refunds: gross × (1 − fee) × (1 − tax).
//           free_to_play: conversion × arppu, per player and month. subscription: price, per player and month.
//           premium: average selling price, once per player; it stands against the cost of the whole run.
// Month     30 days: npcost's MAU-month.

#include <optional>

#include "sim/base/calendar.h"
#include "sim/scenario/scenario.h"

namespace npcost {

inline constexpr Milliseconds mau_month{30LL * 24 * 3600 * 1000};

struct NetRevenue {
  double per_player = 0;  ///< in the scenario's currency; above 0
  bool once = false;      ///< premium: one purchase; false: every month
};

/// Nothing without a revenue model, or when nothing reaches the studio: then no share can be said.
std::optional<NetRevenue> net_revenue(const Revenue& revenue);

/// Cost ÷ net revenue. `per_run`: cost of a player over the whole run; `per_month`: the same for 30 days.
std::optional<double> share_of_net_revenue(const Revenue& revenue, double per_run, double per_month);

}  // namespace npcost
