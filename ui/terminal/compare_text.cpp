#include "ui/terminal/compare_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/base/money.h"
#include "sim/reading/diagnostic.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/summary.h"
#include "ui/terminal/table.h"

namespace npcost {
namespace {

constexpr std::size_t most_warnings = 10;

std::string plus(double value) { return value > 0 ? "+" : ""; }

std::string scenario_line(std::string_view letter, const ComparedScenario& one, const Style& style) {
  std::string text = fmt::format("{}  {}", letter, shown_name(one.name, 36, style));
  text += std::string(dot(style));
  const std::string where = one.variant.empty() ? one.files.front() : fmt::format("variant \"{}\"", one.variant);
  return text + shown_name(where, summary_width - display_width(text), style) + "\n";
}

std::string ascii_period(const std::string& period, const Style& style) {
  std::string text = printable(period);
  const std::string_view through = "…";
  if (const std::size_t at = text.find(through); !style.utf8 && at != std::string::npos) text.replace(at, through.size(), "..");
  return text;
}

std::string title_section(const Comparison& all, const Style& style) {
  std::string text = inked("Two scenarios, the same players with the same luck", Ink::strong, style) + "\n";
  text += scenario_line("A", all.a, style) + scenario_line("B", all.b, style);
  std::vector<std::string> parts{fmt::format("seed {}", all.seed), counted(all.replications, "replication", "replications") + " of each"};
  if (all.period_a == all.period_b) {
    parts.push_back(ascii_period(all.period_a, style));
  } else {
    parts.push_back("A: " + ascii_period(all.period_a, style));
    parts.push_back("B: " + ascii_period(all.period_b, style));
  }
  text += joined_parts(parts, "", summary_width, style);
  if (all.quick) text += inked("quick: a first look with fewer players and replications; not for decisions", Ink::odd, style) + "\n";
  if (!all.partial) return text;
  for (const std::string& line : wrapped("PARTIAL: " + printable(all.partial_why), summary_width)) {
    text += inked(line, Ink::odd, style) + "\n";
  }
  return text;
}

std::string words_of(ComparisonWord word) {
  switch (word) {
    case ComparisonWord::higher: return "higher";
    case ComparisonWord::lower: return "lower";
    case ComparisonWord::no_difference_shown: return "no difference shown";
    case ComparisonWord::no_interval: return "one pair: no interval";
    case ComparisonWord::only_a: return "only A has it: nothing to compare";
    case ComparisonWord::only_b: return "only B has it: nothing to compare";
    case ComparisonWord::neither: return "neither has it";
  }
  return {};
}

std::string change_text(const ComparedMetric& metric, const Style& style) {
  return metric.relative ? plus(*metric.relative) + value_text(*metric.relative, "ratio", style) : std::string(nothing_mark(style));
}

TableRow row_of(const ComparedMetric& metric, bool with_change, const Style& style) {
  TableRow row{{metric.name}, {value_text(metric.a, metric.unit, style)}, {value_text(metric.b, metric.unit, style)}};
  if (with_change) row.push_back({change_text(metric, style)});
  const bool differs = metric.word == ComparisonWord::higher || metric.word == ComparisonWord::lower;
  row.push_back({words_of(metric.word), differs ? std::optional(Ink::strong) : std::nullopt});
  return row;
}

/// "B - A -$0.0170 · 95% CI of the mean difference -$0.0180..-$0.0160"; nothing where both are the same in every pair.
std::string difference_lines(const ComparedMetric& metric, const Comparison& all, bool with_change, const Style& style) {
  const auto& interval = metric.interval;
  if (*metric.difference == 0 && (!interval || (interval->low == 0 && interval->high == 0))) return {};
  const auto shown = [&](double value) { return plus(value) + value_text(value, metric.unit, style); };
  std::vector<std::string> parts{"B - A " + shown(*metric.difference)};
  if (with_change) parts.front() += fmt::format(" ({})", change_text(metric, style));
  if (interval) {
    parts.push_back(fmt::format("{} CI of the {} {}..{}", level_text(interval->level), interval->of, shown(interval->low),
                                shown(interval->high)));
  }
  if (metric.pairs != all.replications) parts.push_back(fmt::format("{} of {} pairs have it", metric.pairs, all.replications));
  return joined_parts(parts, "        ", summary_width, style);
}

/// The table of what both have. Figures so long that a line would not hold them have their change below them.
std::string table_text(const Comparison& all, bool with_change, const Style& style) {
  TableRow head{{"", {}}, {"A"}, {"B"}};
  if (with_change) head.push_back({"change"});
  std::vector<TableRow> rows{head};
  std::vector<std::string> below{{}};
  for (const ComparedMetric& metric : all.metrics) {
    if (!metric.difference) continue;
    rows.push_back(row_of(metric, with_change, style));
    below.push_back(difference_lines(metric, all, !with_change, style));
  }
  if (rows.size() == 1) return {};
  std::string text;
  const std::vector<std::string> lines = table_lines(rows, with_change ? "lrrrl" : "lrrl", 2, "    ", style);
  for (std::size_t i = 0; i < lines.size(); ++i) text += lines[i] + "\n" + below[i];
  return text;
}

bool fits(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (display_width(text.substr(0, end)) > summary_width) return false;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

std::string figures_section(const Comparison& all, const CompareNotes& notes, const Style& style) {
  Style plain = style;  // escape sequences have no width
  plain.color = false;
  std::string text = "  " + inked("FIGURES", Ink::strong, style) + "\n";
  text += table_text(all, fits(table_text(all, true, plain)), style);
  for (const ComparedMetric& metric : all.metrics) {
    if (metric.difference || (metric.word == ComparisonWord::neither && !notes.metrics_were_asked)) continue;
    text += fmt::format("    {}: {}\n", metric.name, words_of(metric.word));
  }
  return text;
}

std::string joined(const std::vector<std::string>& sections) {
  std::string text;
  for (std::size_t i = 0; i < sections.size(); ++i) text += (i == 0 ? "" : i + 1 == sections.size() ? " and " : ", ") + sections[i];
  return text;
}

double amount_of(const std::string& exact) {
  const std::optional<Money> money = Money::from_decimal(exact);
  return money ? money->approximate() : 0;
}

std::string note_lines(const std::string& sentence) {
  std::string text;
  for (const std::string& line : wrapped(sentence, summary_width - 4)) text += "    " + line + "\n";
  return text;
}

std::string bridge_section(const Comparison& all, const Style& style) {
  const Bridge& bridge = all.bridge;
  std::string text = "  " + inked("BRIDGE", Ink::strong, style) + "\n";
  if (bridge.steps.empty()) return text + "    no section differs: both are the same world\n";
  text += "    " + inked("what cost.total changes by, section by section, in this order; another order", Ink::faint, style) + "\n";
  text += "    " + inked("splits it otherwise", Ink::faint, style) + "\n";
  std::vector<TableRow> rows{{{"A"}, {money_text(amount_of(bridge.a), all.currency, style)}, {""}}};
  const double whole = amount_of(bridge.a);
  for (const BridgeStep& step : bridge.steps) {
    const double amount = amount_of(step.amount);
    const std::string share = whole == 0 ? std::string() : plus(amount) + value_text(amount / whole, "ratio", style);
    rows.push_back({{cut_to(joined(step.sections), 44, style)}, {plus(amount) + money_text(amount, all.currency, style)}, {share}});
  }
  rows.push_back({{"B"}, {money_text(amount_of(bridge.b), all.currency, style)}, {""}});
  for (const std::string& line : table_lines(rows, "lrr", 2, "    ", style)) text += line + "\n";
  for (const BridgeStep& step : bridge.steps) {
    if (step.sections.size() < 2) continue;
    text += note_lines(fmt::format("{} are one step: one without the others makes no scenario that can be read", joined(step.sections)));
  }
  return text + note_lines(fmt::format("the steps add up exactly: {} {}", bridge.difference, all.currency));
}

std::string warnings_section(const Comparison& all, const Style& style) {
  std::string text;
  std::size_t count = 0;
  for (const ComparedScenario* one : {&all.a, &all.b}) {
    for (const Diagnostic& warning : one->warnings) {
      if (++count > most_warnings) continue;
      std::string said = fmt::format("{}: {}", one == &all.a ? "A" : "B", warning.code);
      if (!warning.pointer.empty()) said += " " + printable(warning.pointer);
      std::string lines;
      for (const std::string& line : wrapped(said + ": " + printable(warning.message), summary_width - 6)) {
        lines += (lines.empty() ? "    " : "      ") + inked(line, Ink::odd, style) + "\n";
      }
      text += lines;
    }
  }
  if (count > most_warnings) text += fmt::format("    and {} more; `npcost check` shows all\n", count - most_warnings);
  return text.empty() ? text : "  " + inked("WARNINGS", Ink::strong, style) + "\n" + text;
}

std::string closing_line(const Comparison& all) {
  const auto count = [&](ComparisonWord word) {
    return std::count_if(all.metrics.begin(), all.metrics.end(), [&](const ComparedMetric& metric) { return metric.word == word; });
  };
  const auto single = count(ComparisonWord::no_interval);
  if (single > 0) return "one replication shows a difference, and not whether luck made it: run more";
  const auto higher = count(ComparisonWord::higher), lower = count(ComparisonWord::lower);
  const auto same = count(ComparisonWord::no_difference_shown);
  if (higher + lower + same == 0) return "nothing that was asked for can be compared";
  return fmt::format("B beside A: {} higher, {} lower, {} with no difference shown", higher, lower, same);
}

}  // namespace

std::string compare_text(const Comparison& comparison, const CompareNotes& notes, const Style& style) {
  std::string text;
  for (const std::string& section : {title_section(comparison, style), figures_section(comparison, notes, style),
                                     bridge_section(comparison, style), warnings_section(comparison, style),
                                     "  " + closing_line(comparison) + "\n"}) {
    if (section.empty()) continue;
    text += (text.empty() ? "" : "\n") + section;
  }
  return text;
}

}  // namespace npcost
