// What is asked with a sweep or a solve: which values are varied, between which ends, in which steps.
//
// Paths     are of values of the world. What belongs to the question (seed, name, budgets) is no value to vary.
#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "sim/scenario/decoding/decode.h"
#include "sim/scenario/decoding/varied_path.h"
#include "sim/scenario/files/json_write.h"
#include "sim/scenario/files/merge.h"
#include "sim/scenario/written_number.h"

namespace npcost {

namespace {

/// Dimensions for which direction numbers are kept (sim/base/sobol.h).
constexpr std::size_t most_sobol_paths = 16;
constexpr std::size_t most_paths = 64;

class PathDecoder {
 public:
  PathDecoder(Decoding& decoding, const JsonValue& item, const std::string& pointer, Sweep::Mode mode)
      : decoding_(decoding), fields_(decoding, item, "sweep", pointer), sampled_(is_sampled(mode)) {}

  static bool is_sampled(Sweep::Mode mode) { return mode == Sweep::Mode::latin_hypercube || mode == Sweep::Mode::sobol; }

  std::optional<SweptPath> decode() {
    path_.pointer = fields_.text("path");
    path_.place = fields_.place("path");
    if (path_.pointer.empty()) {
      if (fields_.find("path") != nullptr) can_be_varied(decoding_, path_.pointer, path_.place, fields_.at("path"));
      return std::nullopt;  // a missing or misshapen path has been said
    }
    const bool good_path = can_be_varied(decoding_, path_.pointer, path_.place, fields_.at("path"));
    const bool listed = fields_.find("values") != nullptr;
    const bool from_to = fields_.find("from") != nullptr || fields_.find("to") != nullptr;
    if (listed && (from_to || fields_.find("steps") != nullptr)) {
      error("values", "\"values\" and \"from\", \"to\", \"steps\" say the same thing twice", "remove one of the two");
    } else if (listed ? take_list() : take_steps()) {
      return good_path ? std::optional(path_) : std::nullopt;
    }
    return std::nullopt;
  }

 private:
  void error(std::string_view key, std::string message, std::string hint = {}) {
    decoding_.diagnostics.error("E441", fields_.place(key), fields_.at(key), std::move(message), std::move(hint));
  }

  bool take_list() {
    const JsonValue& list = *fields_.find("values");
    if (list.kind != JsonValue::Kind::array || list.items.empty()) {
      error("values", "\"values\" is a list with at least one value", R"(write "values": ["1k players", "10k players"])");
      return false;
    }
    for (const JsonValue& item : list.items) path_.values.push_back(compact_json(item));
    for (std::size_t i = 1; i < path_.values.size(); ++i) {
      if (std::find(path_.values.begin(), path_.values.begin() + static_cast<std::ptrdiff_t>(i), path_.values[i]) ==
          path_.values.begin() + static_cast<std::ptrdiff_t>(i)) {
        continue;
      }
      decoding_.diagnostics.error("E441", opening_of(list.items[i]), child_pointer(fields_.at("values"), std::to_string(i)),
                                  fmt::format("{} stands in the list twice", printable(path_.values[i])), "remove one of them");
      return false;
    }
    return true;
  }

  std::optional<WrittenNumber> end(std::string_view key) {
    const JsonValue* value = fields_.find(key);
    if (value == nullptr) {
      error(key, fmt::format("\"from\" and \"to\" are two ends: \"{}\" is missing", key),
            R"(write "from": "20%", "to": "90%", "steps": 8)");
      return std::nullopt;
    }
    auto number = written_number(*value);
    if (!number) {
      error(key, fmt::format("\"{}\" is one known number with its unit, found {}", key, printable(compact_json(*value).substr(0, 60))),
            "list the values one by one: \"values\": […]");
    } else {
      number->whole = number->whole || (!number->text && counted_at(path_.pointer));
    }
    return number;
  }

  bool take_steps() {
    if (fields_.find("from") == nullptr && fields_.find("to") == nullptr) {
      error("from", "a path needs its values: a list, or \"from\", \"to\" and \"steps\"", R"(add "values": ["1k players", "10k players"])");
      return false;
    }
    const auto from = end("from"), to = end("to");
    if (!from || !to) return false;
    const std::optional<double> last = in_unit_of(*from, *to);
    if (!last) {
      error("to", "\"from\" and \"to\" must be in one unit", "write both in the same unit and currency");
      return false;
    }
    if (*last == from->value) {
      error("to", "\"from\" and \"to\" are the same value", "write two that differ");
      return false;
    }
    const bool log = fields_.text("scale") == "log";
    if (log && !(from->value > 0 && *last > 0)) {
      error("scale", "equal ratios need ends above 0", "write \"scale\": \"linear\", or begin above 0");
      return false;
    }
    const std::int64_t steps = fields_.whole("steps", 0);
    if (steps == 0 && sampled_) {
      path_.range = log ? SweptPath::Range::logarithmic : SweptPath::Range::linear;
      path_.values = {written(*from, from->value), written(*from, *last)};
      return true;
    }
    if (steps < 2) {
      if (fields_.find("steps") == nullptr) error("steps", "\"from\" and \"to\" need \"steps\": how many values", "add \"steps\": 8");
      return false;
    }
    return take_values(*from, *last, steps, log);
  }

  bool take_values(const WrittenNumber& from, double last, std::int64_t steps, bool log) {
    for (std::int64_t i = 0; i < steps; ++i) {
      const double share = static_cast<double>(i) / static_cast<double>(steps - 1);
      const bool inside = i > 0 && i + 1 < steps;
      std::string value = written(from, between(from.value, last, share, log), inside ? digits_between(log) : 9);
      if (!path_.values.empty() && path_.values.back() == value) {
        error("steps",
              fmt::format("{} different values do not fit between {} and {}", steps, shown_value(path_.values.front()),
                          shown_value(written(from, last))),
              "ask for fewer, or list them");
        return false;
      }
      path_.values.push_back(std::move(value));
    }
    return true;
  }

  Decoding& decoding_;
  Fields fields_;
  bool sampled_;
  SweptPath path_;
};

/// Two paths of which one is the other, or inside it, would overwrite each other.
void check_apart(Decoding& decoding, const std::vector<SweptPath>& paths) {
  for (std::size_t i = 1; i < paths.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const std::string& a = paths[j].pointer;
      const std::string& b = paths[i].pointer;
      const bool same = a == b, inside = b.starts_with(a + "/") || a.starts_with(b + "/");
      if (!same && !inside) continue;
      decoding.diagnostics.error("E442", paths[i].place, b,
                                 same ? fmt::format("the path {} is varied twice", printable(b))
                                      : fmt::format("the paths {} and {} overwrite each other", printable(a), printable(b)),
                                 "remove one of them");
    }
  }
}

Sweep::Mode mode_of(const std::string& name) {
  if (name == "zip") return Sweep::Mode::zip;
  if (name == "latin_hypercube") return Sweep::Mode::latin_hypercube;
  return name == "sobol" ? Sweep::Mode::sobol : Sweep::Mode::grid;
}

/// What the mode asks of the paths together (E443).
void check_mode(Decoding& decoding, const Fields& experiment, const Sweep& sweep) {
  const auto refuse = [&](std::string_view key, std::string message, std::string hint) {
    decoding.diagnostics.error("E443", experiment.place(key), experiment.at(key), std::move(message), std::move(hint));
  };
  const bool sampled = PathDecoder::is_sampled(sweep.mode);
  const bool has_points = experiment.find("sweep_points") != nullptr;
  if (sampled && !has_points) {
    refuse("sweep_mode", "this mode needs to know how many points it may try", "add \"sweep_points\": 64");
  } else if (!sampled && has_points) {
    refuse("sweep_points", "a grid or a zip has as many points as its values make", "remove \"sweep_points\"");
  }
  if (sweep.mode == Sweep::Mode::sobol && sweep.paths.size() > most_sobol_paths) {
    refuse("sweep", fmt::format("Sobol points have at most {} paths, found {}", most_sobol_paths, sweep.paths.size()),
           "write \"sweep_mode\": \"latin_hypercube\"");
  }
  if (sweep.mode != Sweep::Mode::zip) return;
  for (const SweptPath& path : sweep.paths) {
    if (path.values.size() == sweep.paths.front().values.size()) continue;
    decoding.diagnostics.error("E443", path.place, path.pointer,
                               fmt::format("a zip goes through all paths in step: {} has {} values, the first path {}",
                                           printable(path.pointer), path.values.size(), sweep.paths.front().values.size()),
                               "give every path as many values, or write \"sweep_mode\": \"grid\"");
  }
}

}  // namespace

Sweep decode_sweep(Decoding& decoding, const Fields& experiment) {
  Sweep sweep;
  sweep.mode = mode_of(experiment.text("sweep_mode"));
  sweep.points = static_cast<std::uint32_t>(experiment.whole("sweep_points", 0));
  const JsonValue* list = experiment.find("sweep");
  if (list == nullptr || list->kind != JsonValue::Kind::array) return sweep;
  if (list->items.empty() || list->items.size() > most_paths) {
    decoding.diagnostics.error("E441", opening_of(*list), experiment.at("sweep"),
                               fmt::format("a sweep varies 1 to {} paths, found {}", most_paths, list->items.size()),
                               R"(write [{ "path": "/players/active", "values": ["1k players", "10k players"] }])");
    return sweep;
  }
  bool complete = true;
  for (std::size_t i = 0; i < list->items.size(); ++i) {
    auto path = PathDecoder(decoding, list->items[i], child_pointer(experiment.at("sweep"), std::to_string(i)), sweep.mode).decode();
    complete = complete && path;
    if (path) sweep.paths.push_back(std::move(*path));
  }
  check_apart(decoding, sweep.paths);
  if (complete) check_mode(decoding, experiment, sweep);
  return sweep;
}

}  // namespace npcost
