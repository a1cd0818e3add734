// When a run plays: hours and days, which events happen, and the stretches in which prices hold.

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "sim/base/check.h"
#include "sim/engine/compile/compile_npc.h"
#include "sim/engine/compile/compile_parts.h"

namespace npcost {

namespace {

std::int64_t kernel_ms(const Plan& plan, const Scenario& scenario, Instant when) {
  if (when == Instant::max()) return for_ever;
  return (when - scenario.start).count() + plan.warm_up_ms;
}

void compile_price_events(Plan& plan, const Scenario& scenario) {
  for (std::size_t i = 0; i < scenario.events.size(); ++i) {
    const Event& event = scenario.events[i];
    if (event.kind != Event::Kind::price || !event.model || plan.event_happens[i] == 0) continue;
    const double times = std::clamp(compile_share(plan, event.times), 0.0, 1e6);
    plan.price_events.push_back({*event.model, event.from, event.until, std::llround(times * 1e6)});
  }
}

/// A period is a combination of prices and of the price events that hold.
void refine_periods(Plan& plan, const PricePeriods& base, Instant start, Instant end) {
  std::vector<Instant> edges = base.edges;
  for (const PriceEvent& event : plan.price_events) {
    edges.push_back(event.from);
    edges.push_back(event.until);
  }
  std::erase_if(edges, [&](Instant edge) { return edge <= start || edge >= end; });
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());

  std::map<std::pair<std::uint16_t, std::vector<bool>>, std::uint16_t> known;
  const auto period_at = [&](Instant when) {
    const auto later = std::upper_bound(base.edges.begin(), base.edges.end(), when);
    std::vector<bool> events;
    for (const PriceEvent& event : plan.price_events) events.push_back(when >= event.from && when < event.until);
    const std::uint16_t prices = base.period[static_cast<std::size_t>(later - base.edges.begin())];
    const auto [found, added] = known.try_emplace({prices, std::move(events)}, static_cast<std::uint16_t>(known.size()));
    if (added) plan.period_inside.push_back(when);
    return found->second;
  };
  plan.period_after.push_back(period_at(start));
  for (const Instant edge : edges) {
    const std::uint16_t period = period_at(edge);
    if (period == plan.period_after.back()) continue;
    plan.period_edges_ms.push_back((edge - start).count() + plan.warm_up_ms);
    plan.period_after.push_back(period);
  }
  NPCOST_CHECK(known.size() <= UINT16_MAX, "prices have fewer than 65,535 different combinations in a run");
}

/// Between whose edges no price of any book changes.
PricePeriods periods_of_all_books(const Scenario& scenario, Instant end) {
  if (scenario.other_books.empty()) return scenario.book.periods(scenario.start, end);
  PriceBook all = scenario.book;
  for (const PriceBook& other : scenario.other_books) all.cards.insert(all.cards.end(), other.cards.begin(), other.cards.end());
  return all.periods(scenario.start, end);
}

void compile_tier_starts(Plan& plan, const Scenario& scenario) {
  for (std::size_t model = 0; model < scenario.book.cards.size(); ++model) {
    std::vector<TierStarts>& of_model = plan.tier_starts.emplace_back();
    for (const Instant inside : plan.period_inside) {
      std::set<std::uint64_t> starts;
      const auto add = [&](const PriceBook& book) {
        const PriceSet* set = book.cards[model].at(inside);
        if (set == nullptr) return;
        for (const ContextTier& tier : set->tiers) starts.insert(tier.first_tokens());
      };
      add(scenario.book);
      for (const PriceBook& other : scenario.other_books) add(other);
      of_model.emplace_back(starts.begin(), starts.end());
    }
  }
}

/// Local calendar months since the first hour's.
std::vector<std::uint32_t> months_of(const Scenario& scenario, std::size_t hours) {
  std::vector<std::uint32_t> months;
  std::int32_t first = 0;
  const Instant begin = scenario.start - scenario.experiment.warm_up;
  for (std::size_t h = 0; h < hours; ++h) {
    const LocalMoment moment = local_moment(begin + std::chrono::hours(h), scenario.timezone);
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{moment.day}}};
    const auto month = static_cast<std::int32_t>(int{date.year()} * 12) + static_cast<std::int32_t>(unsigned{date.month()});
    if (h == 0) first = month;
    months.push_back(static_cast<std::uint32_t>(std::max(0, month - first)));
  }
  return months;
}

bool has_limits(const Scenario& scenario) {
  return std::any_of(scenario.policies.begin(), scenario.policies.end(), [](const Policy& p) { return p.is_limit(); });
}

}  // namespace

std::uint32_t whole_hours(std::int64_t ms) { return static_cast<std::uint32_t>((ms + ms_per_hour - 1) / ms_per_hour); }

void draw_events(Plan& plan, const Scenario& scenario) {
  for (const Event& event : scenario.events) {
    const Words words = draw({plan.seed, plan.unknown_replication, 0, 0}, Purpose::happens, event.draw_name, 0);
    plan.event_happens.push_back(happens(words.w[0], threshold(event.probability)) ? 1 : 0);
  }
}

std::vector<Stretch> stretch_of(const Plan& plan, const Scenario& scenario, std::size_t event) {
  if (plan.event_happens[event] == 0) return {};
  const Event& of = scenario.events[event];
  return {{kernel_ms(plan, scenario, of.from), kernel_ms(plan, scenario, of.until)}};
}

void compile_time(Plan& plan, const Scenario& scenario, const std::vector<LocalHour>& hours) {
  plan.counts_load = scenario.experiment.load_by_minute;
  plan.warm_up_ms = scenario.experiment.warm_up.count();
  plan.horizon_ms = plan.warm_up_ms + scenario.duration.count();
  const Instant end = scenario.start + scenario.duration;
  compile_price_events(plan, scenario);
  refine_periods(plan, periods_of_all_books(scenario, end), scenario.start, end);
  compile_tier_starts(plan, scenario);
  // Counted hours begin at the scenario's start, whether or not the warm-up is a whole number of hours.
  for (const LocalHour& hour : local_hours(scenario.start, whole_hours(scenario.duration.count()), scenario.timezone)) {
    plan.day_of_hour.push_back(hour.day);
  }
  if (!has_limits(scenario) && !scenario.players.arrivals) return;
  for (const LocalHour& hour : hours) plan.rules.day_of_hour.push_back(hour.day);
  plan.rules.month_of_hour = months_of(scenario, hours.size());
}

}  // namespace npcost
