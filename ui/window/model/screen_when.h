#pragma once
// When talking NPCs pay, and what would make them pay now, as plain values. Part of a Screen.
//
// Time      hours since the day that the forecast begins, as the charts' time axes have them.
// Never     a date that is not within the horizon is nothing at all, and `never` says how many of the draws have none: a word on the screen.
// Money     prices stand as shares of today's (1 is today), so that those of tokens, minutes and letters can share an axis.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/scenario.h"
#include "ui/window/model/screen_sweep.h"

namespace npcost::window {

/// How one price is expected to go.
struct PricePathShown {
  std::string name;                       ///< "sonora · speech"
  Stage stage = Stage::llm;               ///< where it weighs most
  std::string now;                        ///< "$15.00/1M characters"
  enum class Rule : std::uint8_t { held, halves, falls, follows };
  Rule rule = Rule::held;
  std::string rule_text;                  ///< how it moves: "8..24 mo", "10..35%" a year, the class that it follows
  std::string provenance;                 ///< "sourced", "derived", "assumed"
  std::string source;                     ///< of it, in a sentence; "" none
  std::vector<float> p10, p50, p90;       ///< [WhenScreen::at] share of today's price
  double share = 0;                       ///< of today's cost of all modes
};

/// How much a price's path decides of a date.
struct Mover {
  std::string name;                       ///< of a path, or of another unknown
  double weight = 0;                      ///< 0 … 1: its rank correlation with the date, without a sign
  std::optional<double> days;             ///< what holding this price for ever does to the date; nothing: it then never comes
};

struct WhenOfMode {
  Mode mode = Mode::text;
  Goal goal;                              ///< what has to hold
  std::optional<double> p10, p50, p90;    ///< hours
  double never = 0;                       ///< share of draws without a date within the horizon
  std::vector<float> by;                  ///< [WhenScreen::at] probability that it has begun to pay by then and stays so
  std::optional<double> half;             ///< of the 95 % Monte Carlo interval of such a probability at one half
  std::optional<double> now;              ///< the goal's value today
  std::vector<Mover> movers;              ///< heaviest first
};

struct WhenWish {
  int years = 10;                         ///< of the horizon, 1…50; 0: as the scenario says
  bool operator==(const WhenWish&) const = default;
};

struct WhenScreen {
  std::string start_text;                 ///< "2026-11-26"; "" nothing was forecast yet
  double until = 0;                       ///< hours
  std::vector<double> at;                 ///< hours, ascending
  std::vector<WhenOfMode> modes;
  std::vector<PricePathShown> paths;      ///< of the largest share first
  std::uint32_t draws = 0, draws_asked = 0, stays_months = 3;
  bool running = false;
  bool stale = false;                     ///< the scenario has changed since
  std::vector<std::string> notes;         ///< what the reader must know: assumed classes, a held price
  std::string fault;                      ///< why there is no forecast, in a sentence
};

/// One change that would bring a mode into its budget, alone.
struct Flip {
  std::string pointer;                    ///< of a parameter of the screen, whose label then says it; or ""
  std::string words;                      ///< what is changed, where no parameter is: "voice for payers only"
  std::string before, after;              ///< as written; `after` is the cheapest that fits
  std::vector<std::string> settings;      ///< "/pointer=value" each: what trying it sets
  std::optional<double> change;           ///< of the number: −0.47 is 47 % less
  std::optional<double> share_after;      ///< of net revenue, or of the budget's limit, of a run with it
  std::string band_after;                 ///< "green" …; "" where no band is judged
};

struct FlipSearch {
  enum class State : std::uint8_t { none, searching, done };
  State state = State::none;              ///< none: not asked for, or the mode fits as it is
  double progress = 0;
  bool fits = false;                      ///< no flip is needed
  bool by_budget = false;                 ///< judged by a budget of the scenario; else by the green band
  std::string goal;                       ///< that budget's name
  std::vector<Flip> flips;                ///< smallest change first; empty when done: no single lever does it
};

}  // namespace npcost::window
