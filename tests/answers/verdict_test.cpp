#include "sim/answers/money/verdict.h"

#include "sim/answers/money/mode_costs.h"
#include "sim/answers/replications.h"
#include "tests/answers/hand_ledger.h"

using namespace npcost;

namespace {

ModeValues costs(const char* llm, const char* tts) {
  ModeValues values;
  values.occurs = true;
  values.by_stage[static_cast<std::size_t>(Stage::llm)] = hand::money(llm);
  values.by_stage[static_cast<std::size_t>(Stage::tts)] = hand::money(tts);
  return values;
}

const Judged& judged(const ModeVerdict& verdict, std::string_view of) {
  for (const Judged& one : verdict.judged) {
    if (one.of == of) return one;
  }
  FAIL("not judged");
  return verdict.judged.front();
}

Scenario subscription(const char* price) {
  Scenario in = hand::scenario();
  in.revenue.model = Revenue::Model::subscription;
  in.revenue.price.money = hand::money(price);
  return in;
}

const ModeSums& mode(const ReplicationSummary& summary, std::size_t which) { return summary.modes[which]; }
constexpr auto text = static_cast<std::size_t>(Mode::text), voice = static_cast<std::size_t>(Mode::voice), device = mode_count;

}  // namespace

TEST_CASE("green ends at 5 %, amber at 20 %, red at 33 % of net revenue", "[verdict]") {
  const Viability bands;
  CHECK(band_of(0.0, bands) == "green");
  CHECK(band_of(0.05, bands) == "green");
  CHECK(band_of(0.0501, bands) == "amber");
  CHECK(band_of(0.20, bands) == "amber");
  CHECK(band_of(0.2001, bands) == "red");
  CHECK(band_of(0.33, bands) == "red");
  CHECK(band_of(0.3301, bands) == "black");
  CHECK(band_of(7.0, bands) == "black");
  CHECK(band_of(std::nullopt, bands) == "unknown");
  CHECK(band_of(0.15 / 3, bands) == "green");  // the last bit of a quotient decides nothing
}

TEST_CASE("bands are the scenario's, and may be of no width", "[verdict]") {
  Viability bands;
  bands.green = 0.02;
  bands.amber = 0.02;
  bands.red = 0.5;
  CHECK(band_of(0.02, bands) == "green");
  CHECK(band_of(0.0201, bands) == "red");
  CHECK(band_of(0.5, bands) == "red");
  CHECK(band_of(0.5001, bands) == "black");
}

TEST_CASE("a verdict names the stage that costs most", "[verdict]") {
  ModeValues values = costs("0.25", "0.75");
  values.cost_per_mau_month = {1.0, 3.0};
  values.share = {0.1, 0.2};
  const ModeVerdict verdict = mode_verdict("voice", values, hand::scenario());
  CHECK(verdict.mode == "voice");
  CHECK(verdict.cost_per_mau_month == 2.0);
  CHECK_THAT(verdict.share_of_net_revenue.value(), WithinRel(0.15, 1e-12));
  CHECK(verdict.band == "amber");
  CHECK(verdict.binding_component == "tts");
  CHECK(verdict.binding_share == 0.75);
}

TEST_CASE("of each part it is said whether the mode would be green without it, and with nothing else", "[verdict]") {
  // 0.15 of net revenue: 0.1125 speech and 0.0375 words. Only the words alone would be green.
  ModeValues values = costs("0.25", "0.75");
  values.cost_per_mau_month = {2.0};
  values.share = {0.15};
  const ModeVerdict verdict = mode_verdict("voice", values, hand::scenario());
  REQUIRE(verdict.components.size() == 2);
  CHECK(verdict.components[0].name == "tts");
  CHECK(verdict.components[0].green_without == true);
  CHECK(verdict.components[0].green_alone == false);
  CHECK(verdict.components[1].name == "llm");
  CHECK(verdict.components[1].green_without == false);  // with the llm free it would still fail
  CHECK(verdict.components[1].green_alone == true);
  // At 0.20 the words alone are at the end of the green band, at 0.21 beyond it.
  values.share = {0.20};
  CHECK(mode_verdict("voice", values, hand::scenario()).components[0].green_without == true);
  values.share = {0.21};
  CHECK(mode_verdict("voice", values, hand::scenario()).components[0].green_without == false);
}

TEST_CASE("a mode that costs nothing is bound by nothing, and without revenue its band is unknown", "[verdict]") {
  ModeValues values = costs("0", "0");
  values.cost_per_mau_month = {0.0};
  const ModeVerdict verdict = mode_verdict("text", values, hand::scenario());
  CHECK(verdict.mode == "text");
  CHECK(verdict.band == "unknown");
  CHECK_FALSE(verdict.share_of_net_revenue.has_value());
  CHECK(verdict.binding_component.empty());
  CHECK(verdict.binding_share == 0);
  CHECK(verdict.judged.size() == 1);  // nothing else can be judged
}

TEST_CASE("a mode is paid by the players who can meet it", "[verdict]") {
  Scenario in = subscription("10");
  const ReplicationSummary summary = hand::summary_of(in, hand::four_players(), 8);
  // Everybody can meet the guard: 0.40 × 15 ÷ 4 players. Only the two loud players can meet the bard: 0.60 × 15 ÷ 2.
  CHECK(mode(summary, text).occurs);
  CHECK_THAT(mode(summary, text).cost_per_mau_month.value(), WithinRel(1.50, 1e-14));
  CHECK_THAT(mode(summary, text).share_of_net_revenue.value(), WithinRel(0.15, 1e-12));
  CHECK(mode(summary, voice).occurs);
  CHECK_THAT(mode(summary, voice).cost_per_mau_month.value(), WithinRel(4.50, 1e-14));
  CHECK_THAT(mode(summary, voice).share_of_net_revenue.value(), WithinRel(0.45, 1e-12));
  CHECK(mode(summary, voice).by_stage[static_cast<std::size_t>(Stage::tts)] == hand::money("0.40"));
  CHECK(mode(summary, voice).by_stage[static_cast<std::size_t>(Stage::llm)] == hand::money("0.20"));
  CHECK_FALSE(mode(summary, device).occurs);

  SECTION("and does not occur when nobody can") {
    in.players.segments[hand::loud].npcs = {{hand::guard, 1}};
    CHECK_FALSE(mode(hand::summary_of(in, hand::four_players(), 8), voice).occurs);
  }
}

TEST_CASE("the P95 player is one of those who can meet the mode, with what the mode costs him", "[verdict]") {
  const ReplicationSummary summary = hand::summary_of(subscription("10"), hand::four_players(), 8);
  // Text, a month: 0, 3, 3 and 0: the P95 is 3. Voice, of the two loud ones: 9 and 0: 0.95 × 9.
  CHECK_THAT(mode(summary, text).p95_share.value(), WithinRel(0.30, 1e-12));
  CHECK_THAT(mode(summary, voice).p95_share.value(), WithinRel(0.855, 1e-12));
}

TEST_CASE("of pay per use the P95 is of players' own cost a unit, where there is one mode", "[verdict]") {
  Scenario in = subscription("0.50");
  in.revenue.model = Revenue::Model::pay_per_use;
  in.revenue.unit = Revenue::Unit::turn;
  CHECK_FALSE(mode(hand::summary_of(in, hand::four_players(), 8), text).p95_share.has_value());
  in.pipelines[1].mode = Mode::text;
  // 0.20 in two turns and 0.80 in four: 0.10 and 0.20 a turn, P95 0.195.
  const ReplicationSummary summary = hand::summary_of(in, hand::four_players(), 8);
  CHECK_THAT(mode(summary, text).p95_share.value(), WithinRel(0.195 / 0.50, 1e-12));
  CHECK_THAT(mode(summary, text).share_of_net_revenue.value(), WithinRel(1.0 / 6 / 0.50, 1e-12));
  CHECK_FALSE(mode(summary, text).peak_share.has_value());  // a dear month brings in as much more
}

TEST_CASE("the peak month of a run of two months is its dearest 30 days, of a shorter one the mean", "[verdict]") {
  Scenario in = subscription("10");
  in.duration = 2 * Milliseconds{30LL * 24 * 3'600'000};
  UsageLedger sums = hand::ledger(1, in);
  hand::lived(sums, {0, hand::quiet}, 2, 3600);
  hand::used(sums, {0, hand::quiet}, hand::guard, 0, {{hand::read_text, 20}});
  hand::used(sums, {0, hand::quiet}, hand::guard, 800, {{hand::read_text, 60}});  // day 33: in no window with hour 0
  const ReplicationSummary summary = hand::summary_of(in, sums, 1);
  CHECK_THAT(mode(summary, text).share_of_net_revenue.value(), WithinRel(0.04, 1e-12));  // 0.80 in two months
  CHECK_THAT(mode(summary, text).peak_share.value(), WithinRel(0.06, 1e-12));
  const ReplicationSummary short_run = hand::summary_of(subscription("10"), hand::four_players(), 8);
  CHECK(mode(short_run, text).peak_share == mode(short_run, text).share_of_net_revenue);
}

TEST_CASE("where players come and go the peak month is divided by those who then play", "[verdict]") {
  Scenario in = subscription("10");
  in.duration = 2 * Milliseconds{30LL * 24 * 3'600'000};
  in.players.arrivals = Spread::constant(1, Dimension::frequency);
  UsageLedger sums = hand::ledger(1, in);
  hand::lived(sums, {0, hand::quiet}, 2, 3600);
  sums.segment[hand::quiet].player_months = 2;
  hand::used(sums, {0, hand::quiet}, hand::guard, 0, {{hand::read_text, 20}});
  hand::used(sums, {0, hand::quiet}, hand::guard, 800, {{hand::read_text, 60}});
  // The dearest window is days 4 to 33. Of four days played three are in it: 0.60 for three quarters of the players, the mean is 0.40.
  sums.day_players[0] = 1;
  sums.day_players[33] = 3;
  const ReplicationSummary summary = hand::summary_of(in, sums, 1);
  CHECK_THAT(mode(summary, text).cost_per_mau_month.value(), WithinRel(0.40, 1e-12));
  CHECK_THAT(mode(summary, text).peak_share.value(), WithinRel(0.040 * 0.75 * 4 / 3, 1e-12));
}

TEST_CASE("fixed costs are judged with every mode and shown apart", "[verdict]") {
  Scenario in = subscription("10");
  in.fixed_costs = {{"search", {hand::money("8"), "USD"}, true, 1}};  // 1.00 for each of eight players
  const ReplicationSummary summary = hand::summary_of(in, hand::four_players(), 8);
  CHECK_THAT(mode(summary, text).cost_per_mau_month.value(), WithinRel(1.50, 1e-14));
  CHECK_THAT(mode(summary, text).fixed_per_mau_month.value(), WithinRel(1.0, 1e-12));
  CHECK_THAT(mode(summary, text).share_of_net_revenue.value(), WithinRel(0.25, 1e-12));
  CHECK_THAT(mode(summary, voice).share_of_net_revenue.value(), WithinRel(0.55, 1e-12));
  Replications replications(in);
  replications.add(summary);
  const ModeVerdict verdict = replications.result().verdicts[0];
  CHECK(verdict.binding_component == "llm");
  CHECK_THAT(verdict.binding_share, WithinRel(0.6, 1e-12));  // 1.50 of 2.50
  REQUIRE(verdict.components.size() == 2);
  CHECK(verdict.components[1].name == "fixed costs");
  CHECK_THAT(verdict.components[1].share, WithinRel(0.4, 1e-12));

  in.fixed_costs[0].amount.money = hand::money("16");
  Replications dearer(in);
  dearer.add(hand::summary_of(in, hand::four_players(), 8));
  CHECK(dearer.result().verdicts[0].binding_component == "fixed costs");  // 2.00 of 3.50
}

TEST_CASE("what others pay is in the cost of a mode and not in its share", "[verdict]") {
  Scenario in = subscription("10");
  in.revenue.payer = Payer::players;
  in.revenue.studio_pays = 0.2;
  const ReplicationSummary summary = hand::summary_of(in, hand::four_players(), 8);
  CHECK_THAT(mode(summary, text).cost_per_mau_month.value(), WithinRel(1.50, 1e-14));
  CHECK_THAT(mode(summary, text).share_of_net_revenue.value(), WithinRel(0.03, 1e-12));
  CHECK_THAT(mode(summary, text).p95_share.value(), WithinRel(0.06, 1e-12));
}

TEST_CASE("what devices compute is judged for as many players as it has of their turns", "[verdict]") {
  Scenario in = subscription("10");
  in.ways[1].device = true;  // the bard
  const ReplicationSummary summary = hand::summary_of(in, hand::four_players(), 8);
  // Two loud players with four turns, three of them with the bard, who costs 0.60: 0.60 × 15 ÷ (2 × 3/4).
  CHECK(mode(summary, device).occurs);
  CHECK_THAT(mode(summary, device).cost_per_mau_month.value(), WithinRel(6.0, 1e-12));
  CHECK_THAT(mode(summary, device).share_of_net_revenue.value(), WithinRel(0.60, 1e-12));
  CHECK(mode(summary, device).by_stage[static_cast<std::size_t>(Stage::tts)] == hand::money("0.40"));
  CHECK_THAT(mode(summary, voice).share_of_net_revenue.value(), WithinRel(0.45, 1e-12));  // moves nothing else
  Replications replications(in);
  replications.add(summary);
  const Result result = replications.result();
  REQUIRE(result.verdicts.size() == 3);
  CHECK(result.verdicts[2].mode == "device");
  CHECK(result.verdicts[2].band == "black");
  CHECK_FALSE(judged(result.verdicts[2], "p95_player").share.has_value());
  CHECK_FALSE(judged(result.verdicts[2], "p95_player").note.empty());
  in.ways[1].device = false;
  CHECK_FALSE(mode(hand::summary_of(in, hand::four_players(), 8), device).occurs);
}

TEST_CASE("the P90 of the bill is a quantile over replications, of at least ten", "[verdict]") {
  ModeValues values = costs("1", "0");
  for (int i = 1; i <= 9; ++i) values.share.push_back(0.01 * i);
  values.cost_per_mau_month = values.p95_share = values.peak_share = values.share;
  const ModeVerdict nine = mode_verdict("text", values, hand::scenario());
  CHECK_FALSE(judged(nine, "bill_p90").share.has_value());
  CHECK(judged(nine, "bill_p90").band == "unknown");
  values.share.push_back(0.10);
  const ModeVerdict ten = mode_verdict("text", values, hand::scenario());
  CHECK_THAT(judged(ten, "bill_p90").share.value(), WithinRel(0.091, 1e-12));  // type 7: 0.01 × (1 + 0.9 × 9)
  CHECK(judged(ten, "bill_p90").band == "amber");
  CHECK_FALSE(judged(ten, "bill_p90").interval.has_value());
  CHECK_THAT(judged(ten, "mean").share.value(), WithinRel(0.055, 1e-12));
  CHECK(judged(ten, "mean").interval.has_value());
  CHECK(judged(ten, "mean").band == ten.band);
  CHECK_THAT(judged(ten, "p95_player").share.value(), WithinRel(0.05, 1e-12));
  CHECK(judged(ten, "p95_player").band == "green");
}
