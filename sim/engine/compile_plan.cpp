#include <algorithm>
#include <cmath>

#include "sim/base/check.h"
#include "sim/engine/compile_npc.h"
#include "sim/engine/plan_types.h"

namespace npcost {

namespace {

/// Players in one unit of work, about: small enough to share out and to stop quickly, large enough to be worth a visit.
constexpr std::uint32_t players_per_unit = 512;

std::uint32_t whole_hours(std::int64_t ms) { return static_cast<std::uint32_t>((ms + ms_per_hour - 1) / ms_per_hour); }

void draw_unknowns(Plan& plan, const Scenario& scenario) {
  for (const auto& [pointer, name] : scenario.unknown_names) {
    const Words words = draw({plan.seed, plan.replication, 0, 0}, Purpose::unknown, name, 0);
    plan.unknowns.emplace_back(pointer, unit_interval(words.w[0]));
  }
  std::sort(plan.unknowns.begin(), plan.unknowns.end());
}

void compile_time(Plan& plan, const Scenario& scenario, const std::vector<LocalHour>& hours) {
  plan.warm_up_ms = scenario.experiment.warm_up.count();
  plan.horizon_ms = plan.warm_up_ms + scenario.duration.count();
  const Instant end = scenario.start + scenario.duration;
  PricePeriods periods = scenario.book.periods(scenario.start, end);
  for (const Instant edge : periods.edges) {
    plan.period_edges_ms.push_back((edge - scenario.start).count() + plan.warm_up_ms);
  }
  plan.period_after = std::move(periods.period);
  plan.period_inside = std::move(periods.inside);
  // Counted hours begin at the scenario's start; with a warm-up that is no whole number of hours the local day of a
  // counted hour is taken at its first minute.
  const std::uint32_t counted = whole_hours(scenario.duration.count());
  const auto first = static_cast<std::uint32_t>(plan.warm_up_ms / ms_per_hour);
  for (std::uint32_t h = 0; h < counted; ++h) plan.day_of_hour.push_back(hours[first + h].day - hours[first].day);
}

SegmentPlan compile_segment(Plan& plan, const Scenario& scenario, std::uint16_t index, std::uint32_t rank) {
  const Segment& source = scenario.players.segments[index];
  SegmentPlan segment;
  segment.segment = index;
  segment.rank = rank;
  segment.sessions = compile_table(plan, source.sessions, 0, sessions_scale);
  segment.session_ms = compile_table(plan, source.session_length);
  segment.conversations = compile_table(plan, source.conversations);
  segment.turns = compile_table(plan, source.turns, 1);
  const Distribution talks = in_replication(
      source.talks, [](const Unknown& u, const void* p) { return static_cast<const Plan*>(p)->unknown(u); }, &plan);
  segment.talks = threshold(std::clamp(talks.mean(), 0.0, 1.0));
  const std::vector<NpcWeight>& choices = source.choices.empty() ? source.npcs : source.choices;
  double whole = 0;
  for (const NpcWeight& weight : choices) whole += weight.weight;
  double below = 0;
  for (const NpcWeight& weight : choices) {
    below += weight.weight;
    segment.npcs.push_back({threshold(std::min(1.0, below / whole)), weight.npc});
  }
  if (!segment.npcs.empty()) segment.npcs.back().below = threshold(1.0);
  return segment;
}

void compile_population(Plan& plan, const Scenario& scenario) {
  const Players& players = scenario.players;
  const double active = std::clamp(static_cast<double>(compile_value(plan, players.active)), 1.0, 1e9);
  plan.work.active_players = static_cast<std::uint64_t>(active);
  plan.work.players = static_cast<std::uint32_t>(active);
  if (scenario.experiment.sample_players) {
    const std::uint32_t sample = std::max(1u, compile_value(plan, *scenario.experiment.sample_players));
    plan.work.players = std::min(plan.work.players, sample);
  }
  plan.work.units = (plan.work.players + players_per_unit - 1) / players_per_unit;
  std::vector<double> shares;
  for (const std::uint16_t index : scenario.canonical_segments) shares.push_back(players.segments[index].share);
  const std::vector<std::uint32_t> parts = split_players(plan.work.players, shares);
  std::uint32_t first = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    SegmentPlan segment = compile_segment(plan, scenario, scenario.canonical_segments[i], scenario.segment_ranks[i]);
    segment.first_player = first;
    segment.players = parts[i];
    first += parts[i];
    plan.segments.push_back(std::move(segment));
  }
}

double chance_to_talk(const SegmentPlan& segment) { return static_cast<double>(segment.talks) * 0x1p-32; }

/// Expected conversations a day of one player of the segment.
double conversations_a_day(const SegmentPlan& segment) {
  return chance_to_talk(segment) * segment.sessions.mean() / sessions_scale * segment.conversations.mean();
}

double choice_probability(const SegmentPlan& segment, std::size_t choice) {
  const std::uint64_t before = choice == 0 ? 0 : segment.npcs[choice - 1].below;
  return static_cast<double>(segment.npcs[choice].below - before) * 0x1p-32;
}

/// How likely another player's call keeps an NPC's shared prefix warm, hour by hour, from the expected traffic of ALL other active players
/// (a sample of players must not make the cache colder). Requests are assumed to reach one cache (the provider routes by prefix).
void compile_shared_luck(Plan& plan, const Scenario& scenario) {
  std::vector<double> calls_a_day(plan.npcs.size());
  for (std::size_t rank = 0; rank < plan.segments.size(); ++rank) {
    const SegmentPlan& segment = plan.segments[rank];
    const double players = scenario.players.segments[segment.segment].share * static_cast<double>(plan.work.active_players);
    for (std::size_t i = 0; i < segment.npcs.size(); ++i) {
      calls_a_day[segment.npcs[i].npc] +=
          players * conversations_a_day(segment) * choice_probability(segment, i) * segment.turns.mean();
    }
  }
  const std::uint32_t hours = whole_hours(plan.horizon_ms);
  const auto active = static_cast<double>(plan.work.active_players);
  const double others = (active - 1) / active;  // a player's own calls are followed exactly, conversation by conversation
  for (NpcPlan& npc : plan.npcs) {
    const CachePlan& cache = npc.cache;
    if (!cache.enabled || npc.static_tokens < cache.min_tokens) continue;
    const double calls_per_ttl =
        others * calls_a_day[npc.npc] / static_cast<double>(ms_per_day) * static_cast<double>(cache.ttl_ms);
    npc.cache.shared_luck.reserve(hours);
    const auto ttl_ms = static_cast<double>(cache.ttl_ms);
    for (std::uint32_t h = 0; h < hours; ++h) {
      const double x = calls_per_ttl * plan.clock.weight(h);
      npc.cache.shared_luck.push_back(threshold(cache.refreshed_by_hits ? 1 - std::exp(-x) : x / (1 + x)));
      if (!npc.llm.storage.counted()) continue;
      // Kept until nobody called for a TTL: a call adds the time to the next one of anybody, at most the TTL.
      const double all = calls_a_day[npc.npc] / static_cast<double>(ms_per_day) * ttl_ms * plan.clock.weight(h);
      const double kept_ms = all < 1e-9 ? ttl_ms : ttl_ms * (1 - std::exp(-all)) / all;
      npc.cache.stored_us.push_back(static_cast<std::uint64_t>(std::llround(kept_ms * 1000)));
    }
  }
}

double count_expected_turns(const Plan& plan) {
  double turns = 0;
  const double days = static_cast<double>(plan.horizon_ms) / static_cast<double>(ms_per_day);
  for (const SegmentPlan& segment : plan.segments) {
    turns += segment.players * days * conversations_a_day(segment) * segment.turns.mean();
  }
  return turns;
}

}  // namespace

double Plan::unknown(const Unknown& unknown_value) const {
  if (unknown_value.known()) return unknown_value.of.quantile(0.5);
  const auto found = std::lower_bound(unknowns.begin(), unknowns.end(), unknown_value.pointer,
                                      [](const auto& entry, const std::string& key) { return entry.first < key; });
  NPCOST_CHECK(found != unknowns.end() && found->first == unknown_value.pointer, "every unknown of a scenario is named");
  return unknown_value.of.quantile(found->second);
}

std::shared_ptr<const Plan> compile_plan(const Scenario& scenario, std::uint32_t replication) {
  const std::int64_t whole = scenario.experiment.warm_up.count() + scenario.duration.count();
  const std::vector<LocalHour> hours =
      local_hours(scenario.start - scenario.experiment.warm_up, whole_hours(whole) + 1, scenario.timezone);
  auto plan = std::make_shared<Plan>(Plan{.seed = scenario.experiment.seed,
                                          .replication = replication,
                                          .work = {},
                                          .shape = {},
                                          .cells = {},
                                          .segments = {},
                                          .npcs = {},
                                          .clock = PlayClock(scenario.players.hour_of_week, hours),
                                          .warm_up_ms = 0,
                                          .horizon_ms = 0,
                                          .day_of_hour = {},
                                          .period_edges_ms = {},
                                          .period_after = {},
                                          .period_inside = {},
                                          .expected_turns = 0,
                                          .tables = {},
                                          .unknowns = {}});
  draw_unknowns(*plan, scenario);
  compile_time(*plan, scenario, hours);
  compile_npcs(*plan, scenario);
  compile_population(*plan, scenario);
  compile_shared_luck(*plan, scenario);
  plan->expected_turns = count_expected_turns(*plan);
  plan->shape = {.cells = static_cast<std::uint32_t>(plan->cells.size()),
                 .segments = static_cast<std::uint32_t>(scenario.players.segments.size()),
                 .npcs = static_cast<std::uint32_t>(scenario.npcs.size()),
                 .hours = static_cast<std::uint32_t>(plan->day_of_hour.size()),
                 .days = plan->day_of_hour.back() + 1,
                 .players = plan->work.players};
  return plan;
}

WorkList work_list(const Plan& plan) { return plan.work; }
const CellTable& cell_table(const Plan& plan) { return plan.cells; }
LedgerShape ledger_shape(const Plan& plan) { return plan.shape; }
double expected_turns(const Plan& plan) { return plan.expected_turns; }

CellPrices cell_prices(const Plan& plan, const PriceBook& book) {
  CellPrices prices;
  prices.reserve(plan.cells.size());
  for (const Cell& cell : plan.cells.all()) {
    const std::optional<Price> price = book.price(cell, plan.period_inside[cell.period]);
    if (!price) {
      // read_scenario refused what must have a price. What is left are fees (per request, storage) that another entry of the same
      // model charges and this one does not; and tokens of kinds that nothing here uses.
      prices.emplace_back();
      continue;
    }
    UnitPrice exact = price->exact;
    if (price->unknown) {
      // A drawn price is rounded to the grain once, here; from then on everything is exact again.
      const auto factor = static_cast<std::int64_t>(std::llround(plan.unknown(*price->unknown) * 4294967296.0));
      const Money scaled = exact.per_count.times(factor);
      exact.per_count = Money::from_grains((scaled.grains() + (Int128{1} << 31)) >> 32);
    }
    prices.push_back(exact);
  }
  return prices;
}

}  // namespace npcost
