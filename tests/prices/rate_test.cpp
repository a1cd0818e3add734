#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "sim/base/check.h"
#include "sim/prices/rate.h"
#include "tests/prices/price_samples.h"

using namespace npcost;
using namespace npcost::samples;

namespace {

/// A small generator of its own, so that the loops below are the same everywhere.
class Lcg {
 public:
  explicit Lcg(std::uint64_t seed) : state_(seed) {}
  std::uint32_t next(std::uint32_t below) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::uint32_t>((state_ >> 33) % below);
  }

 private:
  std::uint64_t state_;
};

std::string cost(std::vector<std::uint64_t> counts, const CellPrices& prices) {
  return decimal(rate(std::span<const std::uint64_t>(counts), prices));
}

}  // namespace

// One NPC, full history: system 1,200 tokens, player's line 20, reply 50, 30 turns. The prompt of turn t holds the system text,
// t lines and t−1 replies, so the input is 30·1,200 + 20·(1+…+30) + 50·(0+…+29) = 36,000 + 20·465 + 50·435 = 67,050
// tokens and the output 30·50 = 1,500.
TEST_CASE("thirty turns with full history cost $0.0109575 at $0.15 and $0.60 per million tokens", "[rate]") {
  // 67,050 · 0.15/1e6 = 0.0100575; 1,500 · 0.60/1e6 = 0.0009; together 0.0109575.
  CHECK(cost({67'050, 1'500}, {per_million("0.15"), per_million("0.60")}) == "0.0109575");
}

TEST_CASE("the same thirty turns cost $0.0401625 at R1's first price", "[rate]") {
  // 67,050 · 0.55/1e6 = 0.0368775; 1,500 · 2.19/1e6 = 0.003285; together 0.0401625.
  CHECK(cost({67'050, 1'500}, {per_million("0.55"), per_million("2.19")}) == "0.0401625");
}

TEST_CASE("an hour of speech at $0.0043 a minute is $0.258, not a digit more or less", "[rate]") {
  // 60 min · 0.0043 = 0.258; counted in milliseconds: 3,600,000.
  CHECK(cost({3'600'000}, {per_minute("0.0043")}) == "0.258");
}

TEST_CASE("4,095 characters at $15 per million are the $0.061425 of a real bill", "[rate]") {
  CHECK(cost({4'095}, {per_million("15")}) == "0.061425");
}

TEST_CASE("four tokens at $0.10 per million are not rounded to nothing", "[rate]") {
  // 4 · 0.10/1e6 = 0.0000004.
  CHECK(cost({4}, {per_million("0.10")}) == "0.0000004");
}

TEST_CASE("nothing used costs nothing", "[rate]") {
  CHECK(cost({}, {}) == "0");
  CHECK(cost({0, 0}, {per_million("0.15"), per_million("0.60")}) == "0");
}

TEST_CASE("counts of 32 and of 64 bits cost the same", "[rate]") {
  const CellPrices prices = {per_million("0.15"), per_minute("0.0043")};
  const std::array<std::uint32_t, 2> narrow = {std::numeric_limits<std::uint32_t>::max(), 7};
  const std::array<std::uint64_t, 2> wide = {std::numeric_limits<std::uint32_t>::max(), 7};
  const Money from_narrow = rate(std::span<const std::uint32_t>(narrow), prices);
  CHECK(from_narrow == rate(std::span<const std::uint64_t>(wide), prices));
  // (2^32−1) · 0.15/1e6 = 644.24509425 exactly; 7 ms · 0.0043/60,000 = 0.00000050166… has no last digit, so in grains:
  // 4,294,967,295 · 1,350,000,000 + 7 · 645,000,000.
  CHECK(from_narrow.grains() == Int128{4'294'967'295} * 1'350'000'000 + Int128{7} * 645'000'000);
}

TEST_CASE("all prices times seven make every cost seven times as high", "[rate][law]") {
  Lcg lcg(5);
  for (int round = 0; round < 200; ++round) {
    CellPrices prices, dearer;
    std::vector<std::uint64_t> counts;
    const std::uint32_t cells = 1 + lcg.next(8);
    for (std::uint32_t i = 0; i < cells; ++i) {
      const Int128 grains = lcg.next(2'000'000'000);
      prices.push_back({Money::from_grains(grains)});
      dearer.push_back({Money::from_grains(grains * 7)});
      counts.push_back((std::uint64_t{lcg.next(1u << 31)} << 20) + lcg.next(1u << 20));
    }
    const std::span<const std::uint64_t> usage(counts);
    REQUIRE(rate(usage, dearer) == rate(usage, prices).times(7));
  }
}

TEST_CASE("rating each record and adding is rating the sum", "[rate][law]") {
  Lcg lcg(12);
  const CellPrices prices = {per_million("0.15"), per_million("0.075"), per_million("0.60"), per_minute("0.0043")};
  std::vector<std::uint64_t> sum(prices.size(), 0);
  Money added;
  for (int record = 0; record < 500; ++record) {
    std::vector<std::uint32_t> counts(prices.size());
    for (std::size_t i = 0; i < counts.size(); ++i) {
      counts[i] = lcg.next(1'000'000);
      sum[i] += counts[i];
    }
    added += rate(std::span<const std::uint32_t>(counts), prices);
  }
  CHECK(added == rate(std::span<const std::uint64_t>(sum), prices));
  CHECK(added > Money{});
}

TEST_CASE("the largest count at a price of a thousand dollars a token still fits", "[rate]") {
  // (2^64−1) · $1,000 = 1.8446744073709551615e22 dollars; in grains just below 2^127: 1.66e38 < 1.7014e38.
  const CellPrices prices = {dollars_per("1000", 1)};
  CHECK(cost({std::numeric_limits<std::uint64_t>::max()}, prices) == "18446744073709551615000");
}

TEST_CASE("a cost beyond 128 bits is an error and never a wrong number", "[rate]") {
  const std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  SECTION("when two costs add up to too much") {
    const std::vector<std::uint64_t> counts = {most, most};
    const CellPrices prices = {dollars_per("1000", 1), dollars_per("1000", 1)};
    CHECK_THROWS_AS(rate(std::span<const std::uint64_t>(counts), prices), MoneyOverflow);
  }
  SECTION("when one product is too much") {
    // (2^64−1) · $1,025 · 9e15 grains = 1.7017e38 > 2^127 = 1.7014e38.
    const std::vector<std::uint64_t> counts = {most};
    const CellPrices prices = {dollars_per("1025", 1)};
    CHECK_THROWS_AS(rate(std::span<const std::uint64_t>(counts), prices), MoneyOverflow);
  }
  SECTION("but dear prices alone are no error") { CHECK(cost({3}, {dollars_per("5000000", 1)}) == "15000000"); }
}

TEST_CASE("usage and prices of different length are a bug that stops the program", "[rate]") {
  const std::vector<std::uint64_t> counts = {1, 2};
  const CellPrices prices = {per_million("0.15")};
  CHECK_THROWS_AS(rate(std::span<const std::uint64_t>(counts), prices), BrokenPromise);
}
