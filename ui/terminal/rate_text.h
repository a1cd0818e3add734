#pragma once
// What `npcost rate` says: the total, what is missing from it, then what it is made of.

#include <string>

#include "sim/recorded/usage_rating.h"
#include "ui/report/rate_bill.h"
#include "ui/terminal/style.h"

namespace npcost {

/// At most 80 columns wide unless an amount alone is wider. Ends with `closing` if there is one.
std::string rate_text(const UsageTotals& totals, const PriceBook& book, const BillAudit& audit,
                      std::string_view closing, const Style& style);

/// The faults that were kept, "log:line:column: field what" and the hint below; those that are alike once, with their lines; and
/// how many there were in all.
std::string rate_faults(const UsageTotals& totals, const BillAudit& audit);

}  // namespace npcost
