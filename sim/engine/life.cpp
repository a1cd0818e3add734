#include "sim/engine/life.h"

#include <algorithm>

#include "sim/base/check.h"
#include "sim/engine/life_time.h"

namespace npcost {

Life::Life(const Plan& plan, const SegmentPlan& segment, std::uint32_t player_in_segment)
    : player_(player_in_segment),
      segment_(static_cast<std::uint16_t>(&segment - plan.segments.data())),
      group_(segment.segment) {
  take_traits(traits_of(segment, key(plan)));
  talks_at_all_ = talks_at_all_ && (!segment.npcs.empty() || !plan.ambient.empty());
  if (plan.rules.has_player_limits() || !plan.ambient.empty()) {
    more_ = std::make_unique<More>();
    if (plan.rules.has_player_limits()) more_->limits.resize(plan.rules.limits.size());
    more_->tracks.resize(plan.ambient.size());
  }
  if (plan.arrivals.active) playing_ = plan.clocks[segment.clock].playing_at(came_ms(plan));
  plan_next_session(plan, 0);
  if (has_tracks() && talks_at_all_) wake_ambient(plan, true, came_ms(plan), plan.horizon_ms);
}

Life::Life(const Plan& plan, const SegmentPlan& segment, std::uint32_t player_in_segment, const Asleep& asleep, CacheTimes caches)
    : next_ms_(asleep.wakes_ms),
      session_(asleep.session),
      conversation_(asleep.conversation),
      player_(player_in_segment),
      segment_(static_cast<std::uint16_t>(&segment - plan.segments.data())),
      group_(segment.segment),
      play_rest_ms_(asleep.play_rest_ms),
      caches_(std::move(caches)),
      playing_(asleep.playing),
      last_hour_(asleep.last_hour) {
  const PlayerKey who = key(plan);
  take_traits(traits_of(segment, who));
  talks_at_all_ = talks_at_all_ && !segment.npcs.empty();
  place_session(plan, session_ - 1, draw(who, Purpose::session, session_ - 1, 0), asleep.wakes_ms, came_ms(plan));
  talks_left_ = talks_;
}

void Life::take_traits(const PlayerTraits& traits) {
  talks_at_all_ = traits.talks;
  speaks_ = traits.speaks;
  device_ = traits.device;
  place_ = traits.place;
}

Asleep Life::fall_asleep() const {
  Asleep asleep;
  asleep.playing = playing_;
  asleep.wakes_ms = next_ms_;
  asleep.session = session_;
  asleep.conversation = conversation_;
  asleep.last_hour = last_hour_;
  asleep.play_rest_ms = play_rest_ms_;
  return asleep;
}

/// Players come evenly in the playing time of their coming; who comes sits down at once. Where nobody comes they were always there.
std::int64_t Life::came_ms(const Plan& plan) const {
  if (!plan.arrivals.active) return 0;
  const Words words = draw(key(plan), Purpose::player, 0, 2);
  const PlayClock& comes_by = plan.clocks[segment(plan).comes_by];
  const auto place = static_cast<std::uint64_t>(static_cast<UInt128>(comes_by.playing_at(plan.horizon_ms)) * words.w[1] >> 32);
  std::uint32_t hint = 0;
  const std::uint64_t came = comes_by.real_ms(place, hint);
  return came == PlayClock::never ? plan.horizon_ms : static_cast<std::int64_t>(came);
}

/// Whether this day since coming is one of those on which the player plays at all.
bool Life::returns_at(const Plan& plan, std::int64_t ms, std::int64_t came_ms) const {
  if (!plan.arrivals.active) return true;
  const auto local_day = [&](std::int64_t when) {
    const std::vector<std::uint32_t>& days = plan.rules.day_of_hour;
    return days[std::min(static_cast<std::size_t>(when / ms_per_hour), days.size() - 1)];
  };
  const std::uint32_t day = local_day(ms) - local_day(came_ms);
  const std::vector<std::uint64_t>& returns = plan.arrivals.returns;
  const std::uint64_t chance = returns[std::min<std::size_t>(day, returns.size() - 1)];
  return happens(draw(key(plan), Purpose::returning, day, 0).w[0], chance);
}

/// The session's conversations once the player's own measure, news and age have had their say; what is left of a whole one happens
/// with that chance.
std::uint32_t Life::count_talks(const Plan& plan, std::uint32_t session, std::uint32_t ordinary, std::int64_t came_ms) const {
  if (ordinary == 0) return 0;
  const SegmentPlan& one = segment(plan);
  const PlayerKey who = key(plan);
  const std::uint32_t factor = talk_factor_of(one, who);
  if (factor == talk_scale && plan.novelty.empty() && one.content.empty()) return ordinary;
  constexpr std::uint64_t as_ever = 65'536;
  const auto at = [](const std::vector<std::uint32_t>& by_hour, std::int64_t ms) -> std::uint64_t {
    if (by_hour.empty()) return as_ever;
    return by_hour[std::min(static_cast<std::size_t>(std::max<std::int64_t>(0, ms) / ms_per_hour), by_hour.size() - 1)];
  };
  const std::int64_t since_ms = plan.arrivals.active ? came_ms : plan.warm_up_ms;
  return scaled_talks(who, session, ordinary, factor, at(plan.novelty, session_began_ms_ - since_ms),
                      at(one.content, session_began_ms_));
}

/// A session that begins then: how long it is meant to be, and how many conversations it will have. `words`: its draw.
void Life::place_session(const Plan& plan, std::uint32_t session, const Words& words, std::int64_t begins_ms, std::int64_t came_ms) {
  const SegmentPlan& one = segment(plan);
  session_began_ms_ = begins_ms;
  session_ms_ = one.session_ms.draw(words.w[2], words.w[1] >> 11);
  talks_ = talks_at_all_ && !one.npcs.empty()
               ? count_talks(plan, session, one.conversations.draw(words.w[3], (words.w[1] >> 22) << 1), came_ms)
               : 0;
}

void Life::plan_next_session(const Plan& plan, std::int64_t free_from_ms) {
  phase_ = Phase::away;
  next_ms_ = never_ms;
  if (prepared_) {
    take_next_session(free_from_ms);
    return;
  }
  const PlayerKey who = key(plan);
  const PlayClock& clock = plan.clocks[segment(plan).clock];
  const std::uint64_t interval = session_interval_of(segment(plan), who);
  const std::int64_t came = came_ms(plan);
  std::uint32_t hint = 0;
  while (true) {
    const Words words = draw(who, Purpose::session, session_, 0);
    const bool comes_now = plan.arrivals.active && session_ == 0;
    if (!comes_now && interval == 0) return;
    if (!comes_now) playing_ += exponential_interval(interval, words.w[0], words.w[1]);
    const std::uint64_t arrives = clock.real_ms(playing_, hint);
    if (arrives == PlayClock::never) return;
    const std::int64_t begins_ms = std::max(static_cast<std::int64_t>(arrives), free_from_ms);  // nobody is in two sittings at once
    if (!returns_at(plan, begins_ms, came)) {
      ++session_;
      continue;
    }
    place_session(plan, session_, words, begins_ms, came);
    break;
  }
  talks_left_ = talks_;
  ++session_;
  next_ms_ = session_began_ms_;
}

void Life::count_presence(const Plan& plan, const Books& books) {
  SegmentCounts& counts = books.sums->segment[group_];
  PlayerTotals& row = books.rows->player_totals[books.player];
  ++counts.sessions;
  if (plan.arrivals.active && session_ == 1) ++counts.came;
  const std::uint32_t hour = hour_of(plan, session_began_ms_);
  const bool first = last_hour_ == ~std::uint32_t{0};
  const std::uint32_t day = plan.day_of_hour[hour];
  if (first || day != plan.day_of_hour[last_hour_]) {
    ++counts.player_days;
    ++books.sums->day_players[day];
    ++row.days;
  }
  if (first || hour / hours_per_month != last_hour_ / hours_per_month) {
    ++counts.player_months;
    ++row.months;
  }
  last_hour_ = hour;
}

void Life::begin_session(const Plan& plan, Tally& tally, const Books& books) {
  ++books.sums->online_change[minute_from(plan, session_began_ms_)];
  if (session_began_ms_ >= plan.warm_up_ms) count_presence(plan, books);
  if (books.watcher != nullptr) tell(plan, Happening::Kind::session_begins, session_began_ms_, 0, nullptr, talks_, tally, books);
  if (has_tracks() && talks_at_all_) wake_ambient(plan, false, session_began_ms_, session_ends_ms());
  if (talks_ != 0) prewarm(plan, tally, books);
  plan_next_talk(plan, session_began_ms_);
}

void Life::count_played(std::uint64_t ms, const Books& books) {
  books.sums->segment[group_].play_ms += ms;
  PlayerTotals& row = books.rows->player_totals[books.player];
  const std::int64_t played = std::int64_t{row.play_seconds} * 1000 + play_rest_ms_ + static_cast<std::int64_t>(ms);
  row.play_seconds = static_cast<std::uint32_t>((played + 500) / 1000);
  play_rest_ms_ = static_cast<std::int16_t>(played - std::int64_t{row.play_seconds} * 1000);
}

void Life::end_session(const Plan& plan, std::int64_t end_ms, Tally& tally, const Books& books) {
  --books.sums->online_change[minute_from(plan, end_ms)];
  count_played(static_cast<std::uint64_t>(overlap(session_began_ms_, end_ms, plan.warm_up_ms, plan.horizon_ms)), books);
  if (books.watcher != nullptr) tell(plan, Happening::Kind::session_ends, end_ms, 0, nullptr, 0, tally, books);
  plan_next_session(plan, end_ms);
}

void Life::reach_horizon(const Plan& plan, Tally& tally, const Books& books) {
  for (std::size_t i = 0; has_tracks() && i < more_->tracks.size(); ++i) {
    if (more_->tracks[i].talking) end_unasked(plan, i, plan.horizon_ms, tally, books);
  }
  if (phase_ == Phase::talking) end_talk(plan, plan.horizon_ms, tally, books);
  if (phase_ != Phase::away) end_session(plan, plan.horizon_ms, tally, books);
  over_ = true;
  next_ms_ = never_ms;
  if (more_ != nullptr) more_->ambient_ms = never_ms;
}

void Life::live_until(const Plan& plan, std::int64_t until_ms, bool to_a_talk, Tally& tally, const Books& books) {
  count_begun(books);
  while (next_ms() < until_ms) {
    if (ambient_ms() < next_ms_) {
      live_ambient(plan, tally, books);
      continue;
    }
    switch (phase_) {
      case Phase::away:
        if (prepared_) {
          live_sessions_ahead(plan, until_ms, books);
        } else {
          begin_session(plan, tally, books);
        }
        break;
      case Phase::between_talks:
        begin_talk(plan, tally, books);
        if (to_a_talk && phase_ == Phase::talking) return flush(tally, books);
        count_begun(books);
        break;
      case Phase::talking: live_turn(plan, tally, books); break;
      case Phase::leaving: end_session(plan, next_ms_, tally, books); break;
    }
  }
  flush(tally, books);
}

void Life::advance(const Plan& plan, std::int64_t until_ms, Tally& tally, const Books& books) {
  live_until(plan, std::min(until_ms, plan.horizon_ms), false, tally, books);
  if (until_ms < plan.horizon_ms || over_) return;
  reach_horizon(plan, tally, books);
  flush(tally, books);
}

}  // namespace npcost
