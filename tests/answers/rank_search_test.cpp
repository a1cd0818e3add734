// Ranks found by zones are those that sorting finds, whatever a sample says.
#include "sim/answers/rank_search.h"

#include <algorithm>
#include <random>

#include "sim/answers/percentiles.h"
#include "tests/catch.h"

using namespace npcost;

namespace {

/// Passes over the values, in blocks and by `workers`, until the search is content; how many it took.
int search_all(RankSearch& search, const std::vector<std::int64_t>& values, std::size_t workers) {
  for (int passes = 1;; ++passes) {
    std::vector<RankSearch::Seen> seen(workers, search.nothing_seen());
    for (std::size_t at = 0, block = 0; at < values.size(); at += RankSearch::most_values, ++block) {
      const auto here = std::span(values).subspan(at, std::min(RankSearch::most_values, values.size() - at));
      search.look(here, static_cast<std::size_t>(std::count(here.begin(), here.end(), -1)), seen[block % workers]);
    }
    if (search.conclude(seen)) return passes;
    REQUIRE(passes < 3);
  }
}

void check_against_sorting(const RankSearch& search, std::vector<std::int64_t> values) {
  std::erase(values, -1);
  REQUIRE(search.count() == values.size());
  std::sort(values.begin(), values.end());
  for (std::size_t p = 0; p < percentile_count; ++p) {
    const double position = percentile_points[p] * static_cast<double>(values.size() - 1);
    const auto at = static_cast<std::size_t>(position);
    const RankSearch::Between between = search.percentile(p);
    CHECK(between.low == values[at]);
    CHECK(between.fraction == position - static_cast<double>(at));
    CHECK(between.high == values[between.fraction > 0 ? at + 1 : at]);
  }
}

std::vector<std::int64_t> drawn(std::size_t count, std::uint64_t among, std::uint32_t seed) {
  std::mt19937_64 random(seed);
  std::vector<std::int64_t> values(count);
  for (std::int64_t& value : values) {
    const std::uint64_t octave = random() % 40;
    value = static_cast<std::int64_t>(among != 0 ? random() % among : random() >> (24 + octave));
  }
  return values;
}

}  // namespace

TEST_CASE("a fair sample needs one pass and keeps a small part", "[rank_search]") {
  for (const Instructions instructions : {Instructions::plain, best_instructions()}) {
    const std::vector<std::int64_t> values = drawn(200'000, 0, 1);
    std::vector<std::int64_t> sample(values.begin(), values.begin() + 10'000);  // drawn independently: any part is fair
    RankSearch search(instructions);
    search.guess(sample);
    RankSearch::Seen seen = search.nothing_seen();
    search.look(std::span(values).first(512), 0, seen);
    CHECK(seen.kept.size() < 200);  // about an eighth of them
    CHECK(search_all(search, values, 3) == 1);
    check_against_sorting(search, values);
  }
}

TEST_CASE("a sample that is wrong costs another pass and never an answer", "[rank_search]") {
  const std::vector<std::int64_t> values = drawn(50'000, 0, 2);
  std::vector<std::int64_t> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  for (const std::size_t from : {std::size_t{0}, std::size_t{25'000}, std::size_t{49'000}}) {
    std::vector<std::int64_t> sample(sorted.begin() + static_cast<std::ptrdiff_t>(from),
                                     sorted.begin() + static_cast<std::ptrdiff_t>(from) + 1'000);
    RankSearch search(best_instructions());
    search.guess(sample);
    // The lowest of all say that everything wanted is in their last zone, which is open and kept: right by accident.
    CHECK(search_all(search, values, 2) == (from == 0 ? 1 : 2));
    check_against_sorting(search, values);
  }
}

TEST_CASE("values that many share, values that do not count, and too small samples", "[rank_search]") {
  for (const std::uint64_t among : {1u, 2u, 5u, 300u}) {
    std::vector<std::int64_t> values = drawn(40'000, among, 3);
    for (std::size_t i = 0; i < values.size(); i += 7) values[i] = -1;
    std::vector<std::int64_t> sample(values.begin(), values.begin() + 4'000),
        small(values.begin(), values.begin() + 100);
    RankSearch search(best_instructions()), unguided(best_instructions());
    search.guess(sample);
    unguided.guess(small);
    search_all(search, values, 2);
    search_all(unguided, values, 1);
    check_against_sorting(search, values);
    check_against_sorting(unguided, values);
  }
  RankSearch nobody(best_instructions());
  CHECK(search_all(nobody, std::vector<std::int64_t>(1000, -1), 1) == 1);
  CHECK(nobody.count() == 0);
}

TEST_CASE("order statistics are those of sorting, for few and many values, near and far places", "[rank_search]") {
  for (const std::size_t count : {std::size_t{1}, std::size_t{2}, std::size_t{9'000}, std::size_t{120'000}}) {
    for (const std::uint64_t among : {0u, 3u}) {
      std::vector<std::int64_t> values = drawn(count, among, 4);
      std::vector<std::int64_t> sorted = values;
      std::sort(sorted.begin(), sorted.end());
      std::vector<std::size_t> places = {0, count / 3, count / 3 + 1, count / 2, count - 1};
      std::sort(places.begin(), places.end());
      std::erase_if(places, [&](std::size_t place) { return place >= count; });
      places.erase(std::unique(places.begin(), places.end()), places.end());
      const std::vector<std::int64_t> found = order_statistics(values, places, best_instructions());
      REQUIRE(found.size() == places.size());
      for (std::size_t i = 0; i < places.size(); ++i) CHECK(found[i] == sorted[places[i]]);
    }
  }
}
