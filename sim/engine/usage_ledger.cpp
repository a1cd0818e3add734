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

template <typename List>
void take_all(List& from, const List& part) {
  NPCOST_CHECK(from.size() == part.size(), "ledgers of one run have one shape");
  for (std::size_t i = 0; i < from.size(); ++i) from[i] -= part[i];
}

/// Adds or takes away, field by field.
template <typename Combine>
void combine(TalkCounts& into, const TalkCounts& other, const Combine& one) {
  one(into.conversations, other.conversations);
  one(into.turns, other.turns);
  one(into.conversation_ms, other.conversation_ms);
  one(into.prompt_tokens, other.prompt_tokens);
  one(into.cached_tokens, other.cached_tokens);
  one(into.timed_turns, other.timed_turns);
  one(into.abandoned_turns, other.abandoned_turns);
  one(into.degraded_turns, other.degraded_turns);
  one(into.refused_turns, other.refused_turns);
  one(into.unserved_talks, other.unserved_talks);
  one(into.fast_turns, other.fast_turns);
  one(into.reused_turns, other.reused_turns);
  one(into.other_model_turns, other.other_model_turns);
  one(into.device_turns, other.device_turns);
  one(into.carried_turns, other.carried_turns);
  one(into.paid_turns, other.paid_turns);
  one(into.npc_lines, other.npc_lines);
  one(into.tool_calls, other.tool_calls);
  one(into.retries, other.retries);
  one(into.memory_calls, other.memory_calls);
  one(into.interrupted_turns, other.interrupted_turns);
  one(into.unheard_chars, other.unheard_chars);
  one(into.context_cut_turns, other.context_cut_turns);
}

template <typename Combine>
void combine(SegmentCounts& into, const SegmentCounts& other, const Combine& one) {
  one(into.players, other.players);
  one(into.came, other.came);
  one(into.player_months, other.player_months);
  one(into.sessions, other.sessions);
  one(into.play_ms, other.play_ms);
  one(into.player_days, other.player_days);
}

template <typename Combine>
void combine(PolicyCounts& into, const PolicyCounts& other, const Combine& one) {
  one(into.turns, other.turns);
  one(into.windows, other.windows);
  one(into.over, other.over);
}

constexpr auto plus = [](std::uint64_t& into, std::uint64_t other) { into += other; };
constexpr auto minus = [](std::uint64_t& into, std::uint64_t other) { into -= other; };

/// Leaves memory alone that neither has counted in.
void add_counted(ZeroedVector<std::uint64_t>& into, const ZeroedVector<std::uint64_t>& from) {
  if (std::any_of(from.begin(), from.end(), [](std::uint64_t count) { return count != 0; })) return add_all(into, from);
  NPCOST_CHECK(into.size() == from.size(), "ledgers of one run have one shape");
}

}  // namespace

TalkCounts& TalkCounts::operator+=(const TalkCounts& other) {
  combine(*this, other, plus);
  return *this;
}
TalkCounts& TalkCounts::operator-=(const TalkCounts& part) {
  combine(*this, part, minus);
  return *this;
}

SegmentCounts& SegmentCounts::operator+=(const SegmentCounts& other) {
  combine(*this, other, plus);
  return *this;
}
SegmentCounts& SegmentCounts::operator-=(const SegmentCounts& part) {
  combine(*this, part, minus);
  return *this;
}

PolicyCounts& PolicyCounts::operator+=(const PolicyCounts& other) {
  combine(*this, other, plus);
  return *this;
}
PolicyCounts& PolicyCounts::operator-=(const PolicyCounts& part) {
  combine(*this, part, minus);
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
  add_all(talk, other.talk);
  add_all(segment, other.segment);
  add_all(policy, other.policy);
  add_all(day_players, other.day_players);
  add_all(online_change, other.online_change);
  add_counted(minute_requests, other.minute_requests);
  add_counted(minute_tokens, other.minute_tokens);
  for (std::size_t mode = 0; mode < first_text.size(); ++mode) {
    first_text[mode].merge(other.first_text[mode]);
    first_audio[mode].merge(other.first_audio[mode]);
  }
}

void UsageLedger::take_away(const UsageLedger& part) {
  NPCOST_CHECK(part.shape.players == 0, "rows are lived anew, not taken away");
  take_all(group_cells, part.group_cells);
  take_all(hour_cells, part.hour_cells);
  take_all(talk, part.talk);
  take_all(segment, part.segment);
  take_all(policy, part.policy);
  take_all(day_players, part.day_players);
  take_all(online_change, part.online_change);
  take_all(minute_requests, part.minute_requests);
  take_all(minute_tokens, part.minute_tokens);
  for (std::size_t mode = 0; mode < first_text.size(); ++mode) {
    first_text[mode].take_away(part.first_text[mode]);
    first_audio[mode].take_away(part.first_audio[mode]);
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
