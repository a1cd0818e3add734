// The back-test of outlooks, for a person.
#include <fmt/format.h>

#include <initializer_list>

#include "ui/terminal/columns.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/history_text.h"
#include "ui/terminal/table.h"

namespace npcost {
namespace {

constexpr std::size_t width = 80, longest_name = 40;

/// "x4.20": how many times one price is another; 0 is none at all.
std::string times(double ratio, const Style& style) {
  if (ratio <= 0) return std::string(nothing_mark(style));
  return ratio < 10 ? fmt::format("x{:.2f}", ratio) : fmt::format("x{:.0f}", ratio);
}

TableRow head(std::initializer_list<std::string_view> words) {
  TableRow row;
  for (const std::string_view word : words) row.push_back({std::string(word), Ink::faint});
  return row;
}

TableRow coverage_row(const Coverage& row, const Style& style) {
  const auto share = row.pairs == 0 ? std::string(nothing_mark(style)) : fmt::format("{:.1f}%", row.share() * 100);
  return {{shown_name(row.of, longest_name, style)},
          {std::to_string(row.pairs)},
          {std::to_string(row.inside)},
          {share},
          {std::to_string(row.lower)},
          {std::to_string(row.higher)},
          {times(row.width, style)},
          {times(row.middle_off, style)}};
}

std::string lines(const std::vector<TableRow>& rows, std::string_view alignment, const Style& style) {
  std::string text;
  for (const std::string& line : table_lines(rows, alignment, 2, "  ", style)) text += line + "\n";
  return text;
}

std::string pairs_text(const BackTest& test, const Style& style) {
  std::vector<TableRow> rows{head({"on", "months", "price", "p10", "p50", "p90", "came", ""})};
  for (const BackTestPair& pair : test.pairs) {
    const auto cost = [&](double share) { return amount_text(pair.price * share, "USD", style); };
    rows.push_back({{day_text(pair.day)},
                    {std::to_string(pair.months)},
                    {cost(1)},
                    {cost(pair.low)},
                    {cost(pair.middle)},
                    {cost(pair.high)},
                    {cost(pair.outcome), pair.inside() ? std::nullopt : std::optional(Ink::odd)},
                    {pair.lower()    ? "lower"
                     : pair.higher() ? "higher"
                                     : "",
                     Ink::odd}});
  }
  return lines(rows, "lrrrrrrl", style);
}

}  // namespace

std::string back_test_text(const PriceHistory& history, const BackTest& test, bool each, const Style& style) {
  const std::string title =
      fmt::format("Outlooks of \"{}\" against what happened, up to {}", printable(history.name), test.as_of);
  std::string text = inked(title, Ink::strong, style) + "\n";
  if (test.pairs.empty()) return text + "  No outcome is known yet: the history is too short.\n";
  std::vector<TableRow> rows{head({"", "pairs", "inside", "of 80%", "below", "above", "width", "p50 off"})};
  for (const Coverage& row : test.coverage) rows.push_back(coverage_row(row, style));
  for (const Coverage& row : test.by_class) rows.push_back(coverage_row(row, style));
  text += lines(rows, "lrrrrrrr", style);
  if (each) text += pairs_text(test, style);
  const std::string remark = fmt::format(
      "A pair is a class, the first day of a quarter, and a later day: inside if the price came between the p10 and "
      "p90 of the outlook "
      "of that first day, which knew nothing later. width: p90 by p10, p50 off: p50 by what came or the other way; "
      "both medians. Pairs "
      "overlap and share a market, so they are fewer facts than their number. The method was chosen on outcomes known "
      "by {}; see "
      "docs/back-test.md.",
      day_text(method_chosen()));
  for (const std::string& line : wrapped(remark, width - 2)) text += "  " + line + "\n";
  return text;
}

}  // namespace npcost
