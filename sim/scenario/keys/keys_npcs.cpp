// Keys of characters: what they say and remember, and talk that nobody asked for.
#include "sim/scenario/keys/key_table.h"

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
                "The wait at which half of the players give up the turn, or \"never\". Default 8 s for text, 2.5 s for voice.")
          .between(1, 3'600'000)
          .or_word("never"),
      key_of("memory", object, "memory", R"({ "keep_turns": 8 })",
             "How much of a conversation is sent again. Default: everything.")
          .by_default("{}"),
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

/// What makes one turn dearer or cheaper for a player: calls of tools, and others who share it.
std::vector<Key> sharing_keys() {
  return {
      quantity_key("shared_by", Dimension::count, Level::run, R"("10..40 players")",
                   "Players who meet this NPC together (a raid, a squad): each conversation is paid once for all of them.")
          .between(1, 100'000)
          .by_default("1"),
      plain_key("tool_calls", ratio, R"("30%")", "Share of turns in which the model calls tools before it answers."),
      quantity_key("tool_rounds", Dimension::count, Level::run, "2",
                   "Calls of the model before the answer, one after the other, in such a turn; each reads the prompt and what the "
                   "calls before it gave.")
          .between(1, 16)
          .known()
          .by_default("1"),
      quantity_key("tool_call", Dimension::tokens, Level::run, R"("30 tokens")", "What the model writes to call a tool, each round.")
          .between(0, 100'000)
          .by_default(R"("30 tokens")"),
      quantity_key("tool_result", Dimension::tokens, Level::run, R"("60 tokens")", "What it gets back, each round.")
          .between(0, 1e6)
          .by_default(R"("60 tokens")"),
  };
}

ObjectType npc_type() {
  ObjectType type{
      .name = "npc",
      .help = "A character. The prompt of a turn is persona + world + recalled facts + memory + the player's line.",
      .keys = dialogue_keys(),
      .is_world = true,
      .can_extend = true};
  for (const Key& key : sharing_keys()) type.keys.push_back(key);
  for (const Key& key : speech_keys()) type.keys.push_back(key);
  return type;
}

/// How much of what was said is sent again.
std::vector<Key> memory_policy_keys() {
  return {
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
  };
}

/// What is written down for the next conversation.
std::vector<Key> memory_write_keys() {
  return {
      quantity_key("write", Dimension::tokens, Level::run, R"("120 tokens")",
                   "What the model writes down when a conversation is over: one more call, paid like a turn.")
          .between(0, most_tokens),
      quantity_key("write_calls", Dimension::number, Level::run, "1",
                   "Such calls a conversation; `0.1` is one conversation in ten.")
          .between(0, 10)
          .known()
          .by_default("1"),
      quantity_key("write_prompt", Dimension::tokens, Level::run, R"("200 tokens")", "The instruction of that call.")
          .between(0, most_tokens)
          .known()
          .by_default(R"("0 tokens")"),
      quantity_key("write_input", Dimension::tokens, Level::run, R"("800 tokens")",
                   "What that call reads. Without it: what is remembered of the conversation by then.")
          .between(0, most_tokens),
  };
}

ObjectType memory_type() {
  ObjectType type{
      .name = "memory",
      .help =
          "Forgetting is a decision somebody writes down: without keys here everything said is sent again each turn.",
      .keys = memory_policy_keys(),
      .is_world = true};
  for (const Key& key : memory_write_keys()) type.keys.push_back(key);
  return type;
}

ObjectType ambient_type() {
  return {
      .name = "ambient",
      .help = "Talk that no player's line starts. It is paid by the studio and has no player who waits for it.",
      .keys =
          {
              key_of("do", choice, "proactive|npc_to_npc|world_tick", R"("npc_to_npc")",
                     "`proactive`: the NPC speaks by itself. `npc_to_npc`: NPCs talk with each other, and each line reads what was "
                     "said before. `world_tick`: the world thinks.")
                  .required(),
              key_of("npc", reference, "npcs", R"("crowd")", "Whose persona, reply and pipeline it has.").required(),
              quantity_key("rate", Dimension::frequency, Level::run, R"("20/h")",
                           "How often, in the time that `runs` names.")
                  .between(0, 10'000'000)
                  .required(),
              quantity_key("turns", Dimension::count, Level::conversation, R"("8 turns")",
                           "Lines each time, one call of the model each; a `world_tick` has one.")
                  .between(1, 10'000)
                  .by_default("1"),
              quantity_key("line", Dimension::tokens, Level::turn, R"("60 tokens")",
                           "What the game adds to each prompt: what happens around, what triggered it.")
                  .between(0, most_tokens)
                  .by_default(R"("0 tokens")"),
              key_of("runs", choice, "near|playing|always", R"("near")",
                     "When: `near` while a player who talks to NPCs plays and is near, `playing` while one plays, `always` day and "
                     "night. Default: near for proactive, playing for npc_to_npc, always for world_tick."),
              plain_key("near", ratio, R"("40%")", "`near`: share of the playing time that is spent near the NPC.")
                  .by_default(R"("100%")"),
              plain_key("idle_stop", duration, R"("5 min")", "`playing`: how long it goes on after the player has left.")
                  .between(0, 30 * day_ms)
                  .by_default(R"("0 s")"),
              quantity_key("shared_by", Dimension::count, Level::run, R"("200..2000 players")",
                           "`playing`, `always`: players who live in one world and pay it together.")
                  .between(1, 1e9)
                  .by_default("1"),
          },
      .is_world = true};
}

}  // namespace

std::vector<ObjectType> npc_types() { return {npc_type(), memory_type(), ambient_type()}; }

}  // namespace npcost
