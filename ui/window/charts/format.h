#pragma once
// Numbers as people read them on a chart: short, with a unit, with the same number of decimals where they stand in a column.
//
// Signs     the minus is "−" (U+2212). Not a number is "–"; infinity "∞".
// Locale    none: a point, and commas between thousands, everywhere.

#include <chrono>
#include <optional>
#include <string>

namespace npcost::charts {

/// A currency as it is shown. Values are kept in another one (dollars); shown = kept × rate.
struct MoneyStyle {
  std::string symbol = "$";
  double rate = 1.0;
  int decimals = 2;           ///< of its smallest coin: 2 for dollars, 0 for won
  bool korean_units = false;  ///< 만, 억, 조 in place of k, M, B, T
};

/// Three significant digits (or `digits`): "$0.0184", "$211", "$12,345", "$1.18M", "₩16.4억".
std::string money(double kept, const MoneyStyle& style, int digits = 3);
/// For a tick at a distance of `step` (kept units, 0: a logarithmic axis): "$0.10" and "$0.15"; as many decimals as the step needs.
std::string money_tick(double kept, double step, const MoneyStyle& style);
/// A fixed number of decimals, for columns: "$0.0184", "−$0.0658". Thousands are grouped.
std::string money_fixed(double kept, int decimals, const MoneyStyle& style);

/// In a column whose largest magnitude is `largest`: as many decimals as give that one four digits, the same for all.
std::string money_column(double kept, double largest, const MoneyStyle& style);
std::string number_column(double value, double largest);

/// "16,500"; rounded to whole numbers.
std::string count(double value);
/// "1.28M", "950", "0.25", "4.2e−9": `digits` significant ones.
std::string short_number(double value, int digits = 3);
std::string number_tick(double value, double step);
/// 0.714 is "71.4%". With `sign`, what is above 0 gets a "+".
std::string percent(double fraction, int decimals = 0, bool sign = false);
std::string percent_tick(double fraction, double step);

/// Hours since hour 0 as people read time.
struct TimeStyle {
  std::optional<std::chrono::sys_days> start;  ///< the date of hour 0; without one, days are numbered from 1
  bool korean = false;                         ///< "2일차", "3월 14일" in place of "Day 2", "Mar 14"
  bool one_day = false;                        ///< the axis ends at 24:00: midnight is a time, not another day
};

/// "03:00", "03:00:30"; at midnight or for steps of days "Day 2" or "Mar 14"; for months (step 0) "Mar 2027".
std::string time_tick(double hours, double step, const TimeStyle& style);
/// "Day 2  12:03" or "Mar 15  12:03".
std::string time_text(double hours, const TimeStyle& style);

}  // namespace npcost::charts
