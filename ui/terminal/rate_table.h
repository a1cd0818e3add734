#pragma once
// The tables of a bill: amounts exact, one below the other at the point, with their share; what is incomplete is marked.

#include <string>
#include <string_view>
#include <vector>

#include "ui/report/rate_bill.h"
#include "ui/terminal/style.h"

namespace npcost {

inline constexpr std::size_t bill_width = 80, bill_name_width = 34;

/// A section with `head`; `all` is what shares are taken of. `meters`: the lines are meters and have counts. "" for no line.
/// Where it would be wider than 80 columns, bars and then shares are left out, never amounts.
std::string bill_table(std::string_view head, const std::vector<BillLine>& lines, bool meters, Money all,
                       std::string_view currency, const Style& style);

/// At most `most` lines: the last one is all the rest together.
std::vector<BillLine> folded(std::vector<BillLine> lines, std::size_t most);
/// Days as months when they are more than `most`; both add up to the same.
std::vector<BillLine> by_month(const std::vector<BillLine>& days, std::size_t most);

/// "1234567.5" as "1,234,567.5".
std::string grouped(std::string decimal_text);
/// "5,000 input tokens".
std::string used_text(Meter meter, std::uint64_t count);
/// The mark of a sum that lacks something: "≥", or ">=" in ASCII.
std::string_view at_least(const Style& style);

}  // namespace npcost
