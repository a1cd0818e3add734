#include "ui/terminal/history_text.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <initializer_list>

#include "sim/prices/history/fit.h"
#include "sim/prices/history/outlook_from.h"
#include "sim/reading/diagnostic.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/table.h"

namespace npcost {
namespace {

constexpr std::size_t width = 80, longest_name = 40;
constexpr std::array<double, 3> quantiles{0.1, 0.5, 0.9};
constexpr std::array<int, 2> ahead{12, 24};  // months

/// "2.1", "73", "1,250": a share in percent, without the sign.
std::string percent(double share, const Style& style) {
  const double value = share * 100;
  if (value >= 1000) return number_text(value, style);
  return value < 10 ? fmt::format("{:.1f}", value) : fmt::format("{:.0f}", value);
}

/// "-39 %": how a price moves in a year at this speed.
std::string a_year(double halvings, const Style& style) {
  const double change = (std::exp2(-halvings) - 1) * 100;
  if (std::abs(change) < 0.5) return "0 %";
  const double size = std::abs(change);
  return (change < 0 ? "-" : "+") + (size < 1000 ? fmt::format("{:.0f}", size) : number_text(size, style)) + " %";
}

TableRow head(std::initializer_list<std::string_view> words) {
  TableRow row;
  for (const std::string_view word : words) row.push_back({std::string(word), Ink::faint});
  return row;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

std::string paragraph(std::string_view words) {
  std::string text;
  for (const std::string& line : wrapped(words, width - 2)) text += "  " + line + "\n";
  return text;
}

TableRow class_row(const PriceHistory& history, const Walk& walk, std::size_t index, Day as_of, const Style& style) {
  const ClassPrice* now = cheapest(history, index, as_of);
  const auto outlook = outlook_from(history, walk, index, as_of);
  const auto fit = fit_log_linear(last_window(monthly_cheapest(history, index, as_of)));
  const auto ink = now->assumed || now->confidence == "low" ? std::optional(Ink::odd) : std::nullopt;
  TableRow row{{shown_name(history.classes[index].name, longest_name, style)},
               {amount_text(now->price.approximate(), "USD", style), ink},
               {std::string(unit_of(history.classes[index].kind)), Ink::faint},
               {fit ? a_year(fit->halvings_per_year, style) : std::string(nothing_mark(style))}};
  for (const int months : ahead) {
    for (const double p : quantiles) row.push_back({percent(price_share(*outlook, months / 12.0, p), style)});
  }
  return row;
}

void add_steps(const PriceHistory& history, std::size_t index, Day as_of, const Style& style, std::string& text) {
  std::vector<TableRow> rows{head({"from", "USD", "", "the cheapest model", "conf."})};
  double before = 0;
  for (const CheapestStep& step : cheapest_steps(history, index, as_of)) {
    if (step.price == nullptr) {
      rows.push_back({{day_text(step.day)}, {std::string(nothing_mark(style))}, {""}, {"nothing is sold"}, {""}});
      continue;
    }
    const double price = step.price->price.approximate();
    const bool rise = before > 0 && price > before;
    rows.push_back({{day_text(step.day)},
                    {amount_text(price, "USD", style), rise ? std::optional(Ink::bad) : std::nullopt},
                    {rise ? "rise" : "", Ink::bad},
                    {shown_name(step.price->model, longest_name, style)},
                    {step.price->assumed ? "assumed" : printable(step.price->confidence)}});
    before = price;
  }
  text += joined(table_lines(rows, "lrlll", 2, "  ", style));
}

void add_outlook(const PriceHistory& history, std::size_t index, Day as_of, const Style& style, std::string& text) {
  const ClassOutlook outlook = *outlook_of(history, history.classes[index].name, as_of);
  const double now = cheapest(history, index, as_of)->price.approximate();
  std::vector<TableRow> rows{head({"expected", "p10", "p50", "p90"})};
  for (const int months : {6, 12, 24}) {
    TableRow row{{fmt::format("in {} months", months)}};
    for (const double p : quantiles)
      row.push_back({amount_text(now * price_share(outlook, months / 12.0, p), "USD", style)});
    rows.push_back(row);
  }
  text += joined(table_lines(rows, "lrrr", 2, "  ", style));
  text += paragraph(printable(outlook.source) + ".");
}

}  // namespace

std::string history_text(const PriceHistory& history, Day as_of, const Style& style) {
  const std::string title = fmt::format("Price history \"{}\" as of {}", printable(history.name), day_text(as_of));
  std::string text = inked(title, Ink::strong, style) + "\n";
  const Walk walk = walk_to(history, as_of);
  std::vector<TableRow> rows{head({"", "", "", "", "in", "12", "mo", "in", "24", "mo"}),
                             head({"class", "USD", "per", "a year", "p10", "p50", "p90", "p10", "p50", "p90"})};
  std::size_t unknown = 0;
  for (std::size_t index = 0; index < history.classes.size(); ++index) {
    if (cheapest(history, index, as_of) == nullptr) {
      ++unknown;
      continue;
    }
    rows.push_back(class_row(history, walk, index, as_of, style));
  }
  text += joined(table_lines(rows, "lrlr", 1, "  ", style));
  const std::vector<std::string> legend{"USD: the cheapest price listed that day", "a year: over the last two years",
                                        "p10 p50 p90: of the price, in % of that day's"};
  text += joined_parts(legend, "  ", width, style);
  if (unknown > 0)
    text += fmt::format("  {} sold on that day.\n", counted(unknown, "class was not", "classes were not"));
  return text;
}

std::string class_text(const PriceHistory& history, std::size_t index, Day as_of, const Style& style) {
  const PriceClass& shown = history.classes[index];
  std::string text =
      inked(shown_name(shown.name, longest_name, style), Ink::strong, style) +
      inked(fmt::format("  in USD per {}, as of {}", unit_of(shown.kind), day_text(as_of)), Ink::faint, style) + "\n";
  text += paragraph(printable(shown.defined));
  if (!shown.source.empty()) text += paragraph("Judged by: " + printable(shown.source) + ".");
  add_steps(history, index, as_of, style, text);
  const std::vector<MonthlyPrice> months = monthly_cheapest(history, index, as_of);
  if (const auto fit = fit_log_linear(last_window(months))) {
    text += fmt::format("  {} monthly prices up to then: {} a year, {:.2f} halvings, R2 {:.2f}\n", fit->months,
                        a_year(fit->halvings_per_year, style), fit->halvings_per_year, fit->r_squared);
    const auto whole = fit_log_linear(months);
    text += fmt::format("  all {} of them: {} a year, {:.2f} halvings, R2 {:.2f}\n", whole->months,
                        a_year(whole->halvings_per_year, style), whole->halvings_per_year, whole->r_squared);
    const auto floor = fit_floor(months);
    if (floor && floor->floor > 0)
      text += fmt::format("  floor that all of them point at: {}\n", amount_text(floor->floor, "USD", style));
  }
  add_outlook(history, index, as_of, style, text);
  return text;
}

}  // namespace npcost
