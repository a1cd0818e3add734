#include "sim/answers/per_player.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace npcost {

namespace {

constexpr std::array<std::string_view, 5> metrics = {"cost.per_mau_month", "cost.per_dau_day", "cost.per_player_hour",
                                                     "cost.per_conversation", "cost.per_turn"};

template <typename Part>
void copy(std::span<const PlayerTotals> players, Part PlayerTotals::*part, double* out) {
  for (std::size_t i = 0; i < players.size(); ++i) out[i] = static_cast<double>(players[i].*part);
}

}  // namespace

std::span<const std::string_view> per_player_metrics() { return metrics; }

std::optional<PerPlayer> PerPlayer::of(std::string_view metric, const Scenario& scenario, Milliseconds length) {
  if (metric == metrics[0]) {
    if (scenario.players.arrivals) return PerPlayer(Kind::months, month_length_factor(length));
    return PerPlayer(Kind::run, month_factor(length));
  }
  if (metric == metrics[1]) return PerPlayer(Kind::days, {});
  if (metric == metrics[2]) return PerPlayer(Kind::seconds, {3600, 1});
  if (metric == metrics[3]) return PerPlayer(Kind::conversations, {});
  if (metric == metrics[4]) return PerPlayer(Kind::turns, {});
  return std::nullopt;
}

std::optional<PerPlayer> PerPlayer::of(std::string_view metric, const Scenario& scenario) {
  return of(metric, scenario, scenario.duration);
}

void PerPlayer::own(std::span<const PlayerTotals> players, double* out) const {
  switch (kind_) {
    case Kind::run: std::fill_n(out, players.size(), 1.0); break;
    case Kind::months: copy(players, &PlayerTotals::months, out); break;
    case Kind::days: copy(players, &PlayerTotals::days, out); break;
    case Kind::seconds: copy(players, &PlayerTotals::play_seconds, out); break;
    case Kind::conversations: copy(players, &PlayerTotals::conversations, out); break;
    case Kind::turns: copy(players, &PlayerTotals::turns, out); break;
  }
}

double PerPlayer::shown(double grains_by_own) const {
  return grains_by_own * factor_.times / factor_.by / static_cast<double>(Money::grain_per_unit);
}

}  // namespace npcost
