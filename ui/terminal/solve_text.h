#pragma once
// A search as a person reads it, in at most 80 columns: the value, its proof, how sure it is, and the scan.

#include <string>

#include "sim/answers/studies/solve_answer.h"
#include "ui/terminal/style.h"

namespace npcost {

/// The same answer gives the same bytes.
std::string solve_text(const SolveAnswer& answer, const Style& style);

}  // namespace npcost
