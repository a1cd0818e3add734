#include "sim/engine/usage_ledger.h"

#include <algorithm>

#include "sim/base/check.h"

namespace npcost {

namespace {

template <typename List>
void add_all(List& into, const List& from) {
  NPCOST_CHECK(into.size() == from.size(), "ledgers of one run have one shape");
  for (std::size_t i = 0; i < into.size(); ++i) into[i] += from[i];
}

/// Leaves memory alone that neither has counted in.
void add_counted(ZeroedVector<std::uint64_t>& into, const ZeroedVector<std::uint64_t>& from) {
  if (std::any_of(from.begin(), from.end(), [](std::uint64_t count) { return count != 0; })) return add_all(into, from);
  NPCOST_CHECK(into.size() == from.size(), "ledgers of one run have one shape");
}

}  // namespace

TalkCounts& TalkCounts::operator+=(const TalkCounts& other) {
  conversations += other.conversations;
  turns += other.turns;
  conversation_ms += other.conversation_ms;
  prompt_tokens += other.prompt_tokens;
  cached_tokens += other.cached_tokens;
  timed_turns += other.timed_turns;
  abandoned_turns += other.abandoned_turns;
  degraded_turns += other.degraded_turns;
  refused_turns += other.refused_turns;
  unserved_talks += other.unserved_talks;
  fast_turns += other.fast_turns;
  reused_turns += other.reused_turns;
  other_model_turns += other.other_model_turns;
  device_turns += other.device_turns;
  carried_turns += other.carried_turns;
  paid_turns += other.paid_turns;
  npc_lines += other.npc_lines;
  tool_calls += other.tool_calls;
  retries += other.retries;
  memory_calls += other.memory_calls;
  interrupted_turns += other.interrupted_turns;
  unheard_chars += other.unheard_chars;
  context_cut_turns += other.context_cut_turns;
  return *this;
}

SegmentCounts& SegmentCounts::operator+=(const SegmentCounts& other) {
  players += other.players;
  came += other.came;
  player_months += other.player_months;
  sessions += other.sessions;
  play_ms += other.play_ms;
  player_days += other.player_days;
  return *this;
}

PolicyCounts& PolicyCounts::operator+=(const PolicyCounts& other) {
  turns += other.turns;
  windows += other.windows;
  over += other.over;
  return *this;
}

UsageLedger::UsageLedger(const LedgerShape& s)
    : shape(s),
      player_cells(std::size_t{s.players} * s.cells),
      player_totals(s.players),
      player_done(s.players),
      group_cells(std::size_t{s.segments} * s.ways * s.cells),
      hour_cells(std::size_t{s.hours} * s.cells),
      talk(std::size_t{s.segments} * s.ways),
      segment(s.segments),
      policy(s.policies),
      day_players(s.days),
      online_change(std::size_t{s.hours} * 60 + 1),
      minute_requests(std::size_t{s.hours} * 60),
      minute_tokens(std::size_t{s.hours} * 60) {}

void UsageLedger::merge(const UsageLedger& other) {
  const bool has_rows = other.shape.players != 0;
  NPCOST_CHECK(!has_rows || other.shape.players == shape.players, "ledgers of one run have one shape");
  if (has_rows) {
    for (std::uint32_t p = 0; p < shape.players; ++p) {
      if (other.player_done[p] == 0) continue;
      NPCOST_CHECK(player_done[p] == 0, "no player is counted twice");
      player_done[p] = 1;
      player_totals[p] = other.player_totals[p];
      for (std::uint32_t c = 0; c < shape.cells; ++c) {
        const std::size_t at = std::size_t{p} * shape.cells + c;
        player_cells[at] = other.player_cells[at];
      }
    }
  }
  wide.insert(other.wide.begin(), other.wide.end());
  add_all(group_cells, other.group_cells);
  add_all(hour_cells, other.hour_cells);
  for (std::size_t i = 0; i < talk.size(); ++i) talk[i] += other.talk[i];
  for (std::size_t i = 0; i < segment.size(); ++i) segment[i] += other.segment[i];
  for (std::size_t i = 0; i < policy.size(); ++i) policy[i] += other.policy[i];
  add_all(day_players, other.day_players);
  add_all(online_change, other.online_change);
  add_counted(minute_requests, other.minute_requests);
  add_counted(minute_tokens, other.minute_tokens);
  for (std::size_t mode = 0; mode < first_text.size(); ++mode) {
    first_text[mode].merge(other.first_text[mode]);
    first_audio[mode].merge(other.first_audio[mode]);
  }
}

std::uint64_t UsageLedger::player_cell(std::uint32_t player, std::uint32_t cell) const {
  const std::uint32_t narrow = player_cells[std::size_t{player} * shape.cells + cell];
  if (narrow != ~std::uint32_t{0}) return narrow;
  const auto found = wide.find({player, cell});
  return found == wide.end() ? narrow : found->second;
}

std::vector<std::uint64_t> UsageLedger::totals() const {
  std::vector<std::uint64_t> sum(shape.cells);
  for (std::size_t i = 0; i < group_cells.size(); ++i) sum[i % shape.cells] += group_cells[i];
  return sum;
}

}  // namespace npcost
