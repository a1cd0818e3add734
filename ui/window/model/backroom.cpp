#include "ui/window/model/backroom.h"

namespace npcost::window {

Backroom::Backroom() : thread_([this] { work(); }) {}

Backroom::~Backroom() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
    waiting_.reset();
    ++newest_;
  }
  changed_.notify_all();
  thread_.join();
}

void Backroom::give(Job job) {
  {
    const std::lock_guard lock(mutex_);
    waiting_ = std::move(job);
    ++newest_;
  }
  changed_.notify_all();
}

void Backroom::stop() {
  const std::lock_guard lock(mutex_);
  waiting_.reset();
  ++newest_;
}

bool Backroom::busy() const {
  const std::lock_guard lock(mutex_);
  return working_ || waiting_.has_value();
}

void Backroom::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return over_ || waiting_.has_value(); });
    if (over_) return;
    Job job = std::move(*waiting_);
    waiting_.reset();
    working_ = true;
    const std::uint64_t number = newest_;
    lock.unlock();
    job([this, number] {
      const std::lock_guard wanted(mutex_);
      return newest_ == number;
    });
    job = nullptr;
    lock.lock();
    working_ = false;
  }
}

}  // namespace npcost::window
