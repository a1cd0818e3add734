#pragma once
// A scenario with every key of how players come, what they play on, what they share, and what talks by itself.

#include <string_view>

namespace npcost::scenario_test {

inline constexpr std::string_view people = R"({
  "npcost": 1, "name": "Players who come and go",
  "time": { "start": "2027-01-01", "duration": "30 d" },
  "models": {
    "brain": { "kind": "llm", "input": "$0.40/1M tokens", "output": "$1.60/1M tokens", "first_token": "300 ms", "speed": "90 tokens/s" },
    "spare": { "kind": "llm", "input": "$0.20/1M tokens", "output": "$0.80/1M tokens" },
    "phone": { "kind": "llm", "first_token": "900 ms", "speed": "20 tokens/s" },
    "ears":  { "kind": "stt", "price": "$0.0043/min" },
    "mouth": { "kind": "tts", "price": "$15/1M chars" }
  },
  "serving": {
    "device": { "kind": "on_device", "device_share": "25..45%", "model": "phone" },
    "own device": { "kind": "on_device" },
    "cloud": { "kind": "api" },
    "mixed": { "kind": "hybrid", "routes": [{ "to": "device", "when": "device_capable" }, { "to": "cloud", "when": "fallback" }] }
  },
  "pipelines": {
    "spoken":  { "kind": "voice", "otherwise": "written",
                 "stages": [{ "do": "stt", "model": "ears" }, { "do": "llm", "model": "brain", "retry": "2%", "fallback": "spare" },
                            { "do": "tts", "model": "mouth", "skip": "20%" }] },
    "written": { "kind": "text", "stages": [{ "do": "llm", "model": "brain", "serving": "mixed", "skip": "10%" }] },
    "offline": { "kind": "text", "stages": [{ "do": "llm", "model": "phone", "serving": "own device" }] }
  },
  "npcs": {
    "companion": { "pipeline": "spoken", "persona": "1000 tokens", "player_line": "12 tokens", "reply": "40 tokens",
                   "tool_calls": "30%", "tool_rounds": 2, "tool_call": "20..40 tokens", "tool_result": "50..90 tokens",
                   "memory": { "keep_turns": 6, "write": "80..160 tokens", "write_calls": 0.5, "write_prompt": "200 tokens",
                               "write_input": "500..900 tokens" } },
    "boss":      { "pipeline": "written", "persona": "300 tokens", "player_line": "9 tokens", "reply": "30 tokens", "shared_by": "10..40 players" },
    "pet":       { "pipeline": "offline", "persona": "100 tokens", "player_line": "5 tokens", "reply": "10 tokens" }
  },
  "players": {
    "arrivals": "1.5k..3k/d", "retention": { "d1": "40%", "d7": "20%", "d30": "10%" },
    "curve": { "kind": "launch", "peak_day": "2..4", "half_life": "14..28 d", "floor": "8..16%" },
    "novelty": { "half_life": "5..10 d", "floor": "20..40%" },
    "platforms": { "pc": { "share": "60%", "device_capable": "42..58%" }, "handheld": { "share": "40%" } },
    "segments": {
      "quiet": { "share": "70%", "voice": "60%", "talk_sigma": "0.8..1.6", "turns": "2..6 turns", "npcs": { "companion": 0.6, "pet": 0.4 } },
      "loud":  { "share": "30%", "device_capable": "10..30%", "timezone": "Asia/Seoul", "turns": "4..16 turns", "npcs": { "boss": 1 } }
    }
  },
  "ambient": {
    "hello":  { "do": "proactive", "npc": "companion", "rate": "2..6/h", "near": "40%" },
    "gossip": { "do": "npc_to_npc", "npc": "boss", "rate": "20/h", "turns": "6..10 turns", "line": "40..80 tokens", "idle_stop": "5 min",
                "shared_by": "200..2000 players" },
    "world":  { "do": "world_tick", "npc": "boss", "rate": "12/h" }
  },
  "experiment": { "warm_up": "36 h", "replications": 2, "sample_players": "1k players" }
})";

}  // namespace npcost::scenario_test
