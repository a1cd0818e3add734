#include "ui/window/panels/sweep_plane.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

namespace npcost::window {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Logarithm of what can have one; 0 is far below everything.
double height_of(double ratio) { return ratio > 0.0 ? std::log(ratio) : ratio == 0.0 ? -40.0 : nan; }

/// A row of heights, some of which are known: between two known ones on a straight line over the places, level beyond them.
template <typename At>
void fill_line(std::size_t count, const At& at) {
  std::ptrdiff_t before = -1;
  for (std::size_t i = 0; i <= count; ++i) {
    if (i < count && !std::isfinite(at(i))) continue;
    const auto from = static_cast<std::size_t>(before + 1);
    for (std::size_t k = from; k < i; ++k) {
      if (before < 0 && i == count) continue;
      if (before < 0) at(k) = at(i);
      else if (i == count) at(k) = at(static_cast<std::size_t>(before));
      else {
        const auto start = static_cast<std::size_t>(before);
        at(k) = at(start) + (at(i) - at(start)) * static_cast<double>(k - start) / static_cast<double>(i - start);
      }
    }
    before = static_cast<std::ptrdiff_t>(i);
  }
}

/// Doublings away from 1 that hold all but the most extreme cells, in halves.
double octaves_of(const std::vector<double>& ratios) {
  double most = 0.0;
  for (const double ratio : ratios) {
    if (ratio > 0.0 && std::isfinite(ratio)) most = std::max(most, std::fabs(std::log2(ratio)));
  }
  return std::clamp(std::ceil(most * 2.0 - 1e-9) / 2.0, 0.5, 5.0);
}

}  // namespace

std::optional<double> against(const SweepScreen& sweep, std::size_t goal) {
  if (goal >= sweep.goals.size() || goal >= sweep.of_goal.size()) return std::nullopt;
  const std::optional<double> base = sweep.goals[goal].limit ? sweep.goals[goal].limit : sweep.of_goal[goal].own;
  return base && *base > 0.0 && std::isfinite(*base) ? base : std::nullopt;
}

SweepPlane plane_of(const SweepScreen& sweep, std::size_t goal) {
  const std::size_t columns = sweep.x.values.size(), rows = sweep.y.values.size(), count = columns * rows;
  SweepPlane plane{std::vector<double>(count, nan), std::vector<std::uint8_t>(count, 0), 1};
  const std::optional<double> base = against(sweep, goal);
  if (!base || sweep.cells.size() != count || sweep.of_goal[goal].value.size() != count) return plane;
  std::vector<double> heights(count, nan);
  for (std::size_t cell = 0; cell < count; ++cell) {
    if (sweep.cells[cell] != SweepScreen::Cell::run) continue;
    plane.ratios[cell] = sweep.of_goal[goal].value[cell] / *base;
    heights[cell] = height_of(plane.ratios[cell]);
  }
  for (std::size_t y = 0; y < rows; ++y) fill_line(columns, [&](std::size_t x) -> double& { return heights[y * columns + x]; });
  for (std::size_t x = 0; x < columns; ++x) fill_line(rows, [&](std::size_t y) -> double& { return heights[y * columns + x]; });
  for (std::size_t cell = 0; cell < count; ++cell) {
    if (sweep.cells[cell] != SweepScreen::Cell::to_come || !std::isfinite(heights[cell])) continue;
    plane.ratios[cell] = std::exp(heights[cell]);
    plane.guessed[cell] = 1;
  }
  plane.octaves = octaves_of(plane.ratios);
  return plane;
}

const Parameter* parameter_at(const Screen& screen, std::string_view pointer) {
  const auto found =
      std::find_if(screen.parameters.begin(), screen.parameters.end(), [&](const Parameter& one) { return one.pointer == pointer; });
  return found == screen.parameters.end() ? nullptr : &*found;
}

SweepWish::Side side_around(const Parameter& p) {
  SweepWish::Side side{p.pointer, p.low, p.high};
  if (p.value > 0.0 && p.low > 0.0) side.low = std::max(p.low, p.value / 3.0), side.high = std::min(p.high, p.value * 3.0);
  if (p.value > 0.0 && !p.logarithmic && p.low <= 0.0)
    side.low = std::max(p.least, p.value / 3.0), side.high = std::min(p.high, p.value * 3.0);
  if (p.whole) side.low = std::max(std::floor(side.low), std::ceil(p.least)), side.high = std::ceil(side.high);
  if (!(side.low < side.high)) side.low = p.low, side.high = p.high;
  return side;
}

std::size_t hardest_goal(const SweepScreen& sweep) {
  std::size_t hardest = 0;
  double most = -1.0;
  for (std::size_t g = 0; g < sweep.goals.size() && g < sweep.of_goal.size(); ++g) {
    const auto& [limit, own] = std::pair(sweep.goals[g].limit, sweep.of_goal[g].own);
    if (!limit || !own || !(*limit > 0.0) || !(*own / *limit > most)) continue;
    most = *own / *limit, hardest = g;
  }
  return hardest;
}

namespace {

/// The unit in which models of a stage are priced.
bool prices_stage(const Parameter& price, Stage stage) {
  const auto has = [&price](std::string_view part) { return price.unit.find(part) != std::string::npos; };
  if (stage == Stage::tts) return has("char") || has("byte");
  if (stage == Stage::stt || stage == Stage::realtime) return has("/min") || has("/h");
  return price.label.ends_with("output");
}

Stage heaviest_stage(const Screen& screen) {
  const auto lighter = [](const ModeFigures& a, const ModeFigures& b) { return a.share_of_bill < b.share_of_bill; };
  return std::max_element(screen.mode.begin(), screen.mode.end(), lighter)->binding;
}

}  // namespace

SweepWish first_wish(const Screen& screen) {
  const auto first_of = [&](auto wanted, std::string_view but) -> const Parameter* {
    const auto fits = [&](const Parameter& one) {
      return one.pointer != but && one.kind != Parameter::Kind::experiment && one.high > one.low && wanted(one);
    };
    const auto found = std::find_if(screen.parameters.begin(), screen.parameters.end(), fits);
    return found == screen.parameters.end() ? nullptr : &*found;
  };
  const auto any = [](const Parameter&) { return true; };
  const Stage stage = heaviest_stage(screen);
  SweepWish wish;
  const auto weighs_most = [stage](const Parameter& one) { return one.kind == Parameter::Kind::price && prices_stage(one, stage); };
  const Parameter* y = first_of(weighs_most, {});
  if (y == nullptr) y = first_of([](const Parameter& one) { return one.kind == Parameter::Kind::price; }, {});
  if (y == nullptr) y = first_of(any, {});
  if (y == nullptr) return wish;
  const Parameter* x = first_of([](const Parameter& one) { return one.pointer.starts_with("/npcs/") && one.label == "reply"; }, y->pointer);
  if (x == nullptr) x = first_of([](const Parameter& one) { return one.kind == Parameter::Kind::behaviour; }, y->pointer);
  if (x == nullptr) x = first_of(any, y->pointer);
  if (x == nullptr) return wish;
  wish.x = side_around(*x), wish.y = side_around(*y);
  return wish;
}

std::string typed_number(double value) {
  if (!std::isfinite(value)) return {};
  if (value == 0.0) return "0";
  const int magnitude = static_cast<int>(std::floor(std::log10(std::fabs(value))));
  const int decimals = std::clamp(3 - magnitude, 0, 12);
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (text.find('.') != std::string::npos) {
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
  }
  return text;
}

std::optional<double> number_typed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  double times = 1.0;
  if (!text.empty()) {
    const char last = text.back();
    times = last == 'k' ? 1e3 : last == 'M' ? 1e6 : last == 'B' ? 1e9 : 1.0;
    if (times != 1.0) text.remove_suffix(1);
  }
  double value = 0.0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value * times;
}

SideFault fault_of(const Screen& screen, const SweepWish::Side& side, const std::string& low, const std::string& high) {
  const Parameter* const parameter = parameter_at(screen, side.pointer);
  if (parameter == nullptr) return SideFault::no_parameter;
  const std::optional<double> from = number_typed(low), to = number_typed(high);
  if (!from || !to) return SideFault::no_number;
  if (!(*from < *to)) return SideFault::not_ascending;
  if (*from < parameter->least || *to > parameter->most) return SideFault::out_of_limits;
  return SideFault::none;
}

}  // namespace npcost::window
