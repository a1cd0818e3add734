#pragma once
// One thread that does the newest job that it was given. A newer job stops the one before it.

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace npcost::window {

class Backroom {
 public:
  /// Asked often by a job; false: nobody wants its answer any more.
  using Wanted = std::function<bool()>;
  using Job = std::function<void(const Wanted& wanted)>;

  Backroom();
  ~Backroom();
  Backroom(const Backroom&) = delete;
  Backroom& operator=(const Backroom&) = delete;

  void give(Job job);
  /// Stops what goes on and forgets what waits.
  void stop();
  /// Whether there is a job, waiting or going on.
  bool busy() const;

 private:
  void work();

  mutable std::mutex mutex_;               ///< guards all below
  std::condition_variable changed_;
  std::optional<Job> waiting_;
  bool working_ = false, over_ = false;
  std::uint64_t newest_ = 0;               ///< number of the newest job or stop
  std::thread thread_;                     ///< begins last
};

/// Values on their way from a backroom to the thread that asks, oldest first.
template <typename T>
class Mailbox {
 public:
  void put(T value) {
    const std::lock_guard lock(mutex_);
    values_.push_back(std::move(value));
  }
  std::vector<T> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(values_, {});
  }
  bool empty() const {
    const std::lock_guard lock(mutex_);
    return values_.empty();
  }

 private:
  mutable std::mutex mutex_;
  std::vector<T> values_;
};

}  // namespace npcost::window
