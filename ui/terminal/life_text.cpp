#include "ui/terminal/life_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/reading/diagnostic.h"
#include "ui/report/life_words.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/summary.h"
#include "ui/terminal/table.h"

namespace npcost {
namespace {

using Kind = Happening::Kind;

constexpr std::array<std::string_view, 7> weekdays{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

std::string name_of(const LifeLine& line, std::size_t width, const Scenario& scenario, const Style& style) {
  const Way& way = scenario.ways[line.way];
  return shown_name(scenario.npcs[way.npc].name, width, style);
}

std::string what(const LifeLine& line, const Scenario& scenario, const Style& style) {
  switch (line.kind) {
    case Kind::session_begins: return "session begins";
    case Kind::session_ends: return "session ends";
    case Kind::talk_begins: return name_of(line, 22, scenario, style);
    case Kind::turn: return "  turn";
    case Kind::npc_line: return "  unasked " + name_of(line, 12, scenario, style);
    case Kind::talk_ends: return "  talk ends";
    case Kind::prewarm: return "  cache filled";
    case Kind::refused: return "  turn refused";
  }
  return {};
}

/// What the columns have no room for, under the line: where a talk runs, and what became of a turn.
std::string remark(const LifeLine& line, const Scenario& scenario, const Style& style) {
  std::vector<std::string> parts;
  if (line.kind == Kind::talk_begins) {
    const Way& way = scenario.ways[line.way];
    parts.push_back(counted(line.turns, "turn", "turns"));
    parts.push_back("pipeline " + shown_name(scenario.pipelines[way.pipeline].name, 30, style));
    if (way.device) parts.emplace_back("on the player's device");
  }
  if (line.kind == Kind::refused) parts.push_back(counted(line.turns, "turn", "turns") + " that the talk would have had");
  if (is_spoken_line(line.kind)) {
    for (const std::string& one : remarks_on(line)) parts.push_back(one);
  }
  return parts.empty() ? std::string() : joined_parts(parts, "             ", summary_width, style);
}

TableRow row_of(const LifeLine& line, const std::string& cost, const Scenario& scenario, const Style& style) {
  const bool asked = is_spoken_line(line.kind);
  const auto tokens = [&](std::uint64_t count) { return TableCell{asked || count > 0 ? fmt::format("{}", count) : ""}; };
  const bool free = !asked && line.usage.empty();
  TableRow row{{local_clock(line.at)}, {what(line, scenario, style)}};
  for (const std::uint64_t count : {line.tokens.fresh, line.tokens.cached, line.tokens.written, line.tokens.reply})
    row.push_back(tokens(count));
  row.push_back(line.counted ? TableCell{free ? "" : cost} : TableCell{"not counted", Ink::faint});
  return row;
}

/// The day's lines as one table, remarks between them.
std::string day_text(const PlayerLife& life, const LifeDay& day, const Scenario& scenario, const Style& style) {
  const std::string cost = "cost in " + scenario.currency;
  std::vector<TableRow> rows{{{"time"}, {"what"}, {"fresh"}, {"cached"}, {"written"}, {"reply"}, {cost}}};
  for (std::size_t i = day.begin; i < day.end; ++i) rows.push_back(row_of(life.lines[i], day.costs[i - day.begin], scenario, style));
  rows.push_back({{""}, {"the day"}, {""}, {""}, {""}, {""},
                  day.counted ? TableCell{day.cost, Ink::strong} : TableCell{"not counted", Ink::faint}});
  const std::vector<std::string> lines = table_lines(rows, "llrrrrr", 1, "  ", style);
  const std::string_view weekday = weekdays[static_cast<std::size_t>(day.weekday)];
  std::string text = "  " + inked(fmt::format("{} {}", day.date, weekday), Ink::strong, style) + "\n";
  text += lines.front() + "\n";
  for (std::size_t i = day.begin; i < day.end; ++i) {
    text += lines[i - day.begin + 1] + "\n" + remark(life.lines[i], scenario, style);
  }
  return text + lines.back() + "\n";
}

/// What the player is like, as far as it matters in this scenario.
std::vector<std::string> like(const Portrait& portrait, const Scenario& scenario, const Style& style) {
  std::vector<std::string> parts{"segment " + shown_name(scenario.players.segments[portrait.segment].name, 40, style)};
  parts.push_back(portrait.sessions_a_day > 0 ? fmt::format("{} sessions a day on average", number_text(portrait.sessions_a_day, style))
                                              : "never plays");
  if (!portrait.talks) parts.emplace_back("does not use the feature");
  const bool spoken = std::any_of(scenario.pipelines.begin(), scenario.pipelines.end(), [](const Pipeline& p) { return p.spoken(); });
  if (portrait.talks && spoken) parts.emplace_back(portrait.speaks ? "speaks where it can" : "types");
  if (portrait.device_matters) parts.emplace_back(portrait.capable_device ? "device can run a model" : "device cannot run a model");
  if (portrait.talks && portrait.talk_factor != 1)
    parts.push_back(fmt::format("talks {} times as much as the average", number_text(portrait.talk_factor, style)));
  return parts;
}

std::string head_text(const PlayerLife& life, const Scenario& scenario, const Style& style) {
  std::string text = inked(shown_name(scenario.name, summary_width, style), Ink::strong, style) + "\n";
  text += joined_parts({fmt::format("seed {}", scenario.experiment.seed), fmt::format("replication {}", life.replication),
                        fmt::format("player {} of {}, numbered from 0", life.player, life.players)},
                       "", summary_width, style);
  text += joined_parts(like(life.portrait, scenario, style), "", summary_width, style);
  const PlayerTotals& totals = life.totals;
  std::vector<std::string> parts;
  if (totals.days == 0) parts.emplace_back("never played in the run");
  if (totals.days > 0) {
    parts.push_back(fmt::format("played on {}", counted(totals.days, "day", "days")));
    parts.push_back(fmt::format("{} h in all", number_text(totals.play_seconds / 3600.0, style)));
    parts.push_back(totals.conversations == 0 ? "never talked" : counted(totals.conversations, "talk", "talks"));
  }
  if (totals.conversations > 0) parts.push_back(counted(totals.turns, "turn", "turns"));
  parts.push_back("times in " + printable(scenario.timezone));
  return text + joined_parts(parts, "", summary_width, style);
}

std::string closing_text(const PlayerLife& life, const Scenario& scenario, const Style& style) {
  const std::string total = decimal(life.total) + " " + scenario.currency;
  std::string text = "  " + inked("TOTAL", Ink::strong, style) + "\n";
  text += fmt::format("    {} for all lines together\n", total);
  text += fmt::format("    {} for all counts of the player rated as one: the same\n", total);
  text += fmt::format("    {} per MAU-month\n", money_text(life.per_mau_month, scenario.currency, style));
  if (!life.graduated) return text;
  const std::string remark =
      "some prices fall with what the whole studio uses in a month: everybody was simulated, and a count costs what it costs on average";
  for (const std::string& line : wrapped(remark, summary_width - 4)) text += "    " + inked(line, Ink::faint, style) + "\n";
  return text;
}

}  // namespace

std::string life_text(const PlayerLife& life, const Scenario& scenario, const Style& style) {
  std::string text = head_text(life, scenario, style) + "\n";
  for (const LifeDay& day : days_of(life)) text += day_text(life, day, scenario, style) + "\n";
  return text + closing_text(life, scenario, style);
}

}  // namespace npcost
