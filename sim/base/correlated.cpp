#include "sim/base/correlated.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "sim/base/check.h"
#include "sim/base/special_functions.h"

namespace npcost {
namespace {

/// A pivot below this is no pivot: the value would follow from the others, or contradict them.
constexpr double smallest_pivot = 1e-9;

std::vector<double> pearson_of(std::size_t count, std::span<const RankCorrelation> pairs, double share) {
  std::vector<double> matrix(count * count, 0.0);
  for (std::size_t i = 0; i < count; ++i) matrix[i * count + i] = 1;
  for (const RankCorrelation& pair : pairs) {
    NPCOST_CHECK(pair.a < count && pair.b < count && pair.a != pair.b, "a correlation is of two values in the list");
    const double r = 2 * std::sin(std::numbers::pi / 6 * pair.rank * share);
    matrix[pair.a * count + pair.b] = matrix[pair.b * count + pair.a] = r;
  }
  return matrix;
}

/// The lower triangular factor of the matrix with rows and columns in this order; nothing if it is not positive definite.
std::optional<std::vector<double>> factor(std::size_t count, const std::vector<double>& matrix, const std::vector<std::size_t>& order) {
  std::vector<double> lower(count * count, 0.0);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double rest = matrix[order[i] * count + order[j]];
      for (std::size_t k = 0; k < j; ++k) rest -= lower[i * count + k] * lower[j * count + k];
      if (i != j) {
        lower[i * count + j] = rest / lower[j * count + j];
      } else if (rest > smallest_pivot) {
        lower[i * count + i] = std::sqrt(rest);
      } else {
        return std::nullopt;
      }
    }
  }
  return lower;
}

std::vector<std::size_t> as_given(std::size_t count) {
  std::vector<std::size_t> order(count);
  for (std::size_t i = 0; i < count; ++i) order[i] = i;
  return order;
}

/// Far out in a tail a quantile would become 0 or 1, which are no draws.
double inside(double p) { return std::clamp(p, 0x1p-40, 1 - 0x1p-40); }

}  // namespace

std::optional<Copula> Copula::of(std::size_t count, std::span<const RankCorrelation> pairs) {
  std::vector<double> matrix = pearson_of(count, pairs, 1);
  if (!factor(count, matrix, as_given(count))) return std::nullopt;
  return Copula(count, std::move(matrix));
}

void Copula::correlate(std::span<double> draws, std::span<const unsigned char> fixed) const {
  NPCOST_CHECK(draws.size() == count_ && fixed.size() == count_, "a copula has as many draws as values");
  std::vector<std::size_t> order = as_given(count_);  // what is fixed comes first: the others follow from it
  std::stable_partition(order.begin(), order.end(), [&](std::size_t i) { return fixed[i] != 0; });
  const auto lower = factor(count_, pearson_, order);
  NPCOST_CHECK(lower.has_value(), "a matrix that has a factor has one in every order");
  std::vector<double> independent(count_);
  for (std::size_t i = 0; i < count_; ++i) {
    double from_earlier = 0;
    for (std::size_t k = 0; k < i; ++k) from_earlier += (*lower)[i * count_ + k] * independent[k];
    const double own = (*lower)[i * count_ + i];
    double& draw = draws[order[i]];
    const double z = normal_quantile(draw);
    independent[i] = fixed[order[i]] != 0 ? (z - from_earlier) / own : z;
    if (fixed[order[i]] == 0 && i > 0) draw = inside(normal_below(from_earlier + own * z));
  }
}

double possible_share(std::size_t count, std::span<const RankCorrelation> pairs) {
  const auto is_possible = [&](double share) { return factor(count, pearson_of(count, pairs, share), as_given(count)).has_value(); };
  if (is_possible(1)) return 1;
  double possible = 0, impossible = 1;
  for (int halving = 0; halving < 40; ++halving) {
    const double share = (possible + impossible) / 2;
    (is_possible(share) ? possible : impossible) = share;
  }
  return possible;
}

}  // namespace npcost
