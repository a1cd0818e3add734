#pragma once
// One record of comma-separated values into its fields (RFC 4180).
//
// Quotes    a field that begins with '"' ends with '"'; a quote inside is doubled. Elsewhere a quote is a fault.
// Spaces    are part of a field.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace npcost {

struct CsvField {
  std::string_view text;            ///< without the outer quotes
  bool has_doubled_quotes = false;  ///< unquoted() undoes them
  std::string unquoted() const;
};

/// Splits `record` (without its line end) into `fields`, which view it. On a fault: the byte offset, and fields are not to be used.
std::optional<std::size_t> split_csv(std::string_view record, std::vector<CsvField>& fields);

}  // namespace npcost
