#pragma once
// The roles of one distribution as a scenario gives them, and the answer they get; for the files behind
// Distribution::make and no others.

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/distribution_body.h"

namespace npcost {

/// A distribution, or the sentence that says why there is none.
struct Answer {
  BodyPtr body;
  std::string why;
};

/// The roles of one distribution, each at most once, with finite values.
class Given {
 public:
  Given(Family family, std::vector<RoleValue> roles);

  /// Exactly these roles, no others.
  bool are(std::initializer_list<Role> wanted) const;
  bool has(Role role) const;
  double operator[](Role role) const;  ///< requires has(role)
  const std::vector<RoleValue>& all() const { return roles_; }

  /// "lognormal: p5 must be below p95; found p5 = 60 and p95 = 40"
  Answer refuse(const std::string& what_must_hold) const;
  /// "geometric needs mean; found p5 = 60 and p95 = 40"
  Answer needs(std::string_view accepted) const;

 private:
  std::string found() const;

  Family family_;
  std::vector<RoleValue> roles_;
};

/// A role that is a percentile (the median is one).
struct Percentile {
  Role role;
  double z;      ///< the standard normal quantile of its level
  double value;
};

/// Those among the given roles, in rising order of level.
std::vector<Percentile> percentiles_of(const Given& given);

Answer make_normal(const Given& given);
Answer make_lognormal(const Given& given);
Answer make_gamma(const Given& given);
Answer make_beta(const Given& given);

}  // namespace npcost
