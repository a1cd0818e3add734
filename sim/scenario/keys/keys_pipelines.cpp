// Keys of pipelines, their stages and where these run.
#include "sim/scenario/keys/key_table.h"

namespace npcost {

namespace {

using enum KeyType;

ObjectType pipeline_type() {
  return {
      .name = "pipeline",
      .help = "What one turn does. Text: moderation if wanted, then one llm. Voice: stt, llm, tts in this order, or llm and tts if the "
              "llm hears. Speech to speech: one realtime model. Vision: a vision step before the llm, typed or spoken.",
      .keys =
          {
              key_of("extends", reference, "pipelines", R"("chat")", "Another pipeline that this one only changes."),
              key_of("kind", choice, "text|voice|speech_to_speech|vision", R"("text")",
                     "What kind of conversation: typed, spoken by stt, llm and tts, spoken by one realtime model, or with images.")
                  .required(),
              key_of("stages", list, "stage", R"([{ "do": "llm", "model": "small" }])",
                     "The steps of a turn; the one list where order matters.")
                  .required(),
              plain_key("turn_overhead", duration, R"("200 ms")", "Network and game, once a turn.")
                  .between(0, 3'600'000)
                  .by_default(R"("0 ms")"),
              plain_key("silence_billed", flag, "true",
                        "Voice: what listens is billed for the whole open conversation, not only for speech.")
                  .by_default("false"),
              plain_key("enabled", flag, "true", "`false` = off until an event switches it on: NPCs use `otherwise`.")
                  .by_default("true"),
              key_of("otherwise", reference, "pipelines", R"("text")",
                     "The pipeline used while this one is off, and by players who do not speak."),
          },
      .is_world = true,
      .can_extend = true};
}

ObjectType stage_type() {
  return {
      .name = "stage",
      .help = "One step of a turn.",
      .keys =
          {
              key_of(
                  "do", choice, "stt|llm|tts|moderate|realtime|vision|embed|retrieve", R"("llm")",
                  "What the step does; `embed` and `retrieve` are not simulated in this version.")
                  .required(),
              key_of("model", reference, "models", R"("small")", "The model that does it.").required(),
              key_of("serving", reference, "serving", R"("cloud")", "Where it runs; without it: behind an API."),
              plain_key("stream", flag, "true", "The next step may start before this one ends.").by_default("false"),
              quantity_key("every", Dimension::count, Level::run, "10", "Runs on each n-th turn only (moderation, vision).")
                  .between(1, 1e6)
                  .known()
                  .by_default("1"),
              plain_key("skip", ratio, R"("70%")",
                        "Share of turns without this step (moderation, vision); llm: answered by a fast path that asks no model; tts: "
                        "a line that was recorded before.")
                  .by_default("0"),
              plain_key("retry", ratio, R"("2%")",
                        "llm: share of calls that fail and are made again, at most three times; each is billed."),
              key_of("fallback", reference, "models", R"("small")", "llm: the model that answers during an outage of `model`."),
              quantity_key("tokens", Dimension::tokens, Level::turn, R"("765 tokens")",
                           "vision: tokens of the image; or give its size as \"image\".")
                  .between(1, 1e6),
              plain_key("image", text, R"("1280x720 px")",
                        "vision: the size of the image, counted by the model's `image_rule`."),
              quantity_key("caption", Dimension::tokens, Level::turn, R"("60 tokens")",
                           "vision by a model other than the llm: what it writes for the llm to read.")
                  .between(0, 1e5)
                  .by_default(R"("60 tokens")"),
          },
      .is_world = true};
}

/// What an own fleet is, which this version reads and does not simulate.
std::vector<Key> fleet_keys() {
  return {
      plain_key("gpu", text, R"("H100 80GB")", "The kind of GPU."),
      plain_key("gpu_price", price, R"("$2.40/gpu-h")", "What a GPU costs."),
      quantity_key("gpus_per_replica", Dimension::count, Level::run, "1", "GPUs that one copy of the model needs."),
      quantity_key("throughput", Dimension::token_rate, Level::run, R"("2500..5200 tokens/s")",
                   "Output tokens per second of a replica."),
      quantity_key("max_concurrent", Dimension::count, Level::run, "96",
                   "Requests that a replica serves at the same time."),
      quantity_key("utilisation", Dimension::ratio, Level::run, R"("35..70%")", "How busy replicas are kept.")
          .between(0, 1),
      quantity_key("min_replicas", Dimension::count, Level::run, "2", "Replicas that always run."),
      quantity_key("max_replicas", Dimension::count, Level::run, "400", "Replicas that may run."),
      plain_key("scale_up", duration, R"("4 min")", "Time until a new replica serves."),
      plain_key("commitment", ratio, R"("40%")", "Share of the fleet that is paid always."),
      plain_key("egress", price, R"("$0.09/GB")", "What outgoing traffic costs."),
  };
}

ObjectType serving_type() {
  ObjectType type{
      .name = "serving",
      .help =
          "Where a model runs: an API, the player's device, a device with an API for the others, or an own GPU fleet, which is not "
          "simulated in this version: a stage that names one is refused by name.",
      .keys =
          {
              key_of("extends", reference, "serving", R"("farm")", "Another entry that this one only changes."),
              key_of("kind", choice, "api|fleet|on_device|hybrid", R"("on_device")",
                     "`api`; `on_device`: the player's own device, which costs the studio nothing; `hybrid`: what `routes` say.")
                  .required(),
              quantity_key("device_share", Dimension::ratio, Level::run, R"("25..45%")",
                           "on_device: share of players whose device can run the model. Without it: what segments and platforms say "
                           "(`device_capable`).")
                  .between(0, 1),
              key_of("model", reference, "models", R"("phone 3B")",
                     "on_device: the model whose speed the device has. Without it: the stage's own."),
              key_of("routes", list, "route", R"([{ "to": "device", "when": "device_capable" }, { "to": "cloud", "when": "fallback" }])",
                     "hybrid: tried in order; simulated when they are one device and then one API."),
          },
      .is_world = true,
      .can_extend = true};
  for (const Key& key : fleet_keys()) type.keys.push_back(key);
  return type;
}

ObjectType route_type() {
  return {.name = "route",
          .help = "One way that a hybrid serving may take.",
          .keys = {
              key_of("to", reference, "serving", R"("farm")", "Where the request goes.").required(),
              plain_key("share", ratio, R"("80%")", "Of what reaches this route."),
              key_of("when", choice, "always|device_capable|quota_left|peak|off_peak|overload|fallback", R"("always")",
                     "The condition."),
          }};
}

}  // namespace

std::vector<ObjectType> pipeline_types() { return {pipeline_type(), stage_type(), serving_type(), route_type()}; }

}  // namespace npcost
