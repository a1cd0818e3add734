#pragma once
// One Result as one tidy table, for spreadsheets and statistics programs.
//
// Columns   record,name,group,stat,value,unit,denominator,low,high,level: one value a row; low, high and level are
//           its interval.
//             audit       name of the entry; value
//             metric      metric name; stat mean, p5 … max
//             cost        total, or a part: name within group by_stage, by_model, …; exact decimals
//             usage       meter, group = model; exact decimals
//             series      cost or players, group = hours since the start
//             budget      name, group = metric and slice; stats: the asked one, max, min, verdict, severity, why
//             verdict     mode; stats: band, share_of_net_revenue, …; group = what else was judged ("p95_player", …)
//             money       figure, group = region; stats mean, band
//             prices      book ("scenario" = its own), group = metric; stat mean, p5 … max, total (exact decimal)
//             assumption  pointer, group = provenance; value as written;  warning: code, group = pointer
// Form      RFC 4180: UTF-8 without byte order mark, CRLF after every row, quotes only where they are needed. What
//           cannot be said is an empty cell, never 0.
// Safety    text that a spreadsheet could take for a formula (first character = + - @ TAB CR LF or a full-width = + -
//           @) gets a leading ' and quotes; numbers stay numbers.

#include <string>
#include <string_view>

#include "sim/answers/result.h"

namespace npcost {

std::string result_csv(const Result& result);

/// One text cell, made safe and quoted where needed.
std::string csv_text(std::string_view text);

}  // namespace npcost
