#include "sim/prices/rater.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "sim/base/check.h"

namespace npcost {
namespace {

constexpr std::size_t most_days_kept = 20'000;

/// count × price; both fit 64 bits in nearly every case, and then 128 bits hold the product.
Money product(Int128 grains, std::uint64_t count) {
  constexpr Int128 high = std::numeric_limits<std::int64_t>::max();
  if (grains >= 0 && grains <= high) return Money::from_grains(grains * static_cast<Int128>(count));
  return Money::from_grains(grains).times(static_cast<Int128>(count));
}

std::int64_t utc_day(Instant when) {
  return std::chrono::floor<std::chrono::days>(when.time_since_epoch()).count();
}

std::int32_t utc_month(Instant when) {
  const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(when)};
  return static_cast<std::int32_t>(int{date.year()} * 12) + static_cast<std::int32_t>(unsigned{date.month()});
}

bool is_time(Meter meter) { return meter == Meter::stt_seconds || meter == Meter::session_seconds; }

}  // namespace

void MeterCounts::add(Meter meter, std::uint64_t count) {
  if (count == 0) return;
  std::uint64_t& sum = counts_[static_cast<std::size_t>(meter)];
  if (__builtin_add_overflow(sum, count, &sum)) throw std::overflow_error("a count is beyond 64 bits");
  used_ |= 1u << static_cast<unsigned>(meter);
}

std::uint64_t MeterCounts::prompt_tokens() const {
  std::uint64_t sum = 0;
  for_each_meter(used_, [&](Meter meter) {
    if (!is_prompt_meter(meter)) return;
    // A prompt beyond 64 bits is in the highest tier in any case.
    if (__builtin_add_overflow(sum, (*this)[meter], &sum)) sum = std::numeric_limits<std::uint64_t>::max();
  });
  return sum;
}

void MeterCounts::clear() {
  for_each_meter(used_, [&](Meter meter) { counts_[static_cast<std::size_t>(meter)] = 0; });
  used_ = 0;
}

std::size_t Rater::RowHash::operator()(const RowKey& key) const noexcept {
  std::size_t hash = std::hash<const void*>{}(key.set);
  const auto mix = [&](std::size_t value) { hash = (hash ^ value) * 0x9E3779B97F4A7C15u; };
  mix(static_cast<std::size_t>(key.schedule) + 1);
  mix(key.service);
  mix(key.tier);
  return hash;
}

Rater::Rater(const PriceBook& book) : book_(book), last_(book.cards.size()) {}

std::uint16_t Rater::service_number(std::string_view name) {
  if (name == "standard") name = "";
  const auto found = std::find(services_.begin(), services_.end(), name);
  if (found != services_.end()) return static_cast<std::uint16_t>(found - services_.begin());
  if (services_.size() > std::numeric_limits<std::uint16_t>::max()) return 0;
  services_.emplace_back(name);
  return static_cast<std::uint16_t>(services_.size() - 1);
}

int Rater::schedule_of(const PriceSet& set, Instant when) {
  if (set.schedule.empty()) return -1;
  if (days_.size() > most_days_kept) days_.clear();
  const std::int64_t number = utc_day(when);
  const auto [at, added] = days_.try_emplace({&set, number});
  Day& day = at->second;
  if (added) {
    const Instant begin{std::chrono::days(number)};
    day.edges = schedule_edges(set.schedule, begin, begin + std::chrono::days(1));
    day.states.push_back(schedule_at(set.schedule, begin));
    for (const Instant edge : day.edges) day.states.push_back(schedule_at(set.schedule, edge));
  }
  const auto later = std::upper_bound(day.edges.begin(), day.edges.end(), when);
  return day.states[static_cast<std::size_t>(later - day.edges.begin())];
}

PriceContext Rater::context_of(const RowKey& key) const {
  return {key.set, key.schedule, key.set->service(services_[key.service]), key.tier};
}

Rater::Row Rater::compile(const RowKey& key) const {
  const PriceContext context = context_of(key);
  Row row;
  for (int m = 0; m < meter_count; ++m) {
    const FoundPrice found = price_of(context, static_cast<Meter>(m));
    if (!found) continue;
    row.grains[static_cast<std::size_t>(m)] = found.exact().per_count.grains();
    row.priced |= 1u << static_cast<unsigned>(m);
  }
  return row;
}

const Rater::Row& Rater::row(std::uint32_t model, const RowKey& key) {
  LastRow& last = last_[model];
  if (last.key == key && last.row != nullptr) return *last.row;
  auto at = rows_.find(key);
  if (at == rows_.end()) at = rows_.emplace(key, compile(key)).first;
  last = {key, &at->second};  // an unordered_map keeps its elements where they are
  return at->second;
}

Money Rater::graduated(const RequestUsage& request, const PriceContext& context, Meter meter, std::uint64_t count) {
  std::uint64_t& used = volume_[{request.model, meter, utc_month(request.at)}];
  const Money cost = graduated_cost(context, meter, used, count);
  if (__builtin_add_overflow(used, count, &used)) used = std::numeric_limits<std::uint64_t>::max();
  return cost;
}

void Rater::rate(const RequestUsage& request, Charge& charge) {
  NPCOST_CHECK(request.model < book_.cards.size(), "a request's model is a card of the book");
  const PriceCard& card = book_.cards[request.model];
  const std::uint32_t used = request.counts.used();
  charge.total = {};
  charge.priced = 0;
  charge.unpriced = used;
  const PriceSet* set = card.at(request.at);
  if (set == nullptr) return;
  const std::uint8_t tier = set->tiers.empty() ? std::uint8_t{0} : set->tier_of(request.counts.prompt_tokens());
  const RowKey key{set, schedule_of(*set, request.at), request.service, tier};
  const Row& prices = row(request.model, key);
  charge.priced = used & prices.priced;
  charge.unpriced = used & ~prices.priced;
  for_each_meter(charge.priced, [&](Meter meter) {
    std::uint64_t count = request.counts[meter];
    if (is_time(meter)) count = billed_time(count, card.billing_minimum, card.billing_increment);
    const Int128 grains = prices.grains[static_cast<std::size_t>(meter)];
    const bool steps = !set->volume.empty() && is_graduated(*set, meter);
    const Money amount = steps ? graduated(request, context_of(key), meter, count) : product(grains, count);
    charge.amount[static_cast<std::size_t>(meter)] = amount;
    charge.total += amount;
  });
}

}  // namespace npcost
