#pragma once
// One row of the tables of words.

#include <string_view>

namespace npcost::window {

struct WordEntry {
  std::string_view key;  ///< "live.cost.title"
  std::string_view english, korean;
};

}  // namespace npcost::window
