#pragma once
// A JSON value becomes a number with a unit, a range, a distribution, money, a price, a ratio, a time.
//
// Grammar   scenario language §3. Numbers are read with from_chars; '.' is the decimal mark, '_' groups, k/M/B scale;
//           a comma, a bare "m" or "¥" is refused with the edit that would be accepted.
// Level     a bare range ("60..160 tokens") means: on a field that varies, a distribution with these p5 and p95;
//           on a field of the whole run, one value that nobody knows, drawn once per replication.
// Families  of a bare range: lognormal for positive quantities, beta for ratios, and lognormal rounded to whole numbers
//           for counts (a negative binomial cannot be narrower than Poisson, so "4..12 turns" would have no answer).
// Cuts      a normal is cut at 0 and a family that can pass 1 is cut there on a ratio, unless "min" or "max" say more.
// Whole     a constant that is counted (tokens, chars, counts) must be whole; means and ends of ranges need not be.
// Notes     "why", "source", "as_of", "provenance" and x-… may stand inside {"dist"}, {"uncertain"} and {"now"}, and beside
//           any other value as {"value": "600 tokens", "source": "…"}; every reader here accepts that form.
// Errors    one diagnostic per fault, E2xx; the value is then absent, never a default.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/base/distribution.h"
#include "sim/base/money.h"
#include "sim/reading/diagnostic.h"
#include "sim/reading/json_text.h"

namespace npcost {

/// What a number measures; its base unit is what the engine counts.
enum class Dimension {
  number,    ///< plain JSON number, or a range of them as text
  tokens,    ///< "120 tokens"                  base: token
  chars,     ///< "300 chars"                   base: code point
  duration,  ///< "1.5 s", "5 min", "30 d"      base: millisecond (mo and y need a calendar: refused in spreads)
  ratio,     ///< "15%" or 0.15                 base: 1
  count,     ///< "4..12 turns", 3, "1k players"   base: 1 (turns, players, sessions …; the words: quantity_units.cpp)
  frequency,    ///< "1.9/d", "5/w"                base: per day (mo = 30.4375 d, w = 7 d)
  token_rate,   ///< "70..140 tokens/s"            base: tokens per second
  speech_rate,  ///< "150 wpm"                     base: words per minute ("15 chars/s": see SpeechRate)
};

/// Where a field naturally varies; decides what a bare range means and is shown by `explain`.
enum class Level { run, player, session, conversation, turn };
std::string_view level_name(Level level);

/// A number nobody knows exactly: one draw per replication. A known number is a constant distribution.
struct Unknown {
  Distribution of = Distribution::constant(0);
  std::string pointer;  ///< where it stands in the scenario; "" for known numbers
  bool known() const { return of.is_constant(); }
};

struct UnknownRole {
  Role role;
  Unknown value;
};

/// A quantity of the scenario: what differs each time (family and roles), around values that may be unknown.
struct Spread {
  Family family = Family::constant;
  std::vector<UnknownRole> roles;     ///< constant: one Role::value
  std::optional<Distribution> fixed;  ///< empirical, discrete, mixture: given whole
  std::optional<double> min, max;     ///< clamps
  Dimension dimension = Dimension::number;
  std::string why, source, as_of;  ///< written beside the value, or empty
  std::string provenance;          ///< "sourced" | "derived" | "assumed", or empty; "source" alone means "sourced"
  Place place;
  std::string pointer;

  static Spread constant(double value, Dimension dimension);
  bool is_constant() const;  ///< no variability and nothing unknown
  bool has_unknown() const;
  /// The one value; requires is_constant().
  double value() const;
};

/// `value_of` gives the value of an Unknown in one replication. Cannot fail: read_spread tried the medians
/// of the unknowns and every combination of their 5 % and 95 % points; a draw that is impossible nevertheless is moved
/// towards the medians, as little as needed (quantity_replication.cpp).
Distribution in_replication(const Spread& spread, double (*value_of)(const Unknown&, const void*), const void* context);

/// What one count is, behind the slash of a price.
enum class Per { token, character, millisecond, request, image, gpu_millisecond, byte, token_millisecond, month };

/// How a price is expected to move after today (sim/reading/price_path.h); only forecasts read it.
struct PricePath;

/// An exact price that may be unknown: what one count of a meter costs.
/// "$0.10..0.20/1M tokens" is one unknown price: `exact` is the geometric mean of the ends, rounded to the grain; `unknown`
/// is lognormal with median 1 and 5 % and 95 % points √(low/high) and √(high/low).
struct Price {
  UnitPrice exact{};  ///< in the currency written, per count of `per`; the median if unknown
  Per per = Per::token;
  std::string currency = "USD";
  std::optional<Unknown> unknown;  ///< multiplies: drawn price = exact × unknown (unknown has median 1)
  bool declines = false;           ///< written with a path: a run holds it at "now", a forecast moves it
  std::shared_ptr<const PricePath> path = {};  ///< present iff it declines
  std::string why, source, as_of;
  std::string provenance;  ///< as in Spread
  Place place;
  std::string pointer;
};

/// An exact amount of money ("$0.10", "1500 KRW"), e.g. a budget.
struct Amount {
  Money money{};
  std::string currency = "USD";
};

struct SpeechRate {
  double per_minute = 150;
  bool words = true;  ///< false: characters per minute
};

// Each reader: returns the value, or adds exactly one diagnostic per fault and returns nothing.
std::optional<Spread> read_spread(const JsonValue& value, const std::string& pointer, Dimension dimension, Level level,
                                  Diagnostics& diagnostics);
std::optional<Price> read_price(const JsonValue& value, const std::string& pointer, Diagnostics& diagnostics);
std::optional<Amount> read_amount(const JsonValue& value, const std::string& pointer, Diagnostics& diagnostics);
/// Constant only.
std::optional<double> read_ratio(const JsonValue& value, const std::string& pointer, Diagnostics& diagnostics);
std::optional<SpeechRate> read_speech_rate(const JsonValue& value, const std::string& pointer,
                                           Diagnostics& diagnostics);
std::optional<std::int64_t> read_whole_number(const JsonValue& value, const std::string& pointer, std::int64_t low,
                                              std::int64_t high, Diagnostics& diagnostics);
/// Constant duration in ms. Calendar units ("1 mo", "1 y") are resolved from `from` in `zone`.
std::optional<Milliseconds> read_duration(const JsonValue& value, const std::string& pointer, Instant from,
                                          std::string_view zone, Diagnostics& diagnostics);
std::optional<LocalTime> read_when(const JsonValue& value, const std::string& pointer, Diagnostics& diagnostics);

/// How npcost reads a value, for `explain`, `check --verbose` and the report:
/// "60..160 tokens = 90 % interval, lognormal, mean 102 tokens, varies per turn".
std::string reading_of(const Spread& spread, Level level);

}  // namespace npcost
