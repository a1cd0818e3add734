#include "ui/terminal/price_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/prices/price_kinds.h"
#include "sim/prices/price_text.h"
#include "sim/reading/diagnostic.h"
#include "ui/terminal/figures.h"

namespace npcost {
namespace {

/// Collects facts of one set; labels of prices are "METER" or "METER, WHERE".
class FactList {
 public:
  FactList(ModelKind kind, std::string_view currency) : kind_(kind), currency_(currency) {}

  void prices(const MeterPrices& prices, const std::string& where) {
    for (const MeterPrices::Entry& entry : prices) price(entry.meter, entry.price, where);
  }
  void price(Meter meter, const Price& price, const std::string& where) {
    const std::string label = meter_label(meter, kind_) + (where.empty() ? "" : ", " + where);
    const std::string_view about = price.unknown ? "~" : "";
    facts_.push_back({label, fmt::format("{}{}", about, price_text(price.exact, meter, currency_)), price.exact});
  }
  void rule(std::string label, std::string text) { facts_.push_back({std::move(label), std::move(text), {}}); }
  std::vector<PriceFact> take() { return std::move(facts_); }

 private:
  ModelKind kind_;
  std::string_view currency_;
  std::vector<PriceFact> facts_;
};

/// A name for an entry of a schedule: its own, or the hours themselves.
std::string name_of(const ScheduleEntry& entry) { return entry.name.empty() ? "some hours" : printable(entry.name); }

std::string rate_text(std::uint32_t thousandths) {
  return decimal(Money::from_grains(Int128{thousandths} * (Money::grain_per_unit / 1000))) + " tokens/s";
}

void cache_rules(const CacheRules& cache, FactList& facts) {
  if (!cache.enabled && !cache.has_write_price) return;
  facts.rule("cached from", count_text(cache.min_tokens) + " tokens");
  facts.rule("cached in blocks of", count_text(cache.block_tokens) + " tokens");
  facts.rule("cached for", span_text(cache.ttl) + (cache.refreshed_by_hits ? ", anew at each hit" : " from the write"));
}

std::string_view image_rule_name(ImageRule rule) {
  switch (rule) {
    case ImageRule::tiles: return "tiles";
    case ImageRule::patches: return "patches";
    case ImageRule::area: return "area";
    case ImageRule::squares: return "squares";
    case ImageRule::unknown: return "unknown";
  }
  return "unknown";
}

}  // namespace

std::vector<PriceFact> facts_of(const PriceSet& set, ModelKind kind, std::string_view currency) {
  FactList facts(kind, currency);
  facts.prices(set.base, "");
  for (const ContextTier& tier : set.tiers) facts.prices(tier.price, tier_text(tier));
  for (const ScheduleEntry& entry : set.schedule) {
    const std::string name = name_of(entry);
    facts.rule(name, hours_text(entry, max_schedule_entries));
    if (entry.times) facts.rule(name + ", every price", "times " + times_text(*entry.times));
    facts.prices(entry.price, name);
  }
  for (const ServiceTier& service : set.services) {
    const std::string name = printable(service.name);
    if (service.times) facts.rule(name + ", every price", "times " + times_text(*service.times));
    facts.prices(service.price, name);
    for (const ContextTier& tier : service.tiers) facts.prices(tier.price, name + ", " + tier_text(tier));
  }
  for (const VolumeTier& step : set.volume) facts.price(step.meter, step.price, volume_text(step));
  if (set.until != Instant::max()) facts.rule("until", last_day_text(set.until));
  return facts.take();
}

std::vector<PriceFact> rules_of(const PriceCard& card) {
  FactList facts(card.kind, "");
  const ModelKind kind = card.kind;
  const bool prompted = kind == ModelKind::llm || kind == ModelKind::realtime;
  if (prompted) facts.rule("context", count_text(card.context_tokens) + " tokens");
  if (prompted) cache_rules(card.cache, facts);
  if (card.billing_minimum.count() > 0) facts.rule("billed at least", span_text(card.billing_minimum));
  if (card.billing_increment.count() > 1) facts.rule("billed in steps of", span_text(card.billing_increment));
  if (card.billed_while_open) facts.rule("billed time", "the open connection");
  if (card.double_ideographs) facts.rule("Chinese characters", "count twice");
  if (card.audio_rates.input) facts.rule("audio heard", rate_text(*card.audio_rates.input));
  if (card.audio_rates.output) facts.rule("audio spoken", rate_text(*card.audio_rates.output));
  if (kind == ModelKind::realtime) {
    if (!card.transcript_billed) facts.rule("transcript", "not billed");
    if (card.session_cap.count() > 0) facts.rule("sessions end after", span_text(card.session_cap));
    if (card.truncate_to_thousandths != 1000)
      facts.rule("a full context is cut to", times_text({card.truncate_to_thousandths * 100'000}) + " %");
  }
  if (card.image_rule != ImageRule::unknown) facts.rule("images", std::string(image_rule_name(card.image_rule)));
  if (!card.service_tier.empty()) facts.rule("service tier", printable(card.service_tier));
  return facts.take();
}

std::string meter_label(Meter meter, ModelKind kind) {
  std::string label(price_key_of(meter, kind));
  std::replace(label.begin(), label.end(), '_', ' ');
  return label;
}

std::string amount_cell(const Price& price, Meter meter) {
  std::string amount = price_parts(price.exact, meter, price.currency).amount;
  if (const std::size_t code = amount.find(' '); code != std::string::npos) amount.erase(code);
  return (price.unknown ? "~" : "") + amount;
}

std::string unit_of(const Price& price, Meter meter) { return price_parts(price.exact, meter, price.currency).unit; }

std::string moment_text(Instant when) {
  if (when.time_since_epoch() % std::chrono::hours(24) == Milliseconds(0)) return date_text(when);
  std::string text = to_text(when);
  if (text.ends_with(":00Z")) return text.substr(0, text.size() - 4);
  return text.substr(0, text.size() - 1);
}

std::string last_day_text(Instant end) {
  const bool midnight = end.time_since_epoch() % std::chrono::hours(24) == Milliseconds(0);
  return moment_text(midnight ? end - std::chrono::hours(24) : end);
}

std::string span_text(Milliseconds span) {
  const std::int64_t ms = span.count();
  if (ms >= 86'400'000 && ms % 86'400'000 == 0) return fmt::format("{} d", ms / 86'400'000);
  if (ms >= 3'600'000 && ms % 3'600'000 == 0) return fmt::format("{} h", ms / 3'600'000);
  if (ms >= 60'000 && ms % 60'000 == 0) return fmt::format("{} min", ms / 60'000);
  if (ms >= 1'000 && ms % 1'000 == 0) return fmt::format("{} s", ms / 1'000);
  return fmt::format("{} ms", ms);
}

std::string change_text(UnitPrice before, UnitPrice after, const Style& style) {
  if (before == after) return {};
  const double old = before.per_count.approximate(), change = after.per_count.approximate() - old;
  if (old == 0) return "from 0";
  const std::string share = value_text(std::abs(change / old), "ratio", style);
  if (style.utf8) return (change > 0 ? "▲ " : "▼ ") + share;
  return (change > 0 ? "+" : "-") + share;
}

Ink change_ink(UnitPrice before, UnitPrice after) { return before < after ? Ink::bad : Ink::good; }

std::vector<Meter> main_meters(ModelKind kind) {
  using enum Meter;
  switch (kind) {
    case ModelKind::llm: return {input_tokens, cached_input_tokens, output_tokens};
    case ModelKind::realtime: return {session_seconds, audio_input_tokens, cached_audio_tokens, audio_output_tokens};
    case ModelKind::stt: return {stt_seconds, audio_input_tokens, output_tokens};
    case ModelKind::tts: return {tts_chars, tts_bytes, audio_output_seconds, input_tokens, audio_output_tokens};
    case ModelKind::embedding: return {input_tokens};
    case ModelKind::moderation: return {requests, input_tokens};
  }
  return {};
}

}  // namespace npcost
