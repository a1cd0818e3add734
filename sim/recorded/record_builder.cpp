#include "sim/recorded/record_builder.h"

#include <algorithm>

namespace npcost {
namespace {

using namespace log_field;

constexpr std::uint32_t bit(Meter meter) { return 1u << static_cast<unsigned>(meter); }

/// What decompose() splits; every other meter is counted as it stands.
constexpr std::uint32_t split_meters =
    bit(Meter::input_tokens) | bit(Meter::cached_input_tokens) | bit(Meter::cache_write_tokens) |
    bit(Meter::cache_write_1h_tokens) | bit(Meter::cache_write_12h_tokens) | bit(Meter::output_tokens) |
    bit(Meter::reasoning_tokens) | bit(Meter::audio_input_tokens) | bit(Meter::cached_audio_tokens) |
    bit(Meter::audio_output_tokens) | bit(Meter::image_tokens) | bit(Meter::cached_image_tokens) |
    bit(Meter::image_output_tokens) | bit(Meter::video_tokens);
/// Whose meaning hangs on the convention.
constexpr std::uint32_t part_meters = split_meters & ~(bit(Meter::input_tokens) | bit(Meter::output_tokens));

constexpr std::uint32_t all_meters = (1u << meter_count) - 1;

constexpr std::string_view too_large_sum = "adds up to more than 64 bits hold";

}  // namespace

RecordBuilder::RecordBuilder(const ReadOptions& options, UsageSink& sink)
    : options_(options), sink_(sink), table_(table_of(options.format)) {}

LogPlace RecordBuilder::place() const { return {options_.log, line_, many_ || in_span_ ? item_ : 0, 0}; }

void RecordBuilder::begin_line(std::uint64_t line, bool many) {
  line_ = line;
  many_ = many;
  item_ = 0;
  faulty_ = line_faulty_ = spoilt_ = in_span_ = false;
  waiting_count_ = 0;
}

void RecordBuilder::spoil_line(std::uint32_t column, std::string_view what, std::string_view hint) {
  sink_.fault({{options_.log, line_, 0, column}, {}, what, hint}, !line_faulty_);
  spoilt_ = line_faulty_ = true;
}

void RecordBuilder::end_line() {
  if (spoilt_) return;
  for (std::size_t i = 0; i < waiting_count_; ++i) {
    Waiting& waiting = waiting_[i];
    waiting.record.model = waiting.model;
    waiting.record.provider = waiting.provider;
    waiting.record.service_tier = waiting.service_tier;
    sink_.record(waiting.record, {options_.log, line_, waiting.item, 0});
  }
}

void RecordBuilder::fault(std::string_view field, std::string_view what, std::string_view hint, std::uint32_t column) {
  LogPlace where = place();
  where.column = column;
  sink_.fault({where, field, what, hint}, !faulty_);
  faulty_ = line_faulty_ = true;
}

void RecordBuilder::problem(FieldProblem problem, std::string_view path) {
  if (path.empty()) {
    faulty_ = false;
    ++item_;
    fault({}, "a record must be an object", "write one JSON object on each line");
    return;
  }
  const bool unknown = problem == FieldProblem::unknown_key;
  fault(path, problem_text(problem), unknown ? "the names of meters are the only keys of \"usage\"" : "");
}

void RecordBuilder::open(int scope) {
  if (scope == scope_attribute) {
    attribute_.node = -1;
    attribute_.has_value = false;
    return;
  }
  if (scope == scope_span) in_span_ = true;
  begin_record();
}

void RecordBuilder::close(int scope) {
  if (scope == scope_attribute) {
    end_attribute();
  } else if (scope == scope_span) {
    end_record();
  } else if (!in_span_) {
    end_record();
  }
}

void RecordBuilder::begin_record() {
  ++item_;
  faulty_ = false;
  stated_.counts_given = 0;
  stated_.began.reset();
  stated_.ended.reset();
  stated_.convention.reset();
  stated_.reasoning_outside.reset();
  stated_.unsure_names = stated_.is_agent = stated_.model_is_response = stated_.fast = false;
  if (waiting_count_ == waiting_.size()) waiting_.emplace_back();
  Waiting& waiting = waiting_[waiting_count_];
  waiting.model.clear();
  waiting.provider.clear();
  waiting.service_tier.clear();
  waiting.record.counts.clear();
  waiting.record.stated_cost.reset();
  waiting.record.answered_by_gateway = false;
}

void RecordBuilder::end_record() {
  if (spoilt_) return;
  Waiting& waiting = waiting_[waiting_count_];
  const bool empty = stated_.counts_given == 0;
  if (options_.format == UsageFormat::otel && (empty || stated_.is_agent)) {
    if (!faulty_) sink_.passed_over(place());
    return;
  }
  const auto& counts = stated_.counts;
  bool nothing_used = true;
  for (int i = 0; i < count_fields; ++i) nothing_used &= !stated_.gives(i) || counts[static_cast<std::size_t>(i)] == 0;
  // A call that failed before it reached a model.
  if (options_.format == UsageFormat::litellm && nothing_used && waiting.model.empty()) {
    if (!faulty_) sink_.passed_over(place());
    return;
  }
  if (empty && !faulty_) fault("usage", "must state at least one count");
  if (waiting.model.empty()) fault("model", "must name the model");
  check_convention();
  if (!faulty_) complete_parts();
  if (!faulty_) split();
  if (faulty_) return;
  waiting.record.at = stated_.ended ? stated_.ended : stated_.began;
  if (waiting.service_tier.empty()) waiting.service_tier = options_.service_tier;
  const bool standard = waiting.service_tier.empty() || waiting.service_tier == "standard";
  if (stated_.fast && standard) waiting.service_tier = "fast";
  waiting.item = place().item;
  if (++waiting_count_ > max_records_in_line) {
    spoil_line(0, "a line must hold at most 10,000 records, and holds more", "write one record on each line");
  }
}

void RecordBuilder::check_convention() {
  if (options_.convention || stated_.convention) return;
  if (options_.format == UsageFormat::own && (stated_.counts_given & part_meters) != 0) {
    fault("convention", "must say what the counts hold: inclusive, exclusive or disjoint",
          "inclusive: input_tokens is the whole prompt; exclusive: without what was cached");
  }
  if (options_.format == UsageFormat::otel && stated_.unsure_names) {
    fault("gen_ai.usage.cache_read_input_tokens",
          "is used in both conventions, so it must be stated which: inclusive or exclusive",
          "inclusive: gen_ai.usage.input_tokens is the whole prompt");
  }
}

bool RecordBuilder::sum_of(std::initializer_list<int> fields, std::uint64_t& sum) {
  sum = 0;
  for (const int field : fields) {
    if (__builtin_add_overflow(sum, stated_.count(field), &sum)) return false;
  }
  return true;
}

/// Totals that were stated by their parts only; parts that must add up to their total.
void RecordBuilder::complete_parts() {
  constexpr int cached = count_of(Meter::cached_input_tokens), write = count_of(Meter::cache_write_tokens);
  if (stated_.convention == StatedConvention::disjoint) return;
  std::uint64_t sum = 0;
  const auto complete = [&](int total, std::initializer_list<int> parts, int decisive, std::string_view what) {
    if (!sum_of(parts, sum)) {
      fault(meter_name(static_cast<Meter>(total)), too_large_sum);
    } else if (!stated_.gives(total)) {
      set_count(total, {}, sum);
    } else if (stated_.gives(decisive) && sum != stated_.count(total)) {
      fault(meter_name(static_cast<Meter>(total)), what);
    }
  };
  complete(cached, {cached_text, count_of(Meter::cached_audio_tokens), count_of(Meter::cached_image_tokens)},
           cached_text, "must be the sum of cached text, audio and image tokens, and is not");
  complete(write, {cache_write_5m, count_of(Meter::cache_write_1h_tokens), count_of(Meter::cache_write_12h_tokens)},
           cache_write_5m, "must be the sum of the writes for five minutes and for an hour, and is not");
}

void RecordBuilder::split() {
  MeterCounts& counts = waiting_[waiting_count_].record.counts;
  StatedConvention convention = options_.convention.value_or(StatedConvention::inclusive);
  if (options_.format == UsageFormat::anthropic) convention = StatedConvention::exclusive;
  if (stated_.convention) convention = *stated_.convention;
  std::uint32_t direct = all_meters;
  if (convention != StatedConvention::disjoint) {
    direct &= ~split_meters;
    ReportedUsage usage;
    usage.input = stated_.count(Meter::input_tokens);
    usage.cached = stated_.count(Meter::cached_input_tokens);
    usage.cache_write = stated_.count(Meter::cache_write_tokens);
    usage.cache_write_1h = stated_.count(Meter::cache_write_1h_tokens);
    usage.cache_write_12h = stated_.count(Meter::cache_write_12h_tokens);
    usage.audio_input = stated_.count(Meter::audio_input_tokens);
    usage.cached_audio = stated_.count(Meter::cached_audio_tokens);
    usage.image_input = stated_.count(Meter::image_tokens);
    usage.cached_image = stated_.count(Meter::cached_image_tokens);
    usage.video_input = stated_.count(Meter::video_tokens);
    usage.output = stated_.count(Meter::output_tokens);
    usage.reasoning = stated_.count(Meter::reasoning_tokens);
    usage.audio_output = stated_.count(Meter::audio_output_tokens);
    usage.image_output = stated_.count(Meter::image_output_tokens);
    usage.convention = convention == StatedConvention::exclusive ? Convention::exclusive : Convention::inclusive;
    usage.reasoning_in_output = !stated_.reasoning_outside.value_or(options_.reasoning_outside);
    if (const UsageFault wrong = decompose(usage, counts); wrong != UsageFault::none) {
      fault({}, fault_text(wrong), "is the stated convention right?");
      return;
    }
  }
  for_each_meter(stated_.counts_given & direct, [&](Meter meter) { counts.add(meter, stated_.count(meter)); });
}

}  // namespace npcost
