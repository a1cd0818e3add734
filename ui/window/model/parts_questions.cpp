// What would be if: several settings tried at once, dates, single changes that make a mode affordable.
#include <fmt/format.h>

#include <algorithm>

#include "ui/window/model/studio_parts.h"

namespace npcost::window {
namespace {

std::optional<Mode> mode_named(const std::string& name) {
  for (const Mode mode : all_modes) {
    if (mode_name(mode) == name) return mode;
  }
  return std::nullopt;
}

FlipOffer offer_of(const Flip& flip) {
  return {flip.kind, flip.subject, flip.amount, flip.sentence, flip.settings, flip.share_of_net_revenue, flip.band};
}

FlipSearch search_of(const ModeVerdict& verdict, const Viability& bands, bool searched) {
  FlipSearch search;
  if (!verdict.share_of_net_revenue) return search;   // without revenue nothing says what would be affordable
  search.fits = *verdict.share_of_net_revenue <= bands.green;
  search.state = searched || search.fits ? FlipSearch::State::done : FlipSearch::State::searching;
  for (const Flip& flip : verdict.flips) search.flips.push_back(offer_of(flip));
  for (const Flip& flip : verdict.not_enough) search.not_enough.push_back(offer_of(flip));
  search.note = verdict.flips_note;
  if (!verdict.components.empty()) search.green_without_binding = verdict.components.front().green_without;
  return search;
}

}  // namespace

void Studio::Parts::apply(const std::vector<std::string>& settings) {
  if (current == nullptr || settings.empty()) return;
  Edits::List changes;
  for (const std::string& setting : settings) {
    const std::size_t sign = setting.find('=');
    if (sign == std::string::npos) continue;
    const std::string pointer = setting.substr(0, sign), written = setting.substr(sign + 1);
    changes.emplace_back(target_of(pointer, written), written);
  }
  dragged.clear();
  edits.set_all(changes);
  const std::string first = changes.empty() ? std::string() : changes.front().first;
  if (!read_or_stay(first)) {
    say(fmt::format("this cannot be tried: {}", faults[first]));
    faults.erase(first);
    return show_all();
  }
  for (const auto& [pointer, written] : changes) faults.erase(pointer);
  edits_changed();
}

void Studio::Parts::run_sweep(const SweepWish& wish) {
  if (current == nullptr || current->number != number) return;
  SweepOrder order{current, wish, options.workers};
  sweep_room.give([this, order](const Backroom::Wanted& wanted) { sweep(order, sweep_news, wanted); });
  screen.sweep.fault.clear();
  ++screen.number;
}

void Studio::Parts::stop_sweep() { sweep_room.stop(); }

void Studio::Parts::show_own() {
  SweepScreen& shown_sweep = screen.sweep;
  if (sweep_of == nullptr && current != nullptr) shown_sweep.goals = sweep_goals(current->scenario());
  if (!screen.result || shown_sweep.of_goal.size() != shown_sweep.goals.size()) return;
  const auto own = own_values(shown_sweep.goals, screen.result->budgets, screen.result->verdicts, screen.result->metrics);
  for (std::size_t g = 0; g < own.size(); ++g) shown_sweep.of_goal[g].own = own[g];
}

void Studio::Parts::run_forecast(const WhenWish& wish) {
  if (current == nullptr || current->number != number) return;
  ForecastOrder order{current, wish, options.workers};
  screen.when.fault.clear();
  forecast_room.give([this, order](const Backroom::Wanted& wanted) { forecast(order, forecast_news, wanted); });
  ++screen.number;
}

void Studio::Parts::stop_forecast() { forecast_room.stop(); }

void Studio::Parts::take_answers() {
  for (SweepNews& news : sweep_news.take()) {
    screen.sweep = std::move(news.shown);
    sweep_of = std::move(news.of);
    show_own();
    ++screen.number;
  }
  const bool trying = sweep_room.busy();
  const bool old = sweep_of != nullptr && current != nullptr && !same_but_for(*sweep_of, *current, screen.sweep);
  if (trying != screen.sweep.running || old != screen.sweep.stale) {
    screen.sweep.running = trying, screen.sweep.stale = old;
    ++screen.number;
  }
  for (ForecastNews& news : forecast_news.take()) {
    screen.when = std::move(news.shown);
    forecast_of = std::move(news.sha256);
    ++screen.number;
  }
  const bool running = forecast_room.busy();
  const bool stale = current != nullptr && !screen.when.start_text.empty() && current->scenario().sha256 != forecast_of;
  if (running == screen.when.running && stale == screen.when.stale) return;
  screen.when.running = running;
  screen.when.stale = stale;
  ++screen.number;
}

void Studio::Parts::show_flips() {
  screen.flips = {};
  if (whole.result == nullptr || whole.number != number || whole.read == nullptr) return;
  for (const ModeVerdict& verdict : whole.result->verdicts) {
    const std::optional<Mode> mode = mode_named(verdict.mode);
    if (mode) screen.flips[static_cast<std::size_t>(*mode)] = search_of(verdict, whole.read->scenario->viability, whole.searched);
  }
}

}  // namespace npcost::window
