#include "sim/answers/activity.h"

#include "sim/answers/period_text.h"
#include "tests/answers/hand_ledger.h"

using namespace npcost;
using namespace npcost::hand;

namespace {

Scenario starting(const char* local, const char* zone, std::int64_t hours) {
  Scenario in = scenario();
  in.timezone = zone;
  in.start = to_instant(*parse_local_time(local), zone).instant;
  in.duration = Milliseconds{hours * 3'600'000};
  return in;
}

/// A ledger of the scenario with so many players on its local days.
UsageLedger on_days(const Scenario& in, const std::vector<std::uint64_t>& players) {
  UsageLedger sums = ledger(1, in);
  sums.day_players = players;
  return sums;
}

}  // namespace

TEST_CASE("daily players are the mean over the days that are whole", "[activity]") {
  SECTION("two days from midnight to midnight are two days") {
    const Scenario in = starting("2025-01-15", "Asia/Seoul", 48);
    const Activity activity = activity_of(in, on_days(in, {3, 1}));
    CHECK(activity.complete_days == 2);
    CHECK(activity.day_players == 4);
  }
  SECTION("48 hours from nine in the morning hold one whole day") {
    const Scenario in = starting("2025-01-15T09:00", "Asia/Seoul", 48);
    const Activity activity = activity_of(in, on_days(in, {3, 7, 1}));
    CHECK(activity.complete_days == 1);
    CHECK(activity.day_players == 7);
  }
  SECTION("half an hour past midnight is too late for the first day") {
    const Scenario in = starting("2025-01-15T00:30", "UTC", 48);
    const Activity activity = activity_of(in, on_days(in, {3, 7, 1}));
    CHECK(activity.complete_days == 1);
    CHECK(activity.day_players == 7);
  }
  SECTION("an evening holds no whole day") {
    const Scenario in = starting("2025-01-15T18:00", "Asia/Seoul", 5);
    CHECK(activity_of(in, on_days(in, {3})).complete_days == 0);
    CHECK_FALSE(metric(summary_of(in, on_days(in, {3}), 1), "players.dau").mean.has_value());
  }
  SECTION("a day of 23 hours is whole when the clocks go forward") {
    const Scenario in = starting("2025-03-09", "America/New_York", 23);
    CHECK(activity_of(in, on_days(in, {5})).complete_days == 1);
    const Scenario cut = starting("2025-03-09", "America/New_York", 22);
    CHECK(activity_of(cut, on_days(cut, {5})).complete_days == 0);
  }
}

TEST_CASE("daily players and peaks are scaled to all active players", "[activity]") {
  UsageLedger sums = four_players();
  sums.day_players = {3, 2, 0};
  sums.online_change[0] = 1;
  sums.online_change[30] = 2;  // three online from minute 30 …
  sums.online_change[60] = -1;
  sums.online_change[90] = -2;
  sums.minute_requests[5] = 7;
  sums.minute_requests[6] = 4;
  sums.minute_tokens[6] = 900;
  const ReplicationSummary summary = summary_of(scenario(), sums, 8);  // eight for four: twice as many
  CHECK(mean(summary, "players.dau") == 5);                            // (3 + 2) ÷ 2 × 2
  CHECK(mean(summary, "players.peak_concurrent") == 6);                // 3 × 2
  // Of a sample with so few calls a peak is the mean of the busiest hour: 11 calls and 900 tokens in 60 minutes, twice as many.
  CHECK_THAT(mean(summary, "load.peak_requests_per_min"), WithinRel(22.0 / 60, 1e-12));
  CHECK_THAT(mean(summary, "load.peak_tokens_per_min"), WithinRel(30.0, 1e-12));
  // Hour 0: 30 minutes of 1 and 30 of 3; hour 1: 30 minutes of 2, then nobody.
  CHECK(summary.player_minutes[0] == 120);
  CHECK(summary.player_minutes[1] == 60);
  CHECK(summary.player_minutes[2] == 0);
}

TEST_CASE("a peak of everybody is a minute, and of a sample as many minutes as chance needs", "[activity]") {
  UsageLedger sums = four_players();
  const auto peak = [&](bool is_sample) { return activity_of(scenario(), sums, is_sample).peak_requests; };
  sums.minute_requests[10] = 399;
  CHECK(peak(false) == 399);
  CHECK(peak(true) == 399.0 / 60);   // no 15 minutes hold 400
  sums.minute_requests[24] = 1;      // minutes 10 … 24 hold 400, no five do
  CHECK_THAT(peak(true), WithinRel(400.0 / 15, 1e-12));
  sums.minute_requests[14] = 1;      // minutes 10 … 14 as well
  CHECK_THAT(peak(true), WithinRel(400.0 / 5, 1e-12));
  sums.minute_requests[10] = 400;
  CHECK(peak(true) == 400);
  CHECK(peak(false) == 400);
}

TEST_CASE("the last hour of a run is as long as it is", "[activity]") {
  Scenario in = scenario();
  in.duration = Milliseconds{90 * 60'000};
  CHECK(minutes_in_hour(in, 0) == 60);
  CHECK(minutes_in_hour(in, 1) == 30);
  in.duration += Milliseconds{1};
  CHECK(minutes_in_hour(in, 1) == 31);
}

TEST_CASE("the period is said in the players' own time", "[activity]") {
  CHECK(period_text(starting("2025-01-15", "Asia/Seoul", 720)) == "2025-01-15 … 30 d, Asia/Seoul");
  CHECK(period_text(starting("2025-01-15T09:00", "Asia/Seoul", 36)) == "2025-01-15 09:00 … 36 h, Asia/Seoul");
  CHECK(period_text(starting("2025-07-01", "America/New_York", 24)) == "2025-07-01 … 1 d, America/New_York");
  CHECK(period_text(starting("2025-03-09", "America/New_York", 23)) == "2025-03-09 … 23 h, America/New_York");
  CHECK(period_text(starting("2025-11-02T23:30", "America/New_York", 24)) ==
        "2025-11-02 23:30 … 1 d, America/New_York");
}
