#include "sim/scenario/keys/day_shapes.h"

#include <algorithm>
#include <array>
#include <numeric>

#include <fmt/format.h>

#include "sim/reading/quantity.h"
#include "sim/scenario/checks/check_shape.h"
#include "sim/scenario/files/merge.h"

namespace npcost {

namespace {

constexpr int hours_a_day = 24, days_a_week = 7, hours_a_week = hours_a_day * days_a_week;

struct Preset {
  std::string_view name;
  std::array<int, hours_a_day> percent;  ///< of the day's mean, from 00:00 local time
  int weekend_percent;                   ///< Saturday and Sunday against a weekday
};

// k = 0.65, 0.78, 0.82, 0.26; peaks at 20:30, 21:00, 20:30, 17:30. Peak hour of the weekend to mean hour of the week:
// 1.83, 2.06, 2.19, 1.33.
constexpr Preset presets[] = {
    {"mobile_evening",
     {125, 107, 90, 76, 65, 57, 51, 48, 47, 48, 51, 57, 65, 76, 90, 107, 125, 143, 158, 169, 173, 169, 158, 143},
     108},
    {"pc_evening",
     {139, 116, 96, 78, 64, 54, 47, 42, 40, 40, 42, 47, 54, 64, 78, 96, 116, 139, 160, 178, 187, 187, 178, 160},
     115},
    {"console_evening",
     {128, 105, 85, 69, 56, 48, 42, 39, 37, 39, 42, 48, 56, 69, 85, 105, 128, 152, 173, 188, 193, 188, 173, 152},
     120},
    {"worldwide",
     {92, 86, 82, 79, 76, 76, 76, 79, 82, 86, 92, 98, 105, 112, 118, 123, 126, 128, 126, 123, 118, 112, 105, 98},
     105}};

DayShape with_mean_one(std::string name, std::vector<double> weights) {
  const double mean = std::accumulate(weights.begin(), weights.end(), 0.0) / static_cast<double>(weights.size());
  for (double& weight : weights) weight /= mean;
  return {std::move(name), std::move(weights)};
}

DayShape shape_of(const Preset& preset) {
  std::vector<double> week;
  for (int day = 0; day < days_a_week; ++day) {
    const int factor = day >= 5 ? preset.weekend_percent : 100;
    for (const int percent : preset.percent) week.push_back(percent * factor);
  }
  return with_mean_one(std::string(preset.name), std::move(week));
}

std::optional<DayShape> own_weights(const JsonValue& value, const std::string& pointer, Diagnostics& diagnostics) {
  const std::size_t count = value.items.size();
  if (count != hours_a_day && count != hours_a_week) {
    diagnostics.error(
        "E106", opening_of(value), pointer,
        fmt::format(
            "a list of weights has 24 entries (hours of a day) or 168 (hours of a week from Monday 00:00), found {}",
            count));
    return std::nullopt;
  }
  std::vector<double> weights;
  for (std::size_t i = 0; i < count; ++i) {
    const auto weight = read_weight(value.items[i], child_pointer(pointer, std::to_string(i)), diagnostics);
    if (!weight) return std::nullopt;
    weights.push_back(*weight);
  }
  if (std::all_of(weights.begin(), weights.end(), [](double w) { return w == 0; })) {
    diagnostics.error("E106", opening_of(value), pointer, "at least one weight must be above 0");
    return std::nullopt;
  }
  std::vector<double> week;
  while (week.size() < hours_a_week) week.insert(week.end(), weights.begin(), weights.end());
  return with_mean_one("own weights", std::move(week));
}

}  // namespace

DayShape flat_day() { return {"flat", std::vector<double>(hours_a_week, 1.0)}; }

std::vector<std::string> day_shape_names() {
  std::vector<std::string> names = {"flat"};
  for (const Preset& preset : presets) names.emplace_back(preset.name);
  return names;
}

std::optional<double> read_weight(const JsonValue& value, const std::string& pointer, Diagnostics& diagnostics) {
  if (value.kind == JsonValue::Kind::string) return read_ratio(value, pointer, diagnostics);
  const auto spread = read_spread(value, pointer, Dimension::number, Level::run, diagnostics);
  if (!spread) return std::nullopt;
  constexpr double most = 1e9;
  if (spread->is_constant() && spread->value() >= 0 && spread->value() <= most) return spread->value();
  diagnostics.error("E106", opening_of(value), pointer, "a weight is one number of at least 0, or a percentage");
  return std::nullopt;
}

std::optional<DayShape> read_day_shape(const JsonValue& value, const std::string& pointer, Diagnostics& diagnostics) {
  if (value.kind == JsonValue::Kind::array) return own_weights(value, pointer, diagnostics);
  if (value.kind != JsonValue::Kind::string) {
    diagnostics.error("E208", opening_of(value), pointer, "a name of a day shape or a list of weights is needed here");
    return std::nullopt;
  }
  if (value.text == "flat") return flat_day();
  const auto found =
      std::find_if(std::begin(presets), std::end(presets), [&](const Preset& p) { return p.name == value.text; });
  if (found != std::end(presets)) return shape_of(*found);
  diagnostics.error("E104", value.place, pointer, fmt::format("no day shape is called \"{}\"", printable(value.text)),
                    names_hint(value.text, day_shape_names(), "day shapes"));
  return std::nullopt;
}

}  // namespace npcost
