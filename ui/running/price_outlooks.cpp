#include "ui/running/price_outlooks.h"

#include <algorithm>
#include <chrono>
#include <optional>

#include "ui/shipped/history_files.h"

namespace npcost {

std::vector<ClassOutlook> known_outlooks(LocalTime as_of) {
  const PriceHistory& history = shipped_history();
  const std::optional<Day> last = day_from_text(history.as_of);
  Day day{std::chrono::floor<std::chrono::days>(as_of).time_since_epoch()};
  if (last) day = std::min(day, *last);
  return outlooks_of(history, day);
}

}  // namespace npcost
