#include "sim/answers/scale.h"

#include <random>

#include "tests/catch.h"

using namespace npcost;

namespace {

Money grains(std::int64_t count) { return Money::from_grains(count); }

}  // namespace

TEST_CASE("scaling is exact when the division is", "[scale]") {
  CHECK(scaled(grains(12), {1'000'000, 3}) == grains(4'000'000));
  CHECK(scaled(grains(7), {5, 5}) == grains(7));
  CHECK(scaled(grains(7), {0, 5}) == grains(0));
  CHECK(scaled(grains(7), {9, 0}) == grains(0));  // nobody was simulated: nothing is known, nothing is charged
}

TEST_CASE("half a grain goes to the even neighbour", "[scale]") {
  CHECK(scaled(grains(1), {1, 2}) == grains(0));    // 0.5
  CHECK(scaled(grains(3), {1, 2}) == grains(2));    // 1.5
  CHECK(scaled(grains(5), {1, 2}) == grains(2));    // 2.5
  CHECK(scaled(grains(2), {1, 3}) == grains(1));    // 0.67
  CHECK(scaled(grains(1), {1, 3}) == grains(0));    // 0.33
  CHECK(scaled(grains(-1), {1, 2}) == grains(0));   // −0.5
  CHECK(scaled(grains(-3), {1, 2}) == grains(-2));  // −1.5
  CHECK(scaled(grains(-2), {1, 3}) == grains(-1));  // −0.67
}

TEST_CASE("large sums scale without passing 128 bits on the way", "[scale]") {
  // A trillion dollars, one player in two: 1e12 × 9e15 grains × 1e9 active players, multiplied first, would need 123
  // bits; a million times more would need 143.
  const Money trillion = Money::from_grains(static_cast<Int128>(Money::grain_per_unit) * 1'000'000'000'000);
  const Scale two_for_one{1'000'000'000, 500'000'000};
  CHECK(scaled(trillion, two_for_one) == trillion.times(2));
  CHECK(scaled(trillion.times(1'000'000), two_for_one) == trillion.times(2'000'000));
  const Scale absurd{~std::uint64_t{0}, 1};
  CHECK_THROWS_AS(scaled(trillion.times(1'000'000), absurd), MoneyOverflow);
}

TEST_CASE("scaled parts add up to the scaled total, to the grain", "[scale]") {
  std::mt19937_64 random(3);
  for (int round = 0; round < 2000; ++round) {
    std::vector<Money> parts(1 + random() % 12);
    Money total;
    for (Money& part : parts) {
      part = Money::from_grains(static_cast<Int128>(random() >> (random() % 60)));
      if (random() % 4 == 0) part = Money{};
      total += part;
    }
    const Scale scale{random() % 5'000'000, 1 + random() % 100'000};
    Money sum;
    const std::vector<Money> result = scaled_parts(parts, total, scale);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      sum += result[i];
      // No part is moved by a whole grain.
      const Int128 off = result[i].grains() * static_cast<Int128>(scale.simulated) -
                         parts[i].grains() * static_cast<Int128>(scale.active);
      CHECK((off < static_cast<Int128>(scale.simulated)));
      CHECK((off > -static_cast<Int128>(scale.simulated)));
    }
    CHECK(sum == scaled(total, scale));
  }
}

TEST_CASE("the grain that is missing goes to the largest remainder", "[scale]") {
  // 1, 2 and 2 grains for half the players: 0.5, 1, 1 = 2.5 in all, which is 2 (even): nothing is missing.
  CHECK(scaled_parts(std::vector<Money>{grains(1), grains(2), grains(2)}, grains(5), {1, 2}) ==
        std::vector<Money>{grains(0), grains(1), grains(1)});
  // 1, 2, 3 grains times 2/3: 0.67, 1.33, 2 = 4 in all: one is missing, the first lost most.
  CHECK(scaled_parts(std::vector<Money>{grains(1), grains(2), grains(3)}, grains(6), {2, 3}) ==
        std::vector<Money>{grains(1), grains(1), grains(2)});
}

TEST_CASE("parts of something else stop the program", "[scale]") {
  CHECK_THROWS(scaled_parts(std::vector<Money>{grains(1)}, grains(2), {1, 1}));
}
