#include "tests/quality/gallery_tables.h"

#include <algorithm>
#include <set>

#include "sim/people/population.h"
#include "sim/serving/api.h"

namespace npcost::quality {

namespace {

void add_replies(const Scenario& scenario, const Npc& npc, std::vector<Source>& sources) {
  std::set<std::uint32_t> cuts;
  if (npc.reply_max) cuts.insert(*npc.reply_max);
  for (const Policy& policy : scenario.policies) {
    if (policy.kind == Policy::Kind::cap_reply) cuts.insert(policy.reply_max);
  }
  const std::string what = "reply of " + npc.name;
  sources.push_back({what, npc.reply, 1, npc.token_scale});
  for (const std::uint32_t cut : cuts) {
    Spread shorter = npc.reply;
    const double most = cut / npc.token_scale;  // the model counts tokens of its own, whatever language they are in
    if (shorter.fixed) {
      shorter.fixed = shorter.fixed->clamped(std::nullopt, most);
    }
    shorter.max = shorter.max ? std::min(*shorter.max, most) : most;
    sources.push_back({what + ", cut", shorter, 1, npc.token_scale});
  }
}

}  // namespace

std::vector<Source> sources_of(const Scenario& scenario) {
  std::vector<Source> sources;
  for (const Segment& segment : scenario.players.segments) {
    sources.push_back({"sessions of " + segment.name, segment.sessions, 0, sessions_scale});
    sources.push_back({"session length of " + segment.name, segment.session_length});
    sources.push_back({"conversations of " + segment.name, segment.conversations});
    sources.push_back({"turns of " + segment.name, segment.turns, 1});
  }
  for (const Npc& npc : scenario.npcs) {
    sources.push_back({"line to " + npc.name, npc.player_line, 0, npc.token_scale});
    add_replies(scenario, npc, sources);
    sources.push_back({"speech to " + npc.name, npc.player_speech});
    sources.push_back({"pause with " + npc.name, npc.think_time});
    sources.push_back({"memory of " + npc.name, npc.memory.recall, 0, npc.token_scale});
  }
  for (const Ambient& ambient : scenario.ambient) {
    sources.push_back({"unasked turns", ambient.turns, 1});
    sources.push_back({"unasked line", ambient.line, 0, scenario.npcs[ambient.npc].token_scale});
  }
  for (const ModelSpeed& model : scenario.speeds) {
    if (model.first_token) sources.push_back({"first token", *model.first_token});
    if (model.speed) sources.push_back({"speed", *model.speed, 1, speed_scale});
    if (model.thinks) sources.push_back({"reasoning", *model.thinks});
  }
  for (const Pipeline& pipeline : scenario.pipelines) {
    for (const PipelineStage& stage : pipeline.stages) {
      if (stage.stage != Stage::vision) continue;
      sources.push_back({"image", stage.image_tokens});
      sources.push_back({"caption", stage.caption});
    }
  }
  return sources;
}

}  // namespace npcost::quality
