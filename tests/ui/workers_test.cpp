#include "ui/running/workers.h"

#include <atomic>
#include <stdexcept>
#include <vector>

#include "tests/catch.h"

using namespace npcost;

TEST_CASE("every job is done exactly once, by a worker that exists, for any number of threads", "[workers]") {
  for (const std::uint32_t threads : {1u, 2u, 3u, 7u, 64u}) {
    for (const std::uint32_t jobs : {0u, 1u, 2u, 100u}) {
      ThreadWorkers workers(threads);
      std::vector<std::atomic<int>> done(jobs);
      std::atomic<bool> workers_exist{true};
      workers.for_each(jobs, [&](std::uint32_t job, std::uint32_t worker) {
        ++done[job];
        if (worker >= threads) workers_exist = false;
      });
      CHECK(workers.workers() == threads);
      CHECK(workers_exist);
      for (const auto& times : done) CHECK(times == 1);
    }
  }
}

TEST_CASE("one worker never does two jobs at a time, so that it may keep sums of its own", "[workers]") {
  ThreadWorkers workers(4);
  std::vector<std::atomic<int>> busy(4);
  std::atomic<bool> overlap{false};
  workers.for_each(2'000, [&](std::uint32_t, std::uint32_t worker) {
    if (busy[worker].fetch_add(1) != 0) overlap = true;
    busy[worker].fetch_sub(1);
  });
  CHECK_FALSE(overlap);
}

TEST_CASE("an exception of a job reaches the caller and stops the jobs that have not begun", "[workers]") {
  for (const std::uint32_t threads : {1u, 4u}) {
    ThreadWorkers workers(threads);
    std::atomic<std::uint32_t> begun{0};
    std::string caught;
    try {
      workers.for_each(1'000'000, [&](std::uint32_t job, std::uint32_t) {
        ++begun;
        if (job == 3) throw std::runtime_error("the fourth job");
      });
    } catch (const std::runtime_error& error) {
      caught = error.what();
    }
    CHECK(caught == "the fourth job");
    CHECK(begun < 1'000'000);
  }
}

TEST_CASE("of several exceptions at once the caller gets the one of the first job", "[workers]") {
  // Every job throws; with one thread only job 0 runs, with many the lowest of those that ran must win.
  ThreadWorkers workers(8);
  for (int round = 0; round < 50; ++round) {
    std::atomic<std::uint32_t> lowest{1'000};
    std::uint32_t caught = 1'000;
    try {
      workers.for_each(8, [&](std::uint32_t job, std::uint32_t) {
        for (std::uint32_t seen = lowest; job < seen && !lowest.compare_exchange_weak(seen, job);) {
        }
        throw job;
      });
    } catch (const std::uint32_t job) {
      caught = job;
    }
    CHECK(caught == lowest);
  }
}
