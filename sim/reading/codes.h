#pragma once
// Every code that reading can report, for `npcost explain CODE`.

#include <span>
#include <string_view>

namespace npcost {

struct CodeInfo {
  std::string_view code;         ///< "E205"
  std::string_view title;        ///< one line
  std::string_view explanation;  ///< one paragraph: what must hold and why
  std::string_view example;      ///< a fragment that causes it
  std::string_view fix;          ///< the fragment that is accepted
};

/// Ascending by code.
std::span<const CodeInfo> reading_codes();

}  // namespace npcost
