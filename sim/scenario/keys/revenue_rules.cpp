#include "sim/scenario/keys/revenue_rules.h"

#include <algorithm>
#include <vector>

#include "sim/scenario/keys/key_table.h"

namespace npcost {

namespace {

constexpr RevenueRule rules[] = {
    {"none", "", ""},
    {"free_to_play", "conversion|arppu", "conversion|arppu|uplift"},
    {"premium", "price", "price|never_launched|lifetime|uplift"},
    {"subscription", "price", "price|target_margin|uplift"},
    {"pay_per_use", "price|unit", "price|unit|charged|breakage|target_margin"}};

constexpr std::string_view of_every_model = "store_fee|tax|refunds|margin_before|regions|paid_by|studio_pays|npc_share";
/// Older files say them beside "model": "none", and always could.
constexpr std::string_view harmless = "store_fee|tax|npc_share";

bool among(std::string_view key, std::string_view words) {
  const std::vector<std::string> all = words_of(words);
  return std::find(all.begin(), all.end(), key) != all.end();
}

}  // namespace

std::span<const RevenueRule> revenue_rules() { return rules; }

const RevenueRule* revenue_rule(std::string_view model) {
  for (const RevenueRule& rule : rules) {
    if (rule.model == model) return &rule;
  }
  return nullptr;
}

bool means_something(std::string_view key, std::string_view model) {
  const RevenueRule* rule = revenue_rule(model);
  if (rule == nullptr || key == "model" || among(key, rule->allows)) return true;
  return model != "none" && among(key, of_every_model);
}

bool is_harmless(std::string_view key) { return among(key, harmless); }

}  // namespace npcost
