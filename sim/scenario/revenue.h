#pragma once
// What the game earns, what it costs whether anybody talks or not, and when talking NPCs count as affordable.
//
// Net       gross × (1 − store fee) × (1 − tax) × (1 − refunds); see sim/answers/money/revenue.h for what gross is in each model.
// Source    models and rules of thumb: surveys of AI companies and app stores' fees; defaults that are guesses are listed as assumed.

#include <optional>
#include <string>
#include <vector>

#include "sim/reading/quantity.h"

namespace npcost {

/// What NPCs do to income, as shares on top: 0.1 = a tenth more.
struct Uplift {
  double spending = 0;    ///< what a payer (or a subscriber) spends
  double retention = 0;   ///< player-months, or subscribers' months
  double buyers = 0;      ///< how many pay at all
  double factor() const { return (1 + spending) * (1 + retention) * (1 + buyers); }
};

/// Players of one part of the world: they cost the same and pay otherwise.
struct Region {
  std::string name;
  double share = 1;                       ///< of all players; regions add up to 1
  double spending = 1;                    ///< times the scenario's gross revenue per player
  std::optional<double> store_fee, tax;   ///< absent: the scenario's
};

enum class Payer { studio, players, own_key, platform };

struct Revenue {
  enum class Model { none, free_to_play, premium, subscription, pay_per_use };
  enum class Unit { turn, conversation, minute, hour };  ///< what is sold in pay_per_use; time is time in conversation
  Model model = Model::none;
  Amount price;                     ///< premium: average selling price; subscription: per month; pay_per_use: per unit
  double conversion = 0;            ///< free_to_play: share of MAU who pay in a month
  Amount arppu;                     ///< free_to_play: per payer and month
  double store_fee = 0, tax = 0;    ///< shares
  double refunds = 0;               ///< share of gross that is given back; what was talked until then is paid
  double never_launched = 0;        ///< premium: share of buyers who never start the game, and so cost nothing
  std::optional<Milliseconds> lifetime;  ///< premium: play time of a buyer who does, over his whole life; absent: the run is his life
  Unit unit = Unit::minute;         ///< pay_per_use
  double charged = 1;               ///< pay_per_use: share of units used that somebody pays for; the others are free allowances
  double breakage = 0;              ///< pay_per_use: share of units bought that are never used
  double target_margin = 0.6;       ///< subscription, pay_per_use: gross margin that is asked for
  double margin_before = 1;         ///< of net revenue, before NPCs: what an uplift of revenue leaves
  Uplift uplift;
  std::vector<Region> regions;      ///< in file order; empty: one world
  Payer payer = Payer::studio;      ///< of what NPCs cost
  double studio_pays = 1;           ///< share of the cost that stays with the studio
  std::optional<double> npc_share;  ///< share of net revenue that the studio is ready to spend
};

/// Paid whether anybody talks or not: a fee a month, or training that is written off.
struct FixedCost {
  std::string name;
  Amount amount;
  bool monthly = true;       ///< every month; else once …
  double months = 1;         ///< … and written off over so many months
};

/// Bands of cost ÷ net revenue; 0 < green ≤ amber ≤ red.
struct Viability {
  double green = 0.05, amber = 0.20, red = 0.33;
  std::optional<Amount> launch_budget;   ///< what the dearest 30 days may cost altogether
};

}  // namespace npcost
