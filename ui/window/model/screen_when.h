#pragma once
// When talking NPCs pay, and what would make them pay now, as plain values. Part of a Screen.
//
// Time      hours since the day that the forecast begins, as the charts' time axes have them.
// Never     a date that is not within the horizon is nothing at all, and `ever` says how many of the draws have one: a word on the screen.
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

/// How one price is expected to go, or several that move together.
struct PricePathShown {
  enum class By : std::uint8_t { written, followed, kind, held };   ///< kind: as models of its kind do, which is an assumption
  std::string name;                       ///< "sonora speech"
  Stage stage = Stage::llm;               ///< where it weighs most
  By by = By::held;
  std::string price_class;                ///< of the history, that it follows; ""
  std::string how;                        ///< "decline 20..50%/y", or what the class was fitted from, in a sentence
  std::string provenance;                 ///< "sourced", "derived", "assumed"
  std::vector<double> p10, p50, p90;      ///< [WhenScreen::at] share of today's price; NaN: not known there
};

/// How much a price's path decides of a date.
struct Mover {
  std::size_t path = 0;                   ///< in WhenScreen::paths
  double share = 0;                       ///< of today's cost of what is judged
  std::optional<double> weight;           ///< 0 … 1: rank correlation of its dearness with the date; nothing: one of them never differs
  std::optional<double> days;             ///< what holding this price does to the median date; nothing: it is then not within the horizon
};

/// A date: when a goal is kept, and stays so.
struct WhenDate {
  Goal goal;                              ///< a mode's share of net revenue, or a budget
  std::optional<double> p10, p50, p90;    ///< hours
  double ever = 0;                        ///< share of draws that have a date within the horizon
  std::vector<double> by, by_low, by_high;   ///< [WhenScreen::at] probability that it holds from then on at the latest, and its 95 % interval
  std::optional<double> now;              ///< the goal's value today
  std::string why_unknown;                ///< then nothing else is known
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
  std::vector<WhenDate> dates;
  std::vector<PricePathShown> paths;
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
