// Keys of what a designer turns and of what happens to a game: policies and events.
#include "sim/scenario/keys/key_table.h"

namespace npcost {

namespace {

using enum KeyType;

constexpr double day_ms = 86'400'000;
constexpr double longest_ms = 20 * 366.0 * day_ms;
constexpr double most_tokens = 10'000'000;

/// What every policy says, and what limits say.
std::vector<Key> limit_keys() {
  return {
      key_of("kind", choice, "route|quota|cache|summarise|degrade|cap_reply|batch|prewarm", R"("quota")",
             "What it does: `quota` and `degrade` limit, `route` and `batch` take another model, `cache` finds again what was made "
             "before, `cap_reply` and `summarise` shorten, `prewarm` fills the prompt cache before somebody talks.")
          .required(),
      plain_key("enabled", flag, "true", "`false` = it does not hold until an event switches it on.").by_default("true"),
      plain_key("applies_to", texts, R"(["chat"])",
                "Pipelines that it is about; for a cache also the models that write or speak. Without it: all that it can be about."),
      plain_key("limit", allowance, R"("60 turns")",
                "`quota`, `degrade`: how much there is, in turns, time of conversation, tokens (read and written) or money."),
      key_of("per", choice, "player/d|player/mo|session|global/d|global/mo", R"("player/d")",
             "`quota`, `degrade`: for whom and how long; days and months are local, `global` is everybody together. Default "
             "`player/d` for a quota, `global/d` for a degrade."),
      key_of("then", choice, "scripted|cheaper_model|text_only|block|pay", R"("scripted")",
             "`quota`, `degrade`: what happens beyond the limit: lines written by hand, the model `to`, typing instead of talking, "
             "nothing, or the player pays for it.")
          .by_default(R"("scripted")"),
      plain_key("lag", duration, R"("2 s")", "`quota`, `degrade`: how late the limit bites, because usage is counted somewhere else.")
          .between(0, day_ms)
          .by_default(R"("2 s")"),
  };
}

/// What the other kinds say.
std::vector<Key> saving_keys() {
  return {
      key_of("to", reference, "models", R"("tiny")",
             "`route`, `batch`, and `then` = `cheaper_model`: the llm that answers instead."),
      plain_key("share", ratio, R"("65%")", "`route`: how much goes to the other model."),
      key_of("by", choice, "turn|conversation|player", R"("turn")",
             "`route`: how often it is decided: for each turn, for a whole conversation, or once for a player.")
          .by_default(R"("turn")"),
      plain_key("when", text, R"("intent = small_talk")",
                "`route`: what decides, in your words; a remark: the numbers come from `share`."),
      key_of("of", choice, "replies|speech|prompt", R"("speech")",
             "`cache`: what is found again: whole replies, spoken lines, or the beginning of the prompt. Default `speech` if "
             "`applies_to` names models that speak, `replies` if it names others or pipelines, `prompt` without it."),
      quantity_key("hit_rate", Dimension::ratio, Level::run, R"("55..90%")", "`cache`: share that is found.").between(0, 1),
      plain_key("ttl", duration, R"("5 min")", "Means nothing: how long a prompt is kept is `cache_ttl` of the model."),
      quantity_key("max", Dimension::tokens, Level::run, R"("70 tokens")",
                   "`cap_reply`: longer replies are cut here, as they are billed.")
          .between(1, most_tokens)
          .known(),
      key_of("memory", object, "memory", R"({ "summarise_after": 12, "summary": "180 tokens" })",
             "`summarise`: how much of a conversation is sent again, instead of what the NPCs say."),
  };
}

ObjectType policy_type() {
  ObjectType type{.name = "policy",
                  .help = "A rule that changes what a turn costs. Its own price is what players lose, which is counted.",
                  .keys = limit_keys(),
                  .is_world = true};
  for (const Key& key : saving_keys()) type.keys.push_back(key);
  return type;
}

ObjectType event_type() {
  return {
      .name = "event",
      .help = "Something that happens during the run.",
      .keys =
          {
              plain_key("at", when, R"("2027-04-15")",
                        "When: a date, a local time, or `day N hh:mm`, where day 0 is the day on which the run starts.")
                  .required(),
              key_of("do", choice, "players|price|outage|feature|policy|content|limit", R"("price")",
                     "What: more or fewer `players`, another `price`, an `outage` of a model, a `feature` (a pipeline) or a `policy` "
                     "on or off, new `content` that makes people talk, another `limit` of a policy.")
                  .required(),
              plain_key("for", duration, R"("7 d")", "How long; without it: for the rest of the run.").between(1000, longest_ms),
              plain_key("target", text, R"("/models/small")",
                        "JSON Pointer of what it changes: a model, a pipeline, a policy, or a segment of the players."),
              plain_key("set", any, "true", "`feature`, `policy`: `true` or `false`. `limit`: the new limit, in the old one's unit."),
              quantity_key("times", Dimension::number, Level::run, "0.7",
                           "A factor on the sessions (`players`), the conversations (`content`) or the prices (`price`).")
                  .between(0, 1e6),
              quantity_key("add", Dimension::count, Level::run, R"("10k players")",
                           "`players`: so many more than are active, instead of `times`.")
                  .between(1, 1e9)
                  .known(),
              plain_key("share", ratio, R"("25%")", "`feature`: share of the players who get it.").by_default(R"("100%")"),
              plain_key("ramp", duration, R"("6 h")",
                        "`players`, `content`, `feature`: it comes gradually, over this time from `at` on.")
                  .between(0, longest_ms),
              plain_key("probability", ratio, R"("60%")", "How likely it is at all; drawn once per replication.")
                  .by_default(R"("100%")"),
          },
      .is_world = true};
}

}  // namespace

std::vector<ObjectType> lever_types() { return {policy_type(), event_type()}; }

}  // namespace npcost
