#include "sim/recorded/usage_rating.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "sim/base/check.h"

namespace npcost {
namespace {

constexpr std::string_view fault_counts = "would bring a sum of counts beyond 64 bits";
constexpr std::string_view fault_money = "would bring a sum of money beyond 1.8e22 units of currency";

std::int32_t utc_day(Instant at) {
  return static_cast<std::int32_t>(std::chrono::floor<std::chrono::days>(at.time_since_epoch()).count());
}

bool fits(std::uint64_t sum, std::uint64_t more) { return !__builtin_add_overflow(sum, more, &sum); }

void add(RecordSum& sum, Money amount, bool with_unpriced) {
  ++sum.records;
  sum.with_unpriced += with_unpriced ? 1 : 0;
  sum.amount += amount;
}

}  // namespace

UsageRating::UsageRating(const PriceBook& book, RatingOptions options)
    : book_(book), options_(std::move(options)), names_(book, options_.map), rater_(book) {
  NPCOST_CHECK(names_.unknown_targets().empty(), "a name is mapped to a card of the book");
  totals_.models.resize(book.cards.size());
  for (const PriceCard& card : book.cards) {
    const bool by_time_or_text =
        card.kind == ModelKind::stt || card.kind == ModelKind::tts || card.ever_prices(Meter::session_seconds);
    cards_.push_back({card.ever_prices(Meter::requests), by_time_or_text});
    for (const PriceSet& set : card.sets) {
      for (const ServiceTier& service : set.services) offered_tiers_.insert(service.name);
    }
  }
}

void UsageRating::fault(const LogFault& fault, bool first_of_record) {
  totals_.faulty_records += first_of_record ? 1 : 0;
  const LogPlace& place = fault.place;
  if (last_faulty_.line != place.line || last_faulty_.log != place.log) {
    totals_.faulty_lines += place.last_line > place.line ? place.last_line - place.line + 1 : 1;
    last_faulty_ = place;
  }
  ++totals_.fault_count;
  if (totals_.faults.size() < max_listed_faults) totals_.faults.push_back(fault);
}

void UsageRating::passed_over(const LogPlace&) { ++totals_.passed_over; }

void UsageRating::fail(const LogPlace& place, std::string_view field, std::string_view what, std::string_view hint) {
  fault({place, field, what, hint}, true);
}

UsageRating::Named UsageRating::named(const UsageRecord& record) {
  const std::hash<std::string_view> hash;
  Recent& recent = recent_[(hash(record.model) ^ (hash(record.provider) >> 8)) % recent_.size()];
  if (recent.use != nullptr && recent.use->model == record.model && recent.use->provider == record.provider) {
    return {recent.found, recent.use};
  }
  const FoundCard found = names_.find(record.model, record.provider);
  const bool known = found.by != FoundBy::nothing;
  std::string key(record.model);
  key += '\0';
  key += record.provider;
  auto& listed = known ? known_ : unknown_;
  auto at = listed.find(key);
  if (at == listed.end()) {
    if (listed.size() >= max_listed_names) return {found, nullptr};
    NameUse use;
    use.model = record.model;
    use.provider = record.provider;
    use.by = found.by;
    use.card = found.card;
    auto& uses = known ? totals_.known : totals_.unknown;
    uses.push_back(std::move(use));
    at = listed.emplace(std::move(key), &uses.back()).first;
  }
  recent = {at->second, found};
  return {found, at->second};
}

void UsageRating::add_hints() const {
  std::vector<NameUse*> uses;
  for (NameUse& use : totals_.unknown) uses.push_back(&use);
  const auto more_used = [](const NameUse* a, const NameUse* b) { return a->records > b->records; };
  std::stable_sort(uses.begin(), uses.end(), more_used);
  for (std::size_t i = 0; i < uses.size(); ++i) {
    uses[i]->did_you_mean = i < max_hints ? names_.did_you_mean(uses[i]->model) : std::string();
  }
}

const UsageTotals& UsageRating::totals() const {
  // The hints cost milliseconds a name in a large book, so they are worked out once, when the log has been read.
  if (hinted_records_ != totals_.all.records) {
    add_hints();
    hinted_records_ = totals_.all.records;
  }
  return totals_;
}

bool UsageRating::counts_fit(const MeterCounts& counts) const {
  bool all = true;
  for_each_meter(counts.used(), [&](Meter meter) {
    all &= fits(totals_.meters[static_cast<std::size_t>(meter)].count, counts[meter]);
  });
  return all;
}

void UsageRating::record(const UsageRecord& record, const LogPlace& place) {
  const std::optional<Instant> at = options_.as_of ? options_.as_of : record.at;
  if (!at) {
    return fail(place, "at", "must say when the request was: its price depends on it",
                "--as-of states one moment for all records");
  }
  if (record.answered_by_gateway) {
    ++totals_.answered_by_gateway;
    return count_record(record, {}, false);
  }
  request_.counts = record.counts;
  const Named name = named(record);
  const bool known = name.found.by != FoundBy::nothing;
  if (known && cards_[name.found.card].per_request && request_.counts[Meter::requests] == 0) {
    request_.counts.add(Meter::requests, 1);
  }
  // The sums over all models hold every other sum, so if they take the record nothing below them overflows.
  if (!counts_fit(request_.counts)) return fail(place, {}, fault_counts, {});
  try {
    if (known) {
      rate(record, name.found.card, *at);
    } else {
      charge_.priced = 0;
      charge_.unpriced = request_.counts.used();
      charge_.total = {};
    }
    static_cast<void>(totals_.all.amount + charge_.total);
  } catch (const MoneyOverflow&) {
    return fail(place, {}, fault_money, {});
  }
  if (name.use != nullptr) ++name.use->records;
  const bool unit_missing = known && lacks_unit(record, name.found.card);
  if (known) {
    ModelSum& model = totals_.models[name.found.card];
    add_charge(model.meters);
    add(model.sum, charge_.total, charge_.unpriced != 0 || unit_missing);
    model.tier_not_offered += tier_missing_ ? 1 : 0;
    model.unit_not_stated += unit_missing ? 1 : 0;
  } else if (name.use != nullptr) {
    for_each_meter(request_.counts.used(), [&](Meter meter) { name.use->counts.add(meter, request_.counts[meter]); });
  } else {
    add(totals_.other_unknown, {}, true);
  }
  add_charge(totals_.meters);
  count_record(record, charge_.total, !known || charge_.unpriced != 0 || unit_missing);
}

/// Something was used that no count of the record shows: a sum of $0 would look like its whole cost.
bool UsageRating::lacks_unit(const UsageRecord& record, std::uint32_t card) const {
  if (!record.all_counts_zero) return false;
  const bool had_a_cost = record.stated_cost && *record.stated_cost > Money();
  return had_a_cost || record.tokens_not_split || cards_[card].by_time_or_text;
}

void UsageRating::rate(const UsageRecord& record, std::uint32_t card, Instant at) {
  request_.model = card;
  request_.at = at;
  request_.service = 0;
  tier_missing_ = false;
  if (!is_standard_tier(record.service_tier)) {
    // Only tiers that some card offers get a number: a log must not make the rater grow.
    const auto offered = offered_tiers_.find(record.service_tier);
    if (offered != offered_tiers_.end()) request_.service = rater_.service_number(*offered);
    const PriceSet* set = book_.cards[card].at(at);
    tier_missing_ = set != nullptr && set->service(record.service_tier) == nullptr;
  }
  rater_.rate(request_, charge_);
}

void UsageRating::add_charge(MeterSums& sums) const {
  for_each_meter(charge_.priced, [&](Meter meter) {
    MeterSum& sum = sums[static_cast<std::size_t>(meter)];
    sum.count += request_.counts[meter];
    sum.amount += charge_.amount[static_cast<std::size_t>(meter)];
  });
  for_each_meter(charge_.unpriced, [&](Meter meter) {
    MeterSum& sum = sums[static_cast<std::size_t>(meter)];
    sum.count += request_.counts[meter];
    sum.unpriced += request_.counts[meter];
  });
}

void UsageRating::count_record(const UsageRecord& record, Money amount, bool with_unpriced) {
  add(totals_.all, amount, with_unpriced);
  totals_.tier_overridden += record.tier_overrides ? 1 : 0;
  if (!record.at) {
    add(totals_.undated, amount, with_unpriced);
  } else {
    const std::int32_t day = utc_day(*record.at);
    if (last_day_ == nullptr || day != last_day_number_) {
      last_day_ = &totals_.days[day];
      last_day_number_ = day;
    }
    add(*last_day_, amount, with_unpriced);
  }
  if (record.stated_cost) add(totals_.stated, *record.stated_cost, false);
}

}  // namespace npcost
