// A screen as an engine might have made it, with invented numbers.

#include "tests/window/panels/fake_screen.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "tests/window/panels/fake_text.h"

namespace npcost::fake {

using namespace window;

namespace {


/// Noise in −1 … 1 that is the same on every machine.
double noise(std::size_t i, unsigned stream) {
  std::uint64_t z = (static_cast<std::uint64_t>(i) + 1) * 0x9E3779B97F4A7C15u + stream * 0xD1B54A32D192ED03u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return static_cast<double>((z ^ (z >> 31)) >> 11) * 0x1.0p-52 - 1.0;
}

double day_curve(double hour) { return 0.55 + 0.45 * std::sin((hour - 14.0) / 24.0 * 6.2831853); }

/// Hours are as long as each other here, and as many play in each: means of them are those of the stretch.
void add_stretches(Part& part) {
  for (std::size_t b = 1; b < bucket_count; ++b) {
    const auto together = static_cast<std::size_t>(bucket_hours[b]);
    for (std::size_t h = 0; h < part.series.size(); h += together) {
      float sum = 0;
      const std::size_t end = std::min(h + together, part.series.size());
      for (std::size_t i = h; i < end; ++i) sum += part.series[i];
      part.coarse[b].push_back(sum / static_cast<float>(end - h));
    }
  }
}

void add_stretches(Screen& s) {
  for (std::size_t b = 1; b < bucket_count; ++b) {
    for (double h = 0; h < 72; h += bucket_hours[b]) s.track.coarse_hours[b].push_back(h + 0.5 * bucket_hours[b]);
  }
}

struct Level {
  Mode mode;
  double p50, p95, budget;
};
constexpr Level levels[] = {{Mode::text, 0.0184, 0.0363, 0.05}, {Mode::voice, 0.2105, 0.3158, 0.25}};

BudgetFigure budget_of(const char* name, double p50, double p95, double limit) {
  BudgetFigure budget;
  budget.name = name, budget.metric = "cost.per_player_hour", budget.unit = "USD", budget.where = std::string("segment ") + name;
  budget.stat = Stat::p95, budget.value = budget.p95 = p95, budget.p50 = p50, budget.limit = limit, budget.used = p95 / limit;
  return budget;
}

void add_track(Screen& s, double now) {
  Track& t = s.track;
  t.length = t.simulated = 72;
  t.start_text = "2027-03-01";
  t.zone = "Asia/Seoul";
  t.events = {{33.5, "Deploy: cold cache"}, {57.0, "Spring festival"}};
  for (double at = 1.0; at <= t.length; at += 0.5) t.at.push_back(at);
  for (int h = 0; h < 72; ++h) {
    t.hours.push_back(h + 0.5);
    t.online.push_back(static_cast<float>(42'050 * day_curve(h + 0.5) * (1.0 + 0.02 * noise(static_cast<std::size_t>(h), 7))));
  }
  for (const Level& level : levels) {
    const auto m = static_cast<std::size_t>(level.mode);
    const auto stream = static_cast<unsigned>(m) * 10;
    for (std::size_t i = 0; i < t.at.size(); ++i) {
      const double at = t.at[i], young = 1.0 + 0.16 / at, jump = at > 33.5 ? 1.0 + 0.22 * std::exp(-(at - 33.5) / 5.0) : 1.0;
      t.mode[m].p50.push_back(static_cast<float>(level.p50 * young * (1.0 + 0.6 * (jump - 1.0)) * (1.0 + 0.006 * noise(i, stream))));
      t.mode[m].mean.push_back(t.mode[m].p50.back() * 1.12f);
      t.mode[m].p95.push_back(static_cast<float>(level.p95 * young * jump * (1.0 + 0.01 * noise(i, stream + 1))));
    }
    for (std::size_t h = 0; h < t.hours.size(); ++h) {
      const double spike = t.hours[h] > 33.5 ? 0.9 * std::exp(-(t.hours[h] - 33.5) / 1.2) : 0.0;
      t.mode[m].hour_mean.push_back(static_cast<float>(level.p50 * 1.12 * (1.0 + spike + 0.05 * noise(h, stream + 2))));
    }
  }
  (void)now;
  add_stretches(s);
}

std::vector<float> trace_of(const std::vector<float>& course, const std::vector<double>& at, double now) {
  std::vector<float> trace;
  for (std::size_t i = 0; i < course.size() && at[i] <= now; ++i) trace.push_back(course[i]);
  return trace;
}

void add_figures(Screen& s, double now) {
  for (const Level& level : levels) {
    ModeFigures& f = s.mode[static_cast<std::size_t>(level.mode)];
    f.occurs = true;
    f.p50 = level.p50, f.p95 = level.p95, f.mean = level.p50 * 1.12;
    f.budgets = {budget_of(level.mode == Mode::text ? "text" : "voice", level.p50, level.p95, level.budget)};
    f.headline.value = level.p50;
    f.share_of_bill = level.mode == Mode::text ? 0.35 : 0.65;
    f.headline.trace = trace_of(s.track.mode[static_cast<std::size_t>(level.mode)].p50, s.track.at, now);
  }
  s.mode[0].headline.change = -0.082, s.mode[0].binding = Stage::llm, s.mode[0].binding_share = 0.97;
  s.mode[1].headline.change = 0.031, s.mode[1].binding = Stage::tts, s.mode[1].binding_share = 0.45;
  std::vector<float> wander;
  for (std::size_t i = 0; i < 80; ++i) wander.push_back(static_cast<float>(1.0 + 0.05 * noise(i, 51) + (i > 50 ? 0.3 * std::exp(-static_cast<double>(i - 50) / 6.0) : 0.0)));
  std::vector<float> hits;
  for (const float w : wander) hits.push_back(0.9f - 0.19f * w);
  s.per_turn = {0.00151, -0.064, wander};
  s.monthly_bill = {1'182'000.0, 0.012, wander};
  s.cache_hits = {0.714, 0.114, hits};
  s.voice_share = 0.2;
  s.baseline_text = "file";
}

void add_parts(Screen& s) {
  struct Share {
    Part::Kind kind;
    double share;
  };
  const std::vector<Share> voice = {{Part::Kind::llm_input, 0.12}, {Part::Kind::llm_cached, 0.04}, {Part::Kind::llm_output, 0.11}, {Part::Kind::stt, 0.14}, {Part::Kind::tts, 0.45}, {Part::Kind::moderation, 0.04}, {Part::Kind::memory, 0.10}};
  const std::vector<Share> text = {{Part::Kind::llm_input, 0.47}, {Part::Kind::llm_cached, 0.09}, {Part::Kind::llm_output, 0.41}, {Part::Kind::moderation, 0.03}};
  for (const Level& level : levels) {
    const auto m = static_cast<std::size_t>(level.mode);
    unsigned stream = 20;
    for (const Share& one : level.mode == Mode::voice ? voice : text) {
      Part part;
      part.kind = one.kind, part.share = one.share, part.per_player_hour = level.p50 * 1.12 * one.share;
      for (std::size_t h = 0; h < s.track.hours.size(); ++h) {
        const double mean = static_cast<double>(s.track.mode[m].hour_mean[h]);
        part.series.push_back(static_cast<float>(mean * one.share * (1.0 + 0.03 * noise(h, stream))));
      }
      ++stream;
      add_stretches(part);
      s.parts[m].push_back(std::move(part));
    }
  }
}

void add_feed(Screen& s, double now) {
  const char* npcs[] = {"innkeeper", "blacksmith", "town crier", "mysterious traveller", "innkeeper's daughter"};
  for (std::size_t i = 0; i < 40; ++i) {
    FeedTurn turn;
    turn.hour = now - static_cast<double>(i) * 0.0011 - 0.0004 * noise(i, 61);
    turn.player = 1000 + (i * 7919) % 3000;
    turn.npc = npcs[i % 5];
    turn.mode = i % 4 == 1 ? Mode::voice : Mode::text;
    turn.way = turn.mode == Mode::voice ? "voice" : "text";
    turn.turn = static_cast<std::uint32_t>(1 + (i * 3) % 9);
    turn.fresh = static_cast<std::uint64_t>(420 + 300 * (1.0 + noise(i, 62)));
    turn.cached = static_cast<std::uint64_t>(1400 + 900 * (1.0 + noise(i, 63)));
    turn.output = static_cast<std::uint64_t>(84 + 40 * noise(i, 64));
    turn.first_ms = static_cast<std::uint32_t>(620 + 240 * noise(i, 65));
    turn.wait_known = true;
    turn.cost = (turn.mode == Mode::voice ? 0.0091 : 0.00124) * (1.0 + 0.4 * noise(i, 66));
    s.feed.push_back(turn);
  }
}

void add_contenders(Screen& s) {
  struct Other {
    const char *name, *detail;
    double factor;
  };
  const Other others[] = {{"flagship", "tavern-town.npcost.json", 1.0}, {"small model", "variant: models.main → haiku", 0.81}, {"short replies", "variant: reply 30..80 tokens", 0.87}, {"self-hosted TTS", "self-hosted-tts.npcost.json", 0.75}};
  for (const Other& other : others) {
    Contender c;
    c.name = other.name, c.detail = other.detail, c.current = other.factor == 1.0, c.grade = Grade::full, c.progress = 1;
    for (const Level& level : levels) {
      Contender::OfMode& mode = c.mode[static_cast<std::size_t>(level.mode)];
      mode.occurs = true;
      for (const Part& part : s.parts[static_cast<std::size_t>(level.mode)]) {
        const bool cheaper = part.kind == Part::Kind::tts ? other.factor < 0.8 : other.factor < 1.0;
        mode.parts.emplace_back(part.kind, *part.per_player_hour * (cheaper ? other.factor * 0.9 : 1.0));
      }
      mode.mean = level.p50 * 1.12 * other.factor, mode.p95 = level.p95 * other.factor;
    }
    c.per_mau_month = 0.94 * other.factor;
    c.interval = Interval{0.95, 0.94 * other.factor * 0.97, 0.94 * other.factor * 1.03, "mean"};
    if (!c.current) c.difference = other.factor - 1.0, c.difference_interval = Interval{0.95, other.factor - 1.02, other.factor - 0.98, "mean"};
    s.contenders.push_back(std::move(c));
  }
}

void add_result(Screen& s) {
  Result r;
  r.audit.replications = r.audit.replications_asked = 12;
  r.currency = "USD";
  const auto budget = [&](const char* name, const char* metric, double limit, double value, double half, BudgetResult::Verdict verdict) {
    BudgetResult b;
    b.name = name, b.metric = metric, b.stat = "p95", b.unit = "USD", b.limit_text = "", b.severity = "error", b.owner = "live ops";
    b.value = value, b.max = limit, b.verdict = verdict, b.interval = Interval{0.95, value - half, value + half, "p95"};
    r.budgets.push_back(b);
  };
  budget("text per player-hour", "cost.per_player_hour", 0.05, 0.0363, 0.0006, BudgetResult::Verdict::pass);
  budget("voice per player-hour", "cost.per_player_hour", 0.25, 0.3158, 0.0041, BudgetResult::Verdict::fail);
  budget("month per MAU", "cost.per_mau_month", 0.95, 0.94, 0.03, BudgetResult::Verdict::inconclusive);
  r.budgets.back().stat = "mean", r.budgets.back().why_inconclusive = "the interval straddles the limit; about 120 more replications";
  s.result = std::move(r);
}

}  // namespace

Screen rich_screen(double now) {
  Screen s;
  s.number = 1;
  s.title = "Tavern town", s.file = "scenarios/tavern-town.npcost.json";
  s.grade = Grade::full;
  s.simulated_players = 4000, s.active_players = 1'250'000, s.seed = 42;
  s.prices_text = "list-prices 2026-11-20";
  s.transport.playing = true, s.transport.now = now, s.transport.turns_per_second = 1.28e6, s.transport.pace = 3604;
  s.transport.clock_text = "18:24:00", s.transport.day_text = "Day 2", s.transport.online = 42'050;
  s.transport.talking = {3120, 840, 0, 0};
  add_track(s, now);
  add_figures(s, now);
  add_parts(s);
  add_feed(s, now);
  add_parameters(s);
  add_contenders(s);
  add_result(s);
  add_draft(s);
  add_questions(s);
  s.command = "npcost run scenarios/tavern-town.npcost.json --set '/models/large/output=$12.00/1M tokens' --set '/npcs/innkeeper/turns=8..18' --set '/players/voice_share=20%'";
  return s;
}

}  // namespace npcost::fake
