// What all players together are expected to do: it keeps shared prompt prefixes warm, and is the estimate of a run's work.

#include <algorithm>
#include <cmath>
#include <map>

#include "sim/engine/compile/compile_npc.h"
#include "sim/engine/compile/compile_parts.h"

namespace npcost {

namespace {

double choice_probability(const SegmentPlan& segment, std::size_t choice) {
  const std::uint64_t before = choice == 0 ? 0 : segment.npcs[choice - 1].below;
  return static_cast<double>(segment.npcs[choice].below - before) * 0x1p-32;
}

double in_sixteenths(const std::vector<std::uint32_t>& by_hour, std::uint32_t hour) {
  return by_hour.empty() ? 1 : by_hour[std::min<std::size_t>(hour, by_hour.size() - 1)] / 65'536.0;
}

/// How much of an ordinary hour's talk an hour has, for all players who ever come.
class Traffic {
 public:
  explicit Traffic(const Plan& plan) : plan_(plan) {
    if (!plan.arrivals.active) return;
    for (const SegmentPlan& segment : plan.segments) {
      if (there_.contains(segment.comes_by)) continue;
      Coming coming;
      coming.share = shares_of_hours(plan.clocks[segment.comes_by]);
      coming.there = there(coming.share);
      there_.emplace(segment.comes_by, std::move(coming));
    }
  }

  double busy(const SegmentPlan& segment, std::uint32_t hour) const {
    const double content = in_sixteenths(segment.content, hour), weight = plan_.clocks[segment.clock].weight(hour);
    if (!plan_.arrivals.active) return content * weight * in_sixteenths(plan_.novelty, age_of_run(hour));
    const Coming& coming = there_.at(segment.comes_by);
    // Who comes sits down at once, however rarely he plays: a session more than the rate gives.
    const double a_day = segment.sessions.mean() / sessions_scale;
    const double first = a_day > 0 ? 24 * coming.share[hour] / a_day * in_sixteenths(plan_.novelty, 0) : 0;
    return content * (weight * coming.there[hour] + first);
  }

 private:
  struct Coming {
    std::vector<double> share;   ///< of all players, those who come in each hour
    std::vector<double> there;   ///< of all players, those who have come and play on, in the mood of their age
  };

  /// Players who are there from the start are as old as the counted run.
  std::uint32_t age_of_run(std::uint32_t hour) const {
    const auto warm_up = static_cast<std::uint32_t>(plan_.warm_up_ms / ms_per_hour);
    return hour < warm_up ? 0 : hour - warm_up;
  }

  std::vector<double> shares_of_hours(const PlayClock& comes_by) const {
    std::vector<double> share;
    double sum = 0;
    for (std::uint32_t h = 0; h < whole_hours(plan_.horizon_ms); ++h) sum += comes_by.weight(h);
    for (std::uint32_t h = 0; h < whole_hours(plan_.horizon_ms); ++h) share.push_back(sum > 0 ? comes_by.weight(h) / sum : 0);
    return share;
  }

  /// Of those who came on an earlier day the share returns[days since] plays today; of today's, all who have come by now.
  std::vector<double> there(const std::vector<double>& share) const {
    const std::vector<std::uint32_t>& day_of = plan_.rules.day_of_hour;
    const std::vector<std::uint64_t>& returns = plan_.arrivals.returns;
    std::vector<double> came(day_of.back() + 1), there_on(day_of.back() + 1);
    for (std::size_t h = 0; h < share.size(); ++h) came[day_of[h]] += share[h];
    for (std::size_t today = 0; today < came.size(); ++today) {
      for (std::size_t day = 0; day < today; ++day) {
        const double plays = static_cast<double>(returns[std::min(today - day, returns.size() - 1)]) * 0x1p-32;
        there_on[today] += came[day] * plays * in_sixteenths(plan_.novelty, static_cast<std::uint32_t>(24 * (today - day)));
      }
    }
    std::vector<double> result;
    double came_today = 0;
    for (std::size_t h = 0; h < share.size(); ++h) {
      if (h > 0 && day_of[h] != day_of[h - 1]) came_today = 0;
      result.push_back(there_on[day_of[h]] + (came_today + share[h] / 2) * in_sixteenths(plan_.novelty, 0));
      came_today += share[h];
    }
    return result;
  }

  const Plan& plan_;
  std::map<std::uint16_t, Coming> there_;   ///< by clock of coming
};

double mean_turns(const SegmentPlan& segment) { return segment.turns.mean(); }

/// Expected calls a day of all active players to each way, in an ordinary hour, by segment: an NPC's calls are spread over its first
/// way, which is what a shared prefix of the provider is about.
std::vector<std::vector<double>> calls_a_day(const Plan& plan, const Scenario& scenario) {
  std::vector<std::vector<double>> calls(plan.segments.size(), std::vector<double>(scenario.npcs.size()));
  for (std::size_t rank = 0; rank < plan.segments.size(); ++rank) {
    const SegmentPlan& segment = plan.segments[rank];
    const double players = scenario.players.segments[segment.segment].share * static_cast<double>(plan.work.active_players);
    const double talks = conversations_a_day(segment), turns = mean_turns(segment);   // a mean reads a whole table
    for (std::size_t i = 0; i < segment.npcs.size(); ++i) {
      calls[rank][segment.npcs[i].npc] += players * talks * choice_probability(segment, i) * turns;
    }
  }
  return calls;
}

/// Of an NPC's turns, those that its own model and each of the others answer: fast paths, found replies and routes take theirs. What
/// limits and outages lead to another model is not foreseen.
std::vector<double> answered_by(const Plan& plan, const Scenario& scenario, const NpcPlan& npc) {
  std::vector<double> share(npc.others.size() + 1);
  double own = 1 - static_cast<double>(npc.fast_path) * 0x1p-32;
  for (const Policy& policy : scenario.policies) {
    if (!policy.enabled || !is_about(policy, npc.pipeline)) continue;
    if (policy.kind != Policy::Kind::cache || policy.of != Policy::Of::replies) continue;
    own *= 1 - std::clamp(compile_share(plan, policy.hit_rate), 0.0, 1.0);
  }
  for (const Policy& policy : scenario.policies) {
    if (!policy.enabled || policy.kind != Policy::Kind::route || !policy.to || !is_about(policy, npc.pipeline)) continue;
    const auto other = std::find(npc.other_models.begin(), npc.other_models.end(), *policy.to) - npc.other_models.begin();
    if (static_cast<std::size_t>(other) >= npc.others.size()) continue;
    share[static_cast<std::size_t>(other) + 1] += own * policy.share;
    own *= 1 - policy.share;
  }
  share[0] = own;
  return share;
}

void share_prefix(const Plan& plan, const std::vector<double>& calls_of_hour, double part, bool stored, CachePlan& cache) {
  const auto active = static_cast<double>(plan.work.active_players);
  const double others = (active - 1) / active;  // a player's own calls are followed exactly, conversation by conversation
  const auto ttl_ms = static_cast<double>(cache.ttl_ms);
  cache.shared_luck.reserve(calls_of_hour.size());
  for (const double a_day : calls_of_hour) {
    const double all = part * a_day / static_cast<double>(ms_per_day) * ttl_ms, x = others * all;
    cache.shared_luck.push_back(threshold(cache.refreshed_by_hits ? 1 - std::exp(-x) : x / (1 + x)));
    if (!stored) continue;
    // Kept until nobody called for a TTL: a call adds the time to the next one of anybody, at most the TTL.
    const double kept_ms = all < 1e-9 ? ttl_ms : ttl_ms * (1 - std::exp(-all)) / all;
    cache.stored_us.push_back(static_cast<std::uint64_t>(std::llround(kept_ms * 1000)));
  }
}

void copy_shared(const CachePlan& from, CachePlan& to) {
  to.shared_luck = from.shared_luck;
  to.stored_us = from.stored_us;
}

/// Requests are assumed to reach one cache (the provider routes by prefix), whichever of an NPC's ways they take.
void compile_shared_luck(Plan& plan, const Scenario& scenario, const Traffic& traffic) {
  const std::vector<std::vector<double>> calls = calls_a_day(plan, scenario);
  const std::uint32_t hours = whole_hours(plan.horizon_ms);
  const auto by_hour = [&](const NpcPlan& npc) {
    std::vector<double> sum(hours);
    for (std::size_t rank = 0; rank < plan.segments.size(); ++rank) {
      const double a_day = calls[rank][npc.npc] * static_cast<double>(std::min(npc.own_share, std::uint64_t{1} << 32)) * 0x1p-32;
      if (a_day == 0) continue;
      for (std::uint32_t h = 0; h < hours; ++h) sum[h] += a_day * traffic.busy(plan.segments[rank], h);
    }
    return sum;
  };
  const auto share = [&](const NpcPlan& npc, const LlmPlan& llm, CachePlan& cache, const std::vector<double>& calls_of_hour, double part) {
    if (!cache.enabled || npc.static_tokens < cache.min_tokens) return;
    share_prefix(plan, calls_of_hour, part, llm.storage.counted(), cache);
  };
  const auto share_of = [&](NpcPlan& npc) {
    const std::vector<double> calls_of_hour = by_hour(npc), parts = answered_by(plan, scenario, npc);
    share(npc, npc.llm, npc.cache, calls_of_hour, parts[0]);
    for (std::size_t i = 0; i < npc.others.size(); ++i) share(npc, npc.others[i].llm, npc.others[i].cache, calls_of_hour, parts[i + 1]);
  };
  for (NpcPlan& npc : plan.ways) share_of(npc);
  for (std::vector<NpcPlan>& setting : plan.settings) {
    for (NpcPlan& npc : setting) share_of(npc);
  }
  for (AmbientPlan& ambient : plan.ambient) {
    for (NpcPlan& npc : ambient.plans) {
      if (!npc.llm.billed) continue;
      const NpcPlan& way = plan.way_in(npc.setting, npc.way);
      if (!npc.batched) copy_shared(way.cache, npc.cache);  // a batch model's prefix is warm by what this player's own world sends
      for (std::size_t i = 0; i < npc.others.size(); ++i) copy_shared(way.others[i].cache, npc.others[i].cache);
    }
  }
}

double count_expected_turns(const Plan& plan, const Traffic& traffic) {
  double turns = 0;
  const std::uint32_t hours = whole_hours(plan.horizon_ms);
  for (const SegmentPlan& segment : plan.segments) {
    double days = 0;
    for (std::uint32_t h = 0; h < hours; ++h) days += traffic.busy(segment, h) / 24;
    days *= static_cast<double>(plan.horizon_ms) / (static_cast<double>(hours) * static_cast<double>(ms_per_hour));
    turns += segment.players * days * conversations_a_day(segment) * mean_turns(segment);
    for (const AmbientPlan& ambient : plan.ambient) {
      if (ambient.interval == 0) continue;
      const double a_day = static_cast<double>(ms_per_day) * PlayClock::ticks_per_ms / static_cast<double>(ambient.interval);
      const double awake = ambient.runs == Ambient::Runs::always
                               ? 1
                               : segment.sessions.mean() / sessions_scale * segment.session_ms.mean() / static_cast<double>(ms_per_day);
      turns += segment.players * days * chance_to_talk(segment) * a_day * std::min(1.0, awake) * ambient.turns.mean();
    }
  }
  return turns;
}

}  // namespace

double chance_to_talk(const SegmentPlan& segment) { return static_cast<double>(segment.talks) * 0x1p-32; }

double conversations_a_day(const SegmentPlan& segment) {
  return chance_to_talk(segment) * segment.sessions.mean() / sessions_scale * segment.conversations.mean();
}

void compile_traffic(Plan& plan, const Scenario& scenario) {
  const Traffic traffic(plan);
  compile_shared_luck(plan, scenario, traffic);
  plan.expected_turns = count_expected_turns(plan, traffic);
}

}  // namespace npcost
