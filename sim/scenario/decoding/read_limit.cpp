#include "sim/scenario/decoding/read_limit.h"

#include <cmath>

#include <fmt/format.h>

#include "sim/scenario/files/json_write.h"
#include "sim/scenario/decoding/spread_facts.h"

namespace npcost {

namespace {

constexpr std::int64_t most_million_million_steps = 18'000'000;  // 64 bits hold 18.4 of them

struct Counted {
  Policy::Measure measure;
  Dimension dimension;
  double least, most;  ///< in the base unit of the dimension
  std::string_view bounds;
};
constexpr Counted counted_turns{Policy::Measure::turns, Dimension::count, 1, 1e9, "1 and 1,000,000,000 turns"};
constexpr Counted counted_time{Policy::Measure::time, Dimension::duration, 1000, 366 * 86'400'000.0, "1 s and 366 d"};
constexpr Counted counted_tokens{Policy::Measure::tokens, Dimension::tokens, 1, 1e12, "1 and 1,000,000,000,000 tokens"};

const Counted* counted_in(std::string_view unit) {
  if (unit == "turn" || unit == "turns") return &counted_turns;
  if (unit == "token" || unit == "tokens") return &counted_tokens;
  for (const std::string_view time : {"us", "ms", "s", "min", "h", "d", "w", "mo", "y", "m"}) {
    if (unit == time) return &counted_time;  // "5 m" is refused where durations are read
  }
  return nullptr;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The word at the end: "turns" of "60 turns".
std::string_view last_word(std::string_view text) {
  std::size_t from = text.size();
  while (from > 0 && is_letter(text[from - 1])) --from;
  return text.substr(from);
}

bool is_money(std::string_view text) {
  for (const std::string_view sign : {"$", "€", "₩", "¥", "£"}) {
    if (text.find(sign) != std::string_view::npos) return true;
  }
  const std::string_view word = last_word(text);
  return word.size() == 3 && word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos;
}

class LimitReader {
 public:
  LimitReader(Decoding& decoding, const JsonValue& value, const std::string& pointer)
      : decoding_(decoding), value_(value), pointer_(pointer) {}

  std::optional<Limit> read() {
    const JsonValue* bare = &value_;  // { "value": X, "source": … } is X
    if (value_.kind == JsonValue::Kind::object && value_.find("value") != nullptr) bare = &value_.find("value")->value;
    if (bare->kind == JsonValue::Kind::object && (bare->find("dist") != nullptr || bare->find("uncertain") != nullptr)) {
      error("E218", "a limit is one known number: it is decided, not observed", R"(write "60 turns")");
      return std::nullopt;
    }
    if (bare->kind != JsonValue::Kind::string) return refuse(compact_json(*bare));
    if (is_money(bare->text)) return money(bare->text);
    const Counted* counted = counted_in(last_word(bare->text));
    return counted == nullptr ? refuse('"' + bare->text + '"') : number(*counted, bare->text);
  }

 private:
  void error(const char* code, std::string message, std::string hint) {
    decoding_.diagnostics.error(code, opening_of(value_), pointer_, std::move(message), std::move(hint));
  }

  std::optional<Limit> refuse(const std::string& found) {
    error("E416", fmt::format("a limit counts turns, time, tokens or money, found {}", printable(found.substr(0, 60))),
          R"(write "60 turns", "30 min", "20k tokens" or "$0.05")");
    return std::nullopt;
  }

  std::optional<Limit> out_of_bounds(std::string_view bounds, const std::string& text) {
    error("E106", fmt::format("a limit must lie between {}, found \"{}\"", bounds, printable(text)),
          "to allow nothing switch the feature off; to allow everything remove the policy");
    return std::nullopt;
  }

  std::optional<Limit> number(const Counted& counted, const std::string& text) {
    const auto spread = read_spread(value_, pointer_, counted.dimension, Level::run, decoding_.diagnostics);
    if (!spread) return std::nullopt;
    if (!spread->is_constant()) {
      error("E218", "a limit is one known number, not a range", R"(write "60 turns")");
      return std::nullopt;
    }
    const double amount = spread->value();
    if (!(amount >= counted.least && amount <= counted.most)) return out_of_bounds(counted.bounds, text);
    return Limit{counted.measure, static_cast<std::uint64_t>(std::llround(amount)), text};
  }

  std::optional<Limit> money(const std::string& text) {
    const auto amount = read_amount(value_, pointer_, decoding_.diagnostics);
    if (!amount) return std::nullopt;
    const auto own = decoding_.currencies.own_money(amount->money, amount->currency, opening_of(value_), pointer_, "the limit",
                                                    decoding_.diagnostics);
    if (!own) return std::nullopt;
    const std::uint64_t per_unit = money_steps(decoding_.currencies.own());
    const Int128 grains_per_step = Money::grain_per_unit / static_cast<Int128>(per_unit);
    const Int128 steps = (own->grains() + grains_per_step / 2) / grains_per_step;
    const std::uint64_t most_units = static_cast<std::uint64_t>(most_million_million_steps) * (1'000'000'000'000 / per_unit);
    if (steps < 1'000'000 || steps > static_cast<Int128>(most_units) * static_cast<Int128>(per_unit)) {
      const bool fine = per_unit == 1'000'000'000'000;
      return out_of_bounds(fmt::format("{} and {} {}", fine ? "0.000001" : "0.001", fine ? "18,000,000" : "18,000,000,000",
                                       decoding_.currencies.own()),
                           text);
    }
    return Limit{Policy::Measure::money, static_cast<std::uint64_t>(steps), text};
  }

  Decoding& decoding_;
  const JsonValue& value_;
  const std::string& pointer_;
};

}  // namespace

std::optional<Limit> read_limit(Decoding& decoding, const JsonValue& value, const std::string& pointer) {
  return LimitReader(decoding, value, pointer).read();
}

std::string_view measure_name(Policy::Measure measure) {
  switch (measure) {
    case Policy::Measure::turns: return "turns";
    case Policy::Measure::time: return "time";
    case Policy::Measure::tokens: return "tokens";
    case Policy::Measure::money: return "money";
  }
  return "";
}

}  // namespace npcost
