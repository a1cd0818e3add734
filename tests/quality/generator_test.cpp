// The generator as the engine names its draws, beside generators that must fail the same tests.

#include <fmt/format.h>

#include <cstdio>

#include "tests/catch.h"
#include "tests/quality/battery.h"

using namespace npcost;
using namespace npcost::quality;

namespace {

constexpr std::uint64_t seed = 20270901;

Examination told(const char* generator, Purpose purpose, const Examination& examination) {
  fmt::print("{}, purpose {}: {}\n", generator, static_cast<int>(purpose), examination.text());
  std::fflush(stdout);
  return examination;
}

}  // namespace

TEST_CASE("what the engine draws for a turn, and for all else, passes the tests of generators", "[quality]") {
  for (const Purpose purpose : {Purpose::line, Purpose::conversation}) {
    const Examination examination = examine(engine, purpose, small_size, seed);
    INFO(examination.text());
    CHECK(examination.passed());
  }
}

TEST_CASE("generators with a known weakness fail the tests of generators", "[quality]") {
  for (const Generator generator : {weakened<3>, weakened<4>, additive}) {
    const Examination examination = examine(generator, Purpose::line, small_size, seed);
    INFO(examination.text());
    CHECK_FALSE(examination.passed());
  }
}

// Every purpose that there is: 7 rounds for those of a turn, 10 for the rest.
TEST_CASE("every purpose of the engine passes the tests of generators at full size", "[.][slow]") {
  for (int number = static_cast<int>(Purpose::player); number <= static_cast<int>(Purpose::patience); ++number) {
    const auto purpose = static_cast<Purpose>(number);
    const Examination examination = told("engine", purpose, examine(engine, purpose, full_size, seed));
    CHECK(examination.passed());
  }
}

TEST_CASE("generators with a known weakness fail the tests of generators at full size", "[.][slow]") {
  CHECK_FALSE(told("Philox4x32-4", Purpose::line, examine(weakened<4>, Purpose::line, full_size, seed)).passed());
  CHECK_FALSE(told("Philox4x32-3", Purpose::line, examine(weakened<3>, Purpose::line, full_size, seed)).passed());
  CHECK_FALSE(told("LCG with additive keys", Purpose::line, examine(additive, Purpose::line, full_size, seed)).passed());
}
