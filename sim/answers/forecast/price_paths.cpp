#include "sim/answers/forecast/price_paths.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "sim/base/draw_name.h"
#include "sim/base/draws.h"
#include "sim/reading/price_path.h"
#include "sim/scenario/questions.h"

namespace npcost {

namespace {

constexpr double least_factor = 1e-6, most_factor = 1e6;

const ClassOutlook* find(std::span<const ClassOutlook> outlooks, std::string_view name) {
  const auto found =
      std::find_if(outlooks.begin(), outlooks.end(), [&](const ClassOutlook& outlook) { return outlook.price_class == name; });
  return found == outlooks.end() ? nullptr : &*found;
}

/// A path of nothing but a class: all prices that have it move together.
bool only_follows(const PricePath& path) { return !path.follows.empty() && !path.floor_share && path.steps.empty(); }

std::string class_key(std::string_view name) { return fmt::format("class {}", name); }

/// What moves with this price.
std::string key_of(const PriceCard& card, const Price& price) {
  if (price.path == nullptr) {
    const std::string_view usual = usual_class(card.kind);
    return usual.empty() ? "held" : class_key(usual);
  }
  return only_follows(*price.path) ? class_key(price.path->follows) : "price " + price.pointer;
}

double days_between(Instant start, LocalTime at, const std::string& zone) {
  return static_cast<double>((to_instant(at, zone).instant - start).count()) / 86'400'000.0;
}

void follow(MovingPrice& price, const std::string& name, const ClassOutlook* outlook) {
  price.price_class = name;
  if (outlook == nullptr) return;
  price.halvings_per_year = Distribution::empirical(outlook->halvings_per_year);
  if (!outlook->floor_share.empty()) price.floor_share = Distribution::empirical(outlook->floor_share);
  price.speed_name = draw_number("speed of " + class_key(name));
  price.floor_name = draw_number("floor of " + class_key(name));
  price.how = outlook->source;
}

std::uint32_t path_name(const Scenario& scenario, const std::string& pointer) {
  if (scenario.experiment.questions != nullptr) {
    for (const auto& [path, name] : scenario.experiment.questions->path_names) {
      if (path == pointer) return name;
    }
  }
  return draw_number(pointer);
}

MovingPrice written_price(const Scenario& scenario, const Price& price, std::span<const ClassOutlook> outlooks) {
  MovingPrice moving;
  const PricePath& path = *price.path;
  moving.by = MovingPrice::By::written;
  moving.provenance = price.provenance.empty() ? (price.source.empty() ? "assumed" : "sourced") : price.provenance;
  const std::uint32_t name = path_name(scenario, price.pointer);
  if (!path.follows.empty()) follow(moving, path.follows, find(outlooks, path.follows));
  if (path.halvings_per_year) {
    moving.halvings_per_year = *path.halvings_per_year;
    moving.speed_name = name;
    moving.how = path.speed_text;
  }
  moving.step_name = name;
  if (path.floor_share) {
    moving.floor_share = *path.floor_share;
    moving.floor_name = name;
    if (!path.floor_text.empty()) moving.how += (moving.how.empty() ? "floor " : ", floor ") + path.floor_text;
  }
  for (const PriceStep& step : path.steps) {
    moving.steps.push_back({days_between(scenario.start, step.at, scenario.timezone), step.times, step.probability});
  }
  if (!path.steps.empty())
    moving.how += fmt::format("{}{} step{}", moving.how.empty() ? "" : ", ", path.steps.size(), path.steps.size() == 1 ? "" : "s");
  return moving;
}

MovingPrice class_price(const std::string& name, bool written, const ClassOutlook* outlook) {
  MovingPrice moving;
  follow(moving, name, outlook);
  if (outlook == nullptr) return moving;
  moving.by = written ? MovingPrice::By::followed : MovingPrice::By::kind;
  moving.provenance = written ? "derived" : "assumed";
  return moving;
}

/// The last part of a pointer: "input".
std::string last_part(const std::string& pointer) { return pointer.substr(pointer.rfind('/') + 1); }

template <class Visit>
void for_each_card_price(const Scenario& scenario, Visit&& visit) {
  for (const PriceCard& card : scenario.book.cards) {
    for (const PriceSet& set : card.sets) for_each_price(set, [&](const Price& price) { visit(card, price); });
  }
}

}  // namespace

std::string_view usual_class(ModelKind kind) {
  switch (kind) {
    case ModelKind::llm: return "small text";
    case ModelKind::stt: return "speech to text";
    case ModelKind::tts: return "text to speech";
    case ModelKind::realtime: return "speech to speech";
    case ModelKind::moderation:
    case ModelKind::embedding: return "";
  }
  return "";
}

PricePaths::PricePaths(const Scenario& scenario, std::span<const ClassOutlook> outlooks) {
  for_each_card_price(scenario, [&](const PriceCard& card, const Price& price) { add(scenario, card, price, outlooks); });
}

void PricePaths::add(const Scenario& scenario, const PriceCard& card, const Price& price, std::span<const ClassOutlook> outlooks) {
  const std::string key = key_of(card, price);
  const auto [at, is_new] = number_.emplace(key, static_cast<std::uint32_t>(prices_.size()));
  const bool written = price.path != nullptr;
  if (is_new) {
    if (written && !only_follows(*price.path)) {
      prices_.push_back(written_price(scenario, price, outlooks));
      prices_.back().name = card.name + " " + last_part(price.pointer);
    } else {
      const std::string name(written ? std::string_view(price.path->follows) : usual_class(card.kind));
      prices_.push_back(class_price(name, written, find(outlooks, name)));
    }
  }
  MovingPrice& moving = prices_[at->second];
  if (key.starts_with("price ")) return;
  if (written && moving.by == MovingPrice::By::kind) {
    moving.by = MovingPrice::By::followed;
    moving.provenance = "derived";
  }
  const std::string& known = moving.name;
  if (known == card.name || known.starts_with(card.name + ", ") || known.ends_with(", " + card.name) ||
      known.find(", " + card.name + ", ") != std::string::npos) {
    return;
  }
  moving.name += (known.empty() ? "" : ", ") + card.name;
}

std::vector<std::uint32_t> PricePaths::of_cells(const Scenario& scenario, const Plan& plan) const {
  std::vector<std::uint32_t> numbers;
  for (const Cell& cell : cell_table(plan).all()) {
    const std::optional<Price> price = price_in(plan, scenario.book, cell);
    if (!price) {
      numbers.push_back(none);
      continue;
    }
    const auto found = number_.find(key_of(scenario.book.cards[cell.model], *price));
    numbers.push_back(found == number_.end() ? none : found->second);
  }
  return numbers;
}

DrawnPath drawn_path(const MovingPrice& price, std::uint64_t seed, std::uint32_t draw) {
  const auto luck = [&](std::uint32_t name, std::uint32_t block) {
    return npcost::draw({seed, 0, 0, block}, Purpose::price_path, name, draw);
  };
  DrawnPath path;
  path.halvings_per_year = price.halvings_per_year.is_constant()
                               ? price.halvings_per_year.quantile(0.5)
                               : price.halvings_per_year.quantile(unit_interval(luck(price.speed_name, 0).w[0]));
  path.floor_share = price.floor_share.is_constant() ? price.floor_share.quantile(0.5)
                                                     : price.floor_share.quantile(unit_interval(luck(price.floor_name, 0).w[1]));
  for (std::size_t i = 0; i < price.steps.size(); ++i) {
    const auto number = static_cast<std::uint32_t>(i);
    const std::uint32_t word = luck(price.step_name, 1 + number / 4).w[number % 4];
    if (happens(word, threshold(price.steps[i].probability))) path.steps.push_back(price.steps[i]);
  }
  return path;
}

DrawnPath middle_path(const MovingPrice& price) {
  DrawnPath path{price.halvings_per_year.quantile(0.5), price.floor_share.quantile(0.5), {}};
  for (const MovingPrice::Step& step : price.steps) {
    if (step.probability >= 0.5) path.steps.push_back(step);
  }
  return path;
}

double factor_on(const DrawnPath& path, double day) {
  const double years = day / days_of_a_year;
  double factor = path.floor_share + (1 - path.floor_share) * std::exp2(-path.halvings_per_year * years);
  for (const MovingPrice::Step& step : path.steps) {
    if (step.day <= day) factor *= step.times;
  }
  return std::isnan(factor) ? most_factor : std::clamp(factor, least_factor, most_factor);
}

std::vector<std::pair<std::string, std::string>> unknown_classes(const Scenario& scenario, std::span<const ClassOutlook> outlooks) {
  std::vector<std::pair<std::string, std::string>> unknown;
  for_each_card_price(scenario, [&](const PriceCard&, const Price& price) {
    if (price.path == nullptr || price.path->follows.empty() || find(outlooks, price.path->follows) != nullptr) return;
    const bool known = std::any_of(unknown.begin(), unknown.end(), [&](const auto& one) { return one.first == price.path->follows; });
    if (!known) unknown.emplace_back(price.path->follows, price.pointer);
  });
  return unknown;
}

}  // namespace npcost
