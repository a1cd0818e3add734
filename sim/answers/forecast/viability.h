#pragma once
// What has to hold on a day: a figure of a world under the prices of that day, and how much of it is enough.
//
// World     one replication's usage, counted once at the prices of the start; prices that would change what players do are not played
//           again.
// Money     each cell's price is multiplied and rounded to the grain once; rate() and what stands on it do the rest, exactly.
// Figures   the share of net revenue of each mode that occurs, as in a verdict; or any cost metric of a budget, mean or percentile over
//           players, as in a result.
// Monotone  a dearer price never makes a cost smaller: what is viable stays so under lower prices, and the other way round. Judge keeps
//           what it found and asks the world only what does not follow from it.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/answers/forecast/price_paths.h"
#include "sim/answers/reprice.h"
#include "sim/answers/row_prices.h"
#include "sim/engine/plan.h"
#include "sim/engine/run.h"
#include "sim/scenario/scenario.h"

namespace npcost {

struct ViabilityQuestion {
  std::string name;                  ///< "text", "voice" …, or the budget's
  std::optional<Mode> mode;          ///< a mode's share of net revenue …
  std::optional<Budget> budget;      ///< … or this, which has a max
  std::string metric, stat, where, unit, limit_text;
  double limit = 0;
};

/// What the forecast asks; empty, and `why` says so, if nothing says what is enough.
std::vector<ViabilityQuestion> viability_questions(const Scenario& scenario, std::string* why);

/// The usage of one replication and the prices that move it. What it is made of must outlive it.
class ForecastWorld {
 public:
  ForecastWorld(const Scenario& scenario, const Plan& plan, const UsageLedger& ledger, const PricePaths& paths);

  /// factors: by index of paths.prices().
  CellPrices prices_with(std::span<const double> factors) const;
  /// The figure; nothing if it cannot be said.
  std::optional<double> value(const ViabilityQuestion& question, std::span<const double> factors) const;
  /// Of what the question's mode, or everybody, costs today: the share of each price.
  std::vector<double> shares_of_cost(const ViabilityQuestion& question) const;
  std::size_t prices() const { return moving_prices_; }

 private:
  const Scenario& scenario_;
  const Plan& plan_;
  const UsageLedger& ledger_;
  std::size_t moving_prices_;
  std::vector<std::uint32_t> price_of_cell_;
  CellPrices now_;
  LedgerRows rows_;
  Repricing repricing_;
};

/// Yes or no under many prices of one world.
class ViabilityJudge {
 public:
  ViabilityJudge(const ForecastWorld& world, const ViabilityQuestion& question) : world_(world), question_(question) {}
  bool viable(const std::vector<double>& factors);
  /// How often the world was asked.
  std::uint64_t asked() const { return asked_; }

 private:
  const ForecastWorld& world_;
  const ViabilityQuestion& question_;
  std::vector<std::vector<double>> viable_, not_viable_;   ///< none of which says more than another
  std::uint64_t asked_ = 0;
};

}  // namespace npcost
