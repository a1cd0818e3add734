#include "sim/recorded/csv_log.h"

#include <algorithm>
#include <charconv>

#include "sim/reading/utf8.h"

namespace npcost {
namespace {

/// A column that surely was meant to be a meter; any other unknown one may be anything, and is dropped.
bool looks_like_a_meter(std::string_view name) {
  for (const std::string_view end : {"_tokens", "_seconds", "_chars", "_bytes", "_hours"}) {
    if (name.ends_with(end)) return true;
  }
  return false;
}

std::uint32_t column_number(std::string_view text, std::size_t offset) {
  return static_cast<std::uint32_t>(count_code_points(text.substr(0, offset)) + 1);
}

}  // namespace

void CsvLog::line(std::string_view text) {
  if (const JsonTextFault fault = encoding_fault_of(text); fault.fault != TextFault::none) {
    return builder_.spoil_line(fault.column, fault_text(fault.fault), {});
  }
  if (const std::optional<std::size_t> offset = split_csv(text, fields_)) {
    unusable_ |= !has_header_;
    has_header_ = true;
    return builder_.spoil_line(column_number(text, *offset), "a quote must open and close a whole field",
                               "double a quote inside a quoted field");
  }
  if (!has_header_) return header(text);
  if (unusable_) return builder_.spoil_line(0, "the first line does not say what the columns are", {});
  if (fields_.size() != columns_.size()) {
    return builder_.spoil_line(0, "a line must have as many fields as the header, and has not", {});
  }
  builder_.open(log_field::scope_record);
  for (std::size_t column = 0; column < fields_.size(); ++column) cell(column);
  builder_.close(log_field::scope_record);
}

int CsvLog::column_of(std::string_view name, std::uint32_t place) {
  const int usage = table_.at("usage");
  const auto fault = [&](std::string_view what, std::string_view hint, std::string_view field) {
    unusable_ = true;
    builder_.spoil_line(place, what, hint, field);
    return -1;
  };
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  if (std::any_of(name.begin(), name.end(), is_control)) {
    return fault("the name of a column must hold no control character", "lines must end in LF or CRLF", {});
  }
  int node = table_.child(0, name).node;
  if (node == usage) node = -1;
  if (node < 0) node = table_.child(usage, name).node;
  if (node >= 0) {
    if (std::find(columns_.begin(), columns_.end(), node) == columns_.end()) return node;
    return fault("two columns have the same name", {}, {});
  }
  int meant = table_.nearly(0, name);
  if (meant < 0 || meant == usage) meant = table_.nearly(usage, name);
  if (meant >= 0) {
    return fault("must be spelt exactly like this, and is spelt nearly so", {}, table_.node(meant).name);
  }
  if (looks_like_a_meter(name)) return fault("a column that counts something must have the name of a meter", {}, {});
  return -1;
}

void CsvLog::header(std::string_view line) {
  has_header_ = true;
  for (const CsvField& field : fields_) {
    const auto offset = static_cast<std::size_t>(field.text.data() - line.data());
    columns_.push_back(column_of(field.unquoted(), column_number(line, offset)));
  }
  const int model = table_.at("model");
  if (!unusable_ && std::find(columns_.begin(), columns_.end(), model) == columns_.end()) {
    unusable_ = true;
    builder_.spoil_line(0, "the first line must name the columns, and one of them must be model", {});
  }
}

void CsvLog::cell(std::size_t column) {
  const CsvField& field = fields_[column];
  if (columns_[column] < 0 || field.text.empty()) return;
  const FieldTable::Node& node = table_.node(columns_[column]);
  JsonScalar value;
  std::string plain;
  if (field.has_doubled_quotes) plain = field.unquoted();
  value.text = field.has_doubled_quotes ? std::string_view(plain) : field.text;
  if (node.field < log_field::count_fields) {
    value.kind = JsonScalar::Kind::number;
    const auto [end, error] = std::from_chars(value.text.data(), value.text.data() + value.text.size(), value.whole);
    if (error == std::errc() && end == value.text.data() + value.text.size()) value.kind = JsonScalar::Kind::whole;
  }
  builder_.value(node.field, node.path, value);
}

}  // namespace npcost
