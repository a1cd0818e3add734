#pragma once
// The price history that comes inside the program, or one that a person names.
//
// Errors    FileError for a file that cannot be opened; everything wrong in its text is in `diagnostics`.

#include <optional>
#include <string>

#include "sim/prices/history/price_history.h"

namespace npcost {

/// Read once; it has been tested, so that a fault in it is the program's own.
const PriceHistory& shipped_history();

struct LoadedHistory {
  SourceTexts texts;
  Diagnostics diagnostics;
  std::optional<PriceHistory> history;  ///< absent after a fault
};
/// `path` = "": the shipped one.
void load_history(const std::string& path, LoadedHistory& loaded);

}  // namespace npcost
