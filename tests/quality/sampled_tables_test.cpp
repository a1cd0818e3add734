// Draws by the million through the engine's own names, against the distributions that the tables were made of.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/draw_table.h"
#include "sim/base/draws.h"
#include "tests/base/table_masses.h"
#include "tests/catch.h"
#include "tests/quality/p_values.h"
#include "tests/quality/whole_moments.h"

using namespace npcost;
using namespace npcost::quality;

namespace {

struct Sampled {
  std::string name;
  Distribution of;
  std::uint32_t lowest = 0;
  double scale = 1;
};

Distribution made(Family family, const std::vector<RoleValue>& roles) { return *Distribution::make(family, roles, nullptr); }
Distribution lognormal(double median, double sigma) {
  return made(Family::lognormal, {{Role::median, median}, {Role::p95, median * std::exp(sigma * 1.6448536269514722)}});
}

std::vector<double> measured_sample() {
  std::vector<double> sample;   // 500 values, uneven and repeated
  for (int i = 0; i < 500; ++i) sample.push_back(3 + i * i % 97 + i / 50);
  return sample;
}

std::vector<Sampled> spread_of_families() {
  return {
      {"lognormal 12, sigma 0.8", lognormal(12, 0.8), 1},
      {"lognormal 60, sigma 0.6", lognormal(60, 0.6), 1},
      {"lognormal 12 s, sigma 0.9", lognormal(12000, 0.9)},
      {"lognormal 5 s, sigma 1.4", lognormal(5000, 1.4)},
      {"lognormal 1 s, sigma 2", lognormal(1000, 2)},
      {"lognormal 60, sigma 0.6, cut at 90", lognormal(60, 0.6).clamped(std::nullopt, 90), 1},
      {"geometric, mean 6", made(Family::geometric, {{Role::mean, 6}}), 1},
      {"poisson, mean 2.5", made(Family::poisson, {{Role::mean, 2.5}})},
      {"negative binomial 4, sd 3.5", made(Family::negative_binomial, {{Role::mean, 4}, {Role::sd, 3.5}})},
      {"exponential in 2^-20", Distribution::exponential(1), 0, 1048576},
      {"gamma 900, sd 700", made(Family::gamma, {{Role::mean, 900}, {Role::sd, 700}})},
      {"beta in millionths", Distribution::beta_from_p5_p95(0.1, 0.4), 0, 1e6},
      {"uniform 200 .. 90000", made(Family::uniform, {{Role::low, 200}, {Role::high, 90000}})},
      {"triangular", made(Family::triangular, {{Role::low, 100}, {Role::mode, 9000}, {Role::high, 20000}})},
      {"pert", made(Family::pert, {{Role::low, 100}, {Role::mode, 900}, {Role::high, 20000}})},
      {"normal 5000, sd 900", made(Family::normal, {{Role::mean, 5000}, {Role::sd, 900}})},
      {"normal that reaches below 0", made(Family::normal, {{Role::mean, 5000}, {Role::sd, 4000}})},
      {"discrete", Distribution::discrete({1, 2, 40, 100000}, {5, 3, 1.5, 0.5})},
      {"measured", Distribution::empirical(measured_sample())},
      {"mixture", Distribution::mixture({lognormal(400, 0.4), lognormal(9000, 0.5), Distribution::constant(0)}, {6, 3, 1})},
  };
}

/// Draws in the order of a turn, three tables' worth of each name: line, reply and pause as sim/dialogue/said.h takes them.
struct Histogram {
  std::vector<std::uint32_t> low;     ///< of each cell
  std::vector<std::uint64_t> count;
  double draws = 0, sum = 0;
};

Histogram drawn(const DrawTable& table, std::uint32_t origin, std::uint32_t names, std::uint32_t replication) {
  Histogram histogram;
  for (const auto& [low, mass] : masses_of(table)) histogram.low.push_back(low);
  histogram.count.assign(histogram.low.size(), 0);
  std::uint64_t sum = 0;
  const auto add = [&](std::uint32_t value) {
    const auto above = std::upper_bound(histogram.low.begin(), histogram.low.end(), value);
    ++histogram.count[static_cast<std::size_t>(above - histogram.low.begin()) - 1];
    sum += value - origin;   // 3 · 2^25 values of 32 bits stay below 2^60
  };
  for (std::uint32_t i = 0; i < names; ++i) {
    const PlayerKey key{.seed = 20270901, .replication = replication, .segment = 0, .player = i >> 7};
    const Words words = draw(key, Purpose::line, i >> 3 & 15, i & 7);
    add(table.draw(words.w[0], words.w[3]));
    add(table.draw(words.w[1], words.w[3] >> 11));
    add(table.draw(words.w[2], words.w[3] >> 22 << 1));
  }
  histogram.draws = 3.0 * names;
  histogram.sum = static_cast<double>(sum);
  return histogram;
}

/// Chi-square against the distribution itself; neighbours are joined until 20 draws are expected.
double cells_p(const Histogram& histogram, const Counted& counted) {
  double squares = 0, expected = 0, seen = 0;
  int bins = 0;
  for (std::size_t i = 0; i < histogram.low.size(); ++i) {
    const bool last = i + 1 == histogram.low.size();
    const double above = i == 0 ? 1 : counted.at_least(histogram.low[i]);
    expected += (above - (last ? 0 : counted.at_least(histogram.low[i + 1]))) * histogram.draws;
    seen += static_cast<double>(histogram.count[i]);
    if (expected < 20 || (!last && counted.at_least(histogram.low[i + 1]) * histogram.draws < 20)) continue;
    squares += (seen - expected) * (seen - expected) / expected;
    ++bins;
    expected = seen = 0;
  }
  return chi_square_p(squares, bins - 1);
}

/// The least p of how many draws lie at or above the cells that hold the quantiles.
double tails_p(const Histogram& histogram, const Counted& counted) {
  double least = 1;
  for (const double rare : {1e-2, 1e-3, 1e-4, 1e-5}) {
    std::uint64_t beyond = 0;
    for (std::size_t i = histogram.low.size(); i-- > 1;) {
      beyond += histogram.count[i];
      const double p = counted.at_least(histogram.low[i]);
      if (p < rare) continue;
      if (p < 20 * rare) least = std::min(least, poisson_p(beyond, p * histogram.draws));   // nearly Poisson, as p is small
      break;
    }
  }
  return least;
}

struct Outcome {
  double mean, z, mean_p, cells_p, tails_p;
  double least_p() const { return std::min({mean_p, cells_p, tails_p}); }
};
Outcome sampled(const DrawTable& table, const Counted& counted, std::uint32_t names, std::uint32_t replication) {
  const Moments exact = counted.cut();
  const Histogram histogram = drawn(table, table.smallest(), names, replication);
  const double mean = table.smallest() + histogram.sum / histogram.draws;
  const double z = (mean - exact.mean) / std::sqrt(exact.variance / histogram.draws);
  return {mean, z, normal_p(z), cells_p(histogram, counted), tails_p(histogram, counted)};
}

/// Six tests of each (mean, cells, four quantiles): Bonferroni over all of them, at 0.1 %.
double limit_for(std::size_t families) { return 0.001 / (6.0 * static_cast<double>(families)); }

/// Each family has a replication of its own, so that no two share their luck.
void check_samples(const std::vector<Sampled>& all, std::uint32_t names, bool tell) {
  std::uint32_t replication = 0;
  for (const Sampled& one : all) {
    INFO(one.name);
    const DrawTable table = DrawTable::compile(one.of, one.lowest, one.scale);
    const Counted counted(one.of, one.lowest, one.scale);
    const Outcome outcome = sampled(table, counted, names, replication++);
    if (tell) {
      const Moments exact = counted.cut(), meant = counted.whole();
      fmt::print("{}: {:.1e} draws, mean {:.6g} (z {:+.2f}), cells p {:.2g}, quantiles 0.99 to 0.99999 least p {:.2g}; table's mean {:+.1e}, "
                 "variance {:+.1e}; lost with what is rare {:.1e}, {:.1e}\n",
                 one.name, 3.0 * names, outcome.mean, outcome.z, outcome.cells_p, outcome.tails_p, table.mean() / exact.mean - 1,
                 table.variance() / exact.variance - 1, 1 - exact.mean / meant.mean, 1 - exact.variance / meant.variance);
      std::fflush(stdout);
    }
    CHECK(outcome.mean_p >= limit_for(all.size()));
    CHECK(outcome.cells_p >= limit_for(all.size()));
    CHECK(outcome.tails_p >= limit_for(all.size()));
  }
}

}  // namespace

// Lengths that are half a percent too long; and sigma 0.62 instead of 0.6 around the same mean.
TEST_CASE("samples of a table that is a little wrong are found out", "[quality]") {
  const Distribution meant = lognormal(12000, 0.6);
  const double same_mean = 12000 * std::exp((0.6 * 0.6 - 0.62 * 0.62) / 2);
  for (const Distribution& wrong : {lognormal(12060, 0.6), lognormal(same_mean, 0.62)}) {
    const DrawTable table = DrawTable::compile(wrong);
    CHECK(sampled(table, Counted(meant, 0, 1), 1u << 17, 0).least_p() < limit_for(spread_of_families().size()));
    CHECK(sampled(table, Counted(wrong, 0, 1), 1u << 17, 0).least_p() >= limit_for(spread_of_families().size()));
  }
}

TEST_CASE("half a million draws of each family have its mean, its masses and its far quantiles", "[quality]") {
  check_samples(spread_of_families(), 1u << 17, false);
}

TEST_CASE("twelve million draws of each family have its mean, its masses and its far quantiles", "[.][slow]") {
  check_samples(spread_of_families(), 1u << 22, true);
}

TEST_CASE("a hundred million draws of lines, replies and long waits have their mean, their masses and their far quantiles", "[.][slow]") {
  check_samples({{"lognormal 12, sigma 0.8", lognormal(12, 0.8), 1},
                 {"lognormal 60, sigma 0.6", lognormal(60, 0.6), 1},
                 {"lognormal 1 s, sigma 2", lognormal(1000, 2)}},
                1u << 25, true);
}
