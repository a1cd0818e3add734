#pragma once
// A study of unknowns as one JSON document, version 1 (docs/uncertainty.md).

#include <string>

#include "sim/answers/studies/sensitivity.h"

namespace npcost {

std::string sensitivity_json(const SensitivityAnswer& answer);

}  // namespace npcost
