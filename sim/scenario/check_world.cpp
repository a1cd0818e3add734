// What sections ask of each other before anything runs: prompts that fit, work that can be done.
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "sim/scenario/decode.h"
#include "sim/scenario/merge.h"
#include "sim/scenario/spread_facts.h"

namespace npcost {

void check_prompts(Decoding& decoding) {
  const Scenario& scenario = decoding.scenario;
  for (const Npc& npc : scenario.npcs) {
    const JsonMember* entry = entry_named(decoding.root, "npcs", npc.name);
    if (npc.pipeline >= scenario.pipelines.size() || entry == nullptr) continue;
    const PipelineStage* stage = scenario.pipelines[npc.pipeline].answering();
    if (stage == nullptr || decoding.unread_models.contains(stage->model)) continue;
    const PriceCard& card = scenario.book.cards[stage->model];
    const auto high = [&](const Spread& tokens) { return typical_high(tokens) * npc.token_scale; };
    const double persona = high(npc.persona), world = high(npc.world), recall = high(npc.memory.recall);
    const bool summarises = npc.memory.policy == Memory::Policy::summarise;
    const double summary = summarises ? high(npc.memory.summary) : 0, line = high(npc.player_line);
    const Pipeline& pipeline = scenario.pipelines[npc.pipeline];
    const PipelineStage* vision = pipeline.find(Stage::vision);
    const bool own_eye = vision != nullptr && vision->model == stage->model;
    const double image = own_eye ? typical_high(vision->image_tokens) : 0;
    const bool audio = pipeline.hears() || pipeline.find(Stage::realtime) != nullptr;
    const double rate = audio ? card.audio_rates.input.value_or(0) / 1000.0 : 0;
    const double heard = typical_high(npc.player_speech) / 1000 * rate;
    const double prompt = persona + world + recall + summary + (audio ? heard : line) + image;
    // A hair of slack: the p95 of a fitted distribution is the written number only to the last bits.
    if (prompt <= static_cast<double>(card.context_tokens) * (1 + 1e-9)) continue;
    decoding.diagnostics.error(
        "E405", entry->key_place, child_pointer("/npcs", npc.name),
        fmt::format("the prompt needs about {} tokens before anything is remembered, but \"{}\" reads {} tokens",
                    rough_text(prompt), printable(card.name), card.context_tokens),
        fmt::format("persona {} + world {} + recall {} + summary {} + player_line {}{}, each at its p95",
                    rough_text(persona), rough_text(world), rough_text(recall), rough_text(summary),
                    rough_text(audio ? heard : line), own_eye ? " + image " + rough_text(image) : ""));
  }
}

void check_work(Decoding& decoding) {
  constexpr double memory_limit = 16.0 * 1024 * 1024 * 1024;
  const Scenario& scenario = decoding.scenario;
  const JsonValue* players_value = section(decoding.root, "players");
  if (players_value == nullptr) return;
  const JsonValue* active_value = section(*players_value, "active");
  const Place place = active_value == nullptr ? opening_of(*players_value) : opening_of(*active_value);
  const auto players_at = [&](auto&& typical_of) {
    double players = typical_of(scenario.players.active);
    if (scenario.experiment.sample_players)
      players = std::min(players, std::max(1.0, typical_of(*scenario.experiment.sample_players)));
    return players;
  };
  const double days = static_cast<double>((scenario.duration + scenario.experiment.warm_up).count()) / 86'400'000.0;
  double turns_a_day = 0;
  for (const Segment& s : scenario.players.segments) {
    turns_a_day += s.share * typical_mean(s.talks) * typical_mean(s.sessions) * typical_mean(s.conversations) *
                   typical_mean(s.turns);
  }
  const double turns = players_at(typical_mean) * turns_a_day * days * scenario.experiment.replications;
  decoding.turns = turns;
  if (turns > decoding.max_work) {
    const double fitting = std::floor(players_at(typical_mean) * decoding.max_work / turns);
    decoding.diagnostics.error(
        "E501", place, "/players/active",
        fmt::format("this would simulate about {:.1e} turns (limit {:.0e})", turns, decoding.max_work),
        fmt::format("\"experiment\": {{ \"sample_players\": \"{:.0f} players\" }} brings it under the limit; or raise "
                    "--max-work",
                    std::max(1.0, fitting)));
  }
  // As the ledger keeps them: 4 bytes a cell and 16 bytes for each player, 24 bytes a minute.
  double cells = 0;
  for (const Pipeline& pipeline : scenario.pipelines) {
    for (const PipelineStage& stage : pipeline.stages) {
      const auto& sets = scenario.book.cards[stage.model].sets;
      std::size_t tiers = 1;
      for (const PriceSet& set : sets) tiers = std::max(tiers, set.tiers.size() + 1);
      const double meters = stage.stage == Stage::llm || stage.stage == Stage::realtime ? 9 : 3;
      std::size_t hours = 1;
      for (const PriceSet& set : sets) hours = std::max(hours, set.schedule.size() + 1);
      cells += meters * static_cast<double>(tiers * hours) * static_cast<double>(std::max<std::size_t>(1, sets.size()));
    }
  }
  const double bytes = players_at(typical_high) * (4 * cells + 16) + days * 1440 * 24;
  if (bytes > memory_limit) {
    decoding.diagnostics.error(
        "E503", place, "/players/active",
        fmt::format("one replication would need about {:.0f} GiB of memory (limit {:.0f} GiB)",
                    std::ceil(bytes / (1024.0 * 1024 * 1024)), memory_limit / (1024.0 * 1024 * 1024)),
        "add \"experiment\": { \"sample_players\": \"1M players\" }");
  }
}

}  // namespace npcost
