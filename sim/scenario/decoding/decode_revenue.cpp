// What the game earns.
#include <fmt/format.h>

#include "sim/scenario/decoding/decode.h"

namespace npcost {

void decode_revenue(Decoding& decoding) {
  static const JsonValue nothing;
  const JsonValue* object = section(decoding.root, "revenue");
  const Fields fields(decoding, object == nullptr ? nothing : *object, "revenue", "/revenue");
  Revenue& revenue = decoding.scenario.revenue;
  const std::string model = fields.text("model");
  struct Kind {
    std::string_view word;
    Revenue::Model model;
    std::string_view needs;
  };
  constexpr Kind kinds[] = {{"none", Revenue::Model::none, ""},
                            {"free_to_play", Revenue::Model::free_to_play, "conversion|arppu"},
                            {"premium", Revenue::Model::premium, "price"},
                            {"subscription", Revenue::Model::subscription, "price"}};
  for (const Kind& kind : kinds) {
    if (kind.word != model) continue;
    revenue.model = kind.model;
    for (const std::string& key : words_of(kind.needs)) {
      if (fields.find(key) != nullptr) continue;
      decoding.diagnostics.error("E109", fields.place("model"), fields.pointer(),
                                 fmt::format("revenue of model \"{}\" needs \"{}\"", model, key),
                                 fmt::format("add \"{}\": {}", key, object_type("revenue")->find(key)->example));
    }
    for (const std::string_view key : {"price", "conversion", "arppu"}) {
      if (fields.find(key) == nullptr || kind.needs.find(key) != std::string_view::npos) continue;
      decoding.diagnostics.error("E109", fields.place(key), fields.at(key),
                                 fmt::format("\"{}\" means nothing for revenue of model \"{}\"", key, model),
                                 "remove it, or change the model");
    }
  }
  const auto money = [&](std::string_view key) {
    const JsonValue* value = fields.find(key);
    Diagnostics said_already;
    const auto amount = value == nullptr ? std::nullopt : read_amount(*value, "", said_already);
    if (!amount) return Amount{Money{}, decoding.currencies.own()};
    const auto own = decoding.currencies.own_money(amount->money, amount->currency, opening_of(*value), fields.at(key),
                                                   "the amount", decoding.diagnostics);
    return Amount{own.value_or(Money{}), decoding.currencies.own()};
  };
  revenue.price = money("price");
  revenue.arppu = money("arppu");
  revenue.conversion = fields.ratio("conversion");
  revenue.store_fee = fields.ratio("store_fee");
  revenue.tax = fields.ratio("tax");
  revenue.npc_share = fields.maybe_ratio("npc_share");
}

}  // namespace npcost
