// What a budget may be about.
#include <algorithm>

#include "sim/base/check.h"
#include "sim/scenario/read_scenario.h"

namespace npcost {

const std::vector<MetricInfo>& metric_infos() {
  static const std::vector<MetricInfo> infos = {
      {"cost.total", "USD", "the whole run, all active players", "What everything costs.", false, false},
      {"cost.per_mau_month", "USD", "player and 30 days (MAU)",
       "What an active player costs in a month, whether he talks or not.", true, false},
      {"cost.per_dau_day", "USD", "player and day played (DAU)", "What a player costs on a day on which he plays.",
       true, false},
      {"cost.per_player_hour", "USD", "hour played", "What an hour of play costs.", true, false},
      {"cost.per_conversation", "USD", "conversation", "What one talk with one NPC costs.", true, false},
      {"cost.per_turn", "USD", "turn", "What one player line and its reply cost.", true, false},
      {"cost.per_install", "USD", "player who came during the run",
       "What a player costs in his life, as far as the run goes; with `arrivals` only.", false, false},
      {"cost.per_voice_minute", "USD", "minute of voice conversation", "What a minute of spoken dialogue costs.", false,
       false},
      {"cost.share_of_revenue", "ratio", "net revenue", "What talk costs the studio, as a share of what the game earns; needs `revenue`.",
       false, false},
      {"players.dau", "1", "day", "Players who play on a day, on average.", false, false},
      {"players.peak_concurrent", "1", "", "Most players online in the same minute.", false, false},
      {"turns.total", "1", "the whole run, all active players", "All turns.", false, false},
      {"turns.per_conversation", "1", "conversation", "Turns of a conversation.", false, false},
      {"turns.npc_started", "1", "the whole run, all active players",
       "Calls that no player's line started; not among the turns.", false, false},
      {"turns.without_model", "ratio", "turns", "Share of turns that a fast path or a cache of replies answered.", false, false},
      {"turns.on_device", "ratio", "turns", "Share of turns that players' devices answered.", false, false},
      {"cache.hit_rate", "ratio", "prompt tokens", "Share of prompt tokens that the prompt cache gave.", false, false},
      {"latency.first_text", "ms", "turn",
       "From the player's line to the first text of the reply; percentiles of a histogram, within 0.2 %.", false, true},
      {"latency.first_audio", "ms", "turn with an NPC that speaks",
       "From the end of the player's speech to the first sound of the reply.", false, true},
      {"quality.degraded_turns", "ratio", "turns asked for",
       "Share of turns that were scripted, or typed instead of spoken, because a policy or an outage wanted it so.", false, false},
      {"quality.refused_turns", "ratio", "turns asked for",
       "Share of turns that a policy refused, with those that would have followed in the conversation.", false, false},
      {"quality.unserved_talks", "ratio", "conversations asked for",
       "Share of conversations that nothing could serve: no device for it, or everything switched off.", false, false},
      {"quality.abandoned_turns", "ratio", "turns", "Share of turns that players gave up waiting for.", false, false},
      {"fleet.peak_gpus", "1", "", "Most GPUs in use; not simulated in this version.", false, false},
      {"load.peak_requests_per_min", "1", "minute", "Most model requests in a minute.", false, false},
      {"load.peak_tokens_per_min", "1", "minute", "Most prompt and reply tokens in a minute.", false, false},
  };
  return infos;
}

const MetricInfo* find_metric(std::string_view name) {
  const auto& infos = metric_infos();
  const auto found =
      std::find_if(infos.begin(), infos.end(), [&](const MetricInfo& info) { return info.name == name; });
  return found == infos.end() ? nullptr : &*found;
}

std::string_view mode_name(Mode mode) {
  switch (mode) {
    case Mode::text: return "text";
    case Mode::voice: return "voice";
    case Mode::speech_to_speech: return "speech_to_speech";
    case Mode::vision: return "vision";
  }
  return "unknown";
}

const PipelineStage* Pipeline::find(Stage stage) const {
  for (const PipelineStage& one : stages) {
    if (one.stage == stage) return &one;
  }
  return nullptr;
}

bool Pipeline::spoken() const { return find(Stage::tts) != nullptr || find(Stage::realtime) != nullptr; }

std::string_view stat_name(Stat stat) {
  switch (stat) {
    case Stat::mean: return "mean";
    case Stat::p5: return "p5";
    case Stat::p50: return "p50";
    case Stat::p90: return "p90";
    case Stat::p95: return "p95";
    case Stat::p99: return "p99";
    case Stat::max: return "max";
    case Stat::total: return "total";
  }
  broken_promise(__FILE__, __LINE__, "a stat is one of the enumerators");
}

}  // namespace npcost
