#pragma once
// The sums of rated usage as exact decimal texts whose parts add up to the total to the last digit, and the bill as JSON.
//
// Amounts   15 digits behind the point at most; where an exact sum has more, the missing digit goes to one part (money.h). Model × meter
//           is divided first; models and meters are sums of those texts, so all tables add up to the same total.
// Order     models and meters by cost, the dearest first; days ascending.
// Unpriced  what has no price is in no amount; it stands in `unpriced_models` and `unpriced_meters` with its counts.

#include <string>
#include <vector>

#include "sim/recorded/usage_rating.h"
#include "ui/report/json_out.h"

namespace npcost {

/// One line of a table.
struct BillLine {
  std::string name;  ///< of a model, a day or a meter
  std::uint64_t records = 0;
  std::uint64_t count = 0;     ///< meters: in the base unit
  std::uint64_t unpriced = 0;  ///< records (models, days) or counts (meters) without a price
  Money amount;                ///< exactly what `text` says
  std::string text;            ///< "0.000495"
};

struct UnpricedMeter {
  std::uint32_t card = 0;
  Meter meter = Meter::input_tokens;
  std::uint64_t count = 0;
};

struct Bill {
  std::string total;
  bool complete = true;  ///< nothing is unpriced, and no faulty record was left out
  bool known = true;  ///< false: nothing of the usage has a price, or there is no record; the total is then no figure
  std::vector<BillLine> models, days, meters;
  std::vector<UnpricedMeter> unpriced_meters;          ///< of known models
  std::vector<std::vector<BillLine>> meters_of_model;  ///< by card of the book; the meters that it used
};

/// Requires totals of this book.
Bill make_bill(const UsageTotals& totals, const PriceBook& book);

/// A count in the meter's shown unit: "1234567", "12.5" seconds.
std::string shown_count(Meter meter, std::uint64_t count);

/// What the JSON says about where the figures come from.
struct BillAudit {
  std::string format;             ///< of the logs
  std::vector<std::string> logs;  ///< as named by the user; LogPlace::log is an index into them
  struct BookUsed {
    std::string name, as_of, sha256;
  };
  std::vector<BookUsed> books;
  std::string as_of;  ///< "" or the moment at which everything was priced
  bool skip_faulty = false;
};

/// The whole answer; with valid == false only what is wrong: sums that leave something out are not shown.
std::string bill_json(const UsageTotals& totals, const PriceBook& book, const BillAudit& audit, bool valid);

}  // namespace npcost
