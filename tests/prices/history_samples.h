#pragma once
// Price histories for tests: read from text, or made as a series.

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "sim/prices/history/price_history.h"
#include "tests/catch.h"

namespace npcost::samples {

struct HistoryReading {
  std::optional<PriceHistory> history;
  std::vector<std::pair<std::string, std::string>> faults;  ///< code, the text that the fault points at
  std::string report;
  /// Exactly this one fault, at this text.
  bool only(const std::string& code, const std::string& at) const {
    return faults.size() == 1 && faults.front() == std::pair(code, at);
  }
  std::vector<std::string> codes() const {
    std::vector<std::string> all;
    for (const auto& [code, at] : faults) all.push_back(code);
    return all;
  }
};

inline HistoryReading read_history(std::string text) {
  SourceTexts texts;
  Diagnostics diagnostics;
  HistoryReading reading;
  reading.history = read_price_history(texts.add("test.npcost-history.json", std::move(text)), diagnostics);
  for (const Diagnostic& fault : diagnostics.sorted_for_report()) {
    CHECK_FALSE(fault.message.empty());
    std::string at;
    if (fault.place.source != nullptr) at = fault.place.source->text.substr(fault.place.offset, fault.place.length);
    reading.faults.emplace_back(fault.code, at);
  }
  reading.report = report_text(diagnostics);
  CHECK(reading.history.has_value() == reading.faults.empty());
  return reading;
}

/// A history with the classes "small" (llm), "ears" (stt) and "voice" (tts), and these points for "small"; the others have one.
inline std::string history_with(const std::string& points) {
  return R"({ "npcost_history": 1, "name": "made", "as_of": "2026-01-01",
  "classes": { "small": { "kind": "llm", "defined": "made" }, "ears": { "kind": "stt", "defined": "made" },
               "voice": { "kind": "tts", "defined": "made" } },
  "points": [
    { "date": "2000-01-01", "model": "e", "in": "ears", "price": "$0.006/min", "source": "made" },
    { "date": "2000-01-01", "model": "v", "in": "voice", "price": "$15/1M chars", "source": "made" },
    )" + points +
         "\n  ] }";
}

/// `rest` continues the object of a point of text: `"until": …`.
inline std::string text_point(const std::string& date, const std::string& model, const std::string& input,
                              const std::string& output, const std::string& rest = "") {
  return fmt::format(
      R"({{ "date": "{}", "model": "{}", "in": "small", "input": "{}/1M tokens", "output": "{}/1M tokens", "source": "made"{} }})",
      date, model, input, output, rest.empty() ? "" : ", " + rest);
}

inline Day day(const std::string& text) {
  const auto found = day_from_text(text);
  REQUIRE(found.has_value());
  return *found;
}

/// One class in which one model is repriced on the first of every month; `price` is told the years since the first one.
template <typename PriceOf>
PriceHistory monthly_history(const std::string& first, int months, const PriceOf& price) {
  PriceHistory history;
  history.name = "made";
  history.classes.push_back({"made", ClassKind::llm, "made", "made"});
  history.prices.emplace_back();
  for (int i = 0; i < months; ++i) {
    const Day from = month_after(day(first), i);
    ClassPrice point;
    point.from = from;
    point.model = "m";
    const double grains = price(years_between(day(first), from)) * static_cast<double>(Money::grain_per_unit);
    point.price = Money::from_grains(static_cast<Int128>(grains));
    history.prices.front().push_back(point);
  }
  return history;
}

}  // namespace npcost::samples
