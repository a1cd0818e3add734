// What a record states, checked against itself before it is split.

#include "sim/reading/exact_count.h"
#include "sim/recorded/record_builder.h"

namespace npcost {
namespace {

using namespace log_field;

/// Whose meaning hangs on the convention.
constexpr std::uint32_t part_meters =
    split_meters & ~(meter_bit(Meter::input_tokens) | meter_bit(Meter::output_tokens));

constexpr std::string_view too_large_sum = "adds up to more than 64 bits hold";

}  // namespace

/// A count that only another format has. 0 is no sign: gateways write it for every provider.
void RecordBuilder::foreign(int field, std::string_view path, const JsonScalar& value) {
  const bool zero = value.kind == JsonScalar::Kind::whole ? value.whole == 0
                                                          : value.kind == JsonScalar::Kind::number &&
                                                                exact_count(value.text, 1).fault == CountFault::none &&
                                                                exact_count(value.text, 1).value == 0;
  if (zero) return;
  if (field == of_openai) {
    fault(path, "is a field of OpenAI, and the log is read as Anthropic's",
          "is --format right? openai or litellm has it");
  } else {
    fault(path, "is a field of Anthropic, and the log is read as OpenAI's",
          "is --format right? anthropic or litellm has it");
  }
}

void RecordBuilder::check_convention() {
  if (options_.convention || stated_.convention) return;
  if (options_.format == UsageFormat::own && (stated_.counts_given & part_meters) != 0) {
    fault("convention", "must say what the counts hold: inclusive, exclusive or disjoint",
          "inclusive: input_tokens is the whole prompt; exclusive: without what was cached");
  }
  if (options_.format == UsageFormat::otel && !stated_.unsure_name.empty()) {
    fault(stated_.unsure_name, "is used in both conventions, so it must be stated which: inclusive or exclusive",
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
  const auto complete = [&](int whole, std::initializer_list<int> parts, int decisive, std::string_view what) {
    if (!sum_of(parts, sum)) {
      fault(meter_name(static_cast<Meter>(whole)), too_large_sum);
    } else if (!stated_.gives(whole)) {
      set_count(whole, {}, sum);
    } else if (stated_.gives(decisive) && sum != stated_.count(whole)) {
      fault(meter_name(static_cast<Meter>(whole)), what);
    }
  };
  complete(cached, {cached_text, count_of(Meter::cached_audio_tokens), count_of(Meter::cached_image_tokens)},
           cached_text, "must be the sum of cached text, audio and image tokens, and is not");
  complete(write, {cache_write_5m, count_of(Meter::cache_write_1h_tokens), count_of(Meter::cache_write_12h_tokens)},
           cache_write_5m, "must be the sum of the writes for five minutes and for an hour, and is not");
}

/// The provider's own sum. OpenAI's must be input + output, or, where reasoning stands outside the output, with it. LiteLLM's rows
/// may lie between the two: it fills them in differently for each provider, so only what no reading of the row explains is a fault.
void RecordBuilder::check_total() {
  const bool litellm = options_.format == UsageFormat::litellm;
  // Of a row of zeros the rating makes something unpriced; what a gateway answered itself costs nothing.
  if (stated_.total == 0 || (litellm && (all_zero() || waiting_[waiting_count_].record.answered_by_gateway))) return;
  constexpr int input = count_of(Meter::input_tokens), output = count_of(Meter::output_tokens);
  constexpr int thinking = count_of(Meter::reasoning_tokens);
  std::uint64_t inside = 0, outside = 0;
  if (!sum_of({input, output}, inside) || !sum_of({input, output, thinking}, outside)) {
    return fault("total_tokens", too_large_sum);
  }
  if (stated_.total == inside) return;
  if (stated_.total == outside) {
    if (options_.reasoning_outside) return;
    return fault("total_tokens",
                 "is input, output and reasoning tokens together, so reasoning stands outside the output",
                 "state --reasoning-outside for this log");
  }
  if (litellm && stated_.total > inside && stated_.total < outside) return;
  fault("total_tokens", "must be the sum of input and output tokens, and is not",
        "is --format right? some of the tokens are in no count that it has");
}

/// A count of cached tokens that does not say of which kind they were. It is known only if all was of one kind, or all was cached.
void RecordBuilder::check_cached_kinds() {
  constexpr int cached_audio = count_of(Meter::cached_audio_tokens),
                cached_image = count_of(Meter::cached_image_tokens);
  if (options_.format != UsageFormat::openai) return;
  if (stated_.gives(cached_text) || stated_.gives(cached_audio) || stated_.gives(cached_image)) return;
  const std::uint64_t cached = stated_.count(Meter::cached_input_tokens), input = stated_.count(Meter::input_tokens);
  const std::uint64_t audio = stated_.count(Meter::audio_input_tokens), image = stated_.count(Meter::image_tokens);
  if (cached == 0 || (audio == 0 && image == 0)) return;
  if (cached == input) {
    set_count(cached_audio, {}, audio);
    set_count(cached_image, {}, image);
  } else if (audio == input) {
    set_count(cached_audio, {}, cached);
  } else if (image == input) {
    set_count(cached_image, {}, cached);
  } else {
    fault("cached_tokens_details",
          "must say how many of the cached tokens were text, audio and images: their prices differ");
  }
}

}  // namespace npcost
