#include "ui/terminal/sensitivity_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/reading/diagnostic.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/summary.h"

namespace npcost {
namespace {

constexpr std::size_t bar_cells = 24;

std::string note_lines(const std::string& sentence, const Style& style, Ink ink = Ink::odd) {
  std::string text;
  for (const std::string& line : wrapped(sentence, summary_width - 4)) text += "    " + inked(line, ink, style) + "\n";
  return text;
}

std::string title_section(const SensitivityAnswer& answer, const Style& style) {
  std::string text = inked(shown_name(answer.scenario, summary_width, style), Ink::strong, style) + "\n";
  std::vector<std::string> parts{fmt::format("seed {}", answer.seed), counted(answer.unknowns, "unknown", "unknowns")};
  if (answer.method == Sensitivity::Method::sobol) {
    parts.push_back(counted(answer.points, "point", "points"));
  } else {
    parts.push_back(counted(answer.replications, "replication", "replications"));
  }
  std::string period = printable(answer.period_text);
  const std::string_view through = "…";
  if (const std::size_t at = period.find(through); !style.utf8 && at != std::string::npos) period.replace(at, through.size(), "..");
  parts.push_back(period);
  text += joined_parts(parts, "", summary_width, style);
  if (answer.quick) text += inked("quick: a first look with fewer players and replications; not for decisions", Ink::odd, style) + "\n";
  if (!answer.partial) return text;
  return text + inked("PARTIAL: " + answer.partial_why, Ink::odd, style) + "\n";
}

/// "high    /players/active   10k..30k players"
std::string head_line(const StudiedUnknown& unknown, Influence influence, const Style& style) {
  const std::string word = pad_right(std::string(influence_word(influence)), 11);
  std::string line = "    " + inked(word, influence == Influence::high ? Ink::strong : Ink::faint, style);
  const std::size_t room = summary_width - 15;
  const std::string pointer = shown_name(unknown.pointer, room, style);
  line += pointer;
  const std::size_t used = display_width(pointer) + 3;
  if (!unknown.written.empty() && used + 8 < room)
    line += "   " + inked(shown_name(unknown.written, room - used, style), Ink::faint, style);
  return line + "\n";
}

/// Where a bar lies between the lowest and the highest end of all: spaces, then blocks.
std::string placed_bar(double from, double to, double lowest, double highest, const Style& style) {
  const double range = highest - lowest;
  const auto cell = [&](double at) {
    return range > 0 ? static_cast<std::size_t>(std::lround((at - lowest) / range * static_cast<double>(bar_cells))) : std::size_t{0};
  };
  const std::size_t begin = std::min(cell(from), bar_cells - 1), end = std::max(cell(to), begin + 1);
  std::string text(begin, ' ');
  for (std::size_t i = begin; i < end; ++i) text += style.utf8 ? "█" : "#";
  return text + std::string(bar_cells - std::min(end, bar_cells), ' ');
}

std::string tornado_section(const SensitivityAnswer& answer, const Style& style) {
  std::string text = "  " + inked("WHAT MATTERS MOST", Ink::strong, style) + "   " + answer.metric + "\n";
  text += note_lines("each unknown at its 5 % and its 95 % point, the others at their medians, the same players with the same luck", style,
                     Ink::faint);
  if (answer.at_medians) text += "    with every unknown at its median: " + value_text(*answer.at_medians, answer.unit, style) + "\n";
  if (answer.bars.empty()) return text + note_lines("the figure has no value in these runs", style);
  double lowest = answer.bars.front().low, highest = lowest;
  for (const TornadoBar& bar : answer.bars) {
    lowest = std::min({lowest, bar.low, bar.high});
    highest = std::max({highest, bar.low, bar.high});
  }
  for (const TornadoBar& bar : answer.bars) {
    text += head_line(bar.unknown, bar.influence, style);
    const std::string drawn = placed_bar(std::min(bar.low, bar.high), std::max(bar.low, bar.high), lowest, highest, style);
    std::string line = fmt::format("      5 % {} {} 95 % {}", pad_left(value_text(bar.low, answer.unit, style), 10), drawn,
                                   value_text(bar.high, answer.unit, style));
    text += line + "\n";
    if (!bar.swing_interval) continue;
    const auto& interval = *bar.swing_interval;
    text += fmt::format("      moves it by {}, {} CI {}..{}\n", value_text(bar.swing, answer.unit, style), level_text(interval.level),
                        value_text(interval.low, answer.unit, style), value_text(interval.high, answer.unit, style));
  }
  return text;
}

std::string share_with_interval(double share, const Interval& interval, const Style& style) {
  const auto shown = [&](double value) { return value_text(value, "ratio", style); };
  return fmt::format("{} ({}..{})", shown(share), shown(interval.low), shown(interval.high));
}

std::string sobol_section(const SensitivityAnswer& answer, const Style& style) {
  std::string text = "  " + inked("WHAT MATTERS MOST", Ink::strong, style) + "   " + answer.metric + "\n";
  text +=
      note_lines("shares of its variance: by the unknown alone, and with all that it does together with others; 95% CI", style, Ink::faint);
  if (!answer.indices) return text + note_lines("the figure is the same in all of these runs: no unknown has a share", style);
  const SobolIndices& all = *answer.indices;
  text += fmt::format("    mean {}, standard deviation {}\n", value_text(all.mean, answer.unit, style),
                      value_text(std::sqrt(all.variance), answer.unit, style));
  for (const SobolBar& bar : answer.shares) {
    text += head_line(bar.unknown, bar.influence, style);
    text += fmt::format("      {} total {}\n", pad_right(npcost::bar(bar.index.total, bar_cells, style), bar_cells),
                        share_with_interval(bar.index.total, bar.index.total_interval, style));
    text += fmt::format("      {} alone {}\n", std::string(bar_cells, ' '),
                        share_with_interval(bar.index.first, bar.index.first_interval, style));
  }
  if (all.interactions > many_interactions) {
    text += note_lines(fmt::format("{} of the variance comes from unknowns together, not one by one: a tornado would mislead here",
                                   value_text(all.interactions, "ratio", style)),
                       style);
  }
  return text;
}

std::string notes_section(const SensitivityAnswer& answer, const Style& style) {
  std::string text;
  if (answer.correlated > 0) {
    text += note_lines(fmt::format("{} of the scenario {} left out: here each unknown moves by itself",
                                   counted(answer.correlated, "correlation", "correlations"), answer.correlated == 1 ? "is" : "are"),
                       style);
  }
  if (answer.without_value > 0) {
    text += note_lines(fmt::format("{} had no value of the figure and {} left out", counted(answer.without_value, "run", "runs"),
                                   answer.without_value == 1 ? "is" : "are"),
                       style);
  }
  return text;
}

}  // namespace

std::string sensitivity_text(const SensitivityAnswer& answer, const Style& style) {
  std::string text = title_section(answer, style) + "\n";
  text += answer.method == Sensitivity::Method::sobol ? sobol_section(answer, style) : tornado_section(answer, style);
  const std::string notes = notes_section(answer, style);
  return notes.empty() ? text : text + "\n" + notes;
}

}  // namespace npcost
