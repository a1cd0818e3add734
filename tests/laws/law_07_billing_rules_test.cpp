// Law 7 for the rules of a bill that a run meets: hours, service tiers, long cache writes, stored prefixes, monthly volume.

#include <cmath>

#include "tests/laws/support.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

std::string small(const std::string& more) {
  return with(constant_talk, R"("output": "$0.60/1M tokens",)", R"("output": "$0.60/1M tokens", )" + more + ",");
}

/// Cost of one counted hour at undisturbed prices.
Money hour_cost(const Run& run, const CellPrices& prices, std::uint32_t hour) {
  const std::size_t cells = run.ledger.shape.cells;
  return rate(std::span<const std::uint64_t>(&run.ledger.hour_cells[hour * cells], cells), prices);
}

}  // namespace

TEST_CASE("prices by the hour change the bill of their hours and nothing that happens", "[law7][hours]") {
  // Twice the price from 18 to 22 o'clock in Seoul, Monday to Friday: 9 to 13 o'clock UTC.
  const Scenario plain = scenario_of(constant_talk);
  const Scenario peak = scenario_of(small(
      R"("schedule": [{ "hours": "18:00..22:00", "hours_in": "Asia/Seoul", "weekdays": "Mon..Fri", "times": 2 }])"));
  const Run usual = run_of(plain), dear = run_of(peak);
  CHECK(total_of(usual, Meter::input_tokens) == total_of(dear, Meter::input_tokens));
  CHECK(dear.ledger.shape.cells == 2 * usual.ledger.shape.cells);  // two periods, however many evenings
  const CellPrices prices = cell_prices(*usual.plan, plain.book);
  Money expected;
  std::uint32_t peak_hours = 0;
  for (std::uint32_t hour = 0; hour < usual.ledger.shape.hours; ++hour) {
    const std::uint32_t of_day = hour % 24, day = hour / 24;  // the run begins on Monday 2026-01-05, at midnight UTC
    const bool at_peak = of_day >= 9 && of_day < 13 && day % 7 < 5;
    peak_hours += at_peak ? 1 : 0;
    expected += hour_cost(usual, prices, hour).times(at_peak ? 2 : 1);
  }
  CHECK(peak_hours == 22 * 4);  // working days among the thirty
  CHECK(cost_of(dear, peak.book) == expected);

  SECTION("the whole day at twice the price is twice the bill") {
    const Scenario always = scenario_of(small(R"("schedule": [{ "times": 2 }])"));
    CHECK(cost_of(run_of(always), always.book) == cost_of(usual, plain.book).times(2));
  }
  SECTION("and the time-ordered schedule finds the same") {
    const Run live = live_run_of(peak, std::chrono::minutes(7));
    CHECK(live.ledger == dear.ledger);
  }
}

TEST_CASE("a batch tier halves the bill", "[law7][service]") {
  const Scenario plain = scenario_of(constant_talk);
  const Scenario batch = scenario_of(small(R"("service_tiers": { "batch": { "times": 0.5 } }, "service_tier": "batch")"));
  const Money full = cost_of(run_of(plain), plain.book);
  CHECK(cost_of(run_of(batch), batch.book).times(2) == full);
}

TEST_CASE("writing to the cache for an hour is billed at the hour's price", "[law7][cache]") {
  const std::string prices = R"("cached_input": "$0.015/1M tokens", "cache_write": "$0.1875/1M tokens", "cache_write_1h": "$0.30/1M tokens", "cache_ttl": ")";
  const Scenario five = scenario_of(small(prices + "59 min\"")), hour = scenario_of(small(prices + "1 h\""));
  const Run short_run = run_of(five), long_run = run_of(hour);
  CHECK(total_of(short_run, Meter::cache_write_tokens) > 0);
  CHECK(total_of(short_run, Meter::cache_write_1h_tokens) == 0);
  CHECK(total_of(long_run, Meter::cache_write_1h_tokens) > 0);
  CHECK(total_of(long_run, Meter::cache_write_tokens) == 0);
}

TEST_CASE("an explicit cache stores persona and world and bills their time", "[law7][cache]") {
  // 1,200 tokens (1,152 in blocks of 128) stored while calls come less than a TTL apart: each call adds
  // E[min(gap, TTL)] = (1 − exp(−λ·TTL))/λ. 40 players with 30 calls a day are λ = 1,200 calls a day; a TTL of 5 min is x = 4.1667.
  const Scenario stored = scenario_of(small(
      R"("cached_input": "$0.015/1M tokens", "cache": "explicit", "cache_storage": "$1/1M tokens/h", "cache_ttl": "5 min")"));
  const Run run = run_of(stored);
  const std::uint64_t calls = talk_of(run).turns;
  const double x = 1200.0 / (24 * 12);
  const double added_ms = 300'000 * (1 - std::exp(-x)) / x;
  const double expected = 1152 * added_ms * static_cast<double>(calls);
  CHECK(std::abs(static_cast<double>(total_of(run, Meter::cache_storage_token_hours)) / expected - 1) < 1e-4);
  // Nothing but persona and world is read from it: at most 1,152 tokens a call.
  CHECK(total_of(run, Meter::cached_input_tokens) % 1152 == 0);
  CHECK(total_of(run, Meter::cached_input_tokens) <= calls * 1152);

  SECTION("the automatic one stores nothing and reads more") {
    const Scenario automatic =
        scenario_of(small(R"("cached_input": "$0.015/1M tokens", "cache_storage": "$1/1M tokens/h", "cache_ttl": "5 min")"));
    const Run more = run_of(automatic);
    CHECK(total_of(more, Meter::cache_storage_token_hours) == 0);
    CHECK(total_of(more, Meter::cached_input_tokens) > total_of(run, Meter::cached_input_tokens));
  }
}

TEST_CASE("monthly volume is the studio's: a sample of the players fills it like all of them", "[law7][volume]") {
  const std::string world = with(
      with(rich_world, R"("price": "$0.0043/min", "increment": "1 s")", R"("price": "$0.0043/min", "volume": [{ "above": "50 min", "price": "$0.0020/min" }])"),
      R"("duration": "14 d")", R"("duration": "40 d")");  // 2 March to 10 April: two months
  for (const std::uint64_t sample : {300u, 100u}) {
    const std::uint64_t each = 300 / sample;  // a simulated player stands for so many
    const Scenario scenario = scenario_of(with(world, R"("seed": 11,)", R"("seed": 11, "sample_players": ")" + std::to_string(sample) + R"( players",)"));
    const Run run = run_of(scenario);
    const CellPrices prices = cell_prices(*run.plan, scenario.book, run.ledger);
    std::uint64_t march = 0, april = 0;
    Money charged;
    for (std::uint32_t c = 0; c < run.ledger.shape.cells; ++c) {
      if (cell_table(*run.plan)[c].meter != Meter::stt_seconds) continue;
      std::uint64_t all = 0;
      for (std::uint32_t hour = 0; hour < run.ledger.shape.hours; ++hour) {
        const std::uint64_t count = each * run.ledger.hour_cells[std::size_t{hour} * run.ledger.shape.cells + c];
        // The run begins at midnight in Berlin, 23:00 UTC on 1 March: April begins 31 days less 23 hours later.
        (hour < 31 * 24 - 23 ? march : april) += count;
        all += count;
      }
      charged += prices[c].per_count.times(static_cast<Int128>(all));
    }
    REQUIRE(march > 3'000'000);
    REQUIRE(april > 3'000'000);
    // 50 minutes of each month at $0.0043, the rest at $0.0020.
    const std::uint64_t cheap = march + april - 2 * 3'000'000;
    const Money exact = Money::from_decimal("0.43").value() +
                        Money::from_grains(Money::from_decimal("0.002")->grains() / 60'000).times(static_cast<Int128>(cheap));
    // The average is rounded to the grain: half of one among the 3·10^8 of the price.
    INFO(sample << " players");
    CHECK(std::abs(charged.approximate() / exact.approximate() - 1) < 2e-9);
  }
}

TEST_CASE("a fee that a later entry no longer states is no longer charged", "[law7][prices]") {
  // $0.001 a request until 20 January, then none: each entry is complete by itself.
  const std::string dated = with(
      constant_talk, R"("input": "$0.15/1M tokens", "output": "$0.60/1M tokens",)",
      R"("prices": { "2026-01-01": { "input": "$0.15/1M tokens", "output": "$0.60/1M tokens", "per_request": "$0.001/request" },
         "2026-01-20": { "input": "$0.15/1M tokens", "output": "$0.60/1M tokens" } },)");
  const Scenario scenario = scenario_of(dated), plain = scenario_of(constant_talk);
  const Run run = run_of(scenario);
  std::uint64_t before = 0;
  for (std::uint32_t c = 0; c < run.ledger.shape.cells; ++c) {
    const Cell& cell = cell_table(*run.plan)[c];
    if (cell.meter == Meter::requests && cell.period == 0) before += run.ledger.totals()[c];
  }
  REQUIRE(before > 10'000);
  REQUIRE(before < total_of(run, Meter::requests));
  CHECK(cost_of(run, scenario.book) ==
        cost_of(run_of(plain), plain.book) + Money::from_decimal("0.001")->times(static_cast<Int128>(before)));
}

namespace {

std::string first_code(const std::string& text) {
  const ReadScenario read = read_scenario_text("law.npcost.json", text);
  for (const Diagnostic& one : read.diagnostics.sorted_for_report()) {
    if (one.severity == Severity::error) return one.code;
  }
  return "";
}

}  // namespace

TEST_CASE("prices that end inside the run are missed before it, never charged as nothing", "[law7][prices]") {
  const auto until = [](const std::string& day) {
    return with(constant_talk, R"("input": "$0.15/1M tokens", "output": "$0.60/1M tokens",)",
                R"("prices": { "2026-01-01": { "input": "$0.15/1M tokens", "output": "$0.60/1M tokens", "until": ")" + day + R"(" } },)");
  };
  // The run lasts from 5 January to 3 February inclusive.
  CHECK(first_code(until("2026-02-02")) == "E502");
  CHECK(first_code(until("2026-02-03")).empty());
  SECTION("and a stored prefix, an hour's cache write and a service tier must be priced all the while") {
    CHECK(first_code(small(R"("cached_input": "$0.015/1M tokens", "cache": "explicit")")) == "E502");
    CHECK(first_code(with(constant_talk, R"("input": "$0.15/1M tokens", "output": "$0.60/1M tokens",)",
                          R"("cache_ttl": "1 h", "prices": {
          "2026-01-01": { "input": "$0.15/1M tokens", "cached_input": "$0.01/1M tokens", "output": "$0.60/1M tokens" },
          "2026-01-20": { "input": "$0.15/1M tokens", "cached_input": "$0.01/1M tokens", "cache_write_1h": "$0.30/1M tokens", "output": "$0.60/1M tokens" } },)")) ==
          "E502");
    CHECK(first_code(with(constant_talk, R"("input": "$0.15/1M tokens", "output": "$0.60/1M tokens",)",
                          R"("service_tier": "batch", "prices": {
          "2026-01-01": { "input": "$0.15/1M tokens", "output": "$0.60/1M tokens" },
          "2026-01-20": { "input": "$0.15/1M tokens", "output": "$0.60/1M tokens", "service_tiers": { "batch": { "times": 0.5 } } } },)")) ==
          "E231");
  }
}

TEST_CASE("one player's stored prefix costs no more than the run is long", "[law7][cache]") {
  const Scenario stored = scenario_of(with(
      small(R"("cached_input": "$0.015/1M tokens", "cache": "explicit", "cache_storage": "$1/1M tokens/h", "cache_ttl": "24 h")"),
      R"("active": "40 players")", R"("active": "1 players")"));
  const Run run = run_of(stored);
  // 1,152 tokens for 30 days of 86,400,000 ms.
  CHECK(total_of(run, Meter::cache_storage_token_hours) > 0);
  CHECK(total_of(run, Meter::cache_storage_token_hours) <= 1152ull * 30 * 86'400'000);
}
