#include "sim/reading/csv_record.h"

#include <algorithm>

namespace npcost {
namespace {

/// The field that starts with a quote at `at`; moves `at` behind its closing quote, or says that there is none.
std::optional<CsvField> quoted_field(std::string_view record, std::size_t& at) {
  const std::size_t begin = ++at;
  CsvField field;
  while (true) {
    const std::size_t quote = record.find('"', at);
    if (quote == std::string_view::npos) return std::nullopt;
    if (quote + 1 < record.size() && record[quote + 1] == '"') {
      field.has_doubled_quotes = true;
      at = quote + 2;
      continue;
    }
    at = quote + 1;
    field.text = record.substr(begin, quote - begin);
    return field;
  }
}

}  // namespace

std::string CsvField::unquoted() const {
  std::string plain(text);
  if (!has_doubled_quotes) return plain;
  for (std::size_t at = plain.find("\"\""); at != std::string::npos; at = plain.find("\"\"", at + 1))
    plain.erase(at, 1);
  return plain;
}

std::optional<std::size_t> split_csv(std::string_view record, std::vector<CsvField>& fields) {
  fields.clear();
  std::size_t at = 0;
  while (true) {
    if (at < record.size() && record[at] == '"') {
      const std::size_t begin = at;
      const std::optional<CsvField> field = quoted_field(record, at);
      if (!field) return begin;
      if (at < record.size() && record[at] != ',') return at;
      fields.push_back(*field);
    } else {
      const std::size_t end = std::min(record.find(',', at), record.size());
      const std::string_view text = record.substr(at, end - at);
      if (const std::size_t quote = text.find('"'); quote != std::string_view::npos) return at + quote;
      fields.push_back({text, false});
      at = end;
    }
    if (at == record.size()) return std::nullopt;
    ++at;
  }
}

}  // namespace npcost
