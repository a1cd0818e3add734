#include "ui/terminal/summary.h"

#include <fmt/format.h>

#include <cmath>

#include "sim/reading/diagnostic.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/exit_codes.h"
#include "ui/terminal/figures.h"

namespace npcost {
namespace {

std::string players_text(const Result& result, const Style& style) {
  const std::string simulated = number_text(result.simulated_players, style);
  if (std::abs(result.active_players - result.simulated_players) < 0.5) return simulated + " players";
  return fmt::format("{} of {} players simulated", simulated, number_text(result.active_players, style));
}

std::string period_text(const Result& result, const Style& style) {
  std::string text = printable(result.period_text);
  const std::string_view through = "…";
  if (const std::size_t at = text.find(through); !style.utf8 && at != std::string::npos)
    text.replace(at, through.size(), "..");
  return text;
}

std::string title_section(const Result& result, const SummaryNotes& notes, const Style& style) {
  std::string text = inked(shown_name(result.audit.scenario_name, summary_width, style), Ink::strong, style) + "\n";
  text += joined_parts(
      {fmt::format("seed {}", result.audit.seed), counted(result.audit.replications, "replication", "replications"),
       players_text(result, style), period_text(result, style)},
      "", summary_width, style);
  if (notes.quick)
    text += inked("quick: a first look with fewer players and replications; not for decisions", Ink::odd, style) + "\n";
  if (result.audit.partial) {
    for (const std::string& line : wrapped("PARTIAL: " + printable(result.audit.partial_why), summary_width)) {
      text += inked(line, Ink::odd, style) + "\n";
    }
  }
  return text;
}

std::string closing_section(const Result& result, const SummaryNotes& notes, const Style& style) {
  std::string text;
  if (!notes.written.empty()) {
    std::vector<std::string> paths;
    for (const std::string& path : notes.written) paths.push_back(printable(path));
    paths.front().insert(0, "written: ");
    text += joined_parts(paths, "  ", summary_width, style);
  }
  const Ink ink = notes.code == 0 ? Ink::good : notes.code == exit_codes::budget_failed ? Ink::bad : Ink::odd;
  for (const std::string& line :
       wrapped(closing_line(result, notes.code, style.utf8 ? "→" : "->"), summary_width - 2)) {
    text += "  " + inked(line, ink, style) + "\n";
  }
  return text;
}

}  // namespace

std::string summary_text(const Result& result, const SummaryNotes& notes, const Style& style) {
  std::string text;
  for (const std::string& section :
       {title_section(result, notes, style), budgets_section(result, style), precision_section(result, style),
        cost_section(result, style), parts_section(result, style), verdict_section(result, style), money_section(result, style),
        flips_section(result, style), levers_section(result, style), variants_section(result, style), prices_section(result, style),
        figures_section(result, style), inputs_section(result, style), closing_section(result, notes, style)}) {
    if (section.empty()) continue;
    if (!text.empty()) text += "\n";
    text += section;
  }
  return text;
}

}  // namespace npcost
