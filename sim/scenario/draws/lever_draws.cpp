#include "sim/scenario/draws/lever_draws.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "sim/base/atomic_file.h"
#include "sim/scenario/files/json_write.h"
#include "sim/scenario/files/merge.h"

namespace npcost {

namespace {

/// Kind, and of what: an unknown keeps its draw when numbers change.
std::string what_it_does(const Policy& policy) {
  return fmt::format("{} {}", static_cast<int>(policy.kind), policy.kind == Policy::Kind::cache ? static_cast<int>(policy.of) : 0);
}

/// The place of the first NPC that meets what the policy is about.
std::size_t first_meeting(const Scenario& scenario, const Policy& policy, const std::vector<std::string>& npcs_met) {
  std::size_t first = npcs_met.size();
  for (const Npc& npc : scenario.npcs) {
    const bool meets = std::any_of(npc.chain.begin(), npc.chain.end(), [&](std::uint16_t pipeline) {
      return std::binary_search(policy.pipelines.begin(), policy.pipelines.end(), pipeline);
    });
    if (!meets) continue;
    const auto place = std::find(npcs_met.begin(), npcs_met.end(), child_pointer("/npcs", npc.name)) - npcs_met.begin();
    first = std::min(first, static_cast<std::size_t>(place));
  }
  return first;
}

/// The numbers of a policy as text, without the names in it.
std::string numbers(const Decoding& decoding, const std::string& name) {
  const JsonMember* entry = entry_named(decoding.root, "policies", name);
  if (entry == nullptr || entry->value.kind != JsonValue::Kind::object) return {};
  JsonValue said = without_remarks(entry->value);
  for (const std::string_view key : {"applies_to", "to", "when"}) remove_member(said, key);
  return canonical_json(said);
}

bool is_inside(const std::string& pointer, const std::string& entry) {
  return pointer.starts_with(entry) && pointer.size() > entry.size() && pointer[entry.size()] == '/';
}

}  // namespace

std::vector<std::uint16_t> canonical_policies(const Decoding& decoding, const std::vector<std::string>& npcs_met) {
  const Scenario& scenario = decoding.scenario;
  std::vector<std::tuple<std::string, std::size_t, std::string, std::string, std::uint16_t>> known;
  for (std::size_t i = 0; i < scenario.policies.size(); ++i) {
    const Policy& policy = scenario.policies[i];
    known.emplace_back(what_it_does(policy), first_meeting(scenario, policy, npcs_met), numbers(decoding, policy.name), policy.name,
                       static_cast<std::uint16_t>(i));
  }
  std::sort(known.begin(), known.end());
  std::vector<std::uint16_t> order;
  for (const auto& policy : known) order.push_back(std::get<4>(policy));
  return order;
}

std::string lever_draw_pointer(const Scenario& scenario, const std::vector<std::uint16_t>& policies, const std::string& pointer) {
  std::string kind;
  int rank = 0;
  for (const std::uint16_t index : policies) {
    const Policy& policy = scenario.policies[index];
    const std::string entry = child_pointer("/policies", policy.name);
    rank = what_it_does(policy) == kind ? rank + 1 : 0;
    kind = what_it_does(policy);
    if (is_inside(pointer, entry)) return fmt::format("/policies/{} #{}{}", kind, rank, pointer.substr(entry.size()));
  }
  for (const Event& event : scenario.events) {
    const std::string entry = child_pointer("/events", event.name);
    if (is_inside(pointer, entry)) return fmt::format("/events/#{}{}", event.draw_name, pointer.substr(entry.size()));
  }
  return {};
}

void name_events(Decoding& decoding, const std::vector<const std::vector<std::string>*>& met, const std::vector<std::uint16_t>& policies) {
  Scenario& scenario = decoding.scenario;
  const auto rank_of = [&](const std::string& target) {
    for (const std::vector<std::string>* pointers : met) {
      const auto found = std::find(pointers->begin(), pointers->end(), target);
      if (found != pointers->end()) return static_cast<std::size_t>(found - pointers->begin());
    }
    const auto found = std::find_if(policies.begin(), policies.end(), [&](std::uint16_t index) {
      return child_pointer("/policies", scenario.policies[index].name) == target;
    });
    return static_cast<std::size_t>(found - policies.begin());
  };
  std::map<std::string, int> same;
  std::set<std::uint32_t> taken;
  for (std::size_t i = 0; i < scenario.events.size(); ++i) {
    Event& event = scenario.events[i];
    const JsonMember* entry = entry_named(decoding.root, "events", event.name);
    const std::string target = entry == nullptr ? std::string() : Fields(decoding, entry->value, "event", "").text("target");
    const std::string text = fmt::format("{} {}", decoding.event_texts[i], target.empty() ? std::size_t{0} : rank_of(target) + 1);
    const std::string hex = sha256_hex(fmt::format("{} #{}", text, same[text]++));
    std::from_chars(hex.data(), hex.data() + 8, event.draw_name, 16);
    while (!taken.insert(event.draw_name).second) ++event.draw_name;
    if (decoding.base != nullptr) {  // what happens in the base happens in its variants, whatever they make of it
      const auto known = decoding.base->orders.events.find(event.name);
      if (known != decoding.base->orders.events.end()) event.draw_name = known->second;
    }
    decoding.orders.events.emplace(event.name, event.draw_name);
  }
}

std::vector<const Spread*> lever_spreads(const Scenario& scenario) {
  std::vector<const Spread*> spreads;
  for (const Policy& policy : scenario.policies) {
    spreads.push_back(&policy.hit_rate);
    if (policy.kind == Policy::Kind::summarise) spreads.push_back(&policy.memory.summary);
  }
  for (const Event& event : scenario.events) spreads.push_back(&event.times);
  return spreads;
}

}  // namespace npcost
