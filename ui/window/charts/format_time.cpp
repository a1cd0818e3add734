// Hours as times of day, numbered days, dates.

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "ui/window/charts/format.h"

namespace npcost::charts {

namespace {

constexpr double most_hours = 1e8;  // eleven thousand years: beyond it a time is only a number

const char* month_name(unsigned month) {
  static constexpr std::array<const char*, 12> names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return names[(month - 1) % 12];
}

struct Moment {
  long long day;
  int second;  ///< of the day
};

Moment moment_of(double hours, bool by_seconds) {
  const double grain = by_seconds ? 1.0 : 60.0;
  const auto total = static_cast<long long>(std::floor(hours * 3600.0 / grain + 0.5)) * static_cast<long long>(grain);
  const long long day = total >= 0 ? total / 86400 : -((-total + 86399) / 86400);
  return {day, static_cast<int>(total - day * 86400)};
}

std::string day_text(long long day, const TimeStyle& style) {
  if (!style.start) return style.korean ? fmt::format("{}일차", day + 1) : fmt::format("Day {}", day + 1);
  const std::chrono::year_month_day date(*style.start + std::chrono::days(day));
  const auto month = static_cast<unsigned>(date.month()), number = static_cast<unsigned>(date.day());
  return style.korean ? fmt::format("{}월 {}일", month, number) : fmt::format("{} {}", month_name(month), number);
}

std::string month_text(long long day, const TimeStyle& style) {
  const std::chrono::year_month_day date(*style.start + std::chrono::days(day));
  const auto month = static_cast<unsigned>(date.month());
  const int year = static_cast<int>(date.year());
  return style.korean ? fmt::format("{}년 {}월", year, month) : fmt::format("{} {}", month_name(month), year);
}

std::string clock(int second, bool by_seconds) {
  const std::string text = fmt::format("{:02}:{:02}", second / 3600, second / 60 % 60);
  return by_seconds ? text + fmt::format(":{:02}", second % 60) : text;
}

}  // namespace

std::string time_tick(double hours, double step, const TimeStyle& style) {
  if (!std::isfinite(hours) || std::fabs(hours) > most_hours) return number_tick(hours, step) + "h";
  const bool by_seconds = step > 0.0 && step < 0.99 / 60.0;
  const Moment moment = moment_of(hours, by_seconds);
  if (step == 0.0 && style.start) return month_text(moment.day, style);
  if (style.one_day && hours >= 24.0 && moment.second == 0 && moment.day == 1) return "24:00";
  if (step >= 23.9 || step == 0.0 || (moment.second == 0 && !style.one_day)) return day_text(moment.day, style);
  return clock(moment.second, by_seconds);
}

std::string time_text(double hours, const TimeStyle& style) {
  if (!std::isfinite(hours) || std::fabs(hours) > most_hours) return number_tick(hours, 0.0) + "h";
  const Moment moment = moment_of(hours, false);
  return day_text(moment.day, style) + "  " + clock(moment.second, false);
}

}  // namespace npcost::charts
