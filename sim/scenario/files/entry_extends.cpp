// Entries that extend a sibling: "innkeeper": {"extends": "villager", …} takes from villager what it does not say
// itself.
#include <algorithm>
#include <optional>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "sim/scenario/files/json_write.h"
#include "sim/scenario/keys/key_table.h"
#include "sim/scenario/files/merge.h"

namespace npcost {

namespace {

constexpr std::size_t deepest_chain = 16;
/// Inherited values are copied; a short hostile file must not become a tree that fills the memory.
constexpr std::size_t most_copied_values = 200'000;

std::size_t count_values(const JsonValue& value) {
  std::size_t n = 1;
  for (const JsonValue& item : value.items) n += count_values(item);
  for (const JsonMember& member : value.members) n += count_values(member.value);
  return n;
}

/// One section, e.g. /npcs.
class Section {
 public:
  Section(MergedTree& tree, JsonValue& entries, std::string pointer, Diagnostics& diagnostics)
      : tree_(tree), entries_(entries), pointer_(std::move(pointer)), diagnostics_(diagnostics) {
    for (std::size_t i = 0; i < entries_.members.size(); ++i) index_.emplace(entries_.members[i].key, i);
  }

  void resolve_all() {
    for (std::size_t i = 0; i < entries_.members.size(); ++i) resolve(i);
  }

 private:
  /// Makes an entry complete; false if it cannot be.
  bool resolve(std::size_t index) {
    JsonMember& entry = entries_.members[index];
    if (done_.contains(entry.key) || entry.value.kind != JsonValue::Kind::object) return true;
    const JsonMember* extends = entry.value.find("extends");
    const bool extends_nothing = extends == nullptr || extends->value.kind == JsonValue::Kind::null;
    const bool resolved = extends_nothing || resolve_base(index, *extends);
    if (!resolved) tree_.incomplete.insert(child_pointer(pointer_, entry.key));
    remove_member(entry.value, "extends");
    done_.insert(entry.key);
    return resolved;
  }

  bool resolve_base(std::size_t index, const JsonMember& extends) {
    JsonMember& entry = entries_.members[index];
    const std::string at = child_pointer(child_pointer(pointer_, entry.key), "extends");
    if (extends.value.kind != JsonValue::Kind::string) {
      diagnostics_.error("E208", extends.value.place, at, "\"extends\" needs the name of another entry here, as text");
      return false;
    }
    const std::string base_name = extends.value.text;
    const auto base = find_base(base_name);
    if (!base) {
      report_unknown(extends.value, at, base_name);
      return false;
    }
    chain_.push_back(entry.key);
    const bool fine = chain_is_fine(extends.value, at, base_name) && resolve(*base);
    chain_.pop_back();
    if (!fine) return false;
    const JsonValue& parent = entries_.members[*base].value;
    copied_ += count_values(parent);
    if (copied_ > most_copied_values) {
      diagnostics_.error(
          "E302", extends.value.place, at,
          fmt::format("entries inherit more than {} values; nothing that large is copied", most_copied_values));
      return false;
    }
    inherit(entry.value, parent, child_pointer(pointer_, entry.key), child_pointer(pointer_, base_name), base_name);
    return true;
  }

  std::optional<std::size_t> find_base(const std::string& name) const {
    const auto found = index_.find(name);
    if (found == index_.end() || entries_.members[found->second].value.kind != JsonValue::Kind::object)
      return std::nullopt;
    return found->second;
  }

  bool chain_is_fine(const JsonValue& extends, const std::string& at, const std::string& base) {
    const auto seen = std::find(chain_.begin(), chain_.end(), base);
    if (seen != chain_.end()) {
      std::string cycle;
      for (auto it = seen; it != chain_.end(); ++it) cycle += printable(*it) + " -> ";
      diagnostics_
          .error("E302", extends.place, at,
                 fmt::format("\"{}\" extends \"{}\", which extends \"{}\"", printable(chain_.back()), printable(base),
                             printable(seen + 1 == chain_.end() ? base : *(seen + 1))),
                 "remove one \"extends\"")
          .note = "cycle: " + cycle + printable(base);
      return false;
    }
    if (chain_.size() > deepest_chain) {
      diagnostics_.error("E302", extends.place, at,
                         fmt::format("a chain of \"extends\" is longer than {}", deepest_chain));
      return false;
    }
    return true;
  }

  void report_unknown(const JsonValue& extends, const std::string& at, const std::string& name) {
    std::vector<std::string> names;
    for (const JsonMember* member : entries_of(&entries_)) names.push_back(member->key);
    const std::string meant = did_you_mean(name, names);
    diagnostics_.error("E301", extends.place, at, fmt::format("nothing here is called \"{}\"", printable(name)),
                       meant.empty() ? std::string() : fmt::format("did you mean \"{}\"?", printable(meant)));
  }

  /// What `own` does not say is taken from `base`; own nulls delete.
  void inherit(JsonValue& own, const JsonValue& base, const std::string& to, const std::string& from,
               const std::string& name) {
    std::unordered_map<std::string, std::size_t> index;
    for (std::size_t i = 0; i < own.members.size(); ++i) index.emplace(own.members[i].key, i);
    for (const JsonMember& member : base.members) {
      const std::string target = child_pointer(to, member.key);
      const std::string source = child_pointer(from, member.key);
      const auto mine = index.find(member.key);
      if (mine == index.end()) {
        own.members.push_back(member);
        note_inherited(member.value, target, source, name);
        continue;
      }
      JsonValue& own_value = own.members[mine->second].value;
      if (own_value.kind == JsonValue::Kind::object && member.value.kind == JsonValue::Kind::object) {
        inherit(own_value, member.value, target, source, name);
      }
    }
  }

  void note_inherited(const JsonValue& value, const std::string& target, const std::string& source,
                      const std::string& name) {
    if (!tree_.keeps_notes) return;
    LeafNote note;
    if (const auto found = tree_.notes.find(source); found != tree_.notes.end()) note = found->second;
    if (note.inherited_from.empty()) note.inherited_from = name;
    tree_.notes[target] = note;
    for (const JsonMember& member : value.members) {
      note_inherited(member.value, child_pointer(target, member.key), child_pointer(source, member.key), name);
    }
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      const std::string token = std::to_string(i);
      note_inherited(value.items[i], child_pointer(target, token), child_pointer(source, token), name);
    }
  }

  MergedTree& tree_;
  JsonValue& entries_;
  std::string pointer_;
  Diagnostics& diagnostics_;
  std::unordered_map<std::string, std::size_t> index_;  ///< entry by name
  std::set<std::string> done_;
  std::vector<std::string> chain_;
  std::size_t copied_ = 0;
};

/// The sections of an object whose entries may extend; nested ones ("players/segments") too.
void resolve_sections(MergedTree& tree, JsonValue& object, const ObjectType& type, const std::string& pointer,
                      Diagnostics& diagnostics) {
  for (const Key& key : type.keys) {
    if (key.type != KeyType::map && key.type != KeyType::object) continue;
    JsonValue* value = find_member(object, key.name);
    if (value == nullptr || value->kind != JsonValue::Kind::object) continue;
    const ObjectType* inner = object_type(key.of);
    const std::string at = child_pointer(pointer, key.name);
    if (key.type == KeyType::map && inner->can_extend) Section(tree, *value, at, diagnostics).resolve_all();
    if (key.type == KeyType::object) resolve_sections(tree, *value, *inner, at, diagnostics);
  }
}

}  // namespace

void apply_entry_extends(MergedTree& tree, Diagnostics& diagnostics) {
  resolve_sections(tree, tree.root, *object_type("root"), "", diagnostics);
}

}  // namespace npcost
