#include "sim/prices/history/back_test.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "sim/base/estimate.h"
#include "sim/prices/history/fit.h"
#include "sim/prices/history/outlook_from.h"

namespace npcost {
namespace {

Coverage count(std::string of, const std::vector<BackTestPair>& pairs,
               const std::function<bool(const BackTestPair&)>& wanted) {
  Coverage coverage;
  coverage.of = std::move(of);
  std::vector<double> widths, offs;
  for (const BackTestPair& pair : pairs) {
    if (!wanted(pair)) continue;
    ++coverage.pairs;
    coverage.inside += pair.inside() ? 1 : 0;
    coverage.lower += pair.lower() ? 1 : 0;
    coverage.higher += pair.higher() ? 1 : 0;
    widths.push_back(pair.high / pair.low);
    offs.push_back(std::max(pair.middle / pair.outcome, pair.outcome / pair.middle));
  }
  std::sort(widths.begin(), widths.end());
  std::sort(offs.begin(), offs.end());
  if (!widths.empty()) {
    coverage.width = quantile_of_sorted(widths, 0.5);
    coverage.middle_off = quantile_of_sorted(offs, 0.5);
  }
  return coverage;
}

void add_pairs(const PriceHistory& history, const Walk& walk, std::size_t index, Day day, Day as_of,
               std::vector<BackTestPair>& pairs) {
  const std::optional<ClassOutlook> outlook = outlook_from(history, walk, index, day);
  if (!outlook) return;
  BackTestPair pair;
  pair.index = index;
  pair.day = day;
  pair.price = cheapest(history, index, day)->price.approximate();
  pair.fitted = fit_log_linear(last_window(monthly_cheapest(history, index, day))).has_value();
  for (const int months : horizons) {
    const Day later = month_after(day, months);
    if (later > as_of) return;
    const ClassPrice* after = cheapest(history, index, later);
    if (after == nullptr) continue;
    pair.months = months;
    pair.outcome = after->price.approximate() / pair.price;
    const double years = months / 12.0;
    pair.low = price_share(*outlook, years, 0.1);
    pair.middle = price_share(*outlook, years, 0.5);
    pair.high = price_share(*outlook, years, 0.9);
    pairs.push_back(pair);
  }
}

/// From the earliest on, each pair that begins no sooner than the last one taken has ended.
void mark_apart(std::vector<BackTestPair>& pairs) {
  std::map<std::pair<std::size_t, int>, Day> free_from;
  for (BackTestPair& pair : pairs) {
    const auto [free, first] = free_from.try_emplace({pair.index, pair.months}, pair.day);
    if (pair.day < free->second) continue;
    pair.apart = true;
    free->second = month_after(pair.day, pair.months);
  }
}

std::vector<Coverage> coverage_of(const std::vector<BackTestPair>& pairs) {
  std::vector<Coverage> rows = {count("all pairs", pairs, [](const BackTestPair&) { return true; })};
  for (const int months : horizons) {
    rows.push_back(count(fmt::format("{} months", months), pairs,
                         [&](const BackTestPair& pair) { return pair.months == months; }));
  }
  rows.push_back(count("without overlap", pairs, [](const BackTestPair& pair) { return pair.apart; }));
  const Day chosen = method_chosen();
  const auto ended = [](const BackTestPair& pair) { return month_after(pair.day, pair.months); };
  rows.push_back(count(fmt::format("ended by {}", day_text(chosen)), pairs,
                       [&](const BackTestPair& pair) { return ended(pair) <= chosen; }));
  rows.push_back(count("begun before, ended after", pairs,
                       [&](const BackTestPair& pair) { return pair.day < chosen && ended(pair) > chosen; }));
  rows.push_back(count("begun on it or after", pairs, [&](const BackTestPair& pair) { return pair.day >= chosen; }));
  rows.push_back(count("classes with a fit", pairs, [](const BackTestPair& pair) { return pair.fitted; }));
  rows.push_back(count("classes too young to fit", pairs, [](const BackTestPair& pair) { return !pair.fitted; }));
  return rows;
}

}  // namespace

Day method_chosen() { return std::chrono::year(2024) / std::chrono::June / 1; }

BackTest back_test(const PriceHistory& history, Day as_of, std::optional<std::size_t> only) {
  BackTest test;
  test.as_of = day_text(as_of);
  const Walk walk = walk_to(history, as_of);
  for (std::size_t index = 0; index < history.classes.size(); ++index) {
    if (only && *only != index) continue;
    for (const Day day : quarters(history, index, as_of)) add_pairs(history, walk, index, day, as_of, test.pairs);
  }
  mark_apart(test.pairs);
  test.coverage = coverage_of(test.pairs);
  for (std::size_t index = 0; index < history.classes.size(); ++index) {
    if (only && *only != index) continue;
    test.by_class.push_back(
        count(history.classes[index].name, test.pairs, [&](const BackTestPair& pair) { return pair.index == index; }));
  }
  return test;
}

}  // namespace npcost
