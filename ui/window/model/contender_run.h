#pragma once
// Scenarios side by side: whole runs with the same seed, so that the same players have the same luck in each. Work of a backroom.
//
// Figures   per player-hour of a mode: means over replications of each replication's mean, parts and 95th percentile.
// Pairs     replication r of a contender with replication r of the current scenario, as sim/answers/variants.h does for variants; a file is
//           read beside the current scenario, as `npcost compare` does: in its experiment, with its names of draws.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "ui/window/model/backroom.h"
#include "ui/window/model/edition.h"
#include "ui/window/model/screen.h"

namespace npcost::window {

/// One of those who are compared: a variant of the current scenario, another file, or, with neither, the current scenario itself.
struct Competitor {
  int variant = -1;                       ///< index in ReadScenario::variants
  std::string file;
};

struct ContenderNews {
  std::uint64_t number = 0;               ///< of the current edition
  std::size_t index = 0;                  ///< in the order's list
  Contender found;                        ///< name and detail are not set; grade none: so far only its progress
};

struct ContenderOrder {
  std::uint64_t number = 0;
  std::shared_ptr<const Edition> current;
  std::vector<Competitor> competitors;    ///< the first is the current scenario
  std::uint32_t workers = 0;
};

void run_contenders(const ContenderOrder& order, Mailbox<ContenderNews>& news, const Backroom::Wanted& wanted);

}  // namespace npcost::window
