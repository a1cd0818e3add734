#pragma once
// From a scenario to the world that the window shows: lived, billed, a few players watched. Work of a backroom.

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "ui/window/model/backroom.h"
#include "ui/window/model/edition.h"
#include "ui/window/model/feed.h"
#include "ui/window/model/figures.h"

namespace npcost::window {

/// A world that is ready to be shown; all of it belongs to one edition.
struct Shown {
  std::shared_ptr<const Edition> edition;
  std::shared_ptr<const Billed> billed;
  std::shared_ptr<const std::vector<SeenTurn>> seen;    ///< empty until somebody has been watched
  Grade grade = Grade::none;
  const Recording& recording() const { return billed->billing->recording(); }
};

struct WorldNews {
  std::uint64_t number = 0;              ///< of the edition that was asked for
  ReadAttempt attempt;                   ///< only if the job had to read it, and it could not be
  Shown shown;                           ///< `billed` empty: it could not be lived
  std::string trouble;                   ///< why, in a sentence
};

/// Who was watched in a recording, for the feed.
struct SeenNews {
  std::shared_ptr<const Recording> of;
  std::shared_ptr<const std::vector<SeenTurn>> seen;
};

struct WorldOrder {
  std::uint64_t number = 0;
  std::shared_ptr<const Edition> edition;   ///< read already, or …
  ScenarioRequest request;                  ///< … to be read
  bool preview_first = true;
  std::uint32_t players = 4000;
};

/// Puts a preview of few players into the mailbox, then the whole world.
void live_world(const WorldOrder& order, Mailbox<WorldNews>& news, std::atomic<double>& progress, const Backroom::Wanted& wanted);

/// A preview is there within a tenth of a second: a turn costs about a third of a microsecond.
inline constexpr std::uint32_t preview_players = 300, preview_marks = 60, watched_players = 64;
inline constexpr double preview_turns = 90'000;

}  // namespace npcost::window
