// Who plays, when, and how much they talk: segments and clocks, compiled for one replication.

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "sim/base/check.h"
#include "sim/engine/compile/compile_npc.h"
#include "sim/engine/compile/compile_parts.h"

namespace npcost {

namespace {

/// Players in one unit of work, about: small enough to share out and to stop quickly, large enough to be worth a visit.
constexpr std::uint32_t players_per_unit = 512;
constexpr double ms_per_hour_number = static_cast<double>(ms_per_hour);

/// Mean over an hour of a factor that grows from 1 to `times` over the ramp and ends with the stretch.
double mean_in_hour(const Stretch& stretch, std::int64_t ramp_ms, double times, std::uint32_t hour) {
  const double begin = hour * ms_per_hour_number, end = begin + ms_per_hour_number;
  const auto from = static_cast<double>(stretch.from);
  const double until = stretch.until == for_ever ? end : std::min(static_cast<double>(stretch.until), end);
  const double ramp = std::min(static_cast<double>(ramp_ms), std::max(0.0, static_cast<double>(stretch.until) - from));
  const auto length = [](double low, double high) { return std::max(0.0, high - low); };
  // Inside the ramp the factor is a straight line: its mean is that of its ends.
  const double ramp_low = std::max(begin, from), ramp_high = std::min(until, from + ramp);
  double extra = 0;
  if (ramp_high > ramp_low) {
    extra += (ramp_high - ramp_low) * ((ramp_low - from) + (ramp_high - from)) / (2 * ramp);
  }
  extra += length(std::max(begin, from + ramp), until);
  return 1 + (times - 1) * extra / ms_per_hour_number;
}

/// Factor of every hour of the run by the events of a kind that are about a segment.
std::vector<double> factors_of(const Plan& plan, const Scenario& scenario, Event::Kind kind, std::uint16_t segment) {
  std::vector<double> factors;
  const std::uint32_t hours = whole_hours(plan.horizon_ms);
  for (std::size_t i = 0; i < scenario.events.size(); ++i) {
    const Event& event = scenario.events[i];
    if (event.kind != kind || (event.segment && *event.segment != segment)) continue;
    const double share = event.segment ? scenario.players.segments[*event.segment].share : 1;
    const double active = std::max(1.0, share * static_cast<double>(plan.work.active_players));
    const double times = event.add_players > 0 ? 1 + event.add_players / active : compile_share(plan, event.times);
    for (const Stretch& stretch : stretch_of(plan, scenario, i)) {
      factors.resize(hours, 1.0);
      for (std::uint32_t h = 0; h < hours; ++h) factors[h] *= mean_in_hour(stretch, event.ramp.count(), times, h);
    }
  }
  return factors;
}

/// The launch curve hour by hour, mean 1 over the counted run.
std::vector<double> curve_of_hours(const Plan& plan, const Scenario& scenario) {
  const LaunchCurve& curve = scenario.players.curve;
  if (curve.kind == LaunchCurve::Kind::flat) return {};
  const double peak = std::max(0.0, compile_share(plan, curve.peak_day));
  const double half_life_days = std::max(1e-3, compile_share(plan, curve.half_life) / static_cast<double>(ms_per_day));
  const double floor = std::clamp(compile_share(plan, curve.floor), 0.0, 1.0);
  const std::uint32_t hours = whole_hours(plan.horizon_ms);
  const auto first = static_cast<std::uint32_t>(plan.warm_up_ms / ms_per_hour);
  std::vector<double> weights;
  for (std::uint32_t h = 0; h < hours; ++h) {
    const double day = (h < first ? 0 : h - first) / 24.0;
    if (curve.kind == LaunchCurve::Kind::table) {
      const auto step = static_cast<std::size_t>(day * static_cast<double>(ms_per_day) / static_cast<double>(curve.table_step.count()));
      weights.push_back(curve.table[std::min(step, curve.table.size() - 1)]);
    } else if (day < peak) {
      weights.push_back(floor + (1 - floor) * day / peak);
    } else {
      weights.push_back(floor + (1 - floor) * std::exp2(-(day - peak) / half_life_days));
    }
  }
  const double sum = std::accumulate(weights.begin() + first, weights.end(), 0.0);
  if (!(sum > 0)) return {};
  const double mean = sum / (hours - first);
  for (double& weight : weights) weight /= mean;
  // Before the launch players come as they do on average: then as many come in the counted run as are written.
  if (scenario.players.arrivals) std::fill(weights.begin(), weights.begin() + first, 1.0);
  return weights;
}

class Clocks {
 public:
  Clocks(Plan& plan, const Scenario& scenario) : plan_(plan), scenario_(scenario), curve_(curve_of_hours(plan, scenario)) {}

  /// The clock of the segment's sessions. Where players come during the run the launch curve is that of their coming, not of their playing.
  std::uint16_t of_sessions(std::uint16_t segment) {
    const std::vector<double> events = factors_of(plan_, scenario_, Event::Kind::players, segment);
    return number(segment, scenario_.players.arrivals ? std::vector<double>{} : curve_, events);
  }
  std::uint16_t of_coming(std::uint16_t segment) { return number(segment, curve_, {}); }

 private:
  /// Equal clocks are made once.
  std::uint16_t number(std::uint16_t segment, const std::vector<double>& curve, const std::vector<double>& events) {
    const Segment& source = scenario_.players.segments[segment];
    const std::string& zone = source.timezone.empty() ? scenario_.timezone : source.timezone;
    std::vector<double> hours = weights(zone, curve, events);
    const auto [found, added] = known_.try_emplace(std::move(hours), static_cast<std::uint16_t>(plan_.clocks.size()));
    if (added) plan_.clocks.emplace_back(found->first);
    return found->second;
  }

  std::vector<double> weights(const std::string& zone, const std::vector<double>& curve, const std::vector<double>& events) const {
    const std::uint32_t hours = whole_hours(plan_.horizon_ms) + 1;
    std::vector<double> result;
    for (const LocalHour& hour : local_hours(scenario_.start - scenario_.experiment.warm_up, hours, zone)) {
      result.push_back(scenario_.players.hour_of_week[hour.hour_of_week]);
    }
    for (std::size_t h = 0; h < result.size(); ++h) {
      if (!curve.empty()) result[h] *= curve[std::min(h, curve.size() - 1)];
      if (!events.empty()) result[h] *= events[std::min(h, events.size() - 1)];
      result[h] = std::min(result[h], 100'000.0);
    }
    return result;
  }

  Plan& plan_;
  const Scenario& scenario_;
  std::vector<double> curve_;
  std::map<std::vector<double>, std::uint16_t> known_;   ///< by weights of the hours
};

/// σ → the lognormal with mean 1.
DrawTable compile_talk_factor(double sigma) {
  if (!(sigma > 0)) return DrawTable::constant(talk_scale);
  const double median = std::exp(-sigma * sigma / 2), p95 = median * std::exp(sigma * 1.6448536269514722);
  std::string why;
  const auto factor = Distribution::make(Family::lognormal, {{Role::median, median}, {Role::p95, p95}}, &why);
  NPCOST_CHECK(factor.has_value(), "a lognormal has a median and a p95");
  return DrawTable::compile(*factor, 0, talk_scale);
}

std::uint64_t device_share(const Plan& plan, const Scenario& scenario, const Segment& segment) {
  double share = 0;
  if (segment.device_capable) {
    share = compile_share(plan, *segment.device_capable);
  } else {
    for (const Platform& platform : scenario.players.platforms) share += platform.share * compile_share(plan, platform.device_capable);
  }
  return threshold(std::clamp(share, 0.0, 1.0));
}

void choose_among(SegmentPlan& segment, const std::vector<NpcWeight>& npcs) {
  double whole = 0, below = 0;
  for (const NpcWeight& weight : npcs) whole += weight.weight;
  for (const NpcWeight& weight : npcs) {
    below += weight.weight;
    segment.npcs.push_back({threshold(std::min(1.0, below / whole)), weight.npc});
  }
  if (!segment.npcs.empty()) segment.npcs.back().below = threshold(1.0);
}

SegmentPlan compile_segment(Plan& plan, const Scenario& scenario, std::uint16_t index, std::uint32_t rank, Clocks& clocks) {
  const Segment& source = scenario.players.segments[index];
  SegmentPlan segment;
  segment.segment = index;
  segment.rank = rank;
  segment.sessions = compile_table(plan, source.sessions, 0, sessions_scale);
  segment.session_ms = compile_table(plan, source.session_length);
  segment.conversations = compile_table(plan, source.conversations);
  segment.turns = compile_table(plan, source.turns, 1);
  segment.talks = threshold(std::clamp(compile_share(plan, source.talks), 0.0, 1.0));
  segment.talk_factor = compile_talk_factor(compile_share(plan, source.talk_sigma));
  segment.voice = threshold(source.voice);
  segment.device = device_share(plan, scenario, source);
  segment.clock = clocks.of_sessions(index);
  segment.comes_by = scenario.players.arrivals ? clocks.of_coming(index) : segment.clock;
  for (const double factor : factors_of(plan, scenario, Event::Kind::content, index)) {
    segment.content.push_back(static_cast<std::uint32_t>(std::llround(std::clamp(factor, 0.0, 60'000.0) * 65'536)));
  }
  choose_among(segment, source.choices.empty() ? source.npcs : source.choices);
  return segment;
}

void compile_arrivals(Plan& plan, const Scenario& scenario) {
  const Players& players = scenario.players;
  plan.arrivals.active = players.arrivals.has_value();
  for (const double share : players.returns) plan.arrivals.returns.push_back(threshold(std::clamp(share, 0.0, 1.0)));
  if (plan.arrivals.returns.empty()) plan.arrivals.returns.push_back(threshold(1.0));
  if (!players.novelty) return;
  const double half_life_hours = std::max(1e-3, compile_share(plan, players.novelty->half_life) / ms_per_hour_number);
  const double floor = std::clamp(compile_share(plan, players.novelty->floor), 0.0, 1.0);
  for (std::uint32_t h = 0; h < whole_hours(plan.horizon_ms); ++h) {
    const double chance = floor + (1 - floor) * std::exp2(-(h + 0.5) / half_life_hours);
    plan.novelty.push_back(static_cast<std::uint32_t>(std::llround(chance * 65'536)));
  }
}

/// How many players there are, and how many are simulated.
void compile_work(Plan& plan, const Scenario& scenario) {
  const Players& players = scenario.players;
  const double days = static_cast<double>(plan.horizon_ms) / static_cast<double>(ms_per_day);
  const double all = players.arrivals ? compile_share(plan, *players.arrivals) * days
                                      : static_cast<double>(compile_value(plan, players.active));
  const double active = std::clamp(std::round(all), 1.0, 1e9);
  plan.work.active_players = static_cast<std::uint64_t>(active);
  plan.work.players = static_cast<std::uint32_t>(active);
  if (scenario.experiment.sample_players) {
    const std::uint32_t sample = std::max(1u, compile_value(plan, *scenario.experiment.sample_players));
    plan.work.players = std::min(plan.work.players, sample);
  }
  plan.work.units = (plan.work.players + players_per_unit - 1) / players_per_unit;
}

}  // namespace

void compile_population(Plan& plan, const Scenario& scenario) {
  compile_work(plan, scenario);
  compile_arrivals(plan, scenario);
  Clocks clocks(plan, scenario);
  std::vector<double> shares;
  for (const std::uint16_t index : scenario.canonical_segments) shares.push_back(scenario.players.segments[index].share);
  const std::vector<std::uint32_t> parts = split_players(plan.work.players, shares);
  std::uint32_t first = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    SegmentPlan segment = compile_segment(plan, scenario, scenario.canonical_segments[i], scenario.segment_ranks[i], clocks);
    segment.first_player = first;
    segment.players = parts[i];
    first += parts[i];
    plan.segments.push_back(std::move(segment));
  }
}

}  // namespace npcost
