#include "ui/window/model/figures.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/answers/cost_sums.h"
#include "sim/answers/money/mode_costs.h"
#include "sim/answers/money/revenue.h"
#include "sim/answers/slice_sums.h"
#include "sim/prices/rate.h"
#include "ui/window/model/quantiles.h"

namespace npcost::window {
namespace {

constexpr double hour_ms = 3'600'000;

double number(std::uint64_t count) { return static_cast<double>(count); }

/// Grains ÷ seconds of each player who can meet the mode and has played; [player] or fewer.
void costs_by_second(const Mark& mark, const CellPrices& prices, const std::vector<std::uint8_t>& meets, std::vector<double>& values) {
  values.clear();
  const LedgerRows& rows = mark.index();
  const RowPrices of_row(rows, prices);
  const auto players = std::span(mark.rows.player_totals);
  const auto counts = [&](const PlayerTotals& player) { return player.play_seconds != 0 && meets[player.segment] != 0; };
  if (!of_row.fits()) {
    for (std::uint32_t p = 0; p < rows.players(); ++p) {
      if (!counts(players[p])) continue;
      const std::vector<std::uint64_t> row = rows.row(p);
      values.push_back(static_cast<double>(rate(std::span<const std::uint64_t>(row), prices).grains()) / players[p].play_seconds);
    }
    return;
  }
  std::vector<std::int64_t> steps(rows.players());
  of_row.steps(0, rows.players(), steps.data());
  for (std::uint32_t p = 0; p < rows.players(); ++p) {
    if (!counts(players[p])) continue;
    values.push_back(static_cast<double>(of_row.step() * steps[p]) / players[p].play_seconds);
  }
}

/// As PerPlayer shows a cost per player-hour.
double per_hour(double grains_by_second) { return grains_by_second * 3600.0 / 1.0 / static_cast<double>(Money::grain_per_unit); }

std::uint64_t played_by(const std::vector<std::uint8_t>& meets, std::span<const std::uint64_t> played_ms) {
  std::uint64_t sum = 0;
  for (std::size_t s = 0; s < meets.size(); ++s) sum += meets[s] != 0 ? played_ms[s] : 0;
  return sum;
}

bool is_output(Meter meter) {
  return meter == Meter::output_tokens || meter == Meter::reasoning_tokens || meter == Meter::audio_output_tokens ||
         meter == Meter::image_output_tokens;
}

bool is_cached(Meter meter) {
  return meter == Meter::cached_input_tokens || meter == Meter::cache_write_tokens || meter == Meter::cache_write_1h_tokens ||
         meter == Meter::cache_write_12h_tokens || meter == Meter::cached_audio_tokens || meter == Meter::cached_image_tokens ||
         meter == Meter::cache_storage_token_hours;
}

}  // namespace

Part::Kind part_of(const Cell& cell) {
  switch (cell.stage) {
    case Stage::llm:
      if (is_output(cell.meter)) return Part::Kind::llm_output;
      return is_cached(cell.meter) ? Part::Kind::llm_cached : Part::Kind::llm_input;
    case Stage::stt: return Part::Kind::stt;
    case Stage::tts: return Part::Kind::tts;
    case Stage::moderation: return Part::Kind::moderation;
    case Stage::memory: return Part::Kind::memory;
    case Stage::realtime: return Part::Kind::realtime;
    case Stage::vision: return Part::Kind::vision;
  }
  return Part::Kind::llm_input;
}

Billing::Billing(std::shared_ptr<const Recording> recording, const Plan& prices_of, const PriceBook& book)
    : recording_(std::move(recording)), prices_(cell_prices(prices_of, book, recording_->whole)) {
  const CellTable& cells = cell_table(*recording_->plan);
  const Scenario& scenario = *recording_->scenario;
  for (const Mode mode : all_modes) {
    OfMode& of = modes_[static_cast<std::size_t>(mode)];
    of.meets = segments_that_meet(mode, scenario);
    of.occurs = std::find(of.meets.begin(), of.meets.end(), std::uint8_t{1}) != of.meets.end();
    of.prices.resize(cells.size());
  }
  for (std::size_t c = 0; c < cells.size(); ++c) {
    const Part::Kind part = part_of(cells[c]);
    part_of_cell_.push_back(static_cast<std::uint8_t>(part));
    OfMode& of = modes_[static_cast<std::size_t>(scenario.pipelines[cells[c].pipeline].mode)];
    of.prices[c] = prices_[c];
    of.has_part[static_cast<std::size_t>(part)] = true;
  }
}

void Billing::add_percentiles(const OfMode& mode, const Mark& mark, FiguresOfMode& figures) const {
  std::vector<double> values;
  values.reserve(mark.rows.player_totals.size());
  costs_by_second(mark, mode.prices, mode.meets, values);
  if (values.empty()) return;
  const MiddleAndTail found = middle_and_tail(values);
  figures.p50 = per_hour(found.p50);
  figures.p95 = per_hour(found.p95);
}

FiguresOfMode Billing::figures_of(const OfMode& mode, const Mark& mark) const {
  FiguresOfMode figures;
  const CellTable& cells = cell_table(*recording_->plan);
  std::array<Money, part_count> parts;
  std::array<Money, stage_count> stages;
  Money whole;
  for (std::size_t c = 0; c < mode.prices.size(); ++c) {
    if (mode.prices[c].per_count == Money() || mark.cells[c] == 0) continue;
    const Money cost = mode.prices[c].per_count.times(static_cast<Int128>(mark.cells[c]));
    parts[part_of_cell_[c]] += cost;
    stages[static_cast<std::size_t>(cells[c].stage)] += cost;
    whole += cost;
  }
  const double played = number(played_by(mode.meets, mark.played_ms));
  figures.mean = quotient(whole, hour_ms, played);
  const double all = whole.approximate();
  for (std::size_t p = 0; p < part_count; ++p) {
    if (!mode.has_part[p]) continue;
    figures.part[p] = quotient(parts[p], hour_ms, played);
    if (all > 0) figures.share[p] = parts[p].approximate() / all;
  }
  const auto heaviest = std::max_element(stages.begin(), stages.end());
  figures.binding = static_cast<Stage>(heaviest - stages.begin());
  if (all > 0) figures.binding_share = heaviest->approximate() / all;
  add_percentiles(mode, mark, figures);
  return figures;
}

FiguresAt Billing::figures(const Mark& mark) const {
  FiguresAt figures;
  for (std::size_t m = 0; m < mode_count; ++m) {
    if (modes_[m].occurs) figures.mode[m] = figures_of(modes_[m], mark);
  }
  const Money cost = rate(std::span<const std::uint64_t>(mark.cells), prices_);
  if (cost > Money()) {
    for (std::size_t m = 0; m < mode_count; ++m) {
      const Money part = rate(std::span<const std::uint64_t>(mark.cells), modes_[m].prices);
      figures.mode[m].share_of_bill = part.approximate() / cost.approximate();
    }
  }
  figures.per_turn = quotient(cost, 1, number(mark.turns));
  const WorkList& work = recording_->work;
  figures.monthly_bill = quotient(cost, number(work.active_players) * number(static_cast<std::uint64_t>(mau_month.count())),
                                  number(work.players) * number(static_cast<std::uint64_t>(mark.at.count())));
  if (mark.prompt_tokens != 0) figures.cache_hits = number(mark.cached_tokens) / number(mark.prompt_tokens);
  if (mark.turns != 0) figures.voice_share = number(mark.voice_turns) / number(mark.turns);
  return figures;
}

namespace {

/// Cost and hours of one stretch of the run.
struct Stretch {
  std::array<Money, part_count> parts;
  Money whole;
  std::uint64_t played_ms = 0;
  Stretch& operator+=(const Stretch& other) {
    for (std::size_t p = 0; p < part_count; ++p) parts[p] += other.parts[p];
    whole += other.whole;
    played_ms += other.played_ms;
    return *this;
  }
  float shown(Money cost) const {
    return static_cast<float>(quotient(cost, hour_ms, number(played_ms)).value_or(std::numeric_limits<double>::quiet_NaN()));
  }
};

/// Neighbouring hours taken together: cost is added to cost and hours to hours, so that no mean is made of means.
StretchesOfMode taken_together(std::span<const Stretch> hours, std::size_t together, const std::array<bool, part_count>& has_part) {
  StretchesOfMode course;
  for (std::size_t first = 0; first < hours.size(); first += together) {
    Stretch sum;
    for (const Stretch& hour : hours.subspan(first, std::min(together, hours.size() - first))) sum += hour;
    course.mean.push_back(sum.shown(sum.whole));
    for (std::size_t p = 0; p < part_count; ++p) {
      if (has_part[p]) course.part[p].push_back(sum.shown(sum.parts[p]));
    }
  }
  return course;
}

}  // namespace

HoursOfMode Billing::hours(Mode mode) const {
  const OfMode& of = modes_[static_cast<std::size_t>(mode)];
  HoursOfMode course;
  if (!of.occurs) return course;
  const std::size_t cells = of.prices.size(), segments = of.meets.size();
  std::vector<Stretch> hours(recording_->hours());
  for (std::size_t h = 0; h < hours.size(); ++h) {
    for (std::size_t c = 0; c < cells; ++c) {
      const std::uint64_t count = recording_->whole.hour_cells[h * cells + c];
      if (count == 0 || of.prices[c].per_count == Money()) continue;
      const Money cost = of.prices[c].per_count.times(static_cast<Int128>(count));
      hours[h].parts[part_of_cell_[c]] += cost;
      hours[h].whole += cost;
    }
    hours[h].played_ms = played_by(of.meets, std::span(recording_->hour_played_ms).subspan(h * segments, segments));
  }
  for (std::size_t b = 0; b < bucket_count; ++b) course[b] = taken_together(hours, static_cast<std::size_t>(bucket_hours[b]), of.has_part);
  return course;
}

std::shared_ptr<const Billed> bill(std::shared_ptr<const Billing> billing, const KeepGoing& keep_going, std::size_t stride) {
  auto billed = std::make_shared<Billed>();
  const auto& marks = billing->recording().marks;
  for (std::size_t m = 0; m < marks.size(); ++m) {
    if (m % stride != 0 && m + 1 != marks.size()) continue;
    if (!keep_going(static_cast<double>(m) / static_cast<double>(marks.size()))) return nullptr;
    billed->mark.push_back(m);
    billed->at_marks.push_back(billing->figures(*marks[m]));
  }
  for (const Mode mode : all_modes) billed->hours[static_cast<std::size_t>(mode)] = billing->hours(mode);
  billed->billing = std::move(billing);
  return billed;
}

}  // namespace npcost::window
