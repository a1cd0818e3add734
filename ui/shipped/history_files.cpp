#include "ui/shipped/history_files.h"

#include "sim/base/atomic_file.h"
#include "sim/base/check.h"
#include "ui/shipped/embedded_files.h"

namespace npcost {
namespace {

constexpr std::string_view shipped_path = "prices/history.npcost-history.json";
constexpr std::size_t most_bytes = 32u << 20;

PriceHistory read_shipped() {
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.path != shipped_path) continue;
    const SourceText source{std::string(file.path), std::string(file.text)};
    Diagnostics diagnostics;
    auto history = read_price_history(source, diagnostics);
    NPCOST_CHECK(history.has_value(), "the price history inside the program can be read");
    return std::move(*history);
  }
  NPCOST_CHECK(false, "a price history is inside the program");
  return {};
}

}  // namespace

const PriceHistory& shipped_history() {
  static const PriceHistory history = read_shipped();
  return history;
}

void load_history(const std::string& path, LoadedHistory& loaded) {
  if (path.empty()) {
    loaded.history = shipped_history();
    return;
  }
  loaded.history = read_price_history(loaded.texts.add(path, read_whole_file(path, most_bytes)), loaded.diagnostics);
}

}  // namespace npcost
