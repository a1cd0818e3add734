// How npcost reads a value, in words.

#include <fmt/format.h>

#include "sim/base/check.h"
#include "sim/reading/quantity_spread.h"
#include "sim/reading/quantity_units.h"

namespace npcost {
namespace {

std::string_view base_unit(Dimension dimension) {
  switch (dimension) {
    case Dimension::tokens: return " tokens";
    case Dimension::chars: return " chars";
    case Dimension::frequency: return "/d";
    case Dimension::token_rate: return " tokens/s";
    case Dimension::speech_rate: return " wpm";
    default: return "";
  }
}

struct ShownUnit {
  double ms;
  std::string_view name;
};

double median_of(const Unknown& unknown, const void*) { return unknown.of.quantile(0.5); }

bool has_role(const Spread& spread, Role role) {
  for (const UnknownRole& r : spread.roles) {
    if (r.role == role) return true;
  }
  return false;
}

/// The value as the file has it; roles in words if it is not from a file.
std::string as_written(const Spread& spread) {
  if (spread.place.source != nullptr) {
    std::string_view text =
        std::string_view(spread.place.source->text).substr(spread.place.offset, spread.place.length);
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    constexpr std::size_t longest = 100;
    if (text.size() <= longest && text.find('\n') == std::string_view::npos) return printable(text);
  }
  return std::string(family_name(spread.family));
}

}  // namespace

std::string short_text(double value, Dimension dimension) {
  if (dimension == Dimension::ratio) return fmt::format("{}%", fmt::format("{:.3g}", value * 100));
  if (dimension == Dimension::duration) {
    static constexpr ShownUnit shown[] = {{86'400'000, "d"}, {3'600'000, "h"}, {60'000, "min"}, {1000, "s"}};
    for (const ShownUnit& unit : shown) {
      if (value >= unit.ms) return fmt::format("{:.3g} {}", value / unit.ms, unit.name);
    }
    return fmt::format("{:.3g} ms", value);
  }
  const std::string number = value >= 1000 ? fmt::format("{:.0f}", value) : fmt::format("{:.3g}", value);
  return fmt::format("{}{}", number, base_unit(dimension));
}

std::string reading_of(const Spread& spread, Level level) {
  if (spread.is_constant()) {
    return fmt::format("{} = always {}", as_written(spread), short_text(spread.value(), spread.dimension));
  }
  std::string text = as_written(spread) + " = ";
  if (spread.family == Family::constant && !spread.fixed) {
    const Distribution& of = spread.roles[0].value.of;
    return text +
           fmt::format("one value that nobody knows, 90 % interval {} to {}, {}, mean {}, one draw per replication",
                       short_text(of.quantile(0.05), spread.dimension), short_text(of.quantile(0.95), spread.dimension),
                       family_name(of.family()), short_text(of.mean(), spread.dimension));
  }
  const Distribution middle = in_replication(spread, median_of, nullptr);
  if (has_role(spread, Role::p5) && has_role(spread, Role::p95)) text += "90 % interval, ";
  text += fmt::format("{}, mean {}", family_name(spread.family), short_text(middle.mean(), spread.dimension));
  if (spread.min || spread.max) text += ", cut";
  if (spread.min) text += " at least " + short_text(*spread.min, spread.dimension);
  if (spread.max) text += " at most " + short_text(*spread.max, spread.dimension);
  text += fmt::format(", varies per {}", level_name(level));
  if (spread.has_unknown()) text += ", around values that nobody knows (one draw per replication)";
  return text;
}

}  // namespace npcost
