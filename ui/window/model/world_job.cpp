#include "ui/window/model/world_job.h"

#include <exception>

namespace npcost::window {
namespace {

Shown shown_of(std::shared_ptr<const Edition> edition, const WorldOrder& order, Grade grade, const KeepGoing& keep_going) {
  const bool preview = grade == Grade::preview;
  const std::uint32_t few = std::min(preview_players, order.players);
  const std::uint32_t players = preview ? players_for(edition->scenario(), few, preview_turns) : order.players;
  const std::shared_ptr<const Recording> recording =
      record(with_players(edition->scenario(), players), preview ? preview_marks : most_marks, keep_going);
  if (recording == nullptr) return {};
  auto billing = std::make_shared<const Billing>(recording, *recording->plan, edition->scenario().book);
  std::shared_ptr<const Billed> billed = bill(std::move(billing), [&](double) { return keep_going(1); });
  if (billed == nullptr) return {};
  return {std::move(edition), std::move(billed), std::make_shared<const std::vector<SeenTurn>>(), grade};
}

}  // namespace

void live_world(const WorldOrder& order, Mailbox<WorldNews>& news, std::atomic<double>& progress, const Backroom::Wanted& wanted) {
  progress = 0;
  std::shared_ptr<const Edition> edition = order.edition;
  if (edition == nullptr) {
    ReadAttempt attempt = read_edition(order.number, order.request);
    if (!wanted()) return;
    edition = attempt.edition;
    if (edition == nullptr) return news.put({order.number, std::move(attempt), {}, {}});
  }
  const KeepGoing silently = [&](double) { return wanted(); };
  const KeepGoing aloud = [&](double done) {
    progress = done;
    return wanted();
  };
  try {
    if (order.preview_first) {
      Shown preview = shown_of(edition, order, Grade::preview, silently);
      if (preview.billed == nullptr) return;
      news.put({order.number, {}, std::move(preview), {}});
    }
    Shown full = shown_of(edition, order, Grade::full, aloud);
    if (full.billed == nullptr) return;
    news.put({order.number, {}, std::move(full), {}});
  } catch (const std::exception& error) {   // money beyond all bounds, or no memory for so large a world
    news.put({order.number, {}, {}, std::string("this could not be simulated: ") + error.what()});
  }
}

}  // namespace npcost::window
