#pragma once
// Where every value of the merged scenario came from, as `resolve --origins` prints it.

#include <vector>

#include "sim/scenario/files/merge.h"
#include "sim/scenario/read_scenario.h"

namespace npcost {

/// One entry a leaf, in the order of the file; lists of plain values are leaves.
std::vector<Origin> list_origins(const MergedTree& tree);

/// The tree without names of files: of catalogs and tables (by pointer) it holds what their content is known by.
JsonValue with_contents(const JsonValue& root, const std::vector<std::pair<std::string, std::string>>& file_sums);
/// What the scenario's hash is about: values without names of files, and of catalogs and tables (by pointer) their content. Comments, the
/// order of keys and spacing are gone already.
std::string canonical_scenario(const JsonValue& root,
                               const std::vector<std::pair<std::string, std::string>>& file_sums);

}  // namespace npcost
