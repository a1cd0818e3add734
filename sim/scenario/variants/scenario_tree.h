#pragma once
// What is kept of a scenario that was read, so that others can be read beside it: with the same players and the same luck.
//
// Places    of its values point into the texts of the reading that it came from, which must outlive it.

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sim/scenario/decoding/decode.h"
#include "sim/scenario/files/merge.h"

namespace npcost {

struct ScenarioTree {
  MergedTree as_written;   ///< what variants are patches on
  MergedTree complete;     ///< with everything that is not written
  std::vector<std::pair<std::string, std::string>> file_sums;  ///< of catalogs and tables, by pointer
  DrawOrders orders;
  std::map<std::string, Catalog> catalogs;   ///< as they were read; for changed copies of this scenario only
  std::string root_folder;
};

/// What is named by a file and known by its content: pointers of catalogs and tables, and their sums.
std::vector<std::pair<std::string, std::string>> file_sums(const Decoding& decoding);

std::shared_ptr<const ScenarioTree> kept_tree(MergedTree as_written, const MergedTree& complete, const Decoding& decoding,
                                              const std::string& root_folder);

/// Whose catalogs a scenario may take over from its base: in another file the same name may mean other prices.
enum class FilesOf { others, base };
/// A base whose draws are taken over, and of a changed copy of itself the catalogs too: a price book is read once, not for each copy.
DecodedBase base_of(const ScenarioTree& tree, FilesOf files = FilesOf::others);

/// The experiment of `from` for a tree that is not complete yet, all but the warm-up, which belongs to the world: variants may change it.
void take_experiment(MergedTree& tree, const ScenarioTree& from);

/// Decodes a complete tree that was put together from such as have been read: files from what was kept, draws as in `base`. Outputs and
/// variants are left out, and budgets unless it `is_changed_copy` of the base. `texts`: what the tree's places point into and nobody else
/// owns; the rest must outlive the answer.
ReadScenario decoded_beside(MergedTree tree, const ScenarioTree& base, ScenarioFiles kept, SourceTexts texts = {},
                            bool is_changed_copy = false);

}  // namespace npcost
