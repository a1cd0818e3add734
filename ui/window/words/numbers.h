#pragma once
// Currencies, and numbers of the window in words.
//
// Rates     pinned: rounded by hand to about those of the day that is named here, checked against no source, and never fetched; the
//           currency's tip says so. They turn what is looked at, not
//           what is billed: bills, files and budgets stay in the scenario's currency.
// Unknown   nothing is "–", never 0.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/prices/usage.h"
#include "sim/scenario/scenario.h"
#include "ui/window/charts/format.h"
#include "ui/window/model/screen.h"
#include "ui/window/words/words.h"

namespace npcost::window {

enum class Currency : std::uint8_t { usd, krw, jpy, eur, cny };
inline constexpr std::size_t currency_count = 5;

struct CurrencyFacts {
  std::string_view code, symbol;
  double per_dollar;
  int decimals;  ///< of its smallest coin
};

inline constexpr std::string_view rates_of = "2026-01-02";
inline constexpr std::array<CurrencyFacts, currency_count> currencies{{
    {"USD", "$", 1.0, 2},
    {"KRW", "₩", 1445.0, 0},
    {"JPY", "JP¥", 157.0, 0},
    {"EUR", "€", 0.853, 2},
    {"CNY", "CN¥", 6.99, 2},
}};
inline const CurrencyFacts& facts_of(Currency currency) { return currencies[static_cast<std::size_t>(currency)]; }
std::optional<Currency> currency_named(std::string_view code);

/// How amounts that are kept in the currency `kept` ("USD") are shown. A currency without a pinned rate is shown as itself.
charts::MoneyStyle money_style(std::string_view kept, std::optional<Currency> shown, Language language);
/// Decimals of a column of amounts around `typical` (kept units): three digits of it, at least those of a coin, at most 6.
int column_decimals(double typical, const charts::MoneyStyle& style);

std::string money_or_dash(const std::optional<double>& kept, const charts::MoneyStyle& style, int digits = 3);
std::string fixed_or_dash(const std::optional<double>& kept, int decimals, const charts::MoneyStyle& style);
/// "+8.2%", "−0.4%", "0.0%"; nothing: "–".
std::string change_text(const std::optional<double>& change);
/// "42,050"; from 100 million on "1.28B".
std::string whole_text(double value);
/// "640 ms", "1.2 s".
std::string wait_text(double milliseconds);
/// "3,604×"; of a speed.
std::string pace_text(double times);

std::string mode_text(Language language, Mode mode);
std::string part_text(Language language, Part::Kind kind);
std::string stage_text(Language language, Stage stage);
std::string verdict_text(Language language, BudgetResult::Verdict verdict);
/// "mean", "P95".
std::string stat_text(Language language, Stat stat);
/// By its name in results, "mean", "p95"; any other name as it is.
std::string stat_text(Language language, std::string_view stat);
/// The few English words in which a studio says groups, the baseline, the day and what goes on, in the language that is looked at;
/// others as they are.
std::string group_text(Language language, std::string_view group);
/// A parameter's label: its fixed words; the names that the scenario gives stay (in the groups "Prices" and "Budgets" the first part).
std::string label_text(Language language, const Parameter& parameter);
std::string provenance_text(Language language, std::string_view provenance);
std::string baseline_text(Language language, std::string_view baseline);
std::string day_text(Language language, std::string_view day);
std::string work_text(Language language, std::string_view work);
/// "cost.per_player_hour" as people say it; an unknown metric as it is.
std::string metric_text(Language language, std::string_view metric);

}  // namespace npcost::window
