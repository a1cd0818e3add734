#include "ui/terminal/price_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "sim/base/atomic_file.h"
#include "sim/scenario/files/load_files.h"
#include "ui/terminal/exit_codes.h"
#include "ui/terminal/faults.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/output.h"

namespace npcost {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_bytes = 32u << 20;
constexpr std::string_view book_file = "list-prices.npcost-prices.json";

std::optional<PriceBook> read_book(const std::string& path, const std::string& root, LoadedBooks& loaded) {
  MergedTree tree;  // only its folders: what a text names lies beside it
  const std::string folder = root.empty() ? folder_part(path) : root;
  ScenarioFiles read;
  FileSource beside(nullptr, read, folder.empty() ? "." : folder);
  FileLoader files(tree, loaded.texts, loaded.diagnostics, beside, folder);
  const SourceText& source = loaded.texts.add(path, read_whole_file(path, most_bytes));
  tree.folder_of[&source] = folder_part(path);
  auto book = read_price_book(source, loaded.diagnostics, [&files](const JsonValue& named, const std::string& pointer) {
    return files.read_beside(named, pointer);
  });
  return book;
}

void lay_over(PriceBook& below, PriceBook above, const std::string& path, LoadedBooks& loaded) {
  if (above.currency != below.currency) {
    loaded.diagnostics.error(
        "E229", {}, "/currency",
        fmt::format("{} is in {}, the books before it are in {}", printable(path), above.currency, below.currency),
        "books that are used together have one currency");
    return;
  }
  for (PriceCard& card : above.cards) below.put(std::move(card));
  below.name += " + " + above.name;
  below.as_of = std::max(below.as_of, above.as_of);
  below.sha256 = sha256_hex(below.sha256 + above.sha256);
}

/// The path of the running program; "" where the system does not say.
std::string own_path() {
  std::error_code error;
  const fs::path path = fs::read_symlink("/proc/self/exe", error);
  return error ? std::string() : path.string();
}

}  // namespace

void load_books(const std::vector<std::string>& paths, const std::string& root, LoadedBooks& loaded) {
  std::optional<PriceBook> all;
  for (const std::string& path : paths) {
    std::optional<PriceBook> book = read_book(path, root, loaded);
    if (!book) continue;
    loaded.names.push_back({book->name, book->as_of, book->sha256, path});
    if (all) {
      lay_over(*all, std::move(*book), path, loaded);
    } else {
      all = std::move(book);
    }
  }
  if (!loaded.diagnostics.has_errors()) loaded.book = std::move(all);
}

std::string default_book(const std::string& program) {
  if (program.empty()) return {};
  const fs::path folder = fs::path(program).parent_path();
  for (const fs::path& candidate : {folder / "../share/npcost/prices" / book_file,     // installed: PREFIX/bin/npcost
                                    folder / "../../scenarios/prices" / book_file}) {  // built: build/release/npcost
    std::error_code error;
    if (fs::is_regular_file(candidate, error)) return candidate.lexically_normal().string();
  }
  return {};
}

int load_or_report(const Options& options, const std::vector<std::string>& paths, LoadedBooks& loaded) {
  std::vector<std::string> books = paths;
  if (books.empty()) {
    const std::string found = default_book(own_path());
    if (found.empty())
      return refuse("the price book that comes with npcost is not beside it; name one with --prices BOOK");
    books.push_back(found);
  }
  load_books(books, options.prices.root, loaded);
  if (!loaded.book) {
    if (options.json) {
      write_output(report_json(loaded.diagnostics));
    } else {
      say(report_text(loaded.diagnostics));
    }
    std::string names;
    for (const std::string& book : books) names += (names.empty() ? "" : " + ") + printable(book);
    say(fmt::format("{} in {}; no price was read.\n", counted(loaded.diagnostics.error_count(), "error", "errors"),
                    names));
    return exit_codes::bad_input;
  }
  if (!loaded.diagnostics.empty()) say(report_text(loaded.diagnostics));  // warnings
  return exit_codes::fine;
}

std::optional<Instant> day_of(const PriceBook& book) {
  const auto day = parse_local_time(book.as_of);
  if (!day) return std::nullopt;
  return Instant(day->time_since_epoch());
}

}  // namespace npcost
