// How sure the run is: when it stopped and why, and what the spread between its replications is made of.
#include <fmt/format.h>

#include <array>
#include <string_view>

#include "ui/terminal/columns.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/summary.h"

namespace npcost {
namespace {

/// Whose spread is shown, in this order, where the run is nested.
constexpr std::array<std::string_view, 4> headline_metrics{"cost.per_mau_month", "cost.total", "cost.per_player_hour",
                                                           "cost.share_of_revenue"};

std::string lines_of(const std::string& sentence) {
  std::string text;
  for (const std::string& line : wrapped(sentence, summary_width - 4)) text += (text.empty() ? "    " : "      ") + line + "\n";
  return text;
}

std::string share_text(double share, const Style& style) { return value_text(share, "ratio", style); }

std::string more_text(const Precision& precision) {
  const auto more = precision.half_width ? precision.more_for(*precision.half_width / 2) : std::nullopt;
  if (!more || *precision.half_width == 0) return {};
  return fmt::format("; half as wide would need about {}", counted(*more, "more replication", "more replications"));
}

std::string stop_lines(const Result& result, const Style& style) {
  const Precision& precision = *result.precision;
  const std::string done = counted(result.audit.replications, "replication", "replications");
  const std::string asked = fmt::format("{} ({} CI)", share_text(precision.asked, style), level_text(precision.confidence));
  const char* sign = style.utf8 ? "±" : "+-";
  if (!precision.half_width) {
    return lines_of(fmt::format("{}: {} has no interval that could become narrower; stop_when was not followed further", done,
                                precision.metric));
  }
  const std::string width = fmt::format("{} {}{}", precision.metric, sign, share_text(*precision.half_width, style));
  if (precision.reached()) {
    return lines_of(fmt::format("stopped after {}: {}, asked {}{}{}", done, width, sign, asked, more_text(precision)));
  }
  const auto more = precision.more_for(precision.asked);
  return lines_of(fmt::format("not narrow enough after {} of at most {}: {}, asked {}{}{}", done, precision.most, width, sign, asked,
                              more ? fmt::format("; that would need about {}", counted(*more, "more replication", "more replications"))
                                   : std::string()));
}

std::string spread_lines(const Metric& metric, const Style& style) {
  const SpreadParts& spread = *metric.spread;
  std::string sentence = fmt::format("{}: of the spread between replications {} is what nobody knows", metric.name,
                                     share_text(spread.unknown_share, style));
  if (const auto& interval = spread.share_interval) {
    sentence +=
        fmt::format(" ({} CI {}..{})", level_text(interval->level), share_text(interval->low, style), share_text(interval->high, style));
  }
  sentence += fmt::format(", {} is luck of players", share_text(1 - spread.unknown_share, style));
  return lines_of(sentence);
}

}  // namespace

std::string precision_section(const Result& result, const Style& style) {
  std::string text;
  if (result.precision) text += stop_lines(result, style);
  if (result.looks) {
    text += lines_of(fmt::format("run until decided: verdicts allow for up to {} at the figures", counted(*result.looks, "look", "looks")));
  }
  for (const std::string_view name : headline_metrics) {
    for (const Metric& metric : result.metrics) {
      if (metric.name == name && metric.spread) text += spread_lines(metric, style);
    }
  }
  return text.empty() ? text : "  " + inked("HOW SURE", Ink::strong, style) + "\n" + text;
}

}  // namespace npcost
