#include "sim/prices/price_set.h"

#include <algorithm>

#include "sim/base/check.h"

namespace npcost {
namespace {

std::optional<Meter> stand_in(const PriceSet& set, Meter meter) {
  switch (meter) {
    case Meter::cached_input_tokens:
    case Meter::cache_write_tokens:
    case Meter::image_tokens:
    case Meter::video_tokens:
    case Meter::citation_tokens: return Meter::input_tokens;
    case Meter::reasoning_tokens: return Meter::output_tokens;
    case Meter::cached_audio_tokens:
      // A provider that has a cache and does not say what audio costs from it: the fresh price may be eighty times too much.
      if (set.base.has(Meter::cached_input_tokens)) return std::nullopt;
      return Meter::audio_input_tokens;
    case Meter::cached_image_tokens: return Meter::image_tokens;
    default: return std::nullopt;
  }
}

const Price* in_context_tier(const PriceContext& context, Meter meter) {
  if (context.tier == 0 || context.tier > context.set->tiers.size()) return nullptr;
  return context.set->tiers[context.tier - 1u].price.find(meter);
}

/// What is charged without a service tier.
FoundPrice standard_price(const PriceContext& context, Meter meter) {
  const ScheduleEntry* hour =
      context.schedule < 0 ? nullptr : &context.set->schedule[static_cast<std::size_t>(context.schedule)];
  const Times times = hour != nullptr && hour->times ? *hour->times : Times{};
  if (const Price* tiered = in_context_tier(context, meter)) return {tiered, times};
  if (hour != nullptr) {
    if (const Price* own = hour->price.find(meter)) return {own, Times{}};
  }
  return {context.set->base.find(meter), times};
}

Times product(Times a, Times b) { return {a.millionths * b.millionths / 1'000'000}; }

FoundPrice own_price(const PriceContext& context, Meter meter) {
  const FoundPrice standard = standard_price(context, meter);
  const ServiceTier* service = context.service;
  if (service == nullptr) return standard;
  if (context.tier > 0 && context.tier <= context.set->tiers.size()) {
    const std::uint64_t first = context.set->tiers[context.tier - 1u].first_tokens();
    for (const ContextTier& tier : service->tiers) {
      if (tier.first_tokens() != first) continue;
      if (const Price* own = tier.price.find(meter)) return {own, standard.times};
    }
  }
  // A long prompt's own standard price beats a service price that knows nothing of long prompts.
  if (in_context_tier(context, meter) == nullptr) {
    if (const Price* own = service->price.find(meter)) return {own, standard.times};
  }
  if (service->times && standard) return {standard.price, product(standard.times, *service->times)};
  return standard;
}

}  // namespace

std::uint8_t PriceSet::tier_of(std::uint64_t prompt_tokens) const {
  const auto beyond =
      std::find_if(tiers.begin(), tiers.end(), [&](const Tier& t) { return prompt_tokens < t.first_tokens(); });
  return static_cast<std::uint8_t>(beyond - tiers.begin());
}

const ServiceTier* PriceSet::service(std::string_view name) const {
  const auto found =
      std::find_if(services.begin(), services.end(), [&](const ServiceTier& tier) { return tier.name == name; });
  return found == services.end() ? nullptr : &*found;
}

FoundPrice price_of(const PriceContext& context, Meter meter) {
  for (std::optional<Meter> next = meter; next; next = stand_in(*context.set, *next)) {
    if (const FoundPrice found = own_price(context, *next)) return found;
  }
  return {};
}

bool is_graduated(const PriceSet& set, Meter meter) {
  return std::any_of(set.volume.begin(), set.volume.end(), [meter](const VolumeTier& v) { return v.meter == meter; });
}

Money graduated_cost(const PriceContext& context, Meter meter, std::uint64_t used, std::uint64_t count) {
  const FoundPrice base = price_of(context, meter);
  NPCOST_CHECK(base, "a graduated meter has a price below its first step");
  Money sum;
  Money per_count = base.exact().per_count;
  // The steps stand beside the base price: a service tier's or an hour's own price has none.
  if (base.price != context.set->base.find(meter)) return per_count.times(static_cast<Int128>(count));
  for (const VolumeTier& step : context.set->volume) {
    if (step.meter != meter) continue;
    if (used < step.above) {
      const std::uint64_t here = std::min(count, step.above - used);
      sum += per_count.times(static_cast<Int128>(here));
      used += here;
      count -= here;
    }
    per_count = base.times.of(step.price.exact).per_count;
  }
  return sum + per_count.times(static_cast<Int128>(count));
}

void price_everywhere(PriceSet& set, Meter meter, const Price& price) {
  set.base.set(meter, price);
  for (ContextTier& tier : set.tiers) tier.price.erase(meter);
  for (ScheduleEntry& entry : set.schedule) entry.price.set(meter, price);  // "times" would multiply it
  for (ServiceTier& service : set.services) {
    service.price.set(meter, price);
    for (ContextTier& tier : service.tiers) tier.price.erase(meter);
  }
  std::erase_if(set.volume, [meter](const VolumeTier& step) { return step.meter == meter; });
}

}  // namespace npcost
