// Levers on every turn: another model for a share of them, replies, speech and prompts that are found again, shorter replies and
// memories, work that can wait, a cache that is filled before somebody talks.

#include <cmath>
#include <map>

#include "tests/laws/lever_runs.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

std::string policy(const std::string& text, const std::string& what) { return adding(text, R"("policies": { "p": { )" + what + " } }"); }

Run run_with(const std::string& text, const std::string& what) { return run_of(scenario_of(policy(text, what))); }

/// `count` of `n` lies within 3.29 standard errors of the share p.
void check_binomial(std::uint64_t count, std::uint64_t n, double p) {
  INFO(count << " of " << n << ", expected " << p);
  CHECK(std::abs(static_cast<double>(count) - p * static_cast<double>(n)) <= 3.29 * std::sqrt(static_cast<double>(n) * p * (1 - p)));
}

/// calm_talk spoken: 1 s to say a line, no latency; 4 characters a token, so 200 a reply.
std::string calm_voice() {
  std::string text = with(calm_talk(), R"("models": {)", R"("models": {
    "ears": { "kind": "stt", "price": "$0.006/min", "first_token": "0 ms" }, "mouth": { "kind": "tts", "price": "$15/1M chars", "first_token": "0 ms" },)");
  text = with(text, R"("text": { "kind": "text", "stages": [ { "do": "llm", "model": "small" } ] })",
              R"("text": { "kind": "voice", "stages": [ { "do": "stt", "model": "ears" }, { "do": "llm", "model": "small" }, { "do": "tts", "model": "mouth" } ] })");
  return with(text, R"("think_time": "10 s")", R"("think_time": "10 s", "player_speech": "1 s", "chars_per_token": 4)");
}

/// calm_talk with a cache: 128-token blocks from 1,024 on, kept for 5 minutes.
std::string cached_talk() { return with(calm_talk(), R"("output": "$0.60/1M tokens")", R"("output": "$0.60/1M tokens", "cached_input": "$0.015/1M tokens")"); }

}  // namespace

TEST_CASE("a route sends its share of the turns to the other model, and changes nothing else", "[law7][law9]") {
  const std::string text = with_tiny(calm_talk());
  const Run free = run_of(scenario_of(text));
  const std::uint64_t turns = talk_of(free).turns;
  for (const double share : {0.0, 0.2, 0.65, 1.0}) {
    INFO("share " << share);
    const Scenario scenario = scenario_of(policy(text, R"("kind": "route", "to": "tiny", "share": )" + std::to_string(share)));
    const Run run = run_of(scenario);
    const std::uint64_t routed = talk_of(run).other_model_turns;
    check_binomial(routed, turns, share);   // 0 and 1 exactly
    CHECK(run.ledger.policy[0].turns == routed);
    CHECK(total_of(run, scenario, "tiny", Meter::output_tokens) == 50 * routed);
    CHECK(total_of(run, scenario, "small", Meter::output_tokens) == 50 * (turns - routed));
    CHECK(total_of(run, Meter::input_tokens) == total_of(free, Meter::input_tokens));
    check_same_people(run, free);
    check_conserved(run);
  }
  const Run none = run_with(text, R"("kind": "route", "to": "tiny", "share": 0)");
  CHECK(cost_of(none, scenario_of(text).book) == cost_of(free, scenario_of(text).book));
  const Run off = run_with(text, R"("kind": "route", "to": "tiny", "share": 0.5, "enabled": false)");
  CHECK(cost_of(off, scenario_of(text).book) == cost_of(free, scenario_of(text).book));
}

TEST_CASE("a route is decided for a turn, a conversation or a player", "[law7]") {
  const std::string text = with(with_tiny(calm_talk()), R"("active": "40 players")", R"("active": "400 players")");
  const auto routes = [&](const std::string& by) {
    const Run run = run_with(with(text, "\"30 d\"", "\"4 d\""), R"("kind": "route", "to": "tiny", "share": 0.35, "by": ")" + by + "\"");
    return turns_of_all(*run.plan);
  };
  std::uint64_t both = 0;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::pair<std::uint64_t, std::uint64_t>> talks;
  for (const HeardTurn& heard : routes("conversation")) {
    auto& [turns, routed] = talks[{heard.player, heard.talk}];
    ++turns;
    routed += heard.turn.course.llm;
  }
  std::uint64_t led = 0;
  for (const auto& [talk, count] : talks) {
    both += count.second != 0 && count.second != count.first ? 1u : 0u;
    led += count.second != 0 ? 1u : 0u;
  }
  CHECK(both == 0);
  check_binomial(led, talks.size(), 0.35);

  std::map<std::uint32_t, std::pair<std::uint64_t, std::uint64_t>> players;
  for (const HeardTurn& heard : routes("player")) {
    auto& [turns, routed] = players[heard.player];
    ++turns;
    routed += heard.turn.course.llm;
  }
  led = 0;
  for (const auto& [player, count] : players) {
    both += count.second != 0 && count.second != count.first ? 1u : 0u;
    led += count.second != 0 ? 1u : 0u;
  }
  CHECK(both == 0);
  check_binomial(led, players.size(), 0.35);
}

TEST_CASE("a larger share of a route holds the turns of the smaller one", "[law9]") {
  const std::string text = with_tiny(with(calm_talk(), "\"30 d\"", "\"4 d\""));
  const auto routed = [&](const std::string& share) {
    return turns_of_all(*run_with(text, R"("kind": "route", "to": "tiny", "share": )" + share).plan);
  };
  const std::vector<HeardTurn> few = routed("0.2"), many = routed("0.5");
  REQUIRE(few.size() == many.size());
  std::uint64_t more = 0;
  for (std::size_t i = 0; i < few.size(); ++i) {
    CHECK(few[i].turn.course.llm <= many[i].turn.course.llm);
    more += many[i].turn.course.llm - few[i].turn.course.llm;
  }
  check_binomial(more, few.size(), 0.3);
}

TEST_CASE("a model that reads a talk now and then finds in its cache what it read itself", "[law2]") {
  // Both cache; a model's prefix is its own last prompt. Half of the turns each: fewer tokens are found than by one model alone.
  const std::string text = with(with_tiny(cached_talk()), R"("output": "$0.30/1M tokens")", R"("output": "$0.30/1M tokens", "cached_input": "$0.0075/1M tokens")");
  const Run free = run_of(scenario_of(text)), run = run_with(text, R"("kind": "route", "to": "tiny", "share": 0.5)");
  CHECK(talk_of(run).prompt_tokens == talk_of(free).prompt_tokens);
  CHECK(talk_of(run).cached_tokens < talk_of(free).cached_tokens);
  CHECK(talk_of(run).cached_tokens > talk_of(free).cached_tokens / 2);
  check_conserved(run);
  check_windows(run);
}

TEST_CASE("a cache of replies answers its share without a model, and the history is as long", "[law7]") {
  const Run free = run_of(scenario_of(calm_talk()));
  for (const double hit : {0.0, 0.3, 1.0}) {
    INFO("hit rate " << hit);
    const Run run = run_with(calm_talk(), R"("kind": "cache", "of": "replies", "hit_rate": )" + std::to_string(hit));
    const TalkCounts talk = talk_of(run);
    check_binomial(talk.reused_turns, talk.turns, hit);
    CHECK(total_of(run, Meter::output_tokens) == 50 * (talk.turns - talk.reused_turns));
    check_same_people(run, free);
    check_conserved(run);
    std::uint64_t prompts = 0;
    for (const HeardTurn& heard : turns_of_all(*run.plan)) prompts += heard.turn.prompt_tokens;
    CHECK(prompts == total_of(run, Meter::input_tokens));
    if (hit == 0) CHECK(without_policies(run.ledger) == without_policies(free.ledger));
  }
}

TEST_CASE("a cache of speech plays its share again, and the model is asked as before", "[law7]") {
  const Run free = run_of(scenario_of(calm_voice()));
  REQUIRE(total_of(free, Meter::tts_chars) == 200 * talk_of(free).turns);
  for (const double hit : {0.0, 0.4, 1.0}) {
    INFO("hit rate " << hit);
    const Run run = run_with(calm_voice(), R"("kind": "cache", "applies_to": ["mouth"], "hit_rate": )" + std::to_string(hit));
    const std::uint64_t turns = talk_of(run).turns, played = run.ledger.policy[0].turns;
    check_binomial(played, turns, hit);
    CHECK(total_of(run, Meter::tts_chars) == 200 * (turns - played));
    for (const Meter meter : {Meter::input_tokens, Meter::output_tokens, Meter::stt_seconds}) CHECK(total_of(run, meter) == total_of(free, meter));
    check_same_people(run, free);
    if (hit == 0) CHECK(without_policies(run.ledger) == without_policies(free.ledger));
  }
}

TEST_CASE("a stated hit rate of the prompt's prefix takes the place of the clock", "[law2][law7]") {
  const Run free = run_of(scenario_of(cached_talk()));
  const auto stated = [](const std::string& rate) { return run_with(cached_talk(), R"("kind": "cache", "hit_rate": )" + rate); };
  CHECK(talk_of(stated("0")).cached_tokens == 0);
  const Run always = stated("1"), half = stated("0.5");
  // Turn n reads 1220 + 70·n and repeats the prompt before, the first turn persona: in blocks of 128 tokens.
  std::uint64_t found = 0;
  for (std::uint32_t n = 0; n < 30; ++n) found += (n == 0 ? 1200 : 1220 + 70 * (n - 1)) / 128 * 128;
  const TalkCounts talk = talk_of(always);
  REQUIRE(talk.turns == 30 * talk.conversations);   // no talk is cut by the end of the run
  CHECK(talk.cached_tokens == found * talk.conversations);
  // Half of the turns find theirs: a sum of independent halves, variance Σ found²/4.
  double squares = 0;
  for (std::uint32_t n = 0; n < 30; ++n) squares += std::pow((n == 0 ? 1200 : 1220 + 70 * (n - 1)) / 128 * 128, 2) / 4;
  const double error = std::sqrt(squares * static_cast<double>(talk.conversations));
  CHECK_THAT(static_cast<double>(talk_of(half).cached_tokens), WithinAbs(static_cast<double>(talk.cached_tokens) / 2, 3.29 * error));
  for (const Run* run : {&always, &half}) {
    check_same_people(*run, free);
    check_conserved(*run);
    CHECK(talk_of(*run).prompt_tokens == talk_of(free).prompt_tokens);
  }
}
