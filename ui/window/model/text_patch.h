#pragma once
// One value of a scenario's text changed where it stands; comments, order and spaces around it stay.
//
// Replaced  the characters of the old value, and nothing else.
// Added     behind the last member of the nearest object that is there, as its neighbours are written: on a line of its own with their
//           indentation, or on theirs. What is missing on the way there is written as { … } on one line.

#include <optional>
#include <string>
#include <string_view>

namespace npcost::window {

/// `value`: as `--set` takes it: JSON if it is JSON, else a text. Nothing if the text is no JSON object, or the pointer leads into a
/// plain value or past the end of a list.
std::optional<std::string> patched(const std::string& text, std::string_view pointer, const std::string& value);

}  // namespace npcost::window
