// Spreads: constants, bare ranges, {"uncertain"}, {"dist"}; and what a bare range means at its level.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/base/check.h"
#include "sim/reading/quantity_spread.h"
#include "sim/reading/quantity_units.h"

namespace npcost {
namespace {

constexpr double wide_mean_over_median = 1.5;

void warn_if_wide(const Field& field, Dimension dimension, const Distribution& lognormal) {
  const double mean = lognormal.mean();
  const double median = lognormal.quantile(0.5);
  if (!(mean > wide_mean_over_median * median)) return;
  const std::string name = field.pointer.substr(field.pointer.rfind('/') + 1);
  field.diagnostics.warning(
      "W702", field.value.place, field.pointer,
      fmt::format("the interval of {} {} is very wide: its mean is {}, {:.0f}% above its median {}", name,
                  field.found(), short_text(mean, dimension), (mean / median - 1) * 100,
                  short_text(median, dimension)));
}

bool must_be_whole(Dimension dimension) {
  return dimension == Dimension::tokens || dimension == Dimension::chars || dimension == Dimension::count;
}

std::optional<Spread> constant_spread(const Field& field, Dimension dimension, const Quantity& quantity) {
  if (must_be_whole(dimension) && !quantity.whole) {
    const std::string mean = field.is_number() ? field.value.text : quote(field.value.text);
    field.error("E210", fmt::format("this is counted in whole numbers, found {}", field.found()),
                fmt::format("round it, or write {{\"dist\": \"poisson\", \"mean\": {}}}", mean));
    return std::nullopt;
  }
  return Spread::constant(quantity.low, dimension);
}

/// What a bare range says depends on the level: nobody knows it, or it differs each time.
std::optional<Spread> range_spread(const Field& field, const std::string& pointer, Dimension dimension, Level level,
                                   const Quantity& range) {
  const auto distribution = range_distribution(field, dimension, range);
  if (!distribution) return std::nullopt;
  Spread spread;
  spread.dimension = dimension;
  if (level == Level::run) {
    spread.roles = {{Role::value, {*distribution, pointer}}};
    return spread;
  }
  spread.family = dimension == Dimension::ratio ? Family::beta : Family::lognormal;
  spread.roles = {{Role::p5, {Distribution::constant(range.low), ""}},
                  {Role::p95, {Distribution::constant(*range.high), ""}}};
  return spread;
}

std::optional<Spread> object_spread(const Field& field, const std::string& pointer, Dimension dimension, Level level) {
  if (field.value.find("dist") != nullptr) {
    std::optional<Spread> spread = read_dist(field, dimension, level != Level::run);
    if (!spread || level != Level::run) return spread;
    Spread unknown = *spread;
    unknown.family = Family::constant;
    unknown.roles = {{Role::value, {as_distribution(*spread), pointer}}};
    unknown.fixed.reset();
    unknown.min.reset();
    unknown.max.reset();
    return unknown;
  }
  if (field.value.find("uncertain") != nullptr) {
    const auto notes = read_notes(field, {"uncertain"});
    auto unknown = read_uncertain(field, pointer, dimension);
    if (!notes || !unknown) return std::nullopt;
    Spread spread;
    spread.dimension = dimension;
    spread.roles = {{Role::value, std::move(*unknown)}};
    spread.why = notes->why, spread.source = notes->source;
    spread.as_of = notes->as_of, spread.provenance = notes->provenance;
    return spread;
  }
  if (field.value.find("now") != nullptr) {
    field.error("E207", "\"now\" and \"decline\" belong to a price",
                fmt::format("write for example {}", dimension_example(dimension)));
  } else if (field.value.find("from") != nullptr || field.value.find("column") != nullptr) {
    field.error("E217", "reading a column of a file is not available in this version",
                "write {\"dist\": \"empirical\", \"values\": [...]}");
  } else {
    field.error("E208",
                fmt::format("expected {}, found an object without \"dist\", \"uncertain\" or \"value\"",
                            dimension_phrase(dimension)),
                fmt::format("write for example {}", dimension_example(dimension)));
  }
  return std::nullopt;
}

}  // namespace

std::string_view level_name(Level level) {
  switch (level) {
    case Level::run: return "run";
    case Level::player: return "player";
    case Level::session: return "session";
    case Level::conversation: return "conversation";
    case Level::turn: return "turn";
  }
  return "run";
}

Spread Spread::constant(double value, Dimension dimension) {
  Spread spread;
  spread.roles = {{Role::value, {Distribution::constant(value), ""}}};
  spread.dimension = dimension;
  return spread;
}

bool Spread::has_unknown() const {
  return std::any_of(roles.begin(), roles.end(), [](const UnknownRole& r) { return !r.value.known(); });
}

bool Spread::is_constant() const {
  if (fixed) return fixed->is_constant();
  return family == Family::constant && roles.size() == 1 && roles[0].value.known();
}

double Spread::value() const {
  NPCOST_CHECK(is_constant(), "only a constant spread has one value");
  double one = fixed ? fixed->mean() : roles[0].value.of.mean();
  if (min) one = std::max(one, *min);
  if (max) one = std::min(one, *max);
  return one;
}

std::optional<Distribution> range_distribution(const Field& field, Dimension dimension, const Quantity& range) {
  const bool share = dimension == Dimension::ratio;
  if (range.low <= 0 || (share && *range.high >= 1)) {
    const std::string high =
        share ? number_text(*range.high) : field.value.text.substr(field.value.text.find("..") + 2);
    field.error("E212",
                share ? fmt::format("a bare range of a share must lie inside 0% and 100%, not touch them, found {}",
                                    field.found())
                      : fmt::format("a bare range must start above 0, found {}", field.found()),
                share ? "write {\"dist\": \"uniform\", \"low\": ..., \"high\": ...}"
                      : fmt::format("write {{\"dist\": \"uniform\", \"low\": {}, \"high\": {}}}",
                                    dimension == Dimension::count || dimension == Dimension::number ? "0" : "\"0 ...\"",
                                    quote(high)));
    return std::nullopt;
  }
  std::string why;
  auto made = Distribution::make(share ? Family::beta : Family::lognormal,
                                 {{Role::p5, range.low}, {Role::p95, *range.high}}, &why);
  if (!made) {
    field.error("E212", fmt::format("no distribution has the range {}: {}", field.found(), why));
  } else if (!share) {
    warn_if_wide(field, dimension, *made);
  }
  return made;
}

std::optional<Unknown> read_uncertain(const Field& object, const std::string& pointer, Dimension dimension) {
  const JsonMember* member = object.value.find("uncertain");
  const Field inner = object.child(*member);
  if (inner.is_object()) {
    if (inner.value.find("dist") == nullptr) {
      inner.error("E208", "\"uncertain\" takes a range or a {\"dist\": ...}, found another object",
                  fmt::format("write for example {{\"uncertain\": \"low..high\"}} with the unit of {}",
                              dimension_phrase(dimension)));
      return std::nullopt;
    }
    const auto spread = read_dist(inner, dimension, false);
    if (!spread) return std::nullopt;
    return Unknown{as_distribution(*spread), pointer};
  }
  const auto quantity = read_quantity(inner, dimension);
  if (!quantity) return std::nullopt;
  if (quantity->constant()) return Unknown{Distribution::constant(quantity->low), ""};
  auto distribution = range_distribution(inner, dimension, *quantity);
  if (!distribution) return std::nullopt;
  return Unknown{std::move(*distribution), pointer};
}

std::optional<Spread> read_spread(const JsonValue& value, const std::string& pointer, Dimension dimension, Level level,
                                  Diagnostics& diagnostics) {
  const auto noted = without_notes({value, pointer, diagnostics});
  if (!noted) return std::nullopt;
  const Field& field = noted->field;
  std::optional<Spread> spread;
  if (field.is_object()) {
    spread = object_spread(field, pointer, dimension, level);
  } else if (const auto quantity = read_quantity(field, dimension)) {
    spread = quantity->constant() ? constant_spread(field, dimension, *quantity)
                                  : range_spread(field, pointer, dimension, level, *quantity);
  }
  if (!spread) return std::nullopt;
  const auto keep = [](std::string& into, const std::string& outer) {
    if (!outer.empty()) into = outer;
  };
  keep(spread->why, noted->notes.why);
  keep(spread->source, noted->notes.source);
  keep(spread->as_of, noted->notes.as_of);
  keep(spread->provenance, noted->notes.provenance);
  spread->place = value.place;
  spread->pointer = pointer;
  return spread;
}

}  // namespace npcost
