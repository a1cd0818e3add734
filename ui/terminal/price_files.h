#pragma once
// Price books for the verbs about prices: found, read with what they extend, laid over each other.
//
// Default   the book that comes with npcost: beside the sources in a build tree, under share/ when installed.
// Safety    a book may be a stranger's: what it extends stays under its own folder (or `root`), links resolved.
// Errors    FileError for a book that cannot be opened; everything wrong in a text is in `diagnostics`.

#include <optional>
#include <string>
#include <vector>

#include "sim/prices/price_book.h"
#include "ui/terminal/options.h"

namespace npcost {

/// Which edition of which book: what a report names so that it can be made again.
struct BookName {
  std::string name, as_of, sha256, path;
};

struct LoadedBooks {
  SourceTexts texts;  ///< the cards' places point into them
  Diagnostics diagnostics;
  std::optional<PriceBook> book;  ///< all of them as one; absent after a fault
  std::vector<BookName> names;    ///< in the order in which they were given
};

/// Reads the books in order: a model of a later one replaces that of an earlier one, whole. Requires at least one path.
/// Books in different currencies are a fault (E229).
void load_books(const std::vector<std::string>& paths, const std::string& root, LoadedBooks& loaded);

/// Where the book lies that comes with the program at this path; "" if it is not there.
std::string default_book(const std::string& program);

/// Loads what the question names, or the default book. Returns 0, or the exit code after having said what is wrong:
/// standard error, and with --json the faults as JSON on standard output.
int load_or_report(const Options& options, const std::vector<std::string>& paths, LoadedBooks& loaded);

/// The day a book speaks of: its "as_of" as midnight UTC; nothing if it does not say.
std::optional<Instant> day_of(const PriceBook& book);

}  // namespace npcost
