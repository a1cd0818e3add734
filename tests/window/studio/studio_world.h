#pragma once
// A small scenario on disk for the tests of the studio: a town crier who is read and an oracle who is heard, 400 players, two days.

#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/base/test_folder.h"
#include "tests/catch.h"
#include "ui/window/model/studio.h"

namespace npcost::window {

inline const std::string small_text = R"({
  "npcost": 1,
  "name": "A crier and an oracle",
  "time": { "start": "2027-03-01", "duration": "2 d", "timezone": "Asia/Seoul" },
  // Prices are made up; the digits make sums easy.
  "models": {
    "brain": { "kind": "llm", "input": "$1/1M tokens", "cached_input": "$0.25/1M tokens", "output": "$4/1M tokens", "min_cache": "128 tokens" },
    "ears": { "kind": "stt", "price": "$0.006/min", "first_token": "200 ms" },
    "mouth": { "kind": "tts", "price": "$20/1M chars", "first_token": "150 ms" }   // the dearest part
  },
  "pipelines": {
    "page": { "kind": "text", "stages": [{ "do": "llm", "model": "brain" }] },
    "voice": { "kind": "voice", "stages": [{ "do": "stt", "model": "ears" }, { "do": "llm", "model": "brain" }, { "do": "tts", "model": "mouth" }] }
  },
  "npcs": {
    "crier": { "pipeline": "page", "persona": "300 tokens", "player_line": "12 tokens", "reply": "40..120 tokens" },
    "oracle": {
      "pipeline": "voice",
      "persona": "500 tokens", // long and solemn
      "player_line": "10..30 tokens",
      "reply": { "value": "30..90 tokens", "why": "she speaks in riddles" }
    }
  },
  "players": {
    "active": "400 players",
    "segments": {
      "walkers": { "share": "70%", "sessions": "2/d", "turns": "2..8 turns", "npcs": { "crier": 1 } },
      "seekers": { "share": "30%", "sessions": "1/d", "session_length": "20..90 min", "conversations": "1..3", "turns": "3..9 turns", "npcs": { "oracle": 0.7, "crier": 0.3 } }
    }
  },
  "budgets": { "an hour": { "metric": "cost.per_player_hour", "max": "$0.05" } },
  "experiment": { "seed": 7, "replications": 3 }
}
)";

inline void write_text(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

inline std::string read_text(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

/// A studio on a file of its own, settled.
struct OnDisk {
  explicit OnDisk(const std::string& text = small_text) : path(folder.path() + "/small.npcost.json") {
    write_text(path, text);
    studio = std::make_unique<Studio>(StudioOptions{path, {}, 2, 4000});
    REQUIRE(studio->settle(60));
  }
  const Screen& screen() const { return studio->screen(); }
  const Parameter& parameter(const std::string& pointer) const {
    for (const Parameter& one : screen().parameters) {
      if (one.pointer == pointer) return one;
    }
    FAIL("there is no parameter " << pointer);
    return screen().parameters.front();
  }
  std::string all_messages() const {
    std::string all;
    for (const std::string& message : screen().messages) all += message + "\n";
    return all;
  }

  Folder folder;
  std::string path;
  std::unique_ptr<Studio> studio;
};

}  // namespace npcost::window
