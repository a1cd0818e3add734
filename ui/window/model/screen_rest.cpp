// The parts of the screen that do not depend on the playhead: courses, parameters, the draft, what is going on.
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <string_view>
#include <unordered_map>

#include "sim/answers/activity.h"
#include "sim/answers/period_text.h"
#include "sim/scenario/files/json_write.h"
#include "ui/window/model/notation.h"
#include "ui/window/model/studio_parts.h"

namespace npcost::window {
namespace {

constexpr double ms_per_hour = 3'600'000;

std::string prices_text(const Scenario& scenario) {
  std::string text_of_books;
  for (const Scenario::BookUsed& book : scenario.books_used) {
    if (!text_of_books.empty()) text_of_books += ", ";
    text_of_books += book.as_of.empty() ? book.name : fmt::format("{} {}", book.name, book.as_of);
  }
  return text_of_books;
}

float as_float(const std::optional<double>& value) { return value ? static_cast<float>(*value) : std::numeric_limits<float>::quiet_NaN(); }

/// Middles of stretches of so many hours; the last one may be shorter.
std::vector<double> middles(double length, int hours) {
  std::vector<double> found;
  for (double from = 0; from < length; from += hours) found.push_back((from + std::min(from + hours, length)) / 2);
  return found;
}

/// What a setting says of a parameter that is listed with an older text.
void show_edit(Parameter& parameter, const std::string& written) {
  SourceText source{"setting", written};
  Diagnostics none;
  const bool json = written.starts_with('{') || (!written.empty() && written[0] >= '0' && written[0] <= '9');
  JsonValue value = json ? read_json(source, none) : json_text_value(written);
  if (none.has_errors()) value = json_text_value(written);
  const std::optional<WrittenNumber> number = written_number(value);
  if (!number) return;
  parameter.text = plain_text(value);
  parameter.value = number->middle;
  parameter.sign = number->sign;
  parameter.unit = number->unit;
}

}  // namespace

void Studio::Parts::show_track() {
  Track& track = screen.track;
  track = {};
  for (auto& parts : screen.parts) parts.clear();
  if (shown.billed == nullptr) return;
  const Billed& billed = *shown.billed;
  const Recording& recording = shown.recording();
  const Scenario& scenario = *recording.scenario;
  track.length = track.simulated = static_cast<double>(recording.length.count()) / ms_per_hour;
  track.start_hour = static_cast<double>(local_moment(scenario.start, scenario.timezone).second_of_day) / 3600;
  track.start_text = local_text(scenario.start, scenario.timezone);
  track.zone = scenario.timezone;
  for (const std::size_t mark : billed.mark) track.at.push_back(static_cast<double>(recording.marks[mark]->at.count()) / ms_per_hour);
  const Activity activity = activity_of(scenario, recording.whole);
  const double scale = static_cast<double>(recording.work.active_players) / std::max(1.0, static_cast<double>(recording.work.players));
  for (std::uint32_t h = 0; h < recording.hours(); ++h) {
    const double minutes = minutes_in_hour(scenario, h);
    track.hours.push_back(h + minutes / 120);
    track.online.push_back(static_cast<float>(static_cast<double>(activity.player_minutes[h]) / minutes * scale));
  }
  for (std::size_t b = 1; b < bucket_count; ++b) track.coarse_hours[b] = middles(track.length, bucket_hours[b]);
  for (std::size_t m = 0; m < mode_count; ++m) {
    Track::OfMode& mode = track.mode[m];
    if (!billed.billing->occurs(static_cast<Mode>(m))) continue;
    for (const FiguresAt& one : billed.at_marks) {
      mode.p50.push_back(as_float(one.mode[m].p50));
      mode.p95.push_back(as_float(one.mode[m].p95));
      mode.mean.push_back(as_float(one.mode[m].mean));
    }
    mode.hour_mean = billed.hours[m][0].mean;
    for (std::size_t p = 0; p < part_count; ++p) {
      if (billed.hours[m][0].part[p].empty()) continue;
      Part part{static_cast<Part::Kind>(p), {}, 0, billed.hours[m][0].part[p], {}};
      for (std::size_t b = 1; b < bucket_count; ++b) part.coarse[b] = billed.hours[m][b].part[p];
      screen.parts[m].push_back(std::move(part));
    }
  }
  const WorkList& work = recording.work;
  for (std::size_t e = 0; e < scenario.events.size(); ++e) {
    const Event& event = scenario.events[e];
    const bool happens = e >= work.events.size() || work.events[e] != 0;
    const double hour = static_cast<double>((event.from - scenario.start).count()) / ms_per_hour;
    if (happens && hour >= 0 && hour <= track.length) track.events.emplace_back(hour, event.name);
  }
  std::sort(track.events.begin(), track.events.end());
}

void Studio::Parts::show_parameters() {
  screen.parameters.clear();
  screen.changed = 0;
  screen.can_undo = edits.can_undo();
  screen.can_redo = edits.can_redo();
  const std::shared_ptr<const Edition>& from = current != nullptr ? current : base;
  if (from == nullptr) return;
  std::unordered_map<std::string_view, const Parameter*> in_file;
  if (base != nullptr && base != from) {
    for (const ListedParameter& one : base->parameters) in_file.emplace(one.shown.pointer, &one.shown);
  }
  for (const ListedParameter& one : from->parameters) {
    Parameter parameter = one.shown;
    parameter.file_value = parameter.value;
    parameter.file_text = parameter.text;
    if (const auto found = in_file.find(parameter.pointer); found != in_file.end()) {
      const Parameter& file = *found->second;
      parameter.file_value = file.value;
      parameter.file_text = file.text;
      parameter.low = file.low;
      parameter.high = file.high;
      parameter.logarithmic = file.logarithmic;
    }
    if (const std::string* written = edits.find(one.target)) show_edit(parameter, *written);
    parameter.low = std::min(parameter.low, parameter.value);
    parameter.high = std::max(parameter.high, parameter.value);
    parameter.changed = parameter.text != parameter.file_text;
    if (parameter.changed) ++screen.changed;
    if (const auto fault = faults.find(parameter.pointer); fault != faults.end()) parameter.fault = fault->second;
    screen.parameters.push_back(std::move(parameter));
  }
}

void Studio::Parts::show_draft() {
  ++screen.number;
  Draft& draft = screen.draft;
  draft.path = disk.path();
  draft.text = text;
  draft.edition = draft_edition;
  draft.unsaved = text != disk.text() || !edits.list().empty() || (!disk.exists() && !text.empty());
  draft.readable = readable;
  draft.problems = problems;
  draft.conflict = conflict;
}

void Studio::Parts::show_work() {
  ++screen.number;
  const bool has_result = whole.result != nullptr && whole.number == number;
  if (!has_result) {
    screen.result.reset();
  } else {
    screen.result = *whole.result;
  }
  show_flips();
  show_own();
  screen.command = disk.path().empty() ? "" : command_line(disk.path(), edits.settings());
}

void Studio::Parts::show_progress() {
  const bool living = world_room.busy(), running = run_room.busy(), comparing = contender_room.busy();
  const double progress = living ? world_progress.load() : running ? run_progress.done.load() : 1;
  std::string work;
  if (living) {
    work = "living replication 1";
  } else if (running) {
    work = fmt::format("replication {} of {}", run_progress.replication.load() + 1, run_progress.replications.load());
  } else if (comparing) {
    work = "comparing";
  }
  const bool going_on = living || running || comparing;
  if (going_on == screen.running && progress == screen.progress && work == screen.work_text) return;
  ++screen.number;
  screen.running = going_on;
  screen.progress = progress;
  screen.work_text = std::move(work);
}

void Studio::Parts::show_all() {
  screen.file = disk.path();
  screen.grade = shown.grade;
  screen.baseline_text = baseline_text;
  if (shown.billed != nullptr) {
    const Scenario& scenario = shown.edition->scenario();
    screen.title = scenario.name;
    screen.currency = scenario.currency;
    screen.seed = scenario.experiment.seed;
    screen.prices_text = prices_text(scenario);
    screen.simulated_players = shown.recording().work.players;
    screen.active_players = shown.recording().work.active_players;
  } else {
    const std::uint64_t next = screen.number + 1;
    Screen empty;
    empty.number = next;
    empty.file = screen.file;
    empty.messages = std::move(screen.messages);
    empty.transport.speed = speed;
    screen = std::move(empty);
  }
  show_track();
  show_moment();
  if (contenders_of != (current == nullptr ? 0 : current->number)) {
    contender_room.stop();
    list_contenders();
  }
  show_parameters();
  show_draft();
  show_work();
}

}  // namespace npcost::window
