#pragma once
// One player's life, line by line, with what each line cost: what a watcher was told, rated.
//
// Exact     every line is rated by itself and nothing is rounded, so the lines add up to the player's row of the ledger (law 12).
// Warm-up   lines before the start are lived and shown, and are in no sum.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/engine/portrait.h"
#include "sim/engine/watch.h"
#include "sim/prices/rate.h"
#include "sim/scenario/scenario.h"

namespace npcost {

/// What the models of a line read and wrote, all calls together.
struct LineTokens {
  std::uint64_t fresh = 0, cached = 0, written = 0, reply = 0;
};

struct LifeLine {
  Happening::Kind kind = Happening::Kind::turn;
  std::int64_t ms = 0;          ///< since the start of the run; negative in the warm-up
  LocalMoment at;               ///< in the scenario's zone
  std::uint16_t way = 0;        ///< of the scenario; without meaning for sessions
  std::uint32_t turns = 0;      ///< talk_begins: how many it would have
  bool counted = true;
  Course course;                ///< of a turn or an unasked line: who answered
  bool abandoned = false, interrupted = false;
  std::uint32_t tool_rounds = 0, retries = 0;
  LineTokens tokens;
  std::vector<std::pair<Meter, std::uint64_t>> usage;   ///< counted lines only: by meter, ascending, no zeros
  Money cost;
};

class LifeRecorder final : public Watcher {
 public:
  /// All must outlive this.
  LifeRecorder(const Scenario& scenario, const CellTable& cells, const CellPrices& prices);

  void happened(const Happening& happening) override;

  const std::vector<LifeLine>& lines() const { return lines_; }
  Money total() const { return total_; }

 private:
  void count(LifeLine& line, const Happening& happening) const;

  const Scenario* scenario_;
  const CellTable* cells_;
  const CellPrices* prices_;
  std::vector<LifeLine> lines_;
  Money total_;
};

/// One player of a replication, whole.
struct PlayerLife {
  std::uint32_t replication = 0, player = 0, players = 0;  ///< players: all that are simulated, numbered from 0
  Portrait portrait;
  PlayerTotals totals;
  std::vector<LifeLine> lines;
  Money total;                     ///< of the lines, which is the cost of the player's row
  double per_mau_month = 0;        ///< total brought to 30 days
  bool graduated = false;          ///< prices are averages over the whole replication, which was run for them
};

/// Whether a model has prices that depend on how much is used in a month: then what a line costs is known only once everybody has lived.
bool has_graduated_prices(const PriceBook& book);

/// Lives the life of one player. `prices` are those of the whole replication (cell_prices). Requires player < work_list(plan).players.
PlayerLife player_life(const Scenario& scenario, const Plan& plan, const CellPrices& prices, std::uint32_t player);

}  // namespace npcost
