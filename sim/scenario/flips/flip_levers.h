#pragma once
// Changes that may make a way of talking affordable: what a studio can turn, and what prices would have to do.
//
// Rungs     a lever is a ladder from the mildest change to the hardest, each rung as settings ("/pointer=value", as --set has them) that
//           make it; further down the ladder the mode costs less or the same. Whether a rung is enough, only a run can tell.
// Left out  what changes nothing in this scenario (a memory that is shorter already), and entries whose names hold "=", which no setting
//           can reach. A rung that the scenario refuses is the caller's to drop: a setting is read with every check of the reader.
// Source    which levers there are: docs/levers.md; that a model on the device or a cache can reach a share is asked, not promised.

#include <string>
#include <vector>

#include "sim/scenario/scenario.h"

namespace npcost {

enum class LeverKind {
  price,             ///< all prices of a model
  other_model,       ///< another model of the file answers a share of the turns
  shorter_memory,    ///< turns that are sent again
  shorter_replies,   ///< tokens of a reply
  reply_cache,       ///< share of replies that are found again
  speech_cache,      ///< share of spoken lines that are found again
  quota_scripted,    ///< turns a player and day, then lines written by hand
  quota_typed,       ///< likewise, then typing
  less_voice,        ///< share of the players who speak today that go on doing so
  on_device          ///< share of players whose device computes a stage
};
inline constexpr std::size_t lever_kind_count = 10;
/// "price", "other_model", …: as other programs read it.
std::string_view name_of(LeverKind kind);
/// Whether a studio can do it by itself; prices are the market's.
constexpr bool is_design(LeverKind kind) { return kind != LeverKind::price; }

struct FlipRung {
  std::string amount;                  ///< "8 turns", "40%", as the sentence says it
  std::vector<std::string> settings;
};

struct FlipLever {
  LeverKind kind = LeverKind::price;
  std::string subject;                 ///< the model, the stage or the pipelines that it is about; "" for all
  std::vector<FlipRung> rungs;         ///< never empty
};

/// All levers of one mode, in the order of LeverKind. Empty if nobody can meet the mode.
std::vector<FlipLever> flip_levers(const Scenario& scenario, Mode mode);

/// "every price of mouth at 40% of today's", "a memory of 8 turns", …
std::string sentence_of(const FlipLever& lever, const FlipRung& rung);

}  // namespace npcost
