#include "sim/prices/usage.h"

#include <array>

#include "sim/base/check.h"

namespace npcost {

std::string_view stage_name(Stage stage) {
  constexpr std::array<std::string_view, stage_count> names = {"llm",        "stt",    "tts",      "moderation",
                                                                     "memory", "realtime", "vision"};
  const auto index = static_cast<std::size_t>(stage);
  NPCOST_CHECK(index < names.size(), "a stage is one of the enumerators");
  return names[index];
}

std::uint32_t CellTable::number(const Cell& cell) {
  const auto [found, added] = number_of_.try_emplace(cell, static_cast<std::uint32_t>(cells_.size()));
  if (added) cells_.push_back(cell);
  return found->second;
}

}  // namespace npcost
