// How fast a public catalog becomes a price book, from text in memory, and how fast that book is read back.
//
//   import_bench FILE FORMAT [RUNS [AS_OF]]
//   import_bench --book FILE FORMAT      prints the book
//   import_bench --report FILE FORMAT    prints the report
//
// Prints machine, build, median and MB/s of processor time of one core, and the SHA-256 of the book: a speed-up that changes the
// hash changed the answer.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/atomic_file.h"
#include "sim/catalogs/import_catalog.h"
#include "sim/prices/price_book.h"
#include "tests/bench/machine.h"

using namespace npcost;
using namespace npcost::bench;

namespace {

/// Min, median and max of `runs` runs, in milliseconds.
template <typename Work>
std::vector<double> time_of(int runs, const Work& work) {
  std::vector<double> milliseconds;
  for (int i = 0; i < runs; ++i) {
    const double start = processor_seconds();
    work();
    milliseconds.push_back((processor_seconds() - start) * 1e3);
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  return {milliseconds.front(), milliseconds[milliseconds.size() / 2], milliseconds.back()};
}

void print_times(std::string_view what, const std::vector<double>& ms, std::size_t bytes) {
  fmt::print("{}  {:.1f} / {:.1f} / {:.1f} ms of processor time (min / median / max), {:.0f} MB/s\n", what, ms[0], ms[1], ms[2],
             static_cast<double>(bytes) / 1e3 / ms[1]);
}

int measure(const SourceText& source, CatalogFormat format, const ImportOptions& options, int runs, std::string_view show) {
  Diagnostics diagnostics;
  const auto imported = import_catalog(source, format, options, diagnostics);
  if (!imported) {
    fmt::print(stderr, "{}", report_text(diagnostics));
    return 2;
  }
  if (!show.empty()) {
    fmt::print("{}", show == "--book" ? imported->book_text : import_report_text(imported->report, 1000));
    return 0;
  }
  fmt::print("machine   {}, one core\nbuild     {} {}\n", processor(), __VERSION__, build());
  fmt::print("catalog   {}, {} bytes; {} models of {}, {} prices\n", catalog_format_name(format), source.text.size(),
             imported->report.models, imported->report.entries, imported->report.prices);
  const auto import_once = [&] {
    Diagnostics found;
    if (!import_catalog(source, format, options, found)) fmt::print("not imported\n");
  };
  print_times("import   ", time_of(runs, import_once), source.text.size());
  const SourceText book{"book", imported->book_text};
  const auto read_once = [&] {
    Diagnostics found;
    if (!read_price_book(book, found)) fmt::print("{}", report_text(found, 3));
  };
  print_times("read back", time_of(runs, read_once), book.text.size());
  fmt::print("book      {} bytes, sha256 {}\n", book.text.size(), sha256_hex(book.text));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> words(argv + 1, argv + argc);
  std::string show;
  if (!words.empty() && words[0].starts_with("--")) {
    show = words[0];
    words.erase(words.begin());
  }
  const auto format = words.size() < 2 ? std::nullopt : catalog_format_from_name(words[1]);
  int runs = 15;
  if (words.size() > 2) std::from_chars(words[2].data(), words[2].data() + words[2].size(), runs);
  if (!format || runs < 1) {
    fmt::print(stderr, "usage: import_bench [--book|--report] FILE FORMAT [RUNS [AS_OF]]\n");
    return 2;
  }
  const std::string as_of = words.size() > 3 ? words[3] : "2026-07-24";
  const SourceText source{words[0], read_whole_file(words[0], 64u << 20)};
  return measure(source, *format, {as_of, ""}, runs, show);
}
