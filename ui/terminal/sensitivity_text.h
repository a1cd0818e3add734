#pragma once
// A study of unknowns as a person reads it: at most 80 columns, what moves most first.
//
// The same answer gives the same bytes: no clock, no machine.

#include <string>

#include "sim/answers/studies/sensitivity.h"
#include "ui/terminal/style.h"

namespace npcost {

std::string sensitivity_text(const SensitivityAnswer& answer, const Style& style);

}  // namespace npcost
