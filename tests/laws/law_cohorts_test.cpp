// Who comes when and comes back: arrivals, retention, months, launch curves and time zones with daylight saving.
//
// Sessions are so short here that none pushes another; each has one talk of one turn, so that turns are sessions, hour by hour.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "sim/engine/watch.h"
#include "tests/laws/lever_support.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

std::string sittings(const std::string& players, const std::string& a_day, const std::string& days) {
  std::string text = with(one_turn_talks(), R"("active": "40 players")", players);
  text = with(text, R"("sessions": "1/d", "session_length": "30 min")", R"("sessions": ")" + a_day + R"(/d", "session_length": "1 s")");
  return with(with(text, R"("think_time": "10 s")", R"("think_time": "0 s")"), R"("30 d")", '"' + days + R"( d")");
}

std::vector<double> sessions_by_hour(const Run& run) {
  std::vector<double> hours(run.ledger.shape.hours);
  for (std::size_t hour = 0; hour < hours.size(); ++hour) {
    for (std::size_t cell = 0; cell < run.ledger.shape.cells; ++cell) {
      if (cell_table(*run.plan)[cell].meter != Meter::output_tokens) continue;
      hours[hour] += static_cast<double>(run.ledger.hour_cells[hour * run.ledger.shape.cells + cell]) / 50;
    }
  }
  return hours;
}

std::vector<double> by_day(const std::vector<double>& hours) {
  std::vector<double> days((hours.size() + 23) / 24);
  for (std::size_t hour = 0; hour < hours.size(); ++hour) days[hour / 24] += hours[hour];
  return days;
}

void check_poisson(double count, double mean) {
  INFO("count " << count << ", mean " << mean);
  CHECK(std::abs(count - mean) <= 3.29 * std::sqrt(mean));
}

class Sessions final : public Watcher {
 public:
  void happened(const Happening& happening) override {
    if (happening.kind == Happening::Kind::session_begins) begun.push_back(happening.ms);
  }
  std::vector<std::int64_t> begun;
};

/// The words' law: R(d) = min(1, 0.411·d^−0.405), and everybody on the day of coming.
double good_40_20_10(int day) { return day == 0 ? 1 : std::min(1.0, 0.411 * std::pow(day, -0.405)); }

const std::string coming = R"("arrivals": "200/d", "retention": "good_40_20_10")";

}  // namespace

TEST_CASE("a player plays on day n after coming with R(n)·(1 − e^−s), and on the first for certain", "[levers][retention]") {
  // s = 1.5 sessions a day. Of those who came in the first 10 of 30 days, 20 whole days are seen.
  const Run run = run_of(scenario_of(sittings(with(coming, "200/d", "100/d"), "1.5", "30")));
  REQUIRE(run.ledger.shape.players == 3000);
  std::vector<std::uint64_t> active(21);
  std::uint64_t players = 0;
  double days = 0;
  for (std::uint32_t player = 0; player < 1500; ++player) {
    Sessions sessions;
    watch_player(*run.plan, player, sessions);
    REQUIRE(!sessions.begun.empty());   // who comes sits down at once
    if (sessions.begun.front() >= 10 * ms_per_day) continue;
    ++players;
    std::set<std::int64_t> own;
    for (const std::int64_t ms : sessions.begun) own.insert(ms / ms_per_day - sessions.begun.front() / ms_per_day);
    for (std::size_t day = 0; day <= 20; ++day) active[day] += own.count(static_cast<std::int64_t>(day));
  }
  check_share(players, 1500, 1.0 / 3);   // they come evenly
  CHECK(active[0] == players);
  double expected = 1, variance = 0;
  for (int day = 1; day < 20; ++day) {
    const double chance = good_40_20_10(day) * (1 - std::exp(-1.5));
    check_share(active[static_cast<std::size_t>(day)], players, chance);
    expected += chance;
    variance += chance * (1 - chance);
  }
  for (std::size_t day = 0; day < 20; ++day) days += static_cast<double>(active[day]);
  // Active days per install in 20 days: Σ R(d)·(1 − e^−s); days are independent.
  CHECK(std::abs(days / static_cast<double>(players) - expected) <= 3.29 * std::sqrt(variance / static_cast<double>(players)));
}

TEST_CASE("daily players grow as cohort comes upon cohort", "[levers][retention]") {
  // On local day k: those who come that day, certainly; of those who came j days before, R(j)·(1 − e^{−s}).
  const Run run = run_of(scenario_of(sittings(coming, "1.5", "30")));
  const auto plays = [](int j) { return good_40_20_10(j) * (1 - std::exp(-1.5)); };
  double expected = 200;
  for (int day = 0; day < 30; ++day) {
    if (day > 0) expected += 200 * plays(day);
    INFO("day " << day);
    check_poisson(static_cast<double>(run.ledger.day_players[static_cast<std::size_t>(day)]), expected);
  }
  std::uint64_t days = 0;
  for (const PlayerTotals& row : run.ledger.player_totals) days += row.days;
  CHECK(run.ledger.segment[0].player_days == days);
  check_conserved_and_metered(run);
}

TEST_CASE("the words, the three points and the law's own numbers mean the same players", "[levers][retention]") {
  const auto of = [](const std::string& retention) { return run_of(scenario_of(sittings(R"("arrivals": "30/d", "retention": )" + retention, "1", "30"))); };
  const Run word = of(R"("good_40_20_10")");
  CHECK(of(R"({ "a": 0.411, "b": -0.405 })").ledger == word.ledger);
  // Nobody leaves: 1 + s·(time that is left), on average 1 + 15 of 900 players; sessions are Poisson beside the spread of coming.
  const Run stay = of(R"({ "a": 1, "b": 0 })");
  const double sessions = static_cast<double>(stay.ledger.segment[0].sessions);
  CHECK(std::abs(sessions / 900 - 16) <= 3.29 * std::sqrt((15 + 75.0) / 900));   // variance 15 + 30²/12
  // Who leaves earlier loses sessions and gains none: the same players, the same times.
  for (std::size_t player = 0; player < 900; ++player) CHECK(word.ledger.player_totals[player].turns <= stay.ledger.player_totals[player].turns);
}

TEST_CASE("the work that is expected of players who come and go is what they do", "[levers][retention]") {
  // One turn a session: a first one for certain, then s a day while they return. Rare and frequent players, with talk that wears off.
  for (const char* a_day : {"0.1", "2"}) {
    for (const char* novelty : {"", R"(, "novelty": { "half_life": "3 d", "floor": "20%" })"}) {
      const Run run = run_of(scenario_of(sittings(R"("arrivals": "200/d", "retention": "good_40_20_10")" + std::string(novelty), a_day, "30")));
      const double expected = expected_turns(*run.plan);
      INFO(a_day << novelty << ": " << talk_of(run).turns << ", expected " << expected);
      // A player's turns have at most five times the variance of a Poisson count: those who come late have fewer.
      CHECK(std::abs(static_cast<double>(talk_of(run).turns) - expected) <= 3.29 * std::sqrt(5 * expected));
    }
  }
}

TEST_CASE("a month of MAU is a window of 30 days in which a player played", "[levers][months]") {
  // 75 days are windows of 30, 30 and 15 days; at a session in 20 days a player is in one with 1 − e^−1.5 and in the last with 1 − e^−0.75.
  const Run run = run_of(scenario_of(sittings(R"("active": "4000 players")", "0.05", "75")));
  const double whole = 1 - std::exp(-1.5), half = 1 - std::exp(-0.75);
  std::uint64_t months = 0;
  for (const PlayerTotals& row : run.ledger.player_totals) {
    CHECK(row.months <= 3);
    CHECK((row.months != 0) == (row.days != 0));
    months += row.months;
  }
  CHECK(run.ledger.segment[0].player_months == months);
  const double error = std::sqrt(4000 * (2 * whole * (1 - whole) + half * (1 - half)));
  CHECK(std::abs(static_cast<double>(months) - 4000 * (2 * whole + half)) <= 3.29 * error);
}

TEST_CASE("a launch curve moves sessions to its peak and adds none", "[levers][curve]") {
  const auto of = [](const std::string& curve) { return run_of(scenario_of(sittings(R"("active": "2000 players", "curve": )" + curve, "1", "40"))); };
  const Run flat = run_of(scenario_of(sittings(R"("active": "2000 players")", "1", "40")));
  CHECK(of(R"("steady")").ledger == flat.ledger);
  struct Case { const char* curve; double peak, half_life, floor; };
  for (const Case& c : {Case{R"("launch_spike")", 0, 7, 0.3}, Case{R"("aaa_launch")", 3, 21, 0.12}, Case{R"({ "kind": "launch", "peak_day": 5, "half_life": "2 d", "floor": "5%" })", 5, 2, 0.05}}) {
    INFO(c.curve);
    const Run run = of(c.curve);
    const auto playing = [](const Run& of_run) { return static_cast<double>(of_run.plan->clocks[0].playing_at(of_run.plan->horizon_ms)); };
    CHECK_THAT(playing(run), WithinRel(playing(flat), 1e-4));   // hours are rounded to 1/65536
    std::vector<double> weights(40);
    double sum = 0;
    for (int hour = 0; hour < 960; ++hour) {   // every hour has the weight of its beginning
      const double day = hour / 24.0;
      const double above = day < c.peak ? day / c.peak : std::exp2(-(day - c.peak) / c.half_life);
      weights[static_cast<std::size_t>(hour / 24)] += c.floor + (1 - c.floor) * above;
      sum += c.floor + (1 - c.floor) * above;
    }
    const std::vector<double> days = by_day(sessions_by_hour(run));
    for (std::size_t day = 0; day < 40; ++day) check_poisson(days[day], 80'000 * weights[day] / sum);
    check_poisson(static_cast<double>(run.ledger.segment[0].sessions), 80'000);
    check_conserved_and_metered(run);
  }
}

TEST_CASE("a curve from a table weighs days or hours as its lines say, and its last line goes on", "[levers][curve]") {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "npcost_law_cohorts";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "curve.csv") << "day,players\n0,1\n1,4\n2,2\n3,3\n";
  const auto of = [&](const std::string& step) {
    const std::string curve = R"("active": "2000 players", "curve": { "kind": "csv", "from": "curve.csv", "column": "players", "step": ")" + step + R"(" })";
    ReadScenario read = read_scenario_text((folder / "law.npcost.json").string(), sittings(curve, "1", "6"));
    INFO(report_text(read.diagnostics));
    REQUIRE(read.scenario.has_value());
    return run_of(*read.scenario);
  };
  const std::vector<double> days = by_day(sessions_by_hour(of("1 d")));
  const double weights[] = {1, 4, 2, 3, 3, 3};   // 16 in all, of 12,000 sessions
  for (std::size_t day = 0; day < 6; ++day) check_poisson(days[day], 12'000 * weights[day] / 16);
  const std::vector<double> hours = sessions_by_hour(of("1 h"));
  const double first[] = {1, 4, 2, 3};           // 144 hours: 1 + 4 + 2 + 141·3 = 430
  for (std::size_t hour = 0; hour < 4; ++hour) check_poisson(hours[hour], 12'000 * first[hour] / 430);
  std::filesystem::remove_all(folder);
}

TEST_CASE("the evening stays in the local evening when clocks change", "[levers][timezone]") {
  // Berlin: 2026-03-29 has 23 hours (UTC+1 → +2) and 2026-10-25 has 25. A week later the same local hour is one UTC hour earlier or later.
  struct Case { const char* start; std::ptrdiff_t moved, hours; };
  for (const Case& c : {Case{"2026-03-23", -1, 23}, Case{"2026-10-19", 1, 25}}) {   // Mondays; the change is on the seventh day, at 01:00 UTC
    std::string text = with(sittings(R"("active": "6000 players", "daily_shape": "mobile_evening")", "1", "14"), R"("2026-01-05")", '"' + std::string(c.start) + '"');
    const std::string own_zone = with(text, R"("session_length")", R"("timezone": "Europe/Berlin", "session_length")");
    const Run run = run_of(scenario_of(own_zone));
    const PlayClock& clock = run.plan->clocks[0];
    for (std::ptrdiff_t hour = 3; hour < 6 * 24; ++hour) {
      CHECK(clock.weight(static_cast<std::uint32_t>(hour + 168 + c.moved)) == clock.weight(static_cast<std::uint32_t>(hour)));
    }
    // Tuesday to Friday before and after, hour of the day by hour of the day: Σ (a − b)²/(a + b) is χ² with 24 degrees of freedom, below
    // 51.2 in 99.9 % of cases if local hours are compared; UTC hours do not fit.
    const std::vector<double> hours = sessions_by_hour(run);
    const auto misfit = [&](std::ptrdiff_t moved) {
      std::vector<double> before(24), after(24);
      for (std::ptrdiff_t i = 0; i < 96; ++i) {
        before[static_cast<std::size_t>(i % 24)] += hours[static_cast<std::size_t>(24 + i)];
        after[static_cast<std::size_t>(i % 24)] += hours[static_cast<std::size_t>(24 + 168 + moved + i)];
      }
      double sum = 0;
      for (std::size_t h = 0; h < 24; ++h) sum += (before[h] - after[h]) * (before[h] - after[h]) / (before[h] + after[h]);
      return sum;
    };
    CHECK(misfit(c.moved) < 51.2);
    CHECK(misfit(0) > 100);
    // The game's own calendar in Berlin: the local day of the change is shorter or longer, and players a day are counted by it.
    const std::string game_zone = with(text, R"("timezone": "UTC")", R"("timezone": "Europe/Berlin")");
    const std::shared_ptr<const Plan> plan = compile_plan(scenario_of(game_zone), 0);
    CHECK(std::count(plan->day_of_hour.begin(), plan->day_of_hour.end(), 6u) == c.hours);
    CHECK(std::count(plan->day_of_hour.begin(), plan->day_of_hour.end(), 5u) == 24);
  }
}

TEST_CASE("a segment's zone moves its own players and nobody else", "[levers][timezone][law9]") {
  const Run plain = run_of(scenario_of(rich_world));
  const Run same = run_of(scenario_of(with(rich_world, R"("talkers": { )", R"("talkers": { "timezone": "Europe/Berlin", )")));
  CHECK(same.ledger == plain.ledger);
  const Run seoul = run_of(scenario_of(with(rich_world, R"("talkers": { )", R"("talkers": { "timezone": "Asia/Seoul", )")));
  std::uint32_t others = 0, moved = 0;
  for (std::uint32_t player = 0; player < 300; ++player) {
    const bool equal = plain.ledger.player_totals[player] == seoul.ledger.player_totals[player];
    if (plain.ledger.player_totals[player].segment == 0) CHECK(equal);
    ++(equal ? others : moved);
  }
  CHECK(moved > 0);
  CHECK(seoul.ledger.segment[0] == plain.ledger.segment[0]);
}

TEST_CASE("cohorts, curves, novelty and zones give the same bytes under every schedule", "[levers][law3]") {
  std::string text = with(rich_world, R"("active": "300 players")", R"("arrivals": "150/d", "retention": "mobile_median", "curve": "launch_spike", "novelty": { "half_life": "3 d", "floor": "20%" })");
  text = with(text, R"("talkers": { )", R"("talkers": { "timezone": "Asia/Seoul", "talk_sigma": 1.2, )");
  const Scenario scenario = scenario_of(with(text, R"("replications": 2)", R"("replications": 2, "warm_up": "2 d")"));
  check_every_schedule_agrees(scenario);
  check_conserved_and_metered(run_of(scenario));
}
