// Diagnostics as a person and as a program read them: scenario language, section 9.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "sim/reading/diagnostic.h"
#include "sim/reading/line_index.h"
#include "sim/reading/utf8.h"

namespace npcost {
namespace {

constexpr int shown_cells = 96;   // a source line wider than this is cut
constexpr int cells_before = 32;  // kept to the left of the place when it is cut
constexpr int caret_line_cells = 110;

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::note: return "note";
  }
  return "error";
}

/// Line indexes of the files of one report, made when first needed.
class Indexes {
 public:
  const LineIndex& of(const SourceText& source) { return made_.try_emplace(&source, source.text).first->second; }

 private:
  std::map<const SourceText*, LineIndex> made_;
};

/// One code point of a source line as it will be printed.
struct Shown {
  std::string text;
  int cells = 1;
};

Shown shown(std::string_view line, std::size_t at, const CodePoint& point) {
  if (point.valid && point.value == '\t') return {" ", 1};
  const std::string text = printable(line.substr(at, point.length));
  const bool escaped = !point.valid || is_deceptive(point.value);
  return {text, escaped ? static_cast<int>(text.size()) : terminal_width(point.value)};
}

struct Excerpt {
  std::string line;
  int caret_from = 0;  // cells
  int caret_cells = 1;
};

/// The neighbourhood of a place on its line: a line may be as long as the file, so only this much is looked at.
/// `where` becomes relative to what is left.
std::string_view neighbourhood(std::string_view line, std::size_t place_at, LineColumn& where) {
  std::size_t begin = std::min(place_at, line.size());
  for (int steps = 0; begin > 0 && steps < 2 * shown_cells; ++steps) {
    do --begin;
    while (begin > 0 && (static_cast<unsigned char>(line[begin]) & 0xc0u) == 0x80u);
  }
  const auto columns_kept = static_cast<std::uint32_t>(count_code_points(line.substr(begin, place_at - begin)));
  where.end_column = columns_kept + 1 + (where.end_column - where.column);
  where.column = columns_kept + 1;
  return line.substr(begin);
}

/// The line with the place, cut to a readable width; columns count code points from 1.
Excerpt excerpt(std::string_view whole_line, std::size_t place_at, LineColumn where) {
  const std::string_view line = neighbourhood(whole_line, place_at, where);
  std::vector<Shown> points;
  int cells_to_place = 0;
  for (std::size_t at = 0; at < line.size();) {
    const CodePoint point = decode_utf8(line, at);
    points.push_back(shown(line, at, point));
    if (points.size() < where.column) cells_to_place += points.back().cells;
    at += point.length;
    if (points.size() > where.column + static_cast<std::size_t>(2 * shown_cells)) break;  // the rest is cut anyway
  }
  int line_cells = 0;
  for (const Shown& point : points) line_cells += point.cells;

  Excerpt result;
  std::size_t first = 0;
  if (line_cells > shown_cells && cells_to_place > cells_before) {
    int skipped = 0;
    while (first < points.size() && skipped < cells_to_place - cells_before) skipped += points[first++].cells;
    result.line = "... ";
  }
  int cells = static_cast<int>(result.line.size());
  int caret_end = -1;
  result.caret_from = cells;
  for (std::size_t i = first; i < points.size(); ++i) {
    if (i + 1 == where.column) result.caret_from = cells;
    if (i + 1 == where.end_column) caret_end = cells;
    if (cells + points[i].cells > shown_cells) {
      result.line += " ...";
      break;
    }
    result.line += points[i].text;
    cells += points[i].cells;
  }
  if (where.column > points.size()) result.caret_from = cells;  // behind the last character
  if (caret_end < 0) caret_end = cells;
  result.caret_cells = std::max(1, caret_end - result.caret_from);
  return result;
}

/// A did-you-mean that says nothing else stands behind the carets, every other hint on lines of its own.
bool fits_behind_carets(const std::string& hint, int caret_end) {
  return hint.starts_with("did you mean ") && hint.ends_with('?') && hint.find('\n') == std::string::npos &&
         caret_end + static_cast<int>(hint.size()) <= caret_line_cells;
}

std::string hint_lines(const std::string& hint) {
  std::string text;
  std::string_view rest = hint;
  std::string_view lead = "   = ";
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    text += fmt::format("{}{}\n", lead, printable(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    lead = "     ";
  }
  return text;
}

std::string one_report(const Diagnostic& d, Indexes& indexes) {
  std::string text = fmt::format("{}[{}]: {}\n", severity_name(d.severity), d.code, printable(d.message));
  const std::string pointer = d.pointer.empty() ? std::string() : "   " + printable(d.pointer);
  const std::string note = d.note.empty() ? std::string() : "     " + printable(d.note);
  if (d.place.source == nullptr) {
    if (!pointer.empty() || !note.empty()) text += fmt::format("  -->{}{}\n", pointer, note);
    return text + hint_lines(d.hint);
  }
  const LineIndex& index = indexes.of(*d.place.source);
  const LineColumn where = index.at(d.place.offset, d.place.length);
  text += fmt::format("  --> {}:{}:{}{}{}\n", printable(d.place.source->name), where.line, where.column, pointer, note);
  const std::string_view line = index.line_of(d.place.offset);
  const std::size_t line_start = static_cast<std::size_t>(line.data() - d.place.source->text.data());
  const std::size_t place_at =
      std::min(d.place.offset - std::min<std::size_t>(line_start, d.place.offset), line.size());
  const Excerpt shown_line = excerpt(line, place_at, where);
  const std::string gutter = fmt::format("{:>2}", where.line);
  text += fmt::format("{} | {}\n", gutter, shown_line.line);
  text += fmt::format("{:{}} | {:{}}{:^>{}}", "", gutter.size(), "", shown_line.caret_from, "", shown_line.caret_cells);
  if (fits_behind_carets(d.hint, shown_line.caret_from + shown_line.caret_cells)) {
    return text + " " + printable(d.hint) + "\n";
  }
  return text + "\n" + hint_lines(d.hint);
}

}  // namespace

std::string report_text(const Diagnostics& diagnostics, std::size_t limit) {
  const std::vector<Diagnostic> sorted = diagnostics.sorted_for_report();
  Indexes indexes;
  std::string text;
  for (std::size_t i = 0; i < std::min(limit, sorted.size()); ++i) {
    if (i > 0) text += "\n";
    text += one_report(sorted[i], indexes);
  }
  if (sorted.size() > limit) text += fmt::format("\n… and {} more\n", sorted.size() - limit);
  return text;
}

std::string report_json(const Diagnostics& diagnostics) {
  using Json = nlohmann::ordered_json;
  Indexes indexes;
  Json list = Json::array();
  for (const Diagnostic& d : diagnostics.sorted_for_report()) {
    Json entry = {{"code", d.code}, {"severity", severity_name(d.severity)}};
    if (d.place.source != nullptr) {
      const LineColumn where = indexes.of(*d.place.source).at(d.place.offset, d.place.length);
      entry.update({{"file", d.place.source->name},
                    {"line", where.line},
                    {"column", where.column},
                    {"end_column", where.end_column},
                    {"offset", d.place.offset},
                    {"length", d.place.length}});
    }
    entry.update({{"pointer", d.pointer}, {"message", d.message}});
    if (!d.hint.empty()) entry["hint"] = d.hint;
    if (!d.replace.empty()) entry["fix"] = {{"replace", d.replace}};
    if (!d.note.empty()) entry["note"] = d.note;
    list.push_back(std::move(entry));
  }
  return list.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace npcost
