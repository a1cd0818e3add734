#pragma once
// SIGINT and SIGTERM as wishes to close the window.
//
// Twice     a signal that comes before the one before was taken ends the program at once, as if nobody had watched: a window that hangs can
//           be ended from outside.

namespace npcost::window {

/// Watches both as long as it lives; then they do again what they did before.
class SignalsWatched {
 public:
  SignalsWatched();
  ~SignalsWatched();
  SignalsWatched(const SignalsWatched&) = delete;
  SignalsWatched& operator=(const SignalsWatched&) = delete;
};

/// Whether one came since the last call.
bool take_signal();

}  // namespace npcost::window
