#include "sim/scenario/draws/all_spreads.h"

namespace npcost {

namespace {

class Visitor {
 public:
  explicit Visitor(const std::function<void(const Spread&)>& visit) : visit_(visit) {}

  template <typename... Spreads>
  void all(const Spreads&... spreads) {
    (one(spreads), ...);
  }

 private:
  void one(const Spread& spread) { visit_(spread); }
  void one(const std::optional<Spread>& spread) {
    if (spread) visit_(*spread);
  }

  const std::function<void(const Spread&)>& visit_;
};

void visit_players(Visitor& visit, const Players& players) {
  visit.all(players.active, players.arrivals, players.curve.peak_day, players.curve.half_life, players.curve.floor);
  if (players.novelty) visit.all(players.novelty->half_life, players.novelty->floor);
  for (const Platform& platform : players.platforms) visit.all(platform.device_capable);
  for (const Segment& s : players.segments) {
    visit.all(s.sessions, s.session_length, s.talks, s.conversations, s.turns, s.talk_sigma, s.device_capable);
  }
}

void visit_npc(Visitor& visit, const Npc& npc) {
  visit.all(npc.persona, npc.world, npc.player_line, npc.reply, npc.player_speech, npc.think_time, npc.shared_by, npc.tools.call,
            npc.tools.result);
  visit.all(npc.memory.summary, npc.memory.recall, npc.memory.write.input, npc.memory.write.output);
}

}  // namespace

void for_each_spread(const Scenario& scenario, const std::function<void(const Spread&)>& to) {
  Visitor visit(to);
  visit_players(visit, scenario.players);
  visit.all(scenario.experiment.sample_players);
  for (const Npc& npc : scenario.npcs) visit_npc(visit, npc);
  for (const Ambient& talk : scenario.ambient) visit.all(talk.rate, talk.turns, talk.line, talk.shared_by);
  for (const Pipeline& pipeline : scenario.pipelines) {
    for (const PipelineStage& stage : pipeline.stages) visit.all(stage.image_tokens, stage.caption, stage.placement.device_share);
  }
  for (const ModelSpeed& speed : scenario.speeds) visit.all(speed.first_token, speed.speed, speed.thinks);
}

}  // namespace npcost
