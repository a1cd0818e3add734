// Nothing of a long series may be lost that a short one would show.

#include <algorithm>
#include <cmath>

#include "tests/catch.h"
#include "tests/window/window_bench.h"
#include "ui/window/charts/reduce.h"

using namespace npcost::charts;
using npcost::test::infinite;
using npcost::test::nan_value;
using npcost::test::Noise;

namespace {

struct Drawn {
  std::vector<double> x, y, edges;
};

Drawn random_series(Noise& noise, std::size_t size, std::size_t columns, double gaps) {
  Drawn d;
  double at = noise.between(-5, 5);
  for (std::size_t i = 0; i < size; ++i) {
    at += noise.below(4) == 0 ? 0.0 : noise.between(0, 0.1);
    d.x.push_back(at);
    d.y.push_back(noise.unit() < gaps ? nan_value : noise.between(-1, 1) * (noise.below(500) == 0 ? 1000 : 1));
  }
  const double low = d.x.front() + (d.x.back() - d.x.front()) * noise.between(-0.2, 0.4),
               high = d.x.front() + (d.x.back() - d.x.front()) * noise.between(0.5, 1.2);
  for (std::size_t c = 0; c <= columns; ++c)
    d.edges.push_back(low + (high - low) * static_cast<double>(c) / static_cast<double>(columns));
  return d;
}

/// Lowest and highest finite y per column, by looking at every sample.
std::vector<std::pair<double, double>> columns_of(const std::vector<Sample>& samples,
                                                  const std::vector<double>& edges) {
  std::vector<std::pair<double, double>> list(edges.size() - 1, {infinite, -infinite});
  for (const Sample& s : samples) {
    if (!std::isfinite(s.y) || s.x < edges.front() || s.x > edges.back()) continue;
    const auto above = static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), s.x) - edges.begin());
    auto& c = list[std::clamp<std::size_t>(above, 1, edges.size() - 1) - 1];
    c = {std::min(c.first, s.y), std::max(c.second, s.y)};
  }
  return list;
}

std::vector<Sample> all_of(const Drawn& d) {
  std::vector<Sample> list;
  for (std::size_t i = 0; i < d.x.size(); ++i) list.push_back({d.x[i], d.y[i]});
  return list;
}

}  // namespace

TEST_CASE("every column of a reduced line keeps its lowest and its highest value", "[charts]") {
  Noise noise{1};
  for (int round = 0; round < 60; ++round) {
    const Drawn d = random_series(noise, 20 + noise.below(6000), 1 + noise.below(300), round % 3 == 0 ? 0.3 : 0.0);
    std::vector<Sample> reduced;
    reduce(d.x, d.y, nullptr, d.edges, reduced);
    CHECK(reduced.size() <= std::max<std::size_t>(8 * (d.edges.size() - 1) + 4, 4));
    CHECK(columns_of(reduced, d.edges) == columns_of(all_of(d), d.edges));
    CHECK(std::is_sorted(reduced.begin(), reduced.end(), [](const Sample& a, const Sample& b) { return a.x < b.x; }));
  }
}

TEST_CASE("one spike among a million samples is still there", "[charts]") {
  std::vector<double> x, y, edges;
  for (int i = 0; i < 1000000; ++i) x.push_back(i), y.push_back(0.02);
  y[765432] = 0.31;
  for (int c = 0; c <= 900; ++c) edges.push_back(c * 999999.0 / 900);
  Pyramid pyramid;
  pyramid.extend(y);
  for (const Pyramid* p : {static_cast<const Pyramid*>(nullptr), static_cast<const Pyramid*>(&pyramid)}) {
    std::vector<Sample> reduced;
    reduce(x, y, p, edges, reduced);
    CHECK(reduced.size() < 4000);
    CHECK(std::any_of(reduced.begin(), reduced.end(), [](const Sample& s) { return s.y == 0.31; }));
  }
}

TEST_CASE("a pyramid answers as a look at every sample does, however it was built", "[charts]") {
  Noise noise{2};
  std::vector<double> values;
  Pyramid grown;
  for (int round = 0; round < 40; ++round) {
    for (std::size_t i = noise.below(3000); i > 0; --i)
      values.push_back(noise.below(10) == 0 ? nan_value : noise.below(50) == 0 ? infinite : noise.between(-9, 9));
    grown.extend(values);
    Pyramid fresh;
    fresh.extend(values);
    for (int query = 0; query < 60; ++query) {
      const std::size_t a = noise.below(values.size() + 1), b = a + noise.below(values.size() + 1 - a);
      const auto looked = extremes(values, nullptr, a, b);
      CHECK(grown.extremes(values, a, b) == looked);
      CHECK(fresh.extremes(values, a, b) == looked);
    }
  }
  grown.extend(std::span(values).first(10));  // another, shorter series
  CHECK(grown.size() == 10);
}

TEST_CASE("reducing with a pyramid or without gives the same samples", "[charts]") {
  Noise noise{3};
  for (int round = 0; round < 20; ++round) {
    const Drawn d = random_series(noise, 20000, 50, 0.1);
    Pyramid pyramid;
    pyramid.extend(d.y);
    std::vector<Sample> with, without;
    reduce(d.x, d.y, &pyramid, d.edges, with);
    reduce(d.x, d.y, nullptr, d.edges, without);
    REQUIRE(with.size() == without.size());
    for (std::size_t i = 0; i < with.size(); ++i)
      CHECK((with[i].y == without[i].y || (std::isnan(with[i].y) && std::isnan(without[i].y))));
  }
}

TEST_CASE("a gap is never bridged", "[charts]") {
  const std::vector<double> x{0, 1, 2, 3, 4, 5}, edges{0, 2.5, 5};
  std::vector<Sample> reduced;
  reduce(x, std::vector<double>{1, nan_value, 2, infinite, -infinite, 3}, nullptr,
         std::vector<double>{0, 1, 2, 3, 4, 5}, reduced);
  REQUIRE(reduced.size() == 5);  // 1, gap, 2, one gap, 3
  CHECK(reduced[0].y == 1);
  CHECK(std::isnan(reduced[1].y));
  CHECK(reduced[2].y == 2);
  CHECK(std::isnan(reduced[3].y));
  CHECK(reduced[4].y == 3);
  // A gap of whole columns of a long series.
  std::vector<double> many_x, many_y;
  for (int i = 0; i < 10000; ++i) many_x.push_back(i), many_y.push_back(i > 4000 && i < 6000 ? nan_value : 1.0);
  std::vector<double> columns;
  for (int c = 0; c <= 100; ++c) columns.push_back(c * 100.0);
  reduce(many_x, many_y, nullptr, columns, reduced);
  CHECK(std::count_if(reduced.begin(), reduced.end(), [](const Sample& s) { return std::isnan(s.y); }) == 1);
}

TEST_CASE("lines go on to the edge of what is seen", "[charts]") {
  std::vector<Sample> reduced;
  reduce(std::vector<double>{0, 10, 20, 30}, std::vector<double>{1, 2, 3, 4}, nullptr, std::vector<double>{12, 15, 18},
         reduced);
  REQUIRE(reduced.size() == 2);  // none inside; the neighbours on both sides
  CHECK(reduced[0].x == 10);
  CHECK(reduced[1].x == 20);
  reduce({}, {}, nullptr, std::vector<double>{0, 1}, reduced);
  CHECK(reduced.empty());
}

TEST_CASE("a band keeps the lowest of its lower and the highest of its upper edge", "[charts]") {
  Noise noise{4};
  const Drawn low = random_series(noise, 5000, 40, 0.0);
  std::vector<double> high;
  for (const double v : low.y) high.push_back(v + noise.between(0, 2));
  std::vector<BandSample> band;
  reduce_band(low.x, low.y, high, nullptr, nullptr, low.edges, band);
  std::vector<Sample> bottoms, tops, all_tops;
  for (const BandSample& s : band) bottoms.push_back({s.x, s.low}), tops.push_back({s.x, s.high});
  for (std::size_t i = 0; i < high.size(); ++i) all_tops.push_back({low.x[i], high[i]});
  const auto drawn_low = columns_of(bottoms, low.edges), true_low = columns_of(all_of(low), low.edges);
  const auto drawn_high = columns_of(tops, low.edges), true_high = columns_of(all_tops, low.edges);
  for (std::size_t c = 0; c < true_low.size(); ++c) {
    CHECK(drawn_low[c].first == true_low[c].first);
    CHECK(drawn_high[c].second == true_high[c].second);
  }
}

TEST_CASE("a stack keeps the moment of its largest total in every column", "[charts]") {
  Noise noise{6};
  const Drawn d = random_series(noise, 8000, 60, 0.0);
  std::vector<std::size_t> indices;
  reduce_indices(d.x, d.y, d.edges, indices);
  CHECK(indices.size() <= 62);
  std::vector<Sample> kept;
  for (const std::size_t i : indices) kept.push_back({d.x[i], d.y[i]});
  const auto drawn = columns_of(kept, d.edges), all = columns_of(all_of(d), d.edges);
  for (std::size_t c = 0; c < all.size(); ++c) CHECK(drawn[c].second == all[c].second);
}

TEST_CASE("the nearest sample is found on both sides and at the ends", "[charts]") {
  const std::vector<double> x{0, 1, 4};
  CHECK(nearest(x, -5) == 0);
  CHECK(nearest(x, 0.5) == 0);  // half way: the lower one
  CHECK(nearest(x, 2.6) == 2);
  CHECK(nearest(x, 99) == 2);
}
