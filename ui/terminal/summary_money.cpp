// Money in: what reaches the studio, what stands against it, and what that asks for.
#include <fmt/format.h>

#include <algorithm>

#include "sim/reading/diagnostic.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/summary.h"

namespace npcost {
namespace {

std::string words_of(std::string_view key) {
  std::string words(key);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string heading(const MoneyResult& money, const Style& style) {
  if (money.model == "none") return {};
  std::string text = words_of(money.model) + "; talk is paid by " +
                     (money.paid_by == "own_key" ? "players with a key of their own" : "the " + money.paid_by);
  if (money.paid_by == "players") text = words_of(money.model) + "; talk is paid by players";
  if (money.paid_by != "studio") text += fmt::format(", the studio's part is {}", value_text(money.studio_pays, "ratio", style));
  return "    " + inked(text, Ink::faint, style) + "\n";
}

std::string shown(const MoneyFigure& figure, const Style& style) {
  if (!figure.value) return std::string(nothing_mark(style));
  if (figure.unit == "h") return number_text(*figure.value, style) + " h";
  return value_text(*figure.value, figure.unit, style);
}

/// A figure that is only absent because the scenario has nothing of the kind is not shown.
bool is_worth_a_line(const MoneyFigure& figure) {
  return figure.value || (figure.name != "fixed_per_mau_month" && figure.name != "units_for_fixed_costs" && figure.name != "year_5_cost");
}

/// "per MAU-month", "of net revenue", "for all active players".
std::string denominator_text(const MoneyFigure& figure) {
  if (figure.denominator == "player and 30 days (MAU)") return "per MAU-month";
  if (figure.denominator == "player and day played (DAU)") return "per DAU-day";
  if (figure.unit == "ratio") return "of " + figure.denominator;
  return (figure.denominator.starts_with("all ") ? "for " : "per ") + figure.denominator;
}

constexpr std::size_t text_column = 51;   ///< after the label and the amount

std::string figure_line(const MoneyFigure& figure, const Style& style) {
  const std::string head = fmt::format("    {} {}  ", pad_right(figure.label, 34), pad_left(shown(figure, style), 10));
  const std::string rest = figure.value ? denominator_text(figure) : figure.why_absent;
  const std::string indent(text_column, ' ');
  std::string text = display_width(head) > text_column ? head.substr(0, head.size() - 2) + "\n" : std::string();
  for (const std::string& line : wrapped(rest, summary_width - text_column)) text += (text.empty() ? head : indent) + line + "\n";
  return text;
}

std::string region_line(const RegionResult& region, const Result& result, const Style& style) {
  const std::string name = shown_name(region.name, 24, style);
  std::vector<std::string> parts = {value_text(region.share, "ratio", style) + " of players"};
  if (region.net_per_mau_month) parts.push_back("net " + money_text(*region.net_per_mau_month, result.currency, style) + " per MAU-month");
  if (region.share_of_net_revenue) parts.push_back(value_text(*region.share_of_net_revenue, "ratio", style) + " " + region.band);
  const std::string indent(30, ' ');
  return "    " + pad_right(name, 25) + joined_parts(parts, indent, summary_width, style).substr(29);
}

std::string launch_line(const MoneyResult& money, const Result& result, const Style& style) {
  if (!money.launch_budget || !money.launch_fits) return {};
  const std::string text = fmt::format("the dearest 30 days {} the launch budget of {}", *money.launch_fits ? "fit" : "do not fit",
                                       money_text(*money.launch_budget, result.currency, style));
  return "    " + inked(text, *money.launch_fits ? Ink::good : Ink::bad, style) + "\n";
}

}  // namespace

std::string money_section(const Result& result, const Style& style) {
  if (!result.money) return {};
  const MoneyResult& money = *result.money;
  std::string text = "  " + inked("MONEY", Ink::strong, style) + "\n" + heading(money, style);
  for (const MoneyFigure& figure : money.figures) {
    if (is_worth_a_line(figure)) text += figure_line(figure, style);
  }
  for (const RegionResult& region : money.regions) text += region_line(region, result, style);
  for (const FixedCostResult& cost : money.fixed_costs) {
    text += fmt::format("    fixed: {} {} a month\n", shown_name(cost.name, 40, style), money_text(cost.per_month, result.currency, style));
  }
  return text + launch_line(money, result, style);
}

}  // namespace npcost
