#pragma once
// What each way of talking costs, against what comes in: text, voice, speech to speech, vision, and what players' devices compute.
//
// Players   cost and revenue of a mode are of the players of segments that can meet it. Who has a device is not counted: of "device" they
//           are as many as its share of their turns; it occurs when there is a turn.
// Fixed     everybody bears the same part of the fixed costs, whatever he meets.
// Peak      cost of the dearest 30 days (dearest_month.h) of a player. Where players come and go, how many there are then follows from
//           how many play each day. Of a run of less than 60 days it is the mean.

#include <array>

#include "sim/answers/replication_summary.h"
#include "sim/answers/row_prices.h"

namespace npcost {

/// What the costs of modes are read from; all of it must outlive the call.
struct ModeSources {
  const Scenario& scenario;
  const LedgerRows& rows;      ///< with the ledger
  const CellTable& cells;
  const CellPrices& prices;
  Scale scale;
};

/// [segment] 1 = its players can meet an NPC in this mode: those whose hours a mode's cost is divided by. Everybody who uses the feature
/// may meet those that talk unasked.
std::vector<std::uint8_t> segments_that_meet(Mode mode, const Scenario& scenario);

/// By Mode; the last is of devices.
std::array<ModeSums, judged_mode_count> mode_sums(const ModeSources& from);

/// One mode's mean share alone, as mode_sums() has it: for many price books of one usage. No player's row is read.
std::optional<double> mean_share_of(Mode mode, const ModeSources& from);

/// Fixed costs per MAU-month; nothing if there are none, or nobody plays.
std::optional<double> fixed_per_mau_month(const Scenario& scenario, const UsageLedger& ledger, const Scale& scale);

/// Runs of this length on have a peak month of their own.
bool has_peak_month(const Scenario& scenario);

}  // namespace npcost
