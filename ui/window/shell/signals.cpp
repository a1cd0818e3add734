#include "ui/window/shell/signals.h"

#include <signal.h>

#include <atomic>

namespace npcost::window {

namespace {

std::atomic<bool> came{false};
static_assert(std::atomic<bool>::is_always_lock_free, "set by a signal handler");
struct sigaction interrupt_before, terminate_before;

void note(int signal_number) {
  if (!came.exchange(true)) return;
  ::signal(signal_number, SIG_DFL);
  ::raise(signal_number);
}

}  // namespace

SignalsWatched::SignalsWatched() {
  struct sigaction watch = {};
  watch.sa_handler = note;
  sigemptyset(&watch.sa_mask);
  ::sigaction(SIGINT, &watch, &interrupt_before);
  ::sigaction(SIGTERM, &watch, &terminate_before);
}

SignalsWatched::~SignalsWatched() {
  ::sigaction(SIGINT, &interrupt_before, nullptr);
  ::sigaction(SIGTERM, &terminate_before, nullptr);
}

bool take_signal() { return came.exchange(false); }

}  // namespace npcost::window
