#pragma once
// Numbers as a person reads them: three digits that matter, the unit always beside them. For the screen only; files
// carry exact values. No locale is asked: '.' is the decimal mark and ',' groups thousands on every machine.

#include <optional>
#include <string>
#include <string_view>

#include "sim/base/estimate.h"
#include "ui/terminal/style.h"

namespace npcost {

/// "0.00421", "12.3", "12,345", "1.21M", "3.40e-06"; "–" for NaN and infinities.
std::string number_text(double value, const Style& style);
/// An amount without its sign of currency, for a column whose head names it: cents from 1 to 999, three digits below.
/// Won and yen have no decimals from 100 on.
std::string amount_text(double value, std::string_view currency, const Style& style);
/// "$0.00421", "$12.30", "$1.21M", "₩1,340", "1,340 JPY" (the yen sign would be ambiguous).
std::string money_text(double value, std::string_view currency, const Style& style);
/// A value in a metric's unit: "ratio" → "9.10 %", "ms" → "850 ms" or "1.21 s", "1" → a bare number, else a currency.
std::string value_text(double value, std::string_view unit, const Style& style);
std::string value_text(const std::optional<double>& value, std::string_view unit, const Style& style);
/// "95% CI of the p90: $0.0910..$0.0970"; always says how sure and about what.
std::string interval_text(const Interval& interval, std::string_view unit, const Style& style);
/// "95%", "97.5%".
std::string level_text(double level);
/// "1 budget", "2 budgets", "1 replication".
std::string counted(std::size_t count, std::string_view one, std::string_view many);

}  // namespace npcost
