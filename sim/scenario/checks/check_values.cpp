// The value of each type of key: can it be read, and does the field allow it?
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "sim/scenario/checks/check_shape.h"
#include "sim/scenario/decoding/currency.h"
#include "sim/scenario/keys/day_shapes.h"
#include "sim/scenario/files/merge.h"
#include "sim/scenario/decoding/spread_facts.h"

namespace npcost {

namespace {

/// "7200000 ms", "0.5" … a bound in the field's base unit.
std::string bound_text(const Key& key, double bound) {
  if (key.type == KeyType::duration || (key.type == KeyType::quantity && key.dimension == Dimension::duration)) {
    if (bound >= 3'600'000) return rough_text(bound / 3'600'000) + " h";
    return rough_text(bound) + " ms";
  }
  if (key.type == KeyType::quantity && key.dimension == Dimension::tokens) return rough_text(bound) + " tokens";
  if (key.type == KeyType::quantity && key.dimension == Dimension::frequency) return rough_text(bound) + "/d";
  return rough_text(bound);
}

bool is_day_number(std::string_view text) {
  if (!text.starts_with("day ")) return false;
  text.remove_prefix(4);
  unsigned day = 0, hour = 0, minute = 0;
  const char* end = text.data() + text.size();
  auto read = std::from_chars(text.data(), end, day);
  if (read.ec != std::errc() || day > 36'525) return false;
  if (read.ptr == end) return true;
  if (*read.ptr != ' ') return false;
  read = std::from_chars(read.ptr + 1, end, hour);
  if (read.ec != std::errc() || read.ptr == end || *read.ptr != ':') return false;
  read = std::from_chars(read.ptr + 1, end, minute);
  return read.ec == std::errc() && read.ptr == end && hour < 24 && minute < 60;
}

/// The same value without the minus sign, and whether it had one.
std::pair<JsonValue, bool> without_sign(JsonValue value) {
  JsonMember* inner = nullptr;
  for (JsonMember& member : value.members) {
    if (member.key == "value") inner = &member;
  }
  JsonValue& number = inner == nullptr ? value : inner->value;
  const bool negative = number.kind == JsonValue::Kind::number && number.text.starts_with('-');
  if (negative) number.text.erase(0, 1);
  return {std::move(value), negative};
}

}  // namespace

std::optional<double> read_signed_number(const JsonValue& value, const std::string& pointer, Diagnostics& diagnostics) {
  const auto [size, negative] = without_sign(value);
  const auto spread = read_spread(size, pointer, Dimension::number, Level::run, diagnostics);
  if (!spread) return std::nullopt;
  if (!spread->is_constant()) {
    diagnostics.error("E218", opening_of(value), pointer, "one known number is needed here, not a range");
    return std::nullopt;
  }
  return negative ? -spread->value() : spread->value();
}

void ShapeCheck::value(const Key& key, const JsonMember& member, const std::string& pointer) {
  const JsonValue& value = member.value;
  if (key.is_price_key) return;
  switch (key.type) {
    case KeyType::quantity:
    case KeyType::price:
    case KeyType::money:
    case KeyType::ratio:
    case KeyType::whole:
    case KeyType::duration:
    case KeyType::speech_rate:
    case KeyType::signed_number: number_value(key, value, pointer); return;
    case KeyType::flag: expect(JsonValue::Kind::boolean, value, pointer, "true or false"); return;
    case KeyType::when:
    case KeyType::text:
    case KeyType::texts:
    case KeyType::text_or_texts:
    case KeyType::choice:
    case KeyType::reference:
    case KeyType::zone: text_value(key, value, pointer); return;
    case KeyType::object:
    case KeyType::map:
    case KeyType::list:
    case KeyType::weights:
    case KeyType::preset:
    case KeyType::rates:
    case KeyType::day_shape:
    case KeyType::patches: structure(key, value, pointer); return;
    case KeyType::limit:
    case KeyType::allowance:
    case KeyType::tiers:
    case KeyType::schedule:
    case KeyType::service_tiers:
    case KeyType::volume:
    case KeyType::dated_prices:
    case KeyType::any: return;
  }
}

void ShapeCheck::number_value(const Key& key, const JsonValue& value, const std::string& pointer) {
  switch (key.type) {
    case KeyType::quantity: quantity(key, value, pointer); break;
    case KeyType::duration:
      if (!is_word_instead(key, value)) duration(key, value, pointer);
      break;
    case KeyType::price: read_price(value, pointer, diagnostics_); break;
    case KeyType::ratio: read_ratio(value, pointer, diagnostics_); break;
    case KeyType::speech_rate: {
      const auto rate = read_speech_rate(value, pointer, diagnostics_);
      if (rate && (rate->per_minute < 1 || rate->per_minute > 1e5))
        out_of_range(key.between(1, 1e5), value, pointer, rate->per_minute);
      break;
    }
    case KeyType::signed_number: {
      const auto number = read_signed_number(value, pointer, diagnostics_);
      if (number && !(*number >= key.low && *number <= key.high)) out_of_range(key, value, pointer, *number);
      break;
    }
    case KeyType::money: {
      const auto amount = read_amount(value, pointer, diagnostics_);
      if (amount && amount->money < Money{}) out_of_range(key, value, pointer, amount->money.approximate());
      break;
    }
    default:
      read_whole_number(value, pointer, static_cast<std::int64_t>(key.low), static_cast<std::int64_t>(key.high),
                        diagnostics_);
  }
}

void ShapeCheck::text_value(const Key& key, const JsonValue& value, const std::string& pointer) {
  const bool list =
      key.type == KeyType::texts || (key.type == KeyType::text_or_texts && value.kind == JsonValue::Kind::array);
  if (list) {
    if (!expect(JsonValue::Kind::array, value, pointer, "a list of texts")) return;
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      expect(JsonValue::Kind::string, value.items[i], child_pointer(pointer, std::to_string(i)), "a text");
    }
    return;
  }
  if (key.type == KeyType::when) return when(value, pointer);
  if (!expect(JsonValue::Kind::string, value, pointer, key.type == KeyType::reference ? "a name, as text," : "a text"))
    return;
  if (key.type == KeyType::choice) word(key, key.of, value, pointer);
  if (key.type == KeyType::reference && key.name != "extends") reference(key, value, pointer);
}

void ShapeCheck::structure(const Key& key, const JsonValue& value, const std::string& pointer) {
  switch (key.type) {
    case KeyType::object: object(value, *object_type(key.of), pointer); break;
    case KeyType::map: map(key, value, pointer); break;
    case KeyType::weights: weights(key, value, pointer); break;
    case KeyType::rates: rates(value, pointer); break;
    case KeyType::day_shape: day_shape(value, pointer); break;
    case KeyType::preset:
      if (value.kind == JsonValue::Kind::string)
        word(key, key.presets, value, pointer);
      else
        object(value, *object_type(key.of), pointer);
      break;
    case KeyType::patches: patches(value, pointer); break;
    default:
      if (!expect(JsonValue::Kind::array, value, pointer, "a list [ … ]")) return;
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        object(value.items[i], *object_type(key.of), child_pointer(pointer, std::to_string(i)));
      }
      if (key.is_required && value.items.empty()) {
        diagnostics_.error("E103", opening_of(value), pointer,
                           fmt::format("\"{}\" needs at least one entry", key.name));
      }
  }
}

void ShapeCheck::out_of_range(const Key& key, const JsonValue& value, const std::string& pointer, double found) {
  diagnostics_.error("E106", opening_of(value), pointer,
                     fmt::format("\"{}\" must lie between {} and {}, found {}", key.name, bound_text(key, key.low),
                                 bound_text(key, key.high), bound_text(key, found)));
}

void ShapeCheck::quantity(const Key& key, const JsonValue& value, const std::string& pointer) {
  const std::optional<Spread> spread = read_spread(value, pointer, key.dimension, key.level, diagnostics_);
  if (!spread) return;
  if (key.one_value && !spread->is_constant()) {
    diagnostics_.error("E218", opening_of(value), pointer,
                       fmt::format("\"{}\" is one known number, not a range", key.name),
                       fmt::format("write {}", key.example));
    return;
  }
  const NamedRange range = named_range(*spread);
  // Written so that NaN is refused too. A hair of rounding is allowed: a beta's p5 is found by search.
  const double slack = 1e-9 * std::max(1.0, key.high);
  if (!(range.low >= key.low - std::min(slack, 1e-9))) return out_of_range(key, value, pointer, range.low);
  if (!(range.high <= key.high + slack)) return out_of_range(key, value, pointer, range.high);
}

void ShapeCheck::duration(const Key& key, const JsonValue& value, const std::string& pointer) {
  const auto length = read_duration(value, pointer, frame_.start, frame_.zone, diagnostics_);
  if (!length) return;
  const auto ms = static_cast<double>(length->count());
  if (!(ms >= key.low && ms <= key.high)) out_of_range(key, value, pointer, ms);
}

void ShapeCheck::when(const JsonValue& value, const std::string& pointer) {
  if (value.kind == JsonValue::Kind::string && is_day_number(value.text)) return;
  read_when(value, pointer, diagnostics_);
}

void ShapeCheck::word(const Key& key, std::string_view choice, const JsonValue& value, const std::string& pointer) {
  const std::vector<std::string> words = words_of(choice);
  if (std::find(words.begin(), words.end(), value.text) != words.end()) return;
  std::string list;
  for (const std::string& w : words) list += (list.empty() ? "" : ", ") + w;
  const std::string near = meant(value.text, words);
  Diagnostic& fault =
      diagnostics_.error(key.name == "provenance" ? "E219" : "E104", value.place, pointer,
                         fmt::format("\"{}\" must be one of {}, found \"{}\"", key.name, list, printable(value.text)),
                         near.empty() ? std::string() : fmt::format("did you mean \"{}\"?", near));
  if (!near.empty()) fault.replace = fmt::format("\"{}\"", near);
}

void ShapeCheck::reference(const Key& key, const JsonValue& value, const std::string& pointer) {
  if (has_name(key.of, value.text)) return;
  if (pointer.starts_with("/budgets/")) {
    diagnostics_.error("E403", value.place, pointer,
                       fmt::format("budget slice matches nothing: {} \"{}\"", singular(key.of), printable(value.text)),
                       hint_for(value.text, key.of));
    return;
  }
  diagnostics_.error("E301", value.place, pointer,
                     fmt::format("no {} is called \"{}\"", singular(key.of), printable(value.text)),
                     hint_for(value.text, key.of));
}

void ShapeCheck::weights(const Key& key, const JsonValue& value, const std::string& pointer) {
  if (!expect(JsonValue::Kind::object, value, pointer, "an object { NAME: weight }")) return;
  bool any_weight = false;
  for (const JsonMember* entry : entries_of(&value)) {
    const std::string at = child_pointer(pointer, entry->key);
    if (!has_name(key.of, entry->key)) {
      diagnostics_.error("E301", entry->key_place, at,
                         fmt::format("no {} is called \"{}\"", singular(key.of), printable(entry->key)),
                         hint_for(entry->key, key.of));
    }
    const std::optional<double> weight = read_weight(entry->value, at, diagnostics_);
    any_weight = any_weight || !weight || *weight > 0;
  }
  if (!any_weight) {
    diagnostics_.error("E103", opening_of(value), pointer, "at least one NPC needs a weight above 0",
                       fmt::format("write {}", key.example));
  }
}

void ShapeCheck::day_shape(const JsonValue& value, const std::string& pointer) {
  read_day_shape(value, pointer, diagnostics_);
}

void ShapeCheck::rates(const JsonValue& value, const std::string& pointer) {
  if (!expect(JsonValue::Kind::object, value, pointer, "an object { \"KRW\": \"1390 KRW/USD\" }")) return;
  for (const JsonMember* entry : entries_of(&value)) {
    read_rate(*entry, child_pointer(pointer, entry->key), diagnostics_);
  }
}

}  // namespace npcost
