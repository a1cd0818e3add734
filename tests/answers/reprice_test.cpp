// Bills under other prices are those that rating row by row gives, to the last bit, whoever computes them and how.
#include "sim/answers/reprice.h"

#include <cmath>
#include <random>
#include <thread>

#include "tests/answers/hand_ledger.h"
#include "tests/answers/reprice_reference.h"
#include "tests/catch.h"

using namespace npcost;

namespace {

using reference::Kind;

/// Jobs on threads of their own, as a client brings them.
class Threads final : public Workers {
 public:
  explicit Threads(std::uint32_t count) : count_(count) {}
  std::uint32_t workers() const override { return count_; }
  void for_each(std::uint32_t count, const std::function<void(std::uint32_t, std::uint32_t)>& job) override {
    std::vector<std::jthread> threads;
    for (std::uint32_t worker = 0; worker < count_; ++worker) {
      threads.emplace_back([&, worker] {
        for (std::uint32_t i = worker; i < count; i += count_) job(i, worker);
      });
    }
  }

 private:
  std::uint32_t count_;
};

std::vector<PlayerFigure> all_figures() {
  std::vector<PlayerFigure> figures;
  for (const std::string_view metric : per_player_metrics()) {
    figures.push_back({metric, std::nullopt});
    figures.push_back({metric, std::uint16_t{1}});
  }
  return figures;
}

Scenario month() {
  Scenario in = hand::scenario();
  in.duration = Milliseconds{7LL * 86'400'000};  // 30/7: a factor that rounds
  return in;
}

/// Prices as lists have them: whole multiples of a cent per million tokens.
CellPrices list_prices(std::uint32_t cells, std::uint32_t seed) {
  std::mt19937 random(seed);
  CellPrices prices;
  for (std::uint32_t c = 0; c < cells; ++c)
    prices.push_back(
        {Money::from_grains(Int128{random() % 2000} * 90'000'000)});  // $0.01/1M = 10^-8 units = 9·10^7 grains
  return prices;
}

/// Prices without a common divisor, up to 2^bits grains.
CellPrices odd_prices(std::uint32_t cells, std::uint32_t seed, int bits) {
  std::mt19937_64 random(seed);
  CellPrices prices;
  for (std::uint32_t c = 0; c < cells; ++c)
    prices.push_back({Money::from_grains(static_cast<Int128>(random() >> (64 - bits)) | 1)});
  return prices;
}

void check_equal_to_reference(const Scenario& in, const UsageLedger& ledger, const std::vector<CellPrices>& books) {
  const std::vector<PlayerFigure> figures = all_figures();
  for (const Instructions instructions : {Instructions::plain, best_instructions()}) {
    OneWorker alone;
    const std::vector<Bill> bills = Repricing(in, ledger, instructions).bills(books, figures, alone);
    REQUIRE(bills.size() == books.size());
    for (std::size_t b = 0; b < books.size(); ++b) {
      CHECK(bills[b].total == rate(std::span<const std::uint64_t>(ledger.totals()), books[b]));
      REQUIRE(bills[b].figures.size() == figures.size());
      for (std::size_t f = 0; f < figures.size(); ++f) {
        INFO("book " << b << ", " << std::string(figures[f].metric));
        CHECK(bills[b].figures[f] == reference::figure(in, ledger, books[b], figures[f]));
      }
    }
  }
}

}  // namespace

TEST_CASE("bills are what rating every row gives, to the last bit, for many kinds of players and prices", "[reprice]") {
  std::uint32_t seed = 0;
  for (const std::uint32_t cells : {1u, 3u, 8u, 9u, 21u}) {
    for (const Kind& kind : {Kind{.players = 1, .cells = cells}, Kind{.players = 5, .cells = cells, .silent = 0},
                             Kind{.players = 700, .cells = cells, .wide = 90},
                             Kind{.players = 1300, .cells = cells, .unfinished = 5, .alike = 3}}) {
      ++seed;
      const UsageLedger ledger = reference::ledger(kind, seed);
      check_equal_to_reference(month(), ledger,
                               {list_prices(cells, seed), odd_prices(cells, seed, 20), odd_prices(cells, seed, 36)});
    }
  }
}

TEST_CASE("a sample narrows the search among many players and never changes what is found", "[reprice]") {
  // More than 32,768 players: below that everything is kept. Sorted players mislead a sample of neighbours; ties fill whole zones.
  UsageLedger sorted = reference::ledger({.players = 60'000, .cells = 1, .silent = 0}, 5);
  std::sort(sorted.player_cells.begin(), sorted.player_cells.end());
  check_equal_to_reference(month(), sorted, {list_prices(1, 5)});
  check_equal_to_reference(month(), reference::ledger({.players = 50'000, .cells = 8, .silent = 0.93}, 6),
                           {list_prices(8, 6), odd_prices(8, 6, 34)});
  check_equal_to_reference(month(), reference::ledger({.players = 50'000, .cells = 2, .silent = 0.5, .alike = 4}, 7),
                           {list_prices(2, 7)});
  check_equal_to_reference(month(), reference::ledger({.players = 40'000, .cells = 8, .wide = 500, .unfinished = 3}, 8),
                           {list_prices(8, 8)});
}

TEST_CASE("players whom no sample meets are found all the same", "[reprice]") {
  // Every 16th run of neighbours is dear, the sample's runs of four lie elsewhere or not: whatever it saw, the answer is exact.
  for (const std::uint32_t offset : {0u, 3u, 7u}) {
    UsageLedger ledger = reference::ledger({.players = 65'536, .cells = 1, .silent = 1}, 9);
    for (std::uint32_t player = 0; player < 65'536; ++player)
      ledger.player_cells[player] = player % 16 < 4 ? 1 + offset : 1'000'000 + player % 977;
    check_equal_to_reference(month(), ledger, {list_prices(1, 9)});
  }
}

TEST_CASE("where players come and go a month is each player's own", "[reprice]") {
  Scenario in = month();
  in.players.arrivals = Spread::constant(10, Dimension::count);
  check_equal_to_reference(in, reference::ledger({.players = 2000}, 10), {list_prices(8, 10), odd_prices(8, 10, 40)});
}

TEST_CASE("prices beyond 64 bits take the way of 128, and what passes that is an overflow", "[reprice]") {
  const UsageLedger ledger = reference::ledger({.players = 300, .silent = 0}, 11);
  CellPrices dear = odd_prices(8, 11, 62);  // 2^62 grains × 2^25 counts: beyond 64 bits, within 128
  check_equal_to_reference(month(), ledger, {dear, list_prices(8, 11)});
  dear[0].per_count = Money::from_grains((Int128{1} << 126) + 1);
  OneWorker alone;
  const Scenario in = month();
  CHECK_THROWS_AS(Repricing(in, ledger).bills({&dear, 1}, all_figures(), alone), MoneyOverflow);
}

TEST_CASE("what nobody used bounds nothing, however dear it is", "[reprice]") {
  UsageLedger ledger = reference::ledger({.players = 300, .cells = 2, .silent = 0}, 12);
  for (std::uint32_t player = 0; player < 300; ++player) ledger.player_cells[2 * player + 1] = 0;
  ledger.group_cells[1] = 0;
  CellPrices prices = list_prices(2, 12);
  prices[1].per_count = Money::from_grains(Int128{1} << 126);
  check_equal_to_reference(month(), ledger, {prices});
}

TEST_CASE("a book of zeros bills zero, and nobody at all has no figure", "[reprice]") {
  const Scenario in = month();
  OneWorker alone;
  const PlayerFigure figure{"cost.per_mau_month"};
  const UsageLedger some = reference::ledger({.players = 50}, 13);
  const CellPrices free(8);
  const Bill bill = Repricing(in, some).bills({&free, 1}, {&figure, 1}, alone).front();
  CHECK(bill.total == Money());
  REQUIRE(bill.figures.front().has_value());
  for (const double value : *bill.figures.front()) CHECK(value == 0);

  const UsageLedger nobody = reference::ledger({.players = 0}, 14);
  CHECK_FALSE(Repricing(in, nobody).bills({&free, 1}, {&figure, 1}, alone).front().figures.front().has_value());
  const PlayerFigure not_per_player{"turns.total"};
  CHECK_FALSE(Repricing(in, some).bills({&free, 1}, {&not_per_player, 1}, alone).front().figures.front().has_value());
}

TEST_CASE("one, two and seven threads bill the same, to the last bit", "[reprice]") {
  const Scenario in = month();
  const UsageLedger ledger = reference::ledger({.players = 80'000, .wide = 3000, .unfinished = 40}, 15);
  const std::vector<CellPrices> books = {list_prices(8, 1), list_prices(8, 2), odd_prices(8, 3, 35)};
  Threads one(1), two(2), seven(7);
  const auto by_one = Repricing(in, ledger).bills(books, all_figures(), one);
  for (Threads* threads : {&two, &seven}) {
    const auto bills = Repricing(in, ledger).bills(books, all_figures(), *threads);
    for (std::size_t b = 0; b < books.size(); ++b) {
      CHECK(bills[b].total == by_one[b].total);
      CHECK(bills[b].figures == by_one[b].figures);
    }
  }
}

TEST_CASE("prices times k are costs times k: totals exactly, percentiles where doubles can say it", "[reprice]") {
  const Scenario in = month();
  const UsageLedger ledger = reference::ledger({.players = 40'000}, 16);
  const CellPrices once = list_prices(8, 17);
  CellPrices eightfold = once;  // a power of two: every rounding of a double is the same, one exponent higher
  for (UnitPrice& price : eightfold) price.per_count = price.per_count.times(8);
  const std::vector<CellPrices> books = {once, eightfold};
  OneWorker alone;
  const auto bills = Repricing(in, ledger).bills(books, all_figures(), alone);
  CHECK(bills[1].total == bills[0].total.times(8));
  for (std::size_t f = 0; f < all_figures().size(); ++f) {
    REQUIRE(bills[0].figures[f].has_value());
    for (std::size_t p = 0; p < percentile_count; ++p) {
      CHECK(std::isfinite((*bills[0].figures[f])[p]));
      CHECK((*bills[1].figures[f])[p] == 8 * (*bills[0].figures[f])[p]);
    }
  }
}
