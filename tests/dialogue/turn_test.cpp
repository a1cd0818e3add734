#include "sim/dialogue/turn.h"

#include "sim/base/latency_histogram.h"
#include "tests/dialogue/talk_support.h"

using namespace npcost;
using namespace npcost::talk;

TEST_CASE("a typed turn takes its first token, its reply and a pause", "[turn]") {
  // 500 ms, then 50 tokens at 100 a second = 500 ms; the next line comes 10 s after the reply.
  const std::vector<TurnRecord> records = whole_talk(plain_npc(), 2, 1'000);
  CHECK(records[0].call_ms == 1'000);
  CHECK(records[0].first_text_ms == 500);
  CHECK(records[0].end_ms == 2'000);
  CHECK(records[1].call_ms == 12'000);
}

TEST_CASE("reasoning is thought before the first word", "[turn]") {
  NpcPlan npc = plain_npc();
  npc.llm.latency.reasoning = DrawTable::constant(300);
  const TurnRecord turn = whole_talk(npc, 1)[0];
  CHECK(turn.reasoning_tokens == 300);
  CHECK(turn.first_text_ms == 500 + 3'000);  // 300 tokens at 100 a second
}

TEST_CASE("a spoken turn listens, thinks, and speaks its first clause", "[turn]") {
  NpcPlan npc = plain_npc();
  npc.mode = Mode::voice;
  npc.spoken = true;
  npc.overhead_ms = 40;
  npc.speech_ms = DrawTable::constant(3'000);
  npc.stt.latency.first_ms = DrawTable::constant(200);
  npc.tts.latency.first_ms = DrawTable::constant(150);
  npc.tts.chars_per_token_q16 = 4u << 16;
  npc.tts.ms_per_token_q16 = 300u << 16;
  const TurnRecord turn = whole_talk(npc, 1)[0];
  CHECK(turn.call_ms == 3'000);
  CHECK(turn.first_text_ms == 40 + 200 + 500);
  CHECK(turn.first_audio_ms == 740 + 120 + 150);    // 12 tokens of a first clause at 100 a second
  CHECK(turn.end_ms == 3'000 + 1'010 + 50 * 300);   // then the reply is heard out
  CHECK(turn.tts_chars == 200);
  CHECK(turn.unheard_chars == 0);

  SECTION("without streaming the whole reply is written first") {
    npc.llm.stream = false;
    CHECK(whole_talk(npc, 1)[0].first_audio_ms == 740 + 500 + 150);
  }
  SECTION("an interrupted reply is billed whole") {
    npc.interrupt = threshold(1.0);
    const TurnRecord cut = whole_talk(npc, 1)[0];
    CHECK(cut.interrupted);
    CHECK(cut.tts_chars == 200);
    CHECK(cut.unheard_chars == 200 - 4 * said(npc, somebody, 0, 0, 100'000).heard_tokens);
    CHECK(cut.end_ms < turn.end_ms);
  }
}

TEST_CASE("moderation runs beside itself and not every turn if so asked", "[turn]") {
  NpcPlan npc = plain_npc();
  ModerationPlan quick, slow;
  quick.first_ms = DrawTable::constant(30);
  slow.first_ms = DrawTable::constant(80);
  slow.every = 2;
  npc.moderation = {quick, slow};
  const std::vector<TurnRecord> records = whole_talk(npc, 2);
  CHECK(records[0].moderated == 1u);
  CHECK(records[0].first_text_ms == 530);
  CHECK(records[1].moderated == 3u);
  CHECK(records[1].first_text_ms == 580);
}

TEST_CASE("who waits too long gives up as often as the table says", "[turn]") {
  NpcPlan npc = plain_npc();
  std::vector<std::uint32_t> chances(LatencyHistogram::bucket_count);
  chances[LatencyHistogram::bucket(500)] = 1u << 30;  // one in four at this latency
  npc.gives_up = SharedList<std::uint32_t>(chances);
  std::uint32_t gave_up = 0;
  constexpr std::uint32_t talks = 20'000;
  for (std::uint32_t i = 0; i < talks; ++i) {
    Conversation talk = begin_conversation(npc, somebody, i, 1, 0, long_ago);
    gave_up += take_turn(npc, somebody, talk, 0).abandoned ? 1u : 0u;
  }
  // Standard deviation sqrt(20000·0.25·0.75) = 61; four of them.
  CHECK_THAT(static_cast<double>(gave_up), WithinAbs(5'000, 245));
}

TEST_CASE("a rare giving-up decided in two steps is as rare as in one", "[turn]") {
  // With a random latency and a chance of 1/2048 the two-step decision is taken: 10 spare bits, then a half.
  NpcPlan npc = plain_npc();
  npc.draws_latency = true;
  npc.gives_up = SharedList<std::uint32_t>(std::vector<std::uint32_t>(LatencyHistogram::bucket_count, 1u << 21));
  std::uint32_t gave_up = 0;
  constexpr std::uint32_t talks = 400'000;
  for (std::uint32_t i = 0; i < talks; ++i) {
    Conversation talk = begin_conversation(npc, somebody, i, 1, 0, long_ago);
    gave_up += take_turn(npc, somebody, talk, 0).abandoned ? 1u : 0u;
  }
  // 400,000 / 2048 = 195.3; standard deviation 14; four of them.
  CHECK_THAT(static_cast<double>(gave_up), WithinAbs(195.3, 56));
}

TEST_CASE("when the wait is unknown nobody is said to give up", "[turn]") {
  NpcPlan npc = plain_npc();
  npc.gives_up.clear();
  npc.llm.latency.first_ms = DrawTable::constant(3'600'000);
  CHECK_FALSE(whole_talk(npc, 1)[0].abandoned);
}
