#pragma once
// Ctrl-C asks, a second Ctrl-C insists.

namespace npcost {

/// While it lives, SIGINT and SIGTERM only raise a flag, so that a run can end with a whole, partial result; a second
/// signal ends the process at once with 130. A signal that was ignored when the program started (nohup) stays ignored.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;
};

/// Whether a signal has come since the guard was made. May be asked from any thread.
bool interrupted();
/// Whether the first one was SIGTERM: a system that wants the machine back, not a person at a keyboard.
bool asked_to_leave();

/// Writing to a closed pipe becomes an error that can be reported instead of a silent death.
void ignore_broken_pipes();

}  // namespace npcost
