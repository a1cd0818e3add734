// "60..160 tokens" in pieces: characters, numbers, range, unit; each fault with the edit that would be accepted.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "sim/reading/json_characters.h"
#include "sim/reading/quantity_field.h"
#include "sim/reading/quantity_units.h"
#include "sim/reading/utf8.h"

namespace npcost {
namespace {

bool is_group_or_digit(char c) { return is_digit(c) || c == ',' || c == '.' || c == '_'; }

/// The text with its commas as `.` or away: the last of '.' and ',' is the decimal mark where both stand, several
/// commas group. One comma before exactly three digits can be either: then `other` is the second reading.
std::string without_commas(std::string_view text, std::string* other) {
  const std::size_t comma = text.find(',');
  std::size_t from = comma, to = comma;
  while (from > 0 && is_group_or_digit(text[from - 1])) --from;
  while (to < text.size() && is_group_or_digit(text[to])) ++to;
  std::string number(text.substr(from, to - from));
  const auto commas = std::count(number.begin(), number.end(), ',');
  const std::size_t last_comma = number.rfind(',');
  const std::size_t last_point = number.rfind('.');
  const auto join = [&](std::string middle) {
    return std::string(text.substr(0, from)) + middle + std::string(text.substr(to));
  };
  const auto drop = [](std::string from_text, char c) {
    from_text.erase(std::remove(from_text.begin(), from_text.end(), c), from_text.end());
    return from_text;
  };
  if (last_point != std::string::npos && last_point < last_comma) {  // 1.500,00
    std::string result = drop(number, '.');
    std::replace(result.begin(), result.end(), ',', '.');
    return join(result);
  }
  if (last_point != std::string::npos || commas > 1) return join(drop(number, ','));  // 1,500.00
  std::string as_point = number;
  as_point[last_comma] = '.';
  const bool maybe_group = number.size() - last_comma == 4 && number[0] != '0' && last_comma <= 3;
  if (!maybe_group) return join(as_point);
  *other = join(as_point);
  return join(drop(number, ','));
}

void comma_fault(const Field& field, std::size_t offset) {
  const std::string message = fmt::format("{}: a comma is not a decimal mark here", field.found());
  if (offset + 1 >= field.value.text.size() || !is_digit(field.value.text[offset + 1])) {
    return field.error_at(offset, 1, "E203", message);
  }
  std::string other;
  std::string edit = without_commas(field.value.text, &other);
  for (const std::string_view sign : {"€", "$", "₩"}) {  // "15 €" → "€15", so that the edit is accepted
    if (!edit.ends_with(sign)) continue;
    edit.resize(edit.size() - sign.size());
    while (edit.ends_with(' ')) edit.pop_back();
    edit.insert(0, sign);
  }
  field.error_at(offset, 1, "E203", message,
                 other.empty() ? "write " + quote(edit) : fmt::format("write {} or {}", quote(edit), quote(other)));
}

/// "60-160", "60 to 160", "60...160", "60 .. 160": what stands between the two numbers, and the second one.
std::optional<std::string_view> second_of_odd_range(std::string_view rest) {
  static constexpr std::array<std::string_view, 8> between = {"...", "..", "-", "–", "—", "…", "to", "~"};
  const auto trim = [](std::string_view text) {
    return text.substr(std::min(text.find_first_not_of(' '), text.size()));
  };
  rest = trim(rest);
  for (const std::string_view mark : between) {
    if (!rest.starts_with(mark)) continue;
    const std::string_view second = trim(rest.substr(mark.size()));
    if (leading_number(second)) return second;
  }
  return std::nullopt;
}

bool magnitude_is_fine(const Field& field, const ParsedNumber& number) {
  using Magnitude = ParsedNumber::Magnitude;
  if (number.magnitude == Magnitude::fine) return true;
  const bool large = number.magnitude == Magnitude::too_large;
  field.error("E210",
              fmt::format("the number in {} is too {}", field.found(), large ? "large" : "small to be told from 0"),
              large ? "" : "write 0, or a larger number");
  return false;
}

}  // namespace

bool plain_characters(const Field& field) {
  const std::string& text = field.value.text;
  const auto fault = [&](std::size_t at, std::size_t length, std::string code, std::string message, std::string hint) {
    field.error_at(at, length, std::move(code), std::move(message), std::move(hint));
    return false;
  };
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    const auto number = static_cast<std::uint32_t>(point.value);
    if (point.value == U',') {
      comma_fault(field, at);
      return false;
    }
    if (is_foreign_digit(point.value)) {
      return fault(at, point.length, "E204", fmt::format("{}: numbers are written with the digits 0-9", field.found()),
                   "");
    }
    if (is_odd_space(point.value) || is_deceptive(point.value)) {
      return fault(at, point.length, "E204",
                   fmt::format("an invisible character (U+{:04X}) in {}", number, field.found()),
                   "replace it by a plain space, or delete it");
    }
    if (point.value == 0x2212) {
      return fault(at, point.length, "E204", fmt::format("a typographic minus sign in {}", field.found()), "write -");
    }
    at += point.length;
  }
  if (text.starts_with(' ') || text.ends_with(' ')) {
    const std::size_t from = std::min(text.find_first_not_of(' '), text.size());
    const std::string inner = text.substr(from, text.find_last_not_of(' ') + 1 - from);
    field.error_write("E204", "a space at the edge of " + field.found(), quote(inner));
    return false;
  }
  std::string_view word = text;
  if (word.starts_with('-') || word.starts_with('+')) word.remove_prefix(1);
  for (const std::string_view bad : {"NaN", "nan", "NAN", "inf", "Inf", "INF", "∞"}) {
    if (word.starts_with(bad)) return fault(0, text.size(), "E216", field.found() + ": every value must be finite", "");
  }
  return true;
}

std::optional<ParsedQuantity> parse_quantity(const Field& field, std::string_view text) {
  const std::string& whole = field.value.text;
  const auto low = leading_number(text);
  if (const std::string slip = number_slip(text); !slip.empty()) {
    field.error("E204", fmt::format("{}: {}", field.found(), slip));
    return std::nullopt;
  }
  if (!low) {
    field.error("E204", fmt::format("expected a number, found {}", field.found()));
    return std::nullopt;
  }
  ParsedQuantity result{*low, std::nullopt, text.substr(low->text.size())};
  if (result.unit.starts_with("..") && leading_number(result.unit.substr(2))) {
    result.high = leading_number(result.unit.substr(2));
    result.unit.remove_prefix(2 + result.high->text.size());
  } else if (const auto second = second_of_odd_range(result.unit)) {
    const std::string before = whole.substr(0, static_cast<std::size_t>(result.unit.data() - whole.data()));
    field.error_write("E204", fmt::format("a range is written low..high, found {}", field.found()),
                      quote(before + ".." + std::string(*second)));
    return std::nullopt;
  } else if (result.unit.starts_with("..")) {
    field.error("E204", fmt::format("a range needs a number on both sides of \"..\", found {}", field.found()),
                "write it as \"60..160 tokens\", with one unit or currency for both numbers");
    return std::nullopt;
  }
  const std::string_view second =
      result.high ? text.substr(static_cast<std::size_t>(result.high->text.data() - text.data())) : "";
  if (const std::string slip = number_slip(second); !slip.empty()) {
    field.error("E204", fmt::format("{}: {}", field.found(), slip));
    return std::nullopt;
  }
  if (!magnitude_is_fine(field, result.low) || (result.high && !magnitude_is_fine(field, *result.high)))
    return std::nullopt;
  if (result.low.exact.negative || (result.high && result.high->exact.negative)) {
    field.error("E210", fmt::format("must not be negative, found {}", field.found()));
    return std::nullopt;
  }
  if (result.high && !(result.low.value < result.high->value)) {
    const std::string lead = whole.substr(0, static_cast<std::size_t>(text.data() - whole.data()));
    const std::string tail = whole.substr(static_cast<std::size_t>(result.unit.data() - whole.data()));
    if (result.low.value > result.high->value) {
      field.error_write("E209", fmt::format("a range needs its lower end first, found {}", field.found()),
                        quote(fmt::format("{}{}..{}{}", lead, result.high->text, result.low.text, tail)));
    } else {
      field.error_write("E209", fmt::format("both ends of the range are the same: {}", field.found()),
                        quote(fmt::format("{}{}{}", lead, result.low.text, tail)));
    }
    return std::nullopt;
  }
  if (result.unit.starts_with(' ')) result.unit.remove_prefix(1);
  return result;
}

}  // namespace npcost
