#pragma once
// The one word for a budget's verdict, the same in every file and on the terminal.

#include <string_view>

#include "sim/answers/result.h"

namespace npcost {

inline std::string_view verdict_word(BudgetResult::Verdict verdict) {
  switch (verdict) {
    case BudgetResult::Verdict::pass: return "pass";
    case BudgetResult::Verdict::fail: return "fail";
    case BudgetResult::Verdict::inconclusive: break;
  }
  return "inconclusive";
}

}  // namespace npcost
