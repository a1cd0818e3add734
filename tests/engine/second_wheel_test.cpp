#include "sim/engine/live/second_wheel.h"

#include <algorithm>
#include <random>
#include <vector>

#include "tests/catch.h"

using namespace npcost;

TEST_CASE("everybody is called in the second that he was put into, near or far", "[wheel]") {
  // 20,000 names over 5,000 seconds, each put at the moment before or long before he is due.
  std::mt19937 random(5);
  std::vector<std::int64_t> due(20'000);
  SecondWheel wheel(5'000);
  for (std::uint32_t who = 0; who < due.size(); ++who) {
    due[who] = random() % 5'000;
    wheel.put(who, due[who]);
  }
  std::vector<std::uint32_t> called;
  std::size_t all = 0;
  for (std::int64_t second = 0; second < 5'000; ++second) {
    wheel.move_to(second);
    wheel.take(called);
    for (const std::uint32_t who : called) REQUIRE(due[who] == second);
    all += called.size();
  }
  CHECK(all == due.size());
}

TEST_CASE("who is put into the second at hand is called by the next look at it, not lost in a list that was emptied", "[wheel]") {
  SecondWheel wheel(3'000);
  std::vector<std::uint32_t> called;
  for (std::int64_t second = 0; second < 3'000; ++second) {
    wheel.move_to(second);
    wheel.put(7, second);
    wheel.take(called);
    // One was put a whole turn of the wheel ago, 1,024 seconds: he is called now, and was not then.
    const std::size_t from_afar = second >= 1'024 ? 1 : 0;
    REQUIRE(called.size() == 1 + from_afar);
    REQUIRE(std::count(called.begin(), called.end(), 9u) == static_cast<std::ptrdiff_t>(from_afar));
    wheel.put(8, second);
    if (second + 1'024 < 3'000) wheel.put(9, second + 1'024);
    wheel.take(called);
    REQUIRE(called == std::vector<std::uint32_t>{8});
    wheel.take(called);
    REQUIRE(called.empty());
  }
}
