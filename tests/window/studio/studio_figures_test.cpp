// What the window shows is what the library says of the same players.

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/answers/slice_sums.h"
#include "sim/engine/run.h"
#include "sim/prices/rate.h"
#include "sim/scenario/read_scenario.h"
#include "tests/window/studio/studio_world.h"

namespace npcost::window {
namespace {

/// Type 7 of Hyndman & Fan, spelt out: sort, and interpolate at p·(n−1).
double percentile(std::vector<double> values, double p) {
  std::sort(values.begin(), values.end());
  const double position = p * static_cast<double>(values.size() - 1);
  const auto low = static_cast<std::size_t>(std::floor(position));
  const auto high = static_cast<std::size_t>(std::ceil(position));
  return values[low] + (position - static_cast<double>(low)) * (values[high] - values[low]);
}

/// A replication lived by the batch schedule, rated player by player.
struct ByHand {
  explicit ByHand(const std::string& path, std::vector<std::string> settings = {}) {
    ScenarioRequest request;
    request.files = {path};
    request.settings = std::move(settings);
    read = read_scenario(request);
    REQUIRE(read.scenario.has_value());
    plan = compile_plan(*read.scenario, 0);
    OneWorker alone;
    ledger = run_batch(*plan, alone, [] { return true; }).ledger;
    prices = cell_prices(*plan, read.scenario->book);
  }

  /// Cost per hour of each player of the segments who has played; of cells of one mode.
  std::vector<double> costs(Mode mode, const std::vector<std::string>& segments) const {
    std::vector<double> values;
    for (std::uint32_t p = 0; p < ledger.shape.players; ++p) {
      const PlayerTotals& player = ledger.player_totals[p];
      const std::string& segment = read.scenario->players.segments[player.segment].name;
      if (player.play_seconds == 0 || std::find(segments.begin(), segments.end(), segment) == segments.end()) continue;
      Money cost;
      for (std::uint32_t c = 0; c < ledger.shape.cells; ++c) {
        if (mode_of(c) == mode) cost += prices[c].per_count.times(static_cast<Int128>(ledger.player_cell(p, c)));
      }
      values.push_back(cost.approximate() * 3600 / player.play_seconds);
    }
    return values;
  }
  double total(Mode mode) const {
    Money cost;
    const std::vector<std::uint64_t> counts = ledger.totals();
    for (std::uint32_t c = 0; c < ledger.shape.cells; ++c) {
      if (mode_of(c) == mode) cost += prices[c].per_count.times(static_cast<Int128>(counts[c]));
    }
    return cost.approximate();
  }
  double hours(const std::vector<std::string>& segments) const {
    double ms = 0;
    for (std::size_t s = 0; s < ledger.segment.size(); ++s) {
      const bool counts = std::find(segments.begin(), segments.end(), read.scenario->players.segments[s].name) != segments.end();
      if (counts) ms += static_cast<double>(ledger.segment[s].play_ms);
    }
    return ms / 3'600'000;
  }
  Mode mode_of(std::uint32_t cell) const { return read.scenario->pipelines[cell_table(*plan)[cell].pipeline].mode; }

  ReadScenario read;
  std::shared_ptr<const Plan> plan;
  UsageLedger ledger{LedgerShape{}};
  CellPrices prices;
};

constexpr auto text_mode = static_cast<std::size_t>(Mode::text);
constexpr auto voice_mode = static_cast<std::size_t>(Mode::voice);

TEST_CASE("figures at the end of the run are those of the same players lived in batch and rated one by one") {
  const OnDisk on;
  const ByHand hand(on.path);
  const Screen& screen = on.screen();
  REQUIRE(screen.grade == Grade::full);
  CHECK(screen.simulated_players == 400);
  // Everybody can read the crier; only seekers can hear the oracle.
  const std::vector<double> text = hand.costs(Mode::text, {"walkers", "seekers"}), voice = hand.costs(Mode::voice, {"seekers"});
  CHECK_THAT(screen.mode[text_mode].p50.value(), WithinRel(percentile(text, 0.50), 1e-12));
  CHECK_THAT(screen.mode[text_mode].p95.value(), WithinRel(percentile(text, 0.95), 1e-12));
  CHECK_THAT(screen.mode[voice_mode].p50.value(), WithinRel(percentile(voice, 0.50), 1e-12));
  CHECK_THAT(screen.mode[voice_mode].p95.value(), WithinRel(percentile(voice, 0.95), 1e-12));
  CHECK_THAT(screen.mode[text_mode].mean.value(), WithinRel(hand.total(Mode::text) / hand.hours({"walkers", "seekers"}), 1e-12));
  CHECK_THAT(screen.mode[voice_mode].mean.value(), WithinRel(hand.total(Mode::voice) / hand.hours({"seekers"}), 1e-12));
  // Two days of all 400 players; a month has 30.
  CHECK_THAT(screen.monthly_bill.value.value(), WithinRel((hand.total(Mode::text) + hand.total(Mode::voice)) * 15, 1e-12));
  CHECK_FALSE(screen.mode[static_cast<std::size_t>(Mode::vision)].occurs);
}

TEST_CASE("a warm-up, players who come and go, and prices that nobody knows change nothing about that") {
  const std::vector<std::vector<std::string>> worlds = {
      {"/experiment/warm_up=1 d"},
      {"/models/brain/output=$2..8/1M tokens", "/models/mouth/price=$10..30/1M chars"},
      {"/players/active=null", "/players/arrivals=150/d", "/players/retention=good_40_20_10"},
      {"/policies={\"cap\": {\"kind\": \"quota\", \"limit\": \"9 turns\", \"per\": \"player/d\"}}"},
      {"/policies={\"fuse\": {\"kind\": \"quota\", \"limit\": \"500 turns\", \"per\": \"global/d\"}}"}};
  for (const std::vector<std::string>& settings : worlds) {
    INFO(settings.front());
    const Folder folder;
    const std::string path = folder.path() + "/small.npcost.json";
    write_text(path, small_text);
    Studio studio(StudioOptions{path, settings, 2, 4000});
    REQUIRE(studio.settle(60));
    REQUIRE(studio.screen().grade == Grade::full);
    const ByHand hand(path, settings);
    const std::vector<double> voice = hand.costs(Mode::voice, {"seekers"});
    CHECK_THAT(studio.screen().mode[voice_mode].p50.value(), WithinRel(percentile(voice, 0.50), 1e-12));
    CHECK_THAT(studio.screen().mode[voice_mode].p95.value(), WithinRel(percentile(voice, 0.95), 1e-12));
    CHECK_THAT(studio.screen().mode[voice_mode].mean.value(), WithinRel(hand.total(Mode::voice) / hand.hours({"seekers"}), 1e-12));
    const std::optional<double> at_end = studio.screen().mode[voice_mode].p95;
    studio.seek(13.37);
    REQUIRE(studio.settle(60));
    studio.seek(48);
    REQUIRE(studio.settle(60));
    CHECK(studio.screen().mode[voice_mode].p95 == at_end);
  }
}

TEST_CASE("parts of a mode add up to its mean, and their shares to one") {
  const OnDisk on;
  for (const std::size_t mode : {text_mode, voice_mode}) {
    double sum = 0, shares = 0;
    for (const Part& part : on.screen().parts[mode]) {
      sum += part.per_player_hour.value();
      shares += part.share;
    }
    CHECK_THAT(sum, WithinRel(on.screen().mode[mode].mean.value(), 1e-12));
    CHECK_THAT(shares, WithinRel(1.0, 1e-12));
  }
  CHECK(on.screen().parts[voice_mode].size() == 5);   // fresh, cached, output, stt, tts
  CHECK(on.screen().mode[voice_mode].binding == Stage::tts);
}

TEST_CASE("the cost of the hours adds up to the mean of the run") {
  const OnDisk on;
  const ByHand hand(on.path);
  const Track& track = on.screen().track;
  REQUIRE(track.hours.size() == 48);
  CHECK(track.length == 48);
  // Σ over hours of (cost ÷ hours played in it) × hours played in it; Track has no hours played, so the mean over players online stands in:
  // online is in players, and an hour of one player online is a player-hour. Everybody can meet text.
  double cost = 0;
  for (std::size_t h = 0; h < 48; ++h) {
    if (!std::isnan(track.mode[text_mode].hour_mean[h])) cost += static_cast<double>(track.mode[text_mode].hour_mean[h]) * static_cast<double>(track.online[h]);
  }
  CHECK_THAT(cost, WithinRel(hand.total(Mode::text), 0.03));   // minutes of `online` are whole ones
}

TEST_CASE("seeking forth and back shows the same again, and the start shows nothing") {
  OnDisk on;
  const std::optional<double> at_end = on.screen().mode[voice_mode].p95;
  on.studio->seek(11.5);   // between two marks: the world is lived up to there
  REQUIRE(on.studio->settle(60));
  const std::optional<double> early = on.screen().mode[voice_mode].p95;
  const std::optional<double> bill = on.screen().monthly_bill.value;
  CHECK(early != at_end);
  on.studio->seek(30.7);
  REQUIRE(on.studio->settle(60));
  CHECK(on.screen().mode[voice_mode].p95 != early);
  on.studio->seek(11.5);
  REQUIRE(on.studio->settle(60));
  CHECK(on.screen().mode[voice_mode].p95 == early);
  CHECK(on.screen().monthly_bill.value == bill);
  CHECK(on.screen().monthly_bill.change.value() == 0);
  on.studio->seek(1e9);
  CHECK(on.screen().mode[voice_mode].p95 == at_end);
  on.studio->seek(0);
  CHECK_FALSE(on.screen().mode[voice_mode].p50.has_value());
  CHECK_FALSE(on.screen().per_turn.value.has_value());
}

TEST_CASE("a mark inside the run has the hours of sessions that go on") {
  OnDisk on;
  on.studio->seek(24);
  // A second world that ends after the first day: its sessions are cut there, so its hours are those played until then.
  const ByHand day(on.path, {"/time/duration=1 d"});
  const double hours = day.hours({"walkers", "seekers"});
  CHECK_THAT(on.screen().mode[text_mode].mean.value(), WithinRel(day.total(Mode::text) / hours, 0.02));
}

TEST_CASE("between two marks the figures are those of the very moment") {
  // 2 d are 240 marks of 12 minutes: 18:07 is none, and lies between two that are.
  OnDisk on;
  on.studio->seek(18.0);
  const double bill_before = on.screen().monthly_bill.value.value() * 18.0;
  on.studio->seek(18.0 + 7.0 / 60);
  REQUIRE(on.studio->settle(60));
  const double bill = on.screen().monthly_bill.value.value() * (18.0 + 7.0 / 60);
  on.studio->seek(18.2);
  const double bill_after = on.screen().monthly_bill.value.value() * 18.2;
  CHECK(bill_before < bill);   // what has been paid so far only grows
  CHECK(bill < bill_after);
}

TEST_CASE("the feed is of turns before the playhead, newest first, with their tokens and cost") {
  OnDisk on;
  on.studio->seek(20);
  const std::vector<FeedTurn>& feed = on.screen().feed;
  REQUIRE(feed.size() > 5);
  for (std::size_t i = 0; i < feed.size(); ++i) {
    CHECK(feed[i].hour <= 20);
    if (i > 0) CHECK(feed[i].hour <= feed[i - 1].hour);
    CHECK(feed[i].output > 0);
    CHECK(feed[i].turn >= 1);
    // Text: $1 and $0.25 and $4 a million; spoken turns have more in them.
    const double tokens = (1.0 * static_cast<double>(feed[i].fresh) + 0.25 * static_cast<double>(feed[i].cached) + 4.0 * static_cast<double>(feed[i].output)) / 1e6;
    if (feed[i].mode == Mode::text) CHECK_THAT(feed[i].cost.value(), WithinRel(tokens, 1e-9));
    if (feed[i].mode == Mode::voice) CHECK(feed[i].cost.value() > tokens);
  }
}

TEST_CASE("play goes on from the playhead at its speed, and from the end it starts again") {
  OnDisk on;
  on.studio->set_speed(3600);
  on.studio->play();
  CHECK(on.screen().transport.playing);
  CHECK(on.screen().transport.now == 0);
  on.studio->poll(2);   // an hour a second
  CHECK_THAT(on.screen().transport.now, WithinAbs(2, 1e-9));
  on.studio->pause();
  on.studio->poll(2);
  CHECK_THAT(on.screen().transport.now, WithinAbs(2, 1e-9));
  on.studio->step();
  CHECK_THAT(on.screen().transport.now, WithinAbs(2 + 1.0 / 60, 1e-9));
  CHECK(on.screen().transport.clock_text == "02:01:00");
  CHECK(on.screen().transport.day_text == "Day 1");
}

}  // namespace
}  // namespace npcost::window
