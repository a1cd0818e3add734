// The sums of all replications written as a Result: decimals, names and verdicts.

#include <cstddef>
#include <utility>

#include "sim/answers/period_text.h"
#include "sim/answers/replications.h"
#include "sim/answers/studies/run_length.h"

namespace npcost {

namespace {

/// Decimals of listed parts. A part that is not listed is 0 and takes no digit from the others.
template <typename NameOf>
std::vector<NamedAmount> named(const Breakdown& breakdown, Money total, std::uint32_t replications, NameOf name_of) {
  std::vector<NamedAmount> result;
  if (replications == 0) return result;
  const std::vector<std::string> decimals = decimals_that_add_up(breakdown.part, total, replications);
  for (std::size_t i = 0; i < decimals.size(); ++i) {
    if (breakdown.listed[i] == 0) continue;
    result.push_back({std::string(name_of(i)), decimals[i], breakdown.part[i].approximate() / replications});
  }
  return result;
}

}  // namespace

Result::Cost Replications::cost() const {
  Result::Cost result;
  if (count_ == 0) return result;
  const Scenario& in = *scenario_;
  result.total = total();
  const auto list = [&](const Breakdown& breakdown, auto name_of) {
    return named(breakdown, cost_.total, count_, name_of);
  };
  result.by_stage = list(cost_.by_stage, [](std::size_t i) { return stage_name(static_cast<Stage>(i)); });
  result.by_model = list(cost_.by_model, [&](std::size_t i) { return in.book.cards[i].name; });
  result.by_npc = list(cost_.by_npc, [&](std::size_t i) { return in.npcs[i].name; });
  result.by_segment = list(cost_.by_segment, [&](std::size_t i) { return in.players.segments[i].name; });
  result.by_meter = list(cost_.by_meter, [](std::size_t i) { return meter_name(static_cast<Meter>(i)); });
  result.by_pipeline = list(cost_.by_pipeline, [&](std::size_t i) { return in.pipelines[i].name; });
  return result;
}

Result::Series Replications::series() const {
  Result::Series result;
  if (count_ == 0) return result;
  result.cost = decimals_that_add_up(cost_.by_hour, cost_.total, count_);
  for (std::size_t h = 0; h < players_online_.size(); ++h) {
    result.hour.push_back(static_cast<std::uint32_t>(h));
    result.players.push_back(players_online_[h].approximate() / count_);
  }
  return result;
}

std::map<std::string, std::map<std::string, std::string>> Replications::usage() const {
  std::map<std::string, std::map<std::string, std::string>> result;
  for (std::size_t i = 0; i < usage_.size(); ++i) {
    if (usage_listed_[i] == 0) continue;
    const std::string& model = scenario_->book.cards[i / meter_count].name;
    result[model].emplace(meter_name(static_cast<Meter>(i % meter_count)), decimal(usage_[i], count_));
  }
  return result;
}

Result Replications::result(std::string partial_why, std::vector<Diagnostic> warnings) const {
  const Scenario& in = *scenario_;
  Result result;
  result.audit.scenario_name = in.name;
  result.audit.scenario_sha256 = in.sha256;
  result.audit.engine_version = NPCOST_VERSION;
  result.audit.seed = in.experiment.seed;
  result.audit.replications = count_;
  result.audit.replications_asked = in.experiment.replications;
  result.audit.price_books = in.books_used;
  result.audit.partial = !partial_why.empty();
  result.audit.partial_why = std::move(partial_why);
  result.currency = in.currency;
  result.period_text = period_text(in);
  if (count_ != 0) {
    result.simulated_players = static_cast<double>(simulated_) / count_;
    result.active_players = static_cast<double>(active_) / count_;
  }
  result.metrics = estimate_so_far();
  result.usage = usage();
  result.cost = cost();
  result.series = series();
  result.budgets = budgets();
  if (in.experiment.stop_when) {
    result.precision = precision_of(in.experiment, *in.experiment.stop_when, draws_of(in.experiment.stop_when->metric));
  }
  if (in.experiment.until_decided) result.looks = looks_of(*in.experiment.until_decided);
  for (std::size_t m = 0; m < modes_.size(); ++m) {
    const ModeValues& mode = modes_[m];
    if (!mode.occurs) continue;
    const std::string_view name = m < mode_count ? mode_name(static_cast<Mode>(m)) : device_mode_name;
    result.verdicts.push_back(mode_verdict(name, mode, in));
  }
  result.bands = in.viability;
  result.money = money();
  result.policies = policies();
  result.events = events();
  result.assumptions = in.assumptions;
  result.warnings = std::move(warnings);
  return result;
}

}  // namespace npcost
