#pragma once
// Usage logs become records: JSON lines or CSV, fed in pieces of any size, in constant memory.
//
// Lines     end in LF or CRLF, the last one in nothing if it likes; empty lines are nothing; a byte-order mark may come first.
//           A line is one JSON object, or an array of them; at most 8 MiB and 10,000 records. A longer line is one fault and is read past.
// Faults    every one is told, with its line; reading goes on behind it. A faulty line or record gives no record at all.
// Keys      of a wanted name must not come twice in one object; all others are dropped unread. In the own format one that is nearly a
//           known name (FieldTable::nearly) is a fault, which tells the known name and never the one found.
// Totals    total_tokens, if not 0, must be input + output, or + reasoning where that stands outside (then it must be stated so).
//           LiteLLM's may lie between the two, as it fills them in by provider; it must not be outside of them.
// Numbers   counts are whole numbers from 0 ("12", "12.0", "1.2e1"); seconds and token-hours may have decimals, and what is finer
//           than a millisecond is rounded to the nearest, halves up.
//
// Formats (stated by the caller, never guessed; tests/recorded/formats_test.cpp has an example of each)
//   own        {"at": "2026-10-15T04:00:00Z", "model", "provider", "service_tier", "convention", "reasoning", "usage": {METER: count, …}}
//              METER is a name of sim/prices/meter.h; an unknown one is a fault. "convention" says what the counts are:
//                inclusive  input_tokens is the whole prompt, and holds what was cached, written, audio, image and video;
//                           cached_input_tokens holds cached audio and images; cache_write_tokens holds the 1h and 12h writes;
//                           audio_input_tokens and image_tokens hold their cached part; output_tokens is all that came out
//                exclusive  the same, but input_tokens holds nothing that was read from or written to a cache
//                disjoint   every count is the meter's own: nothing holds anything else
//              It must be stated, by the record or the caller, as soon as a part is: any token meter besides input_tokens,
//              output_tokens and citation_tokens. "reasoning": "inside" (default) or "outside" the output_tokens; by
//              "disjoint" it is outside.
//              CSV: the same names as columns (at, model, provider, service_tier, convention, reasoning, METER …), RFC 4180
//              quotes, one header line without control characters; an empty cell is not stated; other columns are dropped.
//   otel       span attributes gen_ai.* (inclusive): {"attributes": {…}, "endTimeUnixNano" …}, or OTLP's resourceSpans with all spans
//              of a batch. Names of the semantic conventions; the older ones with underscores (cache_read_input_tokens) are used in
//              both conventions, so then the caller must state which. The model is gen_ai.response.model, else the request's.
//   litellm    rows of the spend log (inclusive); details in "metadata/usage_object" or "usage". Times without a zone are UTC.
//   openai     responses, or {"model", "created", "usage"}: chat, responses, realtime, transcription (inclusive); results of a batch,
//              {"response": {"body": …}}, whose tier is the caller's or "batch". Cached tokens beside audio or images must say which.
//   anthropic  messages, or {"model", "at", "usage"} (exclusive); results of a batch, {"result": {"message": …}}
//              Either faults on counts that only the other one has.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "sim/recorded/usage_record.h"

namespace npcost {

enum class UsageFormat : std::uint8_t { own, otel, litellm, openai, anthropic };
/// "own", "otel", "litellm", "openai", "anthropic".
std::string_view format_name(UsageFormat format);
std::optional<UsageFormat> format_from_name(std::string_view name);

enum class LogShape : std::uint8_t { json_lines, csv };

enum class StatedConvention : std::uint8_t { inclusive, exclusive, disjoint };
std::optional<StatedConvention> convention_from_name(std::string_view name);

/// Whether ReadOptions::convention means something: the other formats fix theirs.
constexpr bool takes_convention(UsageFormat format) {
  return format == UsageFormat::own || format == UsageFormat::otel;
}
constexpr bool takes_csv(UsageFormat format) { return format == UsageFormat::own; }

struct ReadOptions {
  UsageFormat format = UsageFormat::own;
  LogShape shape = LogShape::json_lines;  ///< csv requires takes_csv(format)
  std::optional<StatedConvention>
      convention;  ///< of records that do not say; requires takes_convention(format); otel: not disjoint
  bool reasoning_outside =
      false;  ///< xAI, Perplexity: reasoning tokens are reported beside the output; a record may say otherwise
  std::string service_tier;  ///< of records that do not say: "batch" for the results of a batch
  std::uint32_t log = 0;     ///< copied into every place
  std::size_t max_line_bytes = 8u << 20;
};

class UsageReader {
 public:
  /// `sink` outlives the reader.
  UsageReader(ReadOptions options, UsageSink& sink);
  ~UsageReader();
  UsageReader(const UsageReader&) = delete;
  UsageReader& operator=(const UsageReader&) = delete;

  /// The next bytes of the log, cut anywhere.
  void feed(std::string_view bytes);
  /// The log ends here. Nothing may be fed afterwards.
  void finish();
  std::uint64_t lines() const;  ///< begun so far

 private:
  class Lines;
  std::unique_ptr<Lines> lines_;
};

}  // namespace npcost
