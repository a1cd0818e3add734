// How fast kept usage is billed under other price books, and what the bills say.
//
//   reprice_bench [PLAYERS [BOOKS [RUNS]]]        (default: 1000000 and 10000000 players, 20 books, 7 runs)
//
// Players are made, not simulated: 8 cells in the proportions of workload W1, lognormal talk with σ 0.7, one in four speaks. Beside each
// figure stands what a plain program does: doubles of every player, std::nth_element for each percentile. Medians; a hash of the answers.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/answers/reprice.h"
#include "sim/base/atomic_file.h"
#include "sim/base/draws.h"
#include "sim/prices/rate.h"
#include "tests/bench/machine.h"
#include "ui/running/workers.h"

using namespace npcost;
using namespace npcost::bench;

namespace {

constexpr std::uint32_t cells = 8;

UsageLedger made_ledger(std::uint32_t players) {
  UsageLedger ledger({.cells = cells, .segments = 1, .ways = 1, .hours = 1, .days = 1, .players = players});
  for (std::uint32_t player = 0; player < players; ++player) {
    const Words words = draw({1, 0, 0, player}, Purpose::unknown, 0, 0);
    const double radius = std::sqrt(-2 * std::log(unit_interval(words.w[0])));
    const double talk = std::exp(0.7 * radius * std::cos(6.283185307179586 * unit_interval(words.w[1])) - 0.245);
    const auto turns = static_cast<std::uint32_t>(660 * talk);
    const std::uint32_t spoken = words.w[2] >> 30 == 0 ? turns : 0;
    const std::array<std::uint32_t, cells> row = {turns,      turns * 61,    turns * 1517, turns * 276,
                                                  turns * 72, spoken * 6600, spoken * 648, turns / 6};
    for (std::uint32_t c = 0; c < cells; ++c) {
      ledger.player_cells[std::size_t{player} * cells + c] = row[c];
      ledger.group_cells[c] += row[c];
    }
    ledger.player_done[player] = 1;
    ledger.player_totals[player] = {turns, turns / 6 + 1, 3600 + turns * 40, 25, 1, 0};
  }
  ledger.segment[0].players = players;
  return ledger;
}

/// Books as lists are: dollars per 1M tokens or per minute, book b about b times as dear.
std::vector<CellPrices> made_books(std::uint32_t books) {
  std::vector<CellPrices> made;
  for (std::uint32_t b = 1; b <= books; ++b) {
    CellPrices prices;
    for (const std::int64_t cents_per_million : {0, 15, 2, 19, 60, 1, 150, 1})
      prices.push_back({Money::from_grains(Int128{90'000'000} * cents_per_million * (2 * b + 1) / 2)});
    prices[5].per_count =
        Money::from_grains(Int128{15'000'000} * (43 + b));  // $0.0001/min = 15·10^6 grains a millisecond
    made.push_back(std::move(prices));
  }
  return made;
}

struct Took {
  double least = 0, median = 0, most = 0;
  double processor = 0;  ///< of all threads, median: what other work on the machine touches least
};

Took timed(int runs, const std::function<void()>& work) {
  std::vector<double> ms, processor_ms;
  for (int i = 0; i < runs; ++i) {
    const double processor_start = processor_seconds();
    const auto start = std::chrono::steady_clock::now();
    work();
    ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    processor_ms.push_back((processor_seconds() - processor_start) * 1e3);
  }
  std::sort(ms.begin(), ms.end());
  std::sort(processor_ms.begin(), processor_ms.end());
  return {ms.front(), ms[ms.size() / 2], ms.back(), processor_ms[ms.size() / 2]};
}

void say(std::string_view what, const Took& took) {
  fmt::print("{:<58} {:>9.2f} / {:>9.2f} / {:>9.2f} ms {:>9.2f}\n", what, took.least, took.median, took.most,
             took.processor);
}

/// What a plain program does: a vector of doubles a book, percentiles by selection in it.
std::vector<Percentiles> plain_program(const UsageLedger& ledger, std::span<const CellPrices> books) {
  std::vector<Percentiles> found;
  std::vector<double> costs(ledger.shape.players);
  for (const CellPrices& prices : books) {
    std::array<double, cells> price{};
    for (std::uint32_t c = 0; c < cells; ++c) price[c] = static_cast<double>(prices[c].per_count.grains());
    for (std::size_t player = 0; player < costs.size(); ++player) {
      double sum = 0;
      for (std::uint32_t c = 0; c < cells; ++c) sum += price[c] * ledger.player_cells[player * cells + c];
      costs[player] = sum;
    }
    found.push_back(percentiles_of(costs));
  }
  return found;
}

/// The same for a run's summary: every row rated in 128 bits, then a vector of quotients a figure.
void plain_summary(const UsageLedger& ledger, const CellPrices& prices) {
  std::vector<double> costs, values;
  for (std::size_t player = 0; player < ledger.shape.players; ++player) {
    const auto row = std::span(ledger.player_cells).subspan(player * cells, cells);
    costs.push_back(static_cast<double>(rate(std::span<const std::uint32_t>(row), prices).grains()));
  }
  for (int figure = 0; figure < 5; ++figure) {
    values.clear();
    for (std::size_t player = 0; player < costs.size(); ++player) {
      const PlayerTotals& totals = ledger.player_totals[player];
      const std::array<std::uint32_t, 5> own = {1, totals.days, totals.play_seconds, totals.conversations,
                                                totals.turns};
      if (own[static_cast<std::size_t>(figure)] > 0)
        values.push_back(costs[player] / own[static_cast<std::size_t>(figure)]);
    }
    static_cast<void>(percentiles_of(values));
  }
}

std::string hash_of(const std::vector<Bill>& bills) {
  std::string text;
  for (const Bill& bill : bills) {
    text += to_text(bill.total.grains());
    for (const double value : *bill.figures.front()) text += fmt::format(" {}", value);
  }
  return sha256_hex(text);
}

/// The run's own summary: five figures per player under one book.
Took summarised(const Scenario& in, const UsageLedger& ledger, const CellPrices& prices, Workers& workers, int runs) {
  const std::array<PlayerFigure, 5> five = {PlayerFigure{"cost.per_mau_month"},
                                            {"cost.per_dau_day"},
                                            {"cost.per_player_hour"},
                                            {"cost.per_conversation"},
                                            {"cost.per_turn"}};
  return timed(runs, [&] { Repricing(in, ledger).figures(prices, five, workers); });
}

void measure(std::uint32_t players, std::uint32_t books, int runs) {
  Scenario in;
  in.duration = Milliseconds{30LL * 86'400'000};
  const UsageLedger ledger = made_ledger(players);
  const std::vector<CellPrices> prices = made_books(books);
  const PlayerFigure month{"cost.per_mau_month"};
  fmt::print("\nplayers   {}, {} cells, {} books\n", players, cells, books);
  say("looking at the rows, once a ledger", timed(runs, [&] { const Repricing looked(in, ledger); }));
  const Repricing repricing(in, ledger);
  std::vector<Money> totals(books);
  say(fmt::format("totals of {} books", books), timed(runs, [&] {
        for (std::uint32_t b = 0; b < books; ++b) totals[b] = repricing.total(prices[b]);
      }));
  std::string hash;
  double ours = 0;
  for (const std::uint32_t threads : {1u, 2u}) {
    ThreadWorkers workers(threads);
    const std::string on = fmt::format(", {} thread{}", threads, threads == 1 ? "" : "s");
    say("one book, total and exact percentiles" + on, timed(runs, [&] {
          static_cast<void>(repricing.bills({prices.data(), 1}, {&month, 1}, workers));
        }));
    std::vector<Bill> bills;
    const Took all = timed(runs, [&] { bills = repricing.bills(prices, {&month, 1}, workers); });
    say(fmt::format("{} books, totals and exact percentiles{}", books, on), all);
    say("one book, five figures per player, rows looked at" + on, summarised(in, ledger, prices[0], workers, runs));
    ours = all.median;
    hash = hash_of(bills);
  }
  ThreadWorkers two(2);
  const Repricing unhurried(in, ledger, Instructions::plain);
  std::vector<Bill> plain_bills;
  say(fmt::format("{} books, without AVX2, 2 threads", books), timed(runs, [&] {
        plain_bills = unhurried.bills(prices, {&month, 1}, two);
      }));
  const Took peer = timed(std::min(runs, 3), [&] { static_cast<void>(plain_program(ledger, prices)); });
  say(fmt::format("{} books by doubles and nth_element, 1 thread", books), peer);
  say("one book, five figures, 128 bits and nth_element, 1 thread",
      timed(std::min(runs, 3), [&] { plain_summary(ledger, prices[0]); }));
  fmt::print("ratio     {:.1f} times the plain program (medians, ours on 2 threads)\nhash      {}{}\n",
             peer.median / ours, hash,
             hash_of(plain_bills) == hash ? ", the same without AVX2" : ", NOT THE SAME WITHOUT AVX2");
}

std::uint32_t number(const char* text, std::uint32_t otherwise) {
  std::uint32_t value = 0;
  const std::string_view digits = text;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return read.ec == std::errc{} && value > 0 ? value : otherwise;
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint32_t books = argc > 2 ? number(argv[2], 20) : 20;
  const int runs = static_cast<int>(argc > 3 ? number(argv[3], 7) : 7);
  fmt::print(
      "machine   {}\nbuild     {} {}\ntimes     min / median / max of {} runs, wall; then the median of processor "
      "time\n",
      processor(), __VERSION__, build(), runs);
  if (argc > 1) {
    measure(number(argv[1], 1'000'000), books, runs);
  } else {
    measure(1'000'000, books, runs);
    measure(10'000'000, books, runs);
  }
  return 0;
}
