#include "sim/scenario/draws/variant_draws.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "sim/scenario/files/merge.h"

namespace npcost {

namespace {

double sum_of(const std::vector<NpcWeight>& weights) {
  double sum = 0;
  for (const NpcWeight& weight : weights) sum += weight.weight;
  return sum;
}

double share_in(const std::vector<NpcWeight>& weights, std::uint16_t npc, double whole) {
  const auto found = std::find_if(weights.begin(), weights.end(), [&](const NpcWeight& weight) { return weight.npc == npc; });
  return found == weights.end() ? 0 : found->weight / whole;
}

bool same(const std::vector<NpcWeight>& a, const std::vector<NpcWeight>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const NpcWeight& x, const NpcWeight& y) { return x.npc == y.npc && x.weight == y.weight; });
}

}  // namespace

std::vector<NpcWeight> coupled_choices(const std::vector<NpcWeight>& before, const std::vector<NpcWeight>& now) {
  const double whole_before = sum_of(before), whole = sum_of(now);
  if (same(before, now) || !(whole_before > 0) || !(whole > 0)) return {};
  // Who is met more often than before takes from those who are met less often, one after the other: everybody else's part of the draw
  // stays where it is. Gains and losses are equal but for rounding, which is far below what a draw can tell.
  std::vector<NpcWeight> gains;
  for (const NpcWeight& weight : now) {
    const double gain = weight.weight / whole - share_in(before, weight.npc, whole_before);
    if (gain > 0) gains.push_back({weight.npc, gain});
  }
  std::vector<NpcWeight> choices;
  const auto add = [&](std::uint16_t npc, double share) {
    if (share > 0) choices.push_back({npc, share});
  };
  std::size_t next = 0;
  for (const NpcWeight& weight : before) {
    const double was = weight.weight / whole_before;
    const double kept = std::min(was, share_in(now, weight.npc, whole));
    add(weight.npc, kept);
    for (double left = was - kept; left > 0 && next < gains.size();) {
      const double taken = std::min(left, gains[next].weight);
      add(gains[next].npc, taken);
      left -= taken;
      gains[next].weight -= taken;
      if (!(gains[next].weight > 0)) ++next;
    }
  }
  return choices;
}

void choose_as_in_base(Segment& segment, const std::vector<Npc>& npcs, const std::map<std::string, Meetings>& meetings) {
  const auto known = meetings.find(segment.name);
  if (known == meetings.end()) return;
  const Meetings& base = known->second;
  const auto known_at = [&](const NpcWeight& weight) {
    return std::find_if(base.begin(), base.end(), [&](const auto& met) { return met.first == npcs[weight.npc].name; }) - base.begin();
  };
  std::stable_sort(segment.npcs.begin(), segment.npcs.end(),
                   [&](const NpcWeight& a, const NpcWeight& b) { return known_at(a) < known_at(b); });
  std::vector<NpcWeight> before;
  for (const auto& met : base) {
    constexpr std::uint16_t gone = std::numeric_limits<std::uint16_t>::max();  // a number that nobody has
    const auto npc = std::find_if(npcs.begin(), npcs.end(), [&](const Npc& one) { return one.name == met.first; });
    before.push_back({npc == npcs.end() ? gone : static_cast<std::uint16_t>(npc - npcs.begin()), met.second});
  }
  segment.choices = coupled_choices(before, segment.npcs);
}

std::vector<std::uint32_t> ranks_in_draws(const std::vector<std::size_t>& rank_in_base, std::size_t known, std::uint32_t room) {
  std::vector<std::uint32_t> ranks;
  std::size_t next = known;
  for (const std::size_t rank : rank_in_base) ranks.push_back(static_cast<std::uint32_t>(rank < known ? rank : next++));
  std::uint32_t free = 0;
  for (std::uint32_t& rank : ranks) {
    if (rank < room) continue;
    while (std::find(ranks.begin(), ranks.end(), free) != ranks.end()) ++free;
    rank = free;
  }
  return ranks;
}

void rank_levers(Scenario& scenario, const std::vector<std::uint16_t>& policies, const std::vector<std::string>& ambient,
                 const DrawOrders* base, DrawOrders& orders) {
  std::map<std::string, std::vector<std::pair<std::string, std::uint32_t*>>> kinds;  // in canonical order
  for (const std::string& pointer : ambient) {
    for (Ambient& one : scenario.ambient) {
      if (child_pointer("/ambient", one.name) == pointer) kinds["ambient"].emplace_back(one.name, &one.draw_rank);
    }
  }
  for (const std::uint16_t index : policies) {
    Policy& policy = scenario.policies[index];
    const std::string kind = fmt::format("{} {}", static_cast<int>(policy.kind), static_cast<int>(policy.of));
    kinds[kind].emplace_back(policy.name, &policy.draw_rank);
  }
  for (const auto& [kind, entries] : kinds) {
    static const std::vector<std::string> nobody;
    const bool in_base = base != nullptr && base->levers.contains(kind);
    const std::vector<std::string>& known = in_base ? base->levers.at(kind) : nobody;
    std::vector<std::size_t> ranks;
    for (const auto& [name, rank] : entries)
      ranks.push_back(static_cast<std::size_t>(std::find(known.begin(), known.end(), name) - known.begin()));
    const std::vector<std::uint32_t> given = ranks_in_draws(ranks, known.size(), kind == "ambient" ? 16u : 1u << 16);
    for (std::size_t i = 0; i < entries.size(); ++i) {
      *entries[i].second = given[i];
      orders.levers[kind].push_back(entries[i].first);
    }
  }
}

}  // namespace npcost
