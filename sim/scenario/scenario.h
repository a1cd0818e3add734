#pragma once
// The typed scenario, which can no longer be wrong: read_scenario() makes it, everything else reads it.
//
// References are indices into the vectors here; names are for showing only. Nothing below depends on the
// order of keys or on names except the order in which results are listed: see `canonical` for what draws use.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/prices/price_book.h"
#include "sim/reading/quantity.h"
#include "sim/scenario/levers.h"
#include "sim/scenario/revenue.h"

namespace npcost {

/// What kind of conversation a pipeline makes; the keys of the verdict.
enum class Mode : std::uint8_t { text, voice, speech_to_speech, vision };
inline constexpr std::size_t mode_count = 4;
inline constexpr Mode all_modes[mode_count] = {Mode::text, Mode::voice, Mode::speech_to_speech, Mode::vision};
std::string_view mode_name(Mode mode);

struct ModelSpeed {                   ///< how long a model takes; same index as the price card
  std::optional<Spread> first_token;  ///< ms until the first token / transcript / audio (per turn); absent = unknown
  std::optional<Spread> speed;        ///< tokens per second (llm; per turn)
  std::optional<Spread> thinks;       ///< reasoning tokens a reply, billed as output (llm; per turn)
};

struct PipelineStage {
  Stage stage = Stage::llm;
  std::uint16_t model = 0;
  bool stream = false;      ///< the next stage may start before this one ends
  std::uint32_t every = 1;  ///< runs on each n-th turn
  double skip = 0;          ///< share of turns without it; of an llm: answered by a fast path that asks no model
  double retry = 0;         ///< llm: share of calls that fail and are made again, at most three times; each bills its input in full
  std::optional<std::uint16_t> fallback;  ///< llm: the model that answers during an outage
  Placement placement;
  Spread image_tokens;      ///< vision: of one image (per turn)
  Spread caption;           ///< vision by a model of its own: tokens that it writes for the llm (per turn)
};

struct Pipeline {
  std::string name;
  Mode mode = Mode::text;
  bool enabled = true;                ///< before events
  /// In order; exactly one llm, or exactly one realtime model. Spoken: a tts behind the llm, and an stt before it unless the llm hears
  /// audio itself. At most one vision stage, before the llm.
  std::vector<PipelineStage> stages;
  Milliseconds turn_overhead{0};      ///< network and game, once per turn
  bool silence_billed = false;        ///< what listens is billed for the whole open conversation, not only for speech

  const PipelineStage* find(Stage stage) const;
  /// What answers: the llm, or the realtime model.
  const PipelineStage* answering() const {
    const PipelineStage* llm = find(Stage::llm);
    return llm != nullptr ? llm : find(Stage::realtime);
  }
  /// The player speaks and the NPC answers aloud.
  bool spoken() const;
  /// The llm is given what the player says as audio: a spoken pipeline without speech recognition.
  bool hears() const { return find(Stage::tts) != nullptr && find(Stage::stt) == nullptr; }
};

/// Calls of the model inside one turn before it answers.
struct ToolCalls {
  double share = 0;             ///< of turns
  std::uint32_t rounds = 1;     ///< calls one after the other, each reading what the ones before gave
  Spread call = Spread::constant(0, Dimension::tokens);    ///< what the model writes each round (per run)
  Spread result = Spread::constant(0, Dimension::tokens);  ///< what it gets back each round (per run)
};

struct Npc {
  std::string name;
  std::uint16_t pipeline = 0;              ///< in use when no event has happened and the player speaks
  /// The pipeline as written and what stands in for it, in this order; a player meets the first that is on and possible.
  std::vector<std::uint16_t> chain;
  Spread shared_by = Spread::constant(1, Dimension::count);  ///< players who meet it together and pay it once, at least 1 (per run)
  ToolCalls tools;
  Spread persona, world;                   ///< tokens; one value per replication; shared by all players of the NPC
  Spread player_line;                      ///< tokens of the player's line (per turn)
  Spread reply;                            ///< tokens of the answer (per turn)
  std::optional<std::uint32_t> reply_max;  ///< max_tokens: longer replies are cut
  Spread player_speech;                    ///< ms of the player's speech (per turn; voice)
  Spread think_time;       ///< ms from the end of a reply to the next line: reading, typing, playing (per turn)
  SpeechRate reply_speed;  ///< how fast the NPC speaks (voice)
  double token_scale = 1;  ///< of the language: every token count of this NPC is multiplied with it
  double tokens_per_word = 1.2;
  double chars_per_token = 4.26;
  double bytes_per_char = 1;    ///< of the reply in UTF-8, for speech billed by bytes
  double ideographs = 0;        ///< share of the reply's characters that are Chinese ones, for models that count them twice
  double interrupt = 0;         ///< share of replies that the player cuts off (voice)
  std::optional<Milliseconds> patience = Milliseconds{8000};  ///< latency at which half of the players give up the turn; none: nobody does
  Memory memory;
};

struct NpcWeight {
  std::uint16_t npc = 0;
  double weight = 1;
};

struct Segment {
  std::string name;
  double share = 1;             ///< of all players
  Spread sessions;              ///< per day (per player)
  Spread session_length;        ///< ms (per session)
  Spread talks;                 ///< share of the players who use the feature at all (per run)
  Spread conversations;         ///< per session of a talking player (per session); 0 is possible
  Spread turns;                 ///< per conversation, at least 1 (per conversation)
  std::vector<NpcWeight> npcs;  ///< who they talk to; weights > 0
  /// Of a variant only: how one draw chooses among `npcs`, so that it chooses as in the base wherever it can. In order; an NPC may
  /// stand more than once, and its weights add up to that in `npcs`. Empty: `npcs` in their order.
  std::vector<NpcWeight> choices;
  /// σ of the lognormal with mean 1 that multiplies a player's conversations; 0 = all alike (per run).
  Spread talk_sigma = Spread::constant(0, Dimension::number);
  double voice = 1;             ///< share of players who speak where they can; the others type
  std::optional<Spread> device_capable;  ///< share whose device can run a model (per run); absent: what the platforms say
  std::string timezone;         ///< "" = the scenario's
};

/// How the number of sessions changes over the run; moves them, does not add any (mean 1).
struct LaunchCurve {
  enum class Kind { flat, launch, table };
  Kind kind = Kind::flat;
  Spread peak_day = Spread::constant(0, Dimension::number);           ///< launch: rises linearly until then …
  Spread half_life = Spread::constant(86'400'000, Dimension::duration);  ///< ms: … and falls to the floor …
  Spread floor = Spread::constant(0, Dimension::ratio);               ///< … which is this share of the peak
  std::vector<double> table;    ///< weights, one per step from the start on; the last one holds
  Milliseconds table_step{86'400'000};
};

/// Talk is new at first: conversations start with the chance floor + (1 − floor)·2^(−age/half_life), age since the player came.
struct Novelty {
  Spread half_life = Spread::constant(86'400'000, Dimension::duration);  ///< ms (per run)
  Spread floor = Spread::constant(0, Dimension::ratio);  ///< (per run)
};

struct Platform {
  std::string name;
  double share = 1;
  Spread device_capable = Spread::constant(0, Dimension::ratio);  ///< (per run)
};

struct Players {
  Spread active;                     ///< monthly active players (per run); with `arrivals`: unused
  std::optional<Spread> arrivals;    ///< players who come a day, all through the run (per run)
  std::vector<double> returns;       ///< chance to play on the n-th day after coming; [0] = 1; empty: players stay
  LaunchCurve curve;
  std::optional<Novelty> novelty;
  std::vector<Platform> platforms;   ///< shares add up to 1; may be empty
  std::vector<double> hour_of_week;  ///< 168 weights with mean 1: when sessions start, local time
  std::string daily_shape;           ///< its name, "flat" if none
  std::vector<Segment> segments;     ///< shares add up to 1
};

enum class Stat { mean, p5, p50, p90, p95, p99, max, total };
std::string_view stat_name(Stat stat);

struct BudgetSlice {  ///< empty = everybody
  std::optional<std::uint16_t> segment, npc, model, pipeline;
};

struct Budget {
  std::string name;
  std::string metric;  ///< one of metric_names()
  Stat stat = Stat::mean;
  std::optional<double> max, min;  ///< in the metric's unit (USD, ratio, ms, 1)
  std::string limit_text;          ///< as written, for the report
  BudgetSlice where;
  double confidence = 0.95;
  bool warn_only = false;
  std::string owner, message;
  Place place;
};

/// Run until the interval of a metric's mean is this narrow.
struct StopWhen {
  std::string metric;                    ///< one of metric_names()
  double half_width = 0.02;              ///< of the mean
  double confidence = 0.95;
  std::uint32_t max_replications = 2000;
};

/// Two unknowns that are high or low together.
struct Correlation {
  std::string a, b;                      ///< pointers of unknowns
  double rank = 0;                       ///< Spearman's, −1 < rank < 1
  std::uint32_t name_a = 0, name_b = 0;  ///< of their draws: a variant that lacks one of them leaves the other its value
};

/// A run that goes on until every budget that can fail it is decided, and looks only so often that looking makes no verdict weaker.
struct UntilDecided {
  std::uint32_t fewest = 10;             ///< replications before the first look
  std::uint32_t most = 2560;             ///< and before the last
};

/// An unknown that is held at one of its quantiles in every replication, whatever its draw would be: for studies of one input.
struct HeldUnknown {
  std::string pointer;
  double quantile = 0.5;                 ///< in (0, 1)
};

/// Sweep, solve, sensitivity and forecast as they are written (sim/scenario/questions.h).
struct Questions;

struct Experiment {
  std::uint64_t seed = 1;
  std::uint32_t replications = 10;
  Milliseconds warm_up{0};
  bool load_by_minute = true;            ///< count what load.peak_* needs
  std::optional<Spread> sample_players;  ///< simulate this many of the active players and scale
  std::optional<StopWhen> stop_when;     ///< then `replications` is the fewest
  std::vector<Correlation> correlations; ///< each pair once; together they are possible
  std::uint32_t lucks = 1;               ///< replications that share one draw of what nobody knows: nested; divides `replications`
  std::optional<UntilDecided> until_decided;           ///< never written: set by a client
  std::optional<std::uint32_t> unknown_replication;    ///< never written: what nobody knows is as in that replication, luck is not
  std::vector<HeldUnknown> held;         ///< never written: set by studies
  std::shared_ptr<const Questions> questions;  ///< never null after reading
};

struct Output {
  std::string format, to;  ///< to: as written, relative to the scenario file
};

/// One value of the scenario and how well it is known.
struct Assumption {
  std::string pointer;
  std::string value;       ///< as written, or the default in the same notation
  std::string provenance;  ///< "sourced" | "derived" | "assumed"
  std::string source, as_of, why;
};

struct Scenario {
  std::string name, description;
  std::string currency = "USD";
  Instant start{};
  Milliseconds duration{};
  std::string timezone = "UTC";
  PriceBook book;                  ///< cards of all models, in the scenario's currency
  /// Further books that the same usage is billed by (book_for() in sim/answers/other_books.h): cards by the same index as in `book`.
  /// They change no behaviour; usage is counted so finely that each of them can price it.
  std::vector<PriceBook> other_books = {};
  std::vector<ModelSpeed> speeds;  ///< same index as book.cards
  std::vector<Pipeline> pipelines;
  std::vector<Npc> npcs;
  /// All ways in which NPCs can be met; way n < npcs.size() is NPC n in its pipeline. A ledger's groups are ways.
  std::vector<Way> ways;
  std::vector<Ambient> ambient;
  std::vector<Policy> policies;         ///< in file order
  std::vector<Event> events;            ///< in file order
  Players players;
  Revenue revenue;
  std::vector<FixedCost> fixed_costs;   ///< in file order
  Viability viability;
  std::vector<Budget> budgets;
  Experiment experiment;
  std::vector<Output> outputs;
  std::vector<Assumption> assumptions;  ///< in pointer order
  /// Of the resolved scenario in canonical strict JSON: comments, key order, spacing and names of files do not matter.
  std::string sha256;
  struct BookUsed {
    std::string name, as_of, sha256;
  };
  std::vector<BookUsed> books_used;

  /// Orders that neither names nor the order of keys can change, for naming draws. Segments by share
  /// (largest first), then by what they do; NPCs of a segment by weight, then by what they say; names decide only
  /// between twins. A change of a model or a price changes no order.
  std::vector<std::uint16_t> canonical_segments;
  /// Their ranks in the names of draws, ascending. 0, 1, 2, … unless this is a variant: it keeps the base's, so that a segment which
  /// is gone leaves a gap and the others their players.
  std::vector<std::uint32_t> segment_ranks;
  /// The name of an unknown's draw, by pointer: a number made of the pointer with names replaced by canonical ranks,
  /// so that renaming, reordering and other unknowns that come or go leave it alone.
  std::vector<std::pair<std::string, std::uint32_t>> unknown_names;
};

}  // namespace npcost
