#pragma once
// What would make a mode affordable, as other programs read it.

#include "sim/answers/result.h"
#include "ui/report/json_out.h"

namespace npcost {

/// Keys "flips", "not_enough" and "flips_note" inside the mode's object.
void write_flips(JsonOut& out, const ModeVerdict& verdict);

}  // namespace npcost
