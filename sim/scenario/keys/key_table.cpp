#include "sim/scenario/keys/key_table.h"

#include <algorithm>
#include <array>

namespace npcost {

namespace {

constexpr std::array<std::string_view, 6> common_keys = {"why", "source", "as_of", "provenance", "confidence", "notes"};

std::vector<ObjectType> all_types() {
  std::vector<ObjectType> all = frame_types();
  for (auto* part : {&model_types, &pipeline_types, &npc_types, &people_types, &money_types, &lever_types, &question_types}) {
    for (ObjectType& type : part()) all.push_back(std::move(type));
  }
  return all;
}

}  // namespace

const Key* ObjectType::find(std::string_view key) const {
  const auto found = std::find_if(keys.begin(), keys.end(), [&](const Key& k) { return k.name == key; });
  return found == keys.end() ? nullptr : &*found;
}

std::span<const ObjectType> object_types() {
  static const std::vector<ObjectType> all = all_types();
  return all;
}

const ObjectType* object_type(std::string_view name) {
  const auto all = object_types();
  const auto found = std::find_if(all.begin(), all.end(), [&](const ObjectType& t) { return t.name == name; });
  return found == all.end() ? nullptr : &*found;
}

namespace {

/// Where a pointer leads: the key, and the type of the object behind it; `inside`: a map or a list, whose entries are of that type.
struct Way {
  const Key* key = nullptr;
  const ObjectType* type = nullptr;
  bool inside = false;
  bool lost = false;
};

Way way_of(std::string_view pointer) {
  Way way{nullptr, object_type("root"), false, false};
  while (!pointer.empty() && !way.lost) {
    way.lost = pointer.front() != '/';
    pointer.remove_prefix(1);
    const std::string_view token = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(token.size());
    if (way.inside) {
      way.inside = false;
      continue;
    }
    way.key = way.type == nullptr ? nullptr : way.type->find(token);
    way.lost = way.lost || way.key == nullptr;
    if (way.lost) break;
    const KeyType type = way.key->type;
    way.inside = type == KeyType::map || type == KeyType::list;
    way.type = way.inside || type == KeyType::object || type == KeyType::preset ? object_type(way.key->of) : nullptr;
  }
  return way;
}

}  // namespace

const Key* key_at(std::string_view pointer) {
  const Way way = way_of(pointer);
  return way.lost ? nullptr : way.key;
}

const ObjectType* object_type_at(std::string_view pointer) {
  const Way way = way_of(pointer);
  return way.lost || way.inside ? nullptr : way.type;
}

bool is_common_key(std::string_view key) {
  return std::find(common_keys.begin(), common_keys.end(), key) != common_keys.end();
}

bool is_free_key(std::string_view key) { return key.starts_with("x-"); }

std::vector<std::string> words_of(std::string_view separated_by_bars) {
  std::vector<std::string> words;
  while (!separated_by_bars.empty()) {
    const std::size_t bar = separated_by_bars.find('|');
    words.emplace_back(separated_by_bars.substr(0, bar));
    separated_by_bars = bar == std::string_view::npos ? std::string_view{} : separated_by_bars.substr(bar + 1);
  }
  return words;
}

std::vector<const JsonMember*> entries_of(const JsonValue* map) {
  std::vector<const JsonMember*> entries;
  if (map == nullptr || map->kind != JsonValue::Kind::object) return entries;
  for (const JsonMember& member : map->members) {
    const bool remark = is_common_key(member.key) && member.value.kind == JsonValue::Kind::string;
    if (!remark && !is_free_key(member.key)) entries.push_back(&member);
  }
  return entries;
}

JsonValue without_remarks(const JsonValue& value) {
  JsonValue out = value;
  std::erase_if(out.members, [](const JsonMember& m) { return is_common_key(m.key) || is_free_key(m.key); });
  for (JsonMember& member : out.members) member.value = without_remarks(member.value);
  for (JsonValue& item : out.items) item = without_remarks(item);
  if (out.members.size() == 1 && out.members.front().key == "value") {
    JsonValue inner = std::move(out.members.front().value);
    return inner;
  }
  return out;
}

bool is_word_instead(const Key& key, const JsonValue& value) {
  if (key.type != KeyType::duration || key.of.empty()) return false;
  const JsonValue plain = without_remarks(value);
  return plain.kind == JsonValue::Kind::string && plain.text == key.of;
}

}  // namespace npcost
