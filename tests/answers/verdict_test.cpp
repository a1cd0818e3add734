#include "sim/answers/verdict.h"

#include "tests/answers/hand_ledger.h"

using namespace npcost;

namespace {

std::array<Money, stage_count> costs(const char* llm, const char* tts) {
  std::array<Money, stage_count> by_stage;
  by_stage[static_cast<std::size_t>(Stage::llm)] = hand::money(llm);
  by_stage[static_cast<std::size_t>(Stage::tts)] = hand::money(tts);
  return by_stage;
}

}  // namespace

TEST_CASE("green ends at 5 %, amber at 20 %, red at 33 % of net revenue", "[verdict]") {
  CHECK(band_of(0.0) == "green");
  CHECK(band_of(0.05) == "green");
  CHECK(band_of(0.0501) == "amber");
  CHECK(band_of(0.20) == "amber");
  CHECK(band_of(0.2001) == "red");
  CHECK(band_of(0.33) == "red");
  CHECK(band_of(0.3301) == "black");
  CHECK(band_of(7.0) == "black");
  CHECK(band_of(std::nullopt) == "unknown");
  CHECK(band_of(0.15 / 3) == "green");  // the last bit of a quotient decides nothing
}

TEST_CASE("a verdict names the stage that costs most", "[verdict]") {
  const std::vector<double> cost = {1.0, 3.0}, share = {0.1, 0.2};
  const ModeVerdict verdict = mode_verdict(Mode::voice, cost, share, costs("0.25", "0.75"));
  CHECK(verdict.mode == "voice");
  CHECK(verdict.cost_per_mau_month == 2.0);
  CHECK_THAT(verdict.share_of_net_revenue.value(), WithinRel(0.15, 1e-12));
  CHECK(verdict.band == "amber");
  CHECK(verdict.binding_component == "tts");
  CHECK(verdict.binding_share == 0.75);
}

TEST_CASE("a mode that costs nothing is bound by nothing, and without revenue its band is unknown", "[verdict]") {
  const std::vector<double> cost = {0.0};
  const ModeVerdict verdict = mode_verdict(Mode::text, cost, {}, costs("0", "0"));
  CHECK(verdict.mode == "text");
  CHECK(verdict.band == "unknown");
  CHECK_FALSE(verdict.share_of_net_revenue.has_value());
  CHECK(verdict.binding_component.empty());
  CHECK(verdict.binding_share == 0);
}

TEST_CASE("a mode is paid by the players who can meet it", "[verdict]") {
  Scenario in = hand::scenario();
  in.revenue.model = Revenue::Model::subscription;
  in.revenue.price.money = hand::money("10");
  const ReplicationSummary summary = hand::summary_of(in, hand::four_players(), 8);
  // Everybody can meet the guard: 0.40 × 15 ÷ 4 players. Only the two loud players can meet the bard: 0.60 × 15 ÷ 2.
  const ModeSums& text = summary.modes[static_cast<std::size_t>(Mode::text)];
  const ModeSums& voice = summary.modes[static_cast<std::size_t>(Mode::voice)];
  CHECK(text.occurs);
  CHECK_THAT(text.cost_per_mau_month.value(), WithinRel(1.50, 1e-14));
  CHECK_THAT(text.share_of_net_revenue.value(), WithinRel(0.15, 1e-12));
  CHECK(voice.occurs);
  CHECK_THAT(voice.cost_per_mau_month.value(), WithinRel(4.50, 1e-14));
  CHECK_THAT(voice.share_of_net_revenue.value(), WithinRel(0.45, 1e-12));
  CHECK(voice.by_stage[static_cast<std::size_t>(Stage::tts)] == hand::money("0.40"));
  CHECK(voice.by_stage[static_cast<std::size_t>(Stage::llm)] == hand::money("0.20"));

  SECTION("and does not occur when nobody can") {
    in.players.segments[hand::loud].npcs = {{hand::guard, 1}};
    CHECK_FALSE(hand::summary_of(in, hand::four_players(), 8).modes[static_cast<std::size_t>(Mode::voice)].occurs);
  }
}
