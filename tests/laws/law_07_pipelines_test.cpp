// Law 7 for the pipelines that hear, speak and see: with constants every turn is a hand calculation.

#include <numeric>

#include "sim/dialogue/turn.h"
#include "sim/engine/plan_types.h"
#include "tests/laws/support.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

// The player speaks 3 s: 30 tokens at 10 a second. The reply is 24 tokens of text, at 125 words a minute of 1.2 tokens 400 ms each:
// 9.6 s, 192 audio tokens at 20 a second. Lines follow at once, a cache of 30 s never goes cold inside a talk.
const std::string realtime_talk = R"({
  "npcost": 1, "name": "realtime",
  "time": { "start": "2026-01-05", "duration": "30 d", "timezone": "UTC" },
  "models": { "live": { "kind": "realtime", "input": "$4/1M tokens", "cached_input": "$0.40/1M tokens", "output": "$16/1M tokens",
    "audio_input": "$32/1M tokens", "cached_audio": "$0.40/1M tokens", "audio_output": "$64/1M tokens",
    "audio_input_rate": "10 tokens/s", "audio_output_rate": "20 tokens/s",
    "context": "32k tokens", "min_cache": "0 tokens", "cache_block": "1 tokens", "cache_ttl": "30 s", "first_token": "0 ms" } },
  "pipelines": { "duplex": { "kind": "speech_to_speech", "stages": [ { "do": "realtime", "model": "live" } ] } },
  "npcs": { "friend": { "pipeline": "duplex", "persona": "100 tokens", "player_line": "8 tokens", "reply": "24 tokens",
    "player_speech": "3 s", "reply_speed": "125 wpm", "tokens_per_word": 1.2, "think_time": "0 s" } },
  "players": { "active": "1 players", "segments": { "all": { "share": "100%", "sessions": "1/d", "session_length": "30 min",
    "conversations": 1, "turns": "3 turns", "npcs": { "friend": 1 } } } },
  "experiment": { "seed": 7, "replications": 2 }
})";

const std::string heard_talk = R"({
  "npcost": 1, "name": "an llm that hears",
  "time": { "start": "2026-01-05", "duration": "30 d", "timezone": "UTC" },
  "models": {
    "brain": { "kind": "llm", "input": "$0.10/1M tokens", "audio_input": "$0.30/1M tokens", "output": "$0.40/1M tokens",
      "audio_input_rate": "25 tokens/s", "first_token": "0 ms", "speed": "100 tokens/s" },
    "mouth": { "kind": "tts", "price": "$15/1M chars", "first_token": "0 ms" } },
  "pipelines": { "aloud": { "kind": "voice", "stages": [ { "do": "llm", "model": "brain" }, { "do": "tts", "model": "mouth" } ] } },
  "npcs": { "friend": { "pipeline": "aloud", "persona": "100 tokens", "player_line": "8 tokens", "reply": "24 tokens",
    "player_speech": "4 s", "chars_per_token": 4, "think_time": "0 s" } },
  "players": { "active": "1 players", "segments": { "all": { "share": "100%", "sessions": "1/d", "session_length": "30 min",
    "conversations": 1, "turns": "3 turns", "npcs": { "friend": 1 } } } },
  "experiment": { "seed": 7, "replications": 2 }
})";

std::vector<TurnRecord> talk_of_turns(const Scenario& scenario, std::uint32_t turns, std::int64_t began = 0) {
  const std::shared_ptr<const Plan> plan = compile_plan(scenario, 0);
  const PlayerKey key{scenario.experiment.seed, 0, 0, 0};
  Conversation talk = begin_conversation(plan->ways[0], key, 0, turns, began, long_ago);
  std::vector<TurnRecord> records;
  std::int64_t now = began;
  while (talk.turn < talk.turns) {
    records.push_back(take_turn(plan->ways[0], key, talk, now));
    now = records.back().end_ms + records.back().think_ms;
  }
  return records;
}

/// What one whole talk costs, from the talks of a run that were not cut short.
Money cost_of_one_talk(const std::string& text, std::uint32_t turns) {
  const Scenario scenario = scenario_of(text);
  const Run run = run_of(scenario);
  const TalkCounts talk = talk_of(run);
  REQUIRE(talk.conversations > 10);
  REQUIRE(talk.turns == talk.conversations * turns);
  const Money all = cost_of(run, scenario.book);
  REQUIRE(all.grains() % static_cast<Int128>(talk.conversations) == 0);
  return Money::from_grains(all.grains() / static_cast<Int128>(talk.conversations));
}

}  // namespace

TEST_CASE("a realtime conversation is billed again at each response with cached audio at its own price", "[law7][realtime]") {
  const std::vector<TurnRecord> turns = talk_of_turns(scenario_of(realtime_talk), 3);
  // Turn 1: 100 text, 30 audio. Turn 2 repeats 130 and adds the reply's 192 and a line of 30. Turn 3 repeats 352 and adds 222.
  CHECK(turns[0].prompt_tokens == 130);
  CHECK(turns[1].prompt_tokens == 352);
  CHECK(turns[2].prompt_tokens == 574);
  CHECK(turns[0].prompt.cached == 0);
  CHECK(turns[1].prompt.cached == 130);
  CHECK(turns[2].prompt.cached == 352);
  CHECK(turns[0].audio_fresh == 30);
  CHECK(turns[1].audio_fresh == 222);
  CHECK(turns[1].audio_cached == 30);
  CHECK(turns[2].audio_fresh == 222);
  CHECK(turns[2].audio_cached == 252);
  for (const TurnRecord& turn : turns) {
    CHECK(turn.audio_output == 192);
    CHECK(turn.reply_tokens == 24);  // its transcript
    CHECK(turn.reply_ms == 9'600);
  }
  CHECK(turns[0].end_ms == 3'000 + 9'600);
}

TEST_CASE("three realtime turns cost 5.37768 cents, and 6.2688 if cached audio cost as much as fresh", "[law7][realtime]") {
  // Millionths of a dollar: text 100 × 4 + 200 × 0.4 = 480; audio 474 × 32 + 282 × 0.4 = 15,168 + 112.8; spoken 576 × 64 = 36,864;
  // transcripts 72 × 16 = 1,152. Together 53,776.8.
  CHECK(decimal(cost_of_one_talk(realtime_talk, 3)) == "0.0537768");

  SECTION("at the price of fresh audio the same talk would be dearer by 282 × 31.6 millionths") {
    CHECK(decimal(cost_of_one_talk(with(realtime_talk, R"("cached_audio": "$0.40/1M tokens")", R"("cached_audio": "$32/1M tokens")"), 3)) ==
          "0.062688");
  }
  SECTION("a provider that does not say what cached audio costs is asked for it, and never billed by guess") {
    const ReadScenario read =
        read_scenario_text("law.npcost.json", with(realtime_talk, R"("cached_audio": "$0.40/1M tokens", )", ""));
    CHECK_FALSE(read.scenario.has_value());
    CHECK(report_text(read.diagnostics).find("no price \"cached_audio\"") != std::string::npos);
  }
  SECTION("a provider that bills the audio alone leaves out the transcripts") {
    CHECK(decimal(cost_of_one_talk(with(realtime_talk, R"("context":)", R"("transcript_billed": false, "context":)"), 3)) ==
          "0.0526248");
  }
}

TEST_CASE("a realtime context that is full is cut to a part of itself and the cache with it", "[law7][realtime]") {
  // A window of 700: turn 4 would be 796. Cut to half, 350: its history may be 350 − 100 − 30 = 220; turns of 222 leave none.
  const std::string small = with(realtime_talk, R"("context": "32k tokens")", R"("context": "700 tokens", "truncate_to": "50%")");
  const std::vector<TurnRecord> turns = talk_of_turns(scenario_of(small), 5);
  CHECK_FALSE(turns[2].context_cut);
  CHECK(turns[3].context_cut);
  CHECK(turns[3].prompt_tokens == 130);
  CHECK(turns[3].prompt.cached == 100);  // persona alone is still what it was
  CHECK(turns[4].prompt_tokens == 352);  // and it can grow again before the next cut
  CHECK(turns[4].prompt.cached == 130);

  SECTION("without a part every later turn is cut, and none finds more than the persona") {
    const std::string full = with(small, R"(, "truncate_to": "50%")", "");
    const std::vector<TurnRecord> cut = talk_of_turns(scenario_of(full), 6);
    for (const std::size_t late : {3u, 4u, 5u}) {
      CHECK(cut[late].context_cut);
      CHECK(cut[late].prompt.cached == 100);
    }
  }
}

TEST_CASE("a session billed by time costs its minutes and its pauses apart where standby has a price", "[law7][realtime]") {
  const std::string models = R"("live": { "kind": "realtime", "price": "$0.06/min", "first_token": "0 ms" })";
  const std::size_t from = realtime_talk.find(R"("live": {)");
  const std::size_t to = realtime_talk.find(" } },\n  \"pipelines\"");
  const std::string session =
      with(realtime_talk.substr(0, from) + models.substr(0, models.size() - 2) + realtime_talk.substr(to), R"("think_time": "0 s")",
           R"("think_time": "6 s")");
  // Three turns of 3 s + 9.6 s and two pauses of 6 s: 49.8 s at $0.001 a second.
  CHECK(decimal(cost_of_one_talk(session, 3)) == "0.0498");
  // 37.8 s active, 12 s standby at $0.0002 a second: 0.0378 + 0.0024.
  CHECK(decimal(cost_of_one_talk(with(session, R"("price": "$0.06/min")", R"("price": "$0.06/min", "standby": "$0.012/min")"), 3)) ==
        "0.0402");
  // A provider that ends sessions after 20 s and bills each started 15 s: 20 → 30, 20 → 30, 9.8 → 15: 75 s.
  CHECK(decimal(cost_of_one_talk(
            with(session, R"("price": "$0.06/min")", R"("price": "$0.06/min", "session_cap": "20 s", "increment": "15 s")"), 3)) ==
        "0.075");
}

TEST_CASE("a provider's session that ends forgets what was cached", "[law7][realtime]") {
  // Turns begin at 0, 12.6 and 25.2 s, calls at 3, 15.6 and 28.2 s: the third is in a second session of 20 s.
  const std::string capped = with(realtime_talk, R"("context":)", R"("session_cap": "20 s", "context":)");
  const std::vector<TurnRecord> turns = talk_of_turns(scenario_of(capped), 3);
  CHECK(turns[1].prompt.cached == 130);
  CHECK(turns[2].prompt.cached == 0);
  CHECK(turns[2].prompt_tokens == 574);
}

TEST_CASE("silence that is billed is heard: a pause of five seconds adds fifty tokens to each line", "[law7][realtime]") {
  const std::string silent = with(with(realtime_talk, R"("think_time": "0 s")", R"("think_time": "5 s")"), R"("kind": "speech_to_speech",)",
                                  R"("kind": "speech_to_speech", "silence_billed": true,)");
  const std::vector<TurnRecord> turns = talk_of_turns(scenario_of(silent), 2);
  CHECK(turns[0].audio_fresh == 30 + 50);
  CHECK(turns[1].prompt_tokens == 100 + 80 + 192 + 80);
}

TEST_CASE("an llm that hears is sent the line as audio and keeps its text", "[law7][hears]") {
  const std::vector<TurnRecord> turns = talk_of_turns(scenario_of(heard_talk), 3);
  // 4 s at 25 tokens are 100; the history keeps 8 + 24 a turn.
  CHECK(turns[0].prompt_tokens == 100 + 100);
  CHECK(turns[1].prompt_tokens == 100 + 32 + 100);
  CHECK(turns[2].prompt_tokens == 100 + 64 + 100);
  for (const TurnRecord& turn : turns) CHECK(turn.audio_fresh == 100);
  // Millionths: text 396 × 0.10 = 39.6, audio 300 × 0.30 = 90, output 72 × 0.40 = 28.8, speech 288 characters × 15 = 4,320.
  CHECK(decimal(cost_of_one_talk(heard_talk, 3)) == "0.0044784");
}

TEST_CASE("speech is billed by characters, bytes, seconds, audio tokens or doubled ideographs as its model does", "[law7][tts]") {
  const auto speech = [](const std::string& prices) {
    const std::string text = with(heard_talk, R"("price": "$15/1M chars")", prices);
    // Without the llm's part, 39.6 + 90 + 28.8 millionths of a dollar.
    return cost_of_one_talk(text, 3) - *Money::from_decimal("0.0001584");
  };
  CHECK(decimal(speech(R"("price": "$15/1M chars")")) == "0.00432");
  // 150 words a minute of 1.2 tokens: 333.3 ms a token, 7,999 ms a reply; three of them at $0.06 a minute.
  CHECK(decimal(speech(R"("price": "$0.06/min")")) == "0.023997");
  // 7,999 ms at 20 tokens a second are 160; three replies at $12 a million, and 72 tokens of text at $0.60.
  CHECK(decimal(speech(R"("audio_output": "$12/1M tokens", "input": "$0.60/1M tokens", "audio_output_rate": "20 tokens/s")")) == "0.0058032");
  SECTION("Korean is three bytes a character") {
    const std::string korean = with(heard_talk, R"("chars_per_token": 4)", R"("chars_per_token": 4, "bytes_per_char": 3)");
    CHECK(decimal(cost_of_one_talk(with(korean, R"("price": "$15/1M chars")", R"("price": "$15/1M bytes")"), 3) -
                  *Money::from_decimal("0.0001584")) == "0.01296");  // 864 bytes
  }
  SECTION("ideographs count twice only where the model says so") {
    const std::string chinese = with(heard_talk, R"("chars_per_token": 4)", R"("chars_per_token": 4, "ideographs": "50%")");
    CHECK(decimal(cost_of_one_talk(chinese, 3) - *Money::from_decimal("0.0001584")) == "0.00432");
    // Half of 288 characters count twice: 432.
    CHECK(decimal(cost_of_one_talk(with(chinese, R"("price": "$15/1M chars")", R"("price": "$15/1M chars", "double_ideographs": true)"), 3) -
                  *Money::from_decimal("0.0001584")) == "0.00648");
  }
}

TEST_CASE("an image on each second turn rides in the prompt and is gone from the next one", "[law7][vision]") {
  const std::string seeing = with(with(constant_talk, R"("kind": "text", "stages": [ {)",
                                       R"("kind": "vision", "stages": [ { "do": "vision", "model": "small", "tokens": "765 tokens", "every": 2 }, {)"),
                                  R"("input": "$0.15/1M tokens",)", R"("input": "$0.15/1M tokens", "image_input": "$0.30/1M tokens",)");
  const std::vector<TurnRecord> turns = talk_of_turns(scenario_of(seeing), 4);
  CHECK(turns[0].prompt_tokens == 1220);
  CHECK(turns[1].prompt_tokens == 1290 + 765);
  CHECK(turns[2].prompt_tokens == 1360);
  CHECK(turns[3].prompt_tokens == 1430 + 765);
  // 67,050 text tokens as without images, and fifteen images of 765: 0.0109575 + 11,475 × $0.30/1M.
  CHECK(decimal(cost_of_one_talk(with(seeing, R"("active": "40 players")", R"("active": "1 players")"), 30)) == "0.0144");

  SECTION("another model looks, and the llm reads what it wrote") {
    const std::string told = with(with(seeing, R"("models": {)", R"("models": { "eye": { "kind": "llm", "input": "$1/1M tokens", "output": "$2/1M tokens" },)"),
                                  R"("do": "vision", "model": "small",)", R"("do": "vision", "model": "eye", "caption": "40 tokens",)");
    const std::vector<TurnRecord> read = talk_of_turns(scenario_of(told), 2);
    CHECK(read[1].prompt_tokens == 1290 + 40);
    // 67,050 + 15 × 40 tokens at $0.15, 1,500 at $0.60, 15 × 765 at $1 and 15 × 40 at $2 a million.
    CHECK(decimal(cost_of_one_talk(with(told, R"("active": "40 players")", R"("active": "1 players")"), 30)) == "0.0237225");
  }
}

TEST_CASE("in another language the same talk is more tokens, fewer characters, and as long", "[law7][language]") {
  const std::string english = with(heard_talk, R"("pipeline": "aloud", )", R"("pipeline": "aloud", "language": "en", )");
  const std::string korean = with(with(with(heard_talk, R"("chars_per_token": 4, )", ""), R"("persona": "100 tokens")", R"("persona": "1000 tokens")"),
                                  R"("pipeline": "aloud", )", R"("pipeline": "aloud", "language": "ko", )");
  CHECK(decimal(cost_of_one_talk(english, 3)) == decimal(cost_of_one_talk(heard_talk, 3)));
  const Scenario scenario = scenario_of(korean);
  const std::vector<TurnRecord> turns = talk_of_turns(scenario, 2);
  // Korean is 1.38 tokens for one of English: persona 1,380; line 8 → 11, reply 24 → 33. The player's four seconds stay 100 tokens.
  CHECK(turns[0].prompt_tokens == 1380 + 100);
  CHECK(turns[0].line_tokens == 11);
  CHECK(turns[0].reply_tokens == 33);
  CHECK(turns[1].prompt_tokens == 1380 + 11 + 33 + 100);
  // 4.26 × 0.478 ÷ 1.38 = 1.476 characters a token: 33 are 48.7. English: 24 × 4.26 are 102.
  CHECK(turns[0].tts_chars == 49);
  // 150 words a minute of 1.2 × 1.38 = 1.656 tokens are 241.5 ms a token: 33 take 7.97 s, as 24 of 333.3 ms do in English.
  CHECK(turns[0].reply_ms == 7'971);

  SECTION("a token count that is given for the language itself holds") {
    const std::vector<TurnRecord> own = talk_of_turns(scenario_of(with(korean, R"("language": "ko", )", R"("language": "ko", "chars_per_token": 2, )")), 1);
    CHECK(own[0].tts_chars == 66);
  }
  SECTION("speech that is billed by bytes costs three for each syllable") {
    CHECK(scenario.npcs[0].bytes_per_char == 3);
    CHECK(scenario.npcs[0].ideographs == 0);
  }
}

TEST_CASE("a session that is summed up, capped at a second, or longer than its window neither crashes nor hangs", "[law7][realtime]") {
  const std::string timed = with(
      with(realtime_talk, R"("audio_input": "$32/1M tokens", "cached_audio": "$0.40/1M tokens", "audio_output": "$64/1M tokens",)", R"("price": "$0.06/min",)"),
      R"("input": "$4/1M tokens", "cached_input": "$0.40/1M tokens", "output": "$16/1M tokens",)", "");
  const Scenario summed = scenario_of(with(with(timed, R"("turns": "3 turns")", R"("turns": "9 turns")"), R"("think_time": "0 s")",
                                           R"("think_time": "0 s", "memory": { "policy": "summarise", "keep_turns": 2, "summarise_after": 4, "summary": "100 tokens" })"));
  CHECK(cost_of(run_of(summed), summed.book) > Money{});
  // 86,400 s of pause between two lines in sessions of a second: the same 172,837.8 s as without a cap.
  const std::string day = with(timed, R"("think_time": "0 s")", R"("think_time": "24 h")");
  const Scenario free = scenario_of(day), capped = scenario_of(with(day, R"("price": "$0.06/min")", R"("price": "$0.06/min", "session_cap": "1 s")"));
  CHECK(cost_of(run_of(capped), capped.book) == cost_of(run_of(free), free.book));
  const Scenario endless = scenario_of(with(with(with(realtime_talk, R"("context": "32k tokens")", R"("context": "1000M tokens")"),
                                                 R"("audio_output_rate": "20 tokens/s")", R"("audio_output_rate": "1000 tokens/s")"),
                                            R"("reply": "24 tokens")", R"("reply": "10M tokens")"));
  CHECK(total_of(run_of(endless), Meter::audio_output_tokens) > 0);
}

TEST_CASE("a price for a whole image is instead of its tokens", "[law7][vision]") {
  const std::string whole = with(with(constant_talk, R"("kind": "text", "stages": [ {)",
                                      R"("kind": "vision", "stages": [ { "do": "vision", "model": "small", "tokens": "765 tokens", "every": 2 }, {)"),
                                 R"("input": "$0.15/1M tokens",)", R"("input": "$0.15/1M tokens", "image": "$0.01/image",)");
  // Fifteen images at a cent beside the $0.0109575 of the text.
  CHECK(decimal(cost_of_one_talk(with(whole, R"("active": "40 players")", R"("active": "1 players")"), 30)) == "0.1609575");
}
