#include "ui/terminal/rate_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "ui/terminal/columns.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/table.h"

namespace npcost {
namespace {

constexpr std::size_t bar_width = 12;
constexpr std::string_view alignment = "lrrrrl";

/// Meter names as words: "cached input tokens".
std::string words_of(std::string_view meter) {
  std::string text(meter);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

/// Amounts one below the other with their points in one column.
std::vector<std::string> at_the_point(const std::vector<BillLine>& lines, std::string_view currency) {
  std::vector<std::string> texts;
  std::size_t most_behind = 0;
  const auto behind = [](const std::string& text) { return text.size() - std::min(text.find('.'), text.size()); };
  for (const BillLine& line : lines) {
    texts.push_back((currency == "USD" ? "$" : "") + grouped(line.text));
    most_behind = std::max(most_behind, behind(texts.back()));
  }
  for (std::string& text : texts) text += std::string(most_behind - behind(text), ' ');
  return texts;
}

/// The widest table that fits: with bars, else with shares alone, else the amounts alone.
std::string fitted(std::vector<TableRow> rows, const Style& style) {
  const Style plain{.color = false, .utf8 = style.utf8};
  for (std::size_t columns = 6; columns > 4; --columns) {
    const auto lines = table_lines(rows, alignment, 2, "  ", plain);
    const bool fits = std::all_of(lines.begin(), lines.end(),
                                  [](const std::string& line) { return display_width(line) <= bill_width; });
    if (fits) break;
    for (TableRow& row : rows) row.resize(std::min(row.size(), columns - 1));
  }
  std::string text;
  for (const std::string& line : table_lines(rows, alignment, 2, "  ", style)) {
    // Amounts are filled up behind the point; at the end of a line nothing needs the room.
    text.append(line, 0, line.find_last_not_of(' ') + 1).append("\n");
  }
  return text;
}

/// Moves what `line` holds into `sum`, whose text is written when it is whole.
void gather(BillLine& sum, const BillLine& line) {
  sum.records += line.records;
  sum.unpriced += line.unpriced;
  sum.amount += Money::from_decimal(line.text).value_or(Money());  // texts add up; exact sums may be finer
}

}  // namespace

std::string bill_table(std::string_view head, const std::vector<BillLine>& lines, bool meters, Money all,
                       std::string_view currency, const Style& style) {
  if (lines.empty()) return {};
  const std::vector<std::string> amounts = at_the_point(lines, currency);
  const std::string in = currency == "USD" ? "" : "in " + std::string(currency);
  std::vector<TableRow> rows{
      {{std::string(head), Ink::strong}, {meters ? "count" : "records", Ink::faint}, {""}, {in, Ink::faint}}};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const BillLine& line = lines[i];
    const auto meter = meters ? meter_from_name(line.name) : std::nullopt;
    const std::string name = meter ? words_of(line.name) : shown_name(line.name, bill_name_width, style);
    const std::string count = grouped(meter ? shown_count(*meter, line.count) : std::to_string(line.records));
    TableRow row{{"  " + name}, {count}};
    if (line.unpriced == (meter ? line.count : line.records) && line.amount == Money()) {
      row.insert(row.end(), {{""}, {std::string(nothing_mark(style))}, {"unpriced", Ink::bad}});
    } else {
      const double share = all > Money() ? line.amount.approximate() / all.approximate() : 0;
      row.insert(row.end(), {{line.unpriced > 0 ? std::string(at_least(style)) : "", Ink::bad},
                             {amounts[i]},
                             {value_text(share, "ratio", style)},
                             {bar(share, bar_width, style)}});
    }
    rows.push_back(std::move(row));
  }
  return fitted(std::move(rows), style);
}

std::vector<BillLine> folded(std::vector<BillLine> lines, std::size_t most) {
  if (lines.size() <= most) return lines;
  BillLine rest{fmt::format("and {} more", lines.size() - most + 1), 0, 0, 0, {}, ""};
  for (std::size_t i = most - 1; i < lines.size(); ++i) gather(rest, lines[i]);
  rest.text = decimal(rest.amount);
  lines.resize(most - 1);
  lines.push_back(std::move(rest));
  return lines;
}

std::vector<BillLine> by_month(const std::vector<BillLine>& days, std::size_t most) {
  if (days.size() <= most) return days;
  std::vector<BillLine> months;
  for (const BillLine& day : days) {
    const std::string month = day.name == "undated" ? day.name : day.name.substr(0, 7);
    if (months.empty() || months.back().name != month) months.push_back({month, 0, 0, 0, {}, ""});
    gather(months.back(), day);
  }
  for (BillLine& month : months) month.text = decimal(month.amount);
  return months;
}

std::string grouped(std::string decimal_text) {
  const std::size_t first = decimal_text.starts_with('-') ? 1 : 0;
  std::size_t at = std::min(decimal_text.find('.'), decimal_text.size());
  while (at > first + 3) decimal_text.insert(at -= 3, ",");
  return decimal_text;
}

std::string used_text(Meter meter, std::uint64_t count) {
  return grouped(shown_count(meter, count)) + " " + words_of(meter_name(meter));
}

std::string_view at_least(const Style& style) { return style.utf8 ? "≥" : ">="; }

}  // namespace npcost
