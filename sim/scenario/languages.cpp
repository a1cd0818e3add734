#include "sim/scenario/languages.h"

#include <algorithm>

namespace npcost {
namespace {

// Dialogue, characters and tokens a line: en 75.9 and 17.8, ko 36.3 and 24.6, ja 31.2 and 26.4, zh 23.9 and 22.0. Prose: tokens
// against English, and characters = tokens × (characters a token ÷ 5.38 of English prose).
constexpr Language table[] = {{"en", "English", 1, 1, 1, 0},
                              {"ko", "Korean", 1.38, 0.478, 3, 0},
                              {"ja", "Japanese", 1.48, 0.411, 3, 0.3},
                              {"zh", "Chinese", 1.24, 0.315, 3, 0.9},
                              {"de", "German", 1.25, 1.12, 1, 0},
                              {"fr", "French", 1.32, 1.13, 1, 0},
                              {"es", "Spanish", 1.24, 1.13, 1, 0},
                              {"pt", "Portuguese", 1.19, 1.04, 1, 0},
                              {"ru", "Russian", 1.37, 1.09, 2, 0},
                              {"tr", "Turkish", 1.48, 0.96, 1, 0},
                              {"id", "Indonesian", 1.47, 1.17, 1, 0},
                              {"th", "Thai", 1.96, 0.87, 3, 0},
                              {"vi", "Vietnamese", 1.53, 1.02, 1.3, 0}};

}  // namespace

std::span<const Language> languages() { return table; }

const Language* find_language(std::string_view code) {
  const auto found = std::find_if(std::begin(table), std::end(table), [&](const Language& l) { return l.code == code; });
  return found == std::end(table) ? nullptr : &*found;
}

}  // namespace npcost
