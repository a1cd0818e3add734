#include "sim/catalogs/import_catalog.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/base/atomic_file.h"
#include "sim/base/calendar.h"
#include "sim/catalogs/book_writer.h"
#include "sim/catalogs/formats.h"
#include "sim/prices/price_book.h"

namespace npcost {
namespace {

using namespace catalogs;

struct FormatInfo {
  std::string_view name, kept_key;
  void (*read)(const JsonValue&, ImportState&, const EachModel&);
};
constexpr std::array<FormatInfo, 4> formats = {FormatInfo{"litellm", "x-litellm", read_litellm},
                                               FormatInfo{"models.dev", "x-models.dev", read_models_dev},
                                               FormatInfo{"openrouter", "x-openrouter", read_openrouter},
                                               FormatInfo{"genai-prices", "x-genai-prices", read_genai_prices}};

const FormatInfo& info(CatalogFormat format) { return formats[static_cast<std::size_t>(format)]; }

// Several times the largest catalog of today. The depth leaves room for what is kept raw inside a book.
constexpr JsonLimits catalog_limits{32u << 20, 48, 1'000'000, 64u << 10};

std::string_view without_folders(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool is_day(std::string_view text) { return text.size() == 10 && parse_local_time(text).has_value(); }

/// E240 unless the text has the frame of this format.
bool is_catalog(const JsonValue& root, CatalogFormat format, const SourceText& source, Diagnostics& diagnostics) {
  const std::optional<CatalogFormat> seems = looks_like(root);
  if (seems == format) return true;
  diagnostics.error("E240", {&source, root.place.offset, root.place.length == 0 ? 0u : 1u}, "",
                    fmt::format("expected a {} catalog, found another shape", catalog_format_name(format)),
                    seems ? fmt::format("it looks like {}", catalog_format_name(*seems)) : "");
  return false;
}

/// E243 if the book would pass what read_price_book() takes.
bool fits_a_book(const ImportState& state, std::size_t bytes, std::size_t values) {
  constexpr JsonLimits book;
  if (state.models <= max_models && state.book_entries <= max_entries && bytes <= book.bytes && values <= book.values)
    return true;
  state.diagnostics.error(
      "E243", {&state.source, 0, 0}, "",
      fmt::format("a price book holds at most {} models, {} values and {} bytes; this catalog gives {}, {} and {}",
                  max_models, book.values, book.bytes, state.models, values, bytes),
      "import a part of the catalog");
  return false;
}

}  // namespace

std::string_view catalog_format_name(CatalogFormat format) { return info(format).name; }

std::optional<CatalogFormat> catalog_format_from_name(std::string_view name) {
  const auto found =
      std::find_if(formats.begin(), formats.end(), [&](const FormatInfo& one) { return one.name == name; });
  if (found == formats.end()) return std::nullopt;
  return static_cast<CatalogFormat>(found - formats.begin());
}

std::vector<std::string> catalog_format_names() {
  std::vector<std::string> names;
  for (const FormatInfo& one : formats) names.emplace_back(one.name);
  return names;
}

std::optional<ImportedCatalog> import_catalog(const SourceText& source, CatalogFormat format,
                                              const ImportOptions& options, Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  if (!options.as_of.empty() && !is_day(options.as_of)) {
    diagnostics.error("E214", {}, "",
                      fmt::format("the day of a catalog is a date, found \"{}\"", printable(options.as_of)),
                      "write for example 2026-07-24");
    return std::nullopt;
  }
  const JsonValue root = read_json(source, diagnostics, catalog_limits);
  if (diagnostics.error_count() != errors_before || !is_catalog(root, format, source, diagnostics)) return std::nullopt;
  ImportState state(source, options, diagnostics);
  BookWriter writer(info(format).kept_key, source.text.size());
  info(format).read(root, state, [&](CatalogModel& model) {
    if (!state.accept(model)) return;
    state.note(model);
    writer.add(model);
  });
  if (diagnostics.error_count() != errors_before) return std::nullopt;
  const ImportReport report = state.report();
  if (report.models == 0) {
    diagnostics.error(
        "E243", {&source, 0, 0}, "", fmt::format("no model of {} could be imported", report.entries),
        report.reasons.empty() ? "" : fmt::format("most often: {}", printable(report.reasons.front().what)));
    return std::nullopt;
  }
  ImportedCatalog imported;
  imported.book_text =
      writer.finish(options, format, printable(without_folders(source.name)), sha256_hex(source.text), report);
  if (!fits_a_book(state, imported.book_text.size(), writer.values())) return std::nullopt;
  imported.report = report;
  return imported;
}

}  // namespace npcost
