// What a studio can do to a turn: ask another model, send less of the conversation again, say less, find again what was said.
#include <algorithm>

#include <fmt/format.h>

#include "sim/scenario/files/json_write.h"
#include "sim/scenario/files/merge.h"
#include "sim/scenario/flips/mode_parts.h"

namespace npcost {

namespace {

std::string policy_pointer(const ModeParts& parts, const std::string& wish) {
  return child_pointer("/policies", free_name(parts.scenario.policies, wish));
}

std::string json_name(const std::string& name) { return compact_json(json_text_value(name, {})); }

/// A policy over all pipelines of the mode; `value` is its own keys.
std::string policy_setting(const ModeParts& parts, const std::string& pointer, const std::string& keys) {
  return fmt::format(R"({}={{{}, "applies_to": {}}})", pointer, keys, parts.pipeline_list());
}

void add_other_models(const ModeParts& parts, std::vector<FlipLever>& levers) {
  const std::vector<PriceCard>& cards = parts.scenario.book.cards;
  for (std::size_t model = 0; model < cards.size(); ++model) {
    if (cards[model].kind != ModelKind::llm) continue;
    const bool answers_now = std::any_of(parts.pipelines.begin(), parts.pipelines.end(), [&](std::uint16_t pipeline) {
      const PipelineStage* llm = parts.scenario.pipelines[pipeline].find(Stage::llm);
      return llm == nullptr || llm->model == model;
    });
    if (answers_now) continue;
    const std::string pointer = policy_pointer(parts, "small talk to " + cards[model].name);
    if (!can_be_set(pointer)) continue;
    FlipLever lever{LeverKind::other_model, cards[model].name, {}};
    for (int percent = 10; percent <= 100; percent += 10) {
      lever.rungs.push_back(
          {fmt::format("{}%", percent),
           {policy_setting(parts, pointer,
                           fmt::format(R"("kind": "route", "to": {}, "share": {})", json_name(cards[model].name), percent / 100.0))}});
    }
    add_lever(levers, std::move(lever));
  }
}

/// How many turns an NPC may forget: none of those that it does not keep.
std::uint32_t kept_turns(const Memory& memory) {
  if (memory.policy == Memory::Policy::full) return 1000;
  return memory.policy == Memory::Policy::window ? memory.keep_turns : 0;
}

void add_memory(const ModeParts& parts, std::vector<FlipLever>& levers) {
  FlipLever lever{LeverKind::shorter_memory, {}, {}};
  for (const std::uint32_t turns : {20u, 16u, 12u, 10u, 8u, 6u, 5u, 4u, 3u, 2u, 1u}) {
    FlipRung rung{fmt::format("{} turn{}", turns, turns == 1 ? "" : "s"), {}};
    for (const std::uint16_t npc : parts.npcs) {
      const Npc& who = parts.scenario.npcs[npc];
      const std::string pointer = child_pointer("/npcs", who.name);
      if (kept_turns(who.memory) > turns && can_be_set(pointer))
        rung.settings.push_back(fmt::format(R"({}/memory={{"keep_turns": {}}})", pointer, turns));
    }
    if (!rung.settings.empty()) lever.rungs.push_back(std::move(rung));
  }
  add_lever(levers, std::move(lever));
}

void add_replies(const ModeParts& parts, std::vector<FlipLever>& levers) {
  const std::string pointer = policy_pointer(parts, "cap of replies");
  FlipLever lever{LeverKind::shorter_replies, {}, {}};
  for (const int tokens : {300, 200, 150, 120, 100, 80, 70, 60, 50, 40, 30, 25, 20, 15, 10}) {
    lever.rungs.push_back({fmt::format("{} tokens", tokens),
                           {policy_setting(parts, pointer, fmt::format(R"("kind": "cap_reply", "max": "{} tokens")", tokens))}});
  }
  add_lever(levers, std::move(lever));
}

void add_cache(const ModeParts& parts, LeverKind kind, const std::string& of, const std::string& wish, std::vector<FlipLever>& levers) {
  const std::string pointer = policy_pointer(parts, wish);
  FlipLever lever{kind, {}, {}};
  for (int percent = 5; percent <= 95; percent += 5) {
    lever.rungs.push_back(
        {fmt::format("{}%", percent),
         {policy_setting(parts, pointer, fmt::format(R"("kind": "cache", "of": "{}", "hit_rate": {})", of, percent / 100.0))}});
  }
  add_lever(levers, std::move(lever));
}

}  // namespace

void add_talk_levers(const ModeParts& parts, std::vector<FlipLever>& levers) {
  add_other_models(parts, levers);
  add_memory(parts, levers);
  add_replies(parts, levers);
  add_cache(parts, LeverKind::reply_cache, "replies", "cache of replies", levers);
  const bool speaks = std::any_of(parts.pipelines.begin(), parts.pipelines.end(),
                                  [&](std::uint16_t pipeline) { return parts.scenario.pipelines[pipeline].find(Stage::tts) != nullptr; });
  if (speaks) add_cache(parts, LeverKind::speech_cache, "speech", "cache of speech", levers);
}

}  // namespace npcost
