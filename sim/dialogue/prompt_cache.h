#pragma once
// What a provider's prompt cache makes of a prompt: fresh, cached and written tokens, disjoint, adding up to it.
//
// Rules     a prefix shorter than the minimum is not cached; cached length is a multiple of the block; an entry lives for
//           its TTL, refreshed by hits or not. A provider without a write price bills writing as fresh input.
// Source    the notes of the models in scenarios/prices/; closed forms of the hit rate for Poisson calls: 1 − exp(−λ·TTL) when hits
//           refresh, λ·TTL/(1 + λ·TTL) when they do not.

#include <algorithm>
#include <cstdint>

#include "sim/dialogue/npc_plan.h"

namespace npcost {

struct PromptSplit {
  std::uint32_t fresh = 0, cached = 0, written = 0;
};

inline std::uint32_t cacheable(const CachePlan& cache, std::uint32_t tokens) {
  if (tokens < cache.min_tokens) return 0;
  return tokens - tokens % cache.block_tokens;
}

/// `reusable_tokens`: how much of the prompt's start the provider still holds (0 = cold).
inline PromptSplit split_prompt(const CachePlan& cache, std::uint32_t prompt_tokens, std::uint32_t reusable_tokens) {
  if (!cache.enabled) return {prompt_tokens, 0, 0};
  PromptSplit split;
  split.cached = cacheable(cache, std::min(reusable_tokens, prompt_tokens));
  if (cache.writes_billed) split.written = std::max(cacheable(cache, prompt_tokens), split.cached) - split.cached;
  split.fresh = prompt_tokens - split.cached - split.written;
  return split;
}

}  // namespace npcost
