#pragma once
// A price book, a sink that remembers, and short ways to read and rate a log, for the tests of this folder.

#include <string>
#include <string_view>
#include <vector>

#include "sim/recorded/usage_rating.h"
#include "sim/recorded/usage_reader.h"
#include "tests/catch.h"

namespace npcost::samples {

/// Prices made up for these tests, round enough for sums by hand. Read by the real reader.
inline const PriceBook& book() {
  static SourceText source{"made.npcost-prices.json", R"({
    "npcost_prices": 1, "name": "made up", "currency": "USD",
    "models": {
      "openai/gpt-4o-mini": { "kind": "llm", "input": "$0.15/1M tokens", "cached_input": "$0.075/1M tokens",
        "output": "$0.60/1M tokens", "source": "made up" },
      "anthropic/claude": { "kind": "llm", "input": "$3/1M tokens", "cached_input": "$0.30/1M tokens",
        "cache_write": "$3.75/1M tokens", "cache_write_1h": "$6/1M tokens", "output": "$15/1M tokens",
        "web_search": "$10/1k searches",
        "tiers": [{ "above": "200k tokens", "input": "$6/1M tokens", "cached_input": "$0.60/1M tokens", "output": "$22.50/1M tokens" }],
        "service_tiers": { "batch": { "times": 0.5 } }, "source": "made up" },
      "openai/gpt-realtime": { "kind": "realtime", "input": "$4/1M tokens", "cached_input": "$0.40/1M tokens",
        "output": "$16/1M tokens", "audio_input": "$32/1M tokens", "cached_audio": "$0.40/1M tokens",
        "audio_output": "$64/1M tokens", "source": "made up" },
      "openai/whisper-1": { "kind": "stt", "price": "$0.006/min", "source": "made up" },
      "a/twin": { "kind": "llm", "input": "$1/1M tokens", "output": "$1/1M tokens", "source": "made up" },
      "b/twin": { "kind": "llm", "input": "$2/1M tokens", "output": "$2/1M tokens", "source": "made up" },
      "perplexity/sonar": { "kind": "llm", "input": "$1/1M tokens", "output": "$1/1M tokens", "reasoning": "$3/1M tokens",
        "per_request": "$0.005/request", "source": "made up" },
      "local": { "kind": "llm", "input": "$1/1M tokens", "output": "$2/1M tokens", "source": "made up" }
    } })"};
  static const PriceBook book = [] {
    Diagnostics diagnostics;
    const std::optional<PriceBook> read = read_price_book(source, diagnostics);
    INFO(report_text(diagnostics));
    REQUIRE(read.has_value());
    return *read;
  }();
  return book;
}

/// Keeps what a reader tells.
class Kept final : public UsageSink {
 public:
  struct Record {
    std::string model, provider, service_tier;
    std::optional<Instant> at;
    MeterCounts counts;
    std::optional<Money> stated_cost;
    bool answered_by_gateway;
    LogPlace place;
  };
  std::vector<Record> records;
  std::vector<LogFault> faults;
  int faulty = 0, passed = 0;

  void record(const UsageRecord& r, const LogPlace& place) override {
    records.push_back({std::string(r.model), std::string(r.provider), std::string(r.service_tier), r.at, r.counts,
                       r.stated_cost, r.answered_by_gateway, place});
  }
  void fault(const LogFault& fault, bool first_of_record) override {
    faults.push_back(fault);
    faulty += first_of_record ? 1 : 0;
  }
  void passed_over(const LogPlace&) override { ++passed; }
};

inline void read_into(UsageSink& sink, std::string_view log, const ReadOptions& options, std::size_t piece = 1 << 20) {
  UsageReader reader(options, sink);
  for (std::size_t at = 0; at < log.size(); at += piece) reader.feed(log.substr(at, piece));
  reader.finish();
}

inline Kept read(std::string_view log, UsageFormat format = UsageFormat::own, ReadOptions options = {}) {
  options.format = format;
  Kept kept;
  read_into(kept, log, options);
  return kept;
}
inline Kept read_csv(std::string_view log, ReadOptions options = {}) {
  options.shape = LogShape::csv;
  return read(log, UsageFormat::own, options);
}

/// The one record of a log without faults.
inline Kept::Record one_record(std::string_view log, UsageFormat format = UsageFormat::own, ReadOptions options = {}) {
  const Kept kept = read(log, format, options);
  INFO(log);
  for (const LogFault& fault : kept.faults) UNSCOPED_INFO(fault.field << " " << fault.what);
  REQUIRE(kept.faults.empty());
  REQUIRE(kept.records.size() == 1);
  return kept.records[0];
}

/// The one fault of a log, as "field what".
inline std::string one_fault(std::string_view log, UsageFormat format = UsageFormat::own, ReadOptions options = {}) {
  const Kept kept = read(log, format, options);
  INFO(log);
  for (const LogFault& fault : kept.faults) UNSCOPED_INFO(fault.field << " " << fault.what);
  REQUIRE(kept.records.empty());
  REQUIRE(kept.faults.size() == 1);
  REQUIRE(kept.faulty == 1);
  const LogFault& fault = kept.faults[0];
  return std::string(fault.field) + (fault.field.empty() ? "" : " ") + std::string(fault.what);
}

inline std::unique_ptr<UsageRating> rate(std::string_view log, UsageFormat format = UsageFormat::own, RatingOptions rating = {},
                                         ReadOptions options = {}) {
  options.format = format;
  auto rated = std::make_unique<UsageRating>(book(), std::move(rating));
  read_into(*rated, log, options);
  return rated;
}
/// The whole cost in dollars of a log without faults and without anything unpriced.
inline std::string dollars(std::string_view log, UsageFormat format = UsageFormat::own, ReadOptions options = {}) {
  const auto rated = rate(log, format, {}, std::move(options));
  INFO(log);
  for (const LogFault& fault : rated->totals().faults) UNSCOPED_INFO(fault.field << " " << fault.what);
  REQUIRE(rated->valid());
  REQUIRE(rated->totals().all.with_unpriced == 0);
  return decimal(rated->totals().all.amount);
}

}  // namespace npcost::samples
