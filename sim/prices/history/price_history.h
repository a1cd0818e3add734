#pragma once
// Dated list prices of classes of models, and what the cheapest model of a class cost on a day.
//
// Class     models of about one quality that one buyer could use in place of each other; what is followed is the cheapest one listed.
// Point     from its day on a model is sold at a price and is in one or more classes, until its next point in a class or until the
//           end of its day `until` (withdrawn, or no longer of the class). Prices rise as well as fall, and models go.
// Units     text: 0.75 × input + 0.25 × output, per 1M tokens; speech to text and speech to speech: per minute; text to speech:
//           per 1M characters; GPUs: per GPU hour. Money is exact; only fits and shares are doubles.
// No look   every function takes the day on which it is asked and reads no point of a later day, so that a question about the past
// ahead     gives the answer of the past. Whether a model would be withdrawn is seen only from the day after.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/money.h"
#include "sim/reading/diagnostic.h"

namespace npcost {

using Day = std::chrono::sys_days;  ///< UTC

enum class ClassKind { llm, stt, tts, realtime, gpu };

struct PriceClass {
  std::string name;     ///< "small text"
  ClassKind kind = ClassKind::llm;
  std::string defined;  ///< which models are in it, in a sentence
  std::string source;   ///< by what that was judged
};

/// One model from one day on, in one class.
struct ClassPrice {
  Day from{};
  std::optional<Day> until;  ///< the last day
  std::string model;
  Money price;               ///< of one unit of the class; above zero
  std::string source;
  std::string confidence;    ///< "high", "medium", "low"
  bool assumed = false;      ///< no page was seen
};

struct PriceHistory {
  std::string name;
  std::string as_of;   ///< the day on which the history was last brought up to date, YYYY-MM-DD
  std::string sha256;  ///< of the file
  std::vector<PriceClass> classes;              ///< in the order of the file; the first of a kind stands for that kind
  std::vector<std::vector<ClassPrice>> prices;  ///< per class, ascending by day, then as written

  std::optional<std::size_t> find(std::string_view class_name) const;
  /// The class that a model of this kind belongs to as long as nobody says more: the first of that kind in the file.
  std::optional<std::size_t> first_of(ClassKind kind) const;
};

std::string_view class_kind_name(ClassKind kind);  ///< "llm"
std::optional<ClassKind> class_kind_from_name(std::string_view name);
std::string_view unit_of(ClassKind kind);  ///< what one price is for: "1M tokens", "min", "1M chars", "gpu-h"

/// The cheapest price of class `index` that was in force on that day; nullptr if none was. Of equal ones the one listed first.
const ClassPrice* cheapest(const PriceHistory& history, std::size_t index, Day day);

struct MonthlyPrice {
  Day day{};
  double price = 0;  ///< per unit, above zero
};
/// The cheapest price on the first day of every month, and on `as_of` itself: ascending, without days on which nothing was sold.
std::vector<MonthlyPrice> monthly_cheapest(const PriceHistory& history, std::size_t index, Day as_of);

/// From `day` on another price is the cheapest, or none is in force (nullptr).
struct CheapestStep {
  Day day{};
  const ClassPrice* price = nullptr;
};
/// Every change of the cheapest price up to `as_of`, ascending.
std::vector<CheapestStep> cheapest_steps(const PriceHistory& history, std::size_t index, Day as_of);

std::optional<Day> day_from_text(std::string_view text);  ///< "2025-01-31"; nothing for anything else
std::string day_text(Day day);
/// The first day of the month `months` after that of `day`.
Day month_after(Day day, int months);
/// From one day to another in years of 365.25 days.
double years_between(Day from, Day to);

/// Reads a price history file:
///   {"npcost_history": 1, "name", "as_of", "classes": {NAME: {"kind", "defined", "source"}},
///    "points": [{"date", "until", "model", "in": NAME or [NAME…], "input" and "output" or "price", "source", "confidence", …}]}
/// Points stand in the order of their days, so that a history only grows at its end. Every fault at once (E731–E736 and those of
/// prices); nothing is returned after one.
std::optional<PriceHistory> read_price_history(const SourceText& source, Diagnostics& diagnostics);

inline constexpr std::size_t max_history_classes = 100, max_history_points = 20'000;

}  // namespace npcost
