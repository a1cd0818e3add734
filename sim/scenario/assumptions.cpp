// Every number about the world, and how well it is known: sourced, derived or assumed.
#include <algorithm>

#include <fmt/format.h>

#include "sim/prices/price_text.h"
#include "sim/scenario/decoding/decode.h"
#include "sim/scenario/keys/defaults.h"
#include "sim/scenario/files/json_write.h"
#include "sim/scenario/files/merge.h"

namespace npcost {

namespace {

/// What stands beside a value or around it.
struct Remarks {
  std::string provenance, source, as_of, why;
};

std::string text_at(const JsonValue& object, std::string_view key) {
  const JsonMember* member = object.kind == JsonValue::Kind::object ? object.find(key) : nullptr;
  return member != nullptr && member->value.kind == JsonValue::Kind::string ? member->value.text : std::string();
}

/// Remarks of an object hold for everything in it that does not say otherwise.
Remarks inside(const JsonValue& object, Remarks around) {
  const std::string source = text_at(object, "source"), provenance = text_at(object, "provenance");
  const std::string as_of = text_at(object, "as_of"), why = text_at(object, "why");
  if (!source.empty()) around.source = source;
  if (!provenance.empty())
    around.provenance = provenance;
  else if (!source.empty())
    around.provenance = "sourced";
  if (!as_of.empty()) around.as_of = as_of;
  if (!why.empty()) around.why = why;
  return around;
}

bool is_number_about_the_world(const Key& key) {
  switch (key.type) {
    case KeyType::quantity:
    case KeyType::price:
    case KeyType::money:
    case KeyType::ratio:
    case KeyType::duration:
    case KeyType::speech_rate:
    case KeyType::signed_number:
    case KeyType::preset:
    case KeyType::day_shape:
    case KeyType::weights:
    case KeyType::rates:
    case KeyType::allowance:
    case KeyType::tiers:
    case KeyType::schedule:
    case KeyType::service_tiers:
    case KeyType::volume:
    case KeyType::dated_prices: return true;
    default: return false;
  }
}

class Assumptions {
 public:
  explicit Assumptions(const Decoding& decoding) : decoding_(decoding) {}

  std::vector<Assumption> list() {
    object(decoding_.root, *object_type("root"), "", {});
    listed_prices();
    std::sort(found_.begin(), found_.end(),
              [](const Assumption& a, const Assumption& b) { return a.pointer < b.pointer; });
    return std::move(found_);
  }

 private:
  void object(const JsonValue& value, const ObjectType& type, const std::string& pointer, const Remarks& around) {
    if (value.kind != JsonValue::Kind::object) return;
    const Remarks remarks = inside(value, around);
    for (const JsonMember& member : value.members) {
      const Key* key = type.find(member.key);
      if (key == nullptr || !key->is_simulated) continue;
      const std::string at = child_pointer(pointer, member.key);
      const bool spelt_out = key->type == KeyType::preset && member.value.kind == JsonValue::Kind::object;
      if (key->type == KeyType::object || spelt_out) object(member.value, *object_type(key->of), at, remarks);
      if (key->type == KeyType::map) {
        for (const JsonMember* entry : entries_of(&member.value)) {
          object(entry->value, *object_type(key->of), child_pointer(at, entry->key), remarks);
        }
      }
      if (key->type == KeyType::list) {
        for (std::size_t i = 0; i < member.value.items.size(); ++i) {
          object(member.value.items[i], *object_type(key->of), child_pointer(at, std::to_string(i)), remarks);
        }
      }
      if (type.is_world && is_number_about_the_world(*key) && !spelt_out) number(*key, member.value, at, remarks);
    }
  }

  void number(const Key& key, const JsonValue& value, const std::string& pointer, const Remarks& around) {
    const bool of_parts = key.type == KeyType::weights || key.type == KeyType::rates ||
                          key.type == KeyType::dated_prices || key.type == KeyType::service_tiers;
    if (of_parts) {
      parts(value, pointer, inside(value, around));
    } else if (key.type == KeyType::tiers || key.type == KeyType::schedule || key.type == KeyType::volume) {
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        parts(value.items[i], child_pointer(pointer, std::to_string(i)), inside(value.items[i], around));
      }
    } else {
      add(value, pointer, around);
    }
  }

  void parts(const JsonValue& value, const std::string& pointer, const Remarks& around) {
    for (const JsonMember* entry : entries_of(&value)) {
      const std::string at = child_pointer(pointer, entry->key);
      if (is_common_key(entry->key) || entry->value.kind == JsonValue::Kind::boolean) continue;
      const bool dated = entry->value.kind == JsonValue::Kind::object && parse_local_time(entry->key).has_value();
      if (dated)
        parts(entry->value, at, inside(entry->value, around));
      else
        add(entry->value, at, around);
    }
  }

  void add(const JsonValue& value, const std::string& pointer, const Remarks& around) {
    // A default, or a number that says how well it is known itself, does not share the source around it.
    const bool own_label = !text_at(value, "provenance").empty() && text_at(value, "source").empty();
    const Remarks known = inside(value, is_default(value.place) || own_label ? Remarks{} : around);
    std::string written = value.kind == JsonValue::Kind::string ? value.text : std::string();
    if (value.kind == JsonValue::Kind::object) {
      JsonValue shown = value;
      for (const std::string_view remark : {"why", "source", "as_of", "provenance", "confidence", "notes"})
        remove_member(shown, remark);
      const JsonMember* only = shown.members.size() == 1 ? shown.find("value") : nullptr;
      const JsonValue& inner = only == nullptr ? shown : only->value;
      written = inner.kind == JsonValue::Kind::string ? inner.text : compact_json(inner);
    } else if (written.empty()) {
      written = compact_json(value);
    }
    found_.push_back({pointer, written, known.provenance.empty() ? "assumed" : known.provenance, known.source,
                      known.as_of, known.why});
  }

  /// Prices that come from a catalog, as they are when the run begins.
  void listed_prices() {
    const Scenario& scenario = decoding_.scenario;
    const JsonValue* models = section(decoding_.root, "models");
    for (const PriceCard& card : scenario.book.cards) {
      const JsonMember* entry = models == nullptr ? nullptr : models->find(card.name);
      if (entry == nullptr || text_at(entry->value, "catalog").empty()) continue;
      const PriceSet* set = card.at(scenario.start);
      for (const PriceKey& key : price_keys()) {
        const auto meter = key.type == PriceKeyType::price ? priced_meter(key.name, card.kind) : std::nullopt;
        if (!meter || set == nullptr || entry->value.find(key.name) != nullptr) continue;
        const Price* price = set->base.find(*meter);
        if (price == nullptr) continue;
        const bool sourced = !set->source.empty() || !card.source.empty();
        found_.push_back({child_pointer(child_pointer("/models", card.name), key.name),
                          price_text(price->exact, *meter, price->currency),
                          !set->provenance.empty() ? set->provenance
                          : sourced                ? "sourced"
                                                   : "assumed",
                          set->source.empty() ? card.source : set->source, set->as_of.empty() ? card.as_of : set->as_of,
                          set->why.empty() ? card.why : set->why});
      }
    }
  }

  const Decoding& decoding_;
  std::vector<Assumption> found_;
};

}  // namespace

std::vector<Assumption> list_assumptions(const Decoding& decoding) { return Assumptions(decoding).list(); }

}  // namespace npcost
