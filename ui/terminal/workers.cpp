#include "ui/terminal/workers.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "sim/base/check.h"

namespace npcost {
namespace {

/// The jobs of one for_each, shared by its threads.
class Queue {
 public:
  Queue(std::uint32_t count, const std::function<void(std::uint32_t, std::uint32_t)>& job) : count_(count), job_(job) {}

  void work(std::uint32_t worker) {
    for (;;) {
      const std::uint64_t next = next_.fetch_add(1);
      if (next >= count_) return;
      const auto job = static_cast<std::uint32_t>(next);
      try {
        job_(job, worker);
      } catch (...) {
        stop(job, std::current_exception());
        return;
      }
    }
  }

  void throw_if_failed() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  void stop(std::uint32_t job, std::exception_ptr failure) {
    next_.store(count_);
    const std::lock_guard lock(mutex_);
    if (failure_ && failed_job_ < job) return;
    failure_ = std::move(failure);
    failed_job_ = job;
  }

  std::uint32_t count_;
  const std::function<void(std::uint32_t, std::uint32_t)>& job_;
  std::atomic<std::uint64_t> next_{0};  ///< 64 bits: late askers may pass a full 32-bit count
  std::mutex mutex_;
  std::exception_ptr failure_;
  std::uint32_t failed_job_ = 0;
};

}  // namespace

ThreadWorkers::ThreadWorkers(std::uint32_t count) : count_(count) {
  NPCOST_CHECK(count >= 1, "somebody has to do the work");
}

void ThreadWorkers::for_each(std::uint32_t count, const std::function<void(std::uint32_t, std::uint32_t)>& job) {
  Queue queue(count, job);
  {
    std::vector<std::jthread> threads;
    const std::uint32_t helpers = std::min(count_, count) - std::min(count, 1u);
    threads.reserve(helpers);
    try {
      for (std::uint32_t worker = 1; worker <= helpers; ++worker) {
        threads.emplace_back([&queue, worker] { queue.work(worker); });
      }
    } catch (const std::system_error&) {
      // The system gives no more threads: those that are there share the work.
    }
    queue.work(0);
  }
  queue.throw_if_failed();
}

std::uint32_t default_jobs() { return std::max(1u, std::thread::hardware_concurrency()); }

}  // namespace npcost
