// Talk that no player's line starts.
#include <fmt/format.h>

#include "sim/scenario/decoding/decode.h"
#include "sim/scenario/keys/defaults.h"
#include "sim/scenario/files/merge.h"

namespace npcost {

namespace {

class AmbientDecoder {
 public:
  AmbientDecoder(Decoding& decoding, const JsonMember& entry)
      : decoding_(decoding),
        name_(entry.key),
        fields_(decoding, entry.value, "ambient", child_pointer("/ambient", entry.key)) {}

  Ambient decode() {
    Ambient ambient;
    ambient.name = name_;
    decode_kind(ambient);
    decode_when(ambient);
    ambient.rate = fields_.spread("rate");
    if (const auto turns = fields_.maybe_spread("turns")) ambient.turns = *turns;
    ambient.line = fields_.spread("line");
    if (const auto shared_by = fields_.maybe_spread("shared_by")) ambient.shared_by = *shared_by;
    if (ambient.kind == Ambient::Kind::world_tick && !(ambient.turns.is_constant() && ambient.turns.value() == 1)) {
      error("E109", "turns", "a world_tick has one turn each time", "remove \"turns\", or raise \"rate\"");
    }
    if (const auto npc = index_of(decoding_.npcs, fields_.text("npc"))) {
      ambient.npc = *npc;
      check_pipelines(*npc);
    }
    return ambient;
  }

 private:
  void decode_kind(Ambient& ambient) {
    const std::string word = fields_.text("do");
    if (word == "npc_to_npc") ambient.kind = Ambient::Kind::npc_to_npc;
    if (word == "world_tick") ambient.kind = Ambient::Kind::world_tick;
  }

  void decode_when(Ambient& ambient) {
    const std::string word = fields_.text("runs");
    if (word == "playing") ambient.runs = Ambient::Runs::playing;
    if (word == "always") ambient.runs = Ambient::Runs::always;
    ambient.near = fields_.ratio("near", 1);
    ambient.idle_stop = fields_.duration("idle_stop", Milliseconds{0});
    if (word.empty()) return;
    const auto only_with = [&](std::string_view key, bool means_something, std::string_view instead) {
      if (means_something || fields_.find(key) == nullptr) return;
      const bool implied = is_default(fields_.place("runs"));
      error("E109", key, fmt::format("\"{}\" means nothing for talk that runs \"{}\"{}", key, printable(word),
                                     implied ? fmt::format(", as {} does without \"runs\"", fields_.text("do")) : std::string()),
            fmt::format("remove it, or write \"runs\": \"{}\"", instead));
    };
    only_with("near", word == "near", "near");
    only_with("idle_stop", word == "playing", "playing");
    only_with("shared_by", word != "near", "playing");
  }

  /// A realtime model is an open line to one player, which nothing here has.
  void check_pipelines(std::uint16_t npc) {
    for (const std::uint16_t index : decoding_.scenario.npcs[npc].chain) {
      if (index >= decoding_.scenario.pipelines.size()) continue;
      const Pipeline& pipeline = decoding_.scenario.pipelines[index];
      if (pipeline.mode != Mode::speech_to_speech) continue;
      error("E303", "npc",
            fmt::format("\"{}\" answers with a realtime model (pipeline \"{}\"), which talks with players only",
                        printable(fields_.text("npc")), printable(pipeline.name)),
            "name an NPC whose pipeline has an llm");
      return;
    }
  }

  void error(const char* code, std::string_view key, std::string message, std::string hint) {
    decoding_.diagnostics.error(code, fields_.place(key), fields_.at(key), std::move(message), std::move(hint));
  }

  Decoding& decoding_;
  std::string name_;
  Fields fields_;
};

}  // namespace

void decode_ambient(Decoding& decoding) {
  for (const JsonMember* entry : entries_of(section(decoding.root, "ambient"))) {
    decoding.scenario.ambient.push_back(AmbientDecoder(decoding, *entry).decode());
  }
}

}  // namespace npcost
