#pragma once
// Which keys mean something for which kind of policy and event, and what policies reach. Read from the tree, before
// anything is decoded.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/decoding/decode.h"

namespace npcost {

/// The keys of one kind of policy, or of an event that does one thing.
struct LeverRule {
  std::string_view word;
  std::string_view may_have;   ///< keys that mean something, with bars around each; without those that every kind has
  std::string_view must_have;  ///< … and that must be there, separated by bars

  bool allows(std::string_view key) const;
};
const LeverRule* policy_rule(std::string_view kind);  ///< nullptr for an unknown word
const LeverRule* event_rule(std::string_view what);

/// E109 for each key that means nothing here and for each that is missing.
void check_lever_keys(Decoding& decoding, const Fields& fields, std::string_view type, const LeverRule& rule);

/// What a cache is of that does not say it: "speech" if `applies_to` names models that speak, "replies" if it names
/// anything else, "prompt" without it.
std::string_view implied_cache_of(const JsonValue& root, const JsonValue& policy);

/// The pipeline and what stands in for it, as written: whatever may be met there. Unknown names end it.
std::vector<std::string> written_chain(const JsonValue& root, const std::string& pipeline);
/// The pipelines in the chains of all NPCs.
std::set<std::string> pipelines_met(const JsonValue& root);

/// Whether a policy holds at some time: it is on, or an event switches it.
bool ever_holds(const JsonValue& root, const std::string& policy);
/// The models that such policies bring in.
std::set<std::string> models_of_policies(const JsonValue& root);

}  // namespace npcost
