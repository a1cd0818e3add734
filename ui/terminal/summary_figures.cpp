// Load, latency and quality beside the cost, how well the inputs are known, and what was odd about them.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>

#include "sim/reading/diagnostic.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/summary.h"

namespace npcost {
namespace {

std::string figure_lines(const Metric& metric, const Style& style) {
  std::vector<std::string> parts;
  if (metric.mean) parts.push_back("mean " + value_text(*metric.mean, metric.unit, style));
  for (const char* name : {"p50", "p95", "p99"}) {
    const auto found = metric.percentiles.find(name);
    if (found != metric.percentiles.end())
      parts.push_back(fmt::format("{} {}", name, value_text(found->second, metric.unit, style)));
  }
  if (metric.interval) parts.push_back(interval_text(*metric.interval, metric.unit, style));
  if (parts.empty()) return {};
  const std::string indent(32, ' ');
  std::string text = joined_parts(parts, indent, summary_width, style);
  return "    " + pad_right(metric.name, indent.size() - 4) + text.substr(indent.size());
}

std::string provenance_lines(const Result& result, const Style& style) {
  std::vector<std::string> parts;
  for (const char* provenance : {"sourced", "derived", "assumed"}) {
    const auto count = std::count_if(result.assumptions.begin(), result.assumptions.end(),
                                     [&](const Assumption& assumption) { return assumption.provenance == provenance; });
    parts.push_back(fmt::format("{} {}", count, provenance));
  }
  parts.emplace_back("`npcost resolve --origins` lists them");
  return joined_parts(parts, "    ", summary_width, style);
}

std::string book_lines(const Result& result, const Style& style) {
  std::vector<std::string> parts;
  for (const Scenario::BookUsed& book : result.audit.price_books) {
    std::string part = "prices: " + printable(book.name);
    if (!book.as_of.empty()) part += " as of " + printable(book.as_of);
    parts.push_back(std::move(part));
  }
  return joined_parts(parts, "    ", summary_width, style);
}

std::string warning_lines(const Diagnostic& warning, const Style& style) {
  std::string text = warning.code;
  if (!warning.pointer.empty()) text += " " + printable(warning.pointer);
  text += ": " + printable(warning.message);
  std::string lines;
  for (const std::string& line : wrapped(text, summary_width - 6)) {
    lines += (lines.empty() ? "    " : "      ") + inked(line, Ink::odd, style) + "\n";
  }
  return lines;
}

constexpr std::size_t most_warnings = 10;

/// Shown once they are anything: most scenarios pull none of these levers.
constexpr std::string_view lever_figures[] = {"turns.npc_started", "turns.without_model", "turns.on_device", "quality.refused_turns",
                                              "quality.unserved_talks"};

}  // namespace

std::string figures_section(const Result& result, const Style& style) {
  std::string text;
  for (const Metric& metric : result.metrics) {
    const bool of_a_lever = std::find(std::begin(lever_figures), std::end(lever_figures), metric.name) != std::end(lever_figures);
    if (metric.name.starts_with("cost.") || (of_a_lever && metric.mean == 0.0)) continue;
    text += figure_lines(metric, style);
  }
  if (text.empty()) return {};
  return "  " + inked("LOAD, LATENCY, QUALITY", Ink::strong, style) + "\n" + text;
}

std::string inputs_section(const Result& result, const Style& style) {
  std::string text;
  if (!result.assumptions.empty()) {
    text = "  " + inked("INPUTS", Ink::strong, style) + "\n" + provenance_lines(result, style);
    text += book_lines(result, style);
  }
  if (result.warnings.empty()) return text;
  text += "  " + inked("WARNINGS", Ink::strong, style) + "\n";
  const std::size_t shown = std::min(result.warnings.size(), most_warnings);
  for (std::size_t i = 0; i < shown; ++i) text += warning_lines(result.warnings[i], style);
  if (shown < result.warnings.size()) {
    text += fmt::format("    and {} more; `npcost check` shows all\n", result.warnings.size() - shown);
  }
  return text;
}

}  // namespace npcost
