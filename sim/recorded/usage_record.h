#pragma once
// What is kept of one line of a usage log, and what can be wrong with it.
//
// Privacy   a record is counts, a moment and three short names. Prompts, messages, users, keys and everything else of the log are
//           dropped while reading. A fault carries only texts of this program, so no report can quote a log.

#include <cstdint>
#include <optional>
#include <string_view>

#include "sim/base/calendar.h"
#include "sim/base/money.h"
#include "sim/prices/rater.h"

namespace npcost {

/// Where in the logs a record or a fault stands.
struct LogPlace {
  std::uint32_t log = 0;        ///< ReadOptions::log: which of the logs, as the caller numbers them
  std::uint64_t line = 0;       ///< from 1
  std::uint32_t item = 0;       ///< which record of the line, from 1; 0 when the line has no more than one
  std::uint32_t column = 0;     ///< code points from 1; 0 = not known more closely than the line
  std::uint64_t last_line = 0;  ///< of a record that spans several lines (quotes in CSV): its last; else 0
};

/// Names are at most this long; a longer one is a fault, as nothing would be found by it.
inline constexpr std::size_t max_name_bytes = 200;

struct UsageRecord {
  std::string_view model;            ///< as the log calls it; valid during UsageSink::record only, like the other two
  std::string_view provider;         ///< "" if the log has none
  std::string_view service_tier;     ///< "" if the log has none
  std::optional<Instant> at;         ///< when the request ended, else when it began
  MeterCounts counts;                ///< disjoint; requests only if the log counts them
  std::optional<Money> stated_cost;  ///< what the log itself says (LiteLLM's "spend"); never used for ours
  bool answered_by_gateway =
      false;  ///< from a gateway's own store of answers: no provider was asked, and nothing is billed
  bool all_counts_zero = false;   ///< a gateway's or OpenAI's row that states no count above 0
  bool tokens_not_split = false;  ///< of such a row: its total of tokens is above 0
  bool tier_overrides = false;    ///< its own service tier is another one than the caller stated
};

/// What providers call the tier that is meant when none is named.
inline bool is_standard_tier(std::string_view tier) {
  return tier.empty() || tier == "standard" || tier == "default" || tier == "on_demand";
}

/// One fault; all of the same record have the same place.
struct LogFault {
  LogPlace place;
  std::string_view field;  ///< "usage/input_tokens": a path that this program knows, or ""
  std::string_view what;   ///< what must hold and what was found, a sentence without its subject if `field` is given
  std::string_view hint;   ///< the smallest edit, or ""
};

/// Who is told what a reader finds, in the order of the log.
class UsageSink {
 public:
  virtual ~UsageSink() = default;
  /// A whole record without a fault.
  virtual void record(const UsageRecord& record, const LogPlace& place) = 0;
  /// A fault of a record or line; `first_of_record` says whether another record is lost by it.
  virtual void fault(const LogFault& fault, bool first_of_record) = 0;
  /// Something that is no request and was passed over (a span without tokens, an agent's span that repeats its calls').
  virtual void passed_over(const LogPlace& place) = 0;
};

}  // namespace npcost
