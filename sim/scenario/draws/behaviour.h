#pragma once
// What an entry of the scenario does, as text: how draws are ordered without looking at names.

#include <string>
#include <string_view>

#include "sim/reading/json_text.h"

namespace npcost {

/// Its simulated keys without names, references and remarks; `leave_out`: keys with bars around each.
std::string behaviour(const JsonValue& object, std::string_view type_name, std::string_view leave_out);

}  // namespace npcost
