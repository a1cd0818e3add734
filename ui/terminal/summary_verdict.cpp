// Verdicts: in which band each way of talking stands, by what it was judged, and what binds.
#include <fmt/format.h>

#include <algorithm>

#include "sim/reading/diagnostic.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/summary.h"

namespace npcost {
namespace {

Ink ink_of_band(std::string_view band) {
  if (band == "green") return Ink::good;
  if (band == "red" || band == "black") return Ink::bad;
  return Ink::odd;
}

/// "speech to speech": what a person reads for the key of a mode.
std::string mode_words(std::string_view mode) {
  std::string words(mode);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string bands_line(const Viability& bands, const Style& style) {
  const std::string_view to = style.utf8 ? "≤" : "<=";
  const auto band = [&](std::string_view name, double end) { return fmt::format("{} {} {:.4g} %", name, to, end * 100); };
  return joined_parts({band("green", bands.green), band("amber", bands.amber), band("red", bands.red) + " of net revenue", "black above"},
                      "    ", summary_width, style);
}

/// What else was judged, but for a peak month that is only the mean of a short run.
std::vector<std::string> judged_parts(const ModeVerdict& verdict, const Style& style) {
  struct Word {
    std::string_view of, word;
  };
  constexpr Word words[] = {{"p95_player", "P95 player"}, {"peak_month", "dearest 30 days"}, {"bill_p90", "P90 of the bill"}};
  std::vector<std::string> parts;
  for (const Judged& one : verdict.judged) {
    const bool only_the_mean = one.of == "peak_month" && !one.note.empty();
    const auto word = std::find_if(std::begin(words), std::end(words), [&](const Word& known) { return known.of == one.of; });
    if (word == std::end(words) || !one.share || only_the_mean) continue;
    parts.push_back(fmt::format("{} {} {}", word->word, value_text(*one.share, "ratio", style), one.band));
  }
  return parts;
}

/// "heaviest: tts (71 %)", and what would be if it, or all but it, were free.
std::string binding_text(const ModeVerdict& verdict, const Style& style) {
  const std::string name = printable(verdict.binding_component);
  std::string text = fmt::format("heaviest: {} ({})", name, value_text(verdict.binding_share, "ratio", style));
  if (verdict.components.size() < 2 || verdict.band == "green" || !verdict.share_of_net_revenue) return text;
  const CostComponent& part = verdict.components.front();
  if (part.green_alone == false && part.green_without == false) return text + "; neither it nor the rest alone would be green";
  if (part.green_alone == false) return text + "; with all the rest free it would still not be green";
  if (part.green_without == true) return text + "; with it free it would be green";
  return text + "; with it free it would still not be green";
}

std::string lines_of(const ModeVerdict& verdict, const std::string& word, std::size_t widest, const Result& result, const Style& style) {
  std::string text = fmt::format("    {} {}", pad_right(word, widest), inked(pad_right(verdict.band, 8), ink_of_band(verdict.band), style));
  std::vector<std::string> parts;
  if (verdict.share_of_net_revenue) {
    parts.push_back(value_text(*verdict.share_of_net_revenue, "ratio", style) + " of net revenue");
  } else {
    parts.emplace_back("no revenue to compare with");
  }
  if (verdict.cost_per_mau_month)
    parts.push_back(money_text(*verdict.cost_per_mau_month, result.currency, style) + " per MAU-month");
  if (verdict.fixed_per_mau_month && *verdict.fixed_per_mau_month > 0)
    parts.push_back("fixed costs " + money_text(*verdict.fixed_per_mau_month, result.currency, style));
  for (std::string& part : judged_parts(verdict, style)) parts.push_back(std::move(part));
  const std::string indent(14 + widest, ' ');
  text += joined_parts(parts, indent, summary_width, style).substr(indent.size() - 1);
  if (verdict.binding_component.empty()) return text;
  for (const std::string& line : wrapped(binding_text(verdict, style), summary_width - indent.size())) text += indent + line + "\n";
  return text;
}

}  // namespace

std::string verdict_section(const Result& result, const Style& style) {
  if (result.verdicts.empty()) return {};
  std::string text = "  " + inked("VERDICT", Ink::strong, style) + "\n";
  std::size_t widest = 6;
  std::vector<std::string> words;
  bool against_revenue = false;
  for (const ModeVerdict& verdict : result.verdicts) {
    words.push_back(mode_words(verdict.mode));
    widest = std::max(widest, display_width(words.back()));
    against_revenue = against_revenue || verdict.share_of_net_revenue.has_value();
  }
  if (against_revenue) text += bands_line(result.bands, style);
  for (std::size_t i = 0; i < result.verdicts.size(); ++i) text += lines_of(result.verdicts[i], words[i], widest, result, style);
  return text;
}

}  // namespace npcost
