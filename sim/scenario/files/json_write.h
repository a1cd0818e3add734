#pragma once
// A JSON tree becomes strict JSON text: readable for people, canonical for hashes.
//
// Numbers   are written as they were read; nothing is rounded or normalised.
// Escapes   control characters, '"' and '\' only; everything else stays UTF-8.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/reading/json_text.h"

namespace npcost {

std::string json_string(std::string_view text);      ///< with quotes
std::string compact_json(const JsonValue& value);    ///< one line, file order
std::string pretty_json(const JsonValue& value);     ///< two spaces, file order, final newline
std::string canonical_json(const JsonValue& value);  ///< one line, keys sorted by bytes

// Trees made by hand: the schema, defaults. Their places are empty unless given.
JsonValue json_text_value(std::string_view text, const Place& place = {});
JsonValue json_number(std::string_view text, const Place& place = {});
JsonValue json_flag(bool flag, const Place& place = {});
JsonValue json_list(std::vector<JsonValue> items = {});
JsonValue json_object(std::vector<std::pair<std::string, JsonValue>> members = {});

/// The member to change or to add, in place.
JsonValue* find_member(JsonValue& object, std::string_view key);
void set_member(JsonValue& object, std::string key, JsonValue value);
void remove_member(JsonValue& object, std::string_view key);

}  // namespace npcost
