// Work that can be done, and memory that a machine has, before anything runs.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "sim/scenario/decoding/decode.h"
#include "sim/scenario/decoding/spread_facts.h"

namespace npcost {

namespace {

constexpr double day_ms = 86'400'000;

using TypicalOf = double (*)(const Spread&);

/// Whom a replication simulates, and on how many days they play.
struct Crowd {
  double players = 0, player_days = 0;
};

double days_of(const Scenario& scenario) {
  return static_cast<double>((scenario.duration + scenario.experiment.warm_up).count()) / day_ms;
}

/// Days of play of one who comes each day: who came d days before the end plays on R(0) + … + R(d) days.
double days_of_comers(const std::vector<double>& returns, double days) {
  if (returns.empty()) return days * (days + 1) / 2;
  double sum = 0;
  for (std::size_t d = 0; d < returns.size(); ++d) sum += std::max(0.0, days - static_cast<double>(d)) * returns[d];
  return sum;
}

Crowd crowd(const Scenario& scenario, TypicalOf typical_of) {
  const Players& players = scenario.players;
  const double days = days_of(scenario);
  Crowd all{typical_of(players.active), typical_of(players.active) * days};
  if (players.arrivals) {
    const double a_day = typical_of(*players.arrivals);
    all = {std::max(1.0, a_day * days), a_day * days_of_comers(players.returns, days)};
  }
  if (!scenario.experiment.sample_players || !(all.players > 0)) return all;
  const double sample = std::max(1.0, typical_of(*scenario.experiment.sample_players));
  const double part = std::min(1.0, sample / all.players);
  return {all.players * part, all.player_days * part};
}

/// Turns of a player on a day on which he plays.
double turns_a_day(const Scenario& scenario) {
  double turns = 0;
  for (const Segment& s : scenario.players.segments) {
    turns += s.share * typical_mean(s.talks) * typical_mean(s.sessions) * typical_mean(s.conversations) * typical_mean(s.turns);
  }
  return turns;
}

/// Lines that nobody asked for, for a player's day; those who share a world share them.
double ambient_lines_a_day(const Scenario& scenario, const Ambient& ambient) {
  const double lines = typical_mean(ambient.rate) * typical_mean(ambient.turns);
  if (ambient.runs == Ambient::Runs::always) return lines / typical_mean(ambient.shared_by);
  double time = 0;  // that a player plays, as a share of the day
  for (const Segment& s : scenario.players.segments) {
    const double session = typical_mean(s.session_length) + static_cast<double>(ambient.idle_stop.count());
    time += s.share * typical_mean(s.talks) * std::min(1.0, typical_mean(s.sessions) * session / day_ms);
  }
  return lines * time * (ambient.runs == Ambient::Runs::near ? ambient.near : 1 / typical_mean(ambient.shared_by));
}

/// As the ledger keeps them: 4 bytes a cell.
double cells_of(const Scenario& scenario) {
  double cells = 0;
  for (const Pipeline& pipeline : scenario.pipelines) {
    for (const PipelineStage& stage : pipeline.stages) {
      const auto& sets = scenario.book.cards[stage.model].sets;
      std::size_t tiers = 1, hours = 1;
      for (const PriceSet& set : sets) {
        tiers = std::max(tiers, set.tiers.size() + 1);
        hours = std::max(hours, set.schedule.size() + 1);
      }
      const double meters = stage.stage == Stage::llm || stage.stage == Stage::realtime ? 9 : 3;
      cells += meters * static_cast<double>(tiers * hours) * static_cast<double>(std::max<std::size_t>(1, sets.size()));
    }
  }
  return cells;
}

}  // namespace

void check_work(Decoding& decoding) {
  constexpr double memory_limit = 16.0 * 1024 * 1024 * 1024;
  const Scenario& scenario = decoding.scenario;
  const JsonValue* object = section(decoding.root, "players");
  if (object == nullptr) return;
  const Fields fields(decoding, *object, "players", "/players");
  const std::string_view key = scenario.players.arrivals ? "arrivals" : "active";
  const Crowd usual = crowd(scenario, typical_mean);
  double a_day = turns_a_day(scenario);
  for (const Ambient& ambient : scenario.ambient) a_day += ambient_lines_a_day(scenario, ambient);
  const double turns = usual.player_days * a_day * scenario.experiment.replications;
  decoding.turns = turns;
  if (turns > decoding.max_work) {
    const double fitting = std::floor(usual.players * decoding.max_work / turns);
    decoding.diagnostics.error(
        "E501", fields.place(key), fields.at(key),
        fmt::format("this would simulate about {:.1e} turns (limit {:.0e})", turns, decoding.max_work),
        fmt::format("\"experiment\": {{ \"sample_players\": \"{:.0f} players\" }} brings it under the limit; or raise "
                    "--max-work",
                    std::max(1.0, fitting)));
  }
  // 16 bytes more for each player, and 24 a minute; where everybody waits for everybody all lives are there at once.
  const bool coupled = std::any_of(scenario.policies.begin(), scenario.policies.end(), [](const Policy& p) { return p.is_global(); });
  // Sums by segment and way, once for each worker: four are taken to be usual. What an NPC is compiled to takes some 4 KiB a way.
  const double groups = static_cast<double>(scenario.players.segments.size() * scenario.ways.size());
  const double fixed = 4 * 8 * groups * cells_of(scenario) + 4096.0 * static_cast<double>(scenario.ways.size());
  const double life = coupled ? 400 + 8 * static_cast<double>(scenario.ways.size() + scenario.policies.size()) : 0;
  const double bytes = crowd(scenario, typical_high).players * (4 * cells_of(scenario) + 16 + life) + fixed + days_of(scenario) * 1440 * 24;
  if (bytes > memory_limit) {
    decoding.diagnostics.error(
        "E503", fields.place(key), fields.at(key),
        fmt::format("one replication would need about {:.0f} GiB of memory (limit {:.0f} GiB)",
                    std::ceil(bytes / (1024.0 * 1024 * 1024)), memory_limit / (1024.0 * 1024 * 1024)),
        "add \"experiment\": { \"sample_players\": \"1M players\" }");
  }
}

}  // namespace npcost
