#pragma once
// A comparison as a person reads it: at most 80 columns, figure by figure with a word, then the bridge.

#include <string>

#include "sim/answers/comparison.h"
#include "ui/terminal/style.h"

namespace npcost {

struct CompareNotes {
  bool metrics_were_asked = false;   ///< then one that neither has is said to be missing; otherwise it is left out
};

/// The same comparison gives the same bytes.
std::string compare_text(const Comparison& comparison, const CompareNotes& notes, const Style& style);

}  // namespace npcost
