#pragma once
// The parts of a JSON result about money in: "verdict", by mode, and "money". What cannot be said is null.

#include "sim/answers/result.h"
#include "ui/report/json_out.h"

namespace npcost {

/// "verdict": { "text": { … "judged": [ … ], "components": [ … ] } }
void write_verdicts(JsonOut& out, const Result& result);
/// "bands": { … }, and "money": { … } if there is any.
void write_money(JsonOut& out, const Result& result);

}  // namespace npcost
