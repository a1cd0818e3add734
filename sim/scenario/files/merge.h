#pragma once
// Merge patches (RFC 7396) that remember what they replaced, and entries that extend a sibling.
//
// Rule      objects merge by key; numbers, strings and lists replace; null deletes. A null stays in the tree as a
//           mark until remove_nulls(), so that it also deletes what an entry would inherit.
// Order     keys keep the order of the first file that has them; new ones are appended.
// Variants  inside the patches of /experiment/variants nulls are values; they are never removed.

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "sim/reading/diagnostic.h"
#include "sim/reading/json_text.h"

namespace npcost {

inline constexpr std::string_view variants_pointer = "/experiment/variants";

/// What `resolve --origins` says of a value besides its place.
struct LeafNote {
  std::string inherited_from;  ///< the sibling entry that it stands in
  std::string was;             ///< the value it replaced, as JSON
  Place was_at;
};

/// A scenario on its way from files to values.
struct MergedTree {
  JsonValue root;
  bool keeps_notes = false;                            ///< somebody will ask where values come from
  std::map<std::string, LeafNote> notes;               ///< by pointer
  std::set<std::string> incomplete;                    ///< pointers of entries that could not take what they extend
  std::map<const SourceText*, std::string> folder_of;  ///< paths inside a text are relative to this folder
};

/// Applies `patch` to the value at `pointer`.
void merge_patch(MergedTree& tree, JsonValue& target, const JsonValue& patch, const std::string& pointer);

/// Applies `extends` inside every section whose entries may have it, and removes the key (E208, E301, E302).
void apply_entry_extends(MergedTree& tree, Diagnostics& diagnostics);

/// Removes the marks of deleted keys.
void remove_nulls(MergedTree& tree);

std::string child_pointer(const std::string& pointer, std::string_view key);

/// The value of a member, or nullptr; of anything but an object nullptr.
const JsonValue* member_value(const JsonValue& object, std::string_view key);
/// The text of a member; "" if there is none.
std::string text_of(const JsonValue& object, std::string_view key);

}  // namespace npcost
