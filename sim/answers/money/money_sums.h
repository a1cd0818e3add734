#pragma once
// Sums of one replication from which statements about money follow, all modes together. Private to money_figures.cpp and its tests.
//
// Units     the scenario's currency per MAU-month unless a name says otherwise. Nothing where a denominator is 0.

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "sim/answers/money/mode_costs.h"
#include "sim/answers/money/revenue.h"

namespace npcost {

/// Nothing unless both are there and b is above 0.
std::optional<double> over(const std::optional<double>& a, const std::optional<double>& b);
std::optional<double> times(const std::optional<double>& a, const std::optional<double>& b);

class MoneySums {
 public:
  MoneySums(const ModeSources& from, std::span<const Money> by_hour);

  Played all;                          ///< everybody simulated
  std::optional<double> talk;          ///< the studio's part of what talk costs
  std::optional<double> fixed;         ///< nothing without fixed costs
  std::optional<double> cost;          ///< talk and fixed

  const Revenue& revenue() const { return from_.scenario.revenue; }
  std::optional<double> net() const;
  std::optional<double> gross() const;
  /// What the studio is ready to spend: X of net revenue.
  std::optional<double> allowed() const;
  std::optional<double> required_uplift() const;
  /// Of everybody, with fixed costs.
  std::optional<double> dearest_month() const;
  std::optional<double> cost_per_talk_hour() const;

  /// premium: from a month of those who play to a buyer's life.
  std::optional<double> per_buyer(const std::optional<double>& per_month) const;
  std::optional<double> buyers_above() const;
  std::optional<double> p99_owner() const;
  std::optional<double> fifth_year() const;

  /// subscription: (N·m − cost) ÷ gross.
  std::optional<double> margin(const std::optional<double>& cost_per_month) const;
  std::optional<double> left_by_target() const;
  std::optional<double> heaviest_tenth() const;
  std::optional<double> subscribers_above() const;

  std::optional<double> per_unit(const std::optional<double>& per_month) const;
  std::optional<double> p80_per_unit() const;
  std::optional<double> minimum_price() const;
  std::optional<double> margin_of_net() const;
  std::optional<double> units_for_fixed() const;

 private:
  std::vector<double> players_costs(std::string_view metric) const;

  const ModeSources& from_;
  std::span<const Money> by_hour_;
  std::optional<NetRevenue> net_;
};

}  // namespace npcost
