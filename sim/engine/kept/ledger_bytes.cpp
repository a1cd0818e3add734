#include "sim/engine/kept/ledger_bytes.h"

#include <array>
#include <limits>

namespace npcost {

namespace {

constexpr std::uint64_t TalkCounts::* talk_fields[] = {
    &TalkCounts::conversations, &TalkCounts::turns, &TalkCounts::conversation_ms, &TalkCounts::prompt_tokens,
    &TalkCounts::cached_tokens, &TalkCounts::timed_turns, &TalkCounts::abandoned_turns, &TalkCounts::degraded_turns,
    &TalkCounts::refused_turns, &TalkCounts::unserved_talks, &TalkCounts::fast_turns, &TalkCounts::reused_turns,
    &TalkCounts::other_model_turns, &TalkCounts::device_turns, &TalkCounts::carried_turns, &TalkCounts::paid_turns,
    &TalkCounts::npc_lines, &TalkCounts::tool_calls, &TalkCounts::retries, &TalkCounts::memory_calls,
    &TalkCounts::interrupted_turns, &TalkCounts::unheard_chars, &TalkCounts::context_cut_turns};
constexpr std::uint64_t SegmentCounts::* segment_fields[] = {
    &SegmentCounts::players,  &SegmentCounts::came,    &SegmentCounts::player_months,
    &SegmentCounts::sessions, &SegmentCounts::play_ms, &SegmentCounts::player_days};
constexpr std::uint64_t PolicyCounts::* policy_fields[] = {&PolicyCounts::turns, &PolicyCounts::windows, &PolicyCounts::over};
// Whoever adds a count is led here: it belongs into the file, and the file's format version goes up.
static_assert(sizeof(TalkCounts) == std::size(talk_fields) * sizeof(std::uint64_t));
static_assert(sizeof(SegmentCounts) == std::size(segment_fields) * sizeof(std::uint64_t));
static_assert(sizeof(PolicyCounts) == std::size(policy_fields) * sizeof(std::uint64_t));
static_assert(sizeof(LedgerShape) == 7 * sizeof(std::uint32_t), "numbers_of() has them all");
static_assert(sizeof(PlayerTotals) == 20, "three counts, days, months and the segment");

template <typename Counts, std::size_t size>
void write_all(ByteWriter& to, const std::vector<Counts>& all, std::uint64_t Counts::* const (&fields)[size]) {
  for (const Counts& counts : all) {
    std::array<std::uint64_t, size> values;
    for (std::size_t i = 0; i < size; ++i) values[i] = counts.*fields[i];
    to.counts(std::span<const std::uint64_t>(values));
  }
}

/// Adds, or says that a sum has no room; a wrapped count would be a wrong bill.
template <typename Sum>
void add_to(Sum& sum, std::uint64_t value) {
  if (__builtin_add_overflow(sum, value, &sum)) throw BadBytes("a count is larger than it can be");
}

template <typename Counts, std::size_t size>
void add_all(ByteReader& from, std::vector<Counts>& all, std::uint64_t Counts::* const (&fields)[size]) {
  for (Counts& counts : all) {
    from.counts(size, [&](std::size_t i, std::uint64_t value) { add_to(counts.*fields[i], value); });
  }
}

void write_sums(ByteWriter& to, std::span<const std::uint64_t> sums) { to.counts(sums); }

void add_sums(ByteReader& from, std::span<std::uint64_t> sums) {
  from.counts(sums.size(), [&](std::size_t i, std::uint64_t value) { add_to(sums[i], value); });
}

/// Small negative numbers are small too: 0, −1, 1, −2 … as 0, 1, 2, 3 …
std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ (value < 0 ? ~std::uint64_t{0} : 0);
}

std::int64_t from_zigzag(std::uint64_t value) {
  const auto half = static_cast<std::int64_t>(value >> 1);
  return (value & 1) == 0 ? half : -half - 1;
}

void write_changes(ByteWriter& to, const std::vector<std::int64_t>& changes) {
  std::vector<std::uint64_t> values;
  values.reserve(changes.size());
  for (const std::int64_t change : changes) values.push_back(zigzag(change));
  write_sums(to, values);
}

void add_changes(ByteReader& from, std::vector<std::int64_t>& changes) {
  from.counts(changes.size(), [&](std::size_t i, std::uint64_t value) {
    if (__builtin_add_overflow(changes[i], from_zigzag(value), &changes[i])) throw BadBytes("a count is larger than it can be");
  });
}

void write_histogram(ByteWriter& to, const LatencyHistogram& histogram) {
  write_sums(to, histogram.counts());
  to.varint(histogram.sum_ms());
}

void add_histogram(ByteReader& from, LatencyHistogram& histogram) {
  std::uint64_t total = histogram.total(), sum = histogram.sum_ms();
  from.counts(LatencyHistogram::bucket_count, [&](std::size_t bucket, std::uint64_t count) {
    add_to(total, count);
    histogram.add_kept(static_cast<std::uint32_t>(bucket), count);
  });
  const std::uint64_t more = from.varint();
  add_to(sum, more);
  histogram.add_kept_sum(more);
}

std::array<std::uint32_t, 7> numbers_of(const LedgerShape& shape) {
  return {shape.cells, shape.segments, shape.ways, shape.hours, shape.days, shape.policies, shape.players};
}

/// Players who are done, one after the other.
struct Row {
  std::uint32_t first, count;
};

std::vector<Row> rows_of(const UsageLedger& ledger) {
  std::vector<Row> rows;
  for (std::uint32_t player = 0; player < ledger.shape.players; ++player) {
    if (ledger.player_done[player] == 0) continue;
    if (!rows.empty() && rows.back().first + rows.back().count == player) ++rows.back().count;
    else rows.push_back({player, 1});
  }
  return rows;
}

void write_rows(ByteWriter& to, const UsageLedger& ledger) {
  const std::vector<Row> rows = rows_of(ledger);
  to.varint(rows.size());
  std::uint32_t after = 0;
  for (const Row& row : rows) {
    to.varint(row.first - after);
    to.varint(row.count);
    after = row.first + row.count;
    for (std::uint32_t player = row.first; player < after; ++player) {
      const PlayerTotals& totals = ledger.player_totals[player];
      const std::array<std::uint32_t, 6> values{totals.segment, totals.turns, totals.conversations,
                                                totals.play_seconds, totals.days, totals.months};
      to.counts(std::span<const std::uint32_t>(values));
    }
    const std::size_t cells = ledger.shape.cells;
    to.counts(std::span<const std::uint32_t>(ledger.player_cells).subspan(row.first * cells, row.count * cells));
  }
  to.varint(ledger.wide.size());
  for (const auto& [place, count] : ledger.wide) {
    to.varint(place.first);
    to.varint(place.second);
    to.varint(count);
  }
}

template <typename Field>
void set(Field& field, std::uint64_t value) {
  if (value > std::numeric_limits<Field>::max()) throw BadBytes("a count is larger than it can be");
  field = static_cast<Field>(value);
}

void read_totals(ByteReader& from, const LedgerShape& shape, PlayerTotals& totals) {
  totals = {};
  from.counts(6, [&](std::size_t i, std::uint64_t value) {
    switch (i) {
      case 0: set(totals.segment, value); break;
      case 1: set(totals.turns, value); break;
      case 2: set(totals.conversations, value); break;
      case 3: set(totals.play_seconds, value); break;
      case 4: set(totals.days, value); break;
      default: set(totals.months, value); break;
    }
  });
  if (totals.segment >= shape.segments) throw BadBytes("a player belongs to a segment that does not exist");
}

void add_rows(ByteReader& from, UsageLedger& ledger) {
  const LedgerShape& shape = ledger.shape;
  std::uint32_t after = 0;
  for (std::uint64_t rows = from.number(shape.players); rows > 0; --rows) {
    const std::uint32_t first = after + static_cast<std::uint32_t>(from.number(shape.players - after));
    after = first + static_cast<std::uint32_t>(from.number(shape.players - first));
    for (std::uint32_t player = first; player < after; ++player) {
      if (ledger.player_done[player] != 0) throw BadBytes("a player is counted twice");
      ledger.player_done[player] = 1;
      read_totals(from, shape, ledger.player_totals[player]);
    }
    std::uint32_t* cells = ledger.player_cells.data() + std::size_t{first} * shape.cells;
    from.counts(std::size_t{after - first} * shape.cells, [&](std::size_t i, std::uint64_t value) { set(cells[i], value); });
  }
  for (std::uint64_t wide = from.varint(); wide > 0; --wide) {
    const auto player = static_cast<std::uint32_t>(from.number(~std::uint32_t{0}));
    const auto cell = static_cast<std::uint32_t>(from.number(~std::uint32_t{0}));
    if (player >= shape.players || cell >= shape.cells) throw BadBytes("a player or a cell does not exist");
    if (!ledger.wide.emplace(std::pair{player, cell}, from.varint()).second) throw BadBytes("a player is counted twice");
  }
}

}  // namespace

void write_ledger(ByteWriter& to, const UsageLedger& ledger) {
  for (const std::uint32_t number : numbers_of(ledger.shape)) to.u32(number);
  write_rows(to, ledger);
  write_sums(to, ledger.group_cells);
  write_sums(to, ledger.hour_cells);
  write_all(to, ledger.talk, talk_fields);
  write_all(to, ledger.segment, segment_fields);
  write_all(to, ledger.policy, policy_fields);
  write_sums(to, ledger.day_players);
  write_changes(to, ledger.online_change);
  write_sums(to, ledger.minute_requests);
  write_sums(to, ledger.minute_tokens);
  for (const LatencyHistogram& histogram : ledger.first_text) write_histogram(to, histogram);
  for (const LatencyHistogram& histogram : ledger.first_audio) write_histogram(to, histogram);
}

void add_ledger(ByteReader& from, UsageLedger& ledger) {
  for (const std::uint32_t number : numbers_of(ledger.shape)) {
    if (from.u32() != number) throw BadBytes("its counts have another shape than those of the scenario");
  }
  add_rows(from, ledger);
  add_sums(from, ledger.group_cells);
  add_sums(from, ledger.hour_cells);
  add_all(from, ledger.talk, talk_fields);
  add_all(from, ledger.segment, segment_fields);
  add_all(from, ledger.policy, policy_fields);
  add_sums(from, ledger.day_players);
  add_changes(from, ledger.online_change);
  add_sums(from, ledger.minute_requests);
  add_sums(from, ledger.minute_tokens);
  for (LatencyHistogram& histogram : ledger.first_text) add_histogram(from, histogram);
  for (LatencyHistogram& histogram : ledger.first_audio) add_histogram(from, histogram);
}

}  // namespace npcost
