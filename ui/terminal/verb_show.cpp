// npcost show player: one life, turn by turn.
#include <fmt/format.h>
#include <unistd.h>

#include "sim/answers/player_life.h"
#include "ui/report/life_json.h"
#include "ui/running/workers.h"
#include "ui/terminal/faults.h"
#include "ui/terminal/life_text.h"
#include "ui/terminal/output.h"
#include "ui/terminal/verbs.h"

namespace npcost {
namespace {

/// What a count costs in this replication. Prices that fall with the month's use are known only once everybody has lived.
CellPrices prices_of(const Plan& plan, const PriceBook& book, bool graduated, std::uint32_t jobs) {
  if (!graduated) return cell_prices(plan, book);
  ThreadWorkers workers(jobs > 0 ? jobs : default_jobs());
  const ReplicationRun run = run_batch(plan, workers, [] { return true; });
  return cell_prices(plan, book, run.ledger);
}

}  // namespace

int verb_show_player(const Options& options) {
  ReadScenario read = read_scenario(options.request);
  const Diagnostics diagnostics = run_diagnostics(read);
  if (diagnostics.has_errors()) return report_faults(options, diagnostics, "nothing was simulated");
  Scenario& scenario = *read.scenario;
  if (options.seed) scenario.experiment.seed = *options.seed;
  const PlayerQuestion& asked = options.player;
  if (asked.replication >= scenario.experiment.replications) {
    return refuse(fmt::format("there is no replication {}: the run has {}, numbered from 0", asked.replication,
                              scenario.experiment.replications));
  }
  const std::shared_ptr<const Plan> plan = compile_plan(scenario, asked.replication);
  const std::uint32_t players = work_list(*plan).players;
  if (asked.player >= players) {
    return refuse(fmt::format("there is no player {}: replication {} simulates {} players, numbered from 0", asked.player,
                              asked.replication, players));
  }
  const bool graduated = has_graduated_prices(scenario.book);
  const CellPrices prices = prices_of(*plan, scenario.book, graduated, options.jobs);
  PlayerLife life = player_life(scenario, *plan, prices, static_cast<std::uint32_t>(asked.player));
  life.replication = asked.replication;
  life.graduated = graduated;
  write_output(options.json ? life_json(life, scenario) : life_text(life, scenario, style_of_descriptor(STDOUT_FILENO)));
  return 0;
}

}  // namespace npcost
