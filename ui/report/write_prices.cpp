#include "ui/report/write_prices.h"

#include "sim/prices/price_kinds.h"
#include "sim/prices/price_text.h"

namespace npcost {
namespace {

void write_meters(JsonOut& out, const MeterPrices& prices, std::string_view currency) {
  out.begin_object();
  for (const MeterPrices::Entry& entry : prices) {
    out.key(meter_name(entry.meter)).string(price_text(entry.price.exact, entry.meter, currency));
  }
  out.end_object();
}

/// Names of the meters whose price is only the median of a range.
void write_unknown(JsonOut& out, const PriceSet& set) {
  bool any = false;
  for (const MeterPrices::Entry& entry : set.base) any = any || entry.price.unknown.has_value();
  if (!any) return;
  out.key("medians_of_ranges").begin_array();
  for (const MeterPrices::Entry& entry : set.base) {
    if (entry.price.unknown) out.string(meter_name(entry.meter));
  }
  out.end_array();
}

void write_tiers(JsonOut& out, const std::vector<ContextTier>& tiers, std::string_view currency) {
  out.key("tiers").begin_array();
  for (const ContextTier& tier : tiers) {
    out.begin_object();
    out.key("above_tokens").whole(tier.above_tokens);
    out.key("inclusive").boolean(tier.inclusive);
    out.key("prices");
    write_meters(out, tier.price, currency);
    out.end_object();
  }
  out.end_array();
}

void write_schedule(JsonOut& out, const PriceSet& set, std::string_view currency) {
  out.key("schedule").begin_array();
  for (const ScheduleEntry& entry : set.schedule) {
    out.begin_object();
    out.key("name").string_or_null(entry.name);
    out.key("when").string(hours_text(entry, 1000));
    if (entry.times) out.key("times").string(times_text(*entry.times));
    out.key("prices");
    write_meters(out, entry.price, currency);
    out.end_object();
  }
  out.end_array();
}

void write_services(JsonOut& out, const PriceSet& set, std::string_view currency) {
  out.key("service_tiers").begin_object();
  for (const ServiceTier& service : set.services) {
    out.key(service.name).begin_object();
    if (service.times) out.key("times").string(times_text(*service.times));
    out.key("prices");
    write_meters(out, service.price, currency);
    if (!service.tiers.empty()) write_tiers(out, service.tiers, currency);
    out.end_object();
  }
  out.end_object();
}

void write_volume(JsonOut& out, const PriceSet& set, std::string_view currency) {
  out.key("volume").begin_array();
  for (const VolumeTier& step : set.volume) {
    out.begin_object();
    out.key("meter").string(meter_name(step.meter));
    out.key("above_counts").whole(step.above);
    out.key("price").string(price_text(step.price.exact, step.meter, currency));
    out.end_object();
  }
  out.end_array();
}

}  // namespace

void write_instant(JsonOut& out, std::string_view key, Instant when) {
  out.key(key);
  if (when == Instant::min() || when == Instant::max()) {
    out.null();
  } else {
    out.string(to_text(when));
  }
}

void write_book(JsonOut& out, const PriceBook& book) {
  out.begin_object();
  out.key("name").string(book.name);
  out.key("as_of").string_or_null(book.as_of);
  out.key("sha256").string(book.sha256);
  out.key("currency").string(book.currency);
  out.end_object();
}

void write_price_set(JsonOut& out, const PriceSet& set, std::string_view currency) {
  out.begin_object();
  write_instant(out, "from", set.from);
  write_instant(out, "until", set.until);
  out.key("prices");
  write_meters(out, set.base, currency);
  write_unknown(out, set);
  if (!set.tiers.empty()) write_tiers(out, set.tiers, currency);
  if (!set.schedule.empty()) write_schedule(out, set, currency);
  if (!set.services.empty()) write_services(out, set, currency);
  if (!set.volume.empty()) write_volume(out, set, currency);
  out.key("source").string_or_null(set.source);
  out.key("as_of").string_or_null(set.as_of);
  out.key("confidence").string_or_null(set.confidence);
  out.key("provenance").string_or_null(set.provenance);
  out.key("notes").string_or_null(set.notes);
  out.end_object();
}

void write_card(JsonOut& out, const PriceCard& card, std::string_view currency) {
  out.begin_object();
  out.key("model").string(card.name);
  out.key("kind").string(price_reading::model_kind_name(card.kind));
  out.key("notes").string_or_null(card.notes);
  out.key("entries").begin_array();
  for (const PriceSet& set : card.sets) write_price_set(out, set, currency);
  out.end_array();
  out.end_object();
}

}  // namespace npcost
