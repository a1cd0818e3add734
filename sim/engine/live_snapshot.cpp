#include "sim/engine/live_snapshot.h"

namespace npcost {

namespace {

constexpr std::int64_t second_ms = 1000, minute_ms = 60'000, hour_ms = 3'600'000;

template <typename Mark>
void remember(std::deque<Mark>& marks, const Mark& mark, std::int64_t apart_ms, std::int64_t for_ms) {
  if (mark.now_ms - marks.back().now_ms >= apart_ms) marks.push_back(mark);
  while (marks.size() > 1 && marks[1].now_ms <= mark.now_ms - for_ms) marks.pop_front();
}

}  // namespace

LiveCounts& LiveCounts::operator+=(const LiveCounts& other) {
  conversations += other.conversations;
  turns += other.turns;
  degraded_turns += other.degraded_turns;
  refused_turns += other.refused_turns;
  abandoned_turns += other.abandoned_turns;
  prompt_tokens += other.prompt_tokens;
  cached_tokens += other.cached_tokens;
  cells.resize(std::max(cells.size(), other.cells.size()));
  for (std::size_t cell = 0; cell < other.cells.size(); ++cell) cells[cell] += other.cells[cell];
  return *this;
}

LiveCounts& LiveCounts::operator-=(const LiveCounts& earlier) {
  conversations -= earlier.conversations;
  turns -= earlier.turns;
  degraded_turns -= earlier.degraded_turns;
  refused_turns -= earlier.refused_turns;
  abandoned_turns -= earlier.abandoned_turns;
  prompt_tokens -= earlier.prompt_tokens;
  cached_tokens -= earlier.cached_tokens;
  for (std::size_t cell = 0; cell < earlier.cells.size(); ++cell) cells[cell] -= earlier.cells[cell];
  return *this;
}

LiveView::LiveView(const LiveRun& run) : run_(run) {
  const Mark begin{run.now().count(), count()};
  seconds_.push_back(begin);
  minutes_.push_back(begin);
}

LiveCounts LiveView::count() const {
  const UsageLedger& ledger = run_.sums();
  LiveCounts counts;
  for (const TalkCounts& talk : ledger.talk) {
    counts.conversations += talk.conversations;
    counts.turns += talk.turns;
    counts.degraded_turns += talk.degraded_turns;
    counts.refused_turns += talk.refused_turns;
    counts.abandoned_turns += talk.abandoned_turns;
    counts.prompt_tokens += talk.prompt_tokens;
    counts.cached_tokens += talk.cached_tokens;
  }
  counts.cells = ledger.totals();
  return counts;
}

LiveWindow LiveView::since(const std::deque<Mark>& marks, std::int64_t now_ms, std::int64_t length_ms) const {
  const Mark* from = &marks.front();
  for (const Mark& mark : marks) {
    if (mark.now_ms <= now_ms - length_ms) from = &mark;
  }
  LiveWindow window{Milliseconds(now_ms - from->now_ms), total_};
  window.counts -= from->counts;
  return window;
}

void LiveView::take() {
  const UsageLedger& ledger = run_.sums();
  const std::int64_t now_ms = run_.now().count();
  total_ = count();
  LiveSnapshot& snapshot = buffer_.back();
  snapshot.now = run_.now();
  snapshot.finished = run_.finished();
  snapshot.number = ++number_;
  snapshot.online = run_.online();
  snapshot.talking = run_.talking();
  snapshot.total = total_;
  snapshot.second = since(seconds_, now_ms, second_ms);
  snapshot.minute = since(seconds_, now_ms, minute_ms);
  snapshot.hour = since(minutes_, now_ms, hour_ms);
  snapshot.talk = ledger.talk;
  snapshot.group_cells = ledger.group_cells;
  snapshot.policy = ledger.policy;
  buffer_.publish();
  const Mark mark{now_ms, total_};
  remember(seconds_, mark, second_ms, minute_ms);
  remember(minutes_, mark, minute_ms, hour_ms);
}

const LiveSnapshot& LiveView::newest() {
  buffer_.take();
  return buffer_.front();
}

}  // namespace npcost
