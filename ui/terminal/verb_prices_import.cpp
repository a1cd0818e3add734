// npcost prices import: a public catalog becomes a price book, or nothing is written at all.
#include <fmt/format.h>

#include <filesystem>

#include "sim/base/atomic_file.h"
#include "sim/catalogs/import_catalog.h"
#include "sim/prices/price_book.h"
#include "sim/reading/json_text.h"
#include "ui/report/json_out.h"
#include "ui/terminal/exit_codes.h"
#include "ui/terminal/faults.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/output.h"
#include "ui/terminal/verbs.h"

namespace npcost {
namespace {

constexpr std::size_t most_bytes = 32u << 20;

int report_nothing(const Options& options, const Diagnostics& diagnostics, std::string_view what) {
  if (options.json) {
    write_output(report_json(diagnostics));
  } else {
    say(report_text(diagnostics));
  }
  say(fmt::format("{} in {}; nothing was imported.\n", counted(diagnostics.error_count(), "error", "errors"),
                  printable(what)));
  return exit_codes::bad_input;
}

/// Whether a file may be replaced: one that is not there, or a price book. Another file was named by mistake, also one in
/// which a price book is quoted, or one that cannot be read.
bool may_replace(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error) && !error) return true;
  const SourceText text{path, read_whole_file(path, most_bytes)};
  Diagnostics unread;
  const JsonValue root = read_json(text, unread, {most_bytes, 64, 1'000'000, 64u << 10});
  return unread.error_count() == 0 && root.kind == JsonValue::Kind::object && root.find("npcost_prices") != nullptr;
}

void write_notes(JsonOut& out, std::string_view key, const std::vector<ImportNote>& notes) {
  out.key(key).begin_array();
  for (const ImportNote& note : notes) {
    out.begin_object();
    out.key("what").string(note.what);
    out.key("count").whole(note.count);
    out.key("examples").begin_array();
    for (const std::string& example : note.examples) out.string(example);
    out.end_array();
    out.end_object();
  }
  out.end_array();
}

std::string report_as_json(const ImportReport& report, const ImportRequest& request, const PriceBook& book) {
  JsonOut out;
  out.begin_object();
  out.key("npcost_import").whole(1);
  out.key("format").string(catalog_format_name(request.format));
  out.key("from").string(request.file);
  out.key("to").string(request.to);
  out.key("as_of").string(request.as_of);
  out.key("sha256").string(book.sha256);
  out.key("entries").whole(report.entries);
  out.key("models").whole(report.models);
  out.key("skipped").whole(report.skipped);
  out.key("prices").whole(report.prices);
  write_notes(out, "reasons", report.reasons);
  write_notes(out, "kept", report.kept);
  write_notes(out, "changed", report.changed);
  write_notes(out, "unpriced", report.unpriced);
  write_notes(out, "roundings", report.roundings);
  write_notes(out, "ignored", report.ignored);
  out.key("other").begin_array();
  for (const std::string& part : report.other) out.string(part);
  out.end_array();
  out.end_object();
  return out.text();
}

}  // namespace

int verb_prices_import(const Options& options) {
  const ImportRequest& request = options.import;
  if (!request.to.empty() && !may_replace(request.to)) {
    return refuse(fmt::format("{} exists and is no price book; it was left as it is", printable(request.to)));
  }
  SourceTexts texts;
  Diagnostics diagnostics;
  const SourceText& source = texts.add(request.file, read_whole_file(request.file, most_bytes));
  const auto imported = import_catalog(source, request.format, {request.as_of, request.name}, diagnostics);
  if (!imported) return report_nothing(options, diagnostics, request.file);
  // The book is read back before anybody relies on it: there is one judge of price books.
  const SourceText& text = texts.add("the book made of " + request.file, imported->book_text);
  const auto book = read_price_book(text, diagnostics);
  if (!book) return report_nothing(options, diagnostics, text.name);
  if (request.as_of.empty())
    say("note: nothing says on which day this catalog was fetched, and neither will the book: --as-of DATE\n");
  const std::string report = import_report_text(imported->report);
  if (request.to.empty()) {
    write_output(imported->book_text);
    say(report);
    return exit_codes::fine;
  }
  write_atomically(request.to, imported->book_text);
  if (options.json) {
    write_output(report_as_json(imported->report, request, *book));
  } else {
    write_output(report + fmt::format("\nwritten: {}\n", printable(request.to)));
  }
  return exit_codes::fine;
}

}  // namespace npcost
