#pragma once
// The outermost frame: whatever goes wrong becomes one sentence on standard error and an exit code.

#include <functional>

namespace npcost {

/// What `program` returns; or 3 for a file, the memory or another refusal of the system, 2 for amounts beyond any
/// money, 70 for a promise of npcost's own that is broken.
int in_frame(const std::function<int()>& program);

}  // namespace npcost
