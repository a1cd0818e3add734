#include "sim/answers/player_life.h"

#include <algorithm>

#include "sim/answers/slice_sums.h"
#include "sim/base/check.h"
#include "sim/engine/plan.h"

namespace npcost {

namespace {

/// Where a meter's counts belong among the tokens of a line; nullptr for seconds, characters, requests.
std::uint64_t* place_of(LineTokens& tokens, Meter meter) {
  switch (meter) {
    case Meter::input_tokens:
    case Meter::citation_tokens:
    case Meter::audio_input_tokens:
    case Meter::image_tokens:
    case Meter::video_tokens: return &tokens.fresh;
    case Meter::cached_input_tokens:
    case Meter::cached_audio_tokens:
    case Meter::cached_image_tokens: return &tokens.cached;
    case Meter::cache_write_tokens:
    case Meter::cache_write_1h_tokens:
    case Meter::cache_write_12h_tokens: return &tokens.written;
    case Meter::output_tokens:
    case Meter::reasoning_tokens:
    case Meter::audio_output_tokens:
    case Meter::image_output_tokens: return &tokens.reply;
    default: return nullptr;
  }
}

bool has_turn(Happening::Kind kind) { return kind == Happening::Kind::turn || kind == Happening::Kind::npc_line; }

}  // namespace

LifeRecorder::LifeRecorder(const Scenario& scenario, const CellTable& cells, const CellPrices& prices)
    : scenario_(&scenario), cells_(&cells), prices_(&prices) {
  NPCOST_CHECK(cells.size() == prices.size(), "each cell has a price");
}

void LifeRecorder::happened(const Happening& happening) {
  LifeLine line;
  line.kind = happening.kind;
  line.ms = happening.ms;
  line.at = local_moment(scenario_->start + Milliseconds(happening.ms), scenario_->timezone);
  line.way = happening.way;
  line.turns = happening.turns;
  line.counted = happening.counted || !happening.counts.empty();
  if (has_turn(happening.kind)) {
    line.course = happening.turn.course;
    line.tool_rounds = happening.turn.tool_rounds;
    line.retries = happening.turn.retries;
    line.abandoned = happening.turn.abandoned;
    line.interrupted = happening.turn.interrupted;
  }
  count(line, happening);
  total_ += line.cost;
  lines_.push_back(std::move(line));
}

void LifeRecorder::count(LifeLine& line, const Happening& happening) const {
  if (!line.counted && has_turn(happening.kind)) {
    const TurnRecord& turn = happening.turn;
    line.tokens = {turn.prompt.fresh, turn.prompt.cached, turn.prompt.written, turn.reply_tokens};
  }
  for (const auto& [cell, count] : happening.counts) {
    const Meter meter = (*cells_)[cell].meter;
    line.cost += (*prices_)[cell].per_count.times(static_cast<Int128>(count));
    if (std::uint64_t* tokens = place_of(line.tokens, meter)) *tokens += count;
    const auto known = std::find_if(line.usage.begin(), line.usage.end(), [&](const auto& one) { return one.first == meter; });
    if (known == line.usage.end()) {
      line.usage.emplace_back(meter, count);
    } else {
      known->second += count;
    }
  }
  std::sort(line.usage.begin(), line.usage.end());
}

bool has_graduated_prices(const PriceBook& book) {
  return std::any_of(book.cards.begin(), book.cards.end(), [](const PriceCard& card) {
    return std::any_of(card.sets.begin(), card.sets.end(), [](const PriceSet& set) { return !set.volume.empty(); });
  });
}

PlayerLife player_life(const Scenario& scenario, const Plan& plan, const CellPrices& prices, std::uint32_t player) {
  NPCOST_CHECK(player < work_list(plan).players, "players are numbered below their count");
  LifeRecorder recorder(scenario, cell_table(plan), prices);
  const UsageLedger ledger = watch_player(plan, player, recorder);
  std::vector<std::uint64_t> row;
  for (std::uint32_t cell = 0; cell < ledger.shape.cells; ++cell) row.push_back(ledger.player_cell(player, cell));
  const Money whole = rate(std::span<const std::uint64_t>(row), prices);
  NPCOST_CHECK(recorder.total() == whole, "the lines of a life add up to what the player costs");
  const bool come_and_go = scenario.players.arrivals.has_value();
  const MonthFactor month = come_and_go ? month_length_factor(scenario.duration) : month_factor(scenario.duration);
  const double months = come_and_go ? std::max<double>(1, ledger.player_totals[player].months) : 1;
  PlayerLife life;
  life.player = player;
  life.players = work_list(plan).players;
  life.portrait = portrait_of(plan, player);
  life.totals = ledger.player_totals[player];
  life.lines = recorder.lines();
  life.total = whole;
  life.per_mau_month = whole.approximate() * month.times / month.by / months;
  return life;
}

}  // namespace npcost
