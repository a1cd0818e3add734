#pragma once
// A Result as a person reads it: at most 80 columns, budgets first, then what a player costs, then what that is made
// of.
//
// The same result gives the same bytes: no clock, no machine, no path but those given. Wall time belongs on standard
// error.

#include <string>
#include <vector>

#include "sim/answers/result.h"
#include "ui/terminal/style.h"

namespace npcost {

inline constexpr std::size_t summary_width = 80;  ///< columns, whatever the terminal has

/// What a run knows besides its result.
struct SummaryNotes {
  bool quick = false;                ///< fewer players and replications than the scenario asks for
  std::vector<std::string> written;  ///< result files, as they can be opened from here
  int code = 0;                      ///< exit code that the last line explains
};

std::string summary_text(const Result& result, const SummaryNotes& notes, const Style& style);

// Its sections, each ending with a line end, or empty where there is nothing to say.
std::string budgets_section(const Result& result, const Style& style);
std::string precision_section(const Result& result, const Style& style);
std::string cost_section(const Result& result, const Style& style);
std::string parts_section(const Result& result, const Style& style);
std::string verdict_section(const Result& result, const Style& style);
std::string flips_section(const Result& result, const Style& style);
std::string money_section(const Result& result, const Style& style);
std::string levers_section(const Result& result, const Style& style);
std::string variants_section(const Result& result, const Style& style);
std::string prices_section(const Result& result, const Style& style);
std::string figures_section(const Result& result, const Style& style);
std::string inputs_section(const Result& result, const Style& style);

}  // namespace npcost
