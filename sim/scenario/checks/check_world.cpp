// Prompts that fit, before anything runs.
#include <algorithm>

#include <fmt/format.h>

#include "sim/scenario/decoding/decode.h"
#include "sim/scenario/files/merge.h"
#include "sim/scenario/decoding/spread_facts.h"

namespace npcost {

namespace {

/// What a prompt holds before anything is remembered, each part at its p95.
struct Prompt {
  double persona = 0, world = 0, recall = 0, summary = 0, line = 0, image = 0, tools = 0;
  double whole() const { return persona + world + recall + summary + line + image + tools; }
};

Prompt longest_prompt(const Npc& npc, const Memory& memory, const Pipeline& pipeline, const PriceCard& card) {
  const auto high = [&](const Spread& tokens) { return typical_high(tokens) * npc.token_scale; };
  Prompt prompt{.persona = high(npc.persona), .world = high(npc.world), .recall = high(npc.memory.recall)};
  if (memory.policy == Memory::Policy::summarise) prompt.summary = high(memory.summary);
  const bool audio = pipeline.hears() || pipeline.find(Stage::realtime) != nullptr;
  const double rate = audio ? card.audio_rates.input.value_or(0) / 1000.0 : 0;
  prompt.line = audio ? typical_high(npc.player_speech) / 1000 * rate : high(npc.player_line);
  const PipelineStage* vision = pipeline.find(Stage::vision);
  if (vision != nullptr && vision->model == pipeline.answering()->model) prompt.image = typical_high(vision->image_tokens);
  if (npc.tools.share > 0) prompt.tools = npc.tools.rounds * (typical_high(npc.tools.call) + typical_high(npc.tools.result));
  return prompt;
}

}  // namespace

bool check_prompt(Decoding& decoding, const Npc& npc, const Memory& memory, const Pipeline& pipeline, std::uint16_t model,
                  const Place& place, const std::string& pointer) {
  if (pipeline.answering() == nullptr || decoding.unread_models.contains(model)) return true;
  const PriceCard& card = decoding.scenario.book.cards[model];
  const Prompt prompt = longest_prompt(npc, memory, pipeline, card);
  // A hair of slack: the p95 of a fitted distribution is the written number only to the last bits.
  if (prompt.whole() <= static_cast<double>(card.context_tokens) * (1 + 1e-9)) return true;
  const auto more = [](std::string_view what, double tokens) {
    return tokens > 0 ? fmt::format(" + {} {}", what, rough_text(tokens)) : std::string();
  };
  const std::string whose = pointer.starts_with("/npcs/") ? std::string() : fmt::format(" of \"{}\"", printable(npc.name));
  decoding.diagnostics.error(
      "E405", place, pointer,
      fmt::format("the prompt{} needs about {} tokens before anything is remembered, but \"{}\" reads {} tokens", whose,
                  rough_text(prompt.whole()), printable(card.name), card.context_tokens),
      fmt::format("persona {} + world {} + recall {} + summary {} + player_line {}{}{}, each at its p95", rough_text(prompt.persona),
                  rough_text(prompt.world), rough_text(prompt.recall), rough_text(prompt.summary), rough_text(prompt.line),
                  more("image", prompt.image), more("tools", prompt.tools)));
  return false;
}

void check_prompts(Decoding& decoding) {
  const Scenario& scenario = decoding.scenario;
  for (const Npc& npc : scenario.npcs) {
    const JsonMember* entry = entry_named(decoding.root, "npcs", npc.name);
    bool fits = entry != nullptr;  // one report an NPC
    for (const std::uint16_t index : npc.chain) {
      if (!fits || index >= scenario.pipelines.size()) continue;
      const Pipeline& pipeline = scenario.pipelines[index];
      const PipelineStage* stage = pipeline.answering();
      if (stage == nullptr) continue;
      const std::string at = child_pointer("/npcs", npc.name);
      fits = check_prompt(decoding, npc, npc.memory, pipeline, stage->model, entry->key_place, at);
    }
  }
}

}  // namespace npcost
