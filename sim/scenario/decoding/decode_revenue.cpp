// What the game earns.
#include <fmt/format.h>

#include "sim/scenario/decoding/decode.h"
#include "sim/scenario/decoding/decode_money.h"
#include "sim/scenario/files/merge.h"
#include "sim/scenario/keys/revenue_rules.h"

namespace npcost {

namespace {

class RevenueDecoder {
 public:
  RevenueDecoder(Decoding& decoding, const JsonValue& object)
      : decoding_(decoding), fields_(decoding, object, "revenue", "/revenue"), model_(fields_.text("model")) {}

  Revenue decode() {
    check_keys();
    income();
    reaching_the_studio();
    paying();
    refuse_nothing_left("never_launched", "no buyer would ever play", "share of those who do not play");
    refuse_nothing_left("breakage", "no unit that is bought would ever be used", "share of those that are not used");
    refuse_nothing_left("target_margin", "nothing would be left for NPCs", "margin that leaves something");
    return revenue_;
  }

 private:
  void error(const char* code, std::string_view key, std::string message, std::string hint) {
    decoding_.diagnostics.error(code, fields_.place(key), fields_.at(key), std::move(message), std::move(hint));
  }

  void check_keys() {
    const RevenueRule* rule = revenue_rule(model_);
    if (rule == nullptr) return;
    revenue_.model = static_cast<Revenue::Model>(rule - revenue_rules().data());
    for (const std::string& key : words_of(rule->needs)) {
      if (key.empty() || fields_.find(key) != nullptr) continue;
      decoding_.diagnostics.error("E109", fields_.place("model"), fields_.pointer(),
                                  fmt::format("revenue of model \"{}\" needs \"{}\"", model_, key),
                                  fmt::format("add \"{}\": {}", key, object_type("revenue")->find(key)->example));
    }
    for (const Key& key : object_type("revenue")->keys) {
      if (fields_.find(key.name) == nullptr || means_something(key.name, model_)) continue;
      if (model_ == "none" && is_harmless(key.name)) continue;
      error("E109", key.name, fmt::format("\"{}\" means nothing for revenue of model \"{}\"", key.name, model_),
            "remove it, or change the model");
    }
  }

  void income() {
    const Amount nothing{Money{}, decoding_.currencies.own()};
    revenue_.price = own_amount(decoding_, fields_, "price").value_or(nothing);
    revenue_.arppu = own_amount(decoding_, fields_, "arppu").value_or(nothing);
    revenue_.conversion = fields_.ratio("conversion");
    revenue_.never_launched = fields_.ratio("never_launched");
    if (fields_.find("lifetime") != nullptr) revenue_.lifetime = fields_.duration("lifetime", std::chrono::hours(1));
    struct Unit {
      std::string_view word;
      Revenue::Unit unit;
    };
    for (const Unit& one : {Unit{"turn", Revenue::Unit::turn}, Unit{"conversation", Revenue::Unit::conversation},
                            Unit{"minute", Revenue::Unit::minute}, Unit{"hour", Revenue::Unit::hour}}) {
      if (one.word == fields_.text("unit")) revenue_.unit = one.unit;
    }
    revenue_.charged = fields_.ratio("charged", 1);
    revenue_.breakage = fields_.ratio("breakage");
    revenue_.target_margin = fields_.ratio("target_margin", revenue_.target_margin);
  }

  void reaching_the_studio() {
    revenue_.store_fee = fields_.ratio("store_fee");
    revenue_.tax = fields_.ratio("tax");
    revenue_.refunds = fields_.ratio("refunds");
    revenue_.margin_before = fields_.ratio("margin_before", 1);
    revenue_.npc_share = fields_.maybe_ratio("npc_share");
    if (const JsonValue* uplift = fields_.find("uplift")) {
      const Fields of(decoding_, *uplift, "uplift", fields_.at("uplift"));
      revenue_.uplift = {of.ratio("spending"), of.ratio("retention"), of.ratio("buyers")};
    }
    const JsonValue* regions = fields_.find("regions");
    for (const JsonMember* entry : entries_of(regions)) {
      const Fields of(decoding_, entry->value, "region", child_pointer(fields_.at("regions"), entry->key));
      revenue_.regions.push_back(
          {entry->key, of.ratio("share"), of.number("spending", 1), of.maybe_ratio("store_fee"), of.maybe_ratio("tax")});
    }
    if (regions != nullptr) check_shares(decoding_, *regions, "region", fields_.at("regions"));
  }

  void paying() {
    struct Paying {
      std::string_view word;
      Payer payer;
    };
    for (const Paying& one : {Paying{"studio", Payer::studio}, Paying{"players", Payer::players},
                              Paying{"own_key", Payer::own_key}, Paying{"platform", Payer::platform}}) {
      if (one.word == fields_.text("paid_by")) revenue_.payer = one.payer;
    }
    const bool own = revenue_.payer == Payer::studio;
    revenue_.studio_pays = own ? 1 : fields_.ratio("studio_pays");
    if (own && fields_.find("studio_pays") != nullptr && means_something("studio_pays", model_)) {
      error("E109", "studio_pays", "\"studio_pays\" is the studio's part where somebody else pays: here the studio pays all",
            R"(add "paid_by": "players", "own_key" or "platform", or remove it)");
    }
  }

  void refuse_nothing_left(std::string_view key, std::string_view why, std::string_view instead) {
    if (fields_.ratio(key) < 1) return;
    error("E422", key, fmt::format("\"{}\" of 100% leaves nothing: {}", key, why), fmt::format("write the {}", instead));
  }

  Decoding& decoding_;
  const Fields fields_;
  const std::string model_;
  Revenue revenue_;
};

}  // namespace

std::optional<Amount> own_amount(const Decoding& decoding, const Fields& fields, std::string_view key) {
  const JsonValue* value = fields.find(key);
  Diagnostics said_already;
  const auto amount = value == nullptr ? std::nullopt : read_amount(*value, "", said_already);
  if (!amount) return std::nullopt;
  const auto own = decoding.currencies.own_money(amount->money, amount->currency, opening_of(*value), fields.at(key), "the amount",
                                                 decoding.diagnostics);
  return Amount{own.value_or(Money{}), decoding.currencies.own()};
}

void decode_revenue(Decoding& decoding) {
  static const JsonValue nothing;
  const JsonValue* object = section(decoding.root, "revenue");
  decoding.scenario.revenue = RevenueDecoder(decoding, object == nullptr ? nothing : *object).decode();
  decode_fixed_costs(decoding);
  decode_viability(decoding);
}

}  // namespace npcost
