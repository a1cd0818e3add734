// Words and ranks of a study, from values by hand.
#include "sim/answers/studies/sensitivity.h"

#include <vector>

#include "tests/catch.h"

using namespace npcost;

// Swings 8, 3, 1 (squares 64, 9, 1 of 74): 86 %, 12 %, 1.4 %. One that is as often up as down is no movement, whatever its size.
TEST_CASE("bars are ranked by their movement and named by their part of all movement", "[answers][sensitivity]") {
  const std::vector<TornadoValues> values{{{"/b", "1..2"}, {10, 10}, {13, 13}},
                                          {{"/a", ""}, {10, 10}, {2, 2}},
                                          {{"/c", ""}, {10, 10}, {11, 11}},
                                          {{"/d", ""}, {10, 10}, {10, 10}},
                                          {{"/e", ""}, {}, {}}};
  const std::vector<TornadoBar> bars = tornado_bars(values, 0.95);
  REQUIRE(bars.size() == 4);  // /e was never run
  CHECK(bars[0].unknown.pointer == "/a");
  CHECK(bars[0].swing == -8);
  CHECK(bars[0].influence == Influence::high);
  CHECK(bars[1].unknown.pointer == "/b");
  CHECK(bars[1].influence == Influence::medium);
  CHECK(bars[2].influence == Influence::low);
  CHECK(bars[3].influence == Influence::none_shown);
}

TEST_CASE("a movement that luck may have made is none shown", "[answers][sensitivity]") {
  const std::vector<TornadoBar> bars = tornado_bars(std::vector<TornadoValues>{{{"/a", ""}, {10, 10, 10}, {14, 7, 12}}}, 0.95);
  REQUIRE(bars.size() == 1);
  CHECK(bars[0].swing == 1);  // 4, −3, 2: mean 1, and an interval around 0
  REQUIRE(bars[0].swing_interval.has_value());
  CHECK(bars[0].swing_interval->low < 0);
  CHECK(bars[0].influence == Influence::none_shown);
}

TEST_CASE("the largest of movements that are nothing to the figure is low", "[answers][sensitivity]") {
  const std::vector<TornadoBar> bars = tornado_bars(std::vector<TornadoValues>{{{"/a", ""}, {1000, 1000}, {1001, 1001}}}, 0.95);
  CHECK(bars.front().influence == Influence::low);
}

TEST_CASE("what rounding leaves between equal figures is no movement", "[answers][sensitivity]") {
  const std::vector<TornadoBar> bars = tornado_bars(std::vector<TornadoValues>{{{"/a", ""}, {0.1 + 0.2, 0.3}, {0.3, 0.3}}}, 0.95);
  CHECK(bars.front().swing == 0);
  CHECK(bars.front().influence == Influence::none_shown);
}

TEST_CASE("one replication ranks, and gives no interval", "[answers][sensitivity]") {
  const std::vector<TornadoBar> bars = tornado_bars(std::vector<TornadoValues>{{{"/a", ""}, {1}, {2}}}, 0.95);
  CHECK_FALSE(bars.front().swing_interval.has_value());
  CHECK(bars.front().influence == Influence::high);
}
