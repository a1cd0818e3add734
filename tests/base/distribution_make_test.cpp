// From roles to distributions: exact fits, and sentences for what is impossible.

#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/distribution.h"
#include "sim/base/draw_table.h"
#include "sim/base/draws.h"
#include "tests/catch.h"

using namespace npcost;

namespace {

using Roles = std::vector<RoleValue>;

const double nan_value = std::numeric_limits<double>::quiet_NaN();
const double infinity = std::numeric_limits<double>::infinity();

const std::vector<Family> all_families = {
    Family::constant,  Family::uniform,     Family::triangular, Family::pert,     Family::normal,
    Family::lognormal, Family::gamma,       Family::beta,       Family::poisson,  Family::negative_binomial,
    Family::geometric, Family::exponential, Family::empirical,  Family::discrete, Family::mixture};
const std::vector<Role> all_roles = {Role::value, Role::mean, Role::sd, Role::median, Role::p5, Role::p10, Role::p25,
                                     Role::p75, Role::p90, Role::p95, Role::low, Role::mode, Role::high, Role::shape};

std::string refusal(Family family, const Roles& roles) {
  std::string why = "accepted";
  const auto made = Distribution::make(family, roles, &why);
  CHECK_FALSE(made.has_value());
  return why;
}

/// The standard normal quantiles of the percentiles that may be given (tables of the normal distribution).
const std::vector<std::pair<Role, double>> percentiles = {
    {Role::p5, -1.6448536269514722},  {Role::p10, -1.2815515655446004},
    {Role::p25, -0.6744897501960817}, {Role::median, 0},
    {Role::p75, 0.6744897501960817},  {Role::p90, 1.2815515655446004},
    {Role::p95, 1.6448536269514722}};

}  // namespace

TEST_CASE("every family has a name, and the name finds it again", "[distribution]") {
  for (const Family family : all_families) CHECK(family_from_name(family_name(family)) == family);
  CHECK(family_name(Family::negative_binomial) == "negative_binomial");
  CHECK_FALSE(family_from_name("log-normal").has_value());
  CHECK_FALSE(family_from_name("").has_value());
  CHECK(role_name(Role::p95) == "p95");
  CHECK(role_name(Role::median) == "median");
}

// A percentile of level p is mean + z sd for a normal and exp(mu + z sigma) for a lognormal.
TEST_CASE("any two percentiles give the same normal and the same lognormal", "[distribution]") {
  for (const auto& [first, z1] : percentiles) {
    for (const auto& [second, z2] : percentiles) {
      if (first == second) continue;
      INFO(role_name(first) << " and " << role_name(second));
      const auto normal = Distribution::make(Family::normal, {{first, 40 + z1 * 8}, {second, 40 + z2 * 8}}, nullptr);
      REQUIRE(normal.has_value());
      CHECK_THAT(normal->mean(), WithinRel(40, 1e-9));
      CHECK_THAT(normal->variance(), WithinRel(64, 1e-9));
      const auto lognormal = Distribution::make(
          Family::lognormal, {{first, std::exp(3 + z1 * 0.7)}, {second, std::exp(3 + z2 * 0.7)}}, nullptr);
      REQUIRE(lognormal.has_value());
      CHECK_THAT(lognormal->quantile(0.05), WithinRel(std::exp(3 - 1.6448536269514722 * 0.7), 1e-9));
      CHECK_THAT(lognormal->quantile(0.95), WithinRel(std::exp(3 + 1.6448536269514722 * 0.7), 1e-9));
    }
  }
}

// Lognormal with mu = 3, sigma = 0.5: mean exp(3.125), sd = mean sqrt(exp(0.25) − 1), median exp(3).
TEST_CASE("mean, median and sd give the same lognormal in every pair", "[distribution]") {
  const double mean = std::exp(3.125), sd = mean * std::sqrt(std::expm1(0.25)), median = std::exp(3.0);
  std::vector<Roles> pairs = {{{Role::mean, mean}, {Role::sd, sd}},
                              {{Role::median, median}, {Role::sd, sd}},
                              {{Role::sd, sd}, {Role::median, median}},
                              {{Role::mean, mean}, {Role::median, median}}};
  for (const auto& [role, z] : percentiles) pairs.push_back({{Role::mean, mean}, {role, std::exp(3 + z * 0.5)}});
  for (const Roles& roles : pairs) {
    INFO(role_name(roles[0].role) << " and " << role_name(roles[1].role));
    const auto lognormal = Distribution::make(Family::lognormal, roles, nullptr);
    REQUIRE(lognormal.has_value());
    CHECK_THAT(lognormal->mean(), WithinRel(mean, 1e-9));
    CHECK_THAT(lognormal->variance(), WithinRel(sd * sd, 1e-9));
  }
  for (const auto& [role, z] : percentiles) {
    if (role == Role::median) continue;
    const auto by_mean = Distribution::make(Family::normal, {{Role::mean, 7}, {role, 7 + 2 * z}}, nullptr);
    const auto by_sd = Distribution::make(Family::normal, {{Role::sd, 2}, {role, 7 + 2 * z}}, nullptr);
    REQUIRE((by_mean.has_value() && by_sd.has_value()));
    CHECK_THAT(by_mean->variance(), WithinRel(4.0, 1e-9));
    CHECK_THAT(by_sd->mean(), WithinRel(7.0, 1e-9));
  }
}

// The 95th percentile of a lognormal is exp(z sigma − sigma²/2) means, at most exp(z²/2) = 3.868 means (at sigma = z).
TEST_CASE("a lognormal's p95 cannot be more than 3.868 times its mean", "[distribution]") {
  CHECK(Distribution::make(Family::lognormal, {{Role::mean, 100}, {Role::p95, 386.7}}, nullptr).has_value());
  CHECK(refusal(Family::lognormal, {{Role::mean, 100}, {Role::p95, 386.9}}) ==
        "lognormal: p95 must be above the mean and at most 3.868 times as large; found mean = 100 and p95 = 386.9");
  CHECK(Distribution::make(Family::lognormal, {{Role::mean, 100}, {Role::p95, 100.1}}, nullptr).has_value());
  CHECK(refusal(Family::lognormal, {{Role::mean, 100}, {Role::p95, 100}}) ==
        "lognormal: p95 must be above the mean and at most 3.868 times as large; found mean = 100 and p95 = 100");
  CHECK(refusal(Family::lognormal, {{Role::median, 100}, {Role::mean, 100}}) ==
        "lognormal: median must be below the mean; found median = 100 and mean = 100");
}

TEST_CASE("a beta goes through its p5 and p95, narrow or wide", "[distribution]") {
  const std::vector<std::pair<double, double>> ranges = {
      {0.55, 0.9},  {0.05, 0.25},   {0.01, 0.99},   {0.001, 0.999},   {1e-6, 1 - 1e-6},    {0.3, 0.31},  {0.5, 0.5002},
      {1e-8, 2e-8}, {1e-12, 2e-12}, {0.04, 0.06},   {1e-9, 0.9},      {0.9999, 0.99999},   {0.1, 0.999}, {0.49, 0.51},
      {1e-18, 0.5}, {0.999, 0.9995}};
  for (const auto& [p5, p95] : ranges) {
    INFO(p5 << " to " << p95);
    const auto share = Distribution::make(Family::beta, {{Role::p5, p5}, {Role::p95, p95}}, nullptr);
    REQUIRE(share.has_value());
    CHECK_THAT(share->quantile(0.05), WithinRel(p5, 1e-9));
    CHECK_THAT(share->quantile(0.95), WithinRel(p95, 1e-9));
    CHECK(share->mean() > p5);
    CHECK(share->mean() < p95);
  }
  // Symmetric around 1/2 means a = b, so the mean is 1/2.
  CHECK_THAT(Distribution::beta_from_p5_p95(0.2, 0.8).mean(), WithinRel(0.5, 1e-10));
}

TEST_CASE("an impossible distribution is refused with one sentence that names its numbers", "[distribution]") {
  struct Case {
    Family family;
    Roles roles;
    const char* sentence;
  };
  const std::vector<Case> cases = {
      {Family::lognormal,
       {{Role::p5, 60}, {Role::p95, 40}},
       "lognormal: p5 must be below p95; found p5 = 60 and p95 = 40"},
      {Family::lognormal,
       {{Role::p5, 60}, {Role::p95, 60}},
       "lognormal: p5 must be below p95; found p5 = 60 and p95 = 60"},
      {Family::lognormal,
       {{Role::p5, 0}, {Role::p95, 60}},
       "lognormal: p5 must be above 0; found p5 = 0 and p95 = 60"},
      {Family::lognormal,
       {{Role::mean, -2}, {Role::sd, 1}},
       "lognormal: mean must be above 0; found mean = -2 and sd = 1"},
      {Family::lognormal,
       {{Role::mean, 5}, {Role::sd, 0}},
       "lognormal: sd must be above 0 (write one number for what never differs); found mean = 5 and sd = 0"},
      {Family::lognormal,
       {{Role::p5, 40.5}},
       "lognormal needs two of p5, p10, p25, median, p75, p90 and p95, one of these with mean, or sd with mean or "
       "median; found p5 = 40.5"},
      {Family::lognormal,
       {{Role::p5, 1}, {Role::median, 2}, {Role::p95, 4}},
       "lognormal needs two of p5, p10, p25, median, p75, p90 and p95, one of these with mean, or sd with mean or "
       "median; found p5 = 1, median = 2 and p95 = 4"},
      {Family::lognormal,
       {{Role::p5, 1e-18}, {Role::p95, 1e18}},
       "lognormal: the two numbers are too far apart (p95 may be up to 2e14 times p5); found p5 = 1e-18 and p95 = "
       "1e+18"},
      {Family::normal,
       {{Role::mean, nan_value}, {Role::sd, 1}},
       "normal: mean must be a finite number; found mean = nan and sd = 1"},
      {Family::normal,
       {{Role::mean, 1}, {Role::p95, 1}},
       "normal: p95 must be above the mean; found mean = 1 and p95 = 1"},
      {Family::normal,
       {{Role::mean, 1}, {Role::median, 1}},
       "normal needs mean and sd, two of p5, p10, p25, median, p75, p90 and p95, or one of these with mean or sd; "
       "found mean = 1 and median = 1"},
      {Family::normal,
       {{Role::mean, 1}, {Role::mean, 1}},
       "normal: mean may be given only once; found mean = 1 and mean = 1"},
      {Family::uniform,
       {{Role::low, 3}, {Role::high, 3}},
       "uniform: low must be below high; found low = 3 and high = 3"},
      {Family::uniform, {}, "uniform needs low and high; found nothing"},
      {Family::triangular,
       {{Role::low, 1}, {Role::mode, 9}, {Role::high, 3}},
       "triangular: mode must lie between low and high; found low = 1, mode = 9 and high = 3"},
      {Family::gamma,
       {{Role::shape, 0}, {Role::mean, 3}},
       "gamma: shape must lie between 1e-6 and 1e12; found shape = 0 and mean = 3"},
      {Family::beta,
       {{Role::p5, 0.2}, {Role::p95, 1}},
       "beta: p95 must lie between 0 and 1, without the ends; found p5 = 0.2 and p95 = 1"},
      {Family::beta,
       {{Role::mean, 0.5}, {Role::sd, 0.5}},
       "beta: sd must be below 0.5, the root of mean × (1 − mean); found mean = 0.5 and sd = 0.5"},
      {Family::beta,
       {{Role::p5, 0.5}, {Role::p95, 0.5000001}},
       "beta: p5 and p95 are too close together (write one number for what never differs); found p5 = 0.5 and p95 = "
       "0.5000001"},
      {Family::negative_binomial,
       {{Role::mean, 9}, {Role::sd, 3}},
       "negative_binomial: sd must be above 3, the root of the mean (a narrower count is poisson at most); "
       "found mean = 9 and sd = 3"},
      {Family::geometric,
       {{Role::mean, 0.9}},
       "geometric: mean must be at least 1, because the counts start at 1; found mean = 0.9"},
      {Family::poisson, {{Role::p5, 1}, {Role::p95, 4}}, "poisson needs mean; found p5 = 1 and p95 = 4"},
      {Family::exponential, {{Role::mean, infinity}}, "exponential: mean must be a finite number; found mean = inf"},
      {Family::exponential,
       {{Role::mean, 2e18}},
       "exponential: mean must lie between -1e18 and 1e18; found mean = 2e+18"},
      {Family::exponential,
       {{Role::mean, 1e-19}},
       "exponential: mean must be 0 or at least 1e-18 in size; found mean = 1e-19"},
      {Family::empirical, {{Role::mean, 2}}, "empirical needs a sample; found mean = 2"},
  };
  for (const Case& one : cases) CHECK(refusal(one.family, one.roles) == one.sentence);
}

TEST_CASE("the last possible value is accepted on each side of a limit", "[distribution]") {
  CHECK(Distribution::make(Family::geometric, {{Role::mean, 1}}, nullptr)->is_constant());
  CHECK(Distribution::make(Family::negative_binomial, {{Role::mean, 9}, {Role::sd, 3.0000001}}, nullptr).has_value());
  CHECK(Distribution::make(Family::poisson, {{Role::mean, 1e6}}, nullptr).has_value());
  CHECK_FALSE(Distribution::make(Family::poisson, {{Role::mean, 1000000.5}}, nullptr).has_value());
  CHECK(Distribution::make(Family::beta, {{Role::mean, 0.5}, {Role::sd, 0.4999}}, nullptr).has_value());
  CHECK(Distribution::make(Family::triangular, {{Role::low, 1}, {Role::mode, 1}, {Role::high, 3}}, nullptr)
            .has_value());
  CHECK(Distribution::make(Family::constant, {{Role::value, -1e18}}, nullptr).has_value());
  CHECK(Distribution::make(Family::gamma, {{Role::mean, 1}, {Role::sd, 1000}}, nullptr).has_value());
  CHECK_FALSE(Distribution::make(Family::gamma, {{Role::mean, 1}, {Role::sd, 1001}}, nullptr).has_value());
}

// Whatever numbers stand in a scenario: a sentence, or a distribution whose numbers make sense.
TEST_CASE("hostile numbers never break the families", "[distribution]") {
  const std::vector<double> hostile = {0,     -0.0, 1,    0.5,   -1,       1e-300, 5e-324, 1e-18, 0.999999, 1e300, 1e18,
                                       1e17,  -1e18, 2,   3,     4e9,      1e-9,   0.05,   0.95,  1e6,      1.0000001,
                                       infinity, -infinity, nan_value, std::numeric_limits<double>::max()};
  const std::vector<std::vector<Role>> usual = {{Role::mean},
                                                {Role::mean, Role::sd},
                                                {Role::p5, Role::p95},
                                                {Role::low, Role::high},
                                                {Role::low, Role::mode, Role::high},
                                                {Role::median, Role::sd},
                                                {Role::mean, Role::p95},
                                                {Role::mean, Role::p5},
                                                {Role::shape, Role::mean},
                                                {Role::value}};
  const PlayerKey key{.seed = 11, .replication = 0, .segment = 0, .player = 0};
  int accepted = 0;
  for (std::uint32_t i = 0; i < 30000; ++i) {
    const Words words = draw(key, Purpose::test, i, 0);
    const Words values = draw(key, Purpose::test, i, 1);
    const Family family = all_families[words.w[0] % all_families.size()];
    // Mostly roles that some family takes, sometimes any.
    std::vector<Role> chosen = usual[words.w[1] % usual.size()];
    if (words.w[3] % 4 == 0) chosen[0] = all_roles[words.w[2] % all_roles.size()];
    Roles roles;
    for (std::size_t j = 0; j < chosen.size(); ++j) roles.push_back({chosen[j], hostile[values.w[j] % hostile.size()]});
    std::string why;
    const auto made = Distribution::make(family, roles, &why);
    CHECK(made.has_value() == why.empty());
    if (!made) continue;
    ++accepted;
    INFO(family_name(family) << ", case " << i);
    CHECK(std::isfinite(made->mean()));
    CHECK(std::isfinite(made->variance()));
    CHECK(made->variance() >= 0);
    const double median = made->quantile(0.5);
    CHECK(std::isfinite(median));
    CHECK(made->cdf(median) >= 0.5 - 1e-6);
    const Distribution cut = made->clamped(0, 1e9);
    CHECK(cut.mean() >= 0);
    CHECK(cut.mean() <= 1e9);
    CHECK(DrawTable::compile(cut).mean() <= 1e9);
  }
  CHECK(accepted > 500);
}
