#pragma once
// One variant as it is written: what it may change, what of it changes nothing, and which faults stand in it.

#include <string>
#include <vector>

#include "sim/scenario/files/merge.h"

namespace npcost {

class VariantPatch {
 public:
  /// The entry of /experiment/variants; requires an object.
  explicit VariantPatch(const JsonMember& entry);

  const std::string& name() const { return name_; }
  const std::string& pointer() const { return pointer_; }
  Place place() const { return place_; }

  /// Merges the patch onto the tree. What a variant cannot change is reported (E430) and left out; false if there was any.
  bool apply(MergedTree& tree, Diagnostics& diagnostics) const;

  /// Warns of every null that finds nothing to delete (W730), neither in the tree as it was written nor in the complete one; says whether
  /// there was one. Usually it is a misspelt name.
  bool warn_of_null_deletions(const JsonValue& as_written, const JsonValue& complete, Diagnostics& diagnostics) const;

  /// Makes a fault of the merged tree one of this variant: its name, and its pointer in the patch if it stands there.
  void claim(Diagnostic& fault) const;

 private:
  bool stands_here(const Place& place) const;

  std::string name_, pointer_;
  Place place_;
  JsonValue patch_;
  std::vector<Place> tokens_;  ///< of its keys and plain values
};

}  // namespace npcost
