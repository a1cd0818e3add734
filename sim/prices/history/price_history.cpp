#include "sim/prices/history/price_history.h"

#include <algorithm>
#include <array>
#include <map>

#include "sim/base/calendar.h"

namespace npcost {
namespace {

struct KindInfo {
  ClassKind kind;
  std::string_view name, unit;
};
constexpr std::array<KindInfo, 5> kinds{{{ClassKind::llm, "llm", "1M tokens"},
                                         {ClassKind::stt, "stt", "min"},
                                         {ClassKind::tts, "tts", "1M chars"},
                                         {ClassKind::realtime, "realtime", "min"},
                                         {ClassKind::gpu, "gpu", "gpu-h"}}};

const KindInfo& info_of(ClassKind kind) { return kinds[static_cast<std::size_t>(kind)]; }

}  // namespace

std::optional<std::size_t> PriceHistory::find(std::string_view class_name) const {
  const auto found =
      std::find_if(classes.begin(), classes.end(), [&](const PriceClass& one) { return one.name == class_name; });
  if (found == classes.end()) return std::nullopt;
  return static_cast<std::size_t>(found - classes.begin());
}

std::optional<std::size_t> PriceHistory::first_of(ClassKind kind) const {
  const auto found =
      std::find_if(classes.begin(), classes.end(), [&](const PriceClass& one) { return one.kind == kind; });
  if (found == classes.end()) return std::nullopt;
  return static_cast<std::size_t>(found - classes.begin());
}

std::string_view class_kind_name(ClassKind kind) { return info_of(kind).name; }

std::optional<ClassKind> class_kind_from_name(std::string_view name) {
  const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const KindInfo& info) { return info.name == name; });
  if (found == kinds.end()) return std::nullopt;
  return found->kind;
}

std::string_view unit_of(ClassKind kind) { return info_of(kind).unit; }

const ClassPrice* cheapest(const PriceHistory& history, std::size_t index, Day day) {
  // Each model's last point up to that day is the one in force.
  std::map<std::string_view, const ClassPrice*> in_force;
  for (const ClassPrice& one : history.prices[index]) {
    if (one.from > day) break;
    in_force[one.model] = &one;
  }
  const ClassPrice* found = nullptr;
  for (const ClassPrice& one : history.prices[index]) {
    if (one.from > day) break;
    if (in_force[one.model] != &one || (one.until && *one.until < day)) continue;
    if (found == nullptr || one.price < found->price) found = &one;
  }
  return found;
}

std::vector<MonthlyPrice> monthly_cheapest(const PriceHistory& history, std::size_t index, Day as_of) {
  std::vector<MonthlyPrice> series;
  if (history.prices[index].empty()) return series;
  const auto add = [&](Day day) {
    if (const ClassPrice* one = cheapest(history, index, day)) series.push_back({day, one->price.approximate()});
  };
  const Day first = history.prices[index].front().from;
  for (Day day = month_after(first, month_after(first, 0) < first ? 1 : 0); day < as_of; day = month_after(day, 1))
    add(day);
  add(as_of);
  return series;
}

std::vector<CheapestStep> cheapest_steps(const PriceHistory& history, std::size_t index, Day as_of) {
  std::vector<Day> days;
  for (const ClassPrice& one : history.prices[index]) {
    days.push_back(one.from);
    if (one.until) days.push_back(*one.until + std::chrono::days(1));
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  std::vector<CheapestStep> steps;
  for (const Day day : days) {
    if (day > as_of) break;
    const ClassPrice* price = cheapest(history, index, day);
    if (!steps.empty() ? steps.back().price != price : price != nullptr) steps.push_back({day, price});
  }
  return steps;
}

std::optional<Day> day_from_text(std::string_view text) {
  if (text.size() != 10) return std::nullopt;
  const std::optional<LocalTime> time = parse_local_time(text);
  if (!time) return std::nullopt;
  return Day(std::chrono::floor<std::chrono::days>(time->time_since_epoch()));
}

std::string day_text(Day day) { return date_text(Instant(day.time_since_epoch())); }

Day month_after(Day day, int months) {
  const std::chrono::year_month_day date(day);
  return Day((date.year() / date.month() + std::chrono::months(months)) / std::chrono::day(1));
}

double years_between(Day from, Day to) { return static_cast<double>((to - from).count()) / 365.25; }

}  // namespace npcost
