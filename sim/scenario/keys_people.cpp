// Keys of characters and players: who talks with whom, how much, and what they bring in.
#include "sim/scenario/key_table.h"

namespace npcost {

namespace {

using enum KeyType;

constexpr double day_ms = 86'400'000;
constexpr double most_tokens = 10'000'000;

constexpr std::string_view own_count = "own count on ten lines of English game dialogue, o200k tokens";

/// What is said, typed or spoken.
std::vector<Key> dialogue_keys() {
  return {
      key_of("extends", reference, "npcs", R"("villager")", "Another NPC that this one only changes."),
      plain_key("description", text, R"("Knows every rumour in town.")", "For the report."),
      key_of("pipeline", reference, "pipelines", R"("chat")", "What a turn with this NPC does.").required(),
      quantity_key("persona", Dimension::tokens, Level::run, R"("600 tokens")",
                   "Who the NPC is: sent with every turn, the same for all players.")
          .between(0, most_tokens)
          .required(),
      quantity_key("world", Dimension::tokens, Level::run, R"("900 tokens")",
                   "What the NPC knows of the world: sent with every turn, the same for all players.")
          .between(0, most_tokens)
          .by_default(R"("0 tokens")"),
      quantity_key("player_line", Dimension::tokens, Level::turn, R"("18 tokens")", "The player's line.")
          .between(0, most_tokens)
          .required(),
      quantity_key("reply", Dimension::tokens, Level::turn, R"("60..160 tokens")", "The NPC's answer.")
          .between(1, most_tokens)
          .required(),
      quantity_key("reply_max", Dimension::tokens, Level::run, R"("300 tokens")",
                   "Longer answers are cut here (max_tokens).")
          .between(1, most_tokens)
          .known(),
      quantity_key("think_time", Dimension::duration, Level::turn, R"("2..20 s")",
                   "From the end of a reply to the player's next line: reading, typing, playing.")
          .between(0, day_ms)
          .by_default(R"("2..20 s")"),
      plain_key("patience", duration, R"("8 s")",
                "The wait at which half of the players give up the turn. Default 8 s for text, 2.5 s for voice.")
          .between(1, 3'600'000),
      key_of("memory", object, "memory", R"({ "keep_turns": 8 })",
             "How much of a conversation is sent again. Default: everything.")
          .by_default("{}"),
      plain_key("tool_calls", ratio, R"("30%")", "Share of turns with a tool call.").not_simulated(),
      key_of("language", choice, "en|ko|ja|zh|de|fr|es|pt|ru|tr|id|th|vi", R"("ko")",
             "Language of the dialogue. Token counts of this NPC are then those of English, and are scaled; seconds stay. "
             "Without it the counts are what they are."),
  };
}

/// What only spoken dialogue needs.
std::vector<Key> speech_keys() {
  return {
      quantity_key("player_speech", Dimension::duration, Level::turn, R"("1.2..6 s")",
                   "Voice: how long the player speaks. Without it: `player_line` in words at 2.3 words a second.")
          .between(0, 3'600'000),
      plain_key("reply_speed", speech_rate, R"("150 wpm")", "Voice: how fast the NPC speaks.")
          .by_default(R"("150 wpm")"),
      plain_key("interrupt", ratio, R"("12%")",
                "Voice: share of replies that the player cuts off; they are billed all the same.")
          .by_default("0"),
      Key{.name = "tokens_per_word",
          .type = quantity,
          .example = "1.2",
          .help = "Tokens of one spoken word.",
          .one_value = true,
          .low = 0.1,
          .high = 100}
          .by_default("1.2")
          .derived_from(own_count),
      Key{.name = "chars_per_token",
          .type = quantity,
          .example = "4.26",
          .help = "Characters of one token, for speech billed by characters.",
          .one_value = true,
          .low = 0.1,
          .high = 100}
          .by_default("4.26")
          .derived_from(own_count),
      Key{.name = "bytes_per_char",
          .type = quantity,
          .example = "3",
          .help = "UTF-8 bytes of one character of the reply, for speech billed by bytes: 1 in English, 3 in Korean.",
          .one_value = true,
          .low = 1,
          .high = 4}
          .by_default("1"),
      plain_key("ideographs", ratio, R"("95%")",
                "Share of the reply's characters that are Chinese ones, for speech models that count them twice.")
          .by_default("0"),
  };
}

ObjectType npc_type() {
  ObjectType type{
      .name = "npc",
      .help = "A character. The prompt of a turn is persona + world + recalled facts + memory + the player's line.",
      .keys = dialogue_keys(),
      .is_world = true,
      .can_extend = true};
  for (const Key& key : speech_keys()) type.keys.push_back(key);
  return type;
}

ObjectType memory_type() {
  return {
      .name = "memory",
      .help =
          "Forgetting is a decision somebody writes down: without keys here everything said is sent again each turn.",
      .keys =
          {
              key_of("policy", choice, "full|none|window|token_cap|summarise", R"("window")",
                     "`full` sends everything, `none` nothing, `window` the last turns, `token_cap` the last tokens, "
                     "`summarise` a summary and the last turns. Without it: what the other keys say."),
              quantity_key("keep_turns", Dimension::count, Level::run, "8",
                           "Turns kept word by word (`window`, `summarise`).")
                  .between(0, 1e6)
                  .known(),
              quantity_key("keep_tokens", Dimension::tokens, Level::run, R"("2k tokens")",
                           "History is cut to this, oldest turns first (`token_cap`).")
                  .between(0, most_tokens)
                  .known(),
              quantity_key("fill_to", Dimension::tokens, Level::run, R"("4k tokens")",
                           "… once it is longer than this; without it: `keep_tokens`.")
                  .between(0, most_tokens)
                  .known(),
              quantity_key("summarise_after", Dimension::count, Level::run, "12",
                           "Turns of history that trigger a summary.")
                  .between(1, 1e6)
                  .known(),
              quantity_key("summary", Dimension::tokens, Level::run, R"("180 tokens")", "Length of a summary.")
                  .between(0, most_tokens),
              quantity_key("summary_prompt", Dimension::tokens, Level::run, R"("120 tokens")",
                           "The instruction of the call that summarises.")
                  .between(0, most_tokens)
                  .known(),
              quantity_key("recall", Dimension::tokens, Level::conversation, R"("250 tokens")",
                           "Facts about this player, recalled once a conversation and sent with each turn.")
                  .between(0, most_tokens)
                  .by_default(R"("0 tokens")"),
          },
      .is_world = true};
}

ObjectType players_type() {
  return {
      .name = "players",
      .help = "Who plays, when and how much.",
      .keys =
          {
              quantity_key("active", Dimension::count, Level::run, R"("1k players")", "Monthly active players.")
                  .between(1, 1e9)
                  .required(),
              key_of("curve", curve, "curve", R"("launch_spike")", "How the number of players changes after launch.")
                  .not_simulated(),
              plain_key("daily_shape", day_shape, R"("mobile_evening")",
                        "When sessions start: `flat`, `mobile_evening`, `pc_evening`, `console_evening`, `worldwide`, "
                        "or 24 or 168 weights (hours of the day, or of the week from Monday).")
                  .by_default(R"("flat")"),
              key_of("segments", map, "segment",
                     R"({ "everyone": { "share": "100%", "turns": "4..12 turns", "npcs": { "innkeeper": 1 } } })",
                     "Groups of players who behave alike; shares add up to 100%.")
                  .required(),
          },
      .is_world = true};
}

ObjectType curve_type() {
  return {.name = "curve",
          .help = "A launch curve.",
          .keys =
              {
                  plain_key("kind", text, R"("aaa_launch")", "Its family.").required(),
                  quantity_key("peak_day", Dimension::number, Level::run, "3", "The day with most players."),
                  quantity_key("half_life", Dimension::duration, Level::run, R"("21 d")", "How fast players leave."),
                  plain_key("floor", ratio, R"("12%")", "What stays."),
              },
          .is_world = true};
}

ObjectType segment_type() {
  return {
      .name = "segment",
      .help = "Players who behave alike.",
      .keys =
          {
              key_of("extends", reference, "players/segments", R"("regulars")",
                     "Another segment that this one only changes."),
              plain_key("share", ratio, R"("27%")", "Of all active players.").required(),
              quantity_key("sessions", Dimension::frequency, Level::player, R"("1.9/d")",
                           "How often a player sits down to play.")
                  .between(0, 1000)
                  .by_default(R"("1/d")"),
              quantity_key("session_length", Dimension::duration, Level::session, R"("45 min")",
                           "How long a sitting lasts.")
                  .between(1000, 7 * day_ms)
                  .by_default(R"("45 min")"),
              quantity_key("talks", Dimension::ratio, Level::run, R"("60%")",
                           "Share of these players who talk to NPCs at all.")
                  .between(0, 1)
                  .by_default(R"("100%")"),
              quantity_key("conversations", Dimension::count, Level::session, R"("1..4")",
                           "Conversations in a session of a player who talks.")
                  .between(0, 10'000)
                  .by_default("1"),
              quantity_key("turns", Dimension::count, Level::conversation, R"("4..12 turns")",
                           "Turns of a conversation, at least one.")
                  .between(1, 100'000)
                  .required(),
              key_of("npcs", weights, "npcs", R"({ "innkeeper": 0.7, "quest giver": 0.3 })",
                     "Who they talk to: mixing weights.")
                  .required(),
              plain_key("voice", ratio, R"("60%")", "Share of these players who speak instead of typing.")
                  .not_simulated(),
              plain_key("device_capable", ratio, R"("35%")", "Share whose device can run a model.").not_simulated(),
              quantity_key("churn", Dimension::frequency, Level::player, R"("0.02/d")", "How fast they leave for good.")
                  .not_simulated(),
              plain_key("pays", ratio, R"("4%")", "Share who pay.").not_simulated(),
              plain_key("spend", money, R"("$12")", "What a payer spends in a month.").not_simulated(),
              plain_key("abuse", ratio, R"("2%")", "Share who misuse the NPCs.").not_simulated(),
          },
      .is_world = true,
      .can_extend = true};
}

ObjectType revenue_type() {
  return {
      .name = "revenue",
      .help = "What the game earns; net = gross × (1 − store fee) × (1 − tax).",
      .keys =
          {
              key_of("model", choice, "none|free_to_play|premium|subscription", R"("free_to_play")", "How players pay.")
                  .by_default(R"("none")"),
              plain_key("price", money, R"("$69.99")", "`premium`: average selling price. `subscription`: per month."),
              plain_key("conversion", ratio, R"("3.5%")", "`free_to_play`: share of monthly players who pay."),
              plain_key("arppu", money, R"("$14")", "`free_to_play`: revenue per payer and month."),
              plain_key("store_fee", ratio, R"("30%")", "Kept by the store.").by_default("0"),
              plain_key("tax", ratio, R"("9%")", "Taxes and refunds.").by_default("0"),
              plain_key("npc_share", ratio, R"("8%")",
                        "Share of net revenue that the studio is ready to spend on NPCs."),
          },
      .is_world = true};
}

}  // namespace

std::vector<ObjectType> people_types() {
  return {npc_type(), memory_type(), players_type(), curve_type(), segment_type(), revenue_type()};
}

}  // namespace npcost
