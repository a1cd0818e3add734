#pragma once
// The parts of a JSON result that are about levers: policies, events, variants; and what they share with the rest of it.

#include <optional>
#include <string_view>
#include <vector>

#include "sim/answers/result.h"
#include "ui/report/json_out.h"

namespace npcost {

void write_interval(JsonOut& out, const std::optional<Interval>& interval, std::string_view key = "interval");
/// "price_books": [ … ].
void write_price_books(JsonOut& out, const std::vector<Scenario::BookUsed>& books);
void write_metrics(JsonOut& out, const std::vector<Metric>& metrics);
/// "warnings": [ … ]. Requires that the texts which their places point into are still there.
void write_warnings(JsonOut& out, const std::vector<Diagnostic>& warnings);

void write_policies(JsonOut& out, const Result& result);
void write_events(JsonOut& out, const Result& result);
void write_variants(JsonOut& out, const Result& result);

}  // namespace npcost
