#pragma once
// What the same line is in another language: more or fewer tokens, more or fewer characters, about the same seconds.
//
// Scale     token counts of an NPC with a "language" are written for English and multiplied by `tokens`.
// Measured  en, ko, ja, zh: ten lines of game dialogue in four languages, o200k tokens. The others: the Universal Declaration of
//           Human Rights, o200k tokens and characters against English. Bytes are UTF-8; shares of ideographs are assumed.
// Seconds   languages carry about the same information a second (Coupé et al. 2019), so a line takes about as long in any of them.

#include <span>
#include <string_view>

namespace npcost {

struct Language {
  std::string_view code;  ///< "ko"
  std::string_view name;
  double tokens;          ///< times the tokens of English
  double chars;           ///< times the characters of English
  double bytes_per_char;  ///< UTF-8
  double ideographs;      ///< share of its characters
};

std::span<const Language> languages();
/// nullptr if it is not in the list.
const Language* find_language(std::string_view code);

/// English game dialogue: own count on ten lines, o200k tokens.
inline constexpr double english_chars_per_token = 4.26, english_tokens_per_word = 1.2;

}  // namespace npcost
