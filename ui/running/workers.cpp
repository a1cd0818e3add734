#include "ui/running/workers.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
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

/// Threads that wait for work between two for_each.
class ThreadWorkers::Helpers {
 public:
  Helpers() = default;
  Helpers(const Helpers&) = delete;
  Helpers& operator=(const Helpers&) = delete;
  ~Helpers() {
    {
      const std::lock_guard lock(mutex_);
      over_ = true;
    }
    wake_.notify_all();
  }

  /// Works on the queue with `count` helpers, or with as many as the system gives. Helpers that come when everything is done are not
  /// waited for.
  void work(Queue& queue, std::uint32_t count) {
    start(count);
    {
      const std::lock_guard lock(mutex_);
      queue_ = &queue;
      wanted_ = count;
      ++round_;
    }
    wake_.notify_all();
    queue.work(0);
    std::unique_lock lock(mutex_);
    queue_ = nullptr;
    idle_.wait(lock, [this] { return busy_ == 0; });
  }

 private:
  void start(std::uint32_t count) {
    try {
      while (threads_.size() < count) {
        const auto worker = static_cast<std::uint32_t>(threads_.size() + 1);
        threads_.emplace_back([this, worker] { live(worker); });
      }
    } catch (const std::system_error&) {
      // The system gives no more threads: those that are there share the work.
    }
  }

  void live(std::uint32_t worker) {
    std::uint64_t seen = 0;
    std::unique_lock lock(mutex_);
    for (;;) {
      wake_.wait(lock, [&] { return over_ || (queue_ != nullptr && round_ != seen && worker <= wanted_); });
      if (over_) return;
      seen = round_;
      Queue& queue = *queue_;
      ++busy_;
      lock.unlock();
      queue.work(worker);
      lock.lock();
      if (--busy_ == 0) idle_.notify_one();
    }
  }

  std::mutex mutex_;
  std::condition_variable wake_, idle_;
  Queue* queue_ = nullptr;     ///< of the for_each that goes on
  std::uint64_t round_ = 0;    ///< number of for_each
  std::uint32_t wanted_ = 0;   ///< helpers that it may have
  std::uint32_t busy_ = 0;
  bool over_ = false;
  std::vector<std::jthread> threads_;   ///< last: they end before what they wait on
};

ThreadWorkers::ThreadWorkers(std::uint32_t count) : count_(count), helpers_(std::make_unique<Helpers>()) {
  NPCOST_CHECK(count >= 1, "somebody has to do the work");
}

ThreadWorkers::~ThreadWorkers() = default;

void ThreadWorkers::for_each(std::uint32_t count, const std::function<void(std::uint32_t, std::uint32_t)>& job) {
  Queue queue(count, job);
  const std::uint32_t helpers = std::min(count_, count) - std::min(count, 1u);
  if (helpers == 0) queue.work(0);
  else helpers_->work(queue, helpers);
  queue.throw_if_failed();
}

std::uint32_t default_jobs() { return std::max(1u, std::thread::hardware_concurrency()); }

}  // namespace npcost
