// The frame of a scenario: what the file is, when it plays, in which currency, and where its results go.
#include "sim/scenario/keys/key_table.h"

namespace npcost {

namespace {

using enum KeyType;

/// What the file is, when and in which currency it plays.
std::vector<Key> heading_keys() {
  return {
      plain_key("$schema", text, R"("../schema/npcost-scenario-1.schema.json")",
                "Where an editor finds the schema; npcost itself does not read it."),
      Key{.name = "npcost", .type = whole, .example = "1", .help = "Format version: always `1`.", .low = 1, .high = 1}
          .required(),
      plain_key("name", text, R"("One innkeeper, text only")", "What reports call this scenario.").required(),
      plain_key("description", text, R"("Can text dialogue ship at launch?")", "One or two sentences for the report."),
      plain_key("tags", texts, R"(["text", "mobile"])", "Words for finding the scenario again."),
      plain_key("extends", text_or_texts, R"("base.npcost.json")",
                "File or files merged under this one, left to right: objects by key, lists and values replace, "
                "`null` deletes (RFC 7396). Relative to this file, inside the project folder."),
      key_of("currency", choice, "USD|KRW|JPY|EUR|CNY|GBP|BRL|TWD|INR", R"("USD")",
             "The currency of every result; prices in others need `fx`.")
          .by_default(R"("USD")"),
      key_of("fx", object, "fx", R"({ "as_of": "2026-11-01", "rates": { "KRW": "1390 KRW/USD" } })",
             "Exchange rates; never fetched."),
      key_of("time", object, "time", R"({ "start": "2026-11-01", "duration": "30 d" })", "When the scenario plays.")
          .by_default("{}"),
  };
}

/// The sections: the world, the question, the answers' files.
std::vector<Key> section_keys() {
  return {
      key_of("catalogs", map, "catalog",
             R"({ "list": { "from": "prices/list-prices.npcost-prices.json", "format": "npcost" } })",
             "Price files, by name."),
      key_of("models", map, "model",
             R"({ "small": { "kind": "llm", "input": "$0.15/1M tokens", "output": "$0.60/1M tokens" } })",
             "Prices and speeds of models, by name.")
          .required(),
      key_of("serving", map, "serving", R"({ "cloud": { "kind": "api" } })",
             "Where a model runs, by name: behind an API, on the player's device, or on the device where it can."),
      key_of("pipelines", map, "pipeline",
             R"({ "text": { "kind": "text", "stages": [{ "do": "llm", "model": "small" }] } })",
             "What one turn with an NPC does, by name.")
          .required(),
      key_of("npcs", map, "npc",
             R"({ "innkeeper": { "pipeline": "text", "persona": "600 tokens", "player_line": "18 tokens", )"
             R"("reply": "60..160 tokens" } })",
             "The characters, by name.")
          .required(),
      key_of("ambient", map, "ambient",
             R"({ "gossip": { "do": "npc_to_npc", "npc": "crowd", "rate": "20/h", "turns": 8 } })",
             "Talk that no player starts, by name."),
      key_of("players", object, "players", R"({ "active": "1k players", "segments": {} })",
             "Who plays, when and how much.")
          .required(),
      key_of("revenue", object, "revenue", R"({ "model": "free_to_play", "conversion": "3.5%", "arppu": "$14" })",
             "What the game earns, for the verdict.")
          .by_default("{}"),
      key_of("fixed_costs", map, "fixed_cost",
             R"({ "vector search": { "amount": "$70", "every": "month" }, "fine-tuning": { "amount": "$5k", "over": "12 mo" } })",
             "What is paid whether anybody talks or not, by name."),
      key_of("viability", object, "viability", R"({ "green": "5%", "amber": "20%", "red": "33%" })",
             "From which share of net revenue on NPCs are too dear, and what a launch may cost."),
      key_of("policies", map, "policy",
             R"({ "daily quota": { "kind": "quota", "limit": "60 turns", "per": "player/d" } })",
             "Rules that change what a turn costs, by name."),
      key_of("events", map, "event",
             R"({ "price cut": { "at": "2027-04-15", "do": "price", "target": "/models/small", "times": 0.7 } })",
             "What happens during the run, by name."),
      key_of("budgets", map, "budget", R"({ "cheap enough": { "metric": "cost.per_mau_month", "max": "$0.10" } })",
             "Limits to be judged, by name. `npcost run` exits 1 when one of severity `fail` is breached."),
      key_of("experiment", object, "experiment", R"({ "seed": 1, "replications": 10 })", "How the scenario is run.")
          .by_default("{}"),
      key_of("outputs", list, "output", R"([{ "format": "json", "to": "out/tavern.json" }])",
             "Files that `npcost run` writes."),
  };
}

ObjectType root_type() {
  ObjectType type{
      .name = "root",
      .help = "A scenario: which NPCs talk with which players through which models, and what that may cost.",
      .keys = heading_keys(),
      .is_world = true};
  for (const Key& key : section_keys()) type.keys.push_back(key);
  return type;
}

ObjectType time_type() {
  return {.name = "time",
          .help = "When the scenario plays, in its time zone.",
          .keys = {
              plain_key("start", when, R"("2027-03-01")", "The first instant: a date or a local time in `timezone`.")
                  .by_default(R"("2026-11-01")"),
              plain_key("duration", duration, R"("30 d")", "How long is simulated: 1 h to 20 y.")
                  .between(3'600'000, 20 * 366.0 * 86'400'000)
                  .by_default(R"("30 d")"),
              plain_key("step", duration, R"("1 h")",
                        "The width of the time series; only `1 h` is available in this version."),
              plain_key("timezone", zone, R"("Asia/Seoul")",
                        "The players' time zone (IANA name); decides local days and the hour of the day.")
                  .by_default(R"("UTC")"),
          }};
}

ObjectType fx_type() {
  return {.name = "fx",
          .help = "Exchange rates on one day.",
          .keys =
              {
                  plain_key("rates", rates, R"({ "KRW": "1390 KRW/USD" })",
                            "Currency to rate, written with both currencies.")
                      .required(),
              },
          .is_world = true};
}

ObjectType catalog_type() {
  return {.name = "catalog",
          .help = "A price file that models may take their prices from.",
          .keys = {
              plain_key("from", text, R"("prices/list-prices.npcost-prices.json")",
                        "The file, relative to this one, inside the project folder.")
                  .required(),
              key_of("format", choice, "npcost|litellm|models.dev|openrouter|genai-prices|csv", R"("npcost")",
                     "Its format: a price book, or a public catalog as downloaded, which needs \"as_of\" beside it. Not yet csv.")
                  .by_default(R"("npcost")"),
              plain_key("sha256", text, R"("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")",
                        "If given, the file must have exactly this SHA-256."),
          }};
}

ObjectType output_type() {
  return {.name = "output",
          .help = "One file that a run writes.",
          .keys = {
              key_of("format", choice, "json|csv|html|junit|markdown|xlsx|png", R"("json")", "What kind of file.")
                  .required(),
              plain_key("to", text, R"("out/tavern.json")", "Where, relative to the scenario file.").required(),
          }};
}

}  // namespace

std::vector<ObjectType> frame_types() { return {root_type(), time_type(), fx_type(), catalog_type(), output_type()}; }

}  // namespace npcost
