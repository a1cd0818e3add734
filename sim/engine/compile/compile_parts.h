#pragma once
// The parts of compile_plan(), in the order in which they are made. Each requires what stands above it.

#include <string>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/engine/plan_types.h"
#include "sim/scenario/scenario.h"

namespace npcost {

std::uint32_t whole_hours(std::int64_t ms);

/// Which quantile each unknown has: its own named draw, moved by correlations, or held by a study.
void draw_unknowns(Plan& plan, const Scenario& scenario);
/// Which events happen in this replication: one named draw each.
void draw_events(Plan& plan, const Scenario& scenario);
/// When an event holds, in the kernel's time; empty if it does not happen.
std::vector<Stretch> stretch_of(const Plan& plan, const Scenario& scenario, std::size_t event);

/// Horizon, hours, days, and the price periods with what price events make of them. `hours`: local, of the whole run.
void compile_time(Plan& plan, const Scenario& scenario, const std::vector<LocalHour>& hours);

/// Who plays: segments, their clocks, who comes and comes back, what is new.
void compile_population(Plan& plan, const Scenario& scenario);

/// Pipelines that players may meet NPCs in, and what they are switched by.
void compile_chains(Plan& plan, const Scenario& scenario);
/// When each policy is on. Requires plan.warm_up_ms and the events that happen.
void compile_policy_switches(Plan& plan, const Scenario& scenario);
/// Policies, outages and limits. Requires plan.ways and their cells, and the policies' switches.
void compile_rules(Plan& plan, const Scenario& scenario);

/// Talk that nobody asks for.
void compile_ambient(Plan& plan, const Scenario& scenario);

/// How likely anybody's call keeps an NPC's shared prefix warm, and how many turns the run will have.
void compile_traffic(Plan& plan, const Scenario& scenario);

/// Expected conversations a day of one player of the segment, in an ordinary hour.
double conversations_a_day(const SegmentPlan& segment);
/// Of the players of a segment: those who use the feature.
double chance_to_talk(const SegmentPlan& segment);

}  // namespace npcost
