#include "sim/people/play_clock.h"

#include "tests/catch.h"

using namespace npcost;

namespace {

std::vector<LocalHour> hours(std::uint32_t count) {
  std::vector<LocalHour> list;
  for (std::uint32_t h = 0; h < count; ++h) list.push_back({static_cast<std::uint16_t>(h % 168), h / 24});
  return list;
}

std::vector<double> flat() { return std::vector<double>(168, 1.0); }

}  // namespace

TEST_CASE("with a flat week playing time is real time", "[people]") {
  const PlayClock clock(flat(), hours(48));
  std::uint32_t hint = 0;
  for (const std::uint64_t ms : {0ull, 1ull, 3'599'999ull, 3'600'000ull, 100'000'000ull}) {
    CHECK(clock.real_ms(ms * PlayClock::ticks_per_ms, hint) == ms);
  }
}

TEST_CASE("an hour with twice the weight passes twice as much playing time", "[people]") {
  // Hour 0 weighs 2, hour 1 weighs 0, the others 1: after 2 h of playing time the real clock shows 02:00, and nothing
  // ever happens between 01:00 and 02:00.
  std::vector<double> week = flat();
  week[0] = 2;
  week[1] = 0;
  const PlayClock clock(week, hours(24));
  std::uint32_t hint = 0;
  const std::uint64_t hour = 3'600'000ull * PlayClock::ticks_per_ms;
  CHECK(clock.real_ms(hour, hint) == 1'800'000);
  CHECK(clock.real_ms(2 * hour - 1, hint) == 3'599'999);
  CHECK(clock.real_ms(2 * hour, hint) == 2 * 3'600'000);
  CHECK(clock.weight(0) == 2);
  CHECK(clock.weight(1) == 0);
}

TEST_CASE("after the last hour there is no real time any more", "[people]") {
  const PlayClock clock(flat(), hours(24));
  std::uint32_t hint = 0;
  const std::uint64_t end = 24ull * 3'600'000 * PlayClock::ticks_per_ms;
  CHECK(clock.real_ms(end - 1, hint) == 24ull * 3'600'000 - 1);
  CHECK(clock.real_ms(end, hint) == PlayClock::never);
  CHECK(clock.real_ms(~std::uint64_t{0} - 1, hint) == PlayClock::never);
}

TEST_CASE("real time never goes back while playing time goes on", "[people]") {
  std::vector<double> week = flat();
  for (std::size_t h = 0; h < week.size(); ++h) week[h] = h % 24 < 6 ? 0.25 : 1.25;  // mean (6·0.25 + 18·1.25)/24 = 1
  const PlayClock clock(week, hours(168));
  std::uint32_t hint = 0;
  std::uint64_t before = 0;
  for (std::uint64_t playing = 0; playing < 160ull * 3'600'000 * PlayClock::ticks_per_ms; playing += 7'654'321'987ull) {
    const std::uint64_t now = clock.real_ms(playing, hint);
    CHECK(now >= before);
    before = now;
  }
}
