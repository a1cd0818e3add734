#include "sim/recorded/usage_reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include "sim/base/check.h"
#include "sim/reading/text_lines.h"
#include "sim/recorded/csv_log.h"
#include "sim/recorded/record_builder.h"

namespace npcost {
namespace {

constexpr std::array<std::string_view, 5> format_names = {"own", "otel", "litellm", "openai", "anthropic"};
constexpr std::array<std::string_view, 3> convention_names = {"inclusive", "exclusive", "disjoint"};

template <class Enum, std::size_t n>
std::optional<Enum> from_name(const std::array<std::string_view, n>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

}  // namespace

std::string_view format_name(UsageFormat format) { return format_names[static_cast<std::size_t>(format)]; }
std::optional<UsageFormat> format_from_name(std::string_view name) {
  return from_name<UsageFormat>(format_names, name);
}
std::optional<StatedConvention> convention_from_name(std::string_view name) {
  return from_name<StatedConvention>(convention_names, name);
}

/// Lines of one log on their way to the builder.
class UsageReader::Lines {
 public:
  Lines(ReadOptions options, UsageSink& sink)
      : options_(std::move(options)),
        builder_(options_, sink),
        csv_(log_field::table_of(options_.format), builder_),
        lines_(options_.max_line_bytes, options_.shape == LogShape::csv, [this](const TextLine& line) { take(line); }) {
  }

  TextLines& text() { return lines_; }

 private:
  void take(const TextLine& line) {
    const std::size_t first = line.text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos && !line.too_long) return;
    builder_.begin_line(line.number, line.last, !line.too_long && line.text[first] == '[');
    if (line.too_long) {
      builder_.spoil_line(0, "a line must be at most 8 MiB long, and is longer", "write one record on each line");
    } else if (options_.shape == LogShape::csv) {
      csv_.line(line.text);
    } else {
      const JsonTextFault fault = read_fields(line.text, log_field::table_of(options_.format), builder_);
      if (fault.fault != TextFault::none) builder_.spoil_line(fault.column, fault_text(fault.fault), {});
    }
    builder_.end_line();
  }

  ReadOptions options_;
  RecordBuilder builder_;
  CsvLog csv_;
  TextLines lines_;
};

UsageReader::UsageReader(ReadOptions options, UsageSink& sink) {
  NPCOST_CHECK(options.shape == LogShape::json_lines || takes_csv(options.format), "CSV is a shape of the own format");
  NPCOST_CHECK(!options.convention || takes_convention(options.format), "the format does not fix the convention");
  NPCOST_CHECK(options.convention != StatedConvention::disjoint || options.format == UsageFormat::own,
               "span attributes are not disjoint");
  NPCOST_CHECK(options.service_tier.size() <= max_name_bytes, "a service tier has at most 200 bytes");
  lines_ = std::make_unique<Lines>(std::move(options), sink);
}

UsageReader::~UsageReader() = default;

void UsageReader::feed(std::string_view bytes) { lines_->text().feed(bytes); }
void UsageReader::finish() { lines_->text().finish(); }
std::uint64_t UsageReader::lines() const { return lines_->text().lines(); }

}  // namespace npcost
