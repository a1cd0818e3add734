// Talk that nobody asks for: how often it comes, when, and how the NPC talks then.

#include <algorithm>
#include <cmath>

#include "sim/engine/compile/compile_npc.h"
#include "sim/engine/compile/compile_parts.h"

namespace npcost {

namespace {

/// From one unasked line to the next: NPCs need no time to read. Assumed.
constexpr std::uint32_t pause_ms = 2000;

/// The NPC as it talks by itself: the game's remarks instead of a player's line, nobody who waits or interrupts.
NpcPlan talking_by_itself(Plan& plan, const Scenario& scenario, const Ambient& source, const NpcPlan& way) {
  NpcPlan npc = way;
  const Npc& of = scenario.npcs[source.npc];
  npc.line = compile_table(plan, source.line, 0, of.token_scale);
  npc.speech_ms = DrawTable::constant(0);
  npc.think_ms = DrawTable::constant(pause_ms);
  npc.interrupt = 0;
  npc.stt = {};
  npc.hears = false;
  npc.fast_path = 0;
  npc.own_share = std::uint64_t{1} << 32;
  npc.gives_up.clear();
  npc.timed = false;
  npc.vision = {};
  if (source.kind == Ambient::Kind::world_tick) {   // a thought is not spoken
    npc.spoken = false;
    npc.tts = {};
    npc.recorded = 0;
  }
  const std::optional<std::uint16_t> batch = batch_model(scenario, npc.pipeline);
  if (batch && source.kind != Ambient::Kind::proactive && npc.llm.billed) {
    OtherLlm other = compile_other_llm(plan, scenario, *scenario.pipelines[npc.pipeline].answering(), *batch, npc);
    npc.llm = std::move(other.llm);
    const bool stated = npc.cache.stated;
    const std::uint64_t hit = npc.cache.stated_hit;
    npc.cache = std::move(other.cache);
    npc.cache.stated = stated;
    npc.cache.stated_hit = hit;
    npc.batched = true;
  }
  return npc;
}

/// Share of the time that a player who uses the feature is online in each hour; `longer_ms` is added to each session.
std::vector<double> online_share(const Plan& plan, double longer_ms) {
  double whole = 0;
  std::vector<double> online(whole_hours(plan.horizon_ms));
  for (const SegmentPlan& segment : plan.segments) {
    const double weight = segment.players * chance_to_talk(segment);
    const double session_ms = segment.session_ms.mean() + longer_ms;
    const double a_day = segment.sessions.mean() / sessions_scale * session_ms / static_cast<double>(ms_per_day);
    whole += weight;
    for (std::uint32_t h = 0; h < online.size(); ++h) online[h] += weight * a_day * plan.clocks[segment.clock].weight(h);
  }
  for (double& share : online) share = whole > 0 ? std::clamp(share / whole, 1e-9, 0.999) : 0;
  return online;
}

/// A world of k players runs while at least one of them plays: with m the share of the time that each is online, independently, that is
/// 1 − (1−m)^k of the time, shared by k·m players on average. Each of them carries this part of the rate while he plays.
std::vector<double> part_of_world(const Plan& plan, double players, double idle_ms) {
  const std::vector<double> online = online_share(plan, 0), awake = online_share(plan, idle_ms);
  std::vector<double> part;
  for (std::size_t h = 0; h < online.size(); ++h) part.push_back((1 - std::pow(1 - awake[h], players)) / (players * online[h]));
  return part;
}

void compile_rate(const Plan& plan, const Ambient& source, AmbientPlan& ambient) {
  double a_day = std::max(0.0, compile_share(plan, source.rate));
  const double players = std::max(1.0, compile_share(plan, source.shared_by));
  if (source.runs == Ambient::Runs::near) a_day *= source.near;
  if (source.runs == Ambient::Runs::always) a_day /= players;
  ambient.idle_ms = source.runs == Ambient::Runs::playing && players <= 1 ? source.idle_stop.count() : 0;
  if (source.runs == Ambient::Runs::playing && players > 1) {
    const std::vector<double> part = part_of_world(plan, players, static_cast<double>(source.idle_stop.count()));
    const double most = *std::max_element(part.begin(), part.end());
    a_day *= most;
    for (const double one : part) ambient.chance_of_hour.push_back(threshold(std::clamp(one / most, 0.0, 1.0)));
  }
  if (!(a_day > 1e-9)) return;
  ambient.interval = static_cast<std::uint64_t>(std::llround(static_cast<double>(ms_per_day) * PlayClock::ticks_per_ms / a_day));
}

}  // namespace

void compile_ambient(Plan& plan, const Scenario& scenario) {
  std::vector<Scenario> settings;
  for (std::uint16_t setting = 1; setting <= plan.settings.size(); ++setting) settings.push_back(scenario_in(plan, scenario, setting));
  for (const Ambient& source : scenario.ambient) {
    AmbientPlan ambient;
    ambient.kind = source.kind;
    ambient.runs = source.runs;
    ambient.npc = source.npc;
    ambient.rank = source.draw_rank;
    ambient.turns = compile_table(plan, source.turns, 1);
    compile_rate(plan, source, ambient);
    for (std::uint16_t setting = 0; setting <= plan.settings.size(); ++setting) {
      const Scenario& then = setting == 0 ? scenario : settings[setting - 1u];
      for (std::uint16_t w = 0; w < plan.ways.size(); ++w) {
        const NpcPlan& way = plan.way_in(setting, w);
        if (way.npc != source.npc) {
          ambient.plan_of_way.push_back(AmbientPlan::no_plan);
          continue;
        }
        ambient.plan_of_way.push_back(static_cast<std::uint16_t>(ambient.plans.size()));
        ambient.plans.push_back(talking_by_itself(plan, then, source, way));
      }
    }
    plan.ambient.push_back(std::move(ambient));
  }
}

}  // namespace npcost
