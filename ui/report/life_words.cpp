#include "ui/report/life_words.h"

#include <fmt/format.h>

namespace npcost {

using Kind = Happening::Kind;

std::vector<LifeDay> days_of(const PlayerLife& life) {
  std::vector<Money> amounts;
  for (const LifeLine& line : life.lines) amounts.push_back(line.cost);
  std::vector<std::string> costs = decimals_that_add_up(amounts, life.total);
  std::vector<LifeDay> days;
  Money sum;
  for (std::size_t i = 0; i < life.lines.size(); ++i) {
    const LifeLine& line = life.lines[i];
    if (days.empty() || line.at.day != life.lines[i - 1].at.day) {
      days.push_back({local_date(line.at), line.at.weekday(), i, i, {}, "0", false});
      sum = {};
    }
    LifeDay& day = days.back();
    day.end = i + 1;
    day.counted = day.counted || line.counted;
    sum += Money::from_decimal(costs[i]).value();
    day.costs.push_back(std::move(costs[i]));
    day.cost = decimal(sum);
  }
  return days;
}

std::string local_date(const LocalMoment& at) { return date_text(Instant(std::chrono::days(at.day))); }

std::string local_clock(const LocalMoment& at) {
  return fmt::format("{:02}:{:02}:{:02}", at.second_of_day / 3600, at.second_of_day / 60 % 60, at.second_of_day % 60);
}

std::string_view happening_key(Kind kind) {
  switch (kind) {
    case Kind::session_begins: return "session_begins";
    case Kind::session_ends: return "session_ends";
    case Kind::talk_begins: return "talk_begins";
    case Kind::turn: return "turn";
    case Kind::npc_line: return "npc_line";
    case Kind::talk_ends: return "talk_ends";
    case Kind::prewarm: return "prewarm";
    case Kind::refused: return "refused";
  }
  return "";
}

bool has_npc(Kind kind) { return kind != Kind::session_begins && kind != Kind::session_ends; }

bool is_spoken_line(Kind kind) { return kind == Kind::turn || kind == Kind::npc_line; }

std::vector<std::string> remarks_on(const LifeLine& line) {
  using Answer = Course::Answer;
  std::vector<std::string> remarks;
  const auto add = [&](bool so, std::string text) {
    if (so) remarks.push_back(std::move(text));
  };
  const Course& course = line.course;
  add(course.answer == Answer::fast_path, "answered without a model");
  add(course.answer == Answer::reused, "a reply that was given before");
  add(course.answer == Answer::scripted, "scripted");
  add(course.asks_model() && course.llm != 0, "by another model");
  add(course.recorded_voice && course.answer != Answer::scripted, "a recorded voice");
  add(course.carried, "paid for by those who share the NPC");
  add(course.paid, "paid for by the player");
  add(line.tool_rounds > 0, fmt::format("{} tool call{}", line.tool_rounds, line.tool_rounds == 1 ? "" : "s"));
  add(line.retries > 0, fmt::format("{} failed call{}", line.retries, line.retries == 1 ? "" : "s"));
  add(line.interrupted, "interrupted");
  add(line.abandoned, "given up");
  return remarks;
}

}  // namespace npcost
