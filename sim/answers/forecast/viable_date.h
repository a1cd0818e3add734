#pragma once
// The first day on which something holds and goes on holding.
//
// Months    judged on the same day of each month from the start on (31 January, 28 February, 31 March …). The date belongs to the first of
//           `stays` months in a row that all hold; the last of them is inside the horizon, so nothing is found in its last `stays` − 1
//           months.
// Days      between the last month that does not hold and that one the day is found by halving. Where something holds, stops and holds
//           again inside of a single month, it is one of its beginnings.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/calendar.h"

namespace npcost {

/// Days from the start to the same day of each month, until `until`, both ends included: 0, 31, 59 …
std::vector<std::int32_t> months_of_horizon(LocalTime start, LocalTime until);
/// "2031-05-14"; requires a start at midnight.
std::string day_text(LocalTime start, std::int32_t days);
/// The first of January in each year of the horizon behind the start, in days.
std::vector<std::int32_t> januaries(LocalTime start, LocalTime until);

/// In days from the start; nothing if it never holds for so long. Requires stays >= 1. `holds` is asked each day at most once.
std::optional<std::int32_t> first_lasting_day(const std::vector<std::int32_t>& months, std::uint32_t stays,
                                              const std::function<bool(std::int32_t day)>& holds);

}  // namespace npcost
