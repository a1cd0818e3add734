// What usage depends on: everything but money, unless a limit counts in it.
#include <algorithm>

#include "sim/base/check.h"
#include "sim/prices/price_keys.h"
#include "sim/scenario/beside.h"
#include "sim/scenario/files/json_write.h"
#include "sim/scenario/keys/key_table.h"
#include "sim/scenario/variants/scenario_tree.h"
#include "sim/scenario/written_number.h"

namespace npcost {

namespace {

/// Sections that only bills and verdicts are made of.
constexpr std::string_view about_money[] = {"revenue", "budgets", "outputs",     "name",     "description",
                                            "notes",   "tags",    "fixed_costs", "viability"};

bool limits_money(const Scenario& scenario) {
  return std::any_of(scenario.policies.begin(), scenario.policies.end(),
                     [](const Policy& policy) { return policy.is_limit() && policy.measure == Policy::Measure::money; });
}

/// A plain price says only that there is one, and per what: that decides what is counted. A path, a range or a table of prices stays,
/// whatever it may do.
void hide_prices(JsonValue& model) {
  for (const PriceKey& key : price_keys()) {
    JsonValue* price = key.type == PriceKeyType::price ? find_member(model, key.name) : nullptr;
    if (price == nullptr) continue;
    if (const auto number = written_number(*price)) *price = json_text_value("a price" + number->behind);
  }
}

}  // namespace

std::string usage_text(const ReadScenario& scenario) {
  NPCOST_CHECK(scenario.tree != nullptr && scenario.scenario.has_value(), "what is asked about has been read and kept its tree");
  JsonValue root = scenario.tree->complete.root;
  for (const std::string_view key : about_money) remove_member(root, key);
  JsonValue* models = find_member(root, "models");
  if (models != nullptr && !limits_money(*scenario.scenario)) {
    for (JsonMember& model : models->members) hide_prices(model.value);
  }
  return canonical_json(root);
}

}  // namespace npcost
