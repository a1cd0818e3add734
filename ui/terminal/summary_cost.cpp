// What a player costs, and what that is made of.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/reading/diagnostic.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/summary.h"

namespace npcost {
namespace {

struct Row {
  std::string_view metric, label;
};
constexpr std::array<Row, 6> rows{{{"cost.per_mau_month", "per MAU-month"},
                                   {"cost.per_dau_day", "per DAU-day"},
                                   {"cost.per_player_hour", "per player-hour"},
                                   {"cost.per_conversation", "per conversation"},
                                   {"cost.per_turn", "per turn"},
                                   {"cost.per_voice_minute", "per voice minute"}}};
constexpr std::array<std::string_view, 4> shown_percentiles{"p50", "p90", "p95", "p99"};

const Metric* find(const Result& result, std::string_view name) {
  const auto found = std::find_if(result.metrics.begin(), result.metrics.end(),
                                  [name](const Metric& metric) { return metric.name == name; });
  return found == result.metrics.end() ? nullptr : &*found;
}

using Line = std::vector<std::string>;

/// Half of the interval as a share of the mean: what fits when both ends do not.
std::string relative_half_width(const Metric& metric, const Style& style) {
  if (!metric.interval || !metric.mean || *metric.mean == 0) return std::string(nothing_mark(style));
  const double half = (metric.interval->high - metric.interval->low) / 2;
  return (style.utf8 ? "±" : "+-") + value_text(half / std::abs(*metric.mean), "ratio", style);
}

std::string both_ends(const Metric& metric, std::string_view currency, const Style& style) {
  if (!metric.interval) return std::string(nothing_mark(style));
  return amount_text(metric.interval->low, currency, style) + ".." +
         amount_text(metric.interval->high, currency, style);
}

Line cells_of(const Metric& metric, std::string_view label, bool narrow, const Result& result, const Style& style) {
  Line cells{std::string(label)};
  const auto cell = [&](const double* value) {
    cells.push_back(value == nullptr ? std::string(nothing_mark(style)) : amount_text(*value, result.currency, style));
  };
  cell(metric.mean ? &*metric.mean : nullptr);
  for (const std::string_view name : shown_percentiles) {
    const auto found = metric.percentiles.find(std::string(name));
    cell(found == metric.percentiles.end() ? nullptr : &found->second);
  }
  cells.push_back(narrow ? relative_half_width(metric, style) : both_ends(metric, result.currency, style));
  return cells;
}

std::vector<Line> table_of(const Result& result, bool narrow, const Style& style) {
  std::string level = "95%";
  std::vector<Line> lines(1);
  for (const Row& row : rows) {
    const Metric* metric = find(result, row.metric);
    if (metric == nullptr || (!metric->mean && metric->percentiles.empty())) continue;
    if (metric->interval) level = level_text(metric->interval->level);
    lines.push_back(cells_of(*metric, row.label, narrow, result, style));
  }
  lines.front() = {
      "in " + result.currency, "mean", "p50", "p90", "p95", "p99", level + (narrow ? " CI" : " CI of mean")};
  return lines;
}

/// Columns as wide as their widest cell, the first to the left and the others to the right, `gap` cells between them.
std::vector<std::string> aligned(const std::vector<Line>& lines, std::size_t gap) {
  std::vector<std::size_t> widths;
  for (const Line& line : lines) {
    widths.resize(std::max(widths.size(), line.size()));
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], display_width(line[i]));
  }
  std::vector<std::string> texts;
  for (const Line& line : lines) {
    std::string text = "    " + pad_right(line[0], widths[0]);
    for (std::size_t i = 1; i < line.size(); ++i) text += pad_left(line[i], gap + widths[i]);
    texts.push_back(std::move(text));
  }
  return texts;
}

bool too_wide(const std::vector<std::string>& lines) {
  return std::any_of(lines.begin(), lines.end(),
                     [](const std::string& line) { return display_width(line) > summary_width; });
}

std::string total_lines(const Result& result, const Style& style) {
  std::vector<std::string> parts;
  if (const Metric* total = find(result, "cost.total"); total != nullptr && total->mean) {
    parts.push_back(fmt::format("total {} over the run", money_text(*total->mean, result.currency, style)));
    if (total->interval) parts.push_back(interval_text(*total->interval, result.currency, style));
  }
  if (const Metric* share = find(result, "cost.share_of_revenue"); share != nullptr && share->mean) {
    parts.push_back(value_text(*share->mean, "ratio", style) + " of net revenue");
  }
  return joined_parts(parts, "    ", summary_width, style);
}

struct Group {
  std::string_view label;
  const std::vector<NamedAmount>* parts;
};

constexpr std::size_t most_parts = 8;
constexpr std::size_t bar_width = 20;

std::string part_line(std::string_view label, const std::string& name, double amount, double all, const Result& result,
                      const Style& style) {
  const double share = all > 0 ? amount / all : 0;
  std::string line = fmt::format("    {} {} {} {}  {}", pad_right(label, 8), pad_right(name, 22),
                                 pad_left(money_text(amount, result.currency, style), 12),
                                 pad_left(value_text(share, "ratio", style), 8), bar(share, bar_width, style));
  while (line.ends_with(' ')) line.pop_back();
  return line + "\n";
}

std::string group_lines(const Group& group, const Result& result, const Style& style) {
  std::vector<NamedAmount> parts = *group.parts;
  std::stable_sort(parts.begin(), parts.end(),
                   [](const NamedAmount& a, const NamedAmount& b) { return a.approximate > b.approximate; });
  double all = 0;
  for (const NamedAmount& part : parts) all += part.approximate;
  std::string text;
  double others = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i >= most_parts) {
      others += parts[i].approximate;
      continue;
    }
    const std::string name = shown_name(parts[i].name, 22, style);
    text += part_line(i == 0 ? group.label : "", name, parts[i].approximate, all, result, style);
  }
  if (parts.size() > most_parts) {
    text += part_line("", fmt::format("and {} more", parts.size() - most_parts), others, all, result, style);
  }
  return text;
}

}  // namespace

std::string cost_section(const Result& result, const Style& style) {
  std::vector<std::string> lines = aligned(table_of(result, false, style), 2);
  if (too_wide(lines)) lines = aligned(table_of(result, true, style), 2);
  if (too_wide(lines)) lines = aligned(table_of(result, true, style), 1);
  std::string text = "  " + inked("COST", Ink::strong, style) + "\n";
  if (lines.size() > 1) {
    for (const std::string& line : lines) text += line + "\n";
    text += "    " +
            inked("MAU-month: active player, 30 days; percentiles over players; CI of the mean", Ink::faint, style) +
            "\n";
  } else {
    text += "    nothing can be said: nobody played\n";
  }
  return text + total_lines(result, style);
}

std::string parts_section(const Result& result, const Style& style) {
  std::string text;
  for (const Group& group : {Group{"stage", &result.cost.by_stage}, Group{"model", &result.cost.by_model},
                             Group{"NPC", &result.cost.by_npc}, Group{"segment", &result.cost.by_segment}}) {
    text += group_lines(group, result, style);
  }
  if (text.empty()) return {};
  return "  " + inked("WHAT IT IS MADE OF", Ink::strong, style) + "\n" + text;
}

}  // namespace npcost
