#include "sim/recorded/record_builder.h"

#include <algorithm>

namespace npcost {
namespace {

using namespace log_field;

constexpr std::uint32_t all_meters = (1u << meter_count) - 1;

}  // namespace

RecordBuilder::RecordBuilder(const ReadOptions& options, UsageSink& sink)
    : options_(options), sink_(sink), table_(table_of(options.format)) {}

LogPlace RecordBuilder::place() const { return {options_.log, line_, many_ || in_span_ ? item_ : 0, 0, last_line_}; }

void RecordBuilder::begin_line(std::uint64_t line, std::uint64_t last_line, bool many) {
  line_ = line;
  last_line_ = last_line > line ? last_line : 0;
  many_ = many;
  item_ = 0;
  faulty_ = line_faulty_ = spoilt_ = in_span_ = false;
  waiting_count_ = 0;
}

void RecordBuilder::spoil_line(std::uint32_t column, std::string_view what, std::string_view hint,
                               std::string_view field) {
  sink_.fault({{options_.log, line_, 0, column, last_line_}, field, what, hint}, !line_faulty_);
  spoilt_ = line_faulty_ = true;
}

void RecordBuilder::end_line() {
  if (spoilt_) return;
  for (std::size_t i = 0; i < waiting_count_; ++i) {
    Waiting& waiting = waiting_[i];
    waiting.record.model = waiting.model;
    waiting.record.provider = waiting.provider;
    waiting.record.service_tier = waiting.service_tier;
    sink_.record(waiting.record, {options_.log, line_, waiting.item, 0, last_line_});
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
  if (scope == scope_batch) {
    stated_.in_batch = true;
    return;
  }
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
  } else if (scope == scope_record && !in_span_) {
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
  stated_.total = 0;
  stated_.unsure_name = {};
  stated_.is_agent = stated_.model_is_response = stated_.fast = stated_.in_batch = stated_.failed = false;
  if (waiting_count_ == waiting_.size()) waiting_.emplace_back();
  Waiting& waiting = waiting_[waiting_count_];
  waiting.model.clear();
  waiting.provider.clear();
  waiting.service_tier.clear();
  waiting.record.counts.clear();
  waiting.record.stated_cost.reset();
  waiting.record.answered_by_gateway = waiting.record.all_counts_zero = waiting.record.tokens_not_split = false;
}

bool RecordBuilder::all_zero() const {
  for (int i = 0; i < count_fields; ++i) {
    if (stated_.count(i) != 0) return false;
  }
  return true;
}

bool RecordBuilder::is_no_request() const {
  const bool empty = stated_.counts_given == 0;
  if (options_.format == UsageFormat::otel) return empty || stated_.is_agent;
  // A call that failed before it reached a model.
  const bool nameless = waiting_[waiting_count_].model.empty();
  if (options_.format == UsageFormat::litellm && nameless) return all_zero() && stated_.total == 0;
  return empty && stated_.failed;
}

void RecordBuilder::end_record() {
  if (spoilt_) return;
  if (is_no_request()) {
    if (!faulty_) sink_.passed_over(place());
    return;
  }
  Waiting& waiting = waiting_[waiting_count_];
  if (stated_.counts_given == 0 && !faulty_) fault("usage", "must state at least one count");
  if (waiting.model.empty()) fault("model", "must name the model");
  check_convention();
  if (!faulty_) complete_parts();
  if (!faulty_) check_total();
  if (!faulty_) check_cached_kinds();
  if (!faulty_) split();
  if (faulty_) return;
  waiting.record.at = stated_.ended ? stated_.ended : stated_.began;
  // Own records and spans that say 0 mean it; these write 0 also for speech, which they count in no unit.
  const bool by_tokens_only = options_.format == UsageFormat::litellm || options_.format == UsageFormat::openai;
  waiting.record.all_counts_zero = by_tokens_only && all_zero();
  waiting.record.tokens_not_split = waiting.record.all_counts_zero && stated_.total != 0;
  choose_tier();
  waiting.item = place().item;
  if (++waiting_count_ > max_records_in_line) {
    spoil_line(0, "a line must hold at most 10,000 records, and holds more", "write one record on each line");
  }
}

void RecordBuilder::choose_tier() {
  Waiting& waiting = waiting_[waiting_count_];
  std::string& tier = waiting.service_tier;
  const std::string& stated = options_.service_tier;
  const bool both_standard = is_standard_tier(tier) && is_standard_tier(stated);
  waiting.record.tier_overrides = !tier.empty() && !stated.empty() && tier != stated && !both_standard;
  if (tier.empty()) tier = stated;
  if (tier.empty() && stated_.in_batch) tier = "batch";
  const bool standard = tier.empty() || tier == "standard";
  if (stated_.fast && standard) tier = "fast";
}

void RecordBuilder::split() {
  MeterCounts& counts = waiting_[waiting_count_].record.counts;
  StatedConvention stated_as = options_.convention.value_or(StatedConvention::inclusive);
  if (options_.format == UsageFormat::anthropic) stated_as = StatedConvention::exclusive;
  if (stated_.convention) stated_as = *stated_.convention;
  std::uint32_t direct = all_meters;
  if (stated_as != StatedConvention::disjoint) {
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
    usage.convention = stated_as == StatedConvention::exclusive ? Convention::exclusive : Convention::inclusive;
    usage.reasoning_in_output = !stated_.reasoning_outside.value_or(options_.reasoning_outside);
    if (const UsageFault wrong = decompose(usage, counts); wrong != UsageFault::none) {
      fault({}, fault_text(wrong), "is the stated convention right?");
      return;
    }
  }
  for_each_meter(stated_.counts_given & direct, [&](Meter meter) { counts.add(meter, stated_.count(meter)); });
}

}  // namespace npcost
