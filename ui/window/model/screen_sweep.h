#pragma once
// A plane of trials as plain values: what a cost is for many pairs of two parameters. Part of a Screen.
//
// Values    of a side ascend and are in the unit of its parameter's slider (a spread's: of its middle); texts say each as `--set` takes it.
// Cells     row by row from the bottom, x.values.size() a row. While trials are going on most cells are still to come: the coarsest lattice
//           of the plane is run first.
// Unknown   NaN in `value` and `half`.
// Goals     what can be shown of the same trials; each has its own values.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/scenario.h"

namespace npcost::window {

/// What is judged: a metric, and the limit that it has to keep.
struct Goal {
  std::string name;                       ///< the budget's; "" of a mode's share of net revenue
  std::string metric, unit;               ///< "cost.per_player_hour"; the currency or "ratio"
  std::string where;                      ///< "segment voice build"; "" for everybody
  Stat stat = Stat::mean;
  std::optional<Mode> mode;               ///< the mode's cost alone, against the green band
  std::optional<double> limit;            ///< at most this; nothing: shown against what the scenario itself costs
};

/// What somebody wants to have tried.
struct SweepWish {
  struct Side {
    std::string pointer;                  ///< of a parameter of the screen
    double low = 0, high = 0;             ///< as on its slider; low < high
    bool operator==(const Side&) const = default;
  };
  Side x, y;
  int steps = 20;                         ///< along each side, 2…40; fewer for whole numbers that are close
  bool whole = false;                     ///< all players and replications, however long it takes
  bool operator==(const SweepWish&) const = default;
};

struct SweepSide {
  std::string pointer;
  std::vector<double> values;
  std::vector<std::string> texts;         ///< "75..200 tokens"
  bool logarithmic = false;
};

struct SweepScreen {
  enum class Cell : std::uint8_t { to_come, run, fault };

  struct OfGoal {
    std::vector<double> value;            ///< [cell]
    std::vector<double> half;             ///< [cell] half of the 95 % interval; empty: one replication says nothing of it
    std::optional<double> own;            ///< of the scenario as it stands
  };

  SweepSide x, y;                         ///< no values: nothing has been asked for yet
  std::vector<Goal> goals;                ///< what can be shown; at least one if x has values
  std::vector<OfGoal> of_goal;            ///< by goal
  std::vector<Cell> cells;
  std::vector<std::string> faults;        ///< sentences, once each: why cells could not be run
  std::size_t done = 0, points = 0;       ///< cells that are through, and all
  bool running = false;
  double seconds_left = 0;                ///< 0: nobody can say
  bool stale = false;                     ///< the scenario has changed since otherwise than by these two parameters
  /// How it was tried. `sample`: fewer players or replications than the scenario asks for.
  bool sample = false;
  std::uint64_t players = 0, all_players = 0;
  std::uint32_t replications = 0, all_replications = 0;
  std::string fault;                      ///< nothing could be tried, in a sentence
};

}  // namespace npcost::window
