// A sweep, a forecast and flips as an engine might have made them, with invented numbers.

#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "tests/window/panels/fake_screen.h"
#include "tests/window/panels/fake_text.h"

namespace npcost::fake {

using namespace window;

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double year = 365.25 * 24.0;

SweepSide side(const char* pointer, double low, double high, std::size_t steps, bool logarithmic, const char* written) {
  SweepSide s;
  s.pointer = pointer, s.logarithmic = logarithmic;
  for (std::size_t i = 0; i < steps; ++i) {
    const double part = static_cast<double>(i) / static_cast<double>(steps - 1);
    s.values.push_back(logarithmic ? low * std::pow(high / low, part) : low + (high - low) * part);
    s.texts.push_back(fmt::format(fmt::runtime(written), s.values.back()));
  }
  return s;
}

/// Voice costs what speech does, times turns, and something that neither moves.
double voice_cost(double turns, double speech) { return 0.06 + turns / 12.0 * (0.03 + 0.14 * speech / 15.0); }

void add_sweep(Screen& s) {
  SweepScreen& sweep = s.sweep;
  sweep.x = side("/npcs/innkeeper/turns", 3, 30, 20, true, "{:.1f}");
  for (std::size_t i = 0; i < 20; ++i) sweep.x.texts[i] = fmt::format("{:.1f}..{:.1f}", sweep.x.values[i] * 0.67, sweep.x.values[i] * 1.5);
  sweep.y = side("/models/sonora/speech", 4, 45, 20, true, "${:.2f}/1M characters");
  sweep.goals = {{"voice", "cost.per_player_hour", "USD", "segment voice", Stat::p95, std::nullopt, 0.25},
                 {"", "cost.share_of_revenue", "ratio", "", Stat::mean, Mode::voice, 0.05},
                 {"", "cost.per_mau_month", "USD", "", Stat::mean, std::nullopt, std::nullopt}};
  sweep.of_goal.resize(3);
  for (const double speech : sweep.y.values) {
    for (const double turns : sweep.x.values) {
      const double cost = voice_cost(turns, speech);
      sweep.of_goal[0].value.push_back(cost * 1.5), sweep.of_goal[0].half.push_back(cost * 0.02);
      sweep.of_goal[1].value.push_back(cost * 0.41), sweep.of_goal[1].half.push_back(cost * 0.008);
      sweep.of_goal[2].value.push_back(cost * 4.4), sweep.of_goal[2].half.push_back(cost * 0.05);
    }
  }
  const double own = voice_cost(12, 15);
  sweep.of_goal[0].own = own * 1.5, sweep.of_goal[1].own = own * 0.41, sweep.of_goal[2].own = own * 4.4;
  sweep.cells.assign(400, SweepScreen::Cell::run);
  sweep.done = sweep.points = 400;
  sweep.sample = true, sweep.players = 800, sweep.all_players = 4000, sweep.replications = 1, sweep.all_replications = 12;
}

struct FakePath {
  const char* name;
  PricePathShown::By by;
  const char *price_class, *how, *provenance;
  Stage stage;
  double share, slow, middle, fast, floor;   ///< halvings a year
};
constexpr FakePath fake_paths[] = {
    {"sonora speech", PricePathShown::By::written, "", "halves in 14..40 mo, floor $1.80/1M characters", "derived", Stage::tts, 0.45, 0.3, 0.55, 0.85, 0.12},
    {"large input", PricePathShown::By::followed, "small text", "47 list prices of small text models, 2023 to 2026", "sourced", Stage::llm, 0.22, 0.8, 1.4, 2.3, 0.02},
    {"large output", PricePathShown::By::followed, "small text", "47 list prices of small text models, 2023 to 2026", "sourced", Stage::llm, 0.19, 0.8, 1.4, 2.3, 0.02},
    {"whisper audio", PricePathShown::By::kind, "streaming speech to text", "11 list prices", "assumed", Stage::stt, 0.14, 0.15, 0.35, 0.62, 0.05}};

double course(double floor, double speed, double hours) { return static_cast<float>(floor + (1.0 - floor) * std::exp2(-speed * hours / year)); }

/// Probability that a date with such a middle and spread has come.
double reached(double hours, double middle, double spread) { return 0.5 * std::erfc(std::log(middle / std::max(hours, 1.0)) / spread / std::sqrt(2.0)); }

WhenDate dated(Mode mode, double middle, double spread, const WhenScreen& when) {
  WhenDate of;
  of.goal = {"", "cost.share_of_revenue", "ratio", "", Stat::mean, mode, 0.05};
  for (const double at : when.at) {
    const double by = reached(at, middle, spread), half = 0.062 * std::sqrt(by * (1.0 - by));
    of.by.push_back(by), of.by_low.push_back(by - half), of.by_high.push_back(by + half);
  }
  const auto quantile = [&](double z) {
    const double hours = middle * std::exp(z * spread);
    return hours < when.until ? std::optional(hours) : std::nullopt;
  };
  of.p10 = quantile(-1.2816), of.p50 = quantile(0.0), of.p90 = quantile(1.2816);
  of.ever = of.by.back();
  return of;
}

void add_forecast(Screen& s) {
  WhenScreen& when = s.when;
  when.start_text = "2026-11-26", when.until = 10 * year;
  for (int month = 0; month <= 120; ++month) when.at.push_back(month * year / 12.0);
  for (const FakePath& one : fake_paths) {
    PricePathShown path;
    path.name = one.name, path.stage = one.stage, path.by = one.by, path.price_class = one.price_class, path.how = one.how, path.provenance = one.provenance;
    for (const double at : when.at) {
      path.p10.push_back(course(one.floor, one.fast, at)), path.p50.push_back(course(one.floor, one.middle, at)), path.p90.push_back(course(one.floor, one.slow, at));
    }
    when.paths.push_back(std::move(path));
  }
  when.dates = {dated(Mode::text, 0.9 * year, 0.35, when), dated(Mode::voice, 5.2 * year, 0.55, when)};
  when.dates[0].now = 0.066, when.dates[1].now = 0.21;
  when.dates[0].movers = {{2, 0.46, 0.81, 820.0}, {1, 0.53, 0.52, 310.0}};
  when.dates[1].movers = {{0, 0.45, 0.93, std::nullopt}, {3, 0.14, 0.31, 290.0}, {2, 0.19, 0.12, 61.0}, {1, 0.22, std::nullopt, 4.0}};
  when.draws = when.draws_asked = 1000;
  when.history_as_of = "2026-11-20", when.growth = "5..20%/y";
}

FlipOffer flip(const char* kind, const char* subject, const char* amount, double share, std::vector<std::string> settings) {
  return {kind, subject, amount, "a sentence of the search", std::move(settings), share, share <= 0.05 ? "green" : "amber"};
}

void add_flips(Screen& s) {
  FlipSearch& voice = s.flips[static_cast<std::size_t>(Mode::voice)];
  voice.state = FlipSearch::State::done, voice.green_without_binding = false;
  voice.flips = {flip("quota_typed", "", "12 turns", 0.048, {"/policies/quota/spoken=12", "/policies/quota/then=type"}),
                 flip("less_voice", "", "20%", 0.046, {"/segments/tourists/voice_share=4%"}),
                 flip("price", "sonora", "40%", 0.049, {"/models/sonora/speech=$6.00/1M characters"})};
  voice.not_enough = {flip("shorter_replies", "", "30 tokens", 0.091, {"/npcs/innkeeper/reply=30"})};
  FlipSearch& text = s.flips[static_cast<std::size_t>(Mode::text)];
  text.state = FlipSearch::State::done, text.fits = true;
}

}  // namespace

void add_questions(Screen& s) {
  add_sweep(s);
  add_forecast(s);
  add_flips(s);
}

void keep_only(Screen& s, Mode mode) {
  std::erase_if(s.when.dates, [mode](const WhenDate& one) { return one.goal.mode != mode; });
  for (std::size_t m = 0; m < mode_count; ++m) {
    if (m != static_cast<std::size_t>(mode)) s.flips[m] = {};
  }
}

void rename_questions(Screen& s, const std::string& name) {
  for (Goal& goal : s.sweep.goals) goal.name = goal.where = name;
  for (auto* texts : {&s.sweep.x.texts, &s.sweep.y.texts}) {
    for (std::string& text : *texts) text = name;
  }
  s.sweep.faults = {name};
  for (PricePathShown& path : s.when.paths) path.name = path.price_class = path.how = name;
  for (WhenDate& date : s.when.dates) date.goal.name = date.goal.where = name;
  s.when.history_as_of = s.when.growth = name;
  for (FlipSearch& search : s.flips) {
    for (FlipOffer& one : search.flips) one.subject = one.amount = one.sentence = name;
    if (!search.flips.empty()) search.flips[0].kind = "something new";
  }
}

void make_questions_huge(Screen& s) {
  for (SweepScreen::OfGoal& of : s.sweep.of_goal) {
    for (double& v : of.value) v *= 1e15;
    of.half.assign(400, 1e18);
    of.own = 1e-12;
  }
  s.sweep.goals[0].limit = 1e-9;
  s.sweep.players = s.sweep.all_players = std::numeric_limits<std::uint64_t>::max();
  s.sweep.of_goal[2].value[7] = nan, s.sweep.of_goal[2].value[8] = -1.0, s.sweep.of_goal[2].value[9] = std::numeric_limits<double>::infinity();
  for (PricePathShown& path : s.when.paths) path.p90.back() = 1e30, path.p10.front() = 0.0;
  for (WhenDate& date : s.when.dates) {
    for (Mover& mover : date.movers) mover.weight = 1e9, mover.days = 1e12, mover.share = 1e9;
    date.p90 = 1e18;
  }
  s.when.dates[0].goal.mode.reset();
  s.when.dates[0].why_unknown = "no revenue, and no budget of a cost";
  for (FlipSearch& search : s.flips) {
    for (FlipOffer& one : search.flips) one.share_after = 1e12, one.band_after = "black";
  }
}

Screen searching_screen() {
  Screen s = rich_screen();
  s.number = 16;
  SweepScreen& sweep = s.sweep;
  sweep.running = true, sweep.seconds_left = 4.2, sweep.done = 0;
  for (std::size_t cell = 0; cell < 400; ++cell) {   // the lattice of every fourth cell is through
    const bool through = cell % 20 % 4 == 0 && cell / 20 % 4 == 0;
    sweep.cells[cell] = through ? SweepScreen::Cell::run : SweepScreen::Cell::to_come;
    sweep.done += through ? 1 : 0;
    if (through) continue;
    for (SweepScreen::OfGoal& of : sweep.of_goal) of.value[cell] = of.half[cell] = nan;
  }
  s.when.running = true, s.when.draws = 140;
  for (FlipSearch& search : s.flips) search = {};
  s.flips[1].state = FlipSearch::State::searching;
  return s;
}

Screen refused_screen() {
  Screen s = rich_screen();
  s.number = 17;
  s.sweep = {};
  s.sweep.goals = rich_screen().sweep.goals;
  s.sweep.fault = "one session per day is not a number: turns of the innkeeper cannot be tried above 40";
  for (WhenDate& date : s.when.dates) {
    date.p10 = date.p50 = date.p90 = std::nullopt, date.ever = 0.0;
    for (auto* course : {&date.by, &date.by_low, &date.by_high}) course->assign(s.when.at.size(), 0.0);
  }
  s.when.dates[0].p10 = s.when.dates[0].p50 = s.when.dates[0].p90 = 0.0, s.when.dates[0].ever = 1.0;
  for (auto* course : {&s.when.dates[0].by, &s.when.dates[0].by_low, &s.when.dates[0].by_high}) course->assign(s.when.at.size(), 1.0);
  s.when.stale = true;
  s.flips[1].flips.clear();
  return s;
}

}  // namespace npcost::fake
