#include "tests/window/panels/fake_text.h"

namespace npcost::fake {

using namespace window;

namespace {

void add(Screen& s, Parameter::Kind kind, const char* group, const char* label, const char* pointer, const char* unit, const char* text, double value, double low, double high, bool logarithmic = false) {
  Parameter p;
  p.kind = kind, p.group = group, p.label = label, p.pointer = pointer, p.unit = unit, p.text = p.file_text = text;
  p.value = p.file_value = value, p.low = low, p.high = high, p.logarithmic = logarithmic;
  p.help = "What the reference says about this key, in one sentence.";
  p.provenance = "assumed";
  s.parameters.push_back(std::move(p));
}

void change(Screen& s, const char* pointer, const char* file_text, double file_value) {
  for (Parameter& p : s.parameters) {
    if (p.pointer == pointer) p.file_text = file_text, p.file_value = file_value, p.changed = true, ++s.changed;
  }
}

constexpr const char* draft_text = R"({
  // A tavern town with text and voice. Numbers are list prices of the day.
  "npcost": 1,
  "name": "Tavern town",
  "time": { "start": "2027-03-01", "duration": "3 d", "timezone": "Asia/Seoul" },
  "players": {
    "active": "1.25M",
    "sessions_per_day": "1..3",   // assumed: like last year's
    "session_length": "20..90 min"
  },
  "models": {
    "large": { "input": "$3.00/1M tokens", "cached_input": "$0.30/1M tokens", "output": "$12.00/1M tokens" },
    "whisper": { "audio": "$0.0048/min" },
    "sonora": { "speech": "$15.00/1M characters" }
  },
  "npcs": {
    "innkeeper": {
      "persona": "1200..2600 tokens",
      "reply": "60..160 tokens",
      "turns": "4..12",
      "memory": { "policy": "window", "turns": 12 }
    },
    "blacksmith": { "extends": "innkeeper", "reply": "20..60 tokens" }
  },
  "budgets": {
    "text": { "metric": "cost.per_player_hour", "where": { "pipeline": "text" }, "stat": "p95", "max": "$0.05" },
    "voice": { "metric": "cost.per_player_hour", "where": { "pipeline": "voice" }, "stat": "p95", "max": "$0.25" }
  }
}
)";

}  // namespace

const SourceText& kept_text(const std::string& name, const std::string& text) {
  static SourceTexts texts;
  return texts.add(name, text);
}

Diagnostic problem_at(const SourceText& source, const std::string& token, Severity severity, const std::string& code, const std::string& message, const std::string& hint) {
  Diagnostic d;
  d.severity = severity, d.code = code, d.message = message, d.hint = hint;
  d.place = {&source, static_cast<std::uint32_t>(source.text.find(token)), static_cast<std::uint32_t>(token.size())};
  return d;
}

void add_draft(Screen& s) {
  s.draft.path = s.file, s.draft.text = draft_text, s.draft.edition = 1, s.draft.readable = true, s.draft.unsaved = true;
  const SourceText& source = kept_text(s.file, s.draft.text);
  s.draft.problems = {problem_at(source, "\"1..3\"", Severity::warning, "W301", "sessions_per_day has no source: it is assumed", "add \"source\" beside it")};
}

void add_parameters(Screen& s) {
  using Kind = Parameter::Kind;
  add(s, Kind::price, "Prices", "large · input", "/models/large/input", "/1M tokens", "$3.00/1M tokens", 3.0, 0.1, 30, true);
  add(s, Kind::price, "Prices", "large · cached input", "/models/large/cached_input", "/1M tokens", "$0.30/1M tokens", 0.3, 0.01, 3, true);
  add(s, Kind::price, "Prices", "large · output", "/models/large/output", "/1M tokens", "$12.00/1M tokens", 12, 0.5, 120, true);
  add(s, Kind::price, "Prices", "whisper · audio", "/models/whisper/audio", "/min", "$0.0048/min", 0.0048, 0.0005, 0.05, true);
  add(s, Kind::price, "Prices", "sonora · speech", "/models/sonora/speech", "/1M characters", "$15.00/1M characters", 15, 1, 150, true);
  add(s, Kind::people, "Players", "active", "/players/active", "", "1.25M", 1.25e6, 1e4, 1e8, true);
  add(s, Kind::people, "Players", "sessions per day", "/players/sessions_per_day", "", "1..3", 1.7, 0, 10);
  add(s, Kind::people, "Players", "session length", "/players/session_length", "min", "20..90 min", 42, 1, 300);
  add(s, Kind::behaviour, "NPC innkeeper", "persona", "/npcs/innkeeper/persona", "tokens", "1200..2600 tokens", 1766, 0, 8000);
  add(s, Kind::behaviour, "NPC innkeeper", "reply", "/npcs/innkeeper/reply", "tokens", "60..160 tokens", 98, 0, 500);
  add(s, Kind::behaviour, "NPC innkeeper", "turns", "/npcs/innkeeper/turns", "", "8..18", 12, 1, 40);
  add(s, Kind::behaviour, "NPC innkeeper", "memory · turns", "/npcs/innkeeper/memory/turns", "", "12", 12, 0, 60);
  add(s, Kind::behaviour, "NPC blacksmith", "reply", "/npcs/blacksmith/reply", "tokens", "20..60 tokens", 35, 0, 500);
  add(s, Kind::people, "Segment tourists", "voice share", "/segments/tourists/voice_share", "%", "20%", 20, 0, 100);
  add(s, Kind::money, "Budgets", "text · max", "/budgets/text/max", "", "$0.05", 0.05, 0.005, 0.5, true);
  add(s, Kind::money, "Budgets", "voice · max", "/budgets/voice/max", "", "$0.25", 0.25, 0.025, 2.5, true);
  add(s, Kind::experiment, "Experiment", "replications", "/experiment/replications", "", "12", 12, 2, 200);
  s.parameters[11].whole = s.parameters[16].whole = true;
  change(s, "/models/large/output", "$15.00/1M tokens", 15);
  change(s, "/npcs/innkeeper/turns", "4..12", 6.9);
  change(s, "/segments/tourists/voice_share", "10%", 10);
  s.can_undo = true;
}

}  // namespace npcost::fake
