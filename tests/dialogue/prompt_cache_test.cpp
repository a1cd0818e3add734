#include "sim/dialogue/prompt_cache.h"

#include "tests/dialogue/talk_support.h"

using namespace npcost;
using namespace npcost::talk;

namespace {

CachePlan usual() {
  CachePlan cache;
  cache.enabled = true;
  return cache;  // minimum 1,024, blocks of 128, five minutes, refreshed by hits
}

}  // namespace

TEST_CASE("a prefix is cached from the minimum on, in whole blocks", "[cache]") {
  CHECK(split_prompt(usual(), 2000, 1023).cached == 0);
  CHECK(split_prompt(usual(), 2000, 1024).cached == 1024);
  CHECK(split_prompt(usual(), 2000, 1151).cached == 1024);
  CHECK(split_prompt(usual(), 2000, 1152).cached == 1152);
}

TEST_CASE("no more is cached than the prompt has", "[cache]") {
  const PromptSplit split = split_prompt(usual(), 1100, 5000);
  CHECK(split.cached == 1024);
  CHECK(split.fresh == 76);
}

TEST_CASE("a provider with a write price bills what is new and can be kept", "[cache]") {
  CachePlan cache = usual();
  cache.writes_billed = true;
  const PromptSplit cold = split_prompt(cache, 1300, 0);
  CHECK(cold.written == 1280);
  CHECK(cold.fresh == 20);
  const PromptSplit warm = split_prompt(cache, 1300, 1100);
  CHECK(warm.cached == 1024);
  CHECK(warm.written == 256);
  CHECK(warm.fresh == 20);
  const PromptSplit short_prompt = split_prompt(cache, 1000, 0);
  CHECK(short_prompt.written == 0);
  CHECK(short_prompt.fresh == 1000);
}

TEST_CASE("the next turn finds the last prompt while it is warm", "[cache]") {
  // Prompts 1,220 and 1,290: the second repeats the first 1,220, of which 1,152 are whole blocks.
  NpcPlan npc = plain_npc();
  npc.cache = usual();
  const std::vector<TurnRecord> records = whole_talk(npc, 3);
  CHECK(records[0].prompt.cached == 0);
  CHECK(records[1].prompt.cached == 1152);
  CHECK(records[2].prompt.cached == 1280);  // 1,290 → 1,280
}

TEST_CASE("an entry lives for less than its time to live", "[cache]") {
  // Turn 1 calls at 0 and ends at 0.5 s + 50/100 s = 1 s; with a pause of p the next call is at 1 s + p.
  NpcPlan npc = plain_npc();
  npc.cache = usual();
  npc.cache.ttl_ms = 11'000;
  npc.think_ms = DrawTable::constant(9'999);
  CHECK(whole_talk(npc, 2)[1].prompt.cached == 1152);  // 10,999 ms later
  npc.think_ms = DrawTable::constant(10'000);
  CHECK(whole_talk(npc, 2)[1].prompt.cached == 0);     // 11,000 ms later
}

TEST_CASE("hits refresh an entry, or do not", "[cache]") {
  // Calls at 0 s, 11 s, 22 s; TTL 15 s: refreshed, all are warm; not refreshed, the third is 22 s after the write.
  NpcPlan npc = plain_npc();
  npc.cache = usual();
  npc.cache.ttl_ms = 15'000;
  CHECK(whole_talk(npc, 3)[2].prompt.cached == 1280);
  npc.cache.refreshed_by_hits = false;
  CHECK(whole_talk(npc, 3)[1].prompt.cached == 1152);
  CHECK(whole_talk(npc, 3)[2].prompt.cached == 0);
}

TEST_CASE("a window that slides breaks the prefix after the persona", "[cache]") {
  NpcPlan npc = plain_npc();
  npc.cache = usual();
  npc.memory.policy = Memory::Policy::window;
  npc.memory.keep_turns = 1;
  const std::vector<TurnRecord> records = whole_talk(npc, 4);
  CHECK(records[1].prompt.cached == 1152);  // the first prompt, 1,220 → 1,152
  CHECK(records[3].prompt.cached == 1152);  // only persona and world, 1,200 → 1,152
}

TEST_CASE("the player's own last talk with the NPC leaves persona and world warm", "[cache]") {
  NpcPlan npc = plain_npc();
  npc.cache = usual();
  CHECK(whole_talk(npc, 1, 100'000, 100'000 - 299'999)[0].prompt.cached == 1152);
  CHECK(whole_talk(npc, 1, 100'000, 100'000 - 300'000)[0].prompt.cached == 0);
}
