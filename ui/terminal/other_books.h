#pragma once
// `npcost run --prices BOOK`: further books that a run is billed by.
//
// Errors    FileError for a book that cannot be opened; everything else wrong with books is in `diagnostics`, of all of them at once,
//           before anything runs.

#include <memory>
#include <string>
#include <vector>

#include "sim/scenario/scenario.h"
#include "ui/terminal/price_files.h"

namespace npcost {

/// The books as read; the places of `diagnostics` point into them.
struct OtherBooks {
  std::vector<std::vector<std::string>> kept;  ///< by scenario.other_books: models that keep the scenario's own prices
  std::vector<std::unique_ptr<LoadedBooks>> loaded;
  Diagnostics diagnostics;
};

/// Reads each book by itself, with what it extends, and adds it to scenario.other_books if it can bill all that the scenario uses.
OtherBooks add_other_books(const std::vector<std::string>& paths, Scenario& scenario);

}  // namespace npcost
