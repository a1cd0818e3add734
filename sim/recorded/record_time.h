#pragma once
// Moments as logs write them.

#include <optional>
#include <string_view>

#include "sim/base/calendar.h"

namespace npcost {

enum class TimeFault : std::uint8_t { none, malformed, no_zone, out_of_range };
/// A sentence without its subject.
std::string_view fault_text(TimeFault fault);

struct RecordTime {
  TimeFault fault = TimeFault::none;
  Instant at{};
};

/// "2026-10-15T04:00:00Z", "2026-10-15 13:00:00.123+09:00"; seconds may be missing, digits behind the millisecond are dropped.
/// Without a zone it is UTC if `utc_without_zone`, else a fault. Years 2000 to 2199.
RecordTime time_from_text(std::string_view text, bool utc_without_zone);
/// Milliseconds since 1970; the same range, which tells seconds from milliseconds and both from nanoseconds.
RecordTime time_from_unix(std::uint64_t milliseconds);

}  // namespace npcost
