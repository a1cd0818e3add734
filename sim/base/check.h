#pragma once
// A broken promise stops the program, in every build.
//
// NPCOST_CHECK(condition, promise) is for what must hold if the program is right; it is never for what a
// user wrote. The engine neither prints nor exits, so a broken promise is thrown; a client turns it into
// exit code 70 with file, line and promise.

#include <stdexcept>
#include <string>

namespace npcost {

/// The program is wrong. Nobody but a client's outermost frame may catch it.
class BrokenPromise : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] inline void broken_promise(const char* file, int line, const char* promise) {
  throw BrokenPromise(std::string(file) + ":" + std::to_string(line) + ": broken promise: " + promise);
}

}  // namespace npcost

#define NPCOST_CHECK(condition, promise) \
  (static_cast<bool>(condition) ? void(0) : ::npcost::broken_promise(__FILE__, __LINE__, promise))
