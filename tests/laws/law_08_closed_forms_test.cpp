// Law 8: closed forms, inside their interval at the stated confidence (99.9 %: a seed is fixed, so a pass stays a pass).

#include <cmath>

#include "sim/dialogue/turn.h"
#include "sim/engine/plan_types.h"
#include "tests/laws/support.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

struct Sample {
  double sum = 0, squares = 0, n = 0;
  void add(double x) { sum += x; squares += x * x; n += 1; }
  double mean() const { return sum / n; }
  double standard_error() const { return std::sqrt((squares / n - mean() * mean()) / (n - 1)); }
};

/// The truth lies within 3.29 standard errors of the mean: 99.9 %.
void check_inside(const Sample& sample, double truth) {
  INFO("mean " << sample.mean() << ", truth " << truth << ", standard error " << sample.standard_error());
  CHECK(std::abs(sample.mean() - truth) <= 3.29 * sample.standard_error());
  CHECK(sample.standard_error() < 0.02 * truth);  // an interval that holds everything proves nothing
}

struct Talk {
  double input = 0, output = 0, turns = 0, hits = 0;
};

/// `count` conversations of the first NPC with the lengths its segment draws.
template <typename Use>
void each_talk(const Scenario& scenario, std::uint32_t count, const Use& use) {
  const std::shared_ptr<const Plan> plan = compile_plan(scenario, 0);
  for (std::uint32_t i = 0; i < count; ++i) {
    const PlayerKey key{scenario.experiment.seed, 0, 0, i};
    const Words words = draw(key, Purpose::conversation, 0, 0);
    const std::uint32_t turns = plan->segments[0].turns.draw(words.w[2], words.w[3]);
    Conversation talk = begin_conversation(plan->ways[0], key, 0, turns, 0, long_ago);
    Talk sums;
    std::int64_t now = 0;
    while (talk.turn < talk.turns) {
      const TurnRecord turn = take_turn(plan->ways[0], key, talk, now);
      sums.input += turn.prompt_tokens;
      sums.output += turn.reply_tokens;
      sums.turns += 1;
      now = turn.end_ms + turn.think_ms;
    }
    use(sums);
  }
}

std::string geometric_talk(const std::string& system, const std::string& line, const std::string& reply,
                           const std::string& mean_turns) {
  std::string text = with(constant_talk, "\"1200 tokens\"", "\"" + system + " tokens\"");
  text = with(text, "\"player_line\": \"20 tokens\"", "\"player_line\": \"" + line + " tokens\"");
  text = with(text, "\"reply\": \"50 tokens\"", "\"reply\": \"" + reply + " tokens\"");
  text = with(text, "\"turns\": \"30 turns\"", "\"turns\": { \"dist\": \"geometric\", \"mean\": " + mean_turns + " }");
  return with(text, "\"input\": \"$0.15/1M tokens\"", "\"context\": \"1M tokens\", \"input\": \"$0.15/1M tokens\"");
}

}  // namespace

TEST_CASE("geometric conversations with full history cost what algebra says", "[law8]") {
  // q = 0.9: E[K] = 1/(1−q) = 10; E[input] = S/(1−q) + u/(1−q)² + o·q/(1−q)² = 4000 + 2000 + 4500 = 10,500; E[output] = 500.
  Sample input, output, turns;
  each_talk(scenario_of(geometric_talk("400", "20", "50", "10")), 60'000, [&](const Talk& talk) {
    input.add(talk.input);
    output.add(talk.output);
    turns.add(talk.turns);
  });
  check_inside(turns, 10);
  check_inside(input, 10'500);
  check_inside(output, 500);
}

TEST_CASE("a short geometric conversation costs what algebra says", "[law8]") {
  // q = 0.5743: E[K] = 2.34907; E[input] = 1200·2.34907 + 40·5.51814 + 120·0.5743·5.51814 = 3,419.90.
  Sample input;
  each_talk(scenario_of(geometric_talk("1200", "40", "120", "2.349072116513977")), 60'000,
            [&](const Talk& talk) { input.add(talk.input); });
  check_inside(input, 3'419.9002552084485);
}

TEST_CASE("a window of H turns saves what algebra says", "[law8]") {
  // E[input] = (S+u)/(1−q) + (u+o)·q·(1−q^H)/(1−q)².
  struct Case { const char* system; const char* line; const char* reply; const char* mean; double q; int window; double truth; };
  const Case cases[] = {{"400", "20", "50", "10", 0.9, 4, 6366.57},
                        {"400", "20", "50", "10", 0.9, 10, 8303.325827370003},
                        {"800", "30", "80", "20", 0.95, 8, 30669.025972117157}};
  for (const Case& c : cases) {
    INFO("window " << c.window);
    const std::string text = with(geometric_talk(c.system, c.line, c.reply, c.mean), "\"think_time\"",
                                  "\"memory\": { \"keep_turns\": " + std::to_string(c.window) + " }, \"think_time\"");
    Sample input;
    each_talk(scenario_of(text), 60'000, [&](const Talk& talk) { input.add(talk.input); });
    check_inside(input, c.truth);
  }
}

namespace {

/// Visits of one player as a Poisson process: one talk of one turn a session of a second.
std::string visits(const std::string& sessions, const std::string& ttl, bool sliding) {
  std::string text = with(constant_talk, "\"input\": \"$0.15/1M tokens\"",
                          "\"input\": \"$0.15/1M tokens\", \"cached_input\": \"$0.015/1M tokens\", \"cache_ttl\": \"" + ttl +
                              "\", \"cache_refresh\": " + (sliding ? "true" : "false"));
  text = with(text, "\"sessions\": \"1/d\", \"session_length\": \"30 min\"",
              "\"sessions\": \"" + sessions + "\", \"session_length\": \"1 s\"");
  text = with(text, "\"turns\": \"30 turns\"", "\"turns\": \"1 turns\"");
  text = with(text, "\"first_token\": \"500 ms\", \"speed\": \"100 tokens/s\"", "\"first_token\": \"0 ms\"");
  return with(text, "\"active\": \"40 players\"", "\"active\": \"1 players\"");
}

double hit_share(const std::string& text) {
  const Run run = run_of(scenario_of(text));
  const TalkCounts talk = talk_of(run);
  // Prompt 1,220 tokens; the persona of 1,200 is cached in blocks of 128: 1,152 a hit.
  REQUIRE(talk.turns > 5'000);
  return static_cast<double>(talk.cached_tokens) / 1152.0 / static_cast<double>(talk.turns);
}

}  // namespace

TEST_CASE("a prefix kept warm by hits is found as often as 1 − exp(−λ·TTL)", "[law8]") {
  // λ = 144 visits a day = 1/600 s, TTL 300 s: h = 1 − exp(−0.5) = 0.39347. 60 days are about 8,640 visits: standard error
  // sqrt(0.239/8640) = 0.0053; 3.29 of them.
  CHECK_THAT(hit_share(with(visits("144/d", "300 s", true), "\"30 d\"", "\"60 d\"")), WithinAbs(0.3934693402873666, 0.0175));
}

TEST_CASE("a prefix that hits do not refresh is found as often as λ·TTL / (1 + λ·TTL)", "[law8]") {
  // 0.5 / 1.5 = 0.33333; standard error sqrt(0.222/8640) = 0.0051.
  CHECK_THAT(hit_share(with(visits("144/d", "300 s", false), "\"30 d\"", "\"60 d\"")), WithinAbs(1.0 / 3, 0.017));
}

TEST_CASE("many players keep a shared persona warm for each other", "[law8]") {
  // 4,000 players, each once in 10 days: own reuse within 5 min is 0.03 %; the others bring λ = 399.9 calls a day:
  // λ·TTL = 1.3885, h = 1 − (1 − own)·exp(−1.3885) = 0.751. About 12,000 visits: standard error 0.0039.
  const std::string text = with(visits("0.1/d", "300 s", true), "\"active\": \"1 players\"", "\"active\": \"4000 players\"");
  const double own = 1 - std::exp(-0.1 * 300 / 86'400);
  const double others = 0.1 * 3999 * 300 / 86'400;
  CHECK_THAT(hit_share(text), WithinAbs(1 - (1 - own) * std::exp(-others), 0.013));
}

TEST_CASE("players online are Poisson: mean and variance λ·E[S]", "[law8]") {
  // M/G/∞: 4,000 players, 0.5 sessions a day, lognormal stays around 30 min: λ·E[S] from the drawn lengths themselves.
  std::string text = with(constant_talk, "\"active\": \"40 players\"", "\"active\": \"4000 players\"");
  text = with(text, "\"sessions\": \"1/d\", \"session_length\": \"30 min\"", "\"sessions\": \"0.5/d\", \"session_length\": \"10..90 min\", \"talks\": \"0%\"");
  text = with(text, "\"replications\": 2", "\"replications\": 2, \"warm_up\": \"1 d\"");
  const Scenario scenario = scenario_of(text);
  const Run run = run_of(scenario);
  const double stay_ms = run.plan->segments[0].session_ms.mean();
  const double truth = 4000 * 0.5 / 86'400e3 * stay_ms;
  Sample hourly;  // one look an hour: stays are shorter, so the looks are nearly independent
  std::int64_t online = 0;
  for (std::size_t minute = 0; minute + 1 < run.ledger.online_change.size(); ++minute) {
    online += run.ledger.online_change[minute];
    if (minute % 60 == 59) hourly.add(static_cast<double>(online));
  }
  const double variance = hourly.squares / hourly.n - hourly.mean() * hourly.mean();
  // 720 looks: the mean's standard error is sqrt(truth/720·(1+2·0.3)) ≈ 0.3; the variance's relative one sqrt(2/720)·1.3 ≈ 7 %.
  CHECK_THAT(hourly.mean(), WithinAbs(truth, 1.1));
  CHECK_THAT(variance, WithinRel(truth, 0.22));
}

TEST_CASE("a cap on the reply cuts the mean as the lognormal says", "[law8]") {
  // mean 60, cv 0.6 → mu 3.9406, sigma 0.554513; E[min(X, 120)] = 57.6814. Rounding to whole tokens moves it by less than 0.01.
  std::string text = with(constant_talk, "\"reply\": \"50 tokens\"",
                          "\"reply\": { \"dist\": \"lognormal\", \"mean\": \"60 tokens\", \"sd\": \"36 tokens\" }, \"reply_max\": \"120 tokens\"");
  const std::shared_ptr<const Plan> plan = compile_plan(scenario_of(text), 0);
  CHECK_THAT(plan->ways[0].reply.mean(), WithinAbs(57.68141007508979, 0.02));
  const std::shared_ptr<const Plan> uncapped = compile_plan(
      scenario_of(with(text, ", \"reply_max\": \"120 tokens\"", "")), 0);
  CHECK_THAT(uncapped->ways[0].reply.mean(), WithinAbs(60.0, 0.02));
  Sample replies;
  const PlayerKey key{7, 0, 0, 0};
  for (std::uint32_t i = 0; i < 200'000; ++i) {
    const Words words = draw(key, Purpose::test, i, 0);
    replies.add(plan->ways[0].reply.draw(words.w[0], words.w[1]));
  }
  check_inside(replies, 57.68141007508979);
}
