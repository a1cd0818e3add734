// Every table that the shipped scenarios and the reference workload are compiled to has the moments of what the scenario says.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "sim/engine/compile/compile_npc.h"
#include "sim/engine/plan_types.h"
#include "sim/scenario/read_scenario.h"
#include "tests/base/table_masses.h"
#include "tests/catch.h"
#include "tests/quality/gallery_tables.h"
#include "tests/quality/table_error.h"
#include "tests/quality/whole_moments.h"

using namespace npcost;
using namespace npcost::quality;

namespace {

std::vector<std::string> scenario_files() {
  std::vector<std::string> files{NPCOST_SOURCE_DIR "/tests/bench/workload-w1.npcost.json"};
  for (const auto& entry : std::filesystem::directory_iterator(NPCOST_SOURCE_DIR "/scenarios")) {
    if (entry.path().string().ends_with(".npcost.json")) files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

double unknown_in(const Unknown& unknown, const void* plan) { return static_cast<const Plan*>(plan)->unknown(unknown); }

/// The largest errors seen, as shares of what is allowed and of the value.
struct Seen {
  std::size_t tables = 0, constants = 0;
  double mean = 0, mean_of_allowed = 0, variance = 0, variance_of_allowed = 0, rare = 0, capped = 0;
};

/// P(X > max) of a spread without its upper clamp, which the clamp moves; 0 without one.
double moved_by_clamp(const Spread& spread, const Plan& plan) {
  if (!spread.max) return 0;
  Spread open = spread;
  open.max.reset();
  return 1 - in_replication(open, unknown_in, &plan).cdf(*spread.max);
}

/// What draw() itself gives, asked word by word: below the first value of each cell lies what the distribution has there, rounded to 2^-32.
void check_masses(const DrawTable& table, const Counted& counted) {
  double furthest = 0;
  std::uint64_t below = 0;
  for (const auto& [low, mass] : masses_of(table)) {
    if (below != 0) furthest = std::max(furthest, std::abs(static_cast<double>(below) * 0x1p-32 - (1 - counted.at_least(low))));
    below += mass;
  }
  CHECK(below == std::uint64_t{1} << 32);
  CHECK(furthest <= 0.501 * 0x1p-32);
}

void check_table(const DrawTable& table, const Source& source, const Plan& plan, Seen& seen) {
  const Distribution distribution = in_replication(source.spread, unknown_in, &plan);
  const Counted counted(distribution, source.lowest, source.scale);
  const Moments exact = counted.cut(), meant = counted.whole();
  const Allowed allowed = allowed_error(table, counted, exact);
  INFO(source.what << ", " << allowed.kind);
  CHECK_THAT(table.mean(), WithinAbs(exact.mean, allowed.mean));
  CHECK_THAT(table.variance(), WithinAbs(exact.variance, allowed.variance));
  if (allowed.kind != std::string("list")) CHECK_THAT(table.mean(), WithinRel(exact.mean, 1e-5));   // promised by draw_table.h
  if (!table.is_constant()) check_masses(table, counted);
  CHECK(table.smallest() >= counted.low());
  CHECK(table.largest() <= counted.high());
  // What is rarer than 2^-32 takes little of the mean with it.
  CHECK_THAT(exact.mean, WithinRel(meant.mean, 1e-5));
  const double capped = moved_by_clamp(source.spread, plan);
  if (!source.spread.fixed) CHECK_THAT(table.capped_mass(), WithinAbs(capped, 1e-12));

  ++seen.tables;
  seen.constants += table.is_constant() ? 1 : 0;
  if (exact.mean > 0) seen.mean = std::max(seen.mean, std::abs(table.mean() / exact.mean - 1));
  if (allowed.mean > 0) seen.mean_of_allowed = std::max(seen.mean_of_allowed, std::abs(table.mean() - exact.mean) / allowed.mean);
  if (exact.variance > 0) seen.variance = std::max(seen.variance, std::abs(table.variance() / exact.variance - 1));
  if (allowed.variance > 0) {
    seen.variance_of_allowed = std::max(seen.variance_of_allowed, std::abs(table.variance() - exact.variance) / allowed.variance);
  }
  if (meant.mean > 0) seen.rare = std::max(seen.rare, 1 - exact.mean / meant.mean);
  seen.capped = std::max(seen.capped, table.capped_mass());
}

/// Of one replication; every table of the plan must be among what the scenario says.
void check_plan(const Scenario& scenario, std::uint32_t replication, Seen& seen) {
  const std::shared_ptr<const Plan> plan = compile_plan(scenario, replication);
  std::set<std::string> met;
  for (const Source& source : sources_of(scenario)) {
    // Compiled alone, to learn under which name the plan would have it.
    Plan alone;
    alone.unknowns = plan->unknowns;
    const DrawTable own = compile_table(alone, source.spread, source.lowest, source.scale);
    if (source.spread.fixed) {
      check_table(own, source, *plan, seen);
      continue;
    }
    REQUIRE(alone.tables.size() == 1);
    const std::string& name = alone.tables.begin()->first;
    const auto known = plan->tables.find(name);
    if (known == plan->tables.end() || !met.insert(name).second) continue;  // nobody asks for it, or it has been met
    check_table(known->second, source, *plan, seen);
  }
  for (const auto& [name, table] : plan->tables) {
    INFO(name);
    CHECK(met.contains(name));
  }
}

void check_file(const std::string& file, std::uint32_t replications, Seen& seen) {
  INFO(file);
  const ReadScenario read = read_scenario({.files = {file}, .overlays = {}, .settings = {}, .root = ""});
  REQUIRE(read.scenario.has_value());
  for (std::uint32_t r = 0; r < std::min(replications, read.scenario->experiment.replications); ++r) check_plan(*read.scenario, r, seen);
}

}  // namespace

TEST_CASE("every table of the shipped scenarios and of the reference workload has its moments", "[quality]") {
  Seen seen;
  for (const std::string& file : scenario_files()) check_file(file, 1, seen);
  CHECK(seen.tables - seen.constants > 100);
}

// With its unknowns drawn anew in each replication.
TEST_CASE("every table of every replication of the shipped scenarios has its moments", "[.][slow]") {
  for (const std::string& file : scenario_files()) {
    Seen seen;
    check_file(file, 20, seen);
    fmt::print("{}: {} tables ({} constants), mean off by {:.1e} ({:.2f} of what is allowed), variance by {:.1e} ({:.2f}), "
               "mean lost with what is rare {:.1e}, most capped {:.3g}\n",
               std::filesystem::path(file).filename().string(), seen.tables, seen.constants, seen.mean, seen.mean_of_allowed, seen.variance,
               seen.variance_of_allowed, seen.rare, seen.capped);
    std::fflush(stdout);
  }
}

// The interval between Poisson events, for everybody: mean 1 and variance 1.
TEST_CASE("the table of intervals is the exponential distribution", "[quality]") {
  const Distribution exponential = Distribution::exponential(1);
  const double unit = 1u << exponential_bits;
  const Counted counted(exponential, 0, unit);
  const Moments exact = counted.cut();
  const Allowed allowed = allowed_error(exponential_table(), counted, exact);
  CHECK_THAT(exponential_table().mean(), WithinAbs(exact.mean, allowed.mean));
  CHECK_THAT(exponential_table().variance(), WithinAbs(exact.variance, allowed.variance));
  // Without what is rarer than 2^-32: 1 − 2^-32 (E[X − q | X > q] = 1 for any q).
  CHECK_THAT(exact.mean / unit, WithinAbs(1 - 0x1p-32, 1e-9));
  CHECK_THAT(exponential_table().mean() / unit, WithinAbs(1, 1e-5));
}

// A lognormal with mean 1 has E[X²] = e^(σ²). What is rarer than 2^-32, beyond z = 6.23026 deviations, becomes q = e^(zσ − σ²/2): then
// E[X²] = e^(σ²) Φ(z − 2σ) + q² 2^-32, at σ = 1.9 less by half a percent.
TEST_CASE("the table of talkative players has mean 1 and the spread that the scenario says", "[quality]") {
  std::size_t found = 0;
  for (const std::string& file : scenario_files()) {
    const ReadScenario read = read_scenario({.files = {file}, .overlays = {}, .settings = {}, .root = ""});
    REQUIRE(read.scenario.has_value());
    const std::shared_ptr<const Plan> plan = compile_plan(*read.scenario, 0);
    for (const SegmentPlan& segment : plan->segments) {
      const double sigma = compile_share(*plan, read.scenario->players.segments[segment.segment].talk_sigma);
      if (!(sigma > 0)) {
        CHECK((segment.talk_factor.is_constant() && segment.talk_factor.constant_value() == talk_scale));
        continue;
      }
      ++found;
      CHECK_THAT(segment.talk_factor.mean() / talk_scale, WithinRel(1, 1e-5));
      const double z = 6.230260, q = std::exp(z * sigma - sigma * sigma / 2), phi = std::erfc((2 * sigma - z) / std::sqrt(2.0)) / 2;
      const double square = std::exp(sigma * sigma) * phi + q * q * 0x1p-32;
      CHECK_THAT(segment.talk_factor.variance() / talk_scale / talk_scale, WithinRel(square - 1, 2e-4));
    }
  }
  CHECK(found > 0);
}
