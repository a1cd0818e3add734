#pragma once
// Everything that one frame of the window shows, as plain values: made by Studio from one state of the world, drawn by the panels, read by
// tests. Nothing here computes and nothing points into an engine.
//
// One state  all values of a Screen belong to the same edition of the scenario, the same prices and the same moment; `number` changes
//            whenever anything in it does.
// Money      in the scenario's currency, as doubles for display only; the panels turn it into the currency that is looked at.
// Unknown    std::nullopt is "unknown" or "unpriced" and is shown as such, never as 0.
// So far     figures at the moment of the playhead: of what was simulated from the start of the run up to it. At the end of the run they
//            are those of replication 1 of the players that the window simulates.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/answers/result.h"
#include "sim/reading/diagnostic.h"
#include "sim/scenario/scenario.h"
#include "ui/window/model/screen_sweep.h"
#include "ui/window/model/screen_when.h"

namespace npcost::window {

/// How final what is shown is: an edit of behaviour shows a quick look first.
enum class Grade : std::uint8_t { none, preview, full };

/// A figure with its change against the baseline (a share: −0.08 is 8 % less).
struct Figure {
  std::optional<double> value;
  std::optional<double> change;
  std::vector<float> trace;               ///< its course up to the playhead, for a sparkline; NaN: no value
};

/// A budget of a cost, and where the cost stands so far. At the end of the run `value` is what the engine's result says of replication 1
/// of the players that the window simulates.
struct BudgetFigure {
  std::string name, metric;               ///< "voice fits", "cost.share_of_revenue"
  std::string unit;                       ///< the currency, or as metric_infos() has it: "ratio"
  std::string where;                      ///< "segment voice build"; "" for everybody
  Stat stat = Stat::mean;                 ///< what is judged …
  std::optional<double> value;            ///< … and how large it is; nothing: cannot be said at this moment
  double limit = 0;                       ///< at most this
  std::optional<double> used;             ///< value ÷ limit; infinite if the limit is 0 and not kept
  std::optional<double> p50, p95;         ///< of the same metric and players, if it has percentiles
};

/// What players of one mode cost, so far. Cost of the mode's pipelines ÷ hours played by players who can meet it.
struct ModeFigures {
  bool occurs = false;                    ///< somebody can meet this mode
  std::optional<double> p50, p95, mean;   ///< per player-hour; percentiles over players
  Stat headline_stat = Stat::p50;         ///< p50; mean where half of the players cost nothing in the whole run
  Figure headline;                        ///< of that; its change against the baseline at the same time
  /// Those that judge this mode alone, or, if there is none, everybody; largest value ÷ limit first, unknown ones last.
  std::vector<BudgetFigure> budgets;
  double share_of_bill = 0;               ///< of what all modes have cost so far
  Stage binding = Stage::llm;             ///< the stage that weighs most …
  double binding_share = 0;               ///< … and its share of the mode's cost
};

/// How many hours of the run a chart may take together. Stretches begin at its start; the last one may be shorter.
inline constexpr std::size_t bucket_count = 6;
inline constexpr std::array<int, bucket_count> bucket_hours = {1, 2, 3, 6, 12, 24};

/// One kind of cost in the breakdown: a stage, llm split into fresh input, cached input (and writes), output.
struct Part {
  enum class Kind : std::uint8_t { llm_input, llm_cached, llm_output, stt, tts, moderation, memory, realtime, vision };
  Kind kind = Kind::llm_input;
  std::optional<double> per_player_hour;  ///< so far
  double share = 0;                       ///< of the mode's cost
  std::vector<float> series;              ///< [Track::hours] per player-hour in that hour; NaN: nobody played
  /// [bucket] the same of longer stretches: cost of all hours in it ÷ player-hours in them. [0] is empty: `series` is it.
  std::array<std::vector<float>, bucket_count> coarse;
};

/// Courses over the whole run, which is simulated at once when a scenario is opened: they do not end at the playhead.
struct Track {
  std::vector<double> at;                 ///< hours since the start: of the percentiles so far; fewer while a price's slider moves
  struct OfMode {
    std::vector<float> p50, p95;          ///< [at] over players, so far
    std::vector<float> mean;              ///< [at] so far
    std::vector<float> hour_mean;         ///< [hours] cost of that hour ÷ player-hours in it
  };
  std::array<OfMode, mode_count> mode;
  std::vector<double> hours;              ///< middles of the run's hours
  std::array<std::vector<double>, bucket_count> coarse_hours;   ///< [bucket] middles of longer stretches; [0] is empty
  std::vector<float> online;              ///< [hours] mean players in a session, of all active players
  double length = 0;                      ///< hours of the run
  double simulated = 0;                   ///< hours up to which the engine has come
  double start_hour = 0;                  ///< local hour of day at which the run starts
  std::vector<std::pair<double, std::string>> events;   ///< hour, name
  std::string start_text, zone;           ///< "2027-03-01", "Asia/Seoul"
};

/// A turn, for the feed. `text` is nobody's words: turns are numbers.
struct FeedTurn {
  double hour = 0;
  std::uint64_t player = 0;
  std::string npc, way;
  Mode mode = Mode::text;
  std::uint32_t turn = 0;                 ///< of its conversation, from 1 on
  std::uint64_t fresh = 0, cached = 0, output = 0;   ///< tokens
  std::uint32_t first_ms = 0;
  bool wait_known = false;
  std::optional<double> cost;
};

/// A number of the scenario that can be turned. A spread ("60..160 tokens") is turned as a whole and keeps its shape.
struct Parameter {
  enum class Kind : std::uint8_t { price, behaviour, people, time, experiment, money };
  std::string pointer;                    ///< "/npcs/innkeeper/reply"
  std::string group, label, help;         ///< group: "Prices", "NPC innkeeper" …; label: "small · input"
  Kind kind = Kind::behaviour;
  std::string sign;                       ///< in front of the value: "$", or ""
  std::string unit;                       ///< behind it: "/1M tokens", "tokens", "s", "%", "KRW", ""
  double value = 0, file_value = 0;       ///< what the slider shows: a constant, or the middle of a spread
  std::string text, file_text;            ///< as written: "60..160 tokens"
  double low = 0, high = 1;               ///< of the slider
  double least = 0, most = 1e15;          ///< what may be typed, in the same unit
  bool logarithmic = false, whole = false;
  bool changed = false;
  std::string fault;                      ///< why what was typed last is not taken; "" if it is
  std::string provenance;                 ///< "sourced", "derived", "assumed", or ""
};

/// A scenario beside others: whole runs with the same players.
struct Contender {
  std::string name, detail;               ///< "variant small model"; the file, or what it changes
  bool current = false;
  Grade grade = Grade::none;              ///< none: still to be run
  double progress = 0;                    ///< of its run
  std::string fault;
  struct OfMode {
    bool occurs = false;
    std::vector<std::pair<Part::Kind, double>> parts;   ///< per player-hour
    std::optional<double> mean, p95;      ///< per player-hour
  };
  std::array<OfMode, mode_count> mode;
  std::optional<double> per_mau_month;
  std::optional<Interval> interval;       ///< 95 %, over replications
  std::optional<double> difference;       ///< to the current one, paired, as a share
  std::optional<Interval> difference_interval;
};

/// The text of the scenario file as it is edited. Parameters that were turned are not in it until they are saved.
struct Draft {
  std::string path, text;
  std::uint64_t edition = 0;              ///< changes whenever `text` is replaced from outside of the editor
  bool unsaved = false;                   ///< the text is not the file's, or parameters were turned
  bool readable = false;                  ///< it has no fault: what is simulated is this text
  std::vector<Diagnostic> problems;       ///< of `text`
  enum class Conflict : std::uint8_t { none, changed_outside, vanished } conflict = Conflict::none;
};

struct Transport {
  bool playing = false;
  double speed = 3600;                    ///< simulated seconds a second; 0: as fast as it goes
  double now = 0;                         ///< playhead, hours since the start
  double turns_per_second = 0;            ///< that the engine does
  double pace = 0;                        ///< simulated seconds a second that it reaches
  std::string clock_text, day_text;       ///< local: "18:24:00", "Day 2"
  double online = 0;                      ///< players in a session now, of all active players
  std::array<double, mode_count> talking{};
};

struct Screen {
  std::uint64_t number = 0;
  std::string title, file;                ///< the scenario's name; its file's
  std::string currency = "USD";
  Grade grade = Grade::none;              ///< of the figures
  bool running = false;                   ///< work is going on …
  double progress = 0;                    ///< … so much of it is done
  std::string work_text;                  ///< "replication 3 of 12"
  std::uint64_t simulated_players = 0, active_players = 0;
  std::uint64_t seed = 0;
  std::string prices_text;                ///< books and their dates
  std::array<ModeFigures, mode_count> mode;
  Figure per_turn, monthly_bill, cache_hits;   ///< mean per turn; of all active players in 30 days; share of prompt tokens
  double voice_share = 0;                 ///< of the turns so far
  std::string baseline_text;              ///< what changes are measured against: "file", "baseline of 18:24"
  Track track;
  std::array<std::vector<Part>, mode_count> parts;
  std::vector<FeedTurn> feed;             ///< newest first
  std::vector<Parameter> parameters;
  std::size_t changed = 0;                ///< parameters that differ from the file
  bool can_undo = false, can_redo = false;
  std::vector<Contender> contenders;
  SweepScreen sweep;
  WhenScreen when;
  std::array<FlipSearch, mode_count> flips;
  std::optional<Result> result;           ///< of the whole run with all its replications, once there is one for this edition
  Draft draft;
  Transport transport;
  std::vector<std::string> messages;      ///< newest last: what could not be done, in sentences
  std::string command;                    ///< the command line for what is shown
};

}  // namespace npcost::window
