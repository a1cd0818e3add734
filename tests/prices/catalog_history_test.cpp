// Every row of the price history from which the catalog was made, compared with what the catalog charges on its day.
//
// The history is reference material beside the project: without it the comparison is left out, and says so.

#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "tests/prices/catalog_support.h"

using namespace npcost;
using namespace npcost::catalog_test;

namespace {

/// One line of a CSV file with "quoted, fields" and doubled quotes.
std::vector<std::string> split(std::string_view line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
      fields.back() += line[++i];
    } else if (line[i] == '"') {
      quoted = !quoted;
    } else if (line[i] == ',' && !quoted) {
      fields.emplace_back();
    } else if (line[i] != '\r') {
      fields.back() += line[i];
    }
  }
  return fields;
}

using Row = std::map<std::string, std::string>;

/// Nothing if there is no history beside the project.
std::optional<std::vector<Row>> history() {
  const char* shared = std::getenv("NPCOST_SHARED");
  const fs::path folder = shared != nullptr ? fs::path(shared) : fs::path(NPCOST_SOURCE_DIR) / "../shared";
  const fs::path file = folder / "data/price_history.csv";
  if (!fs::is_regular_file(file)) return std::nullopt;
  std::vector<Row> rows;
  std::vector<std::string> head;
  const std::string text = read_whole_file(file.string(), 4u << 20);
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    const std::vector<std::string> fields = split(std::string_view(text).substr(from, end - from));
    from = end + 1;
    if (head.empty()) {
      head = fields;
      continue;
    }
    Row& row = rows.emplace_back();
    for (std::size_t i = 0; i < head.size(); ++i) row[head[i]] = i < fields.size() ? fields[i] : "";
  }
  return rows;
}

/// "deepseek-chat@offpeak" is a schedule of deepseek-chat, and one row names hosts of a model instead of the model.
std::string model_of(const Row& row) {
  const std::string& model = row.at("model");
  if (model == "mistral-nemo(openrouter-class hosts)") return "openrouter/mistral-nemo";
  return row.at("provider") + "/" + model.substr(0, model.find('@'));
}

/// An instant of the row's first day at which its price holds: late, because some begin at 16:00 UTC, and outside DeepSeek's
/// hours unless the row is about them. Peak hours come again on the next day.
std::string time_of(const Row& row) {
  const std::string& date = row.at("effective_date");
  const std::string day = date + (date.size() == 4 ? "-01-01" : date.size() == 7 ? "-01" : "");
  const std::string& model = row.at("model");
  if (model.ends_with("@peak")) return to_text(at(day) + std::chrono::hours(24 + 2)).substr(0, 19);
  return day + (model.ends_with("@offpeak") ? "T23:00" : "T16:10");
}

/// The decimal with `digits` behind the point that is nearest (half up), as the history rounds prices per hour to minutes.
std::string rounded(const std::string& exact, std::size_t digits) {
  const Money half = Money::from_decimal("0." + std::string(digits, '0') + "5").value();
  const std::string sum = decimal(Money::from_decimal(exact).value() + half);
  const std::size_t point = sum.find('.');
  return point == std::string::npos ? sum : sum.substr(0, point + 1 + digits);
}

struct Column {
  const char* name;
  Meter meter;
};

}  // namespace

TEST_CASE("every row of the price history is what the catalog charges on that day", "[catalog]") {
  const std::optional<std::vector<Row>> rows = history();
  if (!rows) {
    WARN("The price history is not beside the project (NPCOST_SHARED): its rows are not compared.");
    return;
  }
  CHECK(rows->size() == 306);
  const Column tokens[] = {{"input_usd_per_1M", Meter::input_tokens},
                           {"cached_input_usd_per_1M", Meter::cached_input_tokens},
                           {"cache_write_usd_per_1M", Meter::cache_write_tokens},
                           {"output_usd_per_1M", Meter::output_tokens},
                           {"audio_in_usd_per_1M", Meter::audio_input_tokens},
                           {"audio_out_usd_per_1M", Meter::audio_output_tokens},
                           {"per_1M_chars_usd", Meter::tts_chars}};
  std::size_t compared = 0, inexact = 0;
  for (const Row& row : *rows) {
    const std::string model = model_of(row), time = time_of(row), unit = row.at("unit");
    INFO(model << " on " << time);
    for (const auto& [column, meter] : tokens) {
      const std::string& listed = row.at(column);
      // Three models bill no text beside what they speak; the history writes 0, the catalog lists no price.
      if (listed.empty()) continue;
      ++compared;
      const std::string expected = listed == "0" ? "unpriced" : decimal(Money::from_decimal(listed).value());
      CHECK(per_million(model, time, meter) == expected);
    }
    // Beside token prices and prices per character, a price per minute is an estimate that nobody bills.
    const std::string& minute = row.at("per_min_usd");
    if (minute.empty() || unit.starts_with("1M")) continue;
    ++compared;
    const std::string& kind = row.at("kind");
    const Meter meter = kind == "stt"   ? Meter::stt_seconds
                        : kind == "tts" ? Meter::audio_output_seconds
                                        : Meter::session_seconds;
    const std::string exact = cost(model, time, {{meter, 60'000}});
    CHECK(rounded(exact, minute.size() - minute.find('.') - 1) == minute);
    inexact += exact != minute;
  }
  // Every row has at least one price; nine are prices per hour that the history rounds to the minute.
  CHECK(compared > 306);
  CHECK(inexact == 9);
}
