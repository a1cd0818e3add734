#pragma once
// Draws of a forecast, replication by replication, and what they say together.
//
// Nesting   draw k takes the usage of replication k mod R and the k-th way of every price: players' luck and what nobody knows of them
//           stand outside, prices inside. A replication is lived once; its ledger may be dropped as soon as its draws are done.
// Threads   draws are told off in fixed chunks, each with a judge of its own: any number of workers gives the same bytes.
// Stopping  `keep_going` is asked before each chunk; a replication that was stopped adds nothing.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/answers/forecast/forecast_answer.h"
#include "sim/answers/forecast/price_paths.h"
#include "sim/answers/forecast/viability.h"
#include "sim/scenario/questions.h"

namespace npcost {

class ForecastDraws {
 public:
  /// Requires at least one question, and unknown_classes() to be empty. The scenario must outlive it.
  ForecastDraws(const Scenario& scenario, std::span<const ClassOutlook> outlooks, std::vector<ViabilityQuestion> questions);

  const PricePaths& paths() const { return paths_; }
  /// Replications in which at least one draw falls.
  std::uint32_t replications() const;
  /// Does all draws of the next replication; false if it was stopped.
  bool add_replication(const Plan& plan, const UsageLedger& ledger, Workers& workers, const std::function<bool()>& keep_going);
  /// Of what has been added; also while it goes on. Requires that something has.
  ForecastAnswer answer() const;

 private:
  struct Draw {
    std::vector<std::optional<std::int32_t>> date;                    ///< [question]
    std::vector<std::vector<std::optional<std::int32_t>>> if_held;    ///< [question][price that moves]
    std::vector<double> dearness;                                     ///< [price]
  };
  Draw one_draw(std::uint32_t number, std::vector<ViabilityJudge>& judges) const;
  std::optional<std::int32_t> date_of(const std::vector<DrawnPath>& paths, double doublings, std::optional<std::size_t> held,
                                      ViabilityJudge& judge) const;
  std::vector<double> factors_on(const std::vector<DrawnPath>& paths, double doublings, std::optional<std::size_t> held, double day) const;
  ForecastQuestionAnswer question_answer(std::size_t question) const;
  std::vector<PriceMoves> moves_of(std::size_t question) const;
  std::vector<ForecastPrice> price_bands() const;

  const Scenario& scenario_;
  Forecast asked_;
  PricePaths paths_;
  std::vector<ViabilityQuestion> questions_;
  LocalTime start_{}, until_{};
  std::vector<std::int32_t> months_, januaries_;
  std::vector<std::vector<Draw>> draws_;                    ///< [replication]
  std::vector<std::vector<std::optional<double>>> now_;     ///< [question][replication]
  std::vector<std::vector<double>> shares_;                 ///< [question][price], sums over replications
};

/// What the scenario's forecast is when some of it is left out: horizon, draws, months.
Forecast forecast_of(const Scenario& scenario);
/// Midnight of the local day on which the scenario begins, and the last day that is judged.
LocalTime first_day(const Scenario& scenario);
LocalTime last_day(const Scenario& scenario);

}  // namespace npcost
