// From the roles a scenario gives to a distribution, or to the sentence that says why there is none.
//
// Sentences name the family, what must hold, and what was found; if the roles do not determine the distribution they
// list what would.

#include "sim/base/distribution_roles.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "sim/base/special_functions.h"

namespace npcost {

Given::Given(Family family, std::vector<RoleValue> roles) : family_(family), roles_(std::move(roles)) {}

bool Given::are(std::initializer_list<Role> wanted) const {
  return roles_.size() == wanted.size() &&
         std::all_of(wanted.begin(), wanted.end(), [&](Role role) { return has(role); });
}

bool Given::has(Role role) const {
  return std::any_of(roles_.begin(), roles_.end(), [&](const RoleValue& one) { return one.role == role; });
}

double Given::operator[](Role role) const {
  return std::find_if(roles_.begin(), roles_.end(), [&](const RoleValue& one) { return one.role == role; })->value;
}

Answer Given::refuse(const std::string& what_must_hold) const {
  return {nullptr, fmt::format("{}: {}; found {}", family_name(family_), what_must_hold, found())};
}

Answer Given::needs(std::string_view accepted) const {
  return {nullptr, fmt::format("{} needs {}; found {}", family_name(family_), accepted, found())};
}

std::string Given::found() const {
  if (roles_.empty()) return "nothing";
  // Hostile input can repeat a role a hundred thousand times; a sentence needs only the first few.
  constexpr std::size_t most = 8;
  const std::size_t shown = std::min(roles_.size(), most);
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) text += i + 1 == roles_.size() ? " and " : ", ";
    fmt::format_to(std::back_inserter(text), "{} = {}", role_name(roles_[i].role), roles_[i].value);
  }
  return shown < roles_.size() ? text + ", …" : text;
}

namespace {

/// Beyond these no quantity of a scenario makes sense (a millisecond count of 31 million years), and squares stay
/// normal doubles.
constexpr double largest_number = 1e18;
constexpr double smallest_number = 1e-18;
/// Above this a count's wholeness cannot matter, and a lognormal says the same.
constexpr double largest_counting_mean = 1e6;

/// What is wrong with the numbers whatever the family, or "".
std::string wrong_numbers(const std::vector<RoleValue>& roles) {
  for (std::size_t i = 0; i < roles.size(); ++i) {
    const auto [role, value] = roles[i];
    if (!std::isfinite(value)) return fmt::format("{} must be a finite number", role_name(role));
    if (std::fabs(value) > largest_number) return fmt::format("{} must lie between -1e18 and 1e18", role_name(role));
    if (value != 0 && std::fabs(value) < smallest_number) {
      return fmt::format("{} must be 0 or at least 1e-18 in size", role_name(role));
    }
    if (role == Role::sd && value <= 0) return "sd must be above 0 (write one number for what never differs)";
    for (std::size_t j = 0; j < i; ++j) {  // ends within as many steps as there are roles
      if (roles[j].role == role) return fmt::format("{} may be given only once", role_name(role));
    }
  }
  return {};
}

/// The probability below a role, if it is a percentile.
std::optional<double> level_of(Role role) {
  switch (role) {
    case Role::p5: return 0.05;
    case Role::p10: return 0.10;
    case Role::p25: return 0.25;
    case Role::median: return 0.50;
    case Role::p75: return 0.75;
    case Role::p90: return 0.90;
    case Role::p95: return 0.95;
    default: return std::nullopt;
  }
}

Answer make_constant(const Given& given) {
  if (!given.are({Role::value})) return given.needs("value");
  return {constant_body(given[Role::value]), {}};
}

Answer make_uniform(const Given& given) {
  if (!given.are({Role::low, Role::high})) return given.needs("low and high");
  if (given[Role::low] >= given[Role::high]) return given.refuse("low must be below high");
  return {uniform_body(given[Role::low], given[Role::high]), {}};
}

Answer make_peaked(const Given& given, BodyPtr (*body)(double low, double mode, double high)) {
  if (!given.are({Role::low, Role::mode, Role::high})) return given.needs("low, mode and high");
  const double low = given[Role::low];
  const double mode = given[Role::mode];
  const double high = given[Role::high];
  if (low >= high) return given.refuse("low must be below high");
  if (mode < low || mode > high) return given.refuse("mode must lie between low and high");
  return {body(low, mode, high), {}};
}

Answer make_poisson(const Given& given) {
  if (!given.are({Role::mean})) return given.needs("mean");
  const double mean = given[Role::mean];
  if (mean <= 0 || mean > largest_counting_mean) return given.refuse("mean must be above 0 and at most 1000000");
  return {poisson_body(mean), {}};
}

Answer make_negative_binomial(const Given& given) {
  if (!given.are({Role::mean, Role::sd})) return given.needs("mean and sd");
  const double mean = given[Role::mean];
  const double variance = given[Role::sd] * given[Role::sd];
  if (mean <= 0 || mean > largest_counting_mean) return given.refuse("mean must be above 0 and at most 1000000");
  if (variance <= mean) {
    return given.refuse(fmt::format(
        "sd must be above {:.4g}, the root of the mean (a narrower count is poisson at most)", std::sqrt(mean)));
  }
  const double widest = 1000 * std::max(mean, 1.0);
  if (given[Role::sd] > widest) return given.refuse(fmt::format("sd must be at most {}", widest));
  return {negative_binomial_body(mean, variance), {}};
}

Answer make_geometric(const Given& given) {
  if (!given.are({Role::mean})) return given.needs("mean");
  if (given[Role::mean] < 1) return given.refuse("mean must be at least 1, because the counts start at 1");
  return {geometric_body(given[Role::mean]), {}};
}

Answer make_exponential(const Given& given) {
  if (!given.are({Role::mean})) return given.needs("mean");
  if (given[Role::mean] <= 0) return given.refuse("mean must be above 0");
  return {exponential_body(given[Role::mean]), {}};
}

Answer make_family(Family family, const Given& given) {
  switch (family) {
    case Family::constant: return make_constant(given);
    case Family::uniform: return make_uniform(given);
    case Family::triangular: return make_peaked(given, triangular_body);
    case Family::pert: return make_peaked(given, pert_body);
    case Family::normal: return make_normal(given);
    case Family::lognormal: return make_lognormal(given);
    case Family::gamma: return make_gamma(given);
    case Family::beta: return make_beta(given);
    case Family::poisson: return make_poisson(given);
    case Family::negative_binomial: return make_negative_binomial(given);
    case Family::geometric: return make_geometric(given);
    case Family::exponential: return make_exponential(given);
    case Family::empirical: return given.needs("a sample");
    case Family::discrete: return given.needs("values and weights");
    case Family::mixture: return given.needs("distributions and weights");
  }
  return given.needs("a family that exists");
}

}  // namespace

std::vector<Percentile> percentiles_of(const Given& given) {
  std::vector<Percentile> found;
  for (const RoleValue& one : given.all()) {
    const auto level = level_of(one.role);
    if (level) found.push_back({one.role, *level == 0.5 ? 0 : normal_quantile(*level), one.value});
  }
  std::sort(found.begin(), found.end(), [](const Percentile& a, const Percentile& b) { return a.z < b.z; });
  return found;
}

std::optional<Distribution> Distribution::make(Family family, const std::vector<RoleValue>& roles, std::string* why) {
  const Given given(family, roles);
  const std::string wrong = wrong_numbers(roles);
  Answer answer = wrong.empty() ? make_family(family, given) : given.refuse(wrong);
  if (answer.body != nullptr) return Distribution(std::move(answer.body));
  if (why != nullptr) *why = std::move(answer.why);
  return std::nullopt;
}

}  // namespace npcost
