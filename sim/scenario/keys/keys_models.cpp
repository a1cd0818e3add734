// Keys of models. Prices and billing rules come from the price room's own table.
#include "sim/scenario/keys/key_table.h"

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
      plain_key("follows", text, R"("small text")",
                "A class of the dated price history: in a forecast every price that has no path of its own moves as the class did."),
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

}  // namespace

std::vector<ObjectType> model_types() { return {model_type()}; }

}  // namespace npcost
