// Calls beside the one that answers: tool rounds, failed calls, written memory, fast paths, recorded lines, moderation of the reply.
//
// Models take no time here, so that a run with a lever and one without it live the same turns, and sums are exact.

#include "tests/laws/lever_support.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

const std::string three_rounds = R"("tool_rounds": 3, "tool_call": "30 tokens", "tool_result": "60 tokens")";

std::uint64_t input_of(const Run& run) { return total_of(run, Stage::llm, Meter::input_tokens); }
std::uint64_t output_of(const Run& run) { return total_of(run, Stage::llm, Meter::output_tokens); }

std::uint64_t requests_of(const Run& run) {
  std::uint64_t sum = 0;
  for (const std::uint64_t minute : run.ledger.minute_requests) sum += minute;
  return sum;
}

std::uint64_t minute_tokens_of(const Run& run) {
  std::uint64_t sum = 0;
  for (const std::uint64_t minute : run.ledger.minute_tokens) sum += minute;
  return sum;
}

/// Ledgers of a lever at nothing and of a scenario without it: equal to the last byte.
void check_same_bytes(const std::string& off, const std::string& without) {
  CHECK(run_of(scenario_of(off)).ledger == run_of(scenario_of(without)).ledger);
}

}  // namespace

TEST_CASE("tool rounds read the prompt again, each with what the ones before gave", "[levers][tools]") {
  // A turn with R = 3 rounds of c = 30 and r = 60 makes 4 calls: Σ_{j=0..3} (P + 90·j) = 4·P + 540 in, 3·30 + o out.
  const Run plain = run_of(scenario_of(timeless_talk()));
  const Run always = run_of(scenario_of(npc_with(timeless_talk(), R"("tool_calls": "100%", )" + three_rounds)));
  const std::uint64_t turns = talk_of(plain).turns;
  REQUIRE(turns > 30'000);
  CHECK(input_of(always) == 4 * input_of(plain) + 540 * turns);
  CHECK(output_of(always) == output_of(plain) + 90 * turns);
  CHECK(talk_of(always).tool_calls == 3 * turns);
  CHECK(requests_of(always) == 4 * turns);
  CHECK(minute_tokens_of(always) == input_of(always) + output_of(always));
  check_same_lives(always, plain);
  check_conserved_and_metered(always);
}

TEST_CASE("tools are called in their share of the turns and in no other", "[levers][tools]") {
  const Run plain = run_of(scenario_of(one_turn_talks()));
  const Run some = run_of(scenario_of(npc_with(one_turn_talks(), R"("tool_calls": "30%", )" + three_rounds)));
  const std::uint64_t with_tools = talk_of(some).tool_calls / 3;
  check_share(with_tools, talk_of(some).turns, 0.3);
  CHECK(input_of(some) == input_of(plain) + with_tools * (3 * 1220 + 540));
  CHECK(output_of(some) == output_of(plain) + with_tools * 90);
  check_same_lives(some, plain);
  check_same_bytes(npc_with(timeless_talk(), R"("tool_calls": "0%", )" + three_rounds), timeless_talk());
}

TEST_CASE("a tool round finds the prompt of seconds ago in the provider's cache", "[levers][tools]") {
  // Prompts 1220, 1310, 1400, 1490; the rounds find 1220, 1310 and 1400 of them, in blocks of 128: 1152 + 1280 + 1280 = 3,712.
  // The first call finds what the run without tools finds.
  const std::string cache = with(one_turn_talks(), R"("input": "$0.15/1M tokens")",
                                 R"("input": "$0.15/1M tokens", "cached_input": "$0.015/1M tokens", "cache_ttl": "5 min")");
  const Run plain = run_of(scenario_of(cache));
  const Run always = run_of(scenario_of(npc_with(cache, R"("tool_calls": "100%", )" + three_rounds)));
  const std::uint64_t turns = talk_of(plain).turns;
  CHECK(total_of(always, Meter::cached_input_tokens) == total_of(plain, Meter::cached_input_tokens) + 3712 * turns);
  CHECK(input_of(always) == input_of(plain) + (1310 + 1400 + 1490 - 3712) * turns);
  CHECK(output_of(always) == output_of(plain) + 90 * turns);
  check_conserved_and_metered(always);
}

TEST_CASE("what a tool round reads and writes costs what its own prompt's length says", "[levers][tools]") {
  // Above 1,400 tokens both prices are ten times as high. Prompts 1220, 1310, 1400 are below it and write 30 tokens each; the last,
  // 1490, is above it and writes the answer of 50.
  const std::string tiers = with(one_turn_talks(), R"("output": "$0.60/1M tokens")",
                                 R"("output": "$0.60/1M tokens", "tiers": [{ "above": "1400 tokens", "input": "$1.5/1M tokens", "output": "$6/1M tokens" }])");
  const Run run = run_of(scenario_of(npc_with(tiers, R"("tool_calls": "100%", )" + three_rounds)));
  const std::uint64_t turns = talk_of(run).turns;
  const std::vector<std::uint64_t> totals = run.ledger.totals();
  std::uint64_t input[2] = {}, output[2] = {};
  for (std::size_t i = 0; i < totals.size(); ++i) {
    const Cell& cell = cell_table(*run.plan)[i];
    if (cell.meter == Meter::input_tokens) input[cell.tier] += totals[i];
    if (cell.meter == Meter::output_tokens) output[cell.tier] += totals[i];
  }
  CHECK(input[0] == (1220 + 1310 + 1400) * turns);
  CHECK(input[1] == 1490 * turns);
  CHECK(output[0] == 90 * turns);
  CHECK(output[1] == 50 * turns);
}

TEST_CASE("a full window keeps room for what tools bring", "[levers][tools][law2]") {
  // A window of 2,000 less 3·90 holds 1,220 + 70·n for n ≤ 7: the longest prompt is 1,710, the last call's 1,980.
  const std::string small = with(constant_talk, R"("kind": "llm",)", R"("kind": "llm", "context": "2000 tokens",)");
  const Run run = run_of(scenario_of(npc_with(small, R"("tool_calls": "50%", )" + three_rounds)));
  CHECK(longest_prompt(run.plan->ways[0], 200, 2000) == 1980);
  CHECK(talk_of(run).context_cut_turns > 0);
  check_conserved_and_metered(run);
}

TEST_CASE("a call that fails bills its input again, at most three times", "[levers][retry]") {
  // With e = 20 % a turn has e + e² + e³ = 0.248 failed calls; of a count with E[X²] = e + 3e² + 5e³ = 0.36 the standard error is
  // sqrt((0.36 − 0.248²) / n).
  const Run plain = run_of(scenario_of(timeless_talk()));
  const Run failing = run_of(scenario_of(llm_with(timeless_talk(), R"("retry": "20%")")));
  const TalkCounts talk = talk_of(failing);
  const auto turns = static_cast<double>(talk.turns);
  CHECK(std::abs(static_cast<double>(talk.retries) / turns - 0.248) <= 3.29 * std::sqrt(0.298496 / turns));
  CHECK(output_of(failing) == output_of(plain));
  CHECK(requests_of(failing) == talk.turns + talk.retries);
  CHECK(minute_tokens_of(failing) == input_of(failing) + output_of(failing));
  check_same_lives(failing, plain);
  check_conserved_and_metered(failing);
  check_same_bytes(llm_with(timeless_talk(), R"("retry": "0%")"), timeless_talk());

  const Run one = run_of(scenario_of(llm_with(one_turn_talks(), R"("retry": "50%")")));
  CHECK(input_of(one) == 1220 * (talk_of(one).turns + talk_of(one).retries));
  // Behind a tool round it is the last prompt that is sent again: 1220 + 1310 + 1310·failed.
  const std::string round = npc_with(one_turn_talks(), R"("tool_calls": "100%")");
  const Run both = run_of(scenario_of(llm_with(round, R"("retry": "50%")")));
  CHECK(input_of(both) == (1220 + 1310) * talk_of(both).turns + 1310 * talk_of(both).retries);
  CHECK(talk_of(both).retries == talk_of(one).retries);
}

TEST_CASE("memory is written down when a conversation is over", "[levers][memory]") {
  // Two calls a conversation read 40 + 70 tokens (instruction, and what was said) and write 120; with an input of its own 40 + 300.
  const Run plain = run_of(scenario_of(one_turn_talks()));
  const auto writes = [](const std::string& keys) { return npc_with(one_turn_talks(), R"("memory": { "write": "120 tokens", )" + keys + " }"); };
  const Run twice = run_of(scenario_of(writes(R"("write_calls": 2, "write_prompt": "40 tokens")")));
  const std::uint64_t talks = talk_of(plain).turns;   // a talk whose only line was not finished by the end has nothing to remember
  CHECK(talk_of(twice).memory_calls == 2 * talks);
  CHECK(total_of(twice, Stage::memory, Meter::input_tokens) == 2 * talks * 110);
  CHECK(total_of(twice, Stage::memory, Meter::output_tokens) == 2 * talks * 120);
  CHECK(input_of(twice) == input_of(plain));
  check_same_lives(twice, plain);
  check_conserved_and_metered(twice);

  const Run own = run_of(scenario_of(writes(R"("write_calls": 2, "write_prompt": "40 tokens", "write_input": "300 tokens")")));
  CHECK(total_of(own, Stage::memory, Meter::input_tokens) == 2 * talks * 340);

  const Run tenth = run_of(scenario_of(writes(R"("write_calls": 1.1)")));
  check_share(talk_of(tenth).memory_calls - talks, talks, 0.1);
  check_same_bytes(writes(R"("write_calls": 0)"), one_turn_talks());
}

TEST_CASE("what is remembered of a whole conversation is its whole history", "[levers][memory]") {
  // Each turn adds 70 tokens, and full memory reads them all once. A window of 8 turns holds 560; the few talks that the end of the run
  // cuts off hold less.
  const Run full = run_of(scenario_of(npc_with(timeless_talk(), R"("memory": { "write": "120 tokens" })")));
  CHECK(total_of(full, Stage::memory, Meter::input_tokens) == 70 * talk_of(full).turns);
  const Run window = run_of(scenario_of(npc_with(timeless_talk(), R"("memory": { "keep_turns": 8, "write": "120 tokens" })")));
  const std::uint64_t calls = talk_of(window).memory_calls;
  CHECK(total_of(window, Stage::memory, Meter::input_tokens) <= calls * 560);
  CHECK(total_of(window, Stage::memory, Meter::input_tokens) > (calls - 3) * 560);   // at most a few were cut off by the end of the run
}

TEST_CASE("a fast path asks no model, and what was said is in the history all the same", "[levers][skip]") {
  const Run plain = run_of(scenario_of(one_turn_talks()));
  const Run fast = run_of(scenario_of(llm_with(one_turn_talks(), R"("skip": "35%")")));
  const TalkCounts talk = talk_of(fast);
  check_share(talk.fast_turns, talk.turns, 0.35);
  CHECK(input_of(fast) == 1220 * (talk.turns - talk.fast_turns));
  CHECK(output_of(fast) == 50 * (talk.turns - talk.fast_turns));
  CHECK(requests_of(fast) == talk.turns - talk.fast_turns);
  check_same_lives(fast, plain);
  check_conserved_and_metered(fast);
  check_same_bytes(llm_with(timeless_talk(), R"("skip": "0%")"), timeless_talk());

  // In talks of 30 turns each prompt is as long as without the fast path, and independent of the dice: (1 − s)·ΣP. The dice of n turns
  // make a relative standard error of sqrt(s/(1−s)/n)·sqrt(E[P²])/E[P], below 0.0039·1.05.
  const Run all = run_of(scenario_of(timeless_talk())), most = run_of(scenario_of(llm_with(timeless_talk(), R"("skip": "35%")")));
  CHECK_THAT(static_cast<double>(input_of(most)), WithinRel(0.65 * static_cast<double>(input_of(all)), 3.29 * 0.0041));
}

namespace {

const std::string spoken_talk = R"({
  "npcost": 1, "name": "spoken",
  "time": { "start": "2026-01-05", "duration": "30 d", "timezone": "UTC" },
  "models": {
    "small": { "kind": "llm", "input": "$0.15/1M tokens", "output": "$0.60/1M tokens" },
    "ears": { "kind": "stt", "price": "$0.0043/min" },
    "mouth": { "kind": "tts", "price": "$15/1M chars" },
    "guard": { "kind": "moderation", "input": "$1/1M tokens" }
  },
  "pipelines": { "aloud": { "kind": "voice", "stages": [ { "do": "stt", "model": "ears" }, { "do": "llm", "model": "small" }, { "do": "tts", "model": "mouth" } ] } },
  "npcs": { "friend": { "pipeline": "aloud", "persona": "1200 tokens", "player_line": "20 tokens", "reply": "50 tokens", "player_speech": "3 s", "chars_per_token": 4, "think_time": "10 s" } },
  "players": { "active": "40 players", "segments": { "all": { "share": "100%", "sessions": "1/d", "session_length": "30 min", "conversations": 1, "turns": "10 turns", "npcs": { "friend": 1 } } } },
  "experiment": { "seed": 7, "replications": 2 }
})";

}  // namespace

TEST_CASE("a recorded line is not synthesised, and nothing else changes", "[levers][skip]") {
  // A reply of 50 tokens has 200 characters.
  const std::string recorded = with(spoken_talk, R"("do": "tts", "model": "mouth")", R"("do": "tts", "model": "mouth", "skip": "40%")");
  const Run plain = run_of(scenario_of(spoken_talk)), run = run_of(scenario_of(recorded));
  const std::uint64_t turns = talk_of(plain).turns;
  const std::uint64_t chars = total_of(run, Meter::tts_chars);
  CHECK(total_of(plain, Meter::tts_chars) == 200 * turns);
  CHECK(chars % 200 == 0);
  check_share(turns - chars / 200, turns, 0.4);
  CHECK(input_of(run) == input_of(plain));
  CHECK(total_of(run, Meter::stt_seconds) == total_of(plain, Meter::stt_seconds));
  check_same_lives(run, plain);
  check_same_bytes(with(recorded, "40%", "0%"), spoken_talk);
}

TEST_CASE("moderation before the model reads the line, behind it the reply, and a fast path has no reply to judge", "[levers][moderation]") {
  const std::string judged = with(spoken_talk, R"({ "do": "llm", "model": "small" })", R"({ "do": "llm", "model": "small" }, { "do": "moderate", "model": "guard" })");
  const std::string watched = with(spoken_talk, R"({ "do": "llm", "model": "small" })", R"({ "do": "moderate", "model": "guard" }, { "do": "llm", "model": "small" })");
  const Run plain = run_of(scenario_of(spoken_talk)), reply = run_of(scenario_of(judged)), line = run_of(scenario_of(watched));
  const std::uint64_t turns = talk_of(plain).turns;
  CHECK(total_of(reply, Stage::moderation, Meter::input_tokens) == 50 * turns);
  CHECK(total_of(line, Stage::moderation, Meter::input_tokens) == 20 * turns);
  check_same_lives(reply, plain);
  const Run fast = run_of(scenario_of(llm_with(judged, R"("skip": "35%")")));
  CHECK(total_of(fast, Stage::moderation, Meter::input_tokens) == 50 * (turns - talk_of(fast).fast_turns));
  const Run fast_line = run_of(scenario_of(llm_with(watched, R"("skip": "35%")")));
  CHECK(total_of(fast_line, Stage::moderation, Meter::input_tokens) == 20 * turns);
}

TEST_CASE("a tool round and a failed call are sent what was seen and heard again, as image and as audio", "[levers][tools][retry]") {
  // An image of 765 tokens beside a prompt of 1,220; a round adds 90 to the text, and the last call is the one that fails.
  std::string seeing = with(one_turn_talks(), R"("kind": "text", "stages": [ {)", R"("kind": "vision", "stages": [ { "do": "vision", "model": "small", "tokens": "765 tokens" }, {)");
  seeing = with(seeing, R"("input": "$0.15/1M tokens",)", R"("input": "$0.15/1M tokens", "image_input": "$0.30/1M tokens",)");
  const Run saw = run_of(scenario_of(npc_with(llm_with(seeing, R"("retry": "50%")"), R"("tool_calls": "100%")")));
  const std::uint64_t turns = talk_of(saw).turns, failed = talk_of(saw).retries;
  CHECK(total_of(saw, Meter::image_tokens) == 765 * (2 * turns + failed));
  CHECK(input_of(saw) == 1220 * turns + 1310 * (turns + failed));

  // Three seconds of speech are 75 tokens of audio, in the prompt instead of the line.
  std::string hearing = with(spoken_talk, R"({ "do": "stt", "model": "ears" }, )", "");
  hearing = with(hearing, R"("input": "$0.15/1M tokens",)", R"("input": "$0.15/1M tokens", "audio_input": "$0.30/1M tokens", "audio_input_rate": "25 tokens/s",)");
  hearing = with(with(hearing, R"("turns": "10 turns")", R"("turns": "1 turns")"), R"("ears": { "kind": "stt", "price": "$0.0043/min" },)", "");
  const Run heard = run_of(scenario_of(npc_with(llm_with(hearing, R"("retry": "50%")"), R"("tool_calls": "100%")")));
  const std::uint64_t lines = talk_of(heard).turns, again = talk_of(heard).retries;
  CHECK(total_of(heard, Meter::audio_input_tokens) == 75 * (2 * lines + again));
  CHECK(input_of(heard) == 1200 * lines + 1290 * (lines + again));
}

TEST_CASE("a language scales what tools and memory read and write", "[levers][languages]") {
  // Korean 1.38: 30 → 41.4, 60 → 82.8, 120 → 165.6, 40 → 55.2, 300 → 414.
  const std::string text = npc_with(constant_talk, R"("language": "ko", "tool_calls": "100%", "memory": { "write": "120 tokens", "write_prompt": "40 tokens", "write_input": "300 tokens" })");
  const std::shared_ptr<const Plan> plan = compile_plan(scenario_of(text), 0);
  const NpcPlan& npc = plan->ways[0];
  CHECK(npc.tools.call_tokens == 41);
  CHECK(npc.tools.result_tokens == 83);
  CHECK(npc.write.output_tokens == 166);
  CHECK(npc.write.prompt_tokens == 55);
  CHECK(npc.write.input_tokens == 414);
}

TEST_CASE("all these calls at once give the same bytes under every schedule, conserved and metered", "[levers][law1][law2][law3]") {
  std::string text = with(rich_world, R"("active": "300 players")", R"("active": "1300 players")");
  text = with(with(text, R"("duration": "14 d")", R"("duration": "3 d")"), R"({ "do": "llm", "model": "brain" })", R"({ "do": "llm", "model": "brain", "skip": "10%", "retry": "5%" }, { "do": "moderate", "model": "guard" })");
  text = with(text, R"("pipeline": "chat",)", R"("pipeline": "chat", "tool_calls": "30%", "tool_rounds": 2, "shared_by": 3,)");
  text = with(text, R"("recall": "100..400 tokens")", R"("recall": "100..400 tokens", "write": "120 tokens", "write_calls": 1.5)");
  text = with(text, R"("do": "tts", "model": "mouth")", R"("do": "tts", "model": "mouth", "skip": "20%")");
  const Scenario scenario = scenario_of(text);
  check_every_schedule_agrees(scenario);
  const Run run = run_of(scenario);
  check_conserved_and_metered(run);
  for (const NpcPlan& way : run.plan->ways) CHECK(longest_prompt(way, 80, way.llm.context_tokens) > 1000);
  const TalkCounts talk = talk_of(run);
  CHECK(talk.tool_calls > 0);
  CHECK(talk.retries > 0);
  CHECK(talk.memory_calls > 0);
  CHECK(talk.fast_turns > 0);
  CHECK(talk.carried_turns > 0);
}

TEST_CASE("an NPC that N players share is paid once: each turn is lived by all and carried by one", "[levers][shared]") {
  const Run plain = run_of(scenario_of(one_turn_talks()));
  const Run raid = run_of(scenario_of(npc_with(one_turn_talks(), R"("shared_by": 4, "memory": { "write": "120 tokens" })")));
  const TalkCounts talk = talk_of(raid);
  check_same_lives(raid, plain);
  check_share(talk.carried_turns, talk.turns, 0.75);
  CHECK(input_of(raid) == 1220 * (talk.turns - talk.carried_turns));
  CHECK(output_of(raid) == 50 * (talk.turns - talk.carried_turns));
  CHECK(requests_of(raid) == talk.turns - talk.carried_turns);
  check_share(talk.memory_calls, talk.turns, 0.25);
  check_conserved_and_metered(raid);
  check_same_bytes(npc_with(timeless_talk(), R"("shared_by": 1)"), timeless_talk());
}
