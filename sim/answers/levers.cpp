// What policies did and which events happened, over the replications.

#include <algorithm>
#include <cstddef>

#include "sim/answers/period_text.h"
#include "sim/answers/replications.h"
#include "sim/scenario/read_scenario.h"

namespace npcost {

namespace {

std::string_view kind_name(Policy::Kind kind) {
  switch (kind) {
    case Policy::Kind::cache: return "cache";
    case Policy::Kind::route: return "route";
    case Policy::Kind::cap_reply: return "cap_reply";
    case Policy::Kind::summarise: return "summarise";
    case Policy::Kind::quota: return "quota";
    case Policy::Kind::degrade: return "degrade";
    case Policy::Kind::batch: return "batch";
    case Policy::Kind::prewarm: return "prewarm";
  }
  return "";
}

std::string_view kind_name(Event::Kind kind) {
  switch (kind) {
    case Event::Kind::players: return "players";
    case Event::Kind::price: return "price";
    case Event::Kind::outage: return "outage";
    case Event::Kind::feature: return "feature";
    case Event::Kind::policy: return "policy";
    case Event::Kind::content: return "content";
    case Event::Kind::limit: return "limit";
  }
  return "";
}

/// What one count of a limit's measure is in the unit that is shown.
struct Shown {
  std::string unit;
  double per_count;
};
Shown shown_measure(Policy::Measure measure, const std::string& currency) {
  switch (measure) {
    case Policy::Measure::turns: return {"turns", 1};
    case Policy::Measure::time: return {"h", 1 / 3'600'000.0};
    case Policy::Measure::tokens: return {"tokens", 1};
    case Policy::Measure::money: return {currency, 1.0 / static_cast<double>(money_steps(currency))};
  }
  return {};
}

bool may_be_on(const Scenario& scenario, std::size_t policy) {
  return scenario.policies[policy].enabled || std::any_of(scenario.events.begin(), scenario.events.end(), [&](const Event& event) {
           return event.kind == Event::Kind::policy && event.policy == policy && event.set;
         });
}

/// Policies whose doing is counted turn by turn; the others change every turn alike.
bool counts_turns(Policy::Kind kind) {
  return kind != Policy::Kind::cap_reply && kind != Policy::Kind::summarise && kind != Policy::Kind::batch;
}

}  // namespace

void Replications::add_levers(const ReplicationSummary& summary) {
  const Scale& scale = summary.scale;
  const double times = scale.simulated == 0 ? 0 : static_cast<double>(scale.active) / static_cast<double>(scale.simulated);
  policies_.resize(summary.policies.size());
  policy_reached_.resize(summary.policies.size());
  policy_over_.resize(summary.policies.size());
  for (std::size_t i = 0; i < summary.policies.size(); ++i) {
    policies_[i] += summary.policies[i];
    // A limit on everybody is reached once for all, however many are simulated.
    policy_reached_[i] += static_cast<double>(summary.policies[i].windows) * (scenario_->policies[i].is_global() ? 1 : times);
    policy_over_[i] += static_cast<double>(summary.policies[i].over) * times;
  }
  asked_turns_ += summary.asked_turns;
  event_happened_.resize(summary.events.size());
  for (std::size_t i = 0; i < summary.events.size(); ++i) event_happened_[i] += summary.events[i];
}

std::vector<PolicyResult> Replications::policies() const {
  std::vector<PolicyResult> results;
  for (std::size_t i = 0; i < policies_.size() && count_ != 0; ++i) {
    const Policy& policy = scenario_->policies[i];
    if (!may_be_on(*scenario_, i)) continue;
    PolicyResult result;
    result.name = policy.name;
    result.kind = kind_name(policy.kind);
    if (counts_turns(policy.kind) && asked_turns_ != 0) {
      result.turns = static_cast<double>(policies_[i].turns) / static_cast<double>(asked_turns_);
    }
    if (policy.is_limit()) {
      const Shown shown = shown_measure(policy.measure, scenario_->currency);
      result.limit = policy.limit_text;
      result.reached = policy_reached_[i] / count_;
      result.over = policy_over_[i] / count_ * shown.per_count;
      result.over_unit = shown.unit;
    }
    results.push_back(std::move(result));
  }
  return results;
}

std::vector<EventResult> Replications::events() const {
  std::vector<EventResult> results;
  for (std::size_t i = 0; i < event_happened_.size() && count_ != 0; ++i) {
    const Event& event = scenario_->events[i];
    EventResult result;
    result.name = event.name;
    result.kind = kind_name(event.kind);
    result.when = local_text(event.from, scenario_->timezone);
    if (event.until != Instant::max()) result.when += " to " + local_text(event.until, scenario_->timezone);
    result.happened = static_cast<double>(event_happened_[i]) / count_;
    result.probability = event.probability;
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace npcost
