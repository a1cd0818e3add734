#pragma once
// Counts and amounts as programs write them into logs, read exactly: "12", "12.0", "1.2e1", "0.25".
//
// Accepts   numbers of RFC 8259 only: no units, no underscores, no "NaN", no leading plus.
// Errors    by value; nothing throws, and nothing is silently changed.

#include <cstdint>
#include <optional>
#include <string_view>

#include "sim/base/money.h"

namespace npcost {

enum class CountFault : std::uint8_t { none, not_a_number, negative, not_whole, too_large };
/// A sentence without its subject: "must be a whole number, and has a fraction".
std::string_view fault_text(CountFault fault);

struct CountResult {
  CountFault fault = CountFault::none;
  std::uint64_t value = 0;
};

/// number × per_unit. With per_unit 1 the number must be whole; else what is finer than one count is rounded to the nearest, halves
/// up: logs carry seconds as floating point, with digits that nobody measured. "-0" is 0. Requires 1 <= per_unit <= 10^10.
CountResult exact_count(std::string_view number, std::uint64_t per_unit);

/// An amount that another program worked out: digits beyond 10^-15 are dropped. Nothing if it is no number or out of range.
std::optional<Money> amount_of_others(std::string_view number);

}  // namespace npcost
