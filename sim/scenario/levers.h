#pragma once
// What a designer turns and what happens to a game: policies, events, talk that no player starts, and where a stage is computed.
//
// Part of the typed scenario (scenario.h): references are indices into its vectors, every value has been checked. Times are
// instants; whether an event happens at all is drawn once per replication.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/reading/quantity.h"

namespace npcost {

/// Where a stage runs. A stage on the device costs the studio's servers nothing for players whose device can run it; without an API
/// behind it, the others do without the NPC.
struct Placement {
  bool on_device = false;                      ///< players with a capable device compute it themselves
  bool by_api = true;                          ///< the others (or, without a device, all) use the stage's model behind its API
  std::optional<std::uint16_t> device_model;   ///< whose speed the device has; absent: the stage's own model's
  std::optional<Spread> device_share;          ///< share of players who can (per run); absent: what segments and platforms say
};

/// How much of a conversation is sent again.
struct Memory {
  enum class Policy { full, none, window, token_cap, summarise };
  Policy policy = Policy::full;
  std::uint32_t keep_turns = 0;             ///< window; summarise: turns kept verbatim
  std::uint32_t keep_tokens = 0;            ///< token_cap: history is cut to this, oldest turns first …
  std::uint32_t fill_to_tokens = 0;         ///< … once it is longer than this (= keep_tokens unless given)
  std::uint32_t summarise_after = 0;        ///< turns of verbatim history that trigger a summary
  std::uint32_t summary_prompt_tokens = 0;  ///< instruction of the summary call
  Spread summary;                           ///< tokens of a summary (constant per replication)
  Spread recall;  ///< tokens recalled for a conversation, after persona and world (per conversation)
  /// What is remembered when a conversation is over: calls of the llm that write it down.
  struct Write {
    double calls = 0;                       ///< a conversation; 0.1 = one conversation in ten
    std::uint32_t prompt_tokens = 0;        ///< instruction
    std::optional<Spread> input;            ///< what it reads; absent: what the history holds by then (per run)
    Spread output = Spread::constant(0, Dimension::tokens);  ///< what it writes (per run)
  } write;
};

/// A rule that changes what a turn costs; its price is what players lose, which is counted.
struct Policy {
  enum class Kind { cache, route, cap_reply, summarise, quota, degrade, batch, prewarm };
  enum class Of { replies, speech, prompt };                  ///< cache: what is found again
  enum class By { turn, conversation, player };               ///< route: how often the dice are thrown
  enum class Measure { turns, time, tokens, money };          ///< of a limit
  enum class Per { session, player_day, player_month, global_day, global_month };
  enum class Then { scripted, cheaper_model, text_only, block, pay };

  std::string name;
  Kind kind = Kind::quota;
  bool enabled = true;                      ///< before events
  std::vector<std::uint16_t> pipelines;     ///< that it is about, ascending; all that it can be about unless some are named
  std::optional<std::uint16_t> to;          ///< model: route, cheaper_model, batch
  // quota, degrade
  Measure measure = Measure::turns;
  std::uint64_t limit = 0;                  ///< turns, milliseconds of conversation, tokens, or steps of money (money_steps())
  std::string limit_text;                   ///< as written
  Per per = Per::player_day;
  Then then = Then::scripted;
  Milliseconds lag{2000};                   ///< how late the limit bites
  // route
  double share = 0;
  By by = By::turn;
  // cache
  Of of = Of::replies;
  Spread hit_rate = Spread::constant(0, Dimension::ratio);  ///< ratio (per run)
  /// Tells the dice of caches and of routes of one kind apart: a variant has its base's, whichever policies it is without.
  std::uint32_t draw_rank = 0;
  // cap_reply
  std::uint32_t reply_max = 0;              ///< tokens, as they are billed
  // summarise
  Memory memory;                            ///< instead of the NPC's; recall and write stay the NPC's

  /// Limits everybody together: players are then coupled, and only the time-ordered schedule is right.
  bool is_global() const { return is_limit() && (per == Per::global_day || per == Per::global_month); }
  bool is_limit() const { return kind == Kind::quota || kind == Kind::degrade; }
};

/// Steps of a unit of currency in which limits in money are counted: 10^12, so that the cheapest token is some thousand of them; 10^9
/// for currencies of which a dollar is more than a hundred, or 64 bits would end at a day's bill.
constexpr std::uint64_t money_steps(std::string_view currency) {
  return currency == "KRW" || currency == "JPY" ? 1'000'000'000 : 1'000'000'000'000;
}

struct Event {
  enum class Kind { players, price, outage, feature, policy, content, limit };
  std::string name;
  Kind kind = Kind::players;
  Instant from{};
  Instant until = Instant::max();           ///< without "for": for ever
  Milliseconds ramp{0};                     ///< players, content, feature: grows linearly over this time after `from`
  double probability = 1;                   ///< drawn once per replication …
  std::uint32_t draw_name = 0;              ///< … under this name, which renaming things does not change
  Spread times = Spread::constant(1, Dimension::number);  ///< players: session starts; content: conversations; price: factor (per run)
  double add_players = 0;                   ///< players: as many more than `active`, instead of `times`
  std::optional<std::uint16_t> segment;     ///< players, content: only these
  std::optional<std::uint16_t> model;       ///< price, outage
  std::optional<std::uint16_t> pipeline;    ///< feature
  std::optional<std::uint16_t> policy;      ///< policy, limit
  /// Feature, policy: on or off. A talk keeps the pipeline, and the policies that shorten, remember, put off or state a hit rate, that
  /// it began with; all others are asked for each turn.
  bool set = true;
  double share = 1;                         ///< feature: of the players
  std::uint64_t limit = 0;                  ///< limit: in the policy's measure
};

/// Talk that no player's line starts. Calls go to the NPC's pipeline and are paid by the studio.
struct Ambient {
  enum class Kind {
    proactive,   ///< the NPC speaks to the player by itself
    npc_to_npc,  ///< NPCs talk with each other; every line is a call, and reads what was said before
    world_tick   ///< the world thinks
  };
  enum class Runs {
    near,        ///< while a player who uses the feature plays and is near (`near`)
    playing,     ///< while one plays, and `idle_stop` longer
    always       ///< day and night
  };
  std::string name;
  Kind kind = Kind::proactive;
  std::uint16_t npc = 0;
  Spread rate = Spread::constant(0, Dimension::frequency);  ///< per day of such time (per run)
  Spread turns = Spread::constant(1, Dimension::count);     ///< lines a time, at least 1 (per conversation)
  Spread line = Spread::constant(0, Dimension::tokens);     ///< tokens that the game adds to each prompt (per turn)
  Runs runs = Runs::near;
  double near = 1;                          ///< share of the playing time
  Milliseconds idle_stop{0};
  std::uint32_t draw_rank = 0;   ///< in the names of draws: by what it does, not by its place in the file; a variant has its base's
  Spread shared_by = Spread::constant(1, Dimension::count);  ///< players who live in one world and pay it together, at least 1 (per run)
};

/// One way in which an NPC can be met: a pipeline of its chain, computed on the player's device where it may be.
struct Way {
  std::uint16_t npc = 0, pipeline = 0;
  bool device = false;
  bool operator==(const Way&) const = default;
};

}  // namespace npcost
