#include "sim/answers/forecast/viable_date.h"

#include <fmt/format.h>

#include <chrono>
#include <cstddef>

#include "sim/base/check.h"

namespace npcost {

namespace {

using namespace std::chrono;

year_month_day date_of(LocalTime time) { return year_month_day{floor<days>(time)}; }

std::int32_t days_from(LocalTime start, year_month_day date) {
  return static_cast<std::int32_t>((local_days{date} - floor<days>(start)).count());
}

}  // namespace

std::vector<std::int32_t> months_of_horizon(LocalTime start, LocalTime until) {
  std::vector<std::int32_t> list;
  const year_month_day first = date_of(start);
  const std::int32_t end = days_from(start, date_of(until));
  for (int m = 0;; ++m) {
    year_month_day date = first + months{m};
    if (!date.ok()) date = date.year() / date.month() / last;
    const std::int32_t day = days_from(start, date);
    if (day > end) return list;
    list.push_back(day);
  }
}

std::string day_text(LocalTime start, std::int32_t after) {
  const year_month_day date{floor<days>(start) + days{after}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::vector<std::int32_t> januaries(LocalTime start, LocalTime until) {
  std::vector<std::int32_t> list;
  const std::int32_t end = days_from(start, date_of(until));
  for (year y = date_of(start).year() + years{1};; ++y) {
    const std::int32_t day = days_from(start, y / January / 1);
    if (day > end) return list;
    list.push_back(day);
  }
}

std::optional<std::int32_t> first_lasting_day(const std::vector<std::int32_t>& months, std::uint32_t stays,
                                              const std::function<bool(std::int32_t day)>& holds) {
  NPCOST_CHECK(stays >= 1, "something holds for at least one month");
  std::size_t in_a_row = 0, first = months.size();
  for (std::size_t m = 0; m < months.size() && in_a_row < stays; ++m) {
    in_a_row = holds(months[m]) ? in_a_row + 1 : 0;
    if (in_a_row == 1) first = m;
  }
  if (in_a_row < stays) return std::nullopt;
  if (first == 0) return months.front();
  std::int32_t not_yet = months[first - 1], holding = months[first];
  while (holding - not_yet > 1) {
    const std::int32_t middle = not_yet + (holding - not_yet) / 2;
    (holds(middle) ? holding : not_yet) = middle;
  }
  return holding;
}

}  // namespace npcost
