#pragma once
// What recorded usage cost: records in, exact sums out, in constant memory.
//
// Sums      integers and exact Money; every sum by model, day and meter adds up to the total.
// Unpriced  a model without a card, or a meter without a price, is counted and listed; it is never 0. So is a row of LiteLLM or
//           OpenAI whose counts are all 0 though something was used: it states a cost or a total, or its card is billed by
//           seconds or characters.
// Faults    by default one faulty record makes the result invalid (valid() is false: report the faults, exit 2); with
//           skip_faulty they are counted, listed and left out.
// Overflow  a sum beyond its range is a fault of the record that would pass it; nothing wraps, and the sums stay as before it.
// Requests  a card with a price per request bills one for each record that does not count them itself.
// Memory    grows with the book, with days (years 2000 to 2199 only) and up to 1,000 unknown names; never with the log.

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "sim/prices/rater.h"
#include "sim/recorded/model_names.h"
#include "sim/recorded/usage_record.h"

namespace npcost {

inline constexpr std::size_t max_listed_faults = 50;
inline constexpr std::size_t max_listed_names = 1'000;
inline constexpr std::size_t max_hints = 24;

struct RatingOptions {
  std::vector<NameMapping> map;
  bool skip_faulty = false;
  /// Charge every record as if it had been sent at this moment; needed when records say no time. Days stay the records' own.
  std::optional<Instant> as_of;
};

struct MeterSum {
  std::uint64_t count = 0;     ///< used, priced or not; in the meter's base unit
  std::uint64_t unpriced = 0;  ///< of those: without a price
  Money amount;
};
using MeterSums = std::array<MeterSum, meter_count>;

struct RecordSum {
  std::uint64_t records = 0;
  std::uint64_t with_unpriced = 0;  ///< of those: something in them has no price
  Money amount;
};

struct ModelSum {
  RecordSum sum;
  MeterSums meters{};
  std::uint64_t tier_not_offered = 0;  ///< records of a service tier that the card does not price: charged as standard
  std::uint64_t unit_not_stated =
      0;  ///< records that used something in a unit the log does not state: unpriced, not $0
};

/// How names in the log were understood. At most max_listed_names are listed.
struct NameUse {
  std::string model, provider;  ///< as in the log: a stranger's text, print it through printable()
  FoundBy by = FoundBy::nothing;
  std::uint32_t card = 0;    ///< if found
  std::string did_you_mean;  ///< a name of the book, if not found; of the max_hints most used names only
  std::uint64_t records = 0;
  MeterCounts counts;  ///< if not found: what was used
};

struct UsageTotals {
  RecordSum all;
  MeterSums meters{};                      ///< with what unknown models used, as unpriced
  std::vector<ModelSum> models;            ///< index = card of the book
  std::map<std::int32_t, RecordSum> days;  ///< UTC days since 1970-01-01
  RecordSum undated;                       ///< records that say no time (only with as_of)
  std::deque<NameUse> known, unknown;      ///< in the order of first use
  RecordSum other_unknown;                 ///< of unknown names beyond those listed
  std::uint64_t answered_by_gateway = 0;   ///< records for which no provider was asked; in `all`, costing nothing
  std::uint64_t passed_over = 0;           ///< what was in the logs and is no request
  RecordSum stated;                        ///< records with a cost of the log's own, and its sum: theirs, to compare
  std::uint64_t tier_overridden = 0;       ///< records that state another service tier than the caller did; theirs held
  std::uint64_t faulty_records = 0;        ///< lines or records left out
  std::uint64_t faulty_lines = 0;          ///< the lines that they span: one quote may swallow many
  std::uint64_t fault_count = 0;           ///< faults in them
  std::vector<LogFault> faults;            ///< the first max_listed_faults
};

class UsageRating final : public UsageSink {
 public:
  /// `book` outlives the rating and does not change. Requires no unknown_targets() in the map (ModelNames says which).
  UsageRating(const PriceBook& book, RatingOptions options);
  UsageRating(const UsageRating&) = delete;  // it points into its own totals
  UsageRating& operator=(const UsageRating&) = delete;

  void record(const UsageRecord& record, const LogPlace& place) override;
  void fault(const LogFault& fault, bool first_of_record) override;
  void passed_over(const LogPlace& place) override;

  /// Works out the did_you_mean of the most used unknown names; not for several threads at once.
  const UsageTotals& totals() const;
  /// False: the sums leave something out that nobody agreed to leave out.
  bool valid() const { return totals_.faulty_records == 0 || options_.skip_faulty; }

 private:
  struct CardFacts {
    bool per_request = false;
    bool by_time_or_text = false;  ///< billed by what gateways count in no unit: seconds, characters
  };
  struct Recent {
    NameUse* use = nullptr;
    FoundCard found;
  };
  /// `use` is nullptr for a name beyond those that are listed.
  struct Named {
    FoundCard found;
    NameUse* use;
  };
  void fail(const LogPlace& place, std::string_view field, std::string_view what, std::string_view hint);
  Named named(const UsageRecord& record);
  void add_hints() const;
  bool lacks_unit(const UsageRecord& record, std::uint32_t card) const;
  bool counts_fit(const MeterCounts& counts) const;
  void rate(const UsageRecord& record, std::uint32_t card, Instant at);
  void add_charge(MeterSums& sums) const;
  void count_record(const UsageRecord& record, Money amount, bool with_unpriced);

  const PriceBook& book_;
  RatingOptions options_;
  ModelNames names_;
  Rater rater_;
  mutable UsageTotals totals_;  ///< mutable for the hints only
  mutable std::uint64_t hinted_records_ = 0;
  LogPlace last_faulty_;
  std::vector<CardFacts> cards_;
  std::set<std::string, std::less<>> offered_tiers_;
  std::unordered_map<std::string, NameUse*> known_, unknown_;
  std::array<Recent, 256> recent_;  ///< by hash: names repeat
  RequestUsage request_;
  Charge charge_;
  bool tier_missing_ = false;
  RecordSum* last_day_ = nullptr;
  std::int32_t last_day_number_ = 0;
};

}  // namespace npcost
