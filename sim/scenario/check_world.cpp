// Prompts that fit, before anything runs.
#include <algorithm>

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

}  // namespace npcost
