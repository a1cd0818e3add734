#pragma once
// What every benchmark says of itself: on which machine, built how; and processor time, which other work on the machine does not touch.

#include <ctime>
#include <string>
#include <string_view>

#include "sim/base/atomic_file.h"

namespace npcost::bench {

/// Of this process; it runs one thread.
inline double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

inline std::string processor() {
  const std::string info = read_whole_file("/proc/cpuinfo", 1u << 22);
  const std::size_t at = info.find("model name");
  if (at == std::string::npos) return "unknown processor";
  const std::size_t colon = info.find(": ", at);
  return info.substr(colon + 2, info.find('\n', colon) - colon - 2);
}

inline std::string_view build() {
#ifdef __OPTIMIZE__
  return "optimised";
#else
  return "NOT OPTIMISED: the figures below mean nothing";
#endif
}

}  // namespace npcost::bench
