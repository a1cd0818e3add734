#pragma once
// The gallery and its price books inside the program: a scenario can be begun far from the source tree, without a network.
//
// Source    scenarios/ at the time of the build; the definition is made by ui/embed_files.cmake.

#include <span>
#include <string_view>

namespace npcost {

struct EmbeddedFile {
  std::string_view path;  ///< in scenarios/: "tiny.npcost.json", "prices/openai.npcost-prices.json"
  std::string_view text;  ///< byte for byte
};

/// Sorted by path.
std::span<const EmbeddedFile> embedded_files();

}  // namespace npcost
