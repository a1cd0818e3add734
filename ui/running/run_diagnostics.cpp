#include "ui/running/run_diagnostics.h"

#include <fmt/format.h>

#include <algorithm>

namespace npcost {
namespace {

constexpr std::string_view not_simulated_warning = "W720";
constexpr std::string_view not_simulated_error = "E720";

bool is_listed(const ReadScenario& read, const std::string& pointer) {
  return std::any_of(read.not_simulated.begin(), read.not_simulated.end(),
                     [&pointer](const auto& entry) { return entry.first == pointer; });
}

}  // namespace

Diagnostics run_diagnostics(const ReadScenario& read) {
  Diagnostics diagnostics;
  std::vector<std::pair<std::string, Place>> places;
  for (const Diagnostic& diagnostic : read.diagnostics.all()) {
    if (diagnostic.code == not_simulated_warning && is_listed(read, diagnostic.pointer)) {
      places.emplace_back(diagnostic.pointer, diagnostic.place);
    } else {
      diagnostics.add(diagnostic);
    }
  }
  for (const auto& [pointer, what] : read.not_simulated) {
    const std::string& here = pointer;
    const auto place =
        std::find_if(places.begin(), places.end(), [&here](const auto& entry) { return entry.first == here; });
    diagnostics.error(std::string(not_simulated_error), place == places.end() ? Place{} : place->second, pointer,
                      fmt::format("npcost {} reads this but does not simulate it: {}", NPCOST_VERSION, what),
                      "remove it, or set it to null in an overlay, to run the rest");
  }
  return diagnostics;
}

}  // namespace npcost
