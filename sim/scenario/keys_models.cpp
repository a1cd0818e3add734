// Keys of models, pipelines and where they run. Prices and billing rules come from the price room's own table.
#include "sim/scenario/key_table.h"

namespace npcost {

namespace {

using enum KeyType;

constexpr double day_ms = 86'400'000;

/// A key of the price room in this table's words.
Key from_price_key(const PriceKey& price_key) {
  Key key{.name = price_key.name, .example = price_key.example, .help = price_key.help};
  key.is_price_key = true;
  switch (price_key.type) {
    case PriceKeyType::model_kind:
      key.type = choice;
      key.of = "llm|stt|tts|realtime|embedding|moderation";
      break;
    case PriceKeyType::price: key.type = price; break;
    case PriceKeyType::tokens:
      key.type = quantity;
      key.dimension = Dimension::tokens;
      key.one_value = true;
      break;
    case PriceKeyType::duration: key.type = duration; break;
    case PriceKeyType::boolean: key.type = flag; break;
    case PriceKeyType::ratio: key.type = ratio; break;
    case PriceKeyType::audio_rate:
      key.type = quantity;
      key.dimension = Dimension::token_rate;
      key.one_value = true;
      break;
    case PriceKeyType::word:
      key.type = choice;
      key.of = price_key.words;
      break;
    case PriceKeyType::tiers: key.type = tiers; break;
    case PriceKeyType::schedule: key.type = schedule; break;
    case PriceKeyType::service_tiers: key.type = service_tiers; break;
    case PriceKeyType::volume: key.type = volume; break;
    case PriceKeyType::dated_prices: key.type = dated_prices; break;
    case PriceKeyType::text: key.type = text; break;
    case PriceKeyType::date: key.type = when; break;
  }
  return key;
}

ObjectType model_type() {
  ObjectType type{
      .name = "model",
      .help =
          "A model: what it charges and how fast it answers. Prices carry their unit; a missing `cached_input` means "
          "\"same as input\".",
      .keys =
          {
              key_of("extends", reference, "models", R"("small")", "Another model that this one only changes."),
              plain_key("catalog", text, R"("list:openai/gpt-4o")",
                        "`CATALOG:MODEL` takes the card from a catalog. Keys written here override it; a price written "
                        "here replaces that price on every date and in every tier of the catalog's card."),
          },
      .is_world = true,
      .can_extend = true};
  for (const PriceKey& key : price_keys()) {
    if (!is_common_key(key.name)) type.keys.push_back(from_price_key(key));
  }
  const std::vector<Key> own = {
      quantity_key("first_token", Dimension::duration, Level::turn, R"("350..900 ms")",
                   "Time until the first token (llm), the final transcript (stt), the first audio (tts) or the verdict "
                   "(moderation). Without it the latency of its pipelines is unknown, and nobody gives up waiting.")
          .between(0, day_ms),
      quantity_key("speed", Dimension::token_rate, Level::turn, R"("70..140 tokens/s")",
                   "Tokens per second of an llm; without it the whole answer is there at once, and when "
                   "speech starts is unknown.")
          .between(0.001, 1e6),
      quantity_key("thinks", Dimension::tokens, Level::turn, R"("200..1500 tokens")",
                   "Reasoning tokens before each reply; billed as `reasoning`, or as `output` without such a price.")
          .between(0, 1e6),
      plain_key("batch_discount", ratio, R"("50%")", "Discount of a batch tier.").not_simulated(),
      quantity_key("rate_limit", Dimension::frequency, Level::run, R"("500/min")",
                   "Requests that the provider accepts.")
          .not_simulated(),
  };
  for (const Key& key : own) {
    if (type.find(key.name) == nullptr) type.keys.push_back(key);
  }
  return type;
}

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
              plain_key("enabled", flag, "true", "`false` = off: NPCs use `otherwise`.").by_default("true"),
              key_of("otherwise", reference, "pipelines", R"("text")", "The pipeline used while this one is off."),
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
              plain_key("skip", ratio, R"("70%")", "Share of turns without this step (moderation, vision).").by_default("0"),
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

ObjectType serving_type() {
  return {
      .name = "serving",
      .help =
          "Where a model runs: an API, an own GPU fleet, the player's device, or a mix. Only an API is simulated in "
          "this version; a stage that names anything else is refused by name.",
      .keys =
          {
              key_of("extends", reference, "serving", R"("farm")", "Another entry that this one only changes."),
              key_of("kind", choice, "api|fleet|on_device|hybrid", R"("api")",
                     "Only `api` is simulated in this version.")
                  .required(),
              plain_key("gpu", text, R"("H100 80GB")", "The kind of GPU."),
              plain_key("gpu_price", price, R"("$2.40/gpu-h")", "What a GPU costs."),
              quantity_key("gpus_per_replica", Dimension::count, Level::run, "1",
                           "GPUs that one copy of the model needs."),
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
              plain_key("device_share", ratio, R"("35%")", "Share of players whose device can run the model."),
              key_of("routes", list, "route", R"([{ "to": "farm", "share": "80%" }])", "Tried in order."),
          },
      .is_world = true,
      .can_extend = true};
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

std::vector<ObjectType> model_types() {
  return {model_type(), pipeline_type(), stage_type(), serving_type(), route_type()};
}

}  // namespace npcost
