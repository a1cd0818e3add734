#include "sim/scenario/files/merge.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "sim/scenario/files/json_write.h"

namespace npcost {

namespace {

using Index = std::unordered_map<std::string_view, std::size_t>;

Index index_of(const JsonValue& object) {
  Index index;
  index.reserve(object.members.size());
  for (std::size_t i = 0; i < object.members.size(); ++i) index.emplace(object.members[i].key, i);
  return index;
}

/// Notes of a value and of everything below it do not hold for what replaces it.
void forget_notes(MergedTree& tree, const std::string& pointer) {
  tree.notes.erase(pointer);
  const std::string below = pointer + "/";
  auto it = tree.notes.lower_bound(below);
  while (it != tree.notes.end() && it->first.starts_with(below)) it = tree.notes.erase(it);
}

void replace(MergedTree& tree, JsonValue& target, const JsonValue& patch, const std::string& pointer) {
  if (tree.keeps_notes) forget_notes(tree, pointer);
  if (tree.keeps_notes && target.place.source != nullptr && target.kind != JsonValue::Kind::null) {
    tree.notes[pointer] = {.inherited_from = {}, .was = compact_json(target), .was_at = target.place};
  }
  target = patch;
}

void strip_nulls(JsonValue& value, const std::string& pointer) {
  if (value.kind != JsonValue::Kind::object) return;
  std::erase_if(value.members, [](const JsonMember& member) { return member.value.kind == JsonValue::Kind::null; });
  if (pointer == variants_pointer) return;
  for (JsonMember& member : value.members) strip_nulls(member.value, child_pointer(pointer, member.key));
}

}  // namespace

std::string child_pointer(const std::string& pointer, std::string_view key) {
  std::string child;
  child.reserve(pointer.size() + 1 + key.size());
  child += pointer;
  child += '/';
  if (key.find_first_of("~/") == std::string_view::npos) child += key;
  else child += escape_pointer_token(key);
  return child;
}

void merge_patch(MergedTree& tree, JsonValue& target, const JsonValue& patch, const std::string& pointer) {
  const bool both_objects = target.kind == JsonValue::Kind::object && patch.kind == JsonValue::Kind::object;
  if (!both_objects) {
    replace(tree, target, patch, pointer);
    return;
  }
  Index known = index_of(target);
  const std::size_t old_size = target.members.size();
  std::vector<const JsonMember*> added;
  for (const JsonMember& member : patch.members) {
    const auto found = known.find(member.key);
    if (found == known.end()) {
      added.push_back(&member);
      continue;
    }
    JsonMember& old = target.members[found->second];
    // A replaced value was written in the patch; a merged object stays where it began.
    if (old.value.kind != JsonValue::Kind::object || member.value.kind != JsonValue::Kind::object) {
      old.key_place = member.key_place;
    }
    merge_patch(tree, old.value, member.value, child_pointer(pointer, member.key));
  }
  target.members.reserve(old_size + added.size());
  for (const JsonMember* member : added) target.members.push_back(*member);
}

void remove_nulls(MergedTree& tree) { strip_nulls(tree.root, ""); }

const JsonValue* member_value(const JsonValue& object, std::string_view key) {
  if (object.kind != JsonValue::Kind::object) return nullptr;
  const JsonMember* member = object.find(key);
  return member == nullptr ? nullptr : &member->value;
}

std::string text_of(const JsonValue& object, std::string_view key) {
  const JsonValue* value = member_value(object, key);
  return value != nullptr && value->kind == JsonValue::Kind::string ? value->text : std::string();
}

}  // namespace npcost
