// What policies did and which events happened.
#include <fmt/format.h>

#include "sim/reading/diagnostic.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/summary.h"

namespace npcost {
namespace {

constexpr std::size_t name_width = 24;

/// Name and kind, and what there is to say of it, wrapped.
std::string row(const std::string& name, const std::string& kind, const std::vector<std::string>& parts, const Style& style) {
  const std::string indent(name_width + 16, ' ');
  const std::string text = joined_parts(parts, indent, summary_width, style);
  return "    " + pad_right(shown_name(name, name_width, style), name_width + 1) + pad_right(kind, 11) + text.substr(indent.size());
}

std::string reached_text(const PolicyResult& policy, const Style& style) {
  std::string text = fmt::format("limit {} reached {} times", printable(policy.limit), number_text(*policy.reached, style));
  if (*policy.reached == 0) return fmt::format("limit {} never reached", printable(policy.limit));
  if (policy.over && *policy.over > 0) {
    const bool money = policy.over_unit != "turns" && policy.over_unit != "h" && policy.over_unit != "tokens";
    const std::string amount =
        money ? value_text(*policy.over, policy.over_unit, style) : number_text(*policy.over, style) + " " + policy.over_unit;
    text += fmt::format(", {} over it before it bit", amount);
  }
  return text;
}

std::string policy_lines(const PolicyResult& policy, const Style& style) {
  std::vector<std::string> parts;
  if (policy.turns) parts.push_back(fmt::format("changed {} of the turns", value_text(*policy.turns, "ratio", style)));
  if (policy.reached) parts.push_back(reached_text(policy, style));
  if (parts.empty()) parts.emplace_back("holds for every turn");
  return row(policy.name, policy.kind, parts, style);
}

std::string event_line(const EventResult& event, const Style& style) {
  std::vector<std::string> parts = {printable(event.when)};
  if (event.probability < 1) parts.push_back(fmt::format("in {} of the replications", value_text(event.happened, "ratio", style)));
  return row(event.name, event.kind, parts, style);
}

}  // namespace

std::string levers_section(const Result& result, const Style& style) {
  std::string text;
  if (!result.policies.empty()) text += "  " + inked("POLICIES", Ink::strong, style) + "\n";
  for (const PolicyResult& policy : result.policies) text += policy_lines(policy, style);
  if (!result.events.empty()) text += (text.empty() ? "  " : "\n  ") + inked("EVENTS", Ink::strong, style) + "\n";
  for (const EventResult& event : result.events) text += event_line(event, style);
  return text;
}

}  // namespace npcost
