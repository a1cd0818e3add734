#include "ui/terminal/signals.h"

#include <signal.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstddef>

namespace npcost {
namespace {

constexpr std::array<int, 2> watched{SIGINT, SIGTERM};

std::atomic<int> signals_seen{0};
std::atomic<int> first_signal{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may only touch lock-free atomics");

struct sigaction before[watched.size()];

extern "C" void on_signal(int signal) {
  if (signals_seen.fetch_add(1) > 0) _exit(130);
  first_signal.store(signal);
}

}  // namespace

InterruptGuard::InterruptGuard() {
  signals_seen = 0;
  first_signal = 0;
  struct sigaction action {};
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  for (std::size_t i = 0; i < watched.size(); ++i) {
    sigaction(watched[i], nullptr, &before[i]);
    if (before[i].sa_handler != SIG_IGN) sigaction(watched[i], &action, nullptr);
  }
}

InterruptGuard::~InterruptGuard() {
  for (std::size_t i = 0; i < watched.size(); ++i) sigaction(watched[i], &before[i], nullptr);
}

bool interrupted() { return signals_seen.load(std::memory_order_relaxed) > 0; }

bool asked_to_leave() { return first_signal.load(std::memory_order_relaxed) == SIGTERM; }

void ignore_broken_pipes() {
  struct sigaction action {};
  action.sa_handler = SIG_IGN;
  sigemptyset(&action.sa_mask);
  sigaction(SIGPIPE, &action, nullptr);
}

}  // namespace npcost
