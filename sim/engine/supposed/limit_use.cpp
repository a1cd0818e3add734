#include "sim/engine/supposed/limit_use.h"

#include <algorithm>

#include "sim/engine/count_turn.h"

namespace npcost {

namespace {

constexpr std::int64_t second_ms = 1000;

}  // namespace

LimitUse::LimitUse(const Plan& plan, const LanePlan& lanes, const Closings& closings)
    : plan_(plan), lanes_(lanes), closings_(closings), limits_(closings.limits()), first_(true) {
  const auto minutes = static_cast<std::size_t>(plan.horizon_ms / ms_per_minute + 1);
  for (std::uint16_t l = 0; l < limits_.size(); ++l) {
    limits_[l].minute.resize(minutes);
    for (const Closing& window : closings.windows(l)) {
      limits_[l].windows.emplace_back();
      if (window.center_ms == for_ever) continue;
      limits_[l].windows.back().second.resize(static_cast<std::size_t>(2 * window.band_ms() / second_ms));
      first_ = false;
    }
  }
  for (std::uint16_t way = 0; way < plan.ways.size(); ++way) {
    unlimited_.push_back(plan.rules.ways[way].limits.empty() ? 1 : 0);
    rounds_.push_back(rounds(way) ? 1 : 0);
  }
}

bool LimitUse::rounds(std::uint16_t way) const {
  const std::vector<WayRules::Limit>& limits = plan_.rules.ways[way].limits;
  const bool in_money = std::any_of(limits.begin(), limits.end(), [&](const WayRules::Limit& one) {
    return plan_.rules.limits[one.limit].measure == Policy::Measure::money;
  });
  if (!in_money || lanes_.ways[way].talk_class == LanePlan::none) return false;
  const auto periods = static_cast<std::uint32_t>(plan_.period_inside.size());
  const std::vector<MeterSet::Entry>& entries = lanes_.meters[lanes_.ways[way].meters].entries;
  return std::any_of(entries.begin(), entries.end(), [&](const MeterSet::Entry& entry) {
    for (std::uint32_t period = 0; period < periods; ++period) {
      if (plan_.rules.spend[entry.cell + period] % plan_.rules.grains_per_step != 0) return true;
    }
    return false;
  });
}

std::vector<std::uint8_t> LimitUse::classes_by_turn() const {
  if (first_ || std::count(rounds_.begin(), rounds_.end(), 1) == 0) return {};
  std::vector<std::uint8_t> classes(lanes_.classes.size());
  for (std::size_t way = 0; way < rounds_.size(); ++way) {
    if (rounds_[way] != 0) classes[lanes_.ways[way].talk_class] = 1;
  }
  return classes;
}

void LimitUse::remember(std::uint16_t limit, const Closing& window, std::int64_t ms) {
  // Corrections move the closing inside the band's middle, so what is near is told from there.
  const std::int64_t middle_ms = window.center_ms + (window.closes_ms - window.reached_ms);
  if (ms < middle_ms - window.near_ms || ms >= middle_ms + window.near_ms) return;
  if (!near_.empty() && near_.back().player == player_ && near_.back().ms == ms && near_.back().limit == limit) return;
  near_.push_back({ms, player_, limit});
}

void LimitUse::add(std::uint16_t limit, std::int64_t ms, std::uint64_t used) {
  Limit& one = limits_[limit];
  if (ms >= plan_.horizon_ms) {
    one.beyond += used;
    return;
  }
  const Closing& supposed = closings_.at(limit, ms);
  if (supposed.closes_ms != for_ever) remember(limit, supposed, ms);
  Window& window = one.windows[closings_.window_at(limit, ms)];
  window.all += used;
  if (ms < supposed.closes_ms) window.unbitten += used;
  one.minute[static_cast<std::size_t>(ms / ms_per_minute)] += used;
  if (ms < supposed.band_from_ms()) {
    window.before += used;
  } else {
    const auto second = static_cast<std::size_t>((ms - supposed.band_from_ms()) / second_ms);
    if (second < window.second.size()) window.second[second] += used;
  }
}

UInt128 LimitUse::grains_of(std::uint16_t way, const std::uint32_t* value, std::uint32_t period) const {
  UInt128 grains = 0;
  for (const MeterSet::Entry& entry : lanes_.meters[lanes_.ways[way].meters].entries) {
    grains += std::uint64_t{value[entry.field]} * entry.times * plan_.rules.spend[entry.cell + period];
  }
  return grains;
}

/// In steps of money, rounded where the order of time rounds: turn by turn, and at the end of the talk for an open microphone.
std::uint64_t LimitUse::spent_whole(const Whole& talk) const {
  const RulePlan& rules = plan_.rules;
  const auto steps_of = [&](UInt128 grains) {
    const UInt128 more = grains + rules.grains_per_step / 2;
    const auto step = static_cast<std::uint64_t>(rules.grains_per_step);
    return more >> 64 == 0 ? static_cast<std::uint64_t>(more) / step : static_cast<std::uint64_t>(more / step);
  };
  const LanePlan::Way& way = lanes_.ways[talk.way];
  const std::uint32_t period = plan_.period_at(talk.begin_ms);   // a whole talk has one
  const std::uint32_t moved_to = lanes_.meters[way.meters].writes_billed ? TalkSum::written : TalkSum::fresh;
  const auto corrected = [&](TalkSum sum) {
    sum.value[TalkSum::cached] -= talk.correction;
    sum.value[moved_to] += talk.correction;
    return sum;
  };
  std::uint64_t steps = 0;
  if (rounds_[talk.way] == 0 || talk.turns.first == nullptr) {
    steps = steps_of(grains_of(talk.way, corrected(talk.sum).value, period));
  } else {
    UInt128 before = 0;
    for (std::uint32_t turn = 0; turn < talk.sum.value[TalkSum::turns]; ++turn) {
      const UInt128 after = grains_of(talk.way, corrected(talk.turns.first[turn * talk.turns.step]).value, period);
      steps += steps_of(after - before);
      before = after;
    }
  }
  const SttPlan& stt = plan_.ways[talk.way].stt;
  if (!way.listens || talk.end_ms <= talk.begin_ms || !stt.time.counted()) return steps;
  return steps + steps_of(billed_ms(stt, static_cast<std::uint64_t>(talk.end_ms - talk.begin_ms)) * rules.spend[stt.time.base + period]);
}

std::uint64_t LimitUse::used_whole(const Whole& talk, Policy::Measure measure) const {
  const std::uint32_t* value = talk.sum.value;
  switch (measure) {
    case Policy::Measure::turns: return value[TalkSum::turns];
    case Policy::Measure::time: return static_cast<std::uint64_t>(talk.end_ms - talk.begin_ms);
    case Policy::Measure::tokens: {
      const std::uint64_t prompts = std::uint64_t{value[TalkSum::fresh]} + value[TalkSum::cached] + value[TalkSum::written];
      const std::uint64_t talked = prompts + value[TalkSum::reply] + value[TalkSum::reasoning];
      const NpcPlan& npc = plan_.ways[talk.way];
      if (npc.memory.policy != Memory::Policy::summarise) return talked;
      return talked + value[TalkSum::memory_tokens] + std::uint64_t{value[TalkSum::memory_calls]} * npc.memory.summary_tokens;
    }
    case Policy::Measure::money: return spent_whole(talk);
  }
  return 0;
}

void LimitUse::add_whole(const Whole& talk) {
  for (const WayRules::Limit& one : plan_.rules.ways[talk.way].limits) {
    const LimitPlan& limit = plan_.rules.limits[one.limit];
    if (!plan_.rules.policies[limit.policy].on) continue;
    const std::uint64_t used = used_whole(talk, limit.measure);
    Limit& into = limits_[one.limit];
    const std::size_t number = closings_.window_at(one.limit, talk.begin_ms);
    Window& window = into.windows[number];
    window.all += used;
    window.unbitten += used;
    if (first_ && rounds_[talk.way] != 0) window.roundings += talk.sum.value[TalkSum::turns];
    if (talk.begin_ms < closings_.windows(one.limit)[number].band_from_ms()) window.before += used;
    into.minute[static_cast<std::size_t>((talk.begin_ms + talk.end_ms) / 2 / ms_per_minute)] += used;
  }
}

template <typename Combine>
void LimitUse::combine(const LimitUse& other, const Combine& combine) {
  for (std::size_t l = 0; l < limits_.size(); ++l) {
    Limit& into = limits_[l];
    const Limit& from = other.limits_[l];
    combine(into.beyond, from.beyond);
    for (std::size_t i = 0; i < into.minute.size(); ++i) combine(into.minute[i], from.minute[i]);
    for (std::size_t w = 0; w < into.windows.size(); ++w) {
      combine(into.windows[w].before, from.windows[w].before);
      combine(into.windows[w].unbitten, from.windows[w].unbitten);
      combine(into.windows[w].all, from.windows[w].all);
      combine(into.windows[w].roundings, from.windows[w].roundings);
      for (std::size_t i = 0; i < into.windows[w].second.size(); ++i) combine(into.windows[w].second[i], from.windows[w].second[i]);
    }
  }
}

LimitUse& LimitUse::operator+=(const LimitUse& other) {
  combine(other, [](std::uint64_t& into, std::uint64_t from) { into += from; });
  near_.insert(near_.end(), other.near_.begin(), other.near_.end());
  return *this;
}

LimitUse& LimitUse::operator-=(const LimitUse& other) {
  combine(other, [](std::uint64_t& into, std::uint64_t from) { into -= from; });
  return *this;
}

}  // namespace npcost
