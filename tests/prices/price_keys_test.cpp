#include <algorithm>
#include <iterator>
#include <set>
#include <string>

#include "sim/prices/codes.h"
#include "sim/prices/price_keys.h"
#include "sim/prices/price_kinds.h"
#include "tests/prices/reading_samples.h"

using namespace npcost;
using namespace npcost::samples;

namespace {

constexpr ModelKind all_kinds[] = {ModelKind::llm,      ModelKind::stt,       ModelKind::tts,
                                   ModelKind::realtime, ModelKind::embedding, ModelKind::moderation};

}  // namespace

TEST_CASE("every price key has one name, one sentence and an example", "[price_keys]") {
  std::set<std::string> names;
  for (const PriceKey& key : price_keys()) {
    INFO(key.name);
    CHECK(names.emplace(key.name).second);
    CHECK(key.help.ends_with("."));
    CHECK_FALSE(key.example.empty());
  }
}

TEST_CASE("every price key prices something for at least one kind of model, and no other key does", "[price_keys]") {
  for (const PriceKey& key : price_keys()) {
    bool prices_something = false;
    for (const ModelKind kind : all_kinds) prices_something |= priced_meter(key.name, kind).has_value();
    INFO(key.name);
    CHECK(prices_something == (key.type == PriceKeyType::price));
  }
  CHECK_FALSE(priced_meter("speed", ModelKind::llm).has_value());
}

TEST_CASE("the one price of a simple model is per minute, per character, per token or per request, as its kind bills",
          "[price_keys]") {
  CHECK(priced_meter("price", ModelKind::stt) == Meter::stt_seconds);
  CHECK(priced_meter("price", ModelKind::tts) == Meter::tts_chars);
  CHECK(priced_meter("price", ModelKind::embedding) == Meter::input_tokens);
  CHECK(priced_meter("price", ModelKind::moderation) == Meter::requests);
  CHECK_FALSE(priced_meter("price", ModelKind::llm).has_value());
}

TEST_CASE("every example of the table is accepted where it belongs", "[price_keys]") {
  for (const ModelKind kind : all_kinds) {
    for (const PriceKey& key : price_keys()) {
      if (key.type != PriceKeyType::price || !priced_meter(key.name, kind)) continue;
      const Meter meter = *priced_meter(key.name, kind);
      // "price" and "per_request" mean another unit for each kind, so their example is that of the meter.
      const std::string example(key.name == "price" ? price_reading::example_price(meter) : key.example);
      INFO(price_reading::model_kind_name(kind) << " " << key.name << " " << example);
      const Reading reading = read_card("{ \"kind\": \"" + std::string(price_reading::model_kind_name(kind)) +
                                        "\", \"" + std::string(key.name) + "\": \"" + example + "\" }");
      INFO(reading.report);
      REQUIRE(reading.card.has_value());
      CHECK(base_price(reading.card->sets.at(0), meter).has_value());
    }
  }
  for (const PriceKey& key : price_keys()) {
    if (key.type == PriceKeyType::price || key.type == PriceKeyType::model_kind) continue;
    const bool bare = key.type == PriceKeyType::boolean || key.example.starts_with('[') || key.example.starts_with('{');
    const std::string value = bare ? std::string(key.example) : "\"" + std::string(key.example) + "\"";
    if (key.name == "until") continue;  // belongs into an entry of "prices"
    // The first kind that the rule means something for; every kind here has a price per minute or per token.
    const auto fits = std::find_if(std::begin(all_kinds), std::end(all_kinds),
                                   [&](ModelKind kind) { return price_reading::fits_kind(key, kind); });
    REQUIRE(fits != std::end(all_kinds));
    std::string model = *fits == ModelKind::llm || *fits == ModelKind::realtime ? R"("input": "$0.15/1M tokens")"
                        : *fits == ModelKind::stt                               ? R"("price": "$0.024/min")"
                                                                                : R"("price": "$15/1M chars")";
    if (key.type == PriceKeyType::volume) model = R"("price": "$0.024/min")";
    if (key.name == "service_tier") model += R"(, "service_tiers": { "batch": { "times": 0.5 } })";
    const std::string kind(key.type == PriceKeyType::volume ? "stt" : price_reading::model_kind_name(*fits));
    const Reading reading = read_card("{ \"kind\": \"" + kind + "\", " + model + ", \"" + std::string(key.name) + "\": " + value + " }");
    INFO(key.name << "\n" << reading.report);
    CHECK(reading.card.has_value());
  }
}

TEST_CASE("every fault of a price has a code of its own with an explanation, an example and a way out",
          "[price_keys]") {
  std::set<std::string> codes;
  for (const CodeInfo& info : price_codes()) {
    INFO(info.code);
    CHECK(codes.emplace(info.code).second);
    CHECK((info.code.starts_with("E22") || info.code.starts_with("E23")));
    CHECK_FALSE(info.title.empty());
    CHECK(info.explanation.size() > 60);
    CHECK_FALSE(info.example.empty());
    CHECK_FALSE(info.fix.empty());
  }
  CHECK(codes.size() == 13);
}
