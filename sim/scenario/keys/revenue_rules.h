#pragma once
// Which keys of "revenue" mean something for which model; a key that means nothing for a model is an error (E109), not ignored.

#include <span>
#include <string>
#include <string_view>

namespace npcost {

struct RevenueRule {
  std::string_view model;
  std::string_view needs;    ///< keys, separated by '|'
  std::string_view allows;   ///< likewise; those that every model has come on top
};

/// In the order of Revenue::Model.
std::span<const RevenueRule> revenue_rules();
/// nullptr for an unknown word.
const RevenueRule* revenue_rule(std::string_view model);
/// Whether the key changes anything for this model; true for an unknown model, whose word has been reported.
bool means_something(std::string_view key, std::string_view model);
/// One that says nothing of a game without revenue and yet is no fault there.
bool is_harmless(std::string_view key);

}  // namespace npcost
