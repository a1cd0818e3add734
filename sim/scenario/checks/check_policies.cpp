// What policies and outages ask of a pipeline: few models, each of which reads its prompts, and a way to type.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "sim/scenario/decoding/decode.h"
#include "sim/scenario/keys/lever_rules.h"
#include "sim/scenario/files/merge.h"

namespace npcost {

namespace {

constexpr std::size_t most_models = 4;

/// A model that answers instead of a pipeline's own, and where that is written.
struct Alternative {
  std::uint16_t pipeline = 0, model = 0;
  Place place;
  std::string pointer;
};

bool leads_turns(const Policy& policy) {
  return policy.kind == Policy::Kind::route || (policy.is_limit() && policy.then == Policy::Then::cheaper_model);
}

/// Policies in file order; fallbacks come first, for they belong to the pipeline.
std::vector<Alternative> list_alternatives(const Decoding& decoding) {
  std::vector<Alternative> list;
  const Scenario& scenario = decoding.scenario;
  for (std::size_t i = 0; i < scenario.pipelines.size(); ++i) {
    const Pipeline& pipeline = scenario.pipelines[i];
    const JsonMember* entry = entry_named(decoding.root, "pipelines", pipeline.name);
    const JsonValue* stages = entry == nullptr ? nullptr : section(entry->value, "stages");
    if (stages == nullptr || !decoding.used_pipelines.contains(pipeline.name)) continue;
    for (std::size_t s = 0; s < pipeline.stages.size() && s < stages->items.size(); ++s) {
      const JsonValue* written = section(stages->items[s], "fallback");
      if (!pipeline.stages[s].fallback || written == nullptr) continue;
      const std::string at = child_pointer(child_pointer("/pipelines", pipeline.name), "stages");
      list.push_back({static_cast<std::uint16_t>(i), *pipeline.stages[s].fallback, written->place,
                      child_pointer(child_pointer(at, std::to_string(s)), "fallback")});
    }
  }
  for (const Policy& policy : scenario.policies) {
    if (!policy.to || !leads_turns(policy) || !ever_holds(decoding.root, policy.name)) continue;
    const JsonMember* entry = entry_named(decoding.root, "policies", policy.name);
    const Place place = section(entry->value, "to")->place;
    for (const std::uint16_t pipeline : policy.pipelines)
      list.push_back({pipeline, *policy.to, place, child_pointer(child_pointer("/policies", policy.name), "to")});
  }
  return list;
}

void check_count(Decoding& decoding, const std::vector<Alternative>& alternatives) {
  const Scenario& scenario = decoding.scenario;
  std::map<std::uint16_t, std::set<std::uint16_t>> models;
  std::set<std::string> reported;
  for (const Alternative& one : alternatives) {
    const PipelineStage* own = scenario.pipelines[one.pipeline].answering();
    std::set<std::uint16_t>& known = models[one.pipeline];
    if (own != nullptr) known.insert(own->model);
    if (!known.insert(one.model).second || known.size() <= most_models || !reported.insert(one.pointer).second) continue;
    std::string names;
    for (const std::uint16_t model : known) names += (names.empty() ? "" : ", ") + printable(scenario.book.cards[model].name);
    decoding.diagnostics.error("E414", one.place, one.pointer,
                               fmt::format("pipeline \"{}\" would be answered by {} models, at most {}",
                                           printable(scenario.pipelines[one.pipeline].name), known.size(), most_models),
                               fmt::format("lead some of them to the same model: {}", names));
  }
}

bool meets(const Decoding& decoding, const Npc& npc, const std::string& pipeline) {
  const JsonMember* entry = entry_named(decoding.root, "npcs", npc.name);
  const JsonValue* written = entry == nullptr ? nullptr : section(entry->value, "pipeline");
  if (written == nullptr) return false;
  const std::vector<std::string> chain = written_chain(decoding.root, written->text);
  return std::find(chain.begin(), chain.end(), pipeline) != chain.end();
}

/// One report for each place is enough: the first NPC whose prompt is too long.
void check_contexts(Decoding& decoding, const std::vector<Alternative>& alternatives) {
  const Scenario& scenario = decoding.scenario;
  std::set<std::string> reported;
  for (const Alternative& one : alternatives) {
    const Pipeline& pipeline = scenario.pipelines[one.pipeline];
    for (const Npc& npc : scenario.npcs) {
      if (reported.contains(one.pointer) || !meets(decoding, npc, pipeline.name)) continue;
      if (!check_prompt(decoding, npc, npc.memory, pipeline, one.model, one.place, one.pointer)) reported.insert(one.pointer);
    }
  }
}

/// Turns led to the model that answers them anyway are a policy about nothing.
void check_own_models(Decoding& decoding) {
  const Scenario& scenario = decoding.scenario;
  for (const Policy& policy : scenario.policies) {
    if (!policy.to || policy.pipelines.empty()) continue;
    const bool anyway = std::all_of(policy.pipelines.begin(), policy.pipelines.end(), [&](std::uint16_t index) {
      const PipelineStage* own = scenario.pipelines[index].answering();
      return own != nullptr && own->model == *policy.to;
    });
    if (!anyway) continue;
    const Fields fields(decoding, entry_named(decoding.root, "policies", policy.name)->value, "policy",
                        child_pointer("/policies", policy.name));
    decoding.diagnostics.error("E412", fields.place("to"), fields.at("to"),
                               fmt::format("the policy matches nothing: \"{}\" answers there anyway", printable(fields.text("to"))),
                               "name another model, or remove the policy");
  }
}

/// A summary that the policy writes must fit as well.
void check_summaries(Decoding& decoding) {
  const Scenario& scenario = decoding.scenario;
  for (const Policy& policy : scenario.policies) {
    if (policy.kind != Policy::Kind::summarise || !ever_holds(decoding.root, policy.name)) continue;
    const JsonValue* memory = section(entry_named(decoding.root, "policies", policy.name)->value, "memory");
    const std::string pointer = child_pointer(child_pointer("/policies", policy.name), "memory");
    bool fits = memory != nullptr;
    for (const std::uint16_t index : policy.pipelines) {
      const Pipeline& pipeline = scenario.pipelines[index];
      const PipelineStage* own = pipeline.answering();
      for (const Npc& npc : scenario.npcs) {
        if (!fits || own == nullptr || !meets(decoding, npc, pipeline.name)) continue;
        fits = check_prompt(decoding, npc, policy.memory, pipeline, own->model, opening_of(*memory), pointer);
      }
    }
  }
}

/// Behind each spoken pipeline that the policy is about there must be one in which a player types.
void check_typing(Decoding& decoding, const Policy& policy) {
  const Scenario& scenario = decoding.scenario;
  const Fields fields(decoding, entry_named(decoding.root, "policies", policy.name)->value, "policy",
                      child_pointer("/policies", policy.name));
  const auto can_type = [&](const std::string& pipeline) {
    const auto index = index_of(decoding.pipelines, pipeline);
    return !index || !scenario.pipelines[*index].spoken();  // one that is not simulated was refused by name
  };
  for (const std::uint16_t index : policy.pipelines) {
    const std::string& name = scenario.pipelines[index].name;
    const std::vector<std::string> chain = written_chain(decoding.root, name);
    if (std::any_of(chain.begin(), chain.end(), can_type)) continue;
    decoding.diagnostics.error(
        "E415", fields.place("then"), fields.at("then"),
        fmt::format("nobody could type: no typed pipeline stands in for \"{}\"", printable(name)),
        fmt::format("add \"otherwise\": \"text\" to pipeline \"{}\", with a pipeline of kind \"text\"", printable(name)));
    return;
  }
}

}  // namespace

void check_policies(Decoding& decoding) {
  const std::vector<Alternative> alternatives = list_alternatives(decoding);
  check_count(decoding, alternatives);
  check_contexts(decoding, alternatives);
  check_own_models(decoding);
  check_summaries(decoding);
  for (const Policy& policy : decoding.scenario.policies) {
    if (policy.is_limit() && policy.then == Policy::Then::text_only) check_typing(decoding, policy);
  }
}

}  // namespace npcost
