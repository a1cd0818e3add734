// Reading the scenario, having it lived and run by the backrooms, and taking what they send.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "sim/base/atomic_file.h"
#include "ui/report/write_csv.h"
#include "ui/report/write_json.h"
#include "ui/window/model/studio_parts.h"

namespace npcost::window {

Studio::Parts::Parts(StudioOptions with) : options(std::move(with)) {}

ScenarioRequest Studio::Parts::request() const {
  ScenarioRequest request;
  request.files = {disk.path()};
  request.settings = edits.settings();
  request.drafts[disk.path()] = text;
  return request;
}

bool Studio::Parts::read_now() {
  ReadAttempt attempt = read_edition(++number, request());
  problems = attempt.diagnostics;
  readable = attempt.edition != nullptr;
  if (!attempt.trouble.empty()) say(attempt.trouble);
  if (!readable) {
    problems_in = attempt.failed;
    return false;
  }
  problems_in.reset();
  dragged_book = {};
  current = attempt.edition;
  return true;
}

void Studio::Parts::read_base() {
  if (edits.list().empty()) {
    base = current;
    return;
  }
  ScenarioRequest plain = request();
  plain.settings.clear();
  base = read_edition(0, plain).edition;   // a file may need its settings to be whole: then there is no tick at its values
}

void Studio::Parts::order_world() {
  WorldOrder order{number, current, {}, true, options.players};
  world_room.give([this, order](const Backroom::Wanted& wanted) { live_world(order, world_news, world_progress, wanted); });
}

void Studio::Parts::order_world_read_there() {
  WorldOrder order{number, nullptr, request(), true, options.players};
  world_room.give([this, order](const Backroom::Wanted& wanted) { live_world(order, world_news, world_progress, wanted); });
}

void Studio::Parts::take_world(WorldNews news) {
  if (news.number != number) return;      // of an edition that nobody wants any more
  if (!news.trouble.empty()) say(news.trouble);
  if (news.attempt.failed != nullptr || !news.attempt.trouble.empty()) {   // of a slider that was moved to where it cannot be
    faults[asked_by] = news.attempt.trouble.empty() ? first_fault(news.attempt.diagnostics, asked_by) : news.attempt.trouble;
    dragged.clear();
    edits.release();
    edits.forget_last();
    ++number;
    return edits_changed();
  }
  if (news.shown.billed == nullptr) return;
  current = news.shown.edition;
  readable = true;
  const bool first = shown.billed == nullptr;
  shown = std::move(news.shown);
  if (baseline == nullptr && shown.grade == Grade::full) baseline = shown.billed;
  if (first || at_end) now_ms = static_cast<double>(length().count());
  now_ms = std::min(now_ms, static_cast<double>(length().count()));
  follow_playhead();
  show_all();
}

bool Studio::Parts::wants_whole_run() const {
  return dragged.empty() && current != nullptr && current->number == number && shown.edition == current && shown.grade == Grade::full &&
         whole_asked != number;
}

void Studio::Parts::order_whole_run() {
  whole_asked = number;
  const ScenarioRequest asked = current->request;
  run_room.give([this, asked, of = number](const Backroom::Wanted& wanted) {
    run_whole(of, asked, options.workers, whole_done, run_progress, wanted);
  });
}

bool Studio::Parts::wants_feed() const {
  return shown.grade == Grade::full && watched != shown.billed->billing->shared_recording() && !world_room.busy();
}

/// Some players of what is shown are watched, once it is there and nothing more urgent is to be lived.
void Studio::Parts::order_feed() {
  world_room.give([this, of = shown.billed->billing->shared_recording()](const Backroom::Wanted& wanted) {
    std::vector<SeenTurn> seen = watch_some(*of, watched_players, [&](double) { return wanted(); });
    if (wanted()) seen_news.put({of, std::make_shared<const std::vector<SeenTurn>>(std::move(seen))});
  });
}

void Studio::Parts::take_feed() {
  for (SeenNews& news : seen_news.take()) {
    if (shown.billed == nullptr || news.of != shown.billed->billing->shared_recording()) continue;
    watched = news.of;
    shown.seen = std::move(news.seen);
    show_moment();
  }
  if (wants_feed()) order_feed();
}

void Studio::Parts::take_news() {
  for (WorldNews& news : world_news.take()) take_world(std::move(news));
  take_feed();
  for (WholeRun& run : whole_done.take()) {
    if (run.number != number) continue;
    if (!run.trouble.empty()) say(run.trouble);
    whole = std::move(run);
    show_work();
  }
  if (whole_asked != 0 && whole_asked != number && run_room.busy()) run_room.stop();
  if (wants_whole_run()) order_whole_run();
}

void Studio::Parts::say(std::string sentence) {
  screen.messages.push_back(std::move(sentence));
  if (screen.messages.size() > 50) screen.messages.erase(screen.messages.begin());
  ++screen.number;
}

std::string Studio::Parts::export_to(const std::string& file, bool json) {
  if (current == nullptr || whole.result == nullptr || whole.number != number) {
    say("there is no result of the whole run yet; nothing was exported");
    return {};
  }
  try {
    write_atomically(file, json ? result_json(*whole.result) : result_csv(*whole.result));
  } catch (const FileError& error) {
    say(error.what());
    return {};
  }
  const std::vector<std::string> settings = edits.settings();
  // The program looks for flips before it writes; whoever exports sooner has what it writes without them.
  const std::vector<std::string> plain =
      whole.searched ? std::vector<std::string>{"--json"} : std::vector<std::string>{"--json", "--no-flips"};
  if (json) return command_line(disk.path(), settings, plain) + " > " + quoted_word(file);
  const std::string folder = std::filesystem::path(file).parent_path().string();
  return command_line(disk.path(), settings, {"--format", "csv", "--out", folder.empty() ? "." : folder});
}

}  // namespace npcost::window
