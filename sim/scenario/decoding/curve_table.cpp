// A column of weights out of a comma-separated file.
#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "sim/reading/csv_record.h"
#include "sim/reading/utf8.h"
#include "sim/scenario/decoding/decode_players.h"

namespace npcost {

namespace {

constexpr std::size_t most_rows = 200'000;  // 20 years of hours and their warm-up
constexpr std::size_t most_faults = 20;
constexpr double most_weight = 1e12;
constexpr const char* pointer_of_file = "/players/curve/from";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

class CurveTable {
 public:
  CurveTable(const SourceText& source, const std::string& column, const Place& asked_at, Diagnostics& diagnostics)
      : source_(source), rest_(source.text), name_(column), asked_at_(asked_at), diagnostics_(diagnostics) {}

  std::optional<std::vector<double>> read(std::size_t rows_of_run) {
    if (!is_text() || !find_column()) return std::nullopt;
    while (!rest_.empty() && faults_ < most_faults && weights_.size() <= most_rows) read_row(next_line());
    if (faults_ > 0) return std::nullopt;
    if (weights_.size() > most_rows) {
      refuse({&source_, 0, 0}, fmt::format("a curve has at most {} lines", most_rows), "leave out what lies after the run");
    } else if (weights_.empty()) {
      refuse({&source_, 0, 0}, "the table has no line below the names of its columns", "add one line a day");
    } else if (nothing_within(rows_of_run)) {
      diagnostics_.error("E410", asked_at_, "/players/curve/column",
                         fmt::format("nobody plays: column \"{}\" of \"{}\" is 0 during the whole run", printable(name_),
                                     printable(source_.name)),
                         "name the column that holds the players");
    } else {
      return std::move(weights_);
    }
    return std::nullopt;
  }

 private:
  bool is_text() {
    const std::size_t bad = first_invalid_utf8(source_.text);
    const std::size_t nul = source_.text.find('\0');
    if (bad >= source_.text.size() && nul == std::string::npos) {
      if (rest_.starts_with(byte_order_mark)) rest_.remove_prefix(byte_order_mark.size());
      return true;
    }
    refuse({&source_, static_cast<std::uint32_t>(std::min(bad, nul)), 1}, "a table is UTF-8 text", "save the file as UTF-8");
    return false;
  }

  /// Without its end.
  std::string_view next_line() {
    const std::size_t end = rest_.find('\n');
    std::string_view line = rest_.substr(0, end);
    rest_ = end == std::string_view::npos ? std::string_view{} : rest_.substr(end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }

  Place place_of(std::string_view text) const {
    return {&source_, static_cast<std::uint32_t>(text.data() - source_.text.data()), static_cast<std::uint32_t>(text.size())};
  }

  bool split(std::string_view line) {
    const auto bad = split_csv(line, fields_);
    if (bad) refuse(place_of(line.substr(std::min(*bad, line.size()), 1)), "a quote inside a field must be doubled", "write \"\" for \"");
    return !bad;
  }

  bool find_column() {
    const std::string_view heading = next_line();
    if (!split(heading)) return false;
    std::vector<std::string> names;
    for (const CsvField& field : fields_) names.emplace_back(trimmed(field.unquoted()));
    const auto found = std::find(names.begin(), names.end(), name_);
    index_ = static_cast<std::size_t>(found - names.begin());
    if (found != names.end()) return true;
    const bool semicolons = names.size() == 1 && heading.find(';') != std::string_view::npos;
    diagnostics_.error("E410", asked_at_, "/players/curve/column",
                       fmt::format("the table \"{}\" has no column \"{}\"", printable(source_.name), printable(name_)),
                       semicolons ? "its columns are separated by semicolons: save it with commas" : names_hint(name_, names, "columns"));
    return false;
  }

  void read_row(std::string_view line) {
    const bool only_ends_left = std::all_of(rest_.begin(), rest_.end(), [](char c) { return c == '\n' || c == '\r'; });
    if (line.empty() && only_ends_left) return;
    if (!split(line)) return;
    if (index_ >= fields_.size() || trimmed(fields_[index_].text).empty()) {
      return refuse(place_of(line), fmt::format("this line has no value in column \"{}\"", printable(name_)), "write 0 if nobody plays");
    }
    const std::string_view text = trimmed(fields_[index_].text);
    double weight = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), weight);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    if (!whole || !(weight >= 0 && weight <= most_weight)) {
      return refuse(place_of(text), fmt::format("a weight is a number of at least 0, found \"{}\"", printable(text.substr(0, 40))),
                    "write it with digits and a point: 1250.5");
    }
    weights_.push_back(weight);
  }

  bool nothing_within(std::size_t rows) const {
    const std::size_t counted = std::min(rows, weights_.size());
    return std::all_of(weights_.begin(), weights_.begin() + static_cast<std::ptrdiff_t>(counted), [](double w) { return w == 0; });
  }

  void refuse(const Place& place, std::string message, std::string hint) {
    ++faults_;
    diagnostics_.error("E410", place, pointer_of_file, std::move(message), std::move(hint));
  }

  const SourceText& source_;
  std::string_view rest_;
  std::string name_;
  Place asked_at_;
  Diagnostics& diagnostics_;
  std::vector<CsvField> fields_;
  std::size_t index_ = 0, faults_ = 0;
  std::vector<double> weights_;
};

}  // namespace

std::optional<std::vector<double>> read_curve_table(const SourceText& source, const std::string& column, std::size_t rows_of_run,
                                                    const Place& asked_at, Diagnostics& diagnostics) {
  return CurveTable(source, column, asked_at, diagnostics).read(rows_of_run);
}

}  // namespace npcost
