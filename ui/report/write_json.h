#pragma once
// One Result as the JSON that other programs rely on (docs: "Result JSON", version 1).
//
// Shape     strict JSON, keys in a fixed order, two spaces a level, a final newline; the same Result gives the same
//           bytes, in any locale.
// Units     totals are exact decimal strings; metrics are numbers in the unit beside them; what cannot be said is
//           null, never 0.
// Reading   "limit" of a budget is its max, or its min if it has no max; both stand beside it with the text as written.
// Errors    none. Requires that the texts which the warnings' places point into are still there.

#include <string>

#include "sim/answers/result.h"

namespace npcost {

std::string result_json(const Result& result);

}  // namespace npcost
