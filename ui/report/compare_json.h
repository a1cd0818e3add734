#pragma once
// One Comparison as the JSON that other programs rely on (docs/compare.md), version 1.
//
// Shape     strict JSON, keys in a fixed order; the same comparison gives the same bytes, in any locale.
// Units     the bridge in exact decimal strings of the currency; metrics are numbers in the unit beside them; what cannot be said is null.
// Errors    none. Requires that the texts which the warnings' places point into are still there.

#include <string>

#include "sim/answers/comparison.h"

namespace npcost {

std::string compare_json(const Comparison& comparison);

}  // namespace npcost
