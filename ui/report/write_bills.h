#pragma once
// The part of a JSON result that is about other price books: "prices", an array with the scenario's own first.

#include "sim/answers/result.h"
#include "ui/report/json_out.h"

namespace npcost {

/// Nothing if no other book was asked for.
void write_bills(JsonOut& out, const Result& result);
/// "budgets": [ … ]
void write_budgets(JsonOut& out, const std::vector<BudgetResult>& budgets);

}  // namespace npcost
