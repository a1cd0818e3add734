#pragma once
// Which shard a process is: written on the command line, or said by the scheduler that started it.
//
// Sources   SLURM_ARRAY_TASK_ID with _COUNT, _MIN, _MAX, _STEP (docs: sbatch, "Job arrays"); JOB_COMPLETION_INDEX, from 0 (Kubernetes,
//           Indexed Jobs); AWS_BATCH_JOB_ARRAY_INDEX, from 0 (AWS Batch, array jobs); SGE_TASK_ID with _FIRST, _LAST, _STEPSIZE
//           (Grid Engine, qsub -t), from 1; NOMAD_ALLOC_INDEX, from 0 (Nomad, runtime variables); PARALLEL_SEQ, from 1 (GNU parallel).
// Doubt     is refused, never guessed: a wrong number would lose work and do other work twice.

#include <string>

#include "ui/terminal/options.h"
#include "ui/terminal/style.h"

namespace npcost {

struct ShardChoice {
  Shard shard;
  std::string from;      ///< the variable that said so; "" if it was written or there are no shards
  std::string refusal;   ///< a sentence; empty if there is a choice
};

ShardChoice choose_shard(const ShardRequest& request, const Environment& environment);

}  // namespace npcost
