// W1 as a plain C++ event queue, as one would write it in an afternoon.   event_queue_peer PLAYERS DAYS SEED
//
// Does all of W1 (w1.py says what that is): std::priority_queue with an event for each call, std::mt19937_64, the distributions of the
// standard library, eight counts a player and an hour. No tricks; built with the -O2 of everything else. Time is that of this processor.

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <ctime>
#include <queue>
#include <random>
#include <string_view>
#include <vector>

namespace {

constexpr double day = 86'400, week = 7 * day, ttl = 300;
constexpr int static_tokens = 1400, shared_tokens = 1024, most_history = 3000, most_talks = 32, most_turns = 64;

/// Real seconds to seconds of playing time and back.
class WeekClock {
 public:
  WeekClock() {
    double sum = 0;
    for (int hour = 0; hour < 168; ++hour) {
      const double angle = (hour % 24 - 20) * 2 * std::acos(-1.0) / 24;
      speed_[at(hour)] = (1 + 0.75 * std::cos(angle) + 0.2 * std::cos(2 * angle)) * (hour >= 120 ? 1.25 : 0.9);
      sum += speed_[at(hour)];
    }
    for (int hour = 0; hour < 168; ++hour) {
      speed_[at(hour)] *= 168 / sum;
      played_[at(hour) + 1] = played_[at(hour)] + 3600 * speed_[at(hour)];
    }
  }
  double played_at(double time) const {
    const double weeks = std::floor(time / week);
    const int hour = std::min(static_cast<int>((time - weeks * week) / 3600), 167);
    return weeks * week + played_[at(hour)] + (time - weeks * week - 3600.0 * hour) * speed_[at(hour)];
  }
  double time_at(double played) const {
    const double weeks = std::floor(played / week);
    const auto later = std::upper_bound(played_.begin(), played_.end() - 1, played - weeks * week);
    const auto hour = static_cast<int>(later - played_.begin()) - 1;
    return weeks * week + 3600.0 * hour + (played - weeks * week - played_[at(hour)]) / speed_[at(hour)];
  }

 private:
  static std::size_t at(int hour) { return static_cast<std::size_t>(hour); }
  std::array<double, 168> speed_{};
  std::array<double, 169> played_{};
};

enum Meter : std::size_t { calls, fresh, cached, written, replied, heard_ms, half_chars, talks, meters };
using Counts = std::array<long, meters>;

struct Player {
  double activity = 1;
  bool speaks = false;
  std::array<double, 8> last_call{};
  int talks_left = 0, turns_left = 0, npc = 0, history = 0, prefix = 0;
  Counts counts{};
};

struct Event {
  double time = 0;
  std::size_t player = 0;
  enum Kind { session, talk, turn } kind = session;
  bool operator<(const Event& other) const { return time > other.time; }   // the earliest on top
};

class World {
 public:
  World(std::size_t players, int days, unsigned seed)
      : horizon_(days * day), luck_(seed), players_(players), hours_(static_cast<std::size_t>(24 * days + 24 * 14)) {
    for (std::size_t i = 0; i < players; ++i) {
      players_[i].activity = activity_(luck_);
      players_[i].speaks = chance_(luck_) < 0.25;
      players_[i].last_call.fill(-ttl);
      await_session(i, 0);
    }
  }

  void run() {
    while (!events_.empty()) {
      const Event event = events_.top();
      events_.pop();
      if (event.kind == Event::session) {
        players_[event.player].talks_left = std::min(1 + more_talks_(luck_), most_talks);
        events_.push({event.time + pause_(luck_), event.player, Event::talk});
        continue;
      }
      if (event.kind == Event::talk) begin_talk(players_[event.player]);
      take_turn(players_[event.player], event);
    }
  }
  const std::vector<Player>& players() const { return players_; }

 private:
  void await_session(std::size_t player, double from) {
    const double wait = interval_(luck_) * day / 1.5 / players_[player].activity;
    const double start = clock_.time_at(clock_.played_at(from) + wait);
    if (start < horizon_) events_.push({start, player, Event::session});
  }

  void begin_talk(Player& player) {
    player.talks_left -= 1;
    player.turns_left = std::min(1 + more_turns_(luck_), most_turns);
    player.npc = npc_(luck_);
    player.history = 0;
    player.prefix = static_tokens;
    player.counts[talks] += 1;
  }

  int tokens(std::lognormal_distribution<double>& law) { return std::clamp(static_cast<int>(std::lround(law(luck_))), 1, 2047); }

  void take_turn(Player& player, const Event& event) {
    const int said = tokens(line_), answered = tokens(reply_);
    const int prompt = static_tokens + player.history + said;
    double& last_call = player.last_call[static_cast<std::size_t>(player.npc)];
    const int found = event.time - last_call < ttl ? player.prefix / 128 * 128 : shared_tokens;
    last_call = event.time;
    const int kept = prompt / 128 * 128;
    for (Counts* counts : {&player.counts, &hours_[static_cast<std::size_t>(event.time / 3600)]}) {
      (*counts)[calls] += 1;
      (*counts)[fresh] += prompt - kept;
      (*counts)[cached] += found;
      (*counts)[written] += kept - found;
      (*counts)[replied] += answered;
      if (!player.speaks) continue;
      (*counts)[heard_ms] += 400 * said;
      (*counts)[half_chars] += 9 * answered;
    }
    player.history += said + answered;
    player.prefix = prompt;
    if (player.history > most_history) {
      player.history /= 2;
      player.prefix = static_tokens;
    }
    const double next = event.time + 0.5 + 0.015 * answered + std::clamp(think_(luck_), 0.1, 3600.0);
    player.turns_left -= 1;
    if (player.turns_left > 0) {
      events_.push({next, event.player, Event::turn});
    } else if (player.talks_left > 0) {
      events_.push({next + pause_(luck_), event.player, Event::talk});
    } else {
      await_session(event.player, next);
    }
  }

  const WeekClock clock_;
  const double horizon_;
  std::mt19937_64 luck_;
  std::lognormal_distribution<double> activity_{-0.245, 0.7}, line_{std::log(12), 0.8}, reply_{std::log(60), 0.6}, think_{std::log(12), 0.9};
  std::exponential_distribution<double> interval_{1}, pause_{1.0 / 180};
  std::geometric_distribution<int> more_talks_{0.4}, more_turns_{1.0 / 6};
  std::uniform_real_distribution<double> chance_{0, 1};
  std::discrete_distribution<int> npc_{1, 1.0 / 2, 1.0 / 3, 1.0 / 4, 1.0 / 5, 1.0 / 6, 1.0 / 7, 1.0 / 8};
  std::vector<Player> players_;
  std::vector<Counts> hours_;
  std::priority_queue<Event> events_;
};

bool read(std::string_view text, unsigned& value) {
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  return end.ec == std::errc{} && end.ptr == text.data() + text.size() && value > 0;
}

}  // namespace

int main(int argc, char** argv) {
  unsigned players = 0, days = 0, seed = 0;
  if (argc != 4 || !read(argv[1], players) || !read(argv[2], days) || !read(argv[3], seed) || days > 3650) {
    fmt::print(stderr, "usage: event_queue_peer PLAYERS DAYS SEED\n");
    return 2;
  }
  const std::clock_t start = std::clock();
  World world(players, static_cast<int>(days), seed);
  world.run();
  const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  Counts sums{};
  double activity = 0;
  for (const Player& player : world.players()) {
    activity += player.activity;
    for (std::size_t meter = 0; meter < meters; ++meter) sums[meter] += player.counts[meter];
  }
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto turns = static_cast<double>(sums[calls]);
  fmt::print("{{\"peer\": \"event queue\", \"players\": {}, \"days\": {}, \"turns\": {}, \"processor_seconds\": {}, \"turns_per_second\": {}, "
             "\"turns_per_player_day\": {}, \"prompt_tokens_per_turn\": {}, \"cached_tokens_per_turn\": {}, \"reply_tokens_per_turn\": {}, "
             "\"peak_mb\": {}}}\n",
             players, days, sums[calls], seconds, turns / seconds, turns / days / activity,
             static_cast<double>(sums[fresh] + sums[cached] + sums[written]) / turns, static_cast<double>(sums[cached]) / turns,
             static_cast<double>(sums[replied]) / turns, static_cast<double>(used.ru_maxrss) / 1024);
  return 0;
}
