// What `npcost run` takes to work in shards and to go on after a stop, and what `npcost merge` takes.
#include <fmt/format.h>

#include "sim/reading/diagnostic.h"
#include "ui/terminal/option_words.h"

namespace npcost::option_words {
namespace {

/// "3/8".
Shard written_shard(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) {
    throw Refusal{fmt::format("--shard must be like 3/8, the third of eight, or auto; found \"{}\"", printable(text))};
  }
  const auto of = static_cast<std::uint32_t>(whole_number("the number of shards in --shard", text.substr(slash + 1), 1, most_shards));
  return {static_cast<std::uint32_t>(whole_number("the first number in --shard", text.substr(0, slash), 1, of)), of};
}

}  // namespace

void add_shard_options(CLI::App& run, Words& words) {
  run.add_option("--shard", words.shard,
                 "Do the k-th of n equal parts and keep its counts in --out, for `npcost merge`. auto: k and n are what "
                 "the scheduler says (Slurm, Kubernetes, AWS Batch, Grid Engine, Nomad, GNU parallel)")
      ->type_name("k/n");
  run.add_option("--shards", words.shards, "How many there are, where --shard auto cannot know")->type_name("N");
  run.add_flag("--resume", words.resume,
               "Go on from the checkpoint in --out, or begin if there is none, and keep one every minute and when stopped "
               "(a shard keeps one in any case)");
  run.add_option("--checkpoint-seconds", words.checkpoint, "Seconds between two checkpoints")->group("");  // for tests
}

void judge_shard_words(const Words& words, Options& options) {
  ShardRequest& request = options.shards;
  request.resume = words.resume;
  if (words.shard && *words.shard == "auto") request.automatic = true;
  else if (words.shard) request.shard = written_shard(*words.shard);
  if (words.shards) request.of = static_cast<std::uint32_t>(whole_number("--shards", *words.shards, 1, most_shards));
  if (words.checkpoint) {
    request.checkpoint_seconds = static_cast<std::uint32_t>(whole_number("--checkpoint-seconds", *words.checkpoint, 0, 86'400));
  }
  if (request.of && !request.automatic) throw Refusal{"--shards belongs to --shard auto; otherwise write --shard k/n"};
  if (!request.wanted()) return;
  const std::string_view option = words.shard ? "--shard" : "--resume";
  if (!words.out) throw Refusal{fmt::format("{} needs --out DIR, the folder where counts are kept", option)};
  if (!words.shard) return;
  if (words.json) throw Refusal{"a shard has no result; --json belongs to `npcost merge DIR`"};
  if (!words.formats.empty()) throw Refusal{"a shard has no result; --format belongs to `npcost merge DIR`"};
}

void describe_merge(CLI::App& app, Words& words) {
  CLI::App* merge = app.add_subcommand("merge", "Put the shards of a run together: the same result as without shards");
  merge->add_option("DIR", words.words, "The folder that the shards were run with, as --out")->type_name("");
  merge->add_flag("--json", words.json, "The result as JSON on standard output instead of the summary");
  merge->add_option("--out", words.out, "Folder for result files")->type_name("DIR");
  merge->add_option("--format", words.formats, "Which result files --out gets: json,csv (default: both)")
      ->type_name("LIST")
      ->allow_extra_args(false);
  merge->add_flag("--ci", words.ci, "Exit code 5 when no budget was evaluated");
  merge->footer(
      "Needs nothing but the folder: the shards keep what the scenario was read from.\n"
      "Exit codes: those of `npcost run`; 2 files of different runs, 3 torn or doubled\n"
      "files, 4 missing shards. The commands to run again are printed.\n"
      "Example: npcost merge shards --json > result.json");
}

void judge_merge_words(const Words& words, Options& options) {
  if (words.words.empty()) throw Refusal{"npcost merge needs the folder of the shards"};
  if (words.words.size() > 1) throw Refusal{"npcost merge takes one folder"};
  refuse_dashes(words.words);
  options.words = words.words;
  options.ci = words.ci;
  options.out = words.out.value_or("");
  if (words.out && words.out->empty()) throw Refusal{"--out needs the name of a folder"};
  if (!words.formats.empty() && !words.out) throw Refusal{"--format needs --out DIR, the folder for the files"};
  options.formats = split_formats(words.formats);
}

}  // namespace npcost::option_words
