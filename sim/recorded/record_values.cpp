// Single values of a record: counts, names, moments.

#include <algorithm>

#include "sim/reading/exact_count.h"
#include "sim/recorded/record_builder.h"
#include "sim/recorded/record_time.h"

namespace npcost {
namespace {

using namespace log_field;
using Kind = JsonScalar::Kind;

constexpr std::string_view needs_text = "must be text";
constexpr std::string_view needs_number = "must be a number, and is none";

std::uint64_t per_unit(int field) { return field < meter_count ? counts_per_shown_unit(static_cast<Meter>(field)) : 1; }

}  // namespace

void RecordBuilder::value(int field, std::string_view path, const JsonScalar& value) {
  if (field < count_fields) return count(field, path, value);
  switch (field) {
    case cached_unsure:
    case cache_write_unsure:
      stated_.unsure_name = path;
      return count(count_of(field == cached_unsure ? Meter::cached_input_tokens : Meter::cache_write_tokens), path,
                   value);
    case total:
      // Read as a count, so that it is one; it is none of those that are billed.
      return count(field, path, value);
    case of_openai:
    case of_anthropic: return foreign(field, path, value);
    case batch_status: stated_.failed = value.kind == Kind::whole && value.whole >= 400; return;
    case batch_result: stated_.failed = value.kind == Kind::text && value.text != "succeeded"; return;
    case began:
    case ended:
    case began_nano:
    case ended_nano: return time(field, path, value);
    case spend: return amount(path, value);
    case gateway_hit:
      waiting_[waiting_count_].record.answered_by_gateway =
          value.kind == Kind::boolean ? value.boolean : value.text == "True" || value.text == "true";
      return;
    case attribute_key:
    case attribute_text:
    case attribute_whole:
    case attribute_number: return attribute_part(field, value);
    default: return word(field, path, value);
  }
}

void RecordBuilder::count(int field, std::string_view path, const JsonScalar& value) {
  if (value.kind == Kind::whole) {
    std::uint64_t counts = 0;
    if (__builtin_mul_overflow(value.whole, per_unit(field), &counts)) {
      return fault(path, fault_text(CountFault::too_large));
    }
    return set_count(field, path, counts);
  }
  if (value.kind != Kind::number) return fault(path, needs_number);
  const CountResult read = exact_count(value.text, per_unit(field));
  if (read.fault != CountFault::none) return fault(path, fault_text(read.fault));
  set_count(field, path, read.value);
}

void RecordBuilder::set_count(int field, std::string_view path, std::uint64_t count) {
  if (field == total) {
    // Zero is what gateways write where they know none.
    if (stated_.total != 0 && count != 0 && stated_.total != count) return fault(path, "is stated twice, differently");
    stated_.total = std::max(stated_.total, count);
    return;
  }
  std::uint64_t& known = stated_.counts[static_cast<std::size_t>(field)];
  // Formats have several names for one count, and some programs write two of them.
  if (stated_.gives(field) && known != count) return fault(path, "is stated twice under two names, differently");
  known = count;
  stated_.counts_given |= 1u << field;
}

void RecordBuilder::name(std::string& into, std::string_view path, const JsonScalar& value) {
  into = "?";  // of a faulty record, which nobody gets: that it has no name would be one fault too many
  if (value.kind != Kind::text) return fault(path, needs_text);
  if (value.text.size() > max_name_bytes) return fault(path, "must be at most 200 bytes long, and is longer");
  into = value.text;
}

void RecordBuilder::word(int field, std::string_view path, const JsonScalar& value) {
  Waiting& waiting = waiting_[waiting_count_];
  const bool text = value.kind == Kind::text;
  switch (field) {
    case model:
      if (text && stated_.model_is_response && value.text != waiting.model) {
        return fault(path, "is stated twice, differently");
      }
      stated_.model_is_response = text && !value.text.empty();
      return name(waiting.model, path, value);
    case requested_model:
      if (!stated_.model_is_response) name(waiting.model, path, value);
      return;
    case provider:
      if (waiting.provider.empty()) name(waiting.provider, path, value);
      return;
    case service_tier:
      if (waiting.service_tier.empty()) name(waiting.service_tier, path, value);
      return;
    case speed: stated_.fast = text && value.text == "fast"; return;
    case operation:
      // An agent's span repeats the tokens of the calls inside it.
      stated_.is_agent = text && (value.text == "invoke_agent" || value.text == "create_agent" ||
                                  value.text == "invoke_workflow" || value.text == "execute_tool");
      return;
    case convention:
      stated_.convention = text ? convention_from_name(value.text) : std::nullopt;
      if (!stated_.convention) fault(path, "must be inclusive, exclusive or disjoint");
      return;
    case reasoning:
      if (!text || (value.text != "inside" && value.text != "outside")) return fault(path, "must be inside or outside");
      stated_.reasoning_outside = value.text == "outside";
      return;
    default: return;
  }
}

void RecordBuilder::time(int field, std::string_view path, const JsonScalar& value) {
  const bool nano = field == began_nano || field == ended_nano;
  RecordTime read{TimeFault::malformed, {}};
  if (nano) {
    const bool digits = value.kind == Kind::text || value.kind == Kind::number;
    const CountResult whole = digits ? exact_count(value.text, 1) : CountResult{CountFault::none, value.whole};
    if (whole.fault == CountFault::none && value.kind != Kind::boolean) read = time_from_unix(whole.value / 1'000'000);
    // Absent in all but name: OTLP writes 0 for a span that has not ended.
    if (whole.fault == CountFault::none && whole.value == 0) return;
  } else if (value.kind == Kind::text) {
    read = time_from_text(value.text, options_.format == UsageFormat::litellm);
  } else if (options_.format != UsageFormat::own && value.kind != Kind::boolean) {
    CountResult ms = exact_count(value.text, 1000);
    if (value.kind == Kind::whole) {
      ms = {CountFault::none, 0};
      if (__builtin_mul_overflow(value.whole, std::uint64_t{1000}, &ms.value)) ms.fault = CountFault::too_large;
    }
    read = ms.fault == CountFault::none ? time_from_unix(ms.value) : RecordTime{TimeFault::out_of_range, {}};
  }
  if (read.fault != TimeFault::none) return fault(path, fault_text(read.fault));
  std::optional<Instant>& known = field == began || field == began_nano ? stated_.began : stated_.ended;
  known = known ? std::max(*known, read.at) : read.at;
}

void RecordBuilder::amount(std::string_view path, const JsonScalar& value) {
  std::optional<Money> money;
  if (value.kind == Kind::whole) {
    if (value.whole < 1'000'000'000'000u)
      money = Money::from_grains(Int128{Money::grain_per_unit} * static_cast<Int128>(value.whole));
  } else if (value.kind == Kind::number) {
    money = amount_of_others(value.text);
  }
  // Their own figure is for comparison; a sum of 1000 billion per request compares nothing.
  const Money most = Money::from_grains(Int128{Money::grain_per_unit} * 1'000'000'000'000);
  if (!money || *money > most || *money < Money() - most)
    return fault(path, "must be an amount below a million millions");
  waiting_[waiting_count_].record.stated_cost = money;
}

void RecordBuilder::attribute_part(int field, const JsonScalar& value) {
  if (field == attribute_key) {
    static const int attributes = table_of(UsageFormat::otel).at("attributes");
    attribute_.node = value.kind == Kind::text ? table_.child(attributes, value.text).node : -1;
    return;
  }
  attribute_.has_value = true;
  attribute_.value = value;
  // One byte more than a name may have is enough to see that it is too long.
  attribute_.text = value.text.substr(0, max_name_bytes + 1);
  // Protocol buffers write 64-bit numbers as text.
  if (field == attribute_whole && value.kind == Kind::text) attribute_.value.kind = Kind::number;
}

void RecordBuilder::end_attribute() {
  if (attribute_.node >= 0 && attribute_.has_value) {
    attribute_.value.text = attribute_.text;
    const FieldTable::Node& node = table_.node(attribute_.node);
    value(node.field, node.path, attribute_.value);
  }
  attribute_.text.clear();
}

}  // namespace npcost
