// Prompts that fit, before anything runs.
#include <algorithm>

#include <fmt/format.h>

#include "sim/scenario/decode.h"
#include "sim/scenario/merge.h"
#include "sim/scenario/spread_facts.h"

namespace npcost {

bool check_prompt(Decoding& decoding, const Npc& npc, const Memory& memory, const Pipeline& pipeline, std::uint16_t model,
                  const Place& place, const std::string& pointer) {
  const PipelineStage* stage = pipeline.answering();
  if (stage == nullptr || decoding.unread_models.contains(model)) return true;
  const PriceCard& card = decoding.scenario.book.cards[model];
  const auto high = [&](const Spread& tokens) { return typical_high(tokens) * npc.token_scale; };
  const double persona = high(npc.persona), world = high(npc.world), recall = high(npc.memory.recall);
  const bool summarises = memory.policy == Memory::Policy::summarise;
  const double summary = summarises ? high(memory.summary) : 0, line = high(npc.player_line);
  const PipelineStage* vision = pipeline.find(Stage::vision);
  const bool own_eye = vision != nullptr && vision->model == stage->model;
  const double image = own_eye ? typical_high(vision->image_tokens) : 0;
  const bool audio = pipeline.hears() || pipeline.find(Stage::realtime) != nullptr;
  const double rate = audio ? card.audio_rates.input.value_or(0) / 1000.0 : 0;
  const double heard = typical_high(npc.player_speech) / 1000 * rate;
  const double prompt = persona + world + recall + summary + (audio ? heard : line) + image;
  // A hair of slack: the p95 of a fitted distribution is the written number only to the last bits.
  if (prompt <= static_cast<double>(card.context_tokens) * (1 + 1e-9)) return true;
  const bool at_npc = pointer.starts_with("/npcs/");
  decoding.diagnostics.error(
      "E405", place, pointer,
      fmt::format("the prompt{} needs about {} tokens before anything is remembered, but \"{}\" reads {} tokens",
                  at_npc ? "" : fmt::format(" of \"{}\"", printable(npc.name)), rough_text(prompt), printable(card.name),
                  card.context_tokens),
      fmt::format("persona {} + world {} + recall {} + summary {} + player_line {}{}, each at its p95", rough_text(persona),
                  rough_text(world), rough_text(recall), rough_text(summary), rough_text(audio ? heard : line),
                  own_eye ? " + image " + rough_text(image) : ""));
  return false;
}

void check_prompts(Decoding& decoding) {
  const Scenario& scenario = decoding.scenario;
  for (const Npc& npc : scenario.npcs) {
    const JsonMember* entry = entry_named(decoding.root, "npcs", npc.name);
    if (entry == nullptr) continue;
    for (const std::uint16_t index : npc.chain) {
      const PipelineStage* stage = index < scenario.pipelines.size() ? scenario.pipelines[index].answering() : nullptr;
      if (stage == nullptr) continue;
      const std::string pointer = child_pointer("/npcs", npc.name);
      if (!check_prompt(decoding, npc, npc.memory, scenario.pipelines[index], stage->model, entry->key_place, pointer)) break;
    }
  }
}

}  // namespace npcost
