#include "ui/terminal/shard_choice.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/reading/diagnostic.h"

namespace npcost {
namespace {

/// One kind of array job. Names that are nullptr do not exist there.
struct Scheduler {
  const char* index;
  std::uint64_t begins;     ///< its first index, where it does not say that itself
  const char* count;
  const char* first;
  const char* last;
  const char* step;
};
constexpr std::array<Scheduler, 6> schedulers{{
    {"SLURM_ARRAY_TASK_ID", 0, "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_MAX", "SLURM_ARRAY_TASK_STEP"},
    {"JOB_COMPLETION_INDEX", 0, nullptr, nullptr, nullptr, nullptr},
    {"AWS_BATCH_JOB_ARRAY_INDEX", 0, nullptr, nullptr, nullptr, nullptr},
    {"SGE_TASK_ID", 1, nullptr, "SGE_TASK_FIRST", "SGE_TASK_LAST", "SGE_TASK_STEPSIZE"},
    {"NOMAD_ALLOC_INDEX", 0, nullptr, nullptr, nullptr, nullptr},
    {"PARALLEL_SEQ", 1, nullptr, nullptr, nullptr, nullptr},
}};

/// Ends the choice with a sentence.
struct Doubt {
  std::string sentence;
};

std::optional<std::uint64_t> number_in(const Environment& environment, const char* name) {
  const char* found = name == nullptr ? nullptr : environment(name);
  if (found == nullptr) return std::nullopt;
  const std::string_view text = found;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc{} && end == text.data() + text.size() && value <= most_shards) return value;
  throw Doubt{fmt::format("{} must be a whole number up to {}; found \"{}\"", name, most_shards, printable(text))};
}

/// Grid Engine sets its variable outside of arrays too, to a word.
bool says_something(const Environment& environment, const Scheduler& scheduler) {
  const char* found = environment(scheduler.index);
  return found != nullptr && std::string_view(found) != "undefined";
}

const Scheduler& the_one(const Environment& environment) {
  const Scheduler* found = nullptr;
  std::string names;
  for (const Scheduler& scheduler : schedulers) {
    names += names.empty() ? "" : ", ";
    names += scheduler.index;
    if (!says_something(environment, scheduler)) continue;
    if (found != nullptr) {
      throw Doubt{fmt::format("--shard auto finds both {} and {}; write --shard k/n, or unset one of them", found->index, scheduler.index)};
    }
    found = &scheduler;
  }
  if (found == nullptr) throw Doubt{fmt::format("--shard auto finds no array job: none of {} is set; write --shard k/n", names)};
  return *found;
}

/// How many shards the scheduler itself says there are. An array that does not count 1 by 1 from its beginning is part of another
/// one: of that it says nothing.
std::uint64_t count_said(const Environment& environment, const Scheduler& scheduler, std::uint64_t first) {
  const auto count = number_in(environment, scheduler.count), last = number_in(environment, scheduler.last);
  const std::uint64_t step = number_in(environment, scheduler.step).value_or(1);
  if (!count && !last) {
    throw Doubt{fmt::format("{} does not say how many shards there are; add --shards N", scheduler.index)};
  }
  const std::uint64_t all = count ? *count : *last + 1 - first;
  const bool gaps = step != 1 || first > 1 || (last && (*last < first || *last - first + 1 != all));
  if (!gaps) return all;
  throw Doubt{fmt::format("the array of {} does not count 1 by 1 from 0 or 1, so that its size says nothing; add --shards N, then index "
                          "{} is the first shard",
                          scheduler.index, scheduler.begins)};
}

ShardChoice chosen(const ShardRequest& request, const Environment& environment) {
  const Scheduler& scheduler = the_one(environment);
  const std::optional<std::uint64_t> index = number_in(environment, scheduler.index);
  std::uint64_t first = scheduler.begins;
  if (!request.of) first = number_in(environment, scheduler.first).value_or(scheduler.begins);
  const std::uint64_t of = request.of ? *request.of : count_said(environment, scheduler, first);
  if (*index < first || *index - first >= of) {
    throw Doubt{fmt::format("{}={} is none of {} shards counted from {}", scheduler.index, *index, of, first)};
  }
  return {{static_cast<std::uint32_t>(*index - first + 1), static_cast<std::uint32_t>(of)}, scheduler.index, {}};
}

}  // namespace

ShardChoice choose_shard(const ShardRequest& request, const Environment& environment) {
  if (!request.automatic) return {request.shard.value_or(Shard{}), {}, {}};
  try {
    return chosen(request, environment);
  } catch (const Doubt& doubt) {
    return {{}, {}, doubt.sentence};
  }
}

}  // namespace npcost
