#pragma once
// The purposes of draws; see draws.h. Without code, so that vector kernels may include it.

#include <cstdint>

namespace npcost {

/// What a draw is for. The numbers are part of every result: never renumber, only append.
enum class Purpose : std::uint8_t {
  player = 1,        ///< who the player is: talks at all, voice, own rates        (0, block)
  session = 2,       ///< when the next sitting starts, how long, how many talks   (session, block)
  conversation = 3,  ///< when it starts, with which NPC, how many turns           (conversation, block)
  line = 4,          ///< what is said: player's line, reply, pause                (conversation, turn)
  speech = 5,        ///< spoken seconds, interruption                             (conversation, turn)
  latency = 6,       ///< how long the models take                                 (conversation, turn)
  extra = 7,         ///< shared-cache luck, abandonment, reasoning                (conversation, turn)
  unknown = 8,       ///< an uncertain input of the scenario                       (name of the input)
  stage = 9,         ///< whether a stage is skipped this turn                     (conversation, turn)
  calls = 10,         ///< tool calls and failed calls                              (conversation, turn)
  course = 11,        ///< fast path, caches, routes, shared NPCs                   (conversation, turn)
  talkative = 12,     ///< how much a session is talked in, how new it is           (session, block)
  returning = 13,     ///< whether the player plays on a day at all                 (day since coming)
  ambient = 14,       ///< when nobody's line starts a talk, and how long it is     (ambient | number, block)
  happens = 15,       ///< whether an event of the scenario happens                 (name of the event)
  patience = 16,      ///< who gives up where no wait is drawn                     (conversation, turn / 4), word turn % 4
  price_path = 20,    ///< where prices go in a forecast                           (name of the path, draw)
  sweep = 24,         ///< where the points of a Latin hypercube lie                (path, point)
  study = 28,        ///< points and resamples of a study of unknowns              (resample or 0, row)
  test = 31,         ///< for tests and benchmarks only
};

}  // namespace npcost
