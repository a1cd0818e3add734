// What would make a mode affordable, below its verdict.
#include <fmt/format.h>

#include <algorithm>

#include "sim/reading/diagnostic.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/summary.h"

namespace npcost {
namespace {

constexpr std::size_t most_flips = 6;

/// What players lose is said from here on.
constexpr double worth_saying = 0.005;

std::string flip_line(const Flip& flip, const Style& style) {
  std::string then = "then " + value_text(flip.share_of_net_revenue, "ratio", style);
  const auto lost = [&](double share, std::string_view of) {
    if (share >= worth_saying) then += fmt::format("; players lose {} of {}", value_text(share, "ratio", style), of);
  };
  lost(flip.more_degraded_turns, "turns");
  lost(flip.more_unserved_talks, "talks");
  return fmt::format("{} ({})", printable(flip.sentence), then);
}

std::string lines_of(const std::string& text, std::string_view indent) {
  std::string lines;
  for (const std::string& line : wrapped(text, summary_width - indent.size())) lines += std::string(indent) + line + "\n";
  return lines;
}

std::string mode_lines(const ModeVerdict& verdict, const Style& style) {
  std::string mode = verdict.mode;
  std::replace(mode.begin(), mode.end(), '_', ' ');
  const bool any = !verdict.flips.empty();
  std::string text = fmt::format("    {} {}\n", mode, any ? "is in the green with one of" : "has no way into the green that was found");
  const std::size_t shown = std::min(verdict.flips.size(), most_flips);
  for (std::size_t i = 0; i < shown; ++i) text += lines_of(flip_line(verdict.flips[i], style), "      ");
  if (shown < verdict.flips.size())
    text += fmt::format("      and {} more; --json has all, with their settings\n", verdict.flips.size() - shown);
  if (!verdict.flips_note.empty() && (any || verdict.not_enough.empty())) text += lines_of(verdict.flips_note, "      ");
  if (verdict.not_enough.empty()) return text;
  std::string short_of_it = "not enough alone: ";
  for (std::size_t i = 0; i < verdict.not_enough.size(); ++i) short_of_it += (i == 0 ? "" : "; ") + flip_line(verdict.not_enough[i], style);
  return text + lines_of(short_of_it, "      ");
}

}  // namespace

std::string flips_section(const Result& result, const Style& style) {
  std::string text;
  for (const ModeVerdict& verdict : result.verdicts) {
    const bool asked = !verdict.flips.empty() || !verdict.not_enough.empty() || !verdict.flips_note.empty();
    if (asked && verdict.share_of_net_revenue) text += mode_lines(verdict, style);
  }
  if (text.empty()) return {};
  return "  " + inked("WHAT WOULD FLIP IT", Ink::strong, style) + "\n" + text;
}

}  // namespace npcost
