#include "ui/terminal/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ui/terminal/columns.h"
#include "ui/terminal/figures.h"

namespace npcost {
namespace {

constexpr std::int64_t redraw_every_ms = 100;
constexpr double estimate_every_seconds = 0.5;
constexpr double seconds_before_promises = 0.5;  // earlier, the pace says more about the start than about the run
constexpr std::string_view wipe_line = "\r\x1b[K";

/// "12 s", "3 min 05 s", "2 h 10 min".
std::string time_text(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::ceil(std::min(seconds, 1e9)));
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole / 60 % 60);
}

}  // namespace

std::string progress_line(const ProgressState& state, const Style& style) {
  const double done = state.replication + std::clamp(state.share_of_it, 0.0, 1.0);
  // In order of use: a part that a narrow terminal has no room for is left out as a whole.
  std::vector<std::string> parts{fmt::format("{} {} of {}", state.what, state.replication + 1, state.replications)};
  if (!state.estimate.empty()) parts.push_back(state.estimate);
  if (state.seconds >= seconds_before_promises && done > 0) {
    const double all = state.replications;
    parts.push_back(time_text(state.seconds * (all - done) / done) + " left");
    parts.push_back(number_text(done * state.turns_each / state.seconds, style) + " turns a second");
  }
  const std::size_t room = std::max(style.width, 2u) - 1;
  std::string line = cut_to(parts.front(), room, style);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::string longer = line + std::string(dot(style)) + parts[i];
    if (display_width(longer) <= room) line = longer;
  }
  return line;
}

std::string estimate_text(const std::vector<Metric>& metrics, std::string_view metric, const Style& style) {
  const auto found =
      std::find_if(metrics.begin(), metrics.end(), [metric](const Metric& one) { return one.name == metric; });
  if (found == metrics.end() || !found->mean) return {};
  std::string text = fmt::format("{} {}", found->name, value_text(*found->mean, found->unit, style));
  if (!found->interval || *found->mean == 0) return text;
  const double half = (found->interval->high - found->interval->low) / 2 / std::abs(*found->mean);
  return text + fmt::format(" {}{} ({} CI)", style.utf8 ? "±" : "+-", value_text(half, "ratio", style),
                            level_text(found->interval->level));
}

Progress::Progress(bool shown, const Style& style, std::uint32_t replications,
                   std::function<void(std::string_view)> write)
    : shown_(shown), style_(style), write_(std::move(write)) {
  state_.replications = replications;
}

Progress::~Progress() { wipe(); }

void Progress::expect(std::uint32_t replications) {
  if (!shown_) return;
  const std::lock_guard lock(mutex_);
  state_.replications = replications;
}

void Progress::begin_replication(std::uint32_t replication, std::uint32_t units, double expected_turns) {
  if (!shown_) return;
  const std::lock_guard lock(mutex_);
  state_.replication = replication;
  state_.turns_each = expected_turns;
  units_ = units;
  units_started_ = 0;
}

void Progress::unit_started() {
  if (!shown_) return;
  ++units_started_;
  const auto now = static_cast<std::int64_t>(seconds() * 1000);
  std::int64_t due = next_draw_ms_.load(std::memory_order_relaxed);
  if (now < due || !next_draw_ms_.compare_exchange_strong(due, now + redraw_every_ms)) return;
  draw();
}

bool Progress::wants_estimate() const { return shown_ && seconds() - estimated_at_ >= estimate_every_seconds; }

void Progress::estimate(const std::vector<Metric>& metrics, std::string_view metric) {
  if (!shown_) return;
  const std::lock_guard lock(mutex_);
  state_.estimate = estimate_text(metrics, metric, style_);
  estimated_at_ = seconds();
}

void Progress::says(const std::string& estimate) {
  if (!shown_) return;
  const std::lock_guard lock(mutex_);
  state_.estimate = estimate;
  estimated_at_ = seconds();
}

void Progress::wipe() {
  const std::lock_guard lock(mutex_);
  if (!on_screen_) return;
  write_(wipe_line);
  on_screen_ = false;
}

double Progress::seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

void Progress::draw() {
  const std::lock_guard lock(mutex_);
  state_.share_of_it = units_ == 0 ? 0 : static_cast<double>(units_started_.load()) / units_;
  state_.seconds = seconds();
  write_(fmt::format("{}{}", wipe_line, progress_line(state_, style_)));
  on_screen_ = true;
}

}  // namespace npcost
