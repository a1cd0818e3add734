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
  /// [WhenScreen::at] probability that it holds from then on at the latest, and its 95 % interval
  std::vector<double> by, by_low, by_high;
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
  std::string history_as_of;              ///< until when the price history was known; "": none was used
  std::string growth;                     ///< of usage, as written; "" none
  std::string fault;                      ///< why there is no forecast, in a sentence
};

/// One change that would bring a mode into the green band, alone; checked by a run.
struct FlipOffer {
  std::string kind, subject, amount;      ///< "quota_scripted", "", "20 turns": as sim/scenario/flips/flip_levers.h has them
  std::string sentence;                   ///< all of it, in English
  std::vector<std::string> settings;      ///< "/pointer=value" each: what trying it sets
  std::optional<double> share_after;      ///< of net revenue, with it
  std::string band_after;                 ///< "green" …
};

struct FlipSearch {
  enum class State : std::uint8_t { none, searching, done };
  State state = State::none;              ///< none: the whole run has not judged this mode
  bool fits = false;                      ///< green as it is: no flip is needed
  std::vector<FlipOffer> flips;           ///< what a studio can do first, mildest first; then prices
  std::vector<FlipOffer> not_enough;      ///< the hardest of their kind, nearest first
  std::string note;                       ///< why there is none, in a sentence; ""
  std::optional<bool> green_without_binding;   ///< whether it would be green if its heaviest component were free
};

}  // namespace npcost::window
