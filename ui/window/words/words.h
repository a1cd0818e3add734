#pragma once
// All words of the window, by key, in every language.
//
// Keys      are checked by the compiler: a key that no table has does not compile.
// Gaps      "{0}", "{1}" … stand for what say() is given; both languages have the same ones (a test).
// Numbers   come in as text that was formatted before (numbers.h), so that no language formats them in a way of its own.

#include <iterator>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "ui/window/words/table_frame.h"
#include "ui/window/words/table_panels.h"
#include "ui/window/words/table_parameters.h"
#include "ui/window/words/table_questions.h"

namespace npcost::window {

enum class Language : std::uint8_t { english, korean };
inline constexpr std::size_t language_count = 2;

inline constexpr std::size_t word_count = std::size(frame_words) + std::size(panel_words) + std::size(parameter_words) +
                                          std::size(question_words);

constexpr const WordEntry& word_entry(std::size_t index) {
  constexpr std::size_t frame = std::size(frame_words), panels = std::size(panel_words), parameters = std::size(parameter_words);
  if (index < frame) return frame_words[index];
  if (index < frame + panels) return panel_words[index - frame];
  if (index < frame + panels + parameters) return parameter_words[index - frame - panels];
  return question_words[index - frame - panels - parameters];
}

/// A key that is there.
struct WordKey {
  std::size_t index = 0;
  consteval WordKey(const char* key) {  // NOLINT: a literal is a key
    const std::string_view wanted(key);
    while (index < word_count && word_entry(index).key != wanted) ++index;
    if (index == word_count) throw "no table of words has this key";
  }
};

/// As it stands in the table, gaps and all.
constexpr std::string_view word(Language language, WordKey key) {
  const WordEntry& entry = word_entry(key.index);
  return language == Language::korean ? entry.korean : entry.english;
}

/// With its gaps filled.
template <typename... Texts>
std::string say(Language language, WordKey key, const Texts&... texts) {
  if constexpr (sizeof...(texts) == 0) return std::string(word(language, key));
  else return fmt::format(fmt::runtime(word(language, key)), texts...);
}

}  // namespace npcost::window
