// The bill as JSON: keys in the order of reading, amounts as exact decimal texts.
#include "sim/reading/diagnostic.h"
#include "ui/report/rate_bill.h"
#include "ui/report/write_prices.h"

namespace npcost {
namespace {

std::string_view found_by_name(FoundBy by) {
  switch (by) {
    case FoundBy::nothing: return "nothing";
    case FoundBy::map: return "map";
    case FoundBy::provider_and_name: return "provider and name";
    case FoundBy::name: return "name";
    case FoundBy::bare_name: return "bare name";
  }
  return "nothing";
}

void write_audit(JsonOut& out, const PriceBook& book, const BillAudit& audit) {
  out.key("audit").begin_object();
  out.key("engine_version").string(NPCOST_VERSION);
  out.key("format").string(audit.format);
  out.key("logs").begin_array();
  for (const std::string& log : audit.logs) out.string(log);
  out.end_array();
  out.key("price_books").begin_array();
  for (const BillAudit::BookUsed& used : audit.books) {
    out.begin_object();
    out.key("name").string(used.name);
    out.key("as_of").string_or_null(used.as_of);
    out.key("sha256").string(used.sha256);
    out.end_object();
  }
  out.end_array();
  out.key("currency").string(book.currency);
  out.key("priced_as_of").string_or_null(audit.as_of);
  out.key("skip_faulty").boolean(audit.skip_faulty);
  out.end_object();
}

void write_amounts(JsonOut& out, std::string_view key, const std::vector<BillLine>& lines) {
  out.key(key).begin_object();
  for (const BillLine& line : lines) out.key(line.name).string(line.text);
  out.end_object();
}

void write_counts(JsonOut& out, std::string_view key, const MeterCounts& counts) {
  out.key(key).begin_object();
  for_each_meter(counts.used(),
                 [&](Meter meter) { out.key(meter_name(meter)).string(shown_count(meter, counts[meter])); });
  out.end_object();
}

void write_cost(JsonOut& out, const Bill& bill, const PriceBook& book) {
  out.key("cost").begin_object();
  out.key("total").string_or_null(bill.known ? bill.total : "");
  write_amounts(out, "by_model", bill.models);
  write_amounts(out, "by_day", bill.days);
  write_amounts(out, "by_meter", bill.meters);
  out.key("by_model_and_meter").begin_object();
  for (std::size_t card = 0; card < book.cards.size(); ++card) {
    if (!bill.meters_of_model[card].empty()) write_amounts(out, book.cards[card].name, bill.meters_of_model[card]);
  }
  out.end_object();
  out.end_object();
}

void write_usage(JsonOut& out, const UsageTotals& totals, const PriceBook& book) {
  out.key("usage").begin_object();
  for (std::size_t card = 0; card < book.cards.size(); ++card) {
    const ModelSum& model = totals.models[card];
    if (model.sum.records == 0) continue;
    out.key(book.cards[card].name).begin_object();
    for (int m = 0; m < meter_count; ++m) {
      const Meter meter = static_cast<Meter>(m);
      const std::uint64_t count = model.meters[static_cast<std::size_t>(m)].count;
      if (count > 0) out.key(meter_name(meter)).string(shown_count(meter, count));
    }
    out.end_object();
  }
  out.end_object();
}

void write_unpriced(JsonOut& out, const UsageTotals& totals, const Bill& bill, const PriceBook& book) {
  out.key("unpriced").begin_object();
  out.key("records").whole(totals.all.with_unpriced);
  out.key("models").begin_array();
  for (const NameUse& use : totals.unknown) {
    out.begin_object();
    out.key("model").string(use.model);
    out.key("provider").string_or_null(use.provider);
    out.key("records").whole(use.records);
    write_counts(out, "usage", use.counts);
    out.key("did_you_mean").string_or_null(use.did_you_mean);
    out.end_object();
  }
  out.end_array();
  out.key("records_of_other_models").whole(totals.other_unknown.records);
  out.key("meters").begin_array();
  for (const UnpricedMeter& one : bill.unpriced_meters) {
    out.begin_object();
    out.key("model").string(book.cards[one.card].name);
    out.key("meter").string(meter_name(one.meter));
    out.key("count").string(shown_count(one.meter, one.count));
    out.end_object();
  }
  out.end_array();
  out.end_object();
}

void write_names(JsonOut& out, const UsageTotals& totals, const PriceBook& book) {
  out.key("names").begin_array();
  for (const NameUse& use : totals.known) {
    out.begin_object();
    out.key("in_log").string(use.model);
    out.key("provider").string_or_null(use.provider);
    out.key("model").string(book.cards[use.card].name);
    out.key("found_by").string(found_by_name(use.by));
    out.key("records").whole(use.records);
    out.end_object();
  }
  out.end_array();
}

void write_faults(JsonOut& out, const UsageTotals& totals, const BillAudit& audit) {
  out.key("faults").begin_array();
  for (const LogFault& fault : totals.faults) {
    out.begin_object();
    out.key("log").string(fault.place.log < audit.logs.size() ? audit.logs[fault.place.log] : "");
    out.key("line").whole(fault.place.line);
    if (fault.place.last_line > 0) out.key("last_line").whole(fault.place.last_line);
    if (fault.place.item > 0) out.key("item").whole(fault.place.item);
    if (fault.place.column > 0) out.key("column").whole(fault.place.column);
    out.key("field").string_or_null(fault.field);
    out.key("what").string(fault.what);
    out.key("hint").string_or_null(fault.hint);
    out.end_object();
  }
  out.end_array();
}

}  // namespace

std::string bill_json(const UsageTotals& totals, const PriceBook& book, const BillAudit& audit, bool valid) {
  JsonOut out;
  out.begin_object();
  out.key("npcost_rate").whole(1);
  write_audit(out, book, audit);
  out.key("valid").boolean(valid);
  out.key("faulty_records").whole(totals.faulty_records);
  out.key("fault_count").whole(totals.fault_count);
  write_faults(out, totals, audit);
  if (valid) {
    const Bill bill = make_bill(totals, book);
    out.key("records").whole(totals.all.records);
    out.key("complete").boolean(bill.complete);
    write_cost(out, bill, book);
    write_usage(out, totals, book);
    write_unpriced(out, totals, bill, book);
    write_names(out, totals, book);
    out.key("answered_by_gateway").whole(totals.answered_by_gateway);
    out.key("passed_over").whole(totals.passed_over);
    out.key("tier_overridden").whole(totals.tier_overridden);
    out.key("unit_not_stated").begin_object();
    for (std::uint32_t card = 0; card < book.cards.size(); ++card) {
      if (totals.models[card].unit_not_stated > 0)
        out.key(book.cards[card].name).whole(totals.models[card].unit_not_stated);
    }
    out.end_object();
    out.key("tier_not_offered").begin_object();
    for (std::size_t card = 0; card < book.cards.size(); ++card) {
      if (totals.models[card].tier_not_offered > 0)
        out.key(book.cards[card].name).whole(totals.models[card].tier_not_offered);
    }
    out.end_object();
    out.key("stated_by_logs").begin_object();
    out.key("records").whole(totals.stated.records);
    out.key("cost").string(decimal(totals.stated.amount));
    out.end_object();
  }
  out.end_object();
  return out.text();
}

}  // namespace npcost
