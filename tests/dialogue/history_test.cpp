// System 1,200, line 20, reply 50: a turn adds 70 tokens to the history.

#include "tests/dialogue/talk_support.h"

using namespace npcost;
using namespace npcost::talk;

TEST_CASE("full history sends everything again", "[history]") {
  CHECK(prompts(whole_talk(plain_npc(), 4)) == std::vector<std::uint32_t>{1220, 1290, 1360, 1430});
}

TEST_CASE("no history sends only persona and line", "[history]") {
  NpcPlan npc = plain_npc();
  npc.memory.policy = Memory::Policy::none;
  CHECK(prompts(whole_talk(npc, 3)) == std::vector<std::uint32_t>{1220, 1220, 1220});
}

TEST_CASE("a window of two turns stops growing at two turns", "[history]") {
  NpcPlan npc = plain_npc();
  npc.memory.policy = Memory::Policy::window;
  npc.memory.keep_turns = 2;
  CHECK(prompts(whole_talk(npc, 5)) == std::vector<std::uint32_t>{1220, 1290, 1360, 1360, 1360});
}

TEST_CASE("a token cap drops the oldest turns once the history is longer", "[history]") {
  NpcPlan npc = plain_npc();
  npc.memory.policy = Memory::Policy::token_cap;
  SECTION("cut back to the cap each time") {
    npc.memory.keep_tokens = npc.memory.fill_to_tokens = 150;  // two turns are 140, three are 210
    CHECK(prompts(whole_talk(npc, 5)) == std::vector<std::uint32_t>{1220, 1290, 1360, 1360, 1360});
  }
  SECTION("exactly at the cap nothing is dropped") {
    npc.memory.keep_tokens = npc.memory.fill_to_tokens = 140;
    CHECK(prompts(whole_talk(npc, 4)) == std::vector<std::uint32_t>{1220, 1290, 1360, 1360});
  }
  SECTION("a sawtooth fills up and falls back") {
    npc.memory.fill_to_tokens = 210;  // three turns fit; the fourth makes 280 and cuts to 70
    npc.memory.keep_tokens = 70;
    CHECK(prompts(whole_talk(npc, 6)) == std::vector<std::uint32_t>{1220, 1290, 1360, 1430, 1290, 1360});
  }
}

TEST_CASE("a summary replaces the oldest turns and is a call of its own", "[history]") {
  // After 3 turns (210 tokens) the oldest 2 (140) go to the summariser with a prompt of 30: 170 in, 40 out; one turn stays.
  NpcPlan npc = plain_npc();
  npc.memory.policy = Memory::Policy::summarise;
  npc.memory.keep_turns = 1;
  npc.memory.summarise_after = 3;
  npc.memory.summary_tokens = 40;
  npc.memory.summary_prompt_tokens = 30;
  const std::vector<TurnRecord> records = whole_talk(npc, 6);
  // Histories before each turn: 0, 70, 140, then 40+70 = 110, 180, then after turn 5 again: kept 3 turns → 40+70 = 110.
  CHECK(prompts(records) == std::vector<std::uint32_t>{1220, 1290, 1360, 1330, 1400, 1330});
  CHECK_FALSE(records[1].summary.made());
  CHECK(records[2].summary.input_tokens == 170);
  CHECK(records[2].summary.output_tokens == 40);
  CHECK(records[4].summary.input_tokens == 30 + 40 + 140);  // the old summary goes in again
}

TEST_CASE("a summary asks for the fewer of leaving and staying turns, and the sums agree", "[history]") {
  // Lines and replies differ from turn to turn: the history must equal summary + kept turns whichever way it is worked out.
  NpcPlan npc = plain_npc();
  npc.line = DrawTable::compile(Distribution::lognormal_from_p5_p95(4, 45));
  npc.reply = DrawTable::compile(Distribution::lognormal_from_p5_p95(25, 160), 1);
  npc.memory.policy = Memory::Policy::summarise;
  npc.memory.summary_tokens = 100;
  for (const std::uint32_t keep : {0u, 2u, 8u, 11u}) {
    npc.memory.keep_turns = keep;
    npc.memory.summarise_after = 12;
    Conversation talk = begin_conversation(npc, somebody, 5, 40, 0, long_ago);
    std::int64_t now = 0;
    while (talk.turn < talk.turns) {
      now = take_turn(npc, somebody, talk, now).end_ms;
      std::uint32_t expected = talk.summary_tokens;
      for (std::uint32_t turn = talk.first_kept; turn < talk.turn; ++turn) expected += said(npc, somebody, 5, turn, 100'000).kept();
      CHECK(talk.history_tokens == expected);
    }
    CHECK(talk.summary_tokens == 100);
  }
}

TEST_CASE("what the player did not hear does not stay in the history", "[history]") {
  NpcPlan npc = plain_npc();
  npc.mode = Mode::voice;
  npc.spoken = true;
  npc.interrupt = threshold(1.0);
  npc.speech_ms = DrawTable::constant(2'000);
  const std::vector<TurnRecord> records = whole_talk(npc, 3);
  const Said first = said(npc, somebody, 0, 0, 100'000);
  CHECK(first.interrupted);
  CHECK(first.heard_tokens < 50);
  CHECK(first.reply_tokens == 50);
  CHECK(records[0].reply_tokens == 50);
  CHECK(records[1].prompt_tokens == 1220 + 20 + first.heard_tokens);
}
