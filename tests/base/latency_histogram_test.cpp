#include "sim/base/latency_histogram.h"

#include "tests/catch.h"

using namespace npcost;

TEST_CASE("short latencies are kept to the millisecond, long ones to 0.4 %", "[latency]") {
  for (std::uint32_t ms = 0; ms < 256; ++ms) CHECK(LatencyHistogram::lower_bound(LatencyHistogram::bucket(ms)) == ms);
  for (std::uint64_t ms = 256; ms <= 4'294'967'295u; ms = ms * 9 / 8 + 1) {
    const std::uint32_t low = LatencyHistogram::lower_bound(LatencyHistogram::bucket(static_cast<std::uint32_t>(ms)));
    CHECK(low <= ms);
    CHECK(static_cast<double>(ms - low) < 0.004 * static_cast<double>(ms));
  }
  CHECK(LatencyHistogram::bucket(~0u) == LatencyHistogram::bucket_count - 1);
}

TEST_CASE("buckets follow each other without a gap", "[latency]") {
  for (std::uint32_t bucket = 1; bucket < LatencyHistogram::bucket_count; ++bucket) {
    const std::uint32_t low = LatencyHistogram::lower_bound(bucket);
    CHECK(LatencyHistogram::bucket(low) == bucket);
    CHECK(LatencyHistogram::bucket(low - 1) == bucket - 1);
  }
}

TEST_CASE("mean and quantiles of a hundred known latencies", "[latency]") {
  LatencyHistogram histogram;
  CHECK(histogram.total() == 0);
  for (std::uint32_t ms = 1; ms <= 100; ++ms) histogram.add(ms);
  CHECK(histogram.mean_ms() == 50.5);
  CHECK(histogram.quantile_ms(0.5) == 50);
  CHECK(histogram.quantile_ms(0.95) == 95);
  CHECK(histogram.quantile_ms(1.0) == 100);
  LatencyHistogram twice = histogram;
  twice.merge(histogram);
  CHECK(twice.total() == 200);
  CHECK(twice.mean_ms() == 50.5);
  CHECK(twice.quantile_ms(0.95) == 95);
}

TEST_CASE("a histogram to which nothing was added has all its buckets, and merges like any other", "[latency]") {
  const LatencyHistogram empty;
  CHECK(empty.counts() == std::vector<std::uint64_t>(LatencyHistogram::bucket_count));
  CHECK(empty.quantile_ms(0.5) == 0);

  LatencyHistogram nothing_twice;
  nothing_twice.add(7, 0);
  nothing_twice.add_kept(7, 0);
  CHECK(nothing_twice == empty);

  LatencyHistogram some;
  some.add(7);
  CHECK_FALSE(some == empty);
  LatencyHistogram into_empty, from_empty = some;
  into_empty.merge(some);
  from_empty.merge(empty);
  CHECK(into_empty == some);
  CHECK(from_empty == some);

  LatencyHistogram kept;   // 7 ms stands in bucket 7
  kept.add_kept(7, 1);
  kept.add_kept_sum(7);
  CHECK(kept == some);
}

TEST_CASE("what is taken away from a histogram was never in it", "[latency]") {
  LatencyHistogram all, part, rest;
  for (const std::uint32_t ms : {7u, 300u}) part.add(ms);
  for (const std::uint32_t ms : {300u, 90'000u}) rest.add(ms);
  all.merge(part);
  all.merge(rest);
  all.take_away(part);
  CHECK(all == rest);
  all.take_away(rest);
  CHECK(all == LatencyHistogram());
}
