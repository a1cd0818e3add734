#pragma once
// Between CLI11 and Options: what was written, as text, and how each subject describes and judges its own part.
//
// Shape     a subject adds its verbs to the program (describe_…), then turns the words of one of them into Options (judge_…).
// Errors    Refusal with one sentence; only parse_options() catches it.

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/terminal/options.h"

namespace npcost::option_words {

/// What every option is called and which value it gets, as text; numbers and dates are judged afterwards.
struct Words {
  std::vector<std::string> files, overlays, settings, formats, words;
  std::optional<std::string> root, seed, replications, jobs, max_work, out;
  std::optional<std::string> shard, shards, checkpoint;
  std::vector<std::string> books;
  std::optional<std::string> kind, at, from, to;
  std::optional<std::string> player, replication;
  std::optional<std::string> as_of, name, convention, service_tier;
  std::vector<std::string> mappings, metrics;
  std::optional<std::string> variant, history, method, samples;
  std::optional<std::string> until, by, draws;
  std::vector<std::string> varied;
  std::optional<std::string> mode, points, for_path, low, high, stat, max, min, tolerance;
  bool full = false, yes_large = false, csv = false, skip_faulty = false, reasoning_outside = false;
  bool quick = false, no_flips = false, ci = false, json = false, origins = false, each = false, all_dates = false, version = false;
  bool resume = false, back_test = false, until_decided = false;
};

/// Ends parsing with a sentence.
struct Refusal {
  std::string sentence;
};

/// "; did you mean \"run\"?", or nothing.
std::string suggestion(std::string_view found, const std::vector<std::string>& candidates);
std::uint64_t whole_number(std::string_view option, std::string_view text, std::uint64_t low, std::uint64_t high);
/// What add_scenario_options() adds, of verbs that need a scenario, with --quick and how large a run is.
void judge_study_words(const Words& words, std::string_view verb, Options& options);
/// --seed, --replications, --jobs, --max-work: how large a run is.
void judge_run_size(const Words& words, Options& options);
Instant date(std::string_view option, std::string_view text);
/// What cannot be an option's name reaches newer CLI11 versions as a file: nobody means a file that begins with a dash.
void refuse_dashes(const std::vector<std::string>& files);

/// Files, -f, --set and --root, which all verbs with a scenario have.
void add_scenario_options(CLI::App& verb, Words& words);
/// run, check, resolve, explain, schema, show player.
void describe_scenario_verbs(CLI::App& app, Words& words);
void judge_scenario_words(const Words& words, std::string_view verb, Options& options);
/// prices list, show, diff, import, history.
void describe_price_verbs(CLI::App& app, Words& words);
void judge_price_words(const Words& words, Options& options);
void describe_history(CLI::App& prices, Words& words);
void judge_history(const Words& words, HistoryQuestion& question);
/// rate.
void describe_rate(CLI::App& app, Words& words);
void judge_rate_words(const Words& words, Options& options);
/// run --shard and --resume; merge.
void add_shard_options(CLI::App& run, Words& words);
void judge_shard_words(const Words& words, Options& options);
void describe_merge(CLI::App& app, Words& words);
void judge_merge_words(const Words& words, Options& options);
/// new.
void describe_new(CLI::App& app, Words& words);
void judge_new_words(const Words& words, Options& options);

/// compare.
void describe_compare(CLI::App& app, Words& words);
void judge_compare_words(const Words& words, Options& options);

/// forecast.
void describe_forecast(CLI::App& app, Words& words);
void judge_forecast_words(const Words& words, Options& options);
/// sweep, solve.
void describe_sweep(CLI::App& app, Words& words);
void judge_sweep_words(const Words& words, Options& options);
void describe_solve(CLI::App& app, Words& words);
void judge_solve_words(const Words& words, Options& options);
/// sensitivity.
void describe_sensitivity(CLI::App& app, Words& words);
void judge_sensitivity_words(const Words& words, Options& options);

/// window.
void describe_window(CLI::App& app);
/// What is meant for npcost-window, unjudged; nothing if the words are another verb's, or ask npcost itself for help.
std::optional<Options> window_words(const std::vector<std::string>& arguments);

/// "--prices BOOK" and "--root DIR", which all verbs with price books have.
void add_book_options(CLI::App& verb, Words& words);
/// "json,csv" as names of formats, all of those that can be written if nothing was written.
std::vector<std::string> split_formats(const std::vector<std::string>& lists);
/// The one value of an option that may be repeated only by mistake; "" if it was not given.
std::string only_one(std::string_view option, const std::vector<std::string>& values);

}  // namespace npcost::option_words
