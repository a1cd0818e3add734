// The report of an import as plain lines.

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "sim/catalogs/import_catalog.h"

namespace npcost {
namespace {

std::string examples_text(const ImportNote& note) {
  std::string text;
  for (const std::string& example : note.examples) text += (text.empty() ? "" : ", ") + printable(example);
  if (note.count > note.examples.size() && !text.empty()) text += ", …";
  return text;
}

void add_notes(std::string& text, std::string_view title, const std::vector<ImportNote>& notes, std::size_t most) {
  if (notes.empty()) return;
  fmt::format_to(std::back_inserter(text), "\n{}:\n", title);
  const std::size_t shown = std::min(notes.size(), most);
  for (std::size_t i = 0; i < shown; ++i) {
    fmt::format_to(std::back_inserter(text), "  {:>5}  {}  ({})\n", notes[i].count, printable(notes[i].what),
                   examples_text(notes[i]));
  }
  if (shown < notes.size()) fmt::format_to(std::back_inserter(text), "         … and {} more\n", notes.size() - shown);
}

}  // namespace

std::string import_report_text(const ImportReport& report, std::size_t most) {
  const auto counted = [](std::size_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
  };
  std::string text =
      fmt::format("{} of {} imported, {}; {} skipped\n", report.models, counted(report.entries, "model", "models"),
                  counted(report.prices, "price", "prices"), report.skipped);
  add_notes(text, "Skipped, and why (models)", report.reasons, most);
  add_notes(text, "Kept but not understood, so billed by nobody (models)", report.kept, most);
  add_notes(text, "Read otherwise than word for word (models)", report.changed, most);
  add_notes(text, "Not priced by the catalog (models)", report.unpriced, most);
  add_notes(text, "Rounded to the finest step of money (prices)", report.roundings, most);
  add_notes(text, "Of no use here (models)", report.ignored, most);
  if (!report.other.empty()) {
    text += "\nNo models:";
    const std::size_t shown = std::min(report.other.size(), most);
    for (std::size_t i = 0; i < shown; ++i) text += (i == 0 ? " " : ", ") + printable(report.other[i]);
    if (shown < report.other.size())
      fmt::format_to(std::back_inserter(text), " … and {} more", report.other.size() - shown);
    text += '\n';
  }
  return text;
}

}  // namespace npcost
