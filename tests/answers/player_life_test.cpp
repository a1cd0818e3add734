// A life that a watcher was told, rated line by line.
#include "sim/answers/player_life.h"

#include "tests/answers/hand_ledger.h"

using namespace npcost;
using namespace npcost::hand;

namespace {

Scenario watched_scenario() {
  Scenario in = scenario();  // from midnight on 15 January 2025, UTC
  in.timezone = "Asia/Seoul";
  in.ways = {{guard, 0, false}, {bard, 1, false}};
  return in;
}

Happening at(Happening::Kind kind, std::int64_t ms, std::vector<std::pair<std::uint32_t, std::uint64_t>> counts = {}) {
  Happening happening;
  happening.kind = kind;
  happening.ms = ms;
  happening.counts = std::move(counts);
  return happening;
}

}  // namespace

TEST_CASE("each line of a life has its tokens, its usage and its exact cost", "[life]") {
  const Scenario in = watched_scenario();
  const CellTable table = cells();
  const CellPrices price = prices();
  LifeRecorder recorder(in, table, price);
  recorder.happened(at(Happening::Kind::session_begins, 1000));
  // 10 read and 5 written at 1 and 2 cents; then a spoken one: 4 written at 2 cents, 8 characters at 5.
  recorder.happened(at(Happening::Kind::turn, 61'000, {{read_text, 10}, {write_text, 5}}));
  Happening spoken = at(Happening::Kind::turn, 90'000, {{write_voice, 4}, {speak, 8}});
  spoken.way = 1;
  spoken.turn.interrupted = true;
  spoken.turn.course.llm = 1;
  recorder.happened(spoken);
  REQUIRE(recorder.lines().size() == 3);
  CHECK(recorder.lines()[0].cost == Money{});
  const LifeLine& written = recorder.lines()[1];
  CHECK(written.tokens.fresh == 10);
  CHECK(written.tokens.reply == 5);
  CHECK(written.tokens.cached == 0);
  CHECK(decimal(written.cost) == "0.2");
  CHECK(written.usage == std::vector<std::pair<Meter, std::uint64_t>>{{Meter::input_tokens, 10}, {Meter::output_tokens, 5}});
  const LifeLine& aloud = recorder.lines()[2];
  CHECK(aloud.tokens.reply == 4);  // characters are no tokens
  CHECK(decimal(aloud.cost) == "0.48");
  CHECK(aloud.interrupted);
  CHECK_FALSE(aloud.abandoned);
  CHECK(aloud.course.llm == 1);
  CHECK(decimal(recorder.total()) == "0.68");
}

TEST_CASE("times are those of a wall clock in the scenario's zone", "[life]") {
  const Scenario in = watched_scenario();
  const CellTable table = cells();
  const CellPrices price = prices();
  LifeRecorder recorder(in, table, price);
  // Midnight UTC is nine in Seoul; 15 hours later the next day begins there.
  recorder.happened(at(Happening::Kind::session_begins, 0));
  recorder.happened(at(Happening::Kind::session_begins, 15 * 3'600'000 + 5000));
  CHECK(recorder.lines()[0].at.second_of_day == 9 * 3600);
  CHECK(recorder.lines()[1].at.second_of_day == 5);
  CHECK(recorder.lines()[1].at.day == recorder.lines()[0].at.day + 1);
}

TEST_CASE("what happens in the warm-up is shown with its tokens and is in no sum", "[life]") {
  const Scenario in = watched_scenario();
  const CellTable table = cells();
  const CellPrices price = prices();
  LifeRecorder recorder(in, table, price);
  Happening early = at(Happening::Kind::turn, -5000);
  early.counted = false;
  early.turn.prompt.fresh = 600;
  early.turn.prompt.cached = 100;
  early.turn.reply_tokens = 40;
  recorder.happened(early);
  CHECK_FALSE(recorder.lines()[0].counted);
  CHECK(recorder.lines()[0].tokens.fresh == 600);
  CHECK(recorder.lines()[0].tokens.cached == 100);
  CHECK(recorder.lines()[0].tokens.reply == 40);
  CHECK(recorder.lines()[0].usage.empty());
  CHECK(recorder.total() == Money{});
}

TEST_CASE("graduated prices are found in any dated entry of any model", "[life]") {
  PriceBook book;
  CHECK_FALSE(has_graduated_prices(book));
  book.cards.resize(2);
  book.cards[1].sets.resize(2);
  CHECK_FALSE(has_graduated_prices(book));
  book.cards[1].sets[1].volume.resize(1);
  CHECK(has_graduated_prices(book));
}
