#include "sim/answers/reprice.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

#include "sim/answers/per_player.h"
#include "sim/answers/rank_search.h"
#include "sim/base/check.h"
#include "sim/prices/rate.h"

namespace npcost {

namespace {

constexpr std::uint32_t block = RankSearch::most_values;
constexpr std::uint32_t chunk = 16 * block;  ///< players of one job
/// Fewer players are kept and sorted out without a sample.
constexpr std::uint32_t few_players = 1u << 15;
constexpr std::uint32_t sample_runs = 4096, sample_run = 4;

/// A figure as asked for, and how to compute it; absent if it is not per player.
struct Asked {
  std::optional<PerPlayer> figure;
  std::optional<std::uint16_t> segment;
};

/// What the costs of a few neighbouring players are divided by, and how many of them have no such figure.
struct Owns {
  std::array<double, block> own;
  std::size_t left_out = 0;

  void read(const UsageLedger& ledger, const Asked& asked, std::uint32_t from, std::uint32_t count) {
    const auto players = std::span(ledger.player_totals).subspan(from, count);
    asked.figure->own(players, own.data());
    for (std::uint32_t i = 0; i < count; ++i) {
      const bool asked_for =
          ledger.player_done[from + i] != 0 && (!asked.segment || players[i].segment == *asked.segment);
      if (!asked_for) own[i] = 0;
    }
    left_out = static_cast<std::size_t>(std::count(own.begin(), own.begin() + count, 0.0));
  }
};

/// Costs in steps become values that are ordered as the figure is: −1 for players without it.
void keys_of(const RowPrices& prices, const Asked& asked, const Owns& owns, std::span<const std::int64_t> steps,
             std::int64_t* keys) {
  if (asked.figure->is_cost_itself()) {
    for (std::size_t i = 0; i < steps.size(); ++i) keys[i] = owns.own[i] > 0 ? steps[i] : -1;
  } else {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const double value = static_cast<double>(prices.step() * steps[i]) / owns.own[i];
      keys[i] = owns.own[i] > 0 ? std::bit_cast<std::int64_t>(value) : -1;
    }
  }
}

/// grains ÷ own, as the key says it.
double value_of(const RowPrices& prices, const Asked& asked, std::int64_t key) {
  if (asked.figure->is_cost_itself()) return static_cast<double>(prices.step() * key);
  return std::bit_cast<double>(key);
}

/// All figures of all books that fit, searched together.
class Searches {
 public:
  Searches(const LedgerRows& rows, std::span<const Asked> asked, std::vector<RowPrices> books)
      : rows_(rows), asked_(asked), books_(std::move(books)) {
    for (std::size_t i = 0; i < books_.size() * asked_.size(); ++i) {
      searches_.emplace_back(rows.instructions());
      open_.push_back(asked_[i % asked_.size()].figure.has_value() ? 1 : 0);
    }
  }

  void run(Workers& workers) {
    if (rows_.players() > few_players) guess(workers);
    while (std::find(open_.begin(), open_.end(), std::uint8_t{1}) != open_.end()) pass(workers);
  }

  std::optional<Percentiles> percentiles(std::size_t book, std::size_t figure) const {
    const Asked& asked = asked_[figure];
    const RankSearch& search = searches_[book * asked_.size() + figure];
    if (!asked.figure || search.count() == 0) return std::nullopt;
    Percentiles result{};
    for (std::size_t p = 0; p < percentile_count; ++p) {
      const RankSearch::Between between = search.percentile(p);
      double value = value_of(books_[book], asked, between.low);
      if (between.fraction > 0) value += between.fraction * (value_of(books_[book], asked, between.high) - value);
      result[p] = asked.figure->shown(value);
    }
    return result;
  }

 private:
  using SeenOfAll = std::vector<RankSearch::Seen>;  ///< [search]

  /// Short runs of neighbours, spread over all players.
  void guess(Workers& workers) {
    const auto place = [this](std::uint32_t run) {
      return static_cast<std::uint32_t>(std::uint64_t{run} * (rows_.players() - sample_run) / (sample_runs - 1));
    };
    workers.for_each(static_cast<std::uint32_t>(books_.size()), [&](std::uint32_t book, std::uint32_t) {
      std::vector<std::int64_t> steps(sample_runs * sample_run);
      for (std::uint32_t run = 0; run < sample_runs; ++run)
        books_[book].steps(place(run), sample_run, &steps[run * sample_run]);
      for (std::size_t f = 0; f < asked_.size(); ++f) {
        if (!asked_[f].figure) continue;
        std::vector<std::int64_t> keys(steps.size());
        Owns own;
        for (std::uint32_t run = 0; run < sample_runs; ++run) {
          own.read(rows_.ledger(), asked_[f], place(run), sample_run);
          keys_of(books_[book], asked_[f], own, std::span(steps).subspan(run * sample_run, sample_run),
                  &keys[run * sample_run]);
        }
        searches_[book * asked_.size() + f].guess(keys);
      }
    });
  }

  void pass(Workers& workers) {
    std::vector<SeenOfAll> seen(workers.workers());
    for (SeenOfAll& one : seen) {
      for (const RankSearch& search : searches_) one.push_back(search.nothing_seen());
    }
    const auto chunks = static_cast<std::uint32_t>((std::uint64_t{rows_.players()} + chunk - 1) / chunk);
    workers.for_each(chunks, [&](std::uint32_t job, std::uint32_t worker) {
      const std::uint64_t end = std::min<std::uint64_t>(rows_.players(), (std::uint64_t{job} + 1) * chunk);
      std::vector<Owns> owns(asked_.size());
      for (std::uint64_t from = std::uint64_t{job} * chunk; from < end; from += block) {
        const auto count = static_cast<std::uint32_t>(std::min<std::uint64_t>(block, end - from));
        look(static_cast<std::uint32_t>(from), count, owns, seen[worker]);
      }
    });
    workers.for_each(static_cast<std::uint32_t>(searches_.size()), [&](std::uint32_t s, std::uint32_t) {
      if (open_[s] == 0) return;
      SeenOfAll of_this;
      for (SeenOfAll& one : seen) of_this.push_back(std::move(one[s]));
      open_[s] = searches_[s].conclude(of_this) ? 0 : 1;
    });
  }

  void look(std::uint32_t from, std::uint32_t count, std::vector<Owns>& owns, SeenOfAll& seen) const {
    for (std::size_t f = 0; f < asked_.size(); ++f) {
      if (asked_[f].figure && !is_everybodys_cost(asked_[f])) owns[f].read(rows_.ledger(), asked_[f], from, count);
    }
    std::array<std::int64_t, block> steps, keys;
    for (std::size_t b = 0; b < books_.size(); ++b) {
      const std::size_t first = b * asked_.size();
      const auto open = std::span(open_).subspan(first, asked_.size());
      if (std::find(open.begin(), open.end(), std::uint8_t{1}) == open.end()) continue;
      books_[b].steps(from, count, steps.data());
      for (std::size_t f = 0; f < asked_.size(); ++f) {
        if (open[f] == 0) continue;
        const bool as_they_are = is_everybodys_cost(asked_[f]);
        if (!as_they_are) keys_of(books_[b], asked_[f], owns[f], std::span(steps).first(count), keys.data());
        const std::size_t left_out = as_they_are ? 0 : owns[f].left_out;
        searches_[first + f].look(std::span(as_they_are ? steps : keys).first(count), left_out, seen[first + f]);
      }
    }
  }

  /// Then costs in steps are the values, and nobody is left out.
  bool is_everybodys_cost(const Asked& asked) const {
    return asked.figure->is_cost_itself() && !asked.segment && rows_.finished() == rows_.players();
  }

  const LedgerRows& rows_;
  std::span<const Asked> asked_;
  std::vector<RowPrices> books_;
  std::vector<RankSearch> searches_;  ///< [book × figures + figure]
  std::vector<std::uint8_t> open_;    ///< likewise: 1 = another pass is needed
};

/// Row by row in 128 bits: for books whose costs fit no 64.
std::vector<std::optional<Percentiles>> figures_row_by_row(const LedgerRows& rows, const CellPrices& prices,
                                                           std::span<const Asked> asked) {
  const UsageLedger& ledger = rows.ledger();
  std::vector<double> grains;
  for (std::uint32_t player = 0; player < rows.players(); ++player) {
    const bool done = ledger.player_done[player] != 0;
    grains.push_back(done ? static_cast<double>(rate(std::span<const std::uint64_t>(rows.row(player)), prices).grains())
                          : 0);
  }
  std::vector<std::optional<Percentiles>> figures;
  for (const Asked& one : asked) {
    figures.emplace_back();
    if (!one.figure) continue;
    std::vector<double> values;
    Owns owns;
    for (std::uint64_t from = 0; from < rows.players(); from += block) {
      const auto count = static_cast<std::uint32_t>(std::min<std::uint64_t>(block, rows.players() - from));
      owns.read(ledger, one, static_cast<std::uint32_t>(from), count);
      for (std::uint32_t i = 0; i < count; ++i) {
        if (owns.own[i] > 0) values.push_back(grains[from + i] / owns.own[i]);
      }
    }
    if (values.empty()) continue;
    figures.back() = percentiles_of(values);
    for (double& value : *figures.back()) value = one.figure->shown(value);
  }
  return figures;
}

}  // namespace

Repricing::Repricing(const Scenario& scenario, const UsageLedger& ledger, Instructions instructions)
    : scenario_(&scenario), rows_(ledger, instructions), totals_(ledger.totals()) {}

Money Repricing::total(const CellPrices& prices) const { return rate(std::span<const std::uint64_t>(totals_), prices); }

std::vector<std::vector<std::optional<Percentiles>>> Repricing::figures_of(std::span<const CellPrices> books,
                                                                           std::span<const PlayerFigure> figures,
                                                                           Workers& workers) const {
  std::vector<Asked> asked;
  for (const PlayerFigure& figure : figures)
    asked.push_back({PerPlayer::of(figure.metric, *scenario_), figure.segment});
  std::vector<std::vector<std::optional<Percentiles>>> found(books.size());
  std::vector<RowPrices> fitting;
  std::vector<std::size_t> book_of;
  for (std::size_t b = 0; b < books.size(); ++b) {
    RowPrices row_prices(rows_, books[b]);
    if (row_prices.fits()) {
      book_of.push_back(b);
      fitting.push_back(std::move(row_prices));
    } else {
      found[b] = figures_row_by_row(rows_, books[b], asked);
    }
  }
  Searches searches(rows_, asked, std::move(fitting));
  searches.run(workers);
  for (std::size_t i = 0; i < book_of.size(); ++i) {
    for (std::size_t f = 0; f < asked.size(); ++f) found[book_of[i]].push_back(searches.percentiles(i, f));
  }
  return found;
}

std::vector<std::optional<Percentiles>> Repricing::figures(const CellPrices& prices,
                                                           std::span<const PlayerFigure> figures,
                                                           Workers& workers) const {
  return figures_of({&prices, 1}, figures, workers).front();
}

std::vector<Bill> Repricing::bills(std::span<const CellPrices> books, std::span<const PlayerFigure> figures,
                                   Workers& workers) const {
  std::vector<std::vector<std::optional<Percentiles>>> found = figures_of(books, figures, workers);
  std::vector<Bill> bills;
  for (std::size_t b = 0; b < books.size(); ++b) bills.push_back({total(books[b]), std::move(found[b])});
  return bills;
}

}  // namespace npcost
