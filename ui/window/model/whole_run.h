#pragma once
// The whole run with all its replications, exactly as `npcost run` does it. Work of a backroom.

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "sim/answers/result.h"
#include "ui/window/model/backroom.h"
#include "ui/window/model/edition.h"

namespace npcost::window {

struct RunProgressShown {
  std::atomic<double> done{0};
  std::atomic<std::uint32_t> replication{0}, replications{1};   ///< replication: from 0
};

struct WholeRun {
  std::uint64_t number = 0;                       ///< of the edition
  std::shared_ptr<const ReadScenario> read;       ///< owns the texts that the result's warnings point into
  std::shared_ptr<const Result> result;           ///< nothing: it could not be run
  std::string trouble;                            ///< why, in a sentence
  bool searched = false;                          ///< the verdicts have their flips
};

/// The result is put as soon as it is there, and once more when it was searched for what would make modes affordable. Nothing is put if it
/// is stopped.
void run_whole(std::uint64_t number, const ScenarioRequest& request, std::uint32_t workers, Mailbox<WholeRun>& done,
               RunProgressShown& progress, const Backroom::Wanted& wanted);

}  // namespace npcost::window
