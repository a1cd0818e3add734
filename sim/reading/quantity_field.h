#pragma once
// One value of the scenario while it is being read: where it stands, how to complain about it, and what may stand beside it.
// Private to sim/reading.

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "sim/reading/diagnostic.h"
#include "sim/reading/json_text.h"
#include "sim/reading/quantity.h"
#include "sim/reading/quantity_number.h"

namespace npcost {

struct Field {
  const JsonValue& value;
  std::string pointer;
  Diagnostics& diagnostics;

  /// Points at the whole value.
  void error(std::string code, std::string message, std::string hint = {}, std::string replace = {}) const;
  /// Points at some bytes of a string's text; at the whole value if the text holds escapes.
  void error_at(std::size_t offset, std::size_t length, std::string code, std::string message,
                std::string hint = {}) const;
  /// `write "…"` and the machine form of the same edit.
  void error_write(std::string code, std::string message, const std::string& edit) const;

  Field child(const JsonMember& member) const;
  bool is_text() const { return value.kind == JsonValue::Kind::string; }
  bool is_number() const { return value.kind == JsonValue::Kind::number; }
  bool is_object() const { return value.kind == JsonValue::Kind::object; }
  /// The value as a message quotes it: printable, short.
  std::string found() const;
};

/// "why", "source", "as_of", "provenance": what may stand beside any value.
struct Notes {
  std::string why, source, as_of, provenance;
};

/// Reads the notes of an object and refuses every key that is neither a note, nor in `known`, nor "x-…".
/// Nothing if anything was wrong (each fault is reported).
std::optional<Notes> read_notes(const Field& object, std::initializer_list<std::string_view> known);
/// The same for an object whose other keys somebody else has judged.
std::optional<Notes> read_only_notes(const Field& object);

/// {"value": X, "source": …} becomes X with its notes; every other value is itself, without notes.
struct Noted {
  Field field;
  Notes notes;
};
std::optional<Noted> without_notes(const Field& field);

/// A number or a range with what stands behind it; low is the value if there is no high.
struct ParsedQuantity {
  ParsedNumber low;
  std::optional<ParsedNumber> high;
  std::string_view unit;  ///< everything behind the number, without one leading space
};
/// Refuses commas, foreign digits, odd spaces, signs, NaN, half ranges, overflow; units are the caller's.
/// `text` is (part of) the field's string and starts `offset` bytes into it.
std::optional<ParsedQuantity> parse_quantity(const Field& field, std::string_view text);
/// The checks of the whole string that come before any parsing (E203, E204, E206, E216).
bool plain_characters(const Field& field);

/// A number or a range in base units of the dimension.
struct Quantity {
  double low = 0;
  std::optional<double> high;
  bool whole = true;  ///< `low` is a whole number
  bool constant() const { return !high; }
};
/// From a JSON string or number; reports everything (units, dimension, sign, share between 0 and 1).
std::optional<Quantity> read_quantity(const Field& field, Dimension dimension);
/// The same where a range has no meaning.
std::optional<double> read_constant(const Field& field, Dimension dimension);

std::string quote(std::string_view text);
/// A double as the shortest decimal text that reads back the same, never in a locale's way.
std::string number_text(double value);

/// The largest value of any quantity, in base units: beyond it doubles no longer count in ones.
inline constexpr double largest_quantity = 9.0e15;

}  // namespace npcost
