// Models: price cards in the scenario's currency, and how fast each model is.
#include <algorithm>

#include <fmt/format.h>

#include "sim/base/atomic_file.h"
#include "sim/prices/price_kinds.h"
#include "sim/reading/price_path.h"
#include "sim/scenario/decoding/decode.h"
#include "sim/scenario/files/json_write.h"
#include "sim/scenario/files/merge.h"

namespace npcost {

namespace {

/// Visits every price of a card.
template <typename Visit>
void for_each_price(PriceCard& card, Visit&& visit) {
  for (PriceSet& set : card.sets) for_each_price(set, visit);
}

bool states_a_price(const JsonValue& model) {
  return std::any_of(model.members.begin(), model.members.end(), [](const JsonMember& member) {
    const PriceKey* key = price_reading::find_price_key(member.key);
    return key != nullptr && (key->type == PriceKeyType::price || key->type == PriceKeyType::dated_prices);
  });
}

class ModelDecoder {
 public:
  ModelDecoder(Decoding& decoding, const JsonMember& entry)
      : decoding_(decoding),
        entry_(entry),
        fields_(decoding, entry.value, "model", child_pointer("/models", entry.key)) {}

  /// The card, or nothing after a diagnostic. A model that nobody calls through an API needs no price.
  std::optional<PriceCard> card(bool needs_price) {
    std::optional<PriceCard> listed;
    const JsonValue* catalog = fields_.find("catalog");
    if (catalog != nullptr) {
      if (catalog->kind != JsonValue::Kind::string) return std::nullopt;
      listed = listed_card(*catalog);
      if (!listed) return std::nullopt;
    }
    JsonValue local = entry_.value;
    const bool own_price = states_a_price(local);
    const bool unpriced = !own_price && !listed && !needs_price && !fields_.text("kind").empty();
    if (listed && local.find("kind") == nullptr) {
      set_member(local, "kind", json_text_value(price_reading::model_kind_name(listed->kind), local.place));
    }
    // A card must have a price. Where none is due, one that is taken away again stands in.
    if (!own_price && (listed || unpriced))
      set_member(local, "per_request", json_text_value("$0/request", local.place));
    std::optional<PriceCard> own = read_price_card(entry_.key, local, fields_.pointer(), decoding_.diagnostics);
    if (!own) return std::nullopt;
    if (!own_price && (listed || unpriced)) {
      for (PriceSet& set : own->sets) set.base.erase(Meter::requests);
    }
    if (!listed) return own;
    if (listed->kind != own->kind) {
      decoding_.diagnostics.error(
          "E109", fields_.place("kind"), fields_.at("kind"),
          fmt::format("the catalog says that this model is of kind {}", price_reading::model_kind_name(listed->kind)),
          "remove \"kind\"");
      return std::nullopt;
    }
    override_with(*listed, *own);
    return listed;
  }

 private:
  std::optional<PriceCard> listed_card(const JsonValue& reference) {
    const std::size_t colon = reference.text.find(':');
    const std::string catalog = reference.text.substr(0, colon);
    const std::string id = colon == std::string::npos ? std::string() : reference.text.substr(colon + 1);
    const auto found = decoding_.catalogs.find(catalog);
    if (colon == std::string::npos || found == decoding_.catalogs.end()) {
      std::vector<std::string> names;
      for (const auto& [name, ignored] : decoding_.catalogs) names.push_back(name);
      decoding_.diagnostics.error("E301", reference.place, fields_.at("catalog"),
                                  fmt::format("no catalog is called \"{}\"", printable(catalog)),
                                  names_hint(catalog, names, "catalogs") + "; write \"CATALOG:MODEL\"");
      return std::nullopt;
    }
    if (!found->second.book) return std::nullopt;
    const PriceBook& book = *found->second.book;
    const auto index = book.find(id);
    if (!index) {
      std::vector<std::string> names;
      for (const PriceCard& card : book.cards) names.push_back(card.name);
      decoding_.diagnostics.error("E305", reference.place, fields_.at("catalog"),
                                  fmt::format("catalog \"{}\" has no model \"{}\"", printable(catalog), printable(id)),
                                  names_hint(id, names, "models"));
      return std::nullopt;
    }
    PriceCard card = book.cards[*index];
    note_book(book, found->second.as_of);
    if (card.as_of.empty()) card.as_of = found->second.as_of;
    // Pointers inside the book would look like pointers of the scenario; models that share a card share its unknowns.
    const std::string prefix = child_pointer("/catalogs", catalog);
    for_each_price(card, [&](Price& price) {
      price.pointer = prefix + price.pointer;
      if (price.unknown) price.unknown->pointer = prefix + price.unknown->pointer;
    });
    card.name = entry_.key;
    card.listed = id;
    card.place = reference.place;
    card.pointer = fields_.pointer();
    return card;
  }

  void note_book(const PriceBook& book, const std::string& as_of) {
    auto& used = decoding_.scenario.books_used;
    const bool known = std::any_of(used.begin(), used.end(), [&](const auto& b) { return b.sha256 == book.sha256; });
    if (!known) used.push_back({book.name, book.as_of.empty() ? as_of : book.as_of, book.sha256});
  }

  /// A price written in the scenario replaces that price on every date and in every tier; "prices" and "tiers"
  /// replace theirs whole.
  void override_with(PriceCard& listed, PriceCard& own) const {
    const auto wrote = [&](std::string_view key) { return fields_.find(key) != nullptr; };
    if (wrote("prices")) {
      listed.sets = own.sets;
    } else {
      const PriceSet& written = own.sets.front();
      for (PriceSet& set : listed.sets) {
        for (const MeterPrices::Entry& entry : written.base) price_everywhere(set, entry.meter, entry.price);
        if (wrote("tiers")) set.tiers = written.tiers;
        if (wrote("schedule")) set.schedule = written.schedule;
        if (wrote("service_tiers")) set.services = written.services;
        if (wrote("volume")) set.volume = written.volume;
      }
    }
    listed.cache.enabled = listed.ever_prices(Meter::cached_input_tokens);
    if (wrote("min_cache")) listed.cache.min_tokens = own.cache.min_tokens;
    if (wrote("cache_block")) listed.cache.block_tokens = own.cache.block_tokens;
    if (wrote("cache_ttl")) listed.cache.ttl = own.cache.ttl;
    if (wrote("cache_refresh")) listed.cache.refreshed_by_hits = own.cache.refreshed_by_hits;
    if (wrote("context")) listed.context_tokens = own.context_tokens;
    if (wrote("minimum")) listed.billing_minimum = own.billing_minimum;
    if (wrote("increment")) listed.billing_increment = own.billing_increment;
    if (wrote("cache")) listed.cache.only_shared = own.cache.only_shared;
    if (wrote("billed_time")) listed.billed_while_open = own.billed_while_open;
    if (wrote("double_ideographs")) listed.double_ideographs = own.double_ideographs;
    if (wrote("audio_input_rate")) listed.audio_rates.input = own.audio_rates.input;
    if (wrote("audio_output_rate")) listed.audio_rates.output = own.audio_rates.output;
    if (wrote("transcript_billed")) listed.transcript_billed = own.transcript_billed;
    if (wrote("session_cap")) listed.session_cap = own.session_cap;
    if (wrote("truncate_to")) listed.truncate_to_thousandths = own.truncate_to_thousandths;
    if (wrote("image_rule")) listed.image_rule = own.image_rule;
    if (wrote("service_tier")) listed.service_tier = own.service_tier;
    choose_cache_write(listed);
    if (wrote("source")) listed.source = own.source;
    if (wrote("as_of")) listed.as_of = own.as_of;
  }

  Decoding& decoding_;
  const JsonMember& entry_;
  Fields fields_;
};

/// "follows" of a model is a path of every price that has none of its own.
void follow_class(PriceCard& card, const Fields& fields) {
  const std::string price_class = fields.text("follows");
  if (price_class.empty()) return;
  PricePath path;
  path.follows = price_class;
  const auto shared = std::make_shared<const PricePath>(std::move(path));
  for_each_price(card, [&](Price& price) {
    if (price.path == nullptr) price.path = shared;
    price.declines = true;
  });
}

void finish_card(Decoding& decoding, PriceCard& card, const Fields& fields) {
  bool declines = false;
  for_each_price(card, [&](Price& price) {
    // After a fault the price stays in its own currency; nothing will be simulated.
    decoding.currencies.convert(price, decoding.diagnostics);
    declines = declines || price.declines;
  });
  follow_class(card, fields);
  if (!declines || !decoding.used_models.contains(card.name)) return;
  decoding.diagnostics.warning("W733", fields.place(""), fields.pointer(),
                               fmt::format("prices of model \"{}\" have a path: a run holds them at \"now\"", printable(card.name)),
                               "`npcost forecast` says what becomes of them");
}

ModelSpeed decode_speed(Decoding& decoding, const Fields& fields, ModelKind kind) {
  ModelSpeed speed;
  speed.first_token = fields.maybe_spread("first_token");
  speed.speed = fields.maybe_spread("speed");
  speed.thinks = fields.maybe_spread("thinks");
  if (kind == ModelKind::llm) return speed;
  for (const std::string_view key : {"speed", "thinks"}) {
    if (fields.find(key) == nullptr) continue;
    refuse_to_simulate(fields.place(key), fields.at(key), fmt::format("\"{}\" of a model that is no llm", key),
                       decoding.not_simulated, decoding.diagnostics);
  }
  return speed;
}

}  // namespace

void decode_models(Decoding& decoding) {
  const JsonValue* models = section(decoding.root, "models");
  decoding.models = number_entries(models);
  bool own_prices = false;
  for (const JsonMember* entry : entries_of(models)) {
    const Fields fields(decoding, entry->value, "model", child_pointer("/models", entry->key));
    const auto index = static_cast<std::uint16_t>(decoding.scenario.book.cards.size());
    std::optional<PriceCard> card;
    if (entry->value.kind == JsonValue::Kind::object) {
      card = ModelDecoder(decoding, *entry).card(decoding.used_models.contains(entry->key));
      own_prices = own_prices || states_a_price(entry->value);
    }
    if (!card) {
      decoding.unread_models.insert(index);
      card.emplace();
      card->name = entry->key;
    }
    finish_card(decoding, *card, fields);
    decoding.scenario.speeds.push_back(decode_speed(decoding, fields, card->kind));
    decoding.scenario.book.cards.push_back(std::move(*card));
  }
  decoding.scenario.book.currency = decoding.currencies.own();
  if (own_prices) decoding.scenario.books_used.push_back({"scenario", "", ""});
}

}  // namespace npcost
