#pragma once
// Fields of a log become records: what was stated, checked against itself and split into disjoint counts. Private to sim/recorded.
//
// Lines     records wait until their whole line is known to be sound; a line that is not gives none.
// Memory    at most 10,000 records wait.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/reading/json_fields.h"
#include "sim/recorded/log_fields.h"
#include "sim/recorded/reported_usage.h"
#include "sim/recorded/usage_reader.h"
#include "sim/recorded/usage_record.h"

namespace npcost {

inline constexpr std::size_t max_records_in_line = 10'000;

class RecordBuilder final : public FieldSink {
 public:
  RecordBuilder(const ReadOptions& options, UsageSink& sink);

  /// `many`: the line is an array of records.
  void begin_line(std::uint64_t line, std::uint64_t last_line, bool many);
  void end_line();
  /// The line gives no records.
  void spoil_line(std::uint32_t column, std::string_view what, std::string_view hint, std::string_view field = {});

  void open(int scope) override;
  void close(int scope) override;
  void value(int field, std::string_view path, const JsonScalar& value) override;
  void problem(FieldProblem problem, std::string_view path) override;
  void fault(std::string_view field, std::string_view what, std::string_view hint = {}, std::uint32_t column = 0);

 private:
  /// A record that waits; its texts are kept here and reused.
  struct Waiting {
    std::string model, provider, service_tier;
    UsageRecord record;
    std::uint32_t item = 0;
  };
  struct Attribute {
    int node = -1;  ///< in the table, if the key is wanted
    bool has_value = false;
    JsonScalar value;
    std::string text;  ///< what value views
  };
  /// What one record states.
  struct Stated {
    std::uint32_t counts_given = 0;
    std::array<std::uint64_t, log_field::count_fields> counts;  ///< of those given
    std::optional<Instant> began, ended;
    std::optional<StatedConvention> convention;
    std::optional<bool> reasoning_outside;
    std::uint64_t total = 0;       ///< 0: not stated
    std::string_view unsure_name;  ///< a path of the table whose meaning hangs on the convention
    bool is_agent = false, model_is_response = false, fast = false, in_batch = false, failed = false;
    bool gives(int field) const { return (counts_given >> field & 1u) != 0; }
    std::uint64_t count(int field) const { return gives(field) ? counts[static_cast<std::size_t>(field)] : 0; }
    std::uint64_t count(Meter meter) const { return count(static_cast<int>(meter)); }
  };

  void begin_record();
  void end_record();
  void end_attribute();
  void attribute_part(int field, const JsonScalar& value);
  void count(int field, std::string_view path, const JsonScalar& value);
  void set_count(int field, std::string_view path, std::uint64_t count);
  void name(std::string& into, std::string_view path, const JsonScalar& value);
  void word(int field, std::string_view path, const JsonScalar& value);
  void time(int field, std::string_view path, const JsonScalar& value);
  void amount(std::string_view path, const JsonScalar& value);
  void foreign(int field, std::string_view path, const JsonScalar& value);
  bool is_no_request() const;
  bool all_zero() const;
  void complete_parts();
  void check_total();
  void check_cached_kinds();
  void choose_tier();
  void check_convention();
  void split();
  bool sum_of(std::initializer_list<int> fields, std::uint64_t& sum);
  LogPlace place() const;

  const ReadOptions& options_;
  UsageSink& sink_;
  const FieldTable& table_;
  std::vector<Waiting> waiting_;
  std::size_t waiting_count_ = 0;
  Stated stated_;
  Attribute attribute_;
  std::uint64_t line_ = 0, last_line_ = 0;
  std::uint32_t item_ = 0;
  bool many_ = false, faulty_ = false, line_faulty_ = false, spoilt_ = false, in_span_ = false;
};

}  // namespace npcost
