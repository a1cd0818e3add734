#pragma once
// Threads for benchmarks of the engine, which has none of its own and may not know the client that brings them.

#include <atomic>
#include <thread>
#include <vector>

#include "sim/engine/run.h"

namespace npcost::bench {

inline unsigned processors() { return std::thread::hardware_concurrency(); }

/// Requires jobs that do not throw.
class ThreadsForBench final : public Workers {
 public:
  explicit ThreadsForBench(std::uint32_t count) : count_(count) {}
  std::uint32_t workers() const override { return count_; }
  void for_each(std::uint32_t count, const std::function<void(std::uint32_t, std::uint32_t)>& job) override {
    std::atomic<std::uint32_t> next{0};
    const auto work = [&](std::uint32_t worker) {
      for (std::uint32_t i = next++; i < count; i = next++) job(i, worker);
    };
    std::vector<std::jthread> helpers;
    for (std::uint32_t worker = 1; worker < count_; ++worker) helpers.emplace_back(work, worker);
    work(0);
  }

 private:
  std::uint32_t count_;
};

}  // namespace npcost::bench
