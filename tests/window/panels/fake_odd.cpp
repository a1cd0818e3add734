// Odd screens: what is missing, too long, too large, hostile.

#include <fmt/format.h>

#include <limits>

#include "tests/window/panels/fake_screen.h"
#include "tests/window/panels/fake_text.h"

namespace npcost::fake {

using namespace window;

void FakeActions::set_speed(double speed) { asked.push_back(fmt::format("set_speed {:g}", speed)); }
void FakeActions::seek(double hour) { asked.push_back(fmt::format("seek {:.2f}", hour)); }
void FakeActions::drag(const std::string& pointer, double value) { asked.push_back(fmt::format("drag {} = {:g}", pointer, value)); }
void FakeActions::apply(const std::vector<std::string>& settings) {
  std::string all = "apply";
  for (const std::string& setting : settings) all += " " + setting;
  asked.push_back(all);
}
void FakeActions::run_sweep(const SweepWish& w) {
  asked.push_back(fmt::format("run_sweep {}={:g}..{:g} {}={:g}..{:g} {}{}", w.x.pointer, w.x.low, w.x.high, w.y.pointer, w.y.low, w.y.high, w.steps,
                              w.whole ? " whole" : ""));
}
void FakeActions::run_forecast(const WhenWish& wish) { asked.push_back(fmt::format("run_forecast {}", wish.years)); }
void FakeActions::resolve_conflict(Studio::Choice choice) { asked.push_back(fmt::format("resolve_conflict {}", static_cast<int>(choice))); }

Screen empty_screen() {
  Screen s;
  s.number = 2;
  return s;
}

Screen starting_screen() {
  Screen s;
  const Screen rich = rich_screen();
  s.number = 3;
  s.title = rich.title, s.file = rich.file, s.running = true, s.work_text = "replication 1 of 12", s.progress = 0.02;
  s.parameters = rich.parameters, s.draft = rich.draft, s.seed = 42, s.prices_text = rich.prices_text;
  s.track.length = 72, s.transport.clock_text = "00:00:00", s.transport.day_text = "Day 1";
  for (const Mode mode : {Mode::text, Mode::voice}) s.mode[static_cast<std::size_t>(mode)].occurs = true;
  return s;
}

Screen unpriced_screen() {
  Screen s = rich_screen();
  s.number = 4;
  ModeFigures& voice = s.mode[1];
  voice.p50 = voice.p95 = voice.mean = std::nullopt;
  voice.headline = {}, voice.binding_share = 0;
  for (BudgetFigure& b : voice.budgets) b.value = b.used = b.p50 = b.p95 = std::nullopt;
  s.per_turn = {}, s.monthly_bill = {};
  const auto gap = std::numeric_limits<float>::quiet_NaN();
  for (float& v : s.track.mode[1].p50) v = gap;
  for (float& v : s.track.mode[1].p95) v = gap;
  for (float& v : s.track.mode[1].hour_mean) v = gap;
  for (Part& part : s.parts[1]) part.per_player_hour.reset();
  for (FeedTurn& turn : s.feed) {
    if (turn.mode == Mode::voice) turn.cost.reset(), turn.wait_known = false;
  }
  for (Contender& c : s.contenders) c.mode[1].mean.reset(), c.mode[1].p95.reset(), c.mode[1].parts.clear(), c.per_mau_month.reset(), c.interval.reset();
  for (BudgetResult& b : s.result->budgets) b.value.reset(), b.interval.reset(), b.verdict = BudgetResult::Verdict::inconclusive;
  for (SweepScreen::OfGoal& of : s.sweep.of_goal) of.value.assign(400, std::numeric_limits<double>::quiet_NaN()), of.own.reset();
  s.messages = {"sonora has no price for speech: voice is unpriced"};
  return s;
}

Screen text_only_screen() {
  Screen s = rich_screen();
  s.number = 5;
  s.mode[1] = {};
  s.track.mode[1] = {};
  s.parts[1].clear();
  for (Contender& c : s.contenders) c.mode[1] = {};
  keep_only(s, Mode::text);
  return s;
}

Screen four_modes_screen() {
  Screen s = rich_screen();
  s.number = 6;
  for (const std::size_t m : {std::size_t{2}, std::size_t{3}}) {
    s.mode[m] = s.mode[1], s.track.mode[m] = s.track.mode[1], s.parts[m] = s.parts[1];
    const double factor = m == 2 ? 3.4 : 0.35;
    s.mode[m].p50 = *s.mode[1].p50 * factor, s.mode[m].p95 = *s.mode[1].p95 * factor, s.mode[m].headline.value = s.mode[m].p50;
    for (BudgetFigure& b : s.mode[m].budgets) b.p50 = s.mode[m].p50, b.p95 = b.value = s.mode[m].p95, b.used = *b.value / b.limit;
    for (float& v : s.track.mode[m].p50) v *= static_cast<float>(factor);
    for (float& v : s.track.mode[m].p95) v *= static_cast<float>(factor);
    for (float& v : s.track.mode[m].hour_mean) v *= static_cast<float>(factor);
  }
  // Realtime and text weigh most of the bill: the others have no card of their own.
  s.mode[0].share_of_bill = 0.3, s.mode[1].share_of_bill = 0.1, s.mode[2].share_of_bill = 0.55, s.mode[3].share_of_bill = 0.05;
  s.mode[2].binding = Stage::realtime, s.mode[3].binding = Stage::vision;
  return s;
}

namespace {

void rename(Screen& s, const std::string& name) {
  s.title = name, s.file = "scenarios/" + name + ".npcost.json", s.prices_text = name, s.baseline_text = name;
  for (auto& event : s.track.events) event.second = name;
  for (FeedTurn& turn : s.feed) turn.npc = turn.way = name;
  for (Parameter& p : s.parameters) p.label = name, p.group = p.group == "Prices" ? p.group : name + " " + p.group, p.text = p.changed ? name : p.text;
  for (Contender& c : s.contenders) c.name = c.detail = name;
  for (BudgetResult& b : s.result->budgets) b.name = b.owner = b.message = name;
  s.messages = {name};
  rename_questions(s, name);
}

}  // namespace

Screen long_names_screen() {
  Screen s = rich_screen();
  s.number = 7;
  rename(s, "the extraordinarily long-winded innkeeper of the northern market town who never stops talking about the weather");
  return s;
}

Screen korean_screen() {
  Screen s = rich_screen();
  s.number = 8;
  rename(s, "여관 주인 '달빛' 아주머니");
  s.currency = "KRW";
  for (ModeFigures& f : s.mode) {
    for (auto* v : {&f.p50, &f.p95, &f.mean, &f.headline.value}) {
      if (*v) **v *= 1390;
    }
    for (BudgetFigure& b : f.budgets) *b.value *= 1390, *b.p50 *= 1390, *b.p95 *= 1390, b.limit *= 1390, b.unit = "KRW";
  }
  for (auto& mode : s.track.mode) {
    for (auto* course : {&mode.p50, &mode.p95, &mode.mean, &mode.hour_mean}) {
      for (float& v : *course) v *= 1390;
    }
  }
  for (auto& parts : s.parts) {
    for (Part& part : parts) {
      if (part.per_player_hour) *part.per_player_hour *= 1390;
      for (float& v : part.series) v *= 1390;
      for (auto& course : part.coarse) {
        for (float& v : course) v *= 1390;
      }
    }
  }
  *s.per_turn.value *= 1390, *s.monthly_bill.value *= 1390;
  for (FeedTurn& turn : s.feed) *turn.cost *= 1390;
  return s;
}

Screen hostile_screen() {
  Screen s = rich_screen();
  s.number = 9;
  rename(s, "<script>alert('x')</script> \u202Egnp.exe\u202C\u200B {0} %s \\n \"quote\"\n\x1B[31mred");
  s.draft.text = "{ \"\u202Ename\": \"<b>\x01\", }\n";
  s.draft.edition = 9;
  s.draft.problems.clear();
  return s;
}

Screen huge_screen() {
  Screen s = rich_screen();
  s.number = 10;
  for (ModeFigures& f : s.mode) {
    if (!f.occurs) continue;
    f.p50 = 1.234e14, f.p95 = 9.876e15, f.headline.change = 1e9, f.mean = 5e14;
    f.headline.value = f.p50;
    for (BudgetFigure& b : f.budgets) b.value = b.p95 = 9.876e15, b.p50 = 1.234e14, b.limit = 1e-9, b.used = 9.876e24;
  }
  s.per_turn.value = 1e-12, s.per_turn.change = -0.999999;
  s.monthly_bill.value = 9.9e17, s.monthly_bill.change = 1e12;
  s.transport.online = 1e12, s.transport.turns_per_second = 1e12, s.transport.pace = 1e12;
  s.simulated_players = s.active_players = s.seed = std::numeric_limits<std::uint64_t>::max();
  for (FeedTurn& turn : s.feed) turn.fresh = turn.cached = turn.output = 1'000'000'000'000u, turn.first_ms = 4'000'000'000u, turn.cost = 1e12, turn.turn = 4'000'000'000u;
  for (auto& parts : s.parts) {
    for (Part& part : parts) part.per_player_hour = 1e13;
  }
  for (Parameter& p : s.parameters) p.value = 1e18, p.high = 1e18, p.text = "1000000000000000000 " + p.unit;
  for (Contender& c : s.contenders) c.per_mau_month = 1e15, c.interval = Interval{0.95, -1e15, 1e15, "mean"}, c.difference = 1e6, c.mode[1].mean = 1e14, c.mode[1].p95 = 1e15;
  for (BudgetResult& b : s.result->budgets) b.value = 1e15, b.max = 1e-9, b.interval = Interval{0.95, -1e15, 1e15, "mean"};
  make_questions_huge(s);
  return s;
}

Screen many_parameters_screen() {
  Screen s = rich_screen();
  s.number = 11;
  const std::vector<Parameter> few = s.parameters;
  s.parameters.clear();
  for (std::size_t i = 0; i < 300; ++i) {
    Parameter p = few[i % few.size()];
    p.group = fmt::format("NPC number {}", i / 10 + 1);
    p.pointer = fmt::format("/npcs/n{}{}", i, p.pointer);
    s.parameters.push_back(std::move(p));
  }
  for (int i = 0; i < 60; ++i) s.messages.push_back(fmt::format("message {}: something could not be done, and this sentence says what", i + 1));
  for (std::size_t i = 0; i < 12; ++i) s.contenders.push_back(s.contenders[1 + i % 3]);
  for (std::size_t i = 0; i < 12; ++i) s.result->budgets.push_back(s.result->budgets[i % 3]);
  return s;
}

Screen preview_screen() {
  Screen s = rich_screen();
  s.number = 12;
  s.grade = Grade::preview, s.running = true, s.progress = 0.34, s.work_text = "replication 5 of 12";
  s.result.reset();
  s.contenders[1].grade = Grade::none, s.contenders[1].progress = 0.4;
  s.contenders[2] = {};
  s.contenders[2].name = "broken variant", s.contenders[2].fault = "E205: no model is called \"hiku\"";
  return s;
}

Screen faults_screen() {
  Screen s = rich_screen();
  s.number = 13;
  std::string text = s.draft.text;
  text.replace(text.find("\"60..160 tokens\""), 16, "\"60..160 tokns\"");
  text.replace(text.find("\"duration\""), 10, "\"duratoin\"");
  const SourceText& source = kept_text(s.file, text);
  s.draft.text = text, s.draft.edition = 13, s.draft.readable = false;
  s.draft.problems = {problem_at(source, "\"duratoin\"", Severity::error, "E101", "no key \"duratoin\" here", "write \"duration\""),
                      problem_at(source, "\"60..160 tokns\"", Severity::error, "E104", "a length in tokens is wanted, \"tokns\" is no unit", "write \"60..160 tokens\""),
                      problem_at(source, "\"1..3\"", Severity::warning, "W301", "sessions_per_day has no source: it is assumed", "add \"source\" beside it")};
  s.parameters[2].fault = "a price per tokens is wanted, \"12 dollars\" has no unit";
  return s;
}

Screen conflict_screen() {
  Screen s = rich_screen();
  s.number = 14;
  s.draft.conflict = Draft::Conflict::changed_outside;
  return s;
}

Screen silent_median_screen() {
  Screen s = rich_screen();
  s.number = 15;
  for (ModeFigures& f : s.mode) {
    f.p50 = f.occurs ? std::optional(0.0) : std::nullopt;
    f.headline_stat = Stat::mean, f.headline.value = f.mean;
    f.budgets.clear();
  }
  for (auto& mode : s.track.mode) {
    for (float& v : mode.p50) v = 0.0f;
  }
  s.parts[1][6].per_player_hour = 1e-7;
  s.track.length = 30 * 24.0;
  s.result->budgets[2].unit = "ratio";
  return s;
}

std::vector<NamedScreen> all_screens() {
  return {{"rich", rich_screen()},       {"empty", empty_screen()},           {"starting", starting_screen()}, {"unpriced", unpriced_screen()},
          {"text-only", text_only_screen()}, {"four-modes", four_modes_screen()}, {"long-names", long_names_screen()}, {"korean", korean_screen()},
          {"hostile", hostile_screen()}, {"huge", huge_screen()},             {"many", many_parameters_screen()}, {"preview", preview_screen()},
          {"faults", faults_screen()},   {"conflict", conflict_screen()}, {"silent-median", silent_median_screen()},
          {"searching", searching_screen()}, {"refused", refused_screen()}};
}

}  // namespace npcost::fake
