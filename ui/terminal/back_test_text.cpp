// The back-test of outlooks, for a person.
#include <fmt/format.h>

#include "ui/terminal/columns.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/history_text.h"
#include "ui/terminal/table.h"

namespace npcost {
namespace {

constexpr std::size_t width = 80, longest_name = 40;

TableRow coverage_row(const Coverage& row, const Style& style) {
  const auto share = row.pairs == 0 ? std::string(nothing_mark(style)) : fmt::format("{:.1f} %", row.share() * 100);
  return {{shown_name(row.of, longest_name, style)}, {std::to_string(row.pairs)}, {std::to_string(row.inside)}, {share},
          {std::to_string(row.lower)}, {std::to_string(row.higher)}};
}

std::string lines(const std::vector<TableRow>& rows, std::string_view alignment, const Style& style) {
  std::string text;
  for (const std::string& line : table_lines(rows, alignment, 2, "  ", style)) text += line + "\n";
  return text;
}

std::string pairs_text(const BackTest& test, const Style& style) {
  std::vector<TableRow> rows{{{"on", Ink::faint}, {"months", Ink::faint}, {"price", Ink::faint}, {"p10", Ink::faint}, {"p50", Ink::faint},
                              {"p90", Ink::faint}, {"came", Ink::faint}, {"", {}}}};
  for (const BackTestPair& pair : test.pairs) {
    const auto cost = [&](double share) { return amount_text(pair.price * share, "USD", style); };
    rows.push_back({{day_text(pair.day)}, {std::to_string(pair.months)}, {cost(1)}, {cost(pair.low)}, {cost(pair.middle)}, {cost(pair.high)},
                    {cost(pair.outcome), pair.inside() ? std::nullopt : std::optional(Ink::odd)},
                    {pair.lower() ? "lower" : pair.higher() ? "higher" : "", Ink::odd}});
  }
  return lines(rows, "lrrrrrrl", style);
}

}  // namespace

std::string back_test_text(const PriceHistory& history, const BackTest& test, bool each, const Style& style) {
  std::string text = inked(fmt::format("Outlooks of \"{}\" against what happened, up to {}", printable(history.name), test.as_of),
                           Ink::strong, style) + "\n";
  if (test.pairs.empty()) return text + "  No outcome is known yet: the history is too short.\n";
  std::vector<TableRow> rows{{{"", {}}, {"pairs", Ink::faint}, {"inside", Ink::faint}, {"of 80 %", Ink::faint}, {"lower", Ink::faint}, {"higher", Ink::faint}}};
  for (const Coverage& row : test.coverage) rows.push_back(coverage_row(row, style));
  for (const Coverage& row : test.by_class) rows.push_back(coverage_row(row, style));
  text += lines(rows, "lrrrrr", style);
  if (each) text += pairs_text(test, style);
  for (const std::string& line : wrapped(fmt::format(
           "A pair is a class, the first day of a quarter, and a later day: inside if the price came between the p10 and p90 of the "
           "outlook of that first day, which knew nothing later. Pairs overlap and share a market, so they are fewer facts than their "
           "number. The method was chosen on outcomes known by {}; see docs/back-test.md.", day_text(method_chosen())), width - 2)) {
    text += "  " + line + "\n";
  }
  return text;
}

}  // namespace npcost
