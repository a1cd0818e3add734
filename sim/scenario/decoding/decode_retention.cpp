// Who plays again on the n-th day after coming.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "sim/scenario/decoding/decode_players.h"
#include "sim/scenario/keys/player_presets.h"

namespace npcost {

namespace {

constexpr double day_ms = 86'400'000;

struct Point {
  double day, share;
};

/// a·day^b from `from` on.
struct PowerLaw {
  double from, a, b;
};

PowerLaw law_through(const Point& first, const Point& second) {
  const double b = std::log(second.share / first.share) / std::log(second.day / first.day);
  return {first.day, first.share / std::pow(first.day, b), b};
}

/// One law between each pair of points; the last one goes on.
std::vector<PowerLaw> laws_through(const std::vector<Point>& points) {
  std::vector<PowerLaw> laws;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) laws.push_back(law_through(points[i], points[i + 1]));
  return laws;
}

class RetentionDecoder {
 public:
  RetentionDecoder(Decoding& decoding, const JsonValue& object, const std::string& pointer)
      : decoding_(decoding), fields_(decoding, object, "retention", pointer) {}

  /// Nothing after a diagnostic.
  std::vector<PowerLaw> laws() {
    const bool by_law = has("a") || has("b"), by_points = has("d1") || has("d7") || has("d30");
    if (by_law && by_points) {
      error("E109", has("a") ? "a" : "b", "retention is either points (\"d1\", \"d7\", \"d30\") or a law (\"a\", \"b\"), not both",
            "remove one of the two");
      return {};
    }
    return by_law ? written_law() : through_points();
  }

 private:
  bool has(std::string_view key) const { return fields_.find(key) != nullptr; }

  std::vector<PowerLaw> written_law() {
    for (const std::string_view key : {"a", "b"}) {
      if (has(key)) continue;
      missing(key, "the law a·n^b needs both its numbers");
      return {};
    }
    Diagnostics said_already;
    const auto b = read_signed_number(*fields_.find("b"), "", said_already);
    if (!b) return {};
    return {{1, fields_.number("a", 0), *b}};
  }

  std::vector<PowerLaw> through_points() {
    struct Day {
      std::string_view key;
      double day;
    };
    std::vector<Point> points;
    std::string_view before;
    for (const Day& one : {Day{"d1", 1}, Day{"d7", 7}, Day{"d30", 30}}) {
      if (!has(one.key)) continue;
      const auto share = fields_.maybe_ratio(one.key);
      if (!share) return {};
      if (!(*share > 0)) {
        error("E106", one.key, fmt::format("\"{}\" must be above 0%: a power law never ends", one.key), "write \"0.1%\"");
        return {};
      }
      if (!points.empty() && *share > points.back().share) {
        error("E109", one.key,
              fmt::format("fewer players come back on a later day, but \"{}\" is more than \"{}\"", one.key, before), "swap the two");
        return {};
      }
      points.push_back({one.day, *share});
      before = one.key;
    }
    if (!has("d1")) {
      missing("d1", "retention begins with the first day");
    } else if (points.size() < 2) {
      missing("d7", "one point does not say how fast players stay away");
    } else {
      return laws_through(points);
    }
    return {};
  }

  void missing(std::string_view key, std::string_view why) {
    decoding_.diagnostics.error("E103", opening_of(fields_.object()), fields_.pointer(), fmt::format("\"{}\" is missing: {}", key, why),
                                fmt::format("add \"{}\": {}", key, object_type("retention")->find(key)->example));
  }

  void error(const char* code, std::string_view key, std::string message, std::string hint) {
    decoding_.diagnostics.error(code, fields_.place(key), fields_.at(key), std::move(message), std::move(hint));
  }

  Decoding& decoding_;
  Fields fields_;
};

/// Days of warm-up and run; a part of a day counts.
std::size_t days_of(const Decoding& decoding) {
  Milliseconds length = decoding.scenario.duration;
  if (const JsonValue* experiment = section(decoding.root, "experiment"))
    length += Fields(decoding, *experiment, "experiment", "").duration("warm_up", Milliseconds{0});
  return static_cast<std::size_t>(std::ceil(static_cast<double>(length.count()) / day_ms));
}

std::vector<double> table_of(const std::vector<PowerLaw>& laws, std::size_t days) {
  std::vector<double> returns = {1.0};
  std::size_t law = 0;
  for (std::size_t day = 1; day < days; ++day) {
    const auto d = static_cast<double>(day);
    while (law + 1 < laws.size() && d >= laws[law + 1].from) ++law;
    returns.push_back(std::min(1.0, laws[law].a * std::pow(d, laws[law].b)));
  }
  return returns;
}

}  // namespace

std::vector<double> decode_retention(Decoding& decoding, const Fields& players) {
  const JsonValue* value = players.find("retention");
  if (value == nullptr) return {};
  if (players.find("arrivals") == nullptr) {
    decoding.diagnostics.error("E109", opening_of(*value), players.at("retention"),
                               "\"retention\" is about players who come: it means nothing without \"arrivals\"",
                               "write \"arrivals\": \"2k/d\" instead of \"active\", or remove this");
  }
  std::vector<PowerLaw> laws;
  if (value->kind == JsonValue::Kind::object) {
    laws = RetentionDecoder(decoding, *value, players.at("retention")).laws();
  } else if (const RetentionPreset* preset = find_retention_preset(value->text)) {
    laws.push_back({1, preset->a, preset->b});
  }
  return laws.empty() ? std::vector<double>{} : table_of(laws, days_of(decoding));
}

}  // namespace npcost
