#include "ui/window/model/notation.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

#include "sim/scenario/files/json_write.h"
#include "sim/scenario/keys/key_table.h"

namespace npcost::window {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// A number at the front of a text: "1_500", "0.14", "60k".
struct Front {
  double value = 0;
  double scale = 1;            ///< of k, M, B
  char letter = 0;             ///< k, M, B or none
  std::size_t length = 0;      ///< bytes
};

std::optional<Front> front_of(std::string_view text) {
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  std::string digits;
  std::size_t at = 0;
  const auto digits_here = [&] {
    for (; at < text.size() && (is_digit(text[at]) || text[at] == '_'); ++at) {
      if (text[at] != '_') digits += text[at];
    }
  };
  digits_here();
  if (at + 1 < text.size() && text[at] == '.' && is_digit(text[at + 1])) {
    digits += text[at++];
    digits_here();
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    std::size_t sign = at + 1;
    if (sign < text.size() && (text[sign] == '-' || text[sign] == '+')) ++sign;
    if (sign < text.size() && is_digit(text[sign])) {
      digits += 'e';
      if (text[at + 1] == '-') digits += '-';
      at = sign;
      digits_here();
    }
  }
  Front front;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), front.value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  if (at < text.size() && (text[at] == 'k' || text[at] == 'M' || text[at] == 'B') && (at + 1 == text.size() || !is_letter(text[at + 1]))) {
    front.letter = text[at++];
    front.scale = front.letter == 'k' ? 1e3 : front.letter == 'M' ? 1e6 : 1e9;
    front.value *= front.scale;
  }
  front.length = at;
  return front;
}

/// A text in its parts: "$" "0.10" "0.20" "/1M tokens".
struct Pieces {
  std::string_view before;
  Front low;
  std::optional<Front> high;
  std::string_view behind;
};

std::optional<Pieces> pieces_of(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size() && !is_digit(text[begin])) {
    if (is_letter(text[begin]) || text[begin] == ' ' || text[begin] == '-') return std::nullopt;
    ++begin;
  }
  const std::optional<Front> low = front_of(text.substr(begin));
  if (!low) return std::nullopt;
  Pieces pieces{text.substr(0, begin), *low, {}, text.substr(begin + low->length)};
  if (pieces.behind.starts_with("..")) {
    pieces.high = front_of(pieces.behind.substr(2));
    if (!pieces.high) return std::nullopt;
    pieces.behind.remove_prefix(2 + pieces.high->length);
  }
  if (pieces.behind.starts_with("-") || pieces.behind.starts_with("T")) return std::nullopt;   // a date
  return pieces;
}

WrittenNumber written(const Pieces& pieces) {
  WrittenNumber number;
  number.low = pieces.low.value;
  number.high = pieces.high ? pieces.high->value : pieces.low.value;
  number.varies = pieces.high.has_value();
  number.middle = !pieces.high ? number.low : number.low > 0 ? std::sqrt(number.low * number.high) : (number.low + number.high) / 2;
  number.sign = pieces.before;
  number.unit = pieces.behind.starts_with(' ') ? pieces.behind.substr(1) : pieces.behind;
  return number;
}

constexpr std::array<std::string_view, 15> scaled_roles = {"value", "mean", "sd",  "median", "p5",   "p10",  "p25", "p75",
                                                           "p90",   "p95",  "low", "mode",   "high", "min",  "max"};

bool is_scaled(std::string_view role) { return std::find(scaled_roles.begin(), scaled_roles.end(), role) != scaled_roles.end(); }

/// What stands inside an object instead of a number: {"value": …}, {"uncertain": …}, {"now": …}.
const JsonMember* inner_of(const JsonValue& object) {
  if (object.find("dist") != nullptr) return nullptr;
  for (const std::string_view key : {"value", "uncertain", "now"}) {
    if (const JsonMember* inner = object.find(key)) return inner;
  }
  return nullptr;
}

std::optional<double> role(const JsonValue& object, std::string_view name) {
  const JsonMember* member = object.find(name);
  if (member == nullptr) return std::nullopt;
  const std::optional<WrittenNumber> number = written_number(member->value);
  return number ? std::optional(number->middle) : std::nullopt;
}

std::optional<double> middle_of_roles(const JsonValue& object) {
  for (const std::string_view name : {"median", "mean", "value", "mode"}) {
    if (const auto middle = role(object, name)) return middle;
  }
  for (const auto& [a, b] : {std::pair("p5", "p95"), std::pair("p10", "p90"), std::pair("p25", "p75"), std::pair("low", "high")}) {
    const auto low = role(object, a), high = role(object, b);
    if (low && high) return *low > 0 ? std::sqrt(*low * *high) : (*low + *high) / 2;
  }
  return std::nullopt;
}

std::optional<WrittenNumber> written_dist(const JsonValue& object) {
  const std::optional<double> middle = middle_of_roles(object);
  if (!middle) return std::nullopt;
  WrittenNumber number{*middle, *middle, *middle, {}, {}, true};
  for (const JsonMember& member : object.members) {
    if (!is_scaled(member.key)) continue;
    const std::optional<WrittenNumber> one = written_number(member.value);
    if (!one) return std::nullopt;
    if (!one->unit.empty()) number.unit = one->unit;
    if (!one->sign.empty()) number.sign = one->sign;
    if (member.key == "sd") continue;
    number.low = std::min(number.low, one->low);
    number.high = std::max(number.high, one->high);
  }
  return number;
}

std::string scaled_text(const Front& front, double factor, bool whole) {
  const double value = front.value * factor;
  if (front.letter == 0) return number_text(value, whole);
  return number_text(value / front.scale, false) + front.letter;
}

std::string scaled_pieces(const Pieces& pieces, double factor, bool whole) {
  std::string text = std::string(pieces.before) + scaled_text(pieces.low, factor, whole && !pieces.high);
  if (pieces.high) text += ".." + scaled_text(*pieces.high, factor, false);
  return text + std::string(pieces.behind);
}

JsonValue scaled(const JsonValue& value, double factor, double to, bool whole) {
  JsonValue out = value;
  if (value.kind == JsonValue::Kind::number) {
    out.text = number_text(to, whole);
  } else if (value.kind == JsonValue::Kind::string) {
    if (const std::optional<Pieces> pieces = pieces_of(value.text)) {
      if (pieces->high || pieces->low.value > 0) {
        out.text = scaled_pieces(*pieces, factor, whole);
      } else {
        out.text = std::string(pieces->before) + number_text(to, whole) + std::string(pieces->behind);
      }
    }
  } else if (const JsonMember* inner = inner_of(value)) {
    *find_member(out, inner->key) = scaled(inner->value, factor, to, whole);
  } else {
    for (JsonMember& member : out.members) {
      if (!is_scaled(member.key)) continue;
      const std::optional<WrittenNumber> one = written_number(member.value);
      member.value = scaled(member.value, factor, one->middle * factor, false);
    }
  }
  return out;
}

}  // namespace

std::string number_text(double value, bool whole) {
  if (whole || value >= 100) return fmt::format("{:.0f}", value);
  if (!(value > 0)) return "0";
  const int digits = std::clamp(2 - static_cast<int>(std::floor(std::log10(value))), 0, 15);
  std::string text = fmt::format("{:.{}f}", value, digits);
  if (text.find('.') != std::string::npos) {
    while (text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
  }
  return text;
}

std::optional<WrittenNumber> written_number(const JsonValue& value) {
  if (value.kind == JsonValue::Kind::number) {
    WrittenNumber number;
    const auto [end, error] = std::from_chars(value.text.data(), value.text.data() + value.text.size(), number.middle);
    if (error != std::errc() || end != value.text.data() + value.text.size()) return std::nullopt;
    number.low = number.high = number.middle;
    return number;
  }
  if (value.kind == JsonValue::Kind::string) {
    const std::optional<Pieces> pieces = pieces_of(value.text);
    return pieces ? std::optional(written(*pieces)) : std::nullopt;
  }
  if (value.kind != JsonValue::Kind::object) return std::nullopt;
  if (const JsonMember* inner = inner_of(value)) return written_number(inner->value);
  return value.find("dist") != nullptr ? written_dist(value) : std::nullopt;
}

std::string turned(const JsonValue& value, double middle, bool whole) {
  const std::optional<WrittenNumber> now = written_number(value);
  const double factor = now && now->middle != 0 ? middle / now->middle : 1;
  const JsonValue out = scaled(value, factor, middle, whole);
  return out.kind == JsonValue::Kind::string ? out.text : compact_json(out);
}

std::string plain_text(const JsonValue& value) {
  const JsonValue plain = without_remarks(value);
  return plain.kind == JsonValue::Kind::string ? plain.text : compact_json(plain);
}

}  // namespace npcost::window
