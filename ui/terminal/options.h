#pragma once
// The command line becomes one typed value, or one sentence that says what is wrong with it.
//
// Numbers   whole, decimal, without sign, exponent or grouping: "1e3" and "-1" are refused, not rounded.
// Dates     "2025-02-08" is midnight UTC; "2025-02-08T16:00" names the hour. The machine's clock is never asked.
// Errors    never thrown: the sentence comes back with exit code 2. A verb or an option that a later version brings is
//           refused by its name, never as unknown.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/catalogs/import_catalog.h"
#include "sim/engine/kept/units.h"
#include "sim/prices/price_keys.h"
#include "sim/recorded/usage_rating.h"
#include "sim/recorded/usage_reader.h"
#include "sim/scenario/questions.h"
#include "sim/scenario/read_scenario.h"

namespace npcost {

enum class Verb {
  run, check, resolve, explain, schema, prices_list, prices_show, prices_diff, prices_import, prices_history, rate, show_player,
  new_scenario, merge, compare, forecast, sweep, solve, sensitivity, window
};

/// What the verbs about prices are asked; which part is used depends on the verb.
struct PriceQuestion {
  std::vector<std::string> books;   ///< --prices (of run: further ones), or the books of `diff`; none: the one that comes with npcost
  std::string root;                 ///< folder that the books must not leave; "": that of each book
  std::vector<std::string> words;   ///< list: parts of names; show: the model
  std::optional<ModelKind> kind;    ///< list
  std::optional<Instant> at;        ///< list; default the book's "as_of"
  std::optional<Instant> from, to;  ///< diff: when the first and the second book are looked at; default their "as_of"
  bool all_dates = false;           ///< diff: every dated entry, not only the prices in force
};

/// npcost prices history
struct HistoryQuestion {
  std::string file;                 ///< "": the history inside the program
  std::string price_class;          ///< "": all
  std::optional<std::string> as_of; ///< YYYY-MM-DD; default the history's own
  bool back_test = false;
};

/// npcost prices import
struct ImportRequest {
  std::string file;
  CatalogFormat format = CatalogFormat::litellm;
  std::string as_of;  ///< "2026-07-24"
  std::string name;   ///< of the book; "": made from format and day
  std::string to;     ///< "": standard output
};

/// npcost new
struct NewRequest {
  std::string name;  ///< of a template that exists; "": list them
  std::string to;    ///< a file, or "-" for standard output
};

/// npcost rate
struct RateRequest {
  std::vector<std::string> logs;  ///< "-" is standard input
  ReadOptions read;               ///< shape: that of "-"; a file's shape comes from its name
  RatingOptions rating;
};

/// npcost show player
struct PlayerQuestion {
  std::uint64_t player = 0;       ///< number among those simulated
  std::uint32_t replication = 0;
};

/// npcost compare; A and B are the request's files
struct CompareQuestion {
  std::string variant;               ///< of A, instead of a second file
  std::vector<std::string> metrics;  ///< that exist; none: all
};

/// npcost forecast; what else it asks is among the request's settings
struct ForecastQuestion {
  std::string as_of;   ///< "2025-01-31"; "": the scenario's own start
};

/// npcost sweep; what is varied has become settings of the request
struct SweepQuestion {
  std::vector<std::string> metrics;  ///< that exist; none: the budgets' own on the screen, all in files
  bool csv = false;                  ///< instead of the text
  bool full = false;                 ///< never smaller than asked
  bool yes_large = false;
};

/// npcost sensitivity; what is absent is the scenario's
struct SensitivityQuestion {
  std::string metric;                              ///< that exists
  std::optional<Sensitivity::Method> method;       ///< tornado or sobol
  std::optional<std::uint32_t> samples;
};

/// run --shard, --resume
struct ShardRequest {
  std::optional<Shard> shard;             ///< k/n as it was written
  bool automatic = false;                 ///< --shard auto
  std::optional<std::uint32_t> of;        ///< --shards
  bool resume = false;
  std::uint32_t checkpoint_seconds = 60;  ///< between two; 0: after every unit
  /// Whether the run keeps what it has finished.
  bool wanted() const { return shard || automatic || resume; }
};

struct Options {
  Verb verb = Verb::run;
  ScenarioRequest request;                     ///< files, -f, --set, --root
  std::optional<std::uint64_t> seed;           ///< instead of the scenario's
  std::optional<std::uint32_t> replications;   ///< from 1, instead of the scenario's
  std::uint64_t max_work = 1'000'000'000'000;  ///< turns of all replications together
  std::uint32_t jobs = 0;                      ///< threads; 0: as many as the machine has processors
  bool quick = false, ci = false, json = false;
  bool no_flips = false;             ///< run, merge: do not look for what would make a mode affordable
  bool until_decided = false;        ///< run
  bool origins = false;              ///< resolve
  bool each = false;                 ///< check: every file by itself
  std::string out;                   ///< folder for result files; empty: the scenario's own `outputs`
  std::vector<std::string> formats;  ///< of --out
  std::vector<std::string> words;    ///< explain; of window: all of them, as they came
  PriceQuestion prices;
  HistoryQuestion history;
  ImportRequest import;
  RateRequest rate;
  PlayerQuestion player;
  NewRequest new_scenario;
  CompareQuestion compare;
  ForecastQuestion forecast;
  SweepQuestion sweep;
  SensitivityQuestion sensitivity;
  ShardRequest shards;
};

struct ParsedOptions {
  std::optional<Options> options;  ///< absent: print `text` and leave with `exit_code`
  std::string text;
  int exit_code = 0;  ///< 0: help or version, for standard output; 2: a fault, for standard error
};

/// Requires `arguments` without the program's own name.
ParsedOptions parse_options(const std::vector<std::string>& arguments);

/// Whether a log is CSV by its name: "a.csv", "A.CSV".
bool names_csv(std::string_view log);

/// Result formats: those that can be written, and those that a later version brings.
const std::vector<std::string>& formats_here();
/// A sentence when `format` cannot be written by this version; empty if it can.
std::string format_refusal(std::string_view format);

}  // namespace npcost
