#include "ui/window/model/edition.h"

#include <algorithm>

#include "sim/base/atomic_file.h"
#include "ui/running/run_diagnostics.h"

namespace npcost::window {
namespace {

bool same_rules(const PriceCard& a, const PriceCard& b) {
  const CacheRules &x = a.cache, &y = b.cache;
  const bool cache = x.enabled == y.enabled && x.min_tokens == y.min_tokens && x.block_tokens == y.block_tokens && x.ttl == y.ttl &&
                     x.refreshed_by_hits == y.refreshed_by_hits && x.has_write_price == y.has_write_price &&
                     x.only_shared == y.only_shared && x.write_meter == y.write_meter;
  return cache && a.kind == b.kind && a.sets.size() == b.sets.size();
}

bool same_thresholds(const std::vector<ContextTier>& a, const std::vector<ContextTier>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const ContextTier& x, const ContextTier& y) { return x.first_tokens() == y.first_tokens(); });
}

bool same_steps(const PriceSet& a, const PriceSet& b) {
  return a.from == b.from && a.until == b.until && same_thresholds(a.tiers, b.tiers) && a.schedule.size() == b.schedule.size();
}

bool limits_in_money(const Scenario& scenario) {
  return std::any_of(scenario.policies.begin(), scenario.policies.end(),
                     [](const Policy& policy) { return policy.is_limit() && policy.measure == Policy::Measure::money; });
}

}  // namespace

ReadAttempt read_edition(std::uint64_t number, ScenarioRequest request) {
  request.with_origins = true;
  request.keeps_tree = true;  // contenders are read beside it
  ReadAttempt attempt;
  try {
    auto edition = std::make_shared<Edition>();
    edition->number = number;
    edition->read = read_scenario(request);
    edition->request = std::move(request);
    const Diagnostics diagnostics = run_diagnostics(edition->read);
    attempt.diagnostics = diagnostics.sorted_for_report();
    if (diagnostics.has_errors() || !edition->read.scenario) {
      attempt.failed = std::make_shared<const ReadScenario>(std::move(edition->read));
      return attempt;
    }
    edition->parameters = list_parameters(edition->read);
    attempt.edition = std::move(edition);
  } catch (const FileError& error) {
    attempt.trouble = error.what();
  }
  return attempt;
}

bool same_usage(const Scenario& before, const Plan& plan_before, const Scenario& after, const Plan& plan_after) {
  if (limits_in_money(before) || before.book.cards.size() != after.book.cards.size()) return false;
  for (std::size_t c = 0; c < before.book.cards.size(); ++c) {
    const PriceCard &a = before.book.cards[c], &b = after.book.cards[c];
    if (!same_rules(a, b) || !std::equal(a.sets.begin(), a.sets.end(), b.sets.begin(), b.sets.end(), same_steps)) return false;
  }
  const auto cells_before = cell_table(plan_before).all(), cells_after = cell_table(plan_after).all();
  return std::equal(cells_before.begin(), cells_before.end(), cells_after.begin(), cells_after.end()) &&
         ledger_shape(plan_before) == ledger_shape(plan_after);
}

std::string quoted_word(const std::string& word) {
  constexpr std::string_view harmless = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-=:,+@%";
  const bool plain = !word.empty() && word.find_first_not_of(harmless) == std::string::npos;
  if (plain) return word;
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

std::string command_line(const std::string& file, const std::vector<std::string>& settings, const std::vector<std::string>& more) {
  std::string command = "npcost run " + quoted_word(file);
  for (const std::string& setting : settings) command += " --set " + quoted_word(setting);
  for (const std::string& word : more) command += " " + quoted_word(word);
  return command;
}

}  // namespace npcost::window
