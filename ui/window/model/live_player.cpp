#include "ui/window/model/live_player.h"

#include <algorithm>
#include <utility>

namespace npcost::window {
namespace {

/// So much is lived before somebody may say that it is wanted elsewhere.
constexpr Milliseconds slice{3'600'000};

}  // namespace

LivePlayer::LivePlayer() : thread_([this] { work(); }) {}

LivePlayer::~LivePlayer() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
    wanted_.reset();
  }
  changed_.notify_all();
  thread_.join();
}

void LivePlayer::follow(std::shared_ptr<const Recording> recording, Milliseconds at) {
  {
    const std::lock_guard lock(mutex_);
    if (newest_.of == recording && newest_.mark->at == at && !wanted_) return;
    wanted_ = std::move(recording);
    at_ = at;
  }
  changed_.notify_all();
}

void LivePlayer::stop() {
  const std::lock_guard lock(mutex_);
  wanted_.reset();
  newest_ = {};
}

LiveMark LivePlayer::newest() const {
  const std::lock_guard lock(mutex_);
  return newest_;
}

bool LivePlayer::behind() const {
  const std::lock_guard lock(mutex_);
  return wanted_ != nullptr;
}

void LivePlayer::work() {
  std::shared_ptr<const Recording> of;
  std::unique_ptr<LiveRun> run;
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return over_ || wanted_ != nullptr; });
    if (over_) return;
    const std::shared_ptr<const Recording> wanted = wanted_;
    const Milliseconds at = at_;
    lock.unlock();
    if (run == nullptr || of != wanted || run->now() > at) {
      of = wanted;
      run = std::make_unique<LiveRun>(of->plan);
    }
    run->advance_to(std::min(at, std::max(run->now(), Milliseconds(0)) + slice));
    std::shared_ptr<const Mark> mark;
    if (run->now() >= at) mark = std::make_shared<const Mark>(*of->scenario, *run);
    lock.lock();
    if (wanted_ != wanted || mark == nullptr) continue;
    newest_ = {of, std::move(mark)};
    if (at_ == at) wanted_.reset();
  }
}

}  // namespace npcost::window
