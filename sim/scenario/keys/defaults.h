#pragma once
// What the file does not say is written into the tree, so that `resolve` shows it and decoding knows no defaults.
//
// Place     of a default is a text named "default (assumed)" or "default (derived)".
// Context   some defaults depend on other keys: patience and speech on the pipeline, the memory policy on its keys,
//           cache rules on a cache price.

#include <string>

#include "sim/scenario/files/merge.h"

namespace npcost {

/// Completes the tree; keys of a wrong type are left alone.
void fill_defaults(MergedTree& tree, SourceTexts& texts);

inline constexpr std::string_view default_assumed = "default (assumed)";
inline constexpr std::string_view default_derived = "default (derived)";
bool is_default(const Place& place);

/// When ambient talk of a kind runs unless it says so: "near", "playing" or "always"; "" for no kind.
std::string_view implied_runs(std::string_view kind);

/// "summarise", "token_cap", "window", "none" or "full", from the keys that are there.
std::string_view implied_memory_policy(const JsonValue& memory);

/// Words a second of a player who speaks; assumed: 140 words a minute is an unhurried talker.
inline constexpr double spoken_words_per_second = 2.3;

}  // namespace npcost
