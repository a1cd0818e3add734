// How play changes over the run: a launch, or a table in a file.
#include <algorithm>

#include <cmath>

#include <fmt/format.h>

#include "sim/base/atomic_file.h"
#include "sim/scenario/decoding/decode_players.h"
#include "sim/scenario/keys/defaults.h"
#include "sim/scenario/keys/player_presets.h"

namespace npcost {

namespace {

constexpr double day_ms = 86'400'000;

LaunchCurve preset_curve(const CurvePreset& preset) {
  LaunchCurve curve;
  curve.kind = LaunchCurve::Kind::launch;
  curve.peak_day = Spread::constant(preset.peak_day, Dimension::number);
  curve.half_life = Spread::constant(preset.half_life_days * day_ms, Dimension::duration);
  curve.floor = Spread::constant(preset.floor_percent / 100.0, Dimension::ratio);
  return curve;
}

class CurveDecoder {
 public:
  CurveDecoder(Decoding& decoding, const JsonValue& object, const std::string& pointer)
      : decoding_(decoding), fields_(decoding, object, "curve", pointer), kind_(fields_.text("kind")) {}

  LaunchCurve decode() {
    const std::vector<std::string> kinds = words_of(object_type("curve")->find("kind")->of);
    if (std::find(kinds.begin(), kinds.end(), kind_) == kinds.end() || !keys_fit()) return {};
    return kind_ == "csv" ? table() : launch();
  }

 private:
  bool keys_fit() {
    const bool csv = kind_ == "csv";
    bool fit = true;
    for (const std::string_view key : {"peak_day", "half_life", "floor", "from", "column", "step"}) {
      const bool of_csv = key == "from" || key == "column" || key == "step";
      if (of_csv == csv || fields_.find(key) == nullptr) continue;
      fit = false;
      decoding_.diagnostics.error("E109", fields_.place(key), fields_.at(key),
                                  fmt::format("\"{}\" means nothing for a curve of kind \"{}\"", key, printable(kind_)), "remove it");
    }
    const std::string_view needed = csv ? "from|column" : "half_life|floor";
    for (const std::string& key : words_of(needed)) {
      if (fields_.find(key) != nullptr) continue;
      fit = false;
      decoding_.diagnostics.error("E103", opening_of(fields_.object()), fields_.pointer(),
                                  fmt::format("a curve of kind \"{}\" needs \"{}\"", printable(kind_), key),
                                  fmt::format("add \"{}\": {}", key, object_type("curve")->find(key)->example));
    }
    return fit;
  }

  LaunchCurve launch() const {
    LaunchCurve curve;
    curve.kind = LaunchCurve::Kind::launch;
    if (const auto peak_day = fields_.maybe_spread("peak_day")) curve.peak_day = *peak_day;
    if (const auto half_life = fields_.maybe_spread("half_life")) curve.half_life = *half_life;
    if (const auto floor = fields_.maybe_spread("floor")) curve.floor = *floor;
    return curve;
  }

  LaunchCurve table() {
    LaunchCurve curve;
    curve.kind = LaunchCurve::Kind::table;
    curve.table_step = fields_.duration("step", curve.table_step);
    if (curve.table_step != std::chrono::hours(1) && curve.table_step != std::chrono::hours(24)) {
      decoding_.diagnostics.error("E106", fields_.place("step"), fields_.at("step"), "a line of the table is about 1 h or 1 d",
                                  "write \"1 h\" or \"1 d\"");
      return {};
    }
    const JsonValue& from = *fields_.find("from");
    if (from.kind != JsonValue::Kind::string || fields_.find("column")->kind != JsonValue::Kind::string) return {};
    const SourceText* source = decoding_.files.read_beside(from, fields_.at("from"));
    if (source == nullptr) return {};
    decoding_.curve_sha256 = sha256_hex(source->text);
    const double rows = static_cast<double>(decoding_.scenario.duration.count()) / static_cast<double>(curve.table_step.count());
    auto weights = read_curve_table(*source, fields_.text("column"), static_cast<std::size_t>(std::ceil(rows)), fields_.place("column"),
                                    decoding_.diagnostics);
    if (!weights) return {};
    curve.table = std::move(*weights);
    return curve;
  }

  Decoding& decoding_;
  Fields fields_;
  std::string kind_;
};

}  // namespace

LaunchCurve decode_curve(Decoding& decoding, const Fields& players) {
  const JsonValue* value = players.find("curve");
  if (value == nullptr) return {};
  if (value->kind == JsonValue::Kind::object) return CurveDecoder(decoding, *value, players.at("curve")).decode();
  const CurvePreset* preset = find_curve_preset(value->text);
  return preset == nullptr ? LaunchCurve{} : preset_curve(*preset);
}

}  // namespace npcost
