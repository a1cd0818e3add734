#include "sim/engine/usage_ledger.h"

#include "sim/base/check.h"
#include "sim/engine/count_turn.h"
#include "tests/catch.h"

using namespace npcost;

namespace {

const LedgerShape small_shape{.cells = 2, .segments = 1, .ways = 1, .hours = 1, .days = 1, .players = 2};

}  // namespace

TEST_CASE("a counter that passes 32 bits is widened, never wrapped", "[ledger]") {
  UsageLedger ledger(small_shape);
  const Books books{&ledger, &ledger, 1};
  add_to_row(books, 0, 4'294'967'294);  // 2^32 − 2: the largest count a row holds by itself
  CHECK(ledger.wide.empty());
  CHECK(ledger.player_cell(1, 0) == 4'294'967'294);
  add_to_row(books, 0, 1);
  CHECK(ledger.wide.size() == 1);
  CHECK(ledger.player_cell(1, 0) == 4'294'967'295);
  add_to_row(books, 0, 10'000'000'000);
  CHECK(ledger.player_cell(1, 0) == 14'294'967'295);
  CHECK(ledger.player_cell(1, 1) == 0);
  CHECK(ledger.player_cell(0, 0) == 0);
}

TEST_CASE("merging is addition, and no player is counted twice", "[ledger]") {
  UsageLedger a(small_shape), b(small_shape);
  a.player_done[0] = 1;
  a.player_cells[0] = 5;
  a.group_cells[0] = 5;
  b.player_done[1] = 1;
  b.player_cells[2] = 7;
  b.group_cells[0] = 7;
  UsageLedger both = a;
  both.merge(b);
  CHECK(both.player_cell(0, 0) == 5);
  CHECK(both.player_cell(1, 0) == 7);
  CHECK(both.totals() == std::vector<std::uint64_t>{12, 0});
  CHECK_THROWS_AS(both.merge(a), BrokenPromise);

  UsageLedger other_order = b;
  other_order.merge(a);
  CHECK(other_order == both);
}

TEST_CASE("the load of minutes merges by addition, counted in one ledger, in both or in none", "[ledger]") {
  UsageLedger none(small_shape), one(small_shape);   // an hour: 60 minutes
  REQUIRE(one.minute_requests.size() == 60);
  one.minute_requests[59] = 3;
  one.minute_tokens[59] = 500;
  UsageLedger both = none;
  both.merge(none);
  CHECK(both == none);
  both.merge(one);
  CHECK(both == one);
  both.merge(none);
  CHECK(both == one);
  both.merge(one);
  CHECK(both.minute_requests[59] == 6);
  CHECK(both.minute_tokens[59] == 1000);
  CHECK(both.minute_requests[0] == 0);
}

TEST_CASE("ledgers of different runs do not merge", "[ledger]") {
  LedgerShape other = small_shape;
  other.hours = 2;
  UsageLedger a(small_shape);
  CHECK_THROWS_AS(a.merge(UsageLedger(other)), BrokenPromise);
}

TEST_CASE("speech is billed at least the minimum and in whole increments", "[ledger]") {
  SttPlan stt;
  CHECK(billed_ms(stt, 1'234) == 1'234);
  stt.increment_ms = 1'000;
  CHECK(billed_ms(stt, 1'000) == 1'000);
  CHECK(billed_ms(stt, 1'001) == 2'000);
  stt.minimum_ms = 15'000;
  CHECK(billed_ms(stt, 1) == 15'000);
  CHECK(billed_ms(stt, 15'001) == 16'000);
}

TEST_CASE("the tier of a request is decided by its whole prompt", "[ledger]") {
  LlmPlan llm;
  llm.tiers = {{200'001, 272'000}};  // above 200k; from 272k on inclusive
  CHECK(tier_of(llm.tiers, 0, 200'000) == 0);
  CHECK(tier_of(llm.tiers, 0, 200'001) == 1);
  CHECK(tier_of(llm.tiers, 0, 271'999) == 1);
  CHECK(tier_of(llm.tiers, 0, 272'000) == 2);
}

TEST_CASE("sums that are taken away were never added", "[ledger]") {
  LedgerShape no_rows = small_shape;
  no_rows.players = 0;
  UsageLedger part(no_rows), rest(no_rows);
  std::uint64_t count = 1;   // every list another number
  for (UsageLedger* one : {&part, &rest}) {
    one->group_cells[1] = ++count;
    one->hour_cells[0] = ++count;
    one->talk[0].turns = ++count;
    one->talk[0].context_cut_turns = ++count;
    one->segment[0].play_ms = ++count;
    one->day_players[0] = ++count;
    one->online_change[3] = -static_cast<std::int64_t>(++count);
    one->minute_requests[59] = ++count;
    one->minute_tokens[7] = ++count;
    one->first_text[0].add(static_cast<std::uint32_t>(++count));
  }
  UsageLedger all(no_rows);
  all.merge(part);
  all.merge(rest);
  CHECK_FALSE(all == rest);
  all.take_away(part);
  CHECK(all == rest);
}
