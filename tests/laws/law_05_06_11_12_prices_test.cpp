// Law 5: all prices × k → all costs × k. Law 6: dearer price, longer persona, colder cache: never cheaper.
// Law 11: re-pricing after the run = pricing during it. Law 12: rating each record and adding = rating the sum.

#include "tests/laws/support.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

PriceBook times(PriceBook book, std::int64_t k) {
  for (PriceCard& card : book.cards) {
    for (PriceSet& set : card.sets) {
      for_each_price(set, [k](Price& price) { price.exact.per_count = price.exact.per_count.times(k); });
    }
  }
  return book;
}

Money cost_of_text(const std::string& text) {
  const Scenario scenario = scenario_of(text);
  return cost_of(run_of(scenario), scenario.book);
}

}  // namespace

TEST_CASE("three times the prices is exactly three times the cost", "[law5]") {
  const Scenario scenario = scenario_of(rich_world);
  const Run run = run_of(scenario);
  const Money once = cost_of(run, scenario.book);
  CHECK(once > Money{});
  CHECK(cost_of(run, times(scenario.book, 3)) == once.times(3));
  CHECK(cost_of(run, times(scenario.book, 1'000'000)) == once.times(1'000'000));
  CHECK(cost_of(run, times(scenario.book, 0)) == Money{});
}

TEST_CASE("a dearer price never makes a run cheaper", "[law6]") {
  const Money now = cost_of_text(rich_world);
  CHECK(cost_of_text(with(rich_world, "$15/1M chars", "$15.01/1M chars")) > now);
  CHECK(cost_of_text(with(rich_world, "$0.60/1M tokens", "$0.61/1M tokens")) > now);
}

TEST_CASE("a longer persona never makes a run cheaper", "[law6]") {
  // The oracle's model has no cache: every fresh token of its persona is paid on each of its turns.
  const Money now = cost_of_text(rich_world);
  CHECK(cost_of_text(with(rich_world, "\"persona\": \"1200 tokens\"", "\"persona\": \"1201 tokens\"")) > now);
}

TEST_CASE("a colder cache never makes a run cheaper", "[law6]") {
  Money warmer = cost_of_text(with(rich_world, "\"cache_ttl\": \"5 min\"", "\"cache_ttl\": \"60 min\""));
  for (const char* ttl : {"20 min", "5 min", "1 min", "1 s"}) {
    const Money colder = cost_of_text(with(rich_world, "\"cache_ttl\": \"5 min\"", std::string("\"cache_ttl\": \"") + ttl + "\""));
    INFO(ttl);
    CHECK(colder >= warmer);
    warmer = colder;
  }
}

TEST_CASE("pricing a finished run under another book is what that run would have cost", "[law11]") {
  const std::string dear = with(with(rich_world, "$0.60/1M tokens", "$1.20/1M tokens"), "$0.0043/min", "$0.0077/min");
  const Scenario cheap_world = scenario_of(rich_world), dear_world = scenario_of(dear);
  const Run cheap_run = run_of(cheap_world), dear_run = run_of(dear_world);
  CHECK(cost_of(cheap_run, dear_world.book) == cost_of(dear_run, dear_world.book));
  CHECK(cost_of(cheap_run, dear_world.book) > cost_of(cheap_run, cheap_world.book));
}

TEST_CASE("rating every player and adding is rating the sum", "[law12]") {
  const Scenario scenario = scenario_of(rich_world);
  const Run run = run_of(scenario);
  const CellPrices prices = cell_prices(*run.plan, scenario.book);
  Money by_player;
  for (std::uint32_t player = 0; player < run.ledger.shape.players; ++player) {
    std::vector<std::uint64_t> counts;
    for (std::uint32_t cell = 0; cell < run.ledger.shape.cells; ++cell) counts.push_back(run.ledger.player_cell(player, cell));
    by_player += rate(std::span<const std::uint64_t>(counts), prices);
  }
  CHECK(by_player == cost_of(run, scenario.book));
}
