#include "ui/running/forecast_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "sim/answers/forecast/forecast_draws.h"
#include "sim/engine/plan.h"
#include "sim/reading/diagnostic.h"

namespace npcost {

std::string forecast_refusal(const Scenario& scenario, std::span<const ClassOutlook> outlooks) {
  std::string why;
  if (viability_questions(scenario, &why).empty()) return why;
  const auto unknown = unknown_classes(scenario, outlooks);
  if (unknown.empty()) return {};
  const auto& [name, pointer] = unknown.front();
  if (outlooks.empty()) return fmt::format("{} follows \"{}\", and no price history is at hand", printable(pointer), printable(name));
  std::vector<std::string> names;
  std::string list;
  for (const ClassOutlook& outlook : outlooks) {
    names.push_back(outlook.price_class);
    list += (list.empty() ? "" : ", ") + outlook.price_class;
  }
  const std::string meant = did_you_mean(name, names);
  return fmt::format("{} follows \"{}\", which is no class of the price history; {}", printable(pointer), printable(name),
                     meant.empty() ? "classes: " + list : fmt::format("did you mean \"{}\"?", meant));
}

std::optional<ForecastAnswer> run_forecast(const Scenario& scenario, std::span<const ClassOutlook> outlooks, Workers& workers,
                                           RunProgress& progress, const std::function<bool()>& stop,
                                           const std::function<void(const ForecastAnswer&)>& told) {
  std::string why;
  ForecastDraws draws(scenario, outlooks, viability_questions(scenario, &why));
  const auto keep_going = [&] {
    if (stop()) return false;
    progress.unit_started();
    return true;
  };
  bool stopped = false;
  std::uint32_t done = 0;
  for (; done < draws.replications() && !stopped; ++done) {
    const std::shared_ptr<const Plan> plan = compile_plan(scenario, done);
    const std::uint32_t units = work_list(*plan).units;
    progress.begin_replication(done, units, expected_turns(*plan));
    const ReplicationRun run = run_batch(*plan, workers, keep_going);
    stopped = run.units_done != units || !draws.add_replication(*plan, run.ledger, workers, [&] { return !stop(); });
    if (stopped) break;
    if (told && progress.wants_estimate()) told(draws.answer());
  }
  if (done == 0) return std::nullopt;
  ForecastAnswer answer = draws.answer();
  answer.partial = stopped;
  if (stopped)
    answer.partial_why = fmt::format("interrupted after {} of {} replications: {} of {} draws", done, draws.replications(), answer.draws,
                                     answer.draws_asked);
  const bool used = std::any_of(answer.prices.begin(), answer.prices.end(),
                                [](const ForecastPrice& price) { return !price.price_class.empty() && price.moved_by != "held"; });
  if (used && !outlooks.empty()) answer.as_of = outlooks.front().as_of;
  return answer;
}

}  // namespace npcost
