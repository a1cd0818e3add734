// From the tally of a player's last turns to the ledger, and to somebody who watches.

#include <algorithm>

#include "sim/engine/count_turn.h"
#include "sim/engine/life.h"

namespace npcost {

/// Counts that follow belong to this way and hour.
void Life::turn_to(const Plan& plan, std::uint16_t way, std::int64_t ms, Tally& tally, const Books& books) const {
  const auto hour = static_cast<std::uint32_t>((ms - plan.warm_up_ms) / ms_per_hour);
  if (way != tally.way || hour != tally.hour) flush(tally, books);
  tally.used = true;
  tally.way = way;
  tally.hour = hour;
}

void Life::flush(Tally& tally, const Books& books) const {
  if (!tally.used) return;
  tally.used = false;
  UsageLedger& sums = *books.sums;
  const std::size_t group = std::size_t{group_} * sums.shape.ways + tally.way;
  sums.talk[group] += tally.talk;
  tally.talk = {};
  count_minute(tally, sums);
  if (tally.touched.empty()) return;
  const std::size_t cells = sums.shape.cells;
  std::uint64_t* by_group = &sums.group_cells[group * cells];
  std::uint64_t* by_hour = &sums.hour_cells[std::size_t{tally.hour} * cells];
  for (const std::uint32_t number : tally.touched) {
    const std::uint64_t count = tally.cell[number];
    tally.cell[number] = 0;
    by_group[number] += count;
    by_hour[number] += count;
    add_to_row(books, number, count);
    if (books.watcher != nullptr) tally.told.emplace_back(number, count);
  }
  tally.touched.clear();
}

/// Forgets what was only needed to know what a turn of the warm-up spent.
void Life::drop(Tally& tally) {
  for (const std::uint32_t number : tally.touched) tally.cell[number] = 0;
  tally.touched.clear();
  tally.talk = {};
}

/// What the counts that were not yet flushed cost, rounded once to a step of money.
std::uint64_t Life::spent(const Plan& plan, const Tally& tally) {
  if (tally.touched.empty()) return 0;
  UInt128 sum = 0;
  for (const std::uint32_t number : tally.touched) sum += tally.cell[number] * plan.rules.spend[number];
  return static_cast<std::uint64_t>((sum + plan.rules.grains_per_step / 2) / plan.rules.grains_per_step);
}

void Life::tell(const Plan& plan, Happening::Kind kind, std::int64_t ms, std::uint16_t way, const TurnRecord* turn,
                std::uint32_t turns, Tally& tally, const Books& books) const {
  flush(tally, books);
  Happening happening;
  happening.kind = kind;
  happening.ms = ms - plan.warm_up_ms;
  happening.way = way;
  happening.turns = turns;
  happening.counted = (turn != nullptr ? turn->call_ms : ms) >= plan.warm_up_ms;
  if (turn != nullptr) happening.turn = *turn;
  happening.counts.swap(tally.told);
  books.watcher->happened(happening);
}

}  // namespace npcost
