#include "sim/scenario/variants/variant_patch.h"

#include <algorithm>

#include <fmt/format.h>

#include "sim/scenario/checks/check_shape.h"
#include "sim/scenario/files/json_write.h"

namespace npcost {

namespace {

using Kind = JsonValue::Kind;

/// What belongs to the question and not to the world; "experiment" is looked at key by key.
constexpr std::string_view fixed_keys[] = {"npcost", "extends", "currency", "budgets", "outputs"};

std::string_view why_fixed(std::string_view key) {
  if (key == "extends") return "the files of a scenario are merged before its variants are made";
  if (key == "currency") return "differences are in the scenario's own";
  if (key == "npcost") return "a variant is written in the scenario's own format";
  return "budgets are judged and files written for the scenario itself";
}

void collect_tokens(const JsonValue& value, std::vector<Place>& tokens) {
  tokens.push_back(opening_of(value));
  for (const JsonValue& item : value.items) collect_tokens(item, tokens);
  for (const JsonMember& member : value.members) {
    tokens.push_back(member.key_place);
    collect_tokens(member.value, tokens);
  }
}

const JsonValue* member_of(const JsonValue* object, const std::string& key) {
  if (object == nullptr || object->kind != Kind::object) return nullptr;
  const JsonMember* member = object->find(key);
  return member == nullptr || member->value.kind == Kind::null ? nullptr : &member->value;
}

struct NullSearch {
  const std::string& variant;
  Diagnostics& diagnostics;
  bool found = false;

  void walk(const JsonValue& patch, const JsonValue* as_written, const JsonValue* complete, const std::string& pointer) {
    for (const JsonMember& member : patch.members) {
      const std::string at = child_pointer(pointer, member.key);
      const JsonValue* one = member_of(as_written, member.key);
      const JsonValue* other = member_of(complete, member.key);
      if (member.value.kind == Kind::object) walk(member.value, one, other, at);
      if (member.value.kind != Kind::null || one != nullptr || other != nullptr) continue;
      found = true;
      std::vector<std::string> names;
      for (const JsonMember* entry : entries_of(complete)) names.push_back(entry->key);
      const std::string meant = did_you_mean(member.key, names);
      diagnostics.warning("W730", member.key_place, at,
                          fmt::format("the variant \"{}\" deletes nothing here: there is no \"{}\"", printable(variant),
                                      printable(member.key)),
                          meant.empty() ? std::string() : fmt::format("did you mean \"{}\"?", printable(meant)));
    }
  }
};

}  // namespace

VariantPatch::VariantPatch(const JsonMember& entry)
    : name_(entry.key), pointer_(child_pointer(std::string(variants_pointer), entry.key)), place_(entry.key_place), patch_(entry.value) {
  collect_tokens(patch_, tokens_);
}

bool VariantPatch::apply(MergedTree& tree, Diagnostics& diagnostics) const {
  JsonValue allowed = patch_;
  bool fine = true;
  const auto refuse = [&](const JsonMember& member, const std::string& at, std::string message, std::string hint) {
    fine = false;
    diagnostics.error("E430", member.key_place, at, fmt::format("the variant \"{}\" {}", printable(name_), message), std::move(hint));
  };
  for (const std::string_view key : fixed_keys) {
    const JsonMember* member = patch_.find(key);
    if (member == nullptr) continue;
    refuse(*member, child_pointer(pointer_, key), fmt::format("cannot change \"{}\": {}", key, why_fixed(key)), "remove it");
    remove_member(allowed, key);
  }
  if (const JsonMember* experiment = patch_.find("experiment")) {
    const std::string at = child_pointer(pointer_, "experiment");
    const auto same = [&](const JsonMember& member, const std::string& where) {
      refuse(member, where, "cannot change the experiment: it meets the same players, as often", "remove it; only \"warm_up\" may differ");
    };
    if (experiment->value.kind != Kind::object) {
      same(*experiment, at);
      remove_member(allowed, "experiment");
    }
    for (const JsonMember& member : experiment->value.members) {
      if (member.key == "warm_up" || is_free_key(member.key)) continue;
      same(member, child_pointer(at, member.key));
      remove_member(*find_member(allowed, "experiment"), member.key);
    }
  }
  merge_patch(tree, tree.root, allowed, "");
  return fine;
}

bool VariantPatch::warn_of_null_deletions(const JsonValue& as_written, const JsonValue& complete, Diagnostics& diagnostics) const {
  NullSearch search{name_, diagnostics};
  search.walk(patch_, &as_written, &complete, pointer_);
  return search.found;
}

bool VariantPatch::stands_here(const Place& place) const {
  return std::any_of(tokens_.begin(), tokens_.end(), [&](const Place& token) {
    return token.source != nullptr && token.source == place.source && place.offset >= token.offset &&
           place.offset < token.offset + std::max(token.length, 1u);
  });
}

void VariantPatch::claim(Diagnostic& fault) const {
  fault.message = fmt::format("in the variant \"{}\": {}", printable(name_), fault.message);
  if (stands_here(fault.place)) {
    fault.pointer = pointer_ + fault.pointer;
    return;
  }
  if (!fault.note.empty() || place_.source == nullptr) return;
  const LineColumn at = line_column(place_);
  fault.note = fmt::format("the variant is at {}:{}:{}", printable(place_.source->name), at.line, at.column);
}

}  // namespace npcost
