#include "ui/window/model/feed.h"

#include <algorithm>

#include "sim/engine/watch.h"

namespace npcost::window {
namespace {

class Listener final : public Watcher {
 public:
  Listener(std::vector<SeenTurn>& seen, std::uint32_t player) : seen_(seen), player_(player) {}

  void happened(const Happening& happening) override {
    if (happening.kind == Happening::Kind::talk_begins) turn_ = 0;
    if (happening.kind != Happening::Kind::turn) return;
    ++turn_;
    if (!happening.counted) return;
    const TurnRecord& turn = happening.turn;
    const std::uint32_t first_ms = turn.first_audio_ms != 0 ? turn.first_audio_ms : turn.first_text_ms;
    seen_.push_back({happening.ms, player_, turn_, happening.way, first_ms, happening.counts});
  }

 private:
  std::vector<SeenTurn>& seen_;
  std::uint32_t player_, turn_ = 0;
};

bool wait_is_known(const Scenario& scenario, const Way& way) {
  const PipelineStage* stage = scenario.pipelines[way.pipeline].answering();
  return stage != nullptr && scenario.speeds[stage->model].first_token.has_value();
}

bool is_cached(Meter meter) {
  return meter == Meter::cached_input_tokens || meter == Meter::cached_audio_tokens || meter == Meter::cached_image_tokens;
}

bool is_fresh(Meter meter) {
  return meter == Meter::input_tokens || meter == Meter::audio_input_tokens || meter == Meter::image_tokens ||
         meter == Meter::cache_write_tokens || meter == Meter::cache_write_1h_tokens || meter == Meter::cache_write_12h_tokens;
}

bool is_output(Meter meter) {
  return meter == Meter::output_tokens || meter == Meter::reasoning_tokens || meter == Meter::audio_output_tokens;
}

}  // namespace

std::vector<SeenTurn> watch_some(const Recording& recording, std::uint32_t players, const KeepGoing& keep_going) {
  std::vector<std::uint32_t> talkers;
  const auto& totals = recording.marks.back()->rows.player_totals;
  for (std::uint32_t p = 0; p < totals.size(); ++p) {
    if (totals[p].turns != 0) talkers.push_back(p);
  }
  if (is_coupled(*recording.plan)) players = std::min(players, 2u);
  const std::size_t wanted = std::min<std::size_t>(players, talkers.size());
  std::vector<SeenTurn> seen;
  for (std::size_t i = 0; i < wanted; ++i) {
    if (!keep_going(1)) break;
    const std::uint32_t player = talkers[i * talkers.size() / wanted];
    Listener listener(seen, player);
    (void)watch_player(*recording.plan, player, listener);
  }
  std::stable_sort(seen.begin(), seen.end(), [](const SeenTurn& a, const SeenTurn& b) { return a.ms < b.ms; });
  return seen;
}

std::vector<FeedTurn> feed_at(const std::vector<SeenTurn>& seen, const Recording& recording, const CellPrices& prices, Milliseconds at,
                              std::size_t most) {
  const Scenario& scenario = *recording.scenario;
  const CellTable& cells = cell_table(*recording.plan);
  auto end = std::upper_bound(seen.begin(), seen.end(), at.count(), [](std::int64_t ms, const SeenTurn& turn) { return ms < turn.ms; });
  std::vector<FeedTurn> feed;
  while (end != seen.begin() && feed.size() < most) {
    const SeenTurn& turn = *--end;
    const Way& way = scenario.ways[turn.way];
    const Pipeline& pipeline = scenario.pipelines[way.pipeline];
    FeedTurn shown;
    shown.hour = static_cast<double>(turn.ms) / 3'600'000.0;
    shown.player = turn.player;
    shown.npc = scenario.npcs[way.npc].name;
    shown.way = way.device ? pipeline.name + ", on the device" : pipeline.name;
    shown.mode = pipeline.mode;
    shown.turn = turn.turn;
    shown.first_ms = turn.first_ms;
    shown.wait_known = wait_is_known(scenario, way);
    Money cost;
    for (const auto& [cell, count] : turn.counts) {
      const Meter meter = cells[cell].meter;
      if (is_fresh(meter)) shown.fresh += count;
      if (is_cached(meter)) shown.cached += count;
      if (is_output(meter)) shown.output += count;
      cost += prices[cell].per_count.times(static_cast<Int128>(count));
    }
    shown.cost = cost.approximate();
    feed.push_back(std::move(shown));
  }
  return feed;
}

}  // namespace npcost::window
