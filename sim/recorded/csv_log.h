#pragma once
// CSV logs of the own format: the header names fields, every later line is a record. Private to sim/recorded.

#include <cstdint>
#include <string_view>
#include <vector>

#include "sim/reading/csv_record.h"
#include "sim/recorded/record_builder.h"

namespace npcost {

class CsvLog {
 public:
  CsvLog(const FieldTable& table, RecordBuilder& builder) : table_(table), builder_(builder) {}
  /// One line, the header first; between begin_line and end_line of the builder.
  void line(std::string_view text);

 private:
  void header(std::string_view line);
  void cell(std::size_t column);
  /// The node of a column of that name, or −1; a fault if it is nearly one.
  int column_of(std::string_view name, std::uint32_t place);

  const FieldTable& table_;
  RecordBuilder& builder_;
  std::vector<CsvField> fields_;
  std::vector<int> columns_;  ///< node of each column, or −1
  bool has_header_ = false, unusable_ = false;
};

}  // namespace npcost
