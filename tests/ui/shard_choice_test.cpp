// Which shard a process is, as each scheduler says it.
#include "ui/terminal/shard_choice.h"

#include <map>

#include "tests/catch.h"

using namespace npcost;

namespace {

using Variables = std::map<std::string, std::string>;

ShardChoice automatic(const Variables& variables, std::optional<std::uint32_t> of = std::nullopt) {
  ShardRequest request;
  request.automatic = true;
  request.of = of;
  return choose_shard(request, [&variables](const char* name) -> const char* {
    const auto found = variables.find(name);
    return found == variables.end() ? nullptr : found->second.c_str();
  });
}

bool is(const ShardChoice& choice, std::uint32_t number, std::uint32_t of, const std::string& from) {
  INFO(choice.refusal);
  CHECK(choice.refusal.empty());
  return choice.shard == Shard{number, of} && choice.from == from;
}

bool refused(const ShardChoice& choice, const std::string& part) {
  INFO(choice.refusal);
  return choice.refusal.find(part) != std::string::npos;
}

Variables slurm(const std::string& id, const std::string& count, const std::string& low, const std::string& high, const std::string& step = "1") {
  return {{"SLURM_ARRAY_TASK_ID", id}, {"SLURM_ARRAY_TASK_COUNT", count}, {"SLURM_ARRAY_TASK_MIN", low}, {"SLURM_ARRAY_TASK_MAX", high}, {"SLURM_ARRAY_TASK_STEP", step}};
}

}  // namespace

TEST_CASE("a Slurm array counts from 0 or from 1 and says how many there are", "[shards]") {
  CHECK(is(automatic(slurm("0", "200", "0", "199")), 1, 200, "SLURM_ARRAY_TASK_ID"));
  CHECK(is(automatic(slurm("199", "200", "0", "199")), 200, 200, "SLURM_ARRAY_TASK_ID"));
  CHECK(is(automatic(slurm("1", "8", "1", "8")), 1, 8, "SLURM_ARRAY_TASK_ID"));
  CHECK(is(automatic(slurm("8", "8", "1", "8")), 8, 8, "SLURM_ARRAY_TASK_ID"));
}

TEST_CASE("a part of a Slurm array does not pass for a whole one", "[shards]") {
  // sbatch --array=3,5 after a loss: two tasks, and neither is a shard of two.
  CHECK(refused(automatic(slurm("3", "2", "3", "5")), "does not count 1 by 1 from 0 or 1"));
  CHECK(refused(automatic(slurm("2", "2", "2", "3")), "--shards N"));
  CHECK(refused(automatic(slurm("1", "3", "1", "7")), "does not count"));
  CHECK(refused(automatic(slurm("0", "4", "0", "6", "2")), "does not count"));
  CHECK(is(automatic(slurm("3", "2", "3", "5"), 8), 4, 8, "SLURM_ARRAY_TASK_ID"));  // index 0 is the first
}

TEST_CASE("Kubernetes, AWS Batch and Nomad count from 0 and are told how many there are", "[shards]") {
  for (const std::string name : {"JOB_COMPLETION_INDEX", "AWS_BATCH_JOB_ARRAY_INDEX", "NOMAD_ALLOC_INDEX"}) {
    CHECK(is(automatic({{name, "0"}}, 5), 1, 5, name));
    CHECK(is(automatic({{name, "4"}}, 5), 5, 5, name));
    CHECK(refused(automatic({{name, "5"}}, 5), name + "=5 is none of 5 shards counted from 0"));
    CHECK(refused(automatic({{name, "0"}}), "add --shards N"));
  }
}

TEST_CASE("Grid Engine and GNU parallel count from 1", "[shards]") {
  const Variables sge{{"SGE_TASK_ID", "3"}, {"SGE_TASK_FIRST", "1"}, {"SGE_TASK_LAST", "8"}, {"SGE_TASK_STEPSIZE", "1"}};
  CHECK(is(automatic(sge), 3, 8, "SGE_TASK_ID"));
  CHECK(refused(automatic({{"SGE_TASK_ID", "undefined"}}), "finds no array job"));
  CHECK(refused(automatic({{"SGE_TASK_ID", "9"}, {"SGE_TASK_LAST", "8"}}), "is none of 8 shards"));
  CHECK(is(automatic({{"PARALLEL_SEQ", "1"}}, 4), 1, 4, "PARALLEL_SEQ"));
  CHECK(is(automatic({{"PARALLEL_SEQ", "4"}}, 4), 4, 4, "PARALLEL_SEQ"));
  CHECK(refused(automatic({{"PARALLEL_SEQ", "0"}}, 4), "is none of 4 shards counted from 1"));
  CHECK(refused(automatic({{"PARALLEL_SEQ", "5"}}, 4), "is none of 4 shards"));
}

TEST_CASE("nothing, two at once, and what is no number are refused with a sentence", "[shards]") {
  CHECK(refused(automatic({}), "none of SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX"));
  CHECK(refused(automatic({{"PARALLEL_SEQ", "1"}, {"JOB_COMPLETION_INDEX", "1"}}, 4), "finds both JOB_COMPLETION_INDEX and PARALLEL_SEQ"));
  for (const char* text : {"", "x", "-1", "1e3", "+1", "1 ", "99999999999999999999999", "100000"}) {
    CHECK(refused(automatic({{"JOB_COMPLETION_INDEX", text}}, 4), "JOB_COMPLETION_INDEX must be a whole number"));
  }
  CHECK(refused(automatic(slurm("0", "x", "0", "3")), "SLURM_ARRAY_TASK_COUNT must be"));
  CHECK(refused(automatic(slurm("0", "0", "0", "0")), "does not count"));
}

TEST_CASE("what is written on the command line is taken as it is", "[shards]") {
  ShardRequest request;
  request.shard = Shard{3, 8};
  const auto nothing = [](const char*) -> const char* { return nullptr; };
  CHECK(choose_shard(request, nothing).shard == Shard{3, 8});
  CHECK(choose_shard({}, nothing).shard == Shard{1, 1});
}
