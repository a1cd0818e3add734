// What each variant changes, and what each policy saves: money beside what players lose by it.
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

constexpr std::string_view judged_metric = "cost.per_mau_month";

struct Loss {
  std::string_view metric, word;
};
/// What players lose when a studio saves; a metric that this version does not know is left out.
constexpr std::array<Loss, 4> losses{{{"quality.degraded_turns", "degraded"},
                                      {"quality.refused_turns", "refused"},
                                      {"quality.unserved_talks", "talks that nothing serves"},
                                      {"quality.abandoned_turns", "abandoned"}}};

template <typename Named>
const Named* named(const std::vector<Named>& all, std::string_view name, std::string Named::*field) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Named& one) { return one.*field == name; });
  return found == all.end() ? nullptr : &*found;
}

std::optional<double> mean_of_metric(const std::vector<Metric>& metrics, std::string_view name) {
  const Metric* metric = named(metrics, name, &Metric::name);
  return metric == nullptr ? std::nullopt : metric->mean;
}

/// "±0.8 %" of what the change is a share of; "" for one replication.
std::string half_width(const std::optional<Interval>& interval, const Style& style) {
  if (!interval) return {};
  return (style.utf8 ? " ±" : " +-") + value_text((interval->high - interval->low) / 2, "ratio", style);
}

/// "degraded 0 % → 3.10 %" for each figure that is not the same in both.
std::vector<std::string> changed_losses(const std::vector<Metric>& from, const std::vector<Metric>& to, const Style& style) {
  std::vector<std::string> parts;
  for (const Loss& loss : losses) {
    const std::string before = value_text(mean_of_metric(from, loss.metric), "ratio", style);
    const std::string after = value_text(mean_of_metric(to, loss.metric), "ratio", style);
    if (before != after) parts.push_back(fmt::format("{} {} {} {}", loss.word, before, style.utf8 ? "→" : "->", after));
  }
  return parts;
}

std::string written_lines(const VariantResult& variant, const Result& result, const Style& style) {
  const MetricDifference* change = named(variant.differences, judged_metric, &MetricDifference::metric);
  std::string changed(nothing_mark(style));
  if (change != nullptr && change->relative) {
    changed = (*change->relative > 0 ? "+" : "") + value_text(*change->relative, "ratio", style) +
              half_width(change->relative_interval, style);
  }
  std::string text = fmt::format("    {} {}  {}\n", pad_right(shown_name(variant.name, 30, style), 30),
                                 pad_left(value_text(mean_of_metric(variant.metrics, judged_metric), result.currency, style), 12), changed);
  return text + joined_parts(changed_losses(result.metrics, variant.metrics, style), "        ", summary_width, style);
}

/// From the policy's view: the scenario has it, the variant has not.
std::string policy_lines(const VariantResult& variant, const Result& result, const Style& style) {
  std::string text = "    " + shown_name(variant.policy, 22, style);
  if (variant.saving) {
    const bool saves = variant.saving->share >= 0;
    text += fmt::format(" {} {}{}", saves ? "saves" : "adds", value_text(std::abs(variant.saving->share), "ratio", style),
                        half_width(variant.saving->interval, style));
    const MetricDifference* change = named(variant.differences, judged_metric, &MetricDifference::metric);
    if (change != nullptr && change->mean)
      text += fmt::format(" ({} per MAU-month)", value_text(std::abs(*change->mean), result.currency, style));
  } else {
    text += ": nothing can be said of what it saves";
  }
  std::vector<std::string> parts = changed_losses(variant.metrics, result.metrics, style);
  if (parts.empty()) parts.emplace_back("nothing that is counted changes");
  parts.front().insert(0, "players: ");
  return text + "\n" + joined_parts(parts, "        ", summary_width, style);
}

}  // namespace

std::string variants_section(const Result& result, const Style& style) {
  if (result.variants.empty()) return {};
  std::string text = "  " + inked("VARIANTS", Ink::strong, style) + "\n";
  text += "    " + inked("the same players and the same luck; per MAU-month, change with its 95% CI", Ink::faint, style) + "\n";
  for (const VariantResult& variant : result.variants)
    text += variant.automatic() ? policy_lines(variant, result, style) : written_lines(variant, result, style);
  return text;
}

}  // namespace npcost
