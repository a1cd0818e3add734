#pragma once
// One table of every key of a scenario file, format 1. From it come validation, defaults, the JSON Schema, what
// `explain` prints and (later) completion: a key that is not here does not exist.
//
// Shape     object types by name ("npc"), each with its keys in the order in which they are documented. A map holds
//           named entries of one object type; a list holds values in order.
// Anywhere  "why", "source", "as_of", "provenance", "confidence" and "notes" may stand in every object, and "x-…"
//           keys are free.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/prices/price_keys.h"
#include "sim/reading/quantity.h"

namespace npcost {

enum class KeyType {
  quantity,     ///< a number with the unit of `dimension`, varying at `level`
  price,        ///< money per unit
  money,        ///< money with its currency
  ratio,        ///< one share, "15%" or 0.15
  flag,         ///< true | false
  whole,        ///< a whole number from low to high
  duration,     ///< one length of time; calendar months and years are possible
  when,         ///< a date, a local time or "day N"
  speech_rate,  ///< "150 wpm" | "15 chars/s"
  text,
  texts,          ///< a list of texts
  text_or_texts,  ///< one text or a list
  choice,         ///< one of the words in `of`, separated by '|'
  reference,      ///< the name of an entry of the section `of`
  object,         ///< of object type `of`
  map,            ///< names to objects of type `of`
  list,           ///< of objects of type `of`
  weights,        ///< names of the section `of` to mixing weights
  day_shape,      ///< a preset's name, or 24 or 168 weights
  preset,         ///< one of the words in `presets`, or an object of type `of`
  signed_number,  ///< one number from low to high that may be negative
  zone,           ///< an IANA time zone
  rates,          ///< currency to "1390 KRW/USD"
  limit,          ///< of a budget: its unit is the metric's
  allowance,      ///< of a policy: turns, a length of time, tokens or money
  tiers,          ///< price tiers of a model (read by the price card), as are the next three
  schedule,       ///< prices by the clock
  service_tiers,  ///< batch, flex, priority
  volume,         ///< graduated prices by the month
  dated_prices,   ///< prices of a model by date (read by the price card)
  patches,        ///< names to merge patches on the whole scenario
  any
};

struct Key {
  std::string_view name = {};
  KeyType type = KeyType::any;
  std::string_view example = {};            ///< in the file's notation
  std::string_view help = {};               ///< one sentence, Markdown
  Dimension dimension = Dimension::number;  ///< of a quantity
  Level level = Level::run;                 ///< of a quantity
  bool one_value = false;                   ///< a quantity that must be one known number
  double low = 0, high = 1e15;              ///< what quantities, whole numbers and durations allow, in the base unit
  std::string_view of = {};                 ///< words, section or object type; of a duration: a word that stands for none
  std::string_view presets = {};            ///< of a preset: words that stand for an object, separated by '|'
  std::string_view fallback = {};           ///< the default as JSON; empty: none
  std::string_view fallback_provenance = "assumed";
  std::string_view fallback_source = {};  ///< where a derived default comes from
  bool is_required = false;
  bool is_simulated = true;   ///< false: read and checked, but `run` refuses it by name
  bool is_price_key = false;  ///< read and checked by read_price_card

  constexpr Key between(double least, double most) const {
    Key k = *this;
    k.low = least;
    k.high = most;
    return k;
  }
  /// A duration that may also be this word.
  constexpr Key or_word(std::string_view word) const {
    Key k = *this;
    k.of = word;
    return k;
  }
  constexpr Key by_default(std::string_view json) const {
    Key k = *this;
    k.fallback = json;
    return k;
  }
  constexpr Key derived_from(std::string_view source) const {
    Key k = *this;
    k.fallback_provenance = "derived";
    k.fallback_source = source;
    return k;
  }
  constexpr Key required() const {
    Key k = *this;
    k.is_required = true;
    return k;
  }
  constexpr Key not_simulated() const {
    Key k = *this;
    k.is_simulated = false;
    return k;
  }
  constexpr Key known() const {
    Key k = *this;
    k.one_value = true;
    return k;
  }
};

struct ObjectType {
  std::string_view name = {};
  std::string_view help = {};
  std::vector<Key> keys;
  bool is_world = false;    ///< its values are facts or guesses about the world and are listed as assumptions
  bool can_extend = false;  ///< entries may extend a sibling

  const Key* find(std::string_view key) const;
};

/// The object types of format 1; "root" is the file itself.
std::span<const ObjectType> object_types();
/// nullptr for an unknown name.
const ObjectType* object_type(std::string_view name);
/// The key that a pointer leads to, nullptr if there is none: names of entries and numbers of items are stepped over.
const Key* key_at(std::string_view pointer);
/// The type of the object that stands there; nullptr for values, maps and lists.
const ObjectType* object_type_at(std::string_view pointer);
/// Keys that may stand in every object.
bool is_common_key(std::string_view key);
bool is_free_key(std::string_view key);  ///< "x-…"
/// The words of a choice.
std::vector<std::string> words_of(std::string_view separated_by_bars);
/// Entries of a map: members that are neither free keys nor common keys holding a text.
std::vector<const JsonMember*> entries_of(const JsonValue* map);
/// A value without remarks; { "value": x } is x.
JsonValue without_remarks(const JsonValue& value);
/// Whether a duration is the word that the key allows instead.
bool is_word_instead(const Key& key, const JsonValue& value);

// How the tables are written: one call a key.
constexpr Key quantity_key(std::string_view name, Dimension dimension, Level level, std::string_view example,
                           std::string_view help) {
  return {.name = name,
          .type = KeyType::quantity,
          .example = example,
          .help = help,
          .dimension = dimension,
          .level = level};
}
constexpr Key plain_key(std::string_view name, KeyType type, std::string_view example, std::string_view help) {
  return {.name = name, .type = type, .example = example, .help = help};
}
constexpr Key key_of(std::string_view name, KeyType type, std::string_view of, std::string_view example,
                     std::string_view help) {
  return {.name = name, .type = type, .example = example, .help = help, .of = of};
}

// The tables by subject.
std::vector<ObjectType> frame_types();     ///< root, time, fx, catalog, output
std::vector<ObjectType> model_types();     ///< model
std::vector<ObjectType> pipeline_types();  ///< pipeline, stage, serving, route
std::vector<ObjectType> npc_types();       ///< npc, memory, ambient
std::vector<ObjectType> people_types();    ///< players, retention, curve, novelty, platform, segment
std::vector<ObjectType> money_types();     ///< revenue, uplift, region, fixed_cost, viability
std::vector<ObjectType> lever_types();     ///< policy, event
std::vector<ObjectType> question_types();  ///< budget, where, experiment and its parts

}  // namespace npcost
